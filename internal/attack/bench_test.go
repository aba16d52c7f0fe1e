package attack

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sendpack/sendpack/internal/quantity"
)

// invented is a release of made-up authorities: each indicator by need, by
// setting, by sex and by need and sex, with the national figures above them.
// Small counts are hidden, and with each of them others of its row and column.
type invented struct {
	areas, indicators, periods int
	open                       bool    // nothing is hidden
	size                       float64 // of the counts; larger ones are hidden less
}

var (
	inventedNeeds    = []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"}
	inventedSettings = []string{"p", "q", "r", "s", "t", "u", "v"}
	inventedSexes    = []string{"f", "m"}
)

func (v invented) facts() Facts {
	f := Facts{Indicators: map[string]Indicator{}}
	var all []string
	for a := range v.areas {
		all = append(all, fmt.Sprintf("E%08d", a))
	}
	if v.areas > 1 {
		f.Areas = []Whole{{"ENG", all}}
	}
	for i := range v.indicators {
		f.Indicators[fmt.Sprintf("i%03d", i)] = Indicator{Measure: []string{"count", "count", "proportion"}[i%3], Threshold: 6}
	}
	return f
}

// each hands over every row, indicator by indicator.
func (v invented) each(row func(Row)) {
	r := rand.New(rand.NewPCG(7, 7))
	for i := range v.indicators {
		for p := range v.periods {
			v.one(r, i, p, row)
		}
	}
}

func (v invented) one(r *rand.Rand, i, p int, row func(Row)) {
	share := i%3 == 2
	nation := map[string][2]int{}
	hiddenInNation := map[string]bool{}
	for a := range v.areas {
		table := map[string][2]int{}
		size := max(1, v.size) * math.Exp(r.NormFloat64()*0.5+1)
		for n, need := range inventedNeeds {
			for _, sex := range inventedSexes {
				d := int(size * math.Exp(r.NormFloat64()*0.4) * 60 / float64(n*n+1))
				m := d
				if share {
					m = 0
					for range d {
						if r.IntN(3) > 0 {
							m++
						}
					}
				}
				for _, b := range []string{"need=" + need + ";sex=" + sex, "need=" + need, "sex=" + sex, ""} {
					table[b] = [2]int{table[b][0] + m, table[b][1] + d}
				}
			}
		}
		left := table[""]
		for n, s := range inventedSettings {
			m, d := left[0]/2, left[1]/2
			if n == len(inventedSettings)-1 {
				m, d = left[0], left[1]
			}
			left = [2]int{left[0] - m, left[1] - d}
			table["setting="+s] = [2]int{m, d}
		}
		hide := v.hide(table, share)
		for b := range hide { // never a zero where zeros are shown
			hide[b] = hide[b] && table[b][1] > 0 && (share || table[b][0] > 0)
		}
		for _, b := range sortedBreakdowns(table) {
			nation[b] = [2]int{nation[b][0] + table[b][0], nation[b][1] + table[b][1]}
			hiddenInNation[b] = hiddenInNation[b] || hide[b]
			row(v.row(fmt.Sprintf("E%08d", a), "LA", i, p, b, table[b], share, hide[b]))
		}
	}
	if v.areas > 1 {
		for _, b := range sortedBreakdowns(nation) {
			row(v.row("ENG", "ENG", i, p, b, nation[b], share, false))
		}
	}
}

func sortedBreakdowns(t map[string][2]int) []string {
	out := []string{"", "sex=f", "sex=m"}
	for _, n := range inventedNeeds {
		out = append(out, "need="+n, "need="+n+";sex=f", "need="+n+";sex=m")
	}
	for _, s := range inventedSettings {
		out = append(out, "setting="+s)
	}
	return out
}

// hide marks small counts, the other sex beside them, and another need.
func (v invented) hide(t map[string][2]int, share bool) map[string]bool {
	small := func(b string) bool {
		c := t[b]
		s := func(n int) bool { return n > 0 && n < 6 }
		return s(c[0]) || share && (s(c[1]) || s(c[1]-c[0]) || c[1] > 0 && c[1] < 10)
	}
	hide := map[string]bool{}
	any := false
	for _, n := range inventedNeeds {
		f, m := "need="+n+";sex=f", "need="+n+";sex=m"
		if small(f) || small(m) {
			hide[f], hide[m], any = true, true, true
		}
		if small("need=" + n) {
			hide["need="+n], any = true, true
		}
	}
	if any { // the largest need, and the next, close the rectangle
		for _, n := range inventedNeeds[2:5] {
			hide["need="+n+";sex=f"], hide["need="+n+";sex=m"], hide["need="+n] = true, true, true
		}
	}
	for i, s := range inventedSettings {
		if small("setting=" + s) {
			hide["setting="+s], hide["setting="+inventedSettings[(i+1)%len(inventedSettings)]], hide["setting="+inventedSettings[0]] = true, true, true
		}
	}
	return hide
}

func (v invented) row(area, level string, i, p int, b string, n [2]int, share, hide bool) Row {
	r := Row{Area: area, Level: level, Indicator: fmt.Sprintf("i%03d", i), Breakdown: b, Period: fmt.Sprint(2020 + p), PeriodType: "CY"}
	switch {
	case hide && !v.open:
		r.Symbol = "c"
	case share && n[1] == 0:
		r.Symbol = "z"
	case share:
		r.Value, r.Numerator, r.Denominator = quantity.Of(100*float64(n[0])/float64(n[1])), quantity.Of(float64(n[0])), quantity.Of(float64(n[1]))
	default:
		r.Value, r.Numerator = quantity.Of(float64(n[0])), quantity.Of(float64(n[0]))
	}
	return r
}

func auditInvented(b *testing.B, v invented) {
	f := v.facts()
	for b.Loop() {
		var r Release
		v.each(r.Add)
		got, err := Audit(context.Background(), &r, f, Limits{})
		if err != nil {
			b.Fatal(err)
		}
		kinds := map[Kind]int{}
		for _, f := range got.Findings {
			kinds[f.Kind]++
		}
		b.Logf("%+v %v", got.Summary, kinds)
	}
}

// One authority with about 40,000 figures, more than half of them hidden.
func BenchmarkOneAuthority(b *testing.B) {
	auditInvented(b, invented{areas: 1, indicators: 170, periods: 5})
}

// Every authority and the nation, each figure tied to those of all areas:
// about 85,000 figures, more than half of them hidden, and about a tenth.
func BenchmarkAllAuthoritiesHidden(b *testing.B) {
	auditInvented(b, invented{areas: 153, indicators: 6, periods: 2})
}

// The whole of England in the worst case: 153 authorities, five years, a
// hundred protected indicators that all are split in every way, 3.5 million
// figures of which more than half are hidden.
func BenchmarkAllOfEngland(b *testing.B) {
	if testing.Short() {
		b.Skip("minutes of work")
	}
	auditInvented(b, invented{areas: 153, indicators: 100, periods: 5})
}

func BenchmarkAllAuthoritiesShown(b *testing.B) {
	auditInvented(b, invented{areas: 153, indicators: 6, periods: 2, size: 12})
}
