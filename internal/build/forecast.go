package build

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

// The open data of projections, below an area's folder: the figures, and what
// would have been said from earlier years against what happened.
const (
	ProjectionFile = "data/projection.csv"
	HindsightFile  = "data/hindsight.csv"
)

// plansForecast makes the projections of a release: of plans by setting, for
// every authority with a count of the last January.
type plansForecast struct {
	projector *forecast.Projector
	hidden    map[hiddenCount]bool
}

// hiddenCount is an observed count that the release hides.
type hiddenCount struct {
	area                string
	year                int
	slice, key, measure string
}

// plansForecast is nil where a project does not read the files, turns
// projections off, or keeps what they start from in its Part B.
func (m *Model) plansForecast() *plansForecast {
	p := m.Project.Projection
	if p.Off || m.keepsPlansApart() {
		return nil
	}
	panel := m.plansPanel()
	if panel == nil {
		return nil
	}
	if first, last := panel.Span(); last-first < 1 {
		return nil // one year says nothing of the next
	}
	return &plansForecast{projector: forecast.NewProjector(panel, forecast.DefaultConstants(), runOf(p)), hidden: m.hiddenPlans()}
}

// runOf is how a project wants its futures simulated.
func runOf(p project.Projection) forecast.Run {
	p = p.WithDefaults()
	return forecast.Run{Simulations: p.Simulations, Horizon: p.Horizon, Seed: uint64(p.Seed)}
}

// keepsPlansApart reports whether an indicator that shows the plans is for
// Part B only.
func (m *Model) keepsPlansApart() bool {
	return slices.ContainsFunc(m.Project.PartB.Indicators, func(id string) bool {
		return id == "ehc-plans-active" || id == "ehc-plans-new"
	})
}

// of is the projection of an area, protected as the release is; where there is
// nothing to start from, what was counted. It is nil where none are made.
func (f *plansForecast) of(area string) *forecast.Projection {
	if f == nil {
		return nil
	}
	p, ok := f.projector.Project(area)
	if !ok {
		p = f.projector.Past(area)
	}
	p.Protect(func(year int, slice, key, measure string) bool {
		return f.hidden[hiddenCount{area, year, slice, key, measure}]
	}, quantity.Suppressed.Code())
	return p
}

// outlook is the input of an area's pages and packs with its projection.
func (b *builder) outlook(in *compose.Input, area string) *compose.Input {
	if b.plans == nil {
		return in
	}
	out := *in
	out.Outlook = b.plans.of(area)
	return &out
}

// projectionFiles are projection.csv of an area and, where the method can look
// back, hindsight.csv; none without a row.
func projectionFiles(p *forecast.Projection) ([]render.File, error) {
	if p == nil || len(p.Rows) == 0 {
		return nil, nil
	}
	var rows, back bytes.Buffer
	if err := forecast.WriteRows(&rows, p.Rows); err != nil {
		return nil, fmt.Errorf("%s: %w", ProjectionFile, err)
	}
	out := []render.File{{Path: ProjectionFile, MediaType: "text/csv", Bytes: rows.Bytes()}}
	if len(p.Strip) == 0 {
		return out, nil
	}
	if err := forecast.WriteHindsight(&back, p, quantity.Suppressed.Code(), quantity.NotAvailable.Code()); err != nil {
		return nil, fmt.Errorf("%s: %w", HindsightFile, err)
	}
	return append(out, render.File{Path: HindsightFile, MediaType: "text/csv", Bytes: back.Bytes()}), nil
}

// hiddenPlans are the counts of plans and new plans that any indicator of the
// release hides: headline counts, and groups that are read from one column.
func (m *Model) hiddenPlans() map[hiddenCount]bool {
	out := map[hiddenCount]bool{}
	for _, s := range m.Series {
		d := s.Indicator.Def
		if d.Numerator == nil || d.Numerator.Where != "" || strings.ReplaceAll(d.Where, " ", "") != `topic=="all"` {
			continue
		}
		measure, later := forecast.MeasurePlans, 0
		switch d.Numerator.Source {
		case sourceCaseload:
		case sourceNewPlans:
			measure, later = forecast.MeasureJoiners, 1
		default:
			continue
		}
		m.hiddenOf(s, measure, later, out)
	}
	return out
}

// hiddenOf adds what one indicator hides.
func (m *Model) hiddenOf(s *assess.Series, measure string, later int, out map[hiddenCount]bool) {
	d := s.Indicator.Def
	columns := map[string]string{}
	for _, b := range d.Breakdowns {
		if b.Source == "" || b.Source == d.Numerator.Source {
			for code, column := range b.Columns {
				columns[b.List+"="+code] = column
			}
		}
	}
	for n := range s.Indicator.Results {
		r := &s.Indicator.Results[n]
		if r.Numerator.Symbol != quantity.Suppressed && r.Value.Symbol != quantity.Suppressed {
			continue
		}
		column := d.Numerator.Column
		if r.Breakdown > 0 {
			b := s.Indicator.Breakdowns[r.Breakdown]
			column = columns[b.List+"="+b.Code]
		}
		slice, key, ok := sliceOf(column)
		if !ok {
			continue
		}
		out[hiddenCount{m.Register.Area(r.Area).Code, yearOf(s.Indicator.Periods[r.Period]) + later, slice, key, measure}] = true
	}
}

// yearOf is the calendar year in which a period begins.
func yearOf(p dataset.Period) int { return p.Start / 10000 }

// sliceOf is the slice of a projection that a column of the sources counts.
func sliceOf(column string) (slice, key string, ok bool) {
	switch column {
	case "ehcplans", "new_ehc_plans":
		return forecast.SliceTotal, forecast.Total, true
	case publishedElsewhere:
		return forecast.SliceSettingGroup, forecast.Elsewhere.String(), true
	}
	for g, c := range groupColumns {
		if c == column {
			return forecast.SliceSettingGroup, g.String(), true
		}
	}
	return "", "", false
}
