package build

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/query"
)

// Ask is what `sendpack query` is asked. A common question gives what is not
// said here.
type Ask struct {
	query.Question
	Common string   // id of a common question
	Areas  []string // codes, names, "all", "members:REGION"; none: the project's
}

// Answer is what was found: rows of results.csv, which it adds nothing to.
type Answer struct {
	Title, Note string
	Question    query.Question
	Areas       []string // codes
	Data        document.Document
	Missing     []string
	told        map[string]bool
	area        dataset.AreaID
	in          *compose.Input
	o           *Options
}

// Query answers a question from the figures of the whole release: they are
// evaluated, disclosed and assessed all together, as a build does, and only
// then chosen from. Problems of the input are in l; the error is for a question
// that names what there is not.
func Query(ctx context.Context, o *Options, q Ask, l *diag.List) (*Answer, error) {
	m, err := wholeRelease(ctx, o, l)
	if err != nil || m == nil {
		return nil, err
	}
	return m.query(ctx, o, q)
}

// wholeRelease is the whole release; nil with problems in the list.
func wholeRelease(ctx context.Context, o *Options, l *diag.List) (*Model, error) {
	in, err := Load(ctx, o, l)
	if err != nil || l.HasErrors() {
		return nil, err
	}
	m, err := Evaluate(ctx, in, o, l)
	if err != nil || l.HasErrors() {
		return nil, err
	}
	m.tellEmpty(l)
	if l.HasErrors() {
		return nil, nil
	}
	return m.public(o), nil
}

func (m *Model) query(ctx context.Context, o *Options, q Ask) (*Answer, error) {
	a := &Answer{in: m.ComposeInput(o, false), o: o, Question: q.Question}
	if err := m.common(a, &q); err != nil {
		return nil, err
	}
	var err error
	if a.told, err = a.Question.Told(); err != nil {
		return nil, err
	}
	ids, err := inOrder(a.Question.Indicators, compose.Entries(a.in))
	if err != nil {
		return nil, err
	}
	areas, err := m.askedAreas(o, q.Areas)
	if err != nil {
		return nil, err
	}
	a.area = areas[0]
	if err := m.rows(ctx, a, ids, areas); err != nil {
		return nil, err
	}
	a.title(m, ids, areas)
	return a, nil
}

// inOrder are the indicators in the order of asking, each once.
func inOrder(want []string, catalogue []query.Entry) ([]string, error) {
	all, err := query.Indicators(want, catalogue)
	if err != nil || len(want) < 2 {
		return all, err
	}
	var out []string
	for _, w := range want {
		some, err := query.Indicators([]string{w}, catalogue)
		if err != nil {
			return nil, err
		}
		for _, id := range some {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out, nil
}

// common takes from a common question what the call leaves open.
func (m *Model) common(a *Answer, q *Ask) error {
	if q.Common == "" {
		return nil
	}
	c, err := m.Bank.Find(q.Common)
	if err != nil {
		return err
	}
	from, ask := c.Query(), &a.Question
	a.Title, a.Note = c.Question, c.Note
	if len(ask.Indicators) == 0 {
		ask.Indicators = m.used(from.Indicators, a.in)
	}
	if len(ask.Breakdowns) == 0 {
		ask.Breakdowns = from.Breakdowns
	}
	if ask.Periods == "" {
		ask.Periods = from.Periods
	}
	if len(ask.Comparators) == 0 {
		ask.Comparators = from.Comparators
	}
	return nil
}

// used leaves out of a common question what the public release does not have.
func (m *Model) used(names []string, in *compose.Input) []string {
	entries := compose.Entries(in)
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		_, err := query.Indicators([]string{n}, entries)
		return err != nil
	})
}

// rows collects what the question chooses, area by area. A group or period that
// one area lacks and another has is no error.
func (m *Model) rows(ctx context.Context, a *Answer, ids []string, areas []dataset.AreaID) error {
	calendar := compose.Calendar(a.in)
	keep := map[string]bool{}
	for _, id := range ids {
		keep[id] = true
	}
	all := make([]document.Document, len(areas))
	err := side(ctx, a.o, "choosing figures", len(areas), func(n int) {
		all[n] = compose.Select(a.in, int32(areas[n]), func(id string) bool { return keep[id] })
	})
	if err != nil {
		return err
	}
	var every []document.Record
	for n := range all {
		a.Areas = append(a.Areas, m.Register.Area(areas[n]).Code)
	}
	for _, id := range ids {
		for n := range all {
			for _, r := range all[n].Records {
				if r.Indicator == id {
					every = append(every, r)
				}
			}
		}
	}
	a.Data = all[0]
	a.Data.Sheets, a.Data.Records = nil, nil
	chosen, err := a.Question.Choose(every, calendar)
	if err != nil {
		return err
	}
	found := map[string]bool{}
	for _, r := range chosen {
		a.Data.Records = append(a.Data.Records, query.Silence(r, a.told))
		found[r.Indicator] = true
	}
	for _, id := range ids {
		if !found[id] {
			a.Missing = append(a.Missing, id)
		}
	}
	a.sheets(all, found)
	return nil
}

// sheets are the notes on the indicators that were found, in the catalogue's
// order.
func (a *Answer) sheets(all []document.Document, found map[string]bool) {
	seen := map[string]document.IndicatorNote{}
	for _, d := range all {
		for _, s := range d.Sheets {
			seen[s.ID] = s
		}
	}
	for _, s := range a.in.Series {
		if n, ok := seen[s.Indicator.Def.ID]; ok && found[n.ID] {
			a.Data.Sheets = append(a.Data.Sheets, n)
		}
	}
}

// title names the answer where no common question does.
func (a *Answer) title(m *Model, ids []string, areas []dataset.AreaID) {
	where := fmt.Sprintf("%d areas", len(areas))
	if len(areas) == 1 {
		where = m.Register.Area(areas[0]).Name
	}
	if a.Title == "" {
		a.Title = fmt.Sprintf("%d indicators", len(ids))
		if len(ids) == 1 {
			a.Title = m.series(ids[0]).Indicator.Def.Title
		}
		a.Title += ": " + where
	}
	a.Data.Title = a.Title
	if len(areas) > 1 {
		a.Data.Area = document.Area{Name: where}
	}
}

// askedAreas resolves areas by code, name, all or the members of a region, in
// the order of asking. Figures are published for authorities, regions and
// England, and for the project's own areas.
func (m *Model) askedAreas(o *Options, want []string) ([]dataset.AreaID, error) {
	if len(want) == 0 {
		want = m.Project.Areas
	}
	var out []dataset.AreaID
	seen := map[dataset.AreaID]bool{}
	add := func(ids ...dataset.AreaID) {
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	for _, w := range want {
		name, members := strings.CutPrefix(w, "members:")
		if w == "all" {
			add(m.withFigures()...)
			continue
		}
		id, ok := m.Register.Lookup(name, m.AsOf)
		if !ok {
			return nil, fmt.Errorf("no area has the code or name %q\n    expected: a 9-character code, a 3-digit code, a name, all, or members:REGION\n    fix: %s", name, nearest(m.Register.Nearest(name), "areas"))
		}
		if members {
			inside, err := m.members(id)
			if err != nil {
				return nil, err
			}
			add(inside...)
			continue
		}
		if err := m.askable(id); err != nil {
			return nil, err
		}
		add(id)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no area is asked for\n    expected: --area with a code or a name, all, or members:REGION")
	}
	return out, nil
}

// members are a region's authorities, in order of code.
func (m *Model) members(region dataset.AreaID) ([]dataset.AreaID, error) {
	r := m.Register.Area(region)
	var out []dataset.AreaID
	for _, id := range m.withFigures() {
		if m.Register.Area(id).Region == r.Code {
			out = append(out, id)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s has no members\n    expected: a region after the word members", r.Name)
	}
	sort.Slice(out, func(a, b int) bool { return m.Register.Area(out[a]).Code < m.Register.Area(out[b]).Code })
	return out, nil
}

func (m *Model) askable(id dataset.AreaID) error {
	a := m.Register.Area(id)
	switch a.Level {
	case dataset.LevelLA, dataset.LevelRegion, dataset.LevelEngland:
		return nil
	}
	for _, c := range m.Project.Areas {
		if c == a.Code {
			return nil
		}
	}
	return fmt.Errorf("%s is no authority, region or country, and not an area of the project\n    expected: an area that a release publishes figures for", a.Name)
}
