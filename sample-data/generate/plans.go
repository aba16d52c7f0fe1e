package main

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// The files of the full projection: who held a plan in one January and who in
// the next. Plans are followed one by one, and every January's count by place
// and need is that of the published files.

// planPlace is a place as the authority's own case system codes it, with the
// school years that it takes and what England's return calls it.
type planPlace struct {
	code, group string
	low, high   int
	columns     []string
	joined      string // column of the new plans file
	part        float64
	reach       string
	pounds      int
}

var planPlaces = []planPlace{
	{"EYS", "early_years", -4, -1, []string{"nm_early_years"}, "nm_early_years", 1, "EYS,MMS,MRP,SSS", 7800},
	{"MMS", "mainstream", -4, 11, []string{"mainstream_la_maintained", "mainstream_academy", "mainstream_free_school", "mainstream_independent"}, "mainstream_total", 0.96,
		"MMS,MRP,SSS,ISS,APP,FEC,SPI,OTH", 8900},
	{"MRP", "units_resourced", -4, 11, []string{"mainstream_la_maintained_resourced_provision", "mainstream_la_maintained_senunit", "mainstream_academy_resourced_provision",
		"mainstream_academy_senunit", "mainstream_free_school_resourced_provision", "mainstream_free_school_senunit"}, "mainstream_total", 0.04, "MMS,MRP,SSS,ISS,FEC,SPI,OTH", 15600},
	{"SSS", "special_state", -4, 14, []string{"special_la_maintained", "special_academy_free"}, "special_total", 0.72, "SSS,ISS,FEC,SPI,OTH,MMS", 25800},
	{"ISS", "special_independent", -4, 14, []string{"special_independent", "special_non_maintained"}, "special_total", 0.28, "ISS,SSS,FEC,SPI,OTH", 63500},
	{"APP", "ap_pru", 0, 11, []string{"ap_pru_total"}, "ap_pru_total", 1, "APP,MMS,SSS,ISS,OTH,FEC,SPI", 24300},
	{"FEC", "fe_post16", 12, 20, []string{"general_fe_tertiary_colleges"}, "fe_total", 0.85, "FEC,SPI,OTH", 9200},
	{"SPI", "fe_post16", 12, 20, []string{"specialist_post_16_institutions", "ukrlp_provider"}, "fe_total", 0.15, "SPI,FEC,OTH", 38400},
	{"OTH", "elsewhere", -4, 20, nil, "ed_elsewhere", 1, "OTH,MMS,SSS,ISS,APP,FEC,SPI", 5400},
}

// elsewhere is the place that takes what is left of all plans.
var elsewhere = len(planPlaces) - 1

// holder is somebody with a plan: school year, need and place by position.
type holder struct{ ncy, need, place int }

// planYears are the first and last January of the history.
const planFirst, planLast = 2021, 2026

// holders follows the plans of the sample's own authority.
type holders struct {
	rng   *rand.Rand
	now   []holder
	steps map[string]int
	order []string
}

// planHistory plays the history of the own authority.
func (w *world) planHistory() *holders {
	h := &holders{rng: w.stream("plan by plan"), steps: map[string]int{}}
	a := w.own()
	issued := w.issuedPlans()
	for i, n := range w.planTargets(planFirst, a) {
		for range n {
			h.now = append(h.now, holder{h.stockAge(planPlaces[i]), 0, i})
		}
	}
	h.startNeeds(w.needTargets(planFirst, a))
	for year := planFirst; year < planLast; year++ {
		h.year(year, issued[year][a.index], w.planTargets(year+1, a), w.needTargets(year+1, a))
	}
	return h
}

// own is the authority that the sample is made for.
func (w *world) own() *area {
	for _, a := range w.areas {
		if a.name == ownArea {
			return a
		}
	}
	panic("the own authority is missing")
}

// planTargets is the plans of each place in a January as published.
func (w *world) planTargets(year int, a *area) []int {
	c := w.caseloadCounts(year)[a.index]
	out := make([]int, len(planPlaces))
	left := c["ehcplans"]
	for i, p := range planPlaces {
		for _, column := range p.columns {
			out[i] += c[column]
		}
		left -= out[i]
	}
	out[elsewhere] = left
	return out
}

// needTargets is the plans of each need in a January as published.
func (w *world) needTargets(year int, a *area) []int {
	c := w.needCounts(year)[a.index]
	var out []int
	for _, n := range needs {
		out = append(out, c[n.column])
	}
	return out
}

// stockAge draws a school year for somebody who has been in a place.
func (h *holders) stockAge(p planPlace) int {
	for {
		ncy := p.low + h.rng.IntN(p.high-p.low+1)
		weight := 1.0
		switch {
		case ncy < -2 || ncy > 18:
			weight = 0.02
		case ncy < 0:
			weight = 0.25
		case ncy < 4:
			weight = 0.6
		case ncy > 14:
			weight = 0.35
		}
		if h.rng.Float64() < weight {
			return ncy
		}
	}
}

// startNeeds deals the needs of the first January out at random.
func (h *holders) startNeeds(targets []int) {
	var deck []int
	for need, n := range targets {
		for range n {
			deck = append(deck, need)
		}
	}
	h.rng.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	for i := range h.now {
		h.now[i].need = deck[i%len(deck)]
	}
}

// year plays one year: as many leave as the published counts of plans held and
// issued leave room for; who is too old for a place moves on; others move until
// new plans can fill each place up to its published count.
func (h *holders) year(year int, issued tally, places, byNeed []int) {
	joining := issued["den"]
	after := 0
	for _, n := range places {
		after += n
	}
	next := slices.Clone(h.now)
	for i := range next {
		next[i].ncy++
	}
	gone := h.leavers(next, len(next)+joining-after)
	counts := make([]int, len(planPlaces))
	for i := range next {
		if gone[i] {
			continue
		}
		if next[i].ncy > planPlaces[next[i].place].high {
			next[i].place = h.onward(next[i])
		}
		counts[next[i].place]++
	}
	slots := h.settle(next, gone, counts, places, joining)
	newcomers := h.newcomers(slots)
	h.balanceNeeds(next, gone, newcomers, byNeed)
	h.record(year, next, gone, newcomers)
}

// leavers chooses who leaves: the older, the likelier, and everybody past the
// last school year.
func (h *holders) leavers(next []holder, n int) []bool {
	gone := make([]bool, len(next))
	for i, x := range next {
		if x.ncy > 20 {
			gone[i], n = true, n-1
		}
	}
	for n > 0 {
		i := h.rng.IntN(len(next))
		weight := 0.035
		switch {
		case next[i].ncy > 16:
			weight = 1
		case next[i].ncy > 13:
			weight = 0.6
		case next[i].ncy > 11:
			weight = 0.25
		}
		if !gone[i] && h.rng.Float64() < weight {
			gone[i], n = true, n-1
		}
	}
	return gone
}

// onward is where somebody goes whose place takes no older children.
func (h *holders) onward(x holder) int {
	from := planPlaces[x.place].code
	u := h.rng.Float64()
	switch {
	case x.ncy < 12 && u < 0.72:
		return placeOf("MMS")
	case x.ncy < 12:
		return placeOf("SSS")
	case from == "SSS" || from == "ISS":
		if u < 0.55 {
			return placeOf("FEC")
		}
		return placeOf("SPI")
	case u < 0.82:
		return placeOf("FEC")
	}
	return placeOf("OTH")
}

func placeOf(code string) int {
	return slices.IndexFunc(planPlaces, func(p planPlace) bool { return p.code == code })
}

// settle moves plans from places that hold too many for their new plans to
// places that hold too few, and returns how many new plans each place gets.
func (h *holders) settle(next []holder, gone []bool, counts, places []int, joining int) []int {
	weights := make([]float64, len(planPlaces))
	for i, p := range planPlaces {
		for _, s := range newSettings {
			if s.column == p.joined {
				weights[i] = s.share * p.part
			}
		}
	}
	slots := share(joining, weights)
	for _, i := range h.rng.Perm(len(next)) {
		x := &next[i]
		if gone[i] || counts[x.place]+slots[x.place] <= places[x.place] {
			continue
		}
		for _, to := range h.rng.Perm(len(planPlaces)) {
			p := planPlaces[to]
			if counts[to]+slots[to] < places[to] && x.ncy >= p.low && x.ncy <= p.high && strings.Contains(planPlaces[x.place].reach, p.code) {
				counts[x.place]--
				counts[to]++
				x.place = to
				break
			}
		}
	}
	return h.fill(next, gone, counts, places)
}

// fill corrects what moves could not: new plans themselves go elsewhere, and a
// place that still holds too many sees more plans end.
func (h *holders) fill(next []holder, gone []bool, counts, places []int) []int {
	slots := make([]int, len(places))
	for _, i := range h.rng.Perm(len(next)) {
		if at := next[i].place; !gone[i] && counts[at] > places[at] {
			gone[i] = true
			counts[at]--
		}
	}
	for i := range slots {
		slots[i] = places[i] - counts[i]
	}
	return slots
}

// newcomers draws a school year for each new plan, as England's ages at the
// start of plans are.
func (h *holders) newcomers(slots []int) []holder {
	var out []holder
	for i, n := range slots {
		for range max(0, n) {
			out = append(out, holder{h.startAge(planPlaces[i]), -1, i})
		}
	}
	return out
}

func (h *holders) startAge(p planPlace) int {
	for {
		u := h.rng.Float64() * 103
		for i, weight := range startWeights {
			if u -= weight; u < 0 {
				if ncy := i - 2; ncy >= p.low && ncy <= p.high {
					return ncy
				}
				break
			}
		}
		if p.low > 8 && h.rng.Float64() < 0.2 {
			return p.low + h.rng.IntN(3)
		}
	}
}

// balanceNeeds gives new plans the needs that are wanting, and reviews the need
// of a few others where there are too many of one.
func (h *holders) balanceNeeds(next []holder, gone []bool, newcomers []holder, targets []int) {
	want := slices.Clone(targets)
	for i, x := range next {
		if !gone[i] {
			want[x.need]--
		}
	}
	for _, i := range h.rng.Perm(len(next)) {
		x := &next[i]
		if gone[i] || want[x.need] >= 0 {
			continue
		}
		to := slices.Index(want, slices.Max(want))
		want[x.need]++
		want[to]--
		x.need = to
	}
	var deck []int
	for need, n := range want {
		for range max(0, n) {
			deck = append(deck, need)
		}
	}
	h.rng.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	for i := range newcomers {
		newcomers[i].need = deck[i%len(deck)]
	}
}

// record counts the year's transitions and makes the next January the present.
func (h *holders) record(year int, next []holder, gone []bool, newcomers []holder) {
	const none = "NONSEND,NONSEND"
	from := h.now
	h.now = nil
	for i, x := range next {
		to := none
		if !gone[i] {
			to = x.state()
			h.now = append(h.now, x)
		}
		h.count(year, from[i].ncy, from[i].state(), to)
	}
	for _, x := range newcomers {
		h.count(year, x.ncy-1, none, x.state())
		h.now = append(h.now, x)
	}
}

func (x holder) state() string { return needCode(x.need) + "," + planPlaces[x.place].code }

// needCode is a need as the return codes it.
func needCode(i int) string {
	code := strings.ToUpper(strings.TrimPrefix(needs[i].column, "number_"))
	if code == "NEED_UNKNOWN" {
		return "UKN"
	}
	return code
}

func (h *holders) count(year, ncy int, from, to string) {
	key := strconv.Itoa(year) + "," + strconv.Itoa(ncy) + "," + from + "," + strconv.Itoa(ncy+1) + "," + to
	if h.steps[key] == 0 {
		h.order = append(h.order, key)
	}
	h.steps[key]++
}
