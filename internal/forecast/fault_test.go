package forecast

import (
	"strings"
	"testing"
)

// two is a series of an area with a whole split, and one change to its last
// year.
func two(change func(*Observation)) *Panel {
	s := Series{Area: "A"}
	for year := 2021; year <= 2022; year++ {
		*s.set(year) = Observation{Plans: CountOf(1000), Joiners: CountOf(150),
			Settings:     Split{Mainstream: CountOf(500), Special: CountOf(400), FEPost16: CountOf(80), Elsewhere: CountOf(20)},
			NewBySetting: Split{Mainstream: CountOf(100), Special: CountOf(40), FEPost16: CountOf(5), Elsewhere: CountOf(5)}}
	}
	change(s.set(2022))
	p := &Panel{Areas: []Series{s}}
	p.Mend()
	return p
}

func TestKnownFaultsAreFoundAndSaid(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  func(*Observation)
		fault   Fault
		plans   float64
		joiners Count
		says    string
	}{
		{"nothing wrong", func(*Observation) {}, "", 1000, CountOf(150), ""},
		{"the region's total beside its own settings", func(o *Observation) { o.Joiners = CountOf(6078) }, FaultRegionTotal, 1000, CountOf(150), "that of the whole region"},
		{"the region's total with its remainder as a setting", func(o *Observation) {
			o.Joiners, o.NewBySetting[Elsewhere] = CountOf(6078), CountOf(5933)
		}, FaultRegionTotal, 1000, CountOf(145), "that of the whole region"},
		{"the region's total and no settings", func(o *Observation) { o.Joiners, o.NewBySetting = CountOf(6078), Split{} }, FaultNoJoiners, 1000, Count{}, "no usable number of new plans"},
		{"settings without a total", func(o *Observation) { o.Plans, o.Joiners = Count{}, Count{} }, "", 1000, CountOf(150), ""},
		{"settings that do not add up", func(o *Observation) { o.Plans = CountOf(1100) }, FaultParts, 1000, CountOf(150), "do not add up"},
		{"settings within one per cent", func(o *Observation) { o.Plans = CountOf(1009) }, "", 1009, CountOf(150), ""},
		{"total alone", func(o *Observation) { o.Settings = Split{} }, FaultNoSettings, 1000, CountOf(150), "no usable split"},
		{"no new plans", func(o *Observation) { o.Joiners, o.NewBySetting = Count{}, Split{} }, FaultNoJoiners, 1000, Count{}, "no usable number"},
		{"half as many plans again", func(o *Observation) { o.Plans, o.Settings = CountOf(1500), Split{} }, FaultJump, 1500, CountOf(150), "from 1000 to 1500"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := two(c.change)
			o := p.Areas[0].At(2022)
			if o.Plans.N != c.plans || o.Joiners != c.joiners {
				t.Errorf("mended to %v plans and %v joiners, want %v and %v", o.Plans, o.Joiners, c.plans, c.joiners)
			}
			found := c.fault == "" && len(p.Notes) == 0
			for _, n := range p.Notes {
				found = found || n.Fault == c.fault && n.Year == 2022 && strings.Contains(n.String(), c.says)
			}
			if !found {
				t.Errorf("notes are %v, want %q of 2022", p.Notes, c.fault)
			}
		})
	}
}

func TestTheBreakOf2023IsSaidOfSeriesThatCrossIt(t *testing.T) {
	p := invented(1)
	if len(p.Notes) == 0 || p.Notes[0].Fault != FaultBreak {
		t.Errorf("notes are %v, want the break first", p.Notes)
	}
	if p := two(func(*Observation) {}); len(p.Notes) != 0 {
		t.Errorf("a series to 2022 has %v", p.Notes)
	}
}

// Cutting after mending must be mending after cutting: else a back-test would
// see through the mending what came later.
func TestMendingDoesNotLookAhead(t *testing.T) {
	p := two(func(o *Observation) { o.Joiners = CountOf(6078) })
	p.Areas[0].set(2023).Plans = CountOf(1100)
	cut := p.Through(2022)
	cut.Mend()
	if cut.Areas[0].At(2022) != p.Areas[0].At(2022) {
		t.Error("mending the cut panel changes it")
	}
}

func TestEveryFaultHasItsSentence(t *testing.T) {
	for _, f := range []Fault{FaultRegionTotal, FaultParts, FaultNoSettings, FaultNoTotal, FaultNoJoiners, FaultBreak, FaultReorganised, FaultJump, FaultFew, FaultShort} {
		if s := (Note{Fault: f, Year: 2022, What: "plans"}).String(); !strings.HasSuffix(s, ".") {
			t.Errorf("%s says %q", f, s)
		}
	}
}
