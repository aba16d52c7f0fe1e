package verify

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/sendpack/sendpack/internal/attack"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Auditor collects what a release publishes, area by area, and then tries to
// break it. It may be filled from several goroutines.
type Auditor struct {
	mu      sync.Mutex
	release attack.Release
	facts   attack.Facts
	wanted  map[string]bool // indicators that are protected, and those that print the same counts
}

// NewAuditor is an empty auditor that knows what anyone can read about the
// indicators.
func NewAuditor(facts attack.Facts) *Auditor {
	a := &Auditor{facts: facts, wanted: map[string]bool{}}
	for id, i := range facts.Indicators {
		if i.Threshold > 0 || i.Survey {
			a.wanted[id] = true
		}
	}
	for _, same := range facts.Same {
		for _, f := range same {
			a.wanted[f.Indicator] = true
		}
	}
	return a
}

// Add takes the rows of one results.csv. Figures that their source publishes in
// full have nothing to give away and are passed over. No auditor takes none.
func (a *Auditor) Add(data Results) {
	if a != nil {
		a.add(data, a.release.Add)
	}
}

func (a *Auditor) add(data Results, take func(attack.Row)) {
	var rows []attack.Row
	for _, row := range data.Rows {
		if id := row.Text("indicator"); a.wanted[id] || a.unknown(id) {
			rows = append(rows, attack.RowOf(row.Text))
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, r := range rows {
		take(r)
	}
}

// unknown reports an indicator of which nothing is known: it is audited as if
// it were protected.
func (a *Auditor) unknown(id string) bool {
	_, known := a.facts.Indicators[id]
	return !known
}

// Previous takes the figures of an earlier output of this tool, which readers
// may still have.
func (a *Auditor) Previous(out fs.FS) error {
	m, err := readManifest(out)
	if err != nil {
		return err
	}
	for _, folder := range m.areas() {
		data, err := resultsIn(out, folder)
		if err != nil {
			return err
		}
		a.add(data, a.release.AddPrevious)
	}
	return nil
}

// Hidden are the figures that an output hides, named by key from the codes of
// area and indicator, the breakdown and the period.
func Hidden(out fs.FS, key func(area, indicator, breakdown, period string) string) (map[string]bool, error) {
	m, err := readManifest(out)
	if err != nil {
		return nil, err
	}
	hidden := map[string]bool{}
	for _, folder := range m.areas() {
		data, err := resultsIn(out, folder)
		if err != nil {
			return nil, err
		}
		for _, row := range data.Rows {
			if row.Text("symbol") == quantity.Suppressed.Code() {
				hidden[key(row.Text("area_code"), row.Text("indicator"), row.Text("breakdown"), row.Text("period"))] = true
			}
		}
	}
	return hidden, nil
}

func resultsIn(out fs.FS, folder string) (Results, error) {
	name := path.Join(folder, "data/results.csv")
	raw, err := fs.ReadFile(out, name)
	if err != nil {
		return Results{}, fmt.Errorf("%s: %w", name, err)
	}
	data, problems := ReadResults(raw)
	if len(problems) > 0 {
		return Results{}, fmt.Errorf("%s: %s: %s", name, problems[0].Where, problems[0].Message)
	}
	return data, nil
}

// Audit tries everything on what was collected. Jobs limits how many sets of
// equations are worked on at once; 0 is one for each processor.
func (a *Auditor) Audit(ctx context.Context, jobs int) (attack.Report, error) {
	return attack.Audit(ctx, &a.release, a.facts, attack.Limits{Workers: jobs})
}

// Disclosed words the findings that a release must not go out with. They name
// places and ways, never a count.
func Disclosed(r attack.Report) []Problem {
	var out []Problem
	for _, f := range r.Findings {
		if !f.Kind.Breaks() {
			continue
		}
		place := f.Indicator + ", " + f.Area + ", " + f.Period
		if f.Breakdown != "" {
			place += ", " + f.Breakdown
		}
		because := ""
		for n, b := range f.Because {
			if n < 3 {
				because += "; " + b
			}
		}
		out = append(out, Problem{resultsFile, place, fmt.Sprintf("the %s is not safe (%s)%s", f.Part, f.Kind, because)})
	}
	return out
}

// ResultsHeader is the header of results.csv, for tests that write one.
func ResultsHeader() string { return strings.Join(columnNames(), ",") }
