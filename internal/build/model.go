package build

import (
	"context"
	"fmt"
	"sync"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/disclose"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/verify"
)

// Model is everything computed, safe to publish, for all areas at once.
type Model struct {
	*Loaded
	Series  []*assess.Series
	Reports []disclose.Report
	// Equations and Tables count what disclosure was proved on.
	Equations, Tables int
	apart             map[string]bool // files of the project that a public output does not mention
}

// Evaluate runs evaluate, disclose and assess's preparation for every
// definition, evaluation several at a time. Disclosure sees all indicators at
// once: what one hides another must not give away. Results are in the order of
// definitions, however many workers there are.
func Evaluate(ctx context.Context, in *Loaded, o *Options, l *diag.List) (*Model, error) {
	raw := make([]*evaluate.Indicator, len(in.Definitions))
	diags := make([]diag.List, len(in.Definitions))
	input := evaluate.NewInput(in.Register, in.Tables)
	err := side(ctx, o, "working out indicators", len(raw), func(n int) { raw[n] = evaluate.Evaluate(&in.Definitions[n], input, &diags[n]) })
	if err != nil {
		return nil, err
	}
	_, root := in.dataFS(o)
	for n := range diags {
		prefix(&diags[n], root, l)
	}
	policy := in.policy()
	if o.Previous != nil {
		if policy.Earlier, err = verify.Hidden(o.Previous, disclose.Key); err != nil {
			return nil, fmt.Errorf("the previous output: %w", err)
		}
	}
	release, err := disclose.Apply(ctx, raw, in.Register, policy)
	if err != nil {
		if ctx.Err() == nil {
			l.Add(diag.Diagnostic{Pos: diag.Pos{File: in.Project.File}, Message: err.Error(),
				Expected: "figures that can be protected", Fix: "leave out one of its breakdowns, or the total, in its definition; or merge small groups in the data; or set rounding_instead_of_hiding under disclosure"})
			return &Model{Loaded: in}, nil
		}
		return nil, err
	}
	m := &Model{Loaded: in, Equations: release.Equations, Tables: release.Tables, Reports: release.Reports, Series: make([]*assess.Series, len(raw))}
	a := &assess.Assessor{Register: in.Register, Set: in.Set, AsOf: in.AsOf, Goals: in.goals()}
	err = side(ctx, o, "comparing", len(raw), func(n int) { m.Series[n] = a.Prepare(release.Indicators[n]) })
	return m, err
}

// side runs independent work several at a time and says how far it is.
func side(ctx context.Context, o *Options, what string, of int, do func(n int)) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	gate := make(chan struct{}, o.jobs())
	for n := range of {
		if ctx.Err() != nil {
			break
		}
		wg.Add(1)
		gate <- struct{}{}
		go func() {
			defer func() { <-gate; wg.Done() }()
			do(n)
			mu.Lock()
			done++
			o.progress(what, done, of)
			mu.Unlock()
		}()
	}
	wg.Wait()
	return ctx.Err()
}

func (in *Loaded) goals() map[string]assess.Goal {
	out := map[string]assess.Goal{}
	for id, g := range in.Project.Targets {
		out[id] = assess.Goal{Value: g.Goal, AmberWithin: g.AmberWithin, By: g.By, Basis: g.Basis}
	}
	return out
}

// Areas are the areas to build, in order of code: those asked for, else the
// project's. The word all is every authority that exists on the project's date
// and has a figure.
func (m *Model) Areas(o *Options, l *diag.List) []dataset.AreaID {
	want := o.Areas
	if len(want) == 0 {
		want = m.Project.Areas
	}
	var out []dataset.AreaID
	seen := map[dataset.AreaID]bool{}
	add := func(id dataset.AreaID) {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	for _, code := range want {
		if code == "all" {
			for _, id := range m.withFigures() {
				add(id)
			}
			continue
		}
		id, ok := m.Register.Lookup(code, m.AsOf)
		if !ok {
			l.Add(diag.Diagnostic{Pos: diag.Pos{File: m.Project.File}, Message: "no area has the code " + quoteText(code), Expected: "a 9-character code, a 3-digit code or a name", Fix: nearest(m.Register.Nearest(code), "areas")})
			continue
		}
		add(id)
	}
	if len(want) == 0 {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: m.Project.File}, Message: "no area to build", Expected: "areas: in the project file, or --area CODE", Fix: "name an area, or the word all"})
	}
	return out
}

func quoteText(s string) string { return `"` + s + `"` }

// nearest advises on a name that is not known: the likeliest one, else where
// all of them are listed.
func nearest(s, list string) string {
	if s == "" {
		return "sendpack list " + list + " shows them"
	}
	return "did you mean " + quoteText(s) + "?"
}

// withFigures are the current authorities with at least one result.
func (m *Model) withFigures() []dataset.AreaID {
	has := map[dataset.AreaID]bool{}
	for _, s := range m.Series {
		for n := range s.Indicator.Results {
			has[s.Indicator.Results[n].Area] = true
		}
	}
	var out []dataset.AreaID
	for _, id := range m.Register.Current(m.AsOf, dataset.LevelLA) {
		if has[id] {
			out = append(out, id)
		}
	}
	return out
}

// ComposeInput is what documents are made from.
func (m *Model) ComposeInput(o *Options, several bool) *compose.Input {
	sources := map[string]dataset.Spec{}
	for _, s := range m.Specs {
		if first, ok := sources[s.Source]; !ok || s.Published > first.Published {
			sources[s.Source] = s
		}
	}
	return &compose.Input{Project: m.Project, Register: m.Register, Series: m.Series, Sources: sources, Set: m.Set,
		Commentary: m.Commentary, Packs: m.Layouts, Bank: m.Bank, Reports: m.Reports, Equations: m.Equations, Tables: m.Tables, Draft: o.Draft, Version: o.Version, Several: several}
}

// tellEmpty refuses a project without a single figure: its files are missing or
// hold nothing that an indicator reads, and empty packs would say otherwise.
func (m *Model) tellEmpty(l *diag.List) {
	for _, s := range m.Series {
		if len(s.Indicator.Results) > 0 {
			return
		}
	}
	l.Add(diag.Diagnostic{Pos: diag.Pos{File: m.Project.File}, Message: "no indicator has a single figure", Expected: "at least one source file that a definition reads",
		Fix: "name the folder with the files with --data, or see the warnings about files that are not there"})
}
