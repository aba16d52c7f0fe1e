package protect

import (
	"context"
	"math"
	"strings"
	"testing"
)

func TestMalformedSystemsAreRefusedByNameAndWithoutAValue(t *testing.T) {
	for name, c := range map[string]struct {
		change func(s *System)
		want   string
	}{
		"two cells of one name":        {func(s *System) { s.Cells[1].ID = "a" }, `two cells are called "a"`},
		"a negative count":             {func(s *System) { s.Cells[0].Value = -77 }, `value of cell "a"`},
		"a count beyond all sense":     {func(s *System) { s.Cells[0].Value = math.MaxInt64 }, `value of cell "a"`},
		"a negative cost":              {func(s *System) { s.Cells[0].Cost = -1 }, `cost of cell "a"`},
		"hidden and always published":  {func(s *System) { s.Cells[1].Fixed = true }, `"b" is both hidden and always published`},
		"a hidden zero that is shown":  {func(s *System) { s.Cells[1].Value = 0 }, `"b" is a hidden zero`},
		"a term without a cell":        {func(s *System) { s.Equations[0].Terms[1].Cell = "z" }, `cell "z", which does not exist`},
		"a factor beyond all sense":    {func(s *System) { s.Equations[0].Terms[1].Factor = math.MinInt64 }, `factor of cell "a"`},
		"a total outside its equation": {func(s *System) { s.Equations[0].Total = "z" }, `total "z" is no term`},
		"bounds the wrong way round":   {func(s *System) { s.Equations[0].Lower = 1 }, `of total "total" are the wrong way round`},
		"parts that are not the total": {func(s *System) { s.Cells[0].Value = 77 }, `of total "total" do not fit it`},
	} {
		s := list(38, 4, 12).System
		c.change(&s)
		p, err := Protect(context.Background(), s)
		if err == nil || !strings.Contains(err.Error(), c.want) || p.Secondary != nil {
			t.Errorf("%s: got %v and %+v, want %q", name, err, p, c.want)
			continue
		}
		if strings.ContainsAny(err.Error(), "0123456789") {
			t.Errorf("%s: %q tells a value", name, err)
		}
	}
}

func TestLargeCountsAndFactorsDoNotOverflow(t *testing.T) {
	s := System{
		Cells: []Cell{{ID: "a", Value: 1 << 29}, {ID: "b", Value: 1 << 29}, {ID: "c", Value: 3, Primary: true}},
		Equations: []Equation{
			{Terms: []Term{{"a", maxFactor}, {"b", -maxFactor}, {"c", 1}}, Lower: math.MinInt64, Upper: math.MaxInt64},
		},
	}
	if _, err := Protect(context.Background(), s); err != nil {
		t.Errorf("bounds that say nothing: %v", err)
	}
	s.Equations[0].Lower, s.Equations[0].Upper = 3, 3
	if p, err := Protect(context.Background(), s); err != nil || len(p.Exposed) == 0 {
		t.Errorf("another figure than 3 is a thousand million away and counts as none: %+v, %v", p, err)
	}
	s.Cells[0].Value, s.Cells[1].Value = maxValue, maxValue
	if _, err := Protect(context.Background(), s); err == nil {
		t.Error("a sum beyond all numbers was accepted")
	}
}

func TestASuppliedSymbolIsProtectedThoughItsFigureIsNotKnown(t *testing.T) {
	r := list(30, 30, 40)
	r.change("c", func(c *Cell) { c.Unknown, c.Primary, c.Value = true, true, 0 })
	if got := strings.Join(protect(t, r.System).Secondary, " "); got != "a" {
		t.Errorf("hidden %q, want one of the 30 beside it", got)
	}
	r.change("b", func(c *Cell) { c.Unknown, c.Value = true, 0 })
	if p := protect(t, r.System); len(p.Secondary) != 0 {
		t.Errorf("hidden %v beside two that are hidden", p.Secondary)
	}
}

func TestSuppliedSymbolsThatNoFiguresFitAreRefused(t *testing.T) {
	r := list(30, 30, 40)
	for _, id := range []string{"b", "c"} {
		r.change(id, func(c *Cell) { c.Unknown, c.Value = true, 0 })
	}
	r.change("total", func(c *Cell) { c.Value = 31 })
	_, err := Protect(context.Background(), r.System)
	if err == nil || err.Error() != `protect: no figures for the hidden cells fit the equation of total "total"` {
		t.Errorf("two hidden cells cannot sum to one where zeros are published: %v", err)
	}
	r.change("total", func(c *Cell) { c.Value = 32 })
	if p := protect(t, r.System); len(p.Exposed)+len(p.Secondary) != 0 {
		t.Errorf("neither is to be protected, yet %+v", p)
	}
}

func TestUnknownFiguresAreFoundInATableWithBothMargins(t *testing.T) {
	r := needsByPhase()
	for _, id := range []string{"ASDprim", "ASDsec", "SLCNprim", "SLCNsec", "MLDsec", "MLDspec", "ASDspec"} {
		r.change(id, func(c *Cell) { c.Unknown, c.Primary, c.Value = true, true, 0 })
	}
	p := protect(t, r.System)
	hidden := hiddenBy(r.System, p.Secondary)
	for id := range hidden {
		if newReader(r.System, hidden).values(id) < 2 {
			t.Errorf("with %v hidden too, %s is known", p.Secondary, id)
		}
	}
}

func TestWholeNumbersCanTellMoreThanTheEquations(t *testing.T) {
	// 3x + 2y = 12 has many solutions, but only x=2, y=3 in counts of 1 or more.
	s := System{
		Cells:     []Cell{{ID: "x", Value: 2, Primary: true}, {ID: "y", Value: 3, Primary: true}, {ID: "z", Value: 50}},
		Equations: []Equation{{Terms: []Term{{"x", 3}, {"y", 2}}, Lower: 12, Upper: 12}},
	}
	if p := protect(t, s); strings.Join(p.Exposed, " ") != "x y" {
		t.Errorf("exposed %v, want both", p.Exposed)
	}
	s.Equations[0].Terms = append(s.Equations[0].Terms, Term{"z", 1})
	s.Equations[0].Lower, s.Equations[0].Upper = 62, 62
	if p := protect(t, s); strings.Join(p.Secondary, " ") != "z" {
		t.Errorf("hidden %v, want z", p.Secondary)
	}
	s.Equations[0].Terms, s.Equations[0].Lower, s.Equations[0].Upper = s.Equations[0].Terms[:2], 12, 12
	s.Cells[1].HideZero = true
	if p := protect(t, s); len(p.Exposed)+len(p.Secondary) != 0 {
		t.Errorf("y may be 0 and x 4, yet %+v", p)
	}
}

func TestACellInNoEquationIsSafe(t *testing.T) {
	s := System{Cells: []Cell{{ID: "a", Value: 1, Primary: true}, {ID: "b", Value: 9}}}
	if p := protect(t, s); len(p.Secondary)+len(p.Exposed) != 0 || p.Tables != 1 {
		t.Errorf("got %+v", p)
	}
	if p := protect(t, System{}); p.Tables != 0 {
		t.Errorf("of nothing: %+v", p)
	}
}
