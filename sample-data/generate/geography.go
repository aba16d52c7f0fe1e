package main

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
)

// wexmoorNeighbours is Wexmoor's set, nearest first.
var wexmoorNeighbours = []string{"Dunholt", "Farrowby", "Glenmarsh", "Aldermere", "Eastfen",
	"Carrowdale", "Inverley", "Kestrelden", "Hollinshire", "Brackenshire"}

// geographyTable is the register of places, without England, which every
// register has.
func (w *world) geographyTable() *table {
	t := &table{path: "geography/areas.csv",
		header: []string{"code", "old", "name", "level", "region", "start", "end", "aliases", "follows"}}
	for _, r := range w.regions {
		t.add(record{"code": r.code, "old": r.old, "name": r.name, "level": "REG"})
	}
	for _, a := range w.areas {
		t.add(record{"code": a.code, "old": a.old, "name": a.name, "level": "LA", "region": a.region.code,
			"start": day(a.start), "end": day(a.end),
			"aliases": strings.Join(a.aliases, "|"), "follows": strings.Join(a.follows, "|")})
	}
	for _, l := range localities {
		t.add(record{"code": l.code, "name": l.name, "level": "LOC", "region": w.area(ownArea).code})
	}
	return t
}

// day prints a day of the register; nothing for one that is not known or not set.
func day(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100)
}

// neighbourTable is the neighbour model in the wide layout of the May 2025
// release, trailing blanks in the closeness words included.
func (w *world) neighbourTable() *table {
	t := &table{path: "neighbours/sn_model_2025_wide.csv", bom: true,
		header: []string{"old_la_code", "la_name", "region_ind", "region_name"}}
	for i := 1; i <= 10; i++ {
		t.header = append(t.header, "SN_"+strconv.Itoa(i), "SN_"+strconv.Itoa(i)+"P")
	}
	for _, a := range w.on(20250501) {
		row := record{"old_la_code": a.old, "la_name": a.name, "region_name": a.region.name,
			"region_ind": strconv.Itoa(1 + w.regionIndex(a.region))}
		for i, n := range w.neighbours(a) {
			key := "SN_" + strconv.Itoa(i+1)
			row[key], row[key+"P"] = n.old, closeness(i)
		}
		t.add(row)
	}
	return t
}

func (w *world) regionIndex(r *region) int {
	for i := range w.regions {
		if w.regions[i] == r {
			return i
		}
	}
	return -1
}

func closeness(rank int) string {
	switch {
	case rank < 3:
		return "Very close"
	case rank < 8:
		return "Close "
	}
	return "Somewhat close"
}

// neighbours is Wexmoor's list as set, and for any other area the ten that
// lie nearest in size and in a made-up background score.
func (w *world) neighbours(a *area) []*area {
	var chosen []*area
	if a.name == ownArea {
		for _, name := range wexmoorNeighbours {
			chosen = append(chosen, w.area(name))
		}
		return chosen
	}
	rng := w.stream("background")
	scores := make([]float64, len(w.areas))
	for i := range scores {
		scores[i] = bounded(rng)
	}
	distance := func(b *area) float64 {
		return math.Hypot(scores[a.index]-scores[b.index], math.Log(a.young/b.young))
	}
	for _, b := range w.on(20250501) {
		if b != a {
			chosen = append(chosen, b)
		}
	}
	sort.SliceStable(chosen, func(i, j int) bool { return distance(chosen[i]) < distance(chosen[j]) })
	return chosen[:10]
}
