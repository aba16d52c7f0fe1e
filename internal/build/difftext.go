package build

import (
	"fmt"
	"io"
	"strings"

	"github.com/sendpack/sendpack/internal/diff"
)

// Text prints the difference for people: a line for each thing that differs,
// under a head with the count.
func (d *Difference) Text(w io.Writer) error {
	p := &changesText{}
	p.line("%s: data to %s, version %s", d.Old, d.Changes.Old.AsOf, d.Changes.Old.Version)
	p.line("%s: data to %s, version %s", d.New, d.Changes.New.AsOf, d.Changes.New.Version)
	if d.None() {
		p.line("nothing differs")
	}
	p.areas("areas added", d.AreasAdded)
	p.areas("areas withdrawn", d.AreasWithdrawn)
	p.indicators(d.Indicators)
	p.periods(d.Periods)
	p.revised(d.Revised)
	p.judgements(d.Judgements)
	p.places("newly hidden", d.Hidden)
	p.places("newly shown", d.Shown)
	p.places("figures added", d.Added)
	p.places("figures withdrawn", d.Withdrawn)
	p.inputs(d.Inputs)
	_, err := io.WriteString(w, p.b.String())
	return err
}

type changesText struct{ b strings.Builder }

func (p *changesText) line(format string, args ...any) { fmt.Fprintf(&p.b, format+"\n", args...) }

func (p *changesText) head(what string, n int) {
	if n > 0 {
		p.line("\n%s: %d", what, n)
	}
}

func (p *changesText) areas(what string, list []diff.Area) {
	p.head(what, len(list))
	for _, a := range list {
		p.line("  %s %s", a.Code, a.Name)
	}
}

func (p *changesText) indicators(list []diff.IndicatorChange) {
	for _, k := range []struct {
		kind diff.Kind
		what string
	}{{diff.KindNew, "new indicators"}, {diff.KindWithdrawn, "withdrawn indicators"}, {diff.KindDefinition, "changed definitions"}, {diff.KindRelease, "other releases of a source"}} {
		var some []diff.IndicatorChange
		for _, i := range list {
			if i.Kind == k.kind {
				some = append(some, i)
			}
		}
		p.head(k.what, len(some))
		for _, i := range some {
			p.line("  %s: %s", i.ID, i.Title)
			for _, f := range i.Fields {
				p.line("    %s: %q, before %q", f.Name, f.New, f.Old)
			}
		}
	}
}

func (p *changesText) periods(list []diff.PeriodChange) {
	p.head("periods", len(list))
	for _, x := range list {
		p.line("  %s: %s %s", x.Indicator, x.Kind, x.Period)
	}
}

func placeText(x diff.Place) string {
	s := x.Area + " " + x.AreaName + ", " + x.Indicator
	if x.Breakdown != "" {
		s += " " + x.Breakdown
	}
	return s + ", " + x.Period
}

func (p *changesText) revised(list []diff.Revision) {
	p.head("revised figures", len(list))
	for _, r := range list {
		old, now := r.OldDisplay, r.NewDisplay
		if !r.Visible {
			old, now = r.Old, r.New
		}
		more := ""
		for _, x := range r.Parts {
			more += fmt.Sprintf("; %s %s, before %s", x.Name, x.New, x.Old)
		}
		if len(r.Why) > 0 {
			more += " (" + strings.Join(r.Why, "; ") + ")"
		}
		p.line("  %s: %s, before %s%s", placeText(r.Place), now, old, more)
	}
}

func (p *changesText) judgements(list []diff.Judgement) {
	p.head("changed judgements", len(list))
	for _, j := range list {
		p.line("  %s: %s %s, before %s", placeText(j.Place), j.Of, orNothing(j.New), orNothing(j.Old))
	}
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

func (p *changesText) places(what string, list []diff.Place) {
	p.head(what, len(list))
	for _, x := range list {
		p.line("  %s", placeText(x))
	}
}

func (p *changesText) inputs(list []diff.InputChange) {
	p.head("inputs", len(list))
	for _, i := range list {
		p.line("  %s: %s", i.Path, i.Kind)
	}
}
