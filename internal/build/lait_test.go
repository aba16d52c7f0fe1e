package build

import (
	"context"
	"math"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/diag"
)

// toolMeasure is one measure of the published tool, read and worked out here
// without any of our packages: what the tool itself shows.
type toolMeasure struct {
	key, polarity string
	banded        bool
	years         []string // rising
	values        map[string]map[string]float64
}

// TestMeasuresEqualThePublishedTool compares every measure of the topic
// "Children with SEN", for every authority, with the tool's own rules: mean of
// the neighbours that have a value, how many those are, rank, band, and the
// change between the two newest years where these are consecutive.
func TestMeasuresEqualThePublishedTool(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole published table")
	}
	o := realOptions(t, "england/lait")
	dir := realData(t)
	tool := readTool(t, dir)
	neighbours, codes := readNeighbours(t, dir), readCodes(t, dir)

	var l diag.List
	in, err := Load(context.Background(), o, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	m, err := Evaluate(context.Background(), in, o, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	compared := 0
	for _, x := range tool {
		s := m.series("lait-" + regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(x.key), "-"))
		if s == nil {
			t.Errorf("%s was not published", x.key)
			continue
		}
		for old, list := range neighbours {
			compared++
			compareWithTool(t, m, s, x, old, codes[old], list)
		}
	}
	if compared < 9000 {
		t.Errorf("only %d measures and authorities were compared", compared)
	}
}

func compareWithTool(t *testing.T, m *Model, s *assess.Series, x toolMeasure, old, code string, list []string) {
	t.Helper()
	latest := x.values[x.years[len(x.years)-1]]
	own, known := latest[old]
	id, ok := m.Register.Lookup(code, m.AsOf)
	if !ok {
		t.Errorf("%s is not in the register", code)
		return
	}
	last := len(s.Indicator.Periods) - 1
	as, ok := s.At(id, last, 0)
	if !ok {
		t.Errorf("%s %s: no row for %s, want %v (known: %t)", x.key, code, s.Indicator.Periods[last].Label, own, known)
		return
	}
	wrong := func(what string, got, want any) {
		t.Errorf("%s %s: %s %v, want %v", x.key, code, what, got, want)
	}
	if as.Result.Value.Known != known || known && !near(as.Result.Value.Number, own) {
		wrong("value", as.Result.Value, own)
	}
	sum, n := 0.0, 0
	for _, k := range list {
		if v, ok := latest[k]; ok {
			sum, n = sum+v, n+1
		}
	}
	if as.SN.N != n || as.SN.Benchmark.Known != (n > 0) || n > 0 && !near(as.SN.Benchmark.Number, sum/float64(n)) {
		wrong("neighbours", as.SN.Benchmark, sum/float64(n))
	}
	rank, band := x.standing(own, known, latest)
	if as.Standing.Rank != rank {
		wrong("rank", as.Standing.Rank, rank)
	}
	if as.Standing.Band != band {
		wrong("band", as.Standing.Band, band)
	}
	change, ok := x.change(old)
	if as.Change.Value.Known != ok || ok && !near(as.Change.Value.Number, change) {
		wrong("change", as.Change.Value, change)
	}
	if !ok && as.Change.Result != assess.NoComparison {
		wrong("change", as.Change.Result, assess.NoComparison)
	}
}

func near(got, want float64) bool { return math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want)) }

// standing is the tool's rank (1 is best; equal values share a rank) and its
// band by inclusive quartiles, a value on a boundary in the lower quarter.
func (x toolMeasure) standing(own float64, known bool, latest map[string]float64) (int, string) {
	if !known || x.polarity == "none" {
		return 0, ""
	}
	var all []float64
	rank := 1
	for _, v := range latest {
		all = append(all, v)
		if x.polarity == "high" && v > own || x.polarity == "low" && v < own {
			rank++
		}
	}
	if !x.banded {
		return rank, ""
	}
	sort.Float64s(all)
	quarter := 0
	for quarter < 3 && own > quantile(all, float64(quarter+1)/4) {
		quarter++
	}
	if x.polarity == "low" {
		return rank, string("ABCD"[quarter])
	}
	return rank, string("DCBA"[quarter])
}

// quantile interpolates between the two nearest of the rising values.
func quantile(v []float64, p float64) float64 {
	h := float64(len(v)-1) * p
	low := int(h)
	high := min(low+1, len(v)-1)
	return v[low] + (h-float64(low))*(v[high]-v[low])
}

// change is the newest value less the one before, where both years are there
// and consecutive.
func (x toolMeasure) change(old string) (float64, bool) {
	if len(x.years) < 2 {
		return 0, false
	}
	newest, before := x.years[len(x.years)-1], x.years[len(x.years)-2]
	a, hasA := x.values[newest][old]
	b, hasB := x.values[before][old]
	return a - b, hasA && hasB && year(newest)-year(before) == 1
}

func year(label string) int {
	n, err := strconv.Atoi(label[:4])
	if err != nil {
		panic(err)
	}
	return n
}
