package chart

import (
	"reflect"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
)

func TestNoTextCoversAnotherOrLeavesTheDrawing(t *testing.T) {
	f := fonts(t)
	for _, e := range gallery() {
		for _, size := range e.sizes {
			d := Draw(e.spec, size, f)
			checkTexts(t, e.name, size, d)
			if len(d.Dropped) > e.notes {
				t.Errorf("%s at %v: %q went to the notes, want at most %d", e.name, size, d.Dropped, e.notes)
			}
		}
	}
}

func checkTexts(t *testing.T, name string, size Size, d Drawing) {
	t.Helper()
	var boxes []box
	var texts []string
	for _, op := range d.Ops {
		if op.Kind != OpText {
			continue
		}
		b := box{op.X, op.Y - ascent*op.Size, op.X + op.Width, op.Y + descent*op.Size}
		if b.left < -0.02 || b.top < -0.02 || b.right > d.Width+0.02 || b.bottom > d.Height+0.02 {
			t.Errorf("%s at %v: %q leaves the drawing: %v of %v x %v", name, size, op.Text, b, d.Width, d.Height)
		}
		for i, o := range boxes {
			if b.meets(o) {
				t.Errorf("%s at %v: %q covers %q", name, size, op.Text, texts[i])
			}
		}
		boxes, texts = append(boxes, b), append(texts, op.Text)
	}
}

func TestEveryOperationIsInsideTheDrawing(t *testing.T) {
	f := fonts(t)
	for _, e := range gallery() {
		for _, size := range e.sizes {
			d := Draw(e.spec, size, f)
			for _, op := range d.Ops {
				if !inside(op, d) {
					t.Errorf("%s at %v: %+v leaves %v x %v", e.name, size, op, d.Width, d.Height)
				}
			}
		}
	}
}

// inside allows lines and points half their own thickness at the edges.
func inside(op Op, d Drawing) bool {
	const slack = 4
	fits := func(x, y float64) bool {
		return x >= -d.Bleed-slack && x <= d.Width+d.Bleed+slack && y >= -slack && y <= d.Height+slack
	}
	for _, s := range op.Segs {
		if !fits(s.X, s.Y) {
			return false
		}
	}
	return fits(op.X, op.Y)
}

func TestTheSameSpecGivesTheSameDrawing(t *testing.T) {
	a, b := fonts(t), fonts(t)
	for _, e := range gallery() {
		if one, two := Draw(e.spec, e.sizes[0], a), Draw(e.spec, e.sizes[0], b); !reflect.DeepEqual(one, two) {
			t.Errorf("%s: two drawings differ", e.name)
		}
	}
}

func TestFontsServeManyGoroutines(t *testing.T) {
	f := fonts(t)
	want := SVG(Draw(timeliness(), webWide, f), SVGOptions{})
	results := make(chan string)
	for range 8 {
		go func() { results <- SVG(Draw(timeliness(), webWide, f), SVGOptions{}) }()
	}
	for range 8 {
		if got := <-results; got != want {
			t.Error("a drawing made at the same time as others differs")
		}
	}
}

func texts(d Drawing) map[string]Op {
	out := map[string]Op{}
	for _, op := range d.Ops {
		if op.Kind == OpText {
			out[op.Text] = op
		}
	}
	return out
}

func TestTheUnitStandsOnTheFirstValueOnlyAndTheSymbolOnMissingRows(t *testing.T) {
	got := texts(Draw(plansOnTime(), boardWide, fonts(t)))
	for _, want := range []string{"75.0%", "70.7", "52.4", "x", "not published", "Hollinshire"} {
		if _, ok := got[want]; !ok {
			t.Errorf("the chart does not say %q", want)
		}
	}
	if _, ok := got["70.7%"]; ok {
		t.Error("the second value repeats the unit")
	}
}

func TestTheLeftReferenceEndsAtItsLineAndTheRightOneStartsAtIts(t *testing.T) {
	got := texts(Draw(plansOnTime(), boardWide, fonts(t)))
	england, similar := got["England 49.8%"], got["Similar 56.3%"]
	if england.Y != similar.Y {
		t.Errorf("the labels stand on two tiers, %v and %v, though one holds both", england.Y, similar.Y)
	}
	if england.Anchor != End || similar.Anchor != Start {
		t.Errorf("anchors are %v and %v, want end and start", england.Anchor, similar.Anchor)
	}
}

func TestCloseReferencesTakeTwoTiers(t *testing.T) {
	s := schoolMissed()
	s.Refs = append(s.Refs, ref(document.RefTarget, "Goal 13.0%", 13))
	got := texts(Draw(s, boardWide, fonts(t)))
	if got["Goal 13.0%"].Y == got["England 12.9%"].Y && got["Goal 13.0%"].Y == got["Similar 13.1%"].Y {
		t.Error("three references within a fifth of a point share one tier")
	}
}

func TestReferenceLinesStopAboveMissingRows(t *testing.T) {
	d := Draw(plansOnTime(), boardWide, fonts(t))
	word := texts(d)["not published"]
	for _, op := range d.Ops {
		if op.Kind == OpPath && len(op.Segs) == 2 && op.Stroke == "ink" && op.Segs[0].X == op.Segs[1].X {
			if op.Segs[1].Y > word.Y-ascent*word.Size {
				t.Errorf("a reference line runs to %v, into the missing row at %v", op.Segs[1].Y, word.Y)
			}
		}
	}
}

// strokes are the polylines of one token, by their points' x.
func strokes(d Drawing, token string) [][]float64 {
	var out [][]float64
	for _, op := range d.Ops {
		if op.Kind == OpPath && string(op.Stroke) == token && op.StrokeWidth > 2 {
			var xs []float64
			for _, s := range op.Segs {
				xs = append(xs, s.X)
			}
			out = append(out, xs)
		}
	}
	return out
}

func TestNoLineCrossesAGapOrABreak(t *testing.T) {
	lines := strokes(Draw(timeliness(), webWide, fonts(t)), "own")
	var lengths []int
	for _, l := range lines {
		lengths = append(lengths, len(l))
	}
	if want := []int{4, 2, 3}; !reflect.DeepEqual(lengths, want) {
		t.Errorf("the own line has segments of %v points, want %v: 2016-19, 2021-22, 2023-25", lengths, want)
	}
}

func TestTheBreakStandsBetweenItsPeriods(t *testing.T) {
	d := Draw(timeliness(), webWide, fonts(t))
	lines := strokes(d, "own")
	before, after := lines[1][1], lines[2][0]
	for _, op := range d.Ops {
		if op.Kind == OpPath && op.Stroke == "ink-2" && len(op.Dash) == 2 {
			if x := op.Segs[0].X; x <= before || x >= after {
				t.Errorf("the break is at %v, want between %v and %v", x, before, after)
			}
			return
		}
	}
	t.Error("no break is drawn")
}

func TestEndLabelsKeepTheirDistanceAndLeadToTheirPoints(t *testing.T) {
	d := Draw(closeEnds(), boardHalf, fonts(t))
	got := texts(d)
	order := []string{"Mid Marches 13.1%", "Wexmoor 13.0%", "Similar areas 13.0%", "Goal 13%", "England 12.9%"}
	for i := 1; i < len(order); i++ {
		if apart := got[order[i]].Y - got[order[i-1]].Y; apart < 1.28*8-0.02 {
			t.Errorf("%q is %v below %q, want at least %v", order[i], apart, order[i-1], 1.28*8)
		}
	}
	leaders := 0
	for _, op := range d.Ops {
		if op.Kind == OpPath && op.Stroke == "ink-3" && op.StrokeWidth == 0.5 {
			leaders++
		}
	}
	if leaders != 4 {
		t.Errorf("%d leaders, want 4: all labels but the middle one have moved", leaders)
	}
}

func TestTheLastPeriodIsAlwaysLabelled(t *testing.T) {
	for _, size := range allSizes {
		got := texts(Draw(timeliness(), size, fonts(t)))
		if _, ok := got["2025"]; !ok {
			t.Errorf("at %v the last period has no label", size)
		}
	}
}

func TestPeopleAreFilledFromTheLeft(t *testing.T) {
	for _, filled := range []int{-1, 0, 6, 10, 11} {
		d := Draw(document.PeopleSpec{Filled: filled}, forum, fonts(t))
		own := 0
		for _, op := range d.Ops {
			if op.Kind == OpCircle && op.Fill == "own" {
				own++
			}
		}
		if want := min(max(filled, 0), 10); own != want || len(d.Ops) != 20 {
			t.Errorf("Filled %d: %d filled of %d, want %d of 10", filled, own, len(d.Ops)/2, want)
		}
	}
}
