package forecast

import (
	"fmt"
	"math"
	"testing"

	"github.com/sendpack/sendpack/internal/draw"
)

// invented is a panel of made-up areas from 2016 to 2025: plans grow by about
// a tenth a year, each area a little differently, and have three settings.
func invented(areas int) *Panel {
	p := &Panel{}
	for a := range areas {
		random := draw.NewStream(7, fmt.Sprint("area", a), 0).Sub(0, 0, 1)
		s := Series{Area: fmt.Sprintf("A%03d", a)}
		plans := 400 + 40*float64(a)
		for year := 2016; year <= 2025; year++ {
			joiners := math.Round(plans * (0.15 + 0.02*random.Normal()))
			leavers := math.Round(plans * (0.05 + 0.01*random.Normal()))
			plans += joiners - leavers
			o := s.set(year)
			o.Plans, o.Joiners = CountOf(plans), CountOf(joiners)
			special := math.Round(plans * 0.35)
			further := math.Round(plans * 0.15)
			o.Settings[Special], o.Settings[FEPost16], o.Settings[Mainstream] = CountOf(special), CountOf(further), CountOf(plans-special-further)
		}
		p.Areas = append(p.Areas, s)
	}
	p.Mend()
	return p
}

func TestThroughHoldsNothingLater(t *testing.T) {
	p := invented(3)
	p.Areas[0].People = map[int]float64{2020: 1000, 2021: 1010}
	then := p.Through(2020)
	if first, last := then.Span(); first != 2016 || last != 2020 {
		t.Errorf("the cut panel spans %d to %d, want 2016 to 2020", first, last)
	}
	if _, later := then.Areas[0].People[2021]; later {
		t.Error("residents of 2021 are in a panel through 2020")
	}
	then.Areas[0].Years[0].Plans.N = -1
	if p.Areas[0].Years[0].Plans.N == -1 {
		t.Error("the cut panel shares its counts with the whole one")
	}
}

func TestASplitCanBeUsedOnlyWhenItSaysWhereChildrenAre(t *testing.T) {
	whole := Split{Mainstream: CountOf(500), Special: CountOf(400), FEPost16: CountOf(100)}
	mostlyUnknown := Split{Mainstream: CountOf(30), Special: CountOf(20), Unknown: CountOf(950)}
	remainder := Split{Mainstream: CountOf(0), Special: CountOf(0), Elsewhere: CountOf(1000)}
	for _, c := range []struct {
		name  string
		split Split
		want  bool
	}{
		{"all groups", whole, true},
		{"total alone", Split{}, false},
		{"nearly all not recorded", mostlyUnknown, false},
		{"all in the remainder", remainder, false},
	} {
		if _, _, ok := (Observation{Plans: CountOf(1000), Settings: c.split}).split(); ok != c.want {
			t.Errorf("%s: usable is %v, want %v", c.name, ok, c.want)
		}
	}
}

func TestYearsThatTeachNoGrowthAreForgotten(t *testing.T) {
	b := NewPanelBuilder()
	for year := 2012; year <= 2020; year++ {
		*b.At("A", year) = Observation{Plans: CountOf(100), Settings: Split{Mainstream: CountOf(60), Special: CountOf(40)}}
	}
	p := b.Panel()
	if first, _ := p.Span(); first != 2016 {
		t.Errorf("the first year used is %d, want 2016", first)
	}
	for year, want := range map[int]bool{2018: false, 2019: true} {
		if _, _, ok := p.Areas[0].At(year).split(); ok != want {
			t.Errorf("the split of %d is used: %v, want %v", year, ok, want)
		}
	}
}
