package protect

import (
	"context"
	"slices"
	"strings"
	"testing"
)

func protect(t *testing.T, s System) Pattern {
	t.Helper()
	p, err := Protect(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAListAsInTheNote(t *testing.T) {
	r := list(38, 4, 12, 71, 25)
	p := protect(t, r.System)
	if got := strings.Join(p.Secondary, " "); got != "c" {
		t.Errorf("hidden %q, want the 12", got)
	}
	if got := newReader(r.System, hiddenBy(r.System, p.Secondary)).interval("b"); got != "1..15" {
		t.Errorf("the 4 may be %s", got)
	}
	if p.Tables != 1 || p.Smallest != 1 || p.Equations != 1 {
		t.Errorf("counted %+v", p)
	}
}

// needsByPhase is the two-way example of the note.
func needsByPhase() *release {
	r := newRelease()
	rows, columns := []string{"ASD", "SLCN", "MLD"}, []string{"prim", "sec", "spec"}
	for n, v := range []int64{41, 23, 3, 58, 12, 17, 20, 9, 26} {
		r.cell(rows[n/3]+columns[n%3], v)
	}
	r.margins("", rows, columns, true)
	return r
}

func TestATableAsInTheNote(t *testing.T) {
	r := needsByPhase()
	p := protect(t, r.System)
	if got := strings.Join(p.Secondary, " "); got != "ASDsec SLCNsec SLCNspec" {
		t.Errorf("hidden %q, want the rectangle with the sum 52", got)
	}
	if got := newReader(r.System, hiddenBy(r.System, p.Secondary)).interval("ASDspec"); got != "1..19" {
		t.Errorf("the 3 may be %s", got)
	}
	if f := flaw(r.System, []string{"ASDsec", "SLCNspec"}); f != "ASDspec can be worked out" {
		t.Errorf("one in its row and one in its column: %q", f)
	}
}

func TestAHierarchyAsInTheNote(t *testing.T) {
	r := newRelease()
	for id, v := range map[string]int64{"n1": 13, "n2": 2, "n3": 28, "s1": 33, "s2": 7} {
		r.cell(id, v)
	}
	r.total("north", "n1", "n2", "n3")
	r.total("south", "s1", "s2")
	r.total("authority", "north", "south")
	p := protect(t, r.System)
	if got := strings.Join(p.Secondary, " "); got != "n1" {
		t.Errorf("hidden %q, want the 13", got)
	}
	if got := newReader(r.System, hiddenBy(r.System, p.Secondary)).interval("n2"); got != "1..14" {
		t.Errorf("the 2 may be %s", got)
	}
	if flaw(r.System, []string{"north"}) == "" {
		t.Error("the North total alone protects nothing")
	}
}

func TestTwoOnesNeedAThirdCell(t *testing.T) {
	r := list(1, 1, 60)
	if got := strings.Join(protect(t, r.System).Secondary, " "); got != "c" {
		t.Errorf("hidden %q, want the 60", got)
	}
	if flaw(r.System, nil) == "" {
		t.Error("the pair sums to two, so both are one")
	}
}

func TestChoicesInOneList(t *testing.T) {
	for name, c := range map[string]struct {
		list *release
		want string
	}{
		"nothing is hidden where nothing is small":           {list(6, 0, 9), ""},
		"a published zero is never chosen":                   {list(4, 0, 60, 70), "c"},
		"equal cells are taken in order":                     {list(50, 12, 3, 12), "b"},
		"two that reach the threshold stand alone":           {list(2, 4, 60), ""},
		"two that do not need a third":                       {list(2, 3, 60, 70), "c"},
		"one large cell beside it is better than two":        {list(3, 90, 7), "c"},
		"all parts are hidden before the total":              {list(3, 90), "b"},
		"a small total is protected by what hides its parts": {list(4, 0, 0), ""},
	} {
		p := protect(t, c.list.System)
		if got := strings.Join(p.Secondary, " "); got != c.want {
			t.Errorf("%s: hidden %q, want %q", name, got, c.want)
		}
		mustBeSafe(t, c.list.System, p)
	}
}

func TestZerosMayBeHiddenCells(t *testing.T) {
	r := newRelease()
	r.hideZero = true
	for _, id := range []string{"a", "b", "c", "d"} {
		r.cell(id, map[string]int64{"a": 0, "b": 5, "c": 30, "d": 8}[id])
	}
	r.total("total", "a", "b", "c", "d")
	p := protect(t, r.System)
	if got := strings.Join(p.Secondary, " "); got != "d" {
		t.Errorf("hidden %q: 0 and 5 are a group of five, the 8 is the least beside them", got)
	}
	if got := newReader(r.System, hiddenBy(r.System, p.Secondary)).interval("a"); got != "0..13" {
		t.Errorf("the 0 may be %s", got)
	}
}

func TestTheGrandTotalIsHiddenOnlyIfNothingElseWorks(t *testing.T) {
	r := list(4, 30, 50)
	for _, id := range []string{"b", "c"} {
		r.change(id, func(c *Cell) { c.Fixed = true })
	}
	if got := strings.Join(protect(t, r.System).Secondary, " "); got != "total" {
		t.Errorf("hidden %q, want the total", got)
	}
	r = list(4, 30, 50)
	r.change("b", func(c *Cell) { c.Last = true })
	r.change("c", func(c *Cell) { c.Fixed = true })
	if got := strings.Join(protect(t, r.System).Secondary, " "); got != "b" {
		t.Errorf("hidden %q: of two last resorts the smaller", got)
	}
}

func TestAGrandTotalOfTwoListsIsHiddenWithWhatGivesItBack(t *testing.T) {
	r := list(4, 30, 50)
	r.change("b", func(c *Cell) { c.Fixed = true })
	r.change("c", func(c *Cell) { c.Fixed = true })
	r.cell("x", 44)
	r.cell("y", 40)
	r.total("total", "x", "y")
	p := protect(t, r.System)
	if got := strings.Join(p.Secondary, " "); got != "total y" {
		t.Errorf("hidden %q: the other list must not give the total back", got)
	}
	mustBeSafe(t, r.System, p)
}

func TestWhatCannotBeProtectedIsNamedAndTheRestIsSafe(t *testing.T) {
	r := list(4, 30, 3, 20, 9)
	for _, id := range []string{"b", "total"} {
		r.change(id, func(c *Cell) { c.Fixed = true })
	}
	r.Equations = append(r.Equations, Sum("b", 6, "a", "z"))
	r.cell("z", 26)
	r.change("z", func(c *Cell) { c.Fixed = true })
	p := protect(t, r.System)
	if got := strings.Join(p.Exposed, " "); got != "a" {
		t.Errorf("exposed %q, want the 4 alone", got)
	}
	hidden := hiddenBy(r.System, p.Secondary)
	if !newReader(r.System, hidden).secret("c", 3) || smallGroup(System{Cells: r.Cells, Equations: r.Equations[:1]}, hidden) != "" {
		t.Errorf("with %v hidden the 3 is not safe", p.Secondary)
	}
}

func TestEarlierHiddenCellsHelpAndStay(t *testing.T) {
	r := list(4, 30, 50)
	r.change("c", func(c *Cell) { c.Hidden = true })
	if p := protect(t, r.System); len(p.Secondary) != 0 {
		t.Errorf("hidden %v beside the one hidden already", p.Secondary)
	}
}

func TestARoundedMeanBoundsWhatIsLeftOut(t *testing.T) {
	// Three areas have 20, 31 and 4; their mean of 18.3 is published to one
	// place, so that three times it lies between 54.75 and 55.05: it is 55.
	r := list(20, 31, 4)
	s := System{Cells: r.Cells[:3], Equations: []Equation{{Terms: []Term{{"a", 1}, {"b", 1}, {"c", 1}}, Lower: 55, Upper: 55}}}
	if got := strings.Join(protect(t, s).Secondary, " "); got != "a" {
		t.Errorf("hidden %q, want the 20", got)
	}
	// To the next ten it is 50 to 59 in all: the 4 may be 1 to 8.
	s.Equations[0].Lower, s.Equations[0].Upper = 50, 59
	p := protect(t, s)
	if len(p.Secondary) != 0 {
		t.Errorf("hidden %v, though rounding protects", p.Secondary)
	}
	mustBeSafe(t, s, p)
	// With a threshold the 4 alone is a small group all the same.
	s.Equations[0].Threshold = 6
	if got := strings.Join(protect(t, s).Secondary, " "); got != "a" {
		t.Errorf("hidden %q, want the 20", got)
	}
}

func TestAPublishedRateBoundsItsCount(t *testing.T) {
	// 1.4% of 214 lies between 1.35% and 1.45%: 2000x - 27n >= 0 >= 2000x - 29n.
	rate := func(lower, upper int64) System {
		return System{
			Cells: []Cell{{ID: "n", Value: 214, Last: true}, {ID: "x", Value: 3, Primary: true}},
			Equations: []Equation{
				{Terms: []Term{{"x", 2000}, {"n", -lower}}, Lower: 0, Upper: 1 << 40},
				{Terms: []Term{{"x", 2000}, {"n", -upper}}, Lower: -1 << 40, Upper: 0},
			},
		}
	}
	s := rate(27, 29)
	if p := protect(t, s); !slices.Equal(p.Secondary, []string{"n"}) {
		t.Errorf("hidden %v: only 3 fits beside 214", p.Secondary)
	}
	// A rate of 1% to the next whole per cent allows 2 as well.
	if p := protect(t, rate(10, 30)); len(p.Secondary) != 0 {
		t.Errorf("hidden %v, though 2 and 3 fit", p.Secondary)
	}
}

func TestACumulativeCountGivesItsLastQuarterAway(t *testing.T) {
	r := newRelease()
	r.cell("quarter1", 12)
	r.cell("quarter2", 3)
	r.total("to date", "quarter1", "quarter2")
	p := protect(t, r.System)
	if got := strings.Join(p.Secondary, " "); got != "quarter1" {
		t.Errorf("hidden %q", got)
	}
	mustBeSafe(t, r.System, p)
}
