package chart

import (
	"math"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// controlOf is a chart of values with the same limits throughout.
func controlOf(lower, mean, upper float64, values ...float64) document.ControlSpec {
	c := document.ControlSpec{Axis: axis(0, 100, 25), UpperLabel: "Upper limit " + pct(upper).Text, MeanLabel: "Mean " + pct(mean).Text, LowerLabel: "Lower limit " + pct(lower).Text}
	for i, v := range values {
		p := document.ControlPoint{Value: pct(v), Signal: document.Expected, Limited: true, Lower: lower, Mean: mean, Upper: upper}
		if math.IsNaN(v) {
			p.Value, p.Signal = none(quantity.NotAvailable), document.NoMark
		}
		c.Points = append(c.Points, p)
		c.Periods = append(c.Periods, []string{"Jul 24", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 25", "Feb", "Mar", "Apr", "May", "Jun"}[i%12])
	}
	c.LastLabel = "Wexmoor " + pct(values[len(values)-1]).Text
	return c
}

func mark(c document.ControlSpec, m document.Mark, from int) document.ControlSpec {
	for i := from; i < len(c.Points); i++ {
		c.Points[i].Signal = m
	}
	return c
}

// fallingAdvice is eight months of concern.
func fallingAdvice() document.ControlSpec {
	c := mark(controlOf(59.9, 70.1, 80.3, 74, 70, 77, 72, 75, 69, 76, 73, 71, 78, 72, 74, 70, 75, 71, 73, 69, 66, 68, 65, 63, 64, 60, 58), document.Concerning, 16)
	c.Finding = "8 months below the mean: concern"
	goal := ref(document.RefTarget, "Goal 90%", 90)
	c.Target = &goal
	return c
}

// advice begins with trial limits and a missing month.
func advice() document.ControlSpec {
	c := fallingAdvice()
	for i := range 10 {
		c.Points[i].Trial, c.Points[i].Lower, c.Points[i].Upper = true, 62, 85
	}
	c.Points[4] = document.ControlPoint{Value: none(quantity.NotAvailable), Limited: true, Trial: true, Lower: 62, Mean: 70.1, Upper: 85}
	c.Breaks = []document.Break{{Before: 10, Reason: "Rebased: one request form"}}
	c.Missing = "Nov not returned" // too narrow for words, which go to the notes
	return c
}

func constantControl() document.ControlSpec {
	values := make([]float64, 15)
	for i := range values {
		values[i] = 100
	}
	c := controlOf(100, 100, 100, values...)
	goal := ref(document.RefTarget, "Law 100%", 100)
	c.Target = &goal
	return c
}

func unevenControl() document.ControlSpec {
	c := controlOf(30, 50, 70, 48, 52, gap, 55, 47, 51, 49, 60, 40, 52, 50, 49, 53, 54)
	for i := range c.Points {
		half := 12 + 6*math.Sin(float64(i))
		c.Points[i].Lower, c.Points[i].Upper = 50-half, 50+half
	}
	c.Points[7].Signal, c.Points[8].Signal = document.Unusual, document.Unusual
	c.Missing = "suppressed"
	return c
}

func plainControl() document.ControlSpec {
	c := controlOf(0, 0, 0, 20, 30, 40, 35)
	for i := range c.Points {
		c.Points[i] = document.ControlPoint{Value: c.Points[i].Value}
	}
	c.UpperLabel, c.MeanLabel, c.LowerLabel = "", "", ""
	return c
}

func longControl() document.ControlSpec {
	c := mark(controlOf(51, 52, 53, 52, 51.5, 52.5, 52, 51, 53, 52, 52, 52.2, 51.8, 52, 53, 54), document.Improving, 12)
	c.LastLabel = longName + " 54.0%"
	c.Finding = "June 2026 is above the range to expect: improvement"
	return c
}

func funnelOf(n int, ownN, own float64) document.FunnelSpec {
	f := document.FunnelSpec{X: axis(0, 1200, 200), Y: axis(0, 100, 25), XTitle: "New plans issued in the year",
		Centre: ref(document.RefEngland, "All areas 50.0%", 50), Label95: "95% limit", Label998: "99.8% limit", OwnLabel: "Wexmoor " + pct(own).Text}
	for i := range f.X.Ticks {
		f.X.Ticks[i].Label = quantity.Format(f.X.Ticks[i].At, 0)
	}
	for i := range n {
		u := float64(i*37%n) / float64(n)
		f.Areas = append(f.Areas, document.FunnelArea{N: 40 + 1100*u*u*u, Value: 50 + 20*math.Sin(float64(i)*2.4), Neighbour: i%17 == 5})
	}
	f.Areas = append(f.Areas, document.FunnelArea{N: ownN, Value: own, Own: true})
	for i := range 61 {
		at := 20 + 1180*math.Pow(float64(i)/60, 2)
		half := 100 * math.Sqrt(0.25/at)
		f.Limits = append(f.Limits, document.FunnelLimit{N: at, Lower998: 50 - 3.09*half, Lower95: 50 - 1.96*half, Upper95: 50 + 1.96*half, Upper998: 50 + 3.09*half})
	}
	return f
}

func longFunnel() document.FunnelSpec {
	f := funnelOf(120, 1200, 12)
	f.OwnLabel = longName + " 12.0%"
	f.XTitle = "Pupils with an education, health and care plan who were on the roll of a school in January of the year, all kinds of school"
	return f
}

func funnelAtZero() document.FunnelSpec {
	f := funnelOf(10, 300, 0)
	for i := range f.Areas {
		f.Areas[i].Value = 0
	}
	f.Centre = ref(document.RefEngland, "All areas 0.0%", 0)
	f.Limits = nil
	return f
}

func TestSpecialCauseIsToldByShapeAndNotByColourAlone(t *testing.T) {
	for _, c := range []struct {
		mark  document.Mark
		token string
		kind  OpKind
		sides int
	}{{document.Improving, "improve", OpCircle, 0}, {document.Concerning, "concern", OpPath, 4}, {document.Unusual, "neutral", OpPath, 4}, {document.Expected, "common", OpCircle, 0}} {
		d := Draw(mark(controlOf(40, 50, 60, 50, 51, 49, 75), c.mark, 3), boardWide, fonts(t))
		var found []Op
		for _, op := range d.Ops {
			if string(op.Fill) == c.token && op.Kind != OpText {
				found = append(found, op)
			}
		}
		last := found[len(found)-1]
		if last.Kind != c.kind || c.kind == OpPath && len(last.Segs) != c.sides+1 {
			t.Errorf("mark %d is drawn as %+v", c.mark, last)
		}
	}
	square := Mark(document.Concerning, 0, 0, 1)[0].Segs[0]
	diamond := Mark(document.Unusual, 0, 0, 1)[0].Segs[0]
	if square.X == 0 || diamond.X != 0 {
		t.Error("square and diamond have the same shape")
	}
}

func TestTheRuleThatTheLastPointMeetsIsSaidInWords(t *testing.T) {
	for _, size := range allSizes {
		d := Draw(fallingAdvice(), size, fonts(t))
		said := strings.Join(d.Dropped, " ")
		for _, op := range d.Ops {
			if op.Kind == OpText {
				said += " " + op.Text
			}
		}
		for _, word := range []string{"concern", "8 months", "Goal 90%", "Jun"} {
			if !strings.Contains(said, word) {
				t.Errorf("at %v nothing says %q: %s", size, word, said)
			}
		}
	}
}

// limitDashes counts the strokes of limits with the dash.
func limitDashes(d Drawing, first float64) (n int) {
	for _, op := range d.Ops {
		if op.Kind == OpPath && op.Stroke == "ink-3" && len(op.Dash) == 2 && op.Dash[0] == first {
			n++
		}
	}
	return n
}

func TestTrialLimitsAreDashedInTheirOwnWayAndHaveNoGround(t *testing.T) {
	d := Draw(advice(), boardWide, fonts(t))
	if limitDashes(d, 1.2) != 2 || limitDashes(d, 3) != 2 {
		t.Errorf("%d trial and %d full limits, want two of each", limitDashes(d, 1.2), limitDashes(d, 3))
	}
	grounds := 0
	for _, op := range d.Ops {
		if op.Fill == "tint" {
			grounds++
		}
	}
	if grounds != 1 {
		t.Errorf("%d grounds, want one: that of the full limits", grounds)
	}
}

func TestNoLimitAndNoLineOfTheSeriesCrossesABreak(t *testing.T) {
	d := Draw(advice(), boardWide, fonts(t))
	var at float64
	for _, op := range d.Ops {
		if op.Stroke == "ink-2" && len(op.Dash) == 2 {
			at = op.Segs[0].X
		}
	}
	for _, op := range d.Ops {
		if op.Kind != OpPath || op.Stroke != "neighbour" && !(op.Stroke == "ink-3" && len(op.Dash) == 2) {
			continue
		}
		low, high := op.Segs[0].X, op.Segs[len(op.Segs)-1].X
		if at == 0 || low < at-0.02 && high > at+0.02 {
			t.Errorf("a line from %v to %v crosses the break at %v", low, high, at)
		}
	}
}

func TestTheLimitsOfAFunnelLeaveThePlotAndNeverRunAlongItsEdge(t *testing.T) {
	d := Draw(funnelOf(120, 640, 52.4), webWide, fonts(t))
	curves := 0
	for _, op := range d.Ops {
		if op.Kind != OpPath || len(op.Segs) < 20 {
			continue
		}
		curves++
		flat := 0
		for i := 1; i < len(op.Segs); i++ {
			if op.Segs[i].Y == op.Segs[i-1].Y {
				flat++
			}
		}
		if flat > 4 {
			t.Errorf("a curve has %d level steps: it runs along the edge", flat)
		}
	}
	if curves != 4 {
		t.Errorf("%d curves, want four", curves)
	}
}

func TestTheOwnAreaOfAFunnelIsLabelledWithALeader(t *testing.T) {
	for _, size := range allSizes {
		d := Draw(funnelOf(120, 640, 52.4), size, fonts(t))
		label, ok := texts(d)["Wexmoor 52.4%"]
		if !ok { // in two lines where the plot is narrow
			label, ok = texts(d)["Wexmoor"]
		}
		if !ok {
			t.Errorf("at %v the own area has no label: %q", size, d.Dropped)
			continue
		}
		for _, op := range d.Ops {
			if op.Kind == OpCircle && op.Fill == "neighbour" && op.X > label.X && op.X < label.X+label.Width && math.Abs(op.Y-label.Y) < size.Label/2 {
				t.Errorf("at %v the label covers a neighbour", size)
			}
		}
	}
}
