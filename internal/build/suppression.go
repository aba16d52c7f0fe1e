package build

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"sort"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/attack"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/disclose"
	"github.com/sendpack/sendpack/internal/verify"
	"github.com/sendpack/sendpack/render"
)

// SuppressionFile is the report of what was hidden and how that was proved,
// below an output's root. It holds no hidden value.
const SuppressionFile = "suppression.json"

// Suppression is suppression.json: how many figures of each indicator are
// hidden, what was proved before anything was drawn, what the audit of the
// finished files tried, and the facts that it took for known.
type Suppression struct {
	Indicators []SuppressedIndicator `json:"indicators"`
	Proved     struct {
		Equations int `json:"equations"` // on which hidden figures were proved safe, of the largest part
		Tables    int `json:"tables"`    // separate sets of figures with something to protect
	} `json:"proved"`
	Audit    attack.Summary   `json:"audit"`
	Result   string           `json:"result"`
	Remarks  []attack.Finding `json:"remarks,omitempty"` // what is not small but can be reckoned, and states of an earlier release
	Known    attack.Facts     `json:"known"`
	Previous bool             `json:"previous"` // an earlier output was audited with this one
}

// SuppressedIndicator counts the figures of one indicator, all areas together.
type SuppressedIndicator struct {
	ID      string `json:"id"`
	Class   string `json:"class"`
	Figures int    `json:"figures"`
	Small   int    `json:"hidden_small"`   // hidden for what they are, or by their source
	Besides int    `json:"hidden_besides"` // hidden so that small ones do not follow
}

// facts are what anyone can read in the documentation of this release.
func (m *Model) facts() attack.Facts {
	out := attack.Facts{Indicators: map[string]attack.Indicator{}, Neighbours: map[string][]string{}}
	policy := m.policy()
	for _, s := range m.Series {
		d := s.Indicator.Def
		c, _ := disclose.ClassOf(d.Suppression, policy)
		i := attack.Indicator{Measure: d.Measure, Multiplier: d.Unit.Multiplier(), Threshold: c.Threshold, HidesZero: c.HideZero, GroupDisclosure: d.Sensitive,
			MinBase: c.MinBase, Survey: c.Survey, RoundTo: c.RoundTo, RoundTotals: c.RoundTotals, Rounded: c.Rounded}
		if d.Survey != nil {
			i.Lists = map[string]attack.Split{indicators.AnswerList: attack.Adds}
		}
		out.Indicators[d.ID] = i
		if d.Period.Cumulative != "" {
			out.Series = append(out.Series, attack.Series{Indicator: d.ID, Runs: runs(d.Period.Cumulative, s.Indicator.Periods)})
		}
	}
	out.Same = sameCounts(m.Definitions)
	out.Areas = m.wholes()
	if m.Set != nil {
		for area, list := range m.Set.Of {
			code := m.Register.Area(area).Code
			for _, n := range list {
				out.Neighbours[code] = append(out.Neighbours[code], m.Register.Area(n.Area).Code)
			}
		}
	}
	return out
}

// policy is what the project asks for beyond the classes.
func (in *Loaded) policy() disclose.Policy {
	d := in.Project.Disclosure
	return disclose.Policy{Threshold: d.Threshold, MinBase: d.MinBase, RoundTo: d.Rounding, InsteadOfHiding: d.InsteadOfHiding}
}

// runs are the periods of each year in which a figure adds up.
func runs(year string, periods []dataset.Period) [][]string {
	start := map[string]int{"FY": 4, "AY": 9}[year]
	var out [][]string
	for _, p := range periods {
		if len(out) == 0 || p.Start/100%100 == start {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], p.Label)
	}
	return out
}

// sameCounts are the headline counts that two definitions read from the same
// column with the same filter.
func sameCounts(defs []indicators.Definition) [][]attack.Figure {
	at := map[string][]attack.Figure{}
	add := func(d *indicators.Definition, o *indicators.Operand, p attack.Part) {
		if o == nil || o.Source == "local-returns" {
			return // rows of a return belong to one indicator
		}
		k := fmt.Sprintf("%s|%s|%s|%s|%s|%s", o.Source, o.Column, o.Key, o.Expression, d.Where, o.Where)
		at[k] = append(at[k], attack.Figure{Indicator: d.ID, Part: p})
	}
	for n := range defs {
		add(&defs[n], defs[n].Numerator, attack.Numerator)
		add(&defs[n], defs[n].Denominator, attack.Denominator)
	}
	var out [][]attack.Figure
	for _, same := range at {
		if len(same) > 1 {
			out = append(out, same)
		}
	}
	sort.Slice(out, func(a, b int) bool { return fmt.Sprint(out[a]) < fmt.Sprint(out[b]) })
	return out
}

// wholes are England with its regions and with its authorities, the regions with
// their authorities, and the authorities with their wards and with their
// localities. What does not add up to what is printed, the auditor drops.
func (m *Model) wholes() []attack.Whole {
	var out []attack.Whole
	for _, id := range m.Register.Current(m.AsOf, dataset.LevelLA) {
		for _, level := range []string{dataset.LevelWard, dataset.LevelLocality} {
			w := attack.Whole{Area: m.Register.Area(id).Code}
			for _, part := range m.Register.Places(w.Area, level, m.AsOf) {
				w.Parts = append(w.Parts, m.Register.Area(part).Code)
			}
			if len(w.Parts) > 0 {
				out = append(out, w)
			}
		}
	}
	for _, day := range m.vintages() {
		out = append(out, m.nation(day)...)
	}
	return out
}

// vintages are days of which each has other areas than the one before.
func (m *Model) vintages() []int {
	days := map[int]bool{m.AsOf: true}
	for _, s := range m.Series {
		for _, p := range s.Indicator.Periods {
			days[p.End] = true
		}
	}
	var sorted, out []int
	for d := range days {
		sorted = append(sorted, d)
	}
	sort.Ints(sorted)
	last := ""
	for _, d := range sorted {
		if now := fmt.Sprint(m.Register.Current(d, dataset.LevelLA), m.Register.Current(d, dataset.LevelRegion)); now != last {
			out, last = append(out, d), now
		}
	}
	return out
}

// nation is how England and its regions are made up on a day. A region that
// stands within another, as inner London does, is no part of England besides.
func (m *Model) nation(day int) []attack.Whole {
	var out []attack.Whole
	england, ok := m.Register.England()
	top, all := attack.Whole{}, attack.Whole{}
	if ok {
		top.Area, all.Area = m.Register.Area(england).Code, m.Register.Area(england).Code
	}
	authorities := m.Register.Current(day, dataset.LevelLA)
	for _, region := range m.Register.Current(day, dataset.LevelRegion) {
		w := attack.Whole{Area: m.Register.Area(region).Code}
		if m.Register.ParentRegion(w.Area) == "" {
			top.Parts = append(top.Parts, w.Area)
		}
		for _, id := range authorities {
			if a := m.Register.Area(id); a.Region == w.Area || m.Register.ParentRegion(a.Region) == w.Area {
				w.Parts = append(w.Parts, a.Code)
			}
		}
		halves := attack.Whole{Area: w.Area} // inner and outer London
		for _, id := range m.Register.Current(day, dataset.LevelRegion) {
			if a := m.Register.Area(id); m.Register.ParentRegion(a.Code) == w.Area {
				halves.Parts = append(halves.Parts, a.Code)
			}
		}
		out = append(out, w, halves)
	}
	for _, id := range authorities {
		all.Parts = append(all.Parts, m.Register.Area(id).Code)
	}
	out = append(out, top, all)
	return slices.DeleteFunc(out, func(w attack.Whole) bool { return w.Area == "" || len(w.Parts) == 0 })
}

// audit tries to break what was made and writes the report. A break is a
// failure of this tool: nothing is published, and no value is told.
func (b *builder) audit(ctx context.Context, st *stage) ([]OutputFile, error) {
	report, err := b.attacked(ctx)
	if err != nil {
		return nil, err
	}
	if problems := verify.Disclosed(report); len(problems) > 0 {
		return nil, unsound(problems)
	}
	doc := Suppression{Audit: report.Summary, Remarks: report.Findings, Known: b.facts, Previous: b.o.Previous != nil,
		Result: "no hidden figure can be worked out from what is published"}
	doc.Proved.Equations, doc.Proved.Tables = b.m.Equations, b.m.Tables
	for _, r := range b.m.Reports {
		if r.Primary+r.Secondary > 0 {
			doc.Indicators = append(doc.Indicators, SuppressedIndicator{r.Indicator, r.Class, r.Cells, r.Primary, r.Secondary})
		}
	}
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return nil, fmt.Errorf("%s: %w", SuppressionFile, err)
	}
	f := render.File{Path: SuppressionFile, Bytes: text.Bytes()}
	return []OutputFile{outputOf(f)}, st.write(f)
}

// auditorOf is an auditor that knows what an output says is known of it; nil
// for an output without a report.
func auditorOf(out fs.FS) (*verify.Auditor, error) {
	raw, err := fs.ReadFile(out, SuppressionFile)
	if err != nil {
		return nil, nil //nolint:nilerr // an output of an older version has none
	}
	var doc Suppression
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", SuppressionFile, err)
	}
	return verify.NewAuditor(doc.Known), nil
}
