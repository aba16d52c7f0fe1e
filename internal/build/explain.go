package build

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Question names one figure. Empty parts take the project's first area, the
// latest period and the headline.
type Question struct{ Indicator, Area, Period, Breakdown string }

// Explain works one figure out again and shows how: formula, numbers put in,
// where each was read, comparisons and protection. A suppressed figure is never
// shown, nor any number it could be worked out from.
func Explain(ctx context.Context, o *Options, q Question, l *diag.List) (string, error) {
	e, err := explained(ctx, o, q, l)
	if e == nil {
		return "", err
	}
	return e.text(), nil
}

// ExplainJSON is Explain with every value on the way, as Explanation.
func ExplainJSON(ctx context.Context, o *Options, q Question, l *diag.List) (string, error) {
	e, err := explained(ctx, o, q, l)
	if e == nil {
		return "", err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e.explain()); err != nil {
		return "", fmt.Errorf("explanation: %w", err)
	}
	return out.String(), nil
}

// explained finds the figure that is asked about; nil with an error, or with
// problems in the list.
func explained(ctx context.Context, o *Options, q Question, l *diag.List) (*explanation, error) {
	in, err := Load(ctx, o, l)
	if err != nil || l.HasErrors() {
		return nil, err
	}
	m, err := Evaluate(ctx, in, o, l)
	if err != nil || l.HasErrors() {
		return nil, err
	}
	s := m.series(q.Indicator)
	if s == nil {
		var ids []string
		for _, x := range m.Series {
			ids = append(ids, x.Indicator.Def.ID)
		}
		return nil, fmt.Errorf("no indicator has the id %q\n    fix: %s", q.Indicator, nearest(diag.Nearest(q.Indicator, ids), "indicators"))
	}
	if q.Area != "" {
		o.Areas = []string{q.Area}
	}
	areas := m.Areas(o, l)
	if l.HasErrors() || len(areas) == 0 {
		return nil, nil
	}
	e := &explanation{m: m, s: s, area: areas[0]}
	if err := e.find(q); err != nil {
		return nil, err
	}
	return e, nil
}

func (m *Model) series(id string) *assess.Series {
	for _, s := range m.Series {
		if s.Indicator.Def.ID == id {
			return s
		}
	}
	return nil
}

type explanation struct {
	m                 *Model
	s                 *assess.Series
	area              dataset.AreaID
	period, breakdown int
	b                 strings.Builder
}

func (e *explanation) find(q Question) error {
	i := e.s.Indicator
	e.breakdown = -1
	var keys []string
	for n, b := range i.Breakdowns {
		keys = append(keys, b.Key)
		if b.Key == q.Breakdown {
			e.breakdown = n
		}
	}
	if e.breakdown < 0 {
		expected := "no breakdown: it has none"
		if len(keys) > 1 {
			expected = "one of " + strings.Join(keys[1:], ", ")
		}
		return fmt.Errorf("%s has no breakdown %q\n    expected: %s", q.Indicator, q.Breakdown, expected)
	}
	e.period = i.Latest(e.area, e.breakdown)
	if q.Period != "" {
		e.period = -1
		var labels []string
		for n, p := range i.Periods {
			labels = append(labels, p.Label)
			if p.Label == q.Period {
				e.period = n
			}
		}
		if e.period < 0 {
			return fmt.Errorf("%s has no period %q\n    expected: one of %s", q.Indicator, q.Period, strings.Join(labels, ", "))
		}
	}
	if e.period < 0 || i.At(e.area, e.period, e.breakdown) == nil {
		return fmt.Errorf("%s has no figure for %s there\n    fix: sendpack list indicators shows what there is", q.Indicator, e.m.Register.Area(e.area).Name)
	}
	return nil
}

func (e *explanation) line(term, format string, args ...any) {
	fmt.Fprintf(&e.b, "%-16s %s\n", term, fmt.Sprintf(format, args...))
}

func (e *explanation) quantity(v quantity.Value) string {
	def := e.s.Indicator.Def
	d := def.Unit.Decimals()
	if def.Decimals != nil {
		d = *def.Decimals
	}
	t := quantity.New(v, def.Unit, d).Text
	if t == "" {
		return "none"
	}
	return t
}

func (e *explanation) text() string {
	i, def := e.s.Indicator, e.s.Indicator.Def
	as, _ := e.s.At(e.area, e.period, e.breakdown)
	r := as.Result
	e.line("indicator", "%s, version %d", def.ID, def.Version)
	e.line("title", "%s", def.TechnicalTitle)
	e.line("area", "%s (%s)", e.m.Register.Area(e.area).Name, e.m.Register.Area(e.area).Code)
	e.line("period", "%s (%s)", i.Periods[e.period].Label, i.Periods[e.period].Type)
	if k := i.Breakdowns[e.breakdown].Key; k != "" {
		e.line("breakdown", "%s (%s)", k, i.Breakdowns[e.breakdown].Label)
	}
	e.line("value", "%s", e.quantity(r.Value))
	e.working(&as)
	for n, src := range i.Sources(r) {
		e.line([]string{"read from", ""}[min(n, 1)], "%s", src.Pos(0))
	}
	if a := r.Asked; a != nil {
		e.line("answers", "%s", a.Answers.Shortest())
		if rate := a.ResponseRate(); rate.Known {
			e.line("response", "100 x %s / %s = %s", a.Answers.Shortest(), a.Invited.Shortest(), rate.Shortest())
		}
		if a.Wording != "" {
			e.line("wording", "%s", a.Wording)
		}
	}
	e.line("status", "%s", r.Status)
	e.comparisons(&as)
	e.line("suppression", "class %s", def.Suppression)
	for _, t := range r.Notes.Texts() {
		e.line("note", "%s", t)
	}
	return e.b.String()
}

func (e *explanation) working(as *assess.Assessment) {
	r, def := as.Result, e.s.Indicator.Def
	switch {
	case r.Value.Symbol == quantity.Suppressed:
		e.line("working", "not shown: the figure is suppressed")
		return
	case !r.Value.Known:
		e.line("working", "none: %s", r.Value.Symbol.Words())
		return
	case def.Measure == "count":
		e.line("working", "a count, as read: %s", r.Value.Shortest())
	case r.Numerator.Known && r.Denominator.Known:
		k := quantity.Of(def.Unit.Multiplier()).Shortest()
		e.line("working", "%s x %s / %s = %s", k, r.Numerator.Shortest(), r.Denominator.Shortest(), r.Value.Shortest())
	case r.Gap != nil:
		e.line("working", "%s less %s = %s", r.Gap[0].Shortest(), r.Gap[1].Shortest(), r.Value.Shortest())
	default:
		e.line("working", "as published: %s", r.Value.Shortest())
	}
	if r.HasInterval {
		e.line("interval 95%", "%s to %s", quantity.Of(r.I95.Lower).Shortest(), quantity.Of(r.I95.Upper).Shortest())
	}
	if r.Has998 {
		e.line("interval 99.8%", "%s to %s", quantity.Of(r.I998.Lower).Shortest(), quantity.Of(r.I998.Upper).Shortest())
	}
}

func (e *explanation) comparisons(as *assess.Assessment) {
	if c := as.Change; c.Value.Known {
		e.line("change", "%s less %s (%s) = %s: %s", as.Result.Value.Shortest(), c.Previous.Shortest(), c.Period.Label, c.Value.Shortest(), c.Result)
		e.tested(as)
	} else {
		e.line("change", "no comparison: %s", c.Reason)
	}
	if as.Trend.Reason != "" {
		e.line("trend", "%s: %s", as.Trend.Result, as.Trend.Reason)
	} else {
		e.line("trend", "%s", as.Trend.Result)
		e.regression(as)
	}
	if n := as.SN; n.Of > 0 {
		e.line("similar areas", "%s: %s of %d of %d = %s%s", n.Outcome.Code(), n.Method, n.N, n.Of, e.quantity(n.Benchmark), why(n.Reason))
		e.neighbours(as)
	}
	if as.HasRegion {
		e.line("region", "%s: %s %s%s", as.Region.Outcome.Code(), e.m.Register.Area(as.RegionID).Name, e.quantity(as.Region.Benchmark), why(as.Region.Reason))
	}
	e.line("England", "%s: %s%s", as.England.Outcome.Code(), e.quantity(as.England.Benchmark), why(as.England.Reason))
	if st := as.Standing; st.Rank > 0 {
		e.line("rank", "%d of %d, band %s", st.Rank, st.Of, st.Band)
		if st.Alike >= 0 {
			e.line("", "%d of %d areas that can be tested cannot be told apart", st.Alike, st.Testable)
		}
	} else if st.Band != "" {
		e.line("position", "%s of %d areas", st.Band, len(st.Values))
	} else {
		e.line("rank", "none%s", why(st.Reason))
	}
	if q := quartiles(as.Standing); len(q) > 0 {
		e.line("quartiles", "%s of %d areas", numbers(q), len(as.Standing.Values))
	}
	e.charts(as)
	r := as.Rating
	if r.RAG == "not-rated" {
		e.line("rating", "not rated%s", why(r.Reason))
		return
	}
	e.line("rating", "%s: against %s (%s), tolerance %s", r.RAG, e.quantity(r.Target), r.Basis, quantity.Of(r.Tolerance).Shortest())
}

// neighbours lists the figures that the mean was made from.
func (e *explanation) neighbours(as *assess.Assessment) {
	if !as.SN.Benchmark.Known {
		return
	}
	for _, n := range e.m.Set.Of[e.area] {
		r := e.s.Indicator.At(n.Area, e.period, e.breakdown)
		v := "no figure"
		if r != nil {
			v = e.quantity(r.Value)
		}
		e.line("", "%s: %s", e.m.Register.Area(n.Area).Name, v)
	}
}

func why(reason string) string {
	if reason == "" {
		return ""
	}
	return " (" + reason + ")"
}
