package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/disclose"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/quantity"
)

// TestSummary counts what ran.
type TestSummary struct{ Definitions, Tests, Assertions int }

// TestDefinitions runs definition tests: the shipped library's without names,
// a project's own with its folder, or just the files named. A failed
// expectation is a diagnostic at its place in the test file.
func TestDefinitions(ctx context.Context, names []string, l *diag.List) (TestSummary, error) {
	defs, tests, err := definitionTests(names, l)
	if err != nil || l.HasErrors() {
		return TestSummary{}, err
	}
	return runTests(ctx, defs, tests, l)
}

func runTests(ctx context.Context, defs []indicators.Definition, tests []indicators.TestFile, l *diag.List) (TestSummary, error) {
	indicators.CheckTests(tests, defs, l)
	if l.HasErrors() {
		return TestSummary{}, nil
	}
	byID := map[string]*indicators.Definition{}
	for n := range defs {
		byID[defs[n].ID] = &defs[n]
	}
	var sum TestSummary
	seen := map[string]bool{}
	for n := range tests {
		if err := ctx.Err(); err != nil {
			return sum, err
		}
		t := &tests[n]
		if !seen[t.Indicator] {
			seen[t.Indicator] = true
			sum.Definitions++
		}
		for c := range t.Tests {
			sum.Tests++
			r := newTestRun(byID[t.Indicator], t, c, l)
			r.run()
			sum.Assertions += r.assertions
		}
	}
	return sum, nil
}

// definitionTests collects definitions and tests from the names given.
func definitionTests(names []string, l *diag.List) ([]indicators.Definition, []indicators.TestFile, error) {
	defs := indicators.LoadLibrary(l)
	if len(names) == 0 {
		return defs, indicators.LoadTests(indicators.Library(), "indicators/library", l), nil
	}
	var tests []indicators.TestFile
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, nil, fmt.Errorf("%q cannot be read: %w", name, errors.Unwrap(err))
		}
		if info.IsDir() {
			p := project.Load(os.DirFS(name), filepath.ToSlash(name), l)
			for _, folder := range p.Indicators.Folders {
				sub, err := fs.Sub(os.DirFS(name), path.Clean(folder))
				if err != nil {
					return nil, nil, err
				}
				shown := path.Join(filepath.ToSlash(name), folder)
				defs = append(defs, indicators.Load(sub, shown, l)...)
				tests = append(tests, indicators.LoadTests(sub, shown, l)...)
			}
			continue
		}
		more, err := testFile(name, &defs, l)
		if err != nil {
			return nil, nil, err
		}
		tests = append(tests, more...)
	}
	return defs, tests, nil
}

// testFile reads one test file and the definition beside it, which replaces a
// shipped one of the same id.
func testFile(name string, defs *[]indicators.Definition, l *diag.List) ([]indicators.TestFile, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	beside := strings.TrimSuffix(name, "_test.yaml") + ".yaml"
	if def, err := os.ReadFile(beside); err == nil && beside != name {
		for _, d := range indicators.Decode(filepath.ToSlash(beside), def, l) {
			for n := range *defs {
				if (*defs)[n].ID == d.ID {
					*defs = append((*defs)[:n], (*defs)[n+1:]...)
					break
				}
			}
			*defs = append(*defs, d)
		}
	}
	return indicators.DecodeTests(filepath.ToSlash(name), raw, l), nil
}

// testPlaces gives the test files' words for areas a real place each, so that
// levels and regions hold.
var testPlaces = map[string]string{"own": "E08000037", "region": "E12000001", "england": dataset.EnglandCode, "n1": "E06000047", "n2": "E06000005",
	"n3": "E06000001", "n4": "E06000002", "n5": "E08000021", "n6": "E08000022", "n7": "E06000057", "n8": "E06000003", "n9": "E08000023", "n10": "E06000004"}

// testDay is a day on which all of testPlaces exist.
const testDay = 20260701

type testRun struct {
	def        *indicators.Definition
	file       *indicators.TestFile
	at         int
	reg        *dataset.Register
	set        *dataset.NeighbourSet
	diags      *diag.List
	assertions int
}

func newTestRun(def *indicators.Definition, f *indicators.TestFile, at int, l *diag.List) *testRun {
	r := &testRun{def: def, file: f, at: at, reg: dataset.LoadRegister(), diags: l}
	r.set = &dataset.NeighbourSet{ID: "sn-test", Of: map[dataset.AreaID][]dataset.Neighbour{}}
	own, _ := r.area("own")
	for n := 1; n <= 10; n++ {
		id, _ := r.area("n" + strconv.Itoa(n))
		r.set.Of[own] = append(r.set.Of[own], dataset.Neighbour{Area: id})
	}
	return r
}

func (r *testRun) area(word string) (dataset.AreaID, bool) {
	if word == "" {
		word = "own"
	}
	if code, ok := testPlaces[word]; ok {
		word = code
	}
	return r.reg.Lookup(word, testDay)
}

func (r *testRun) run() {
	tables := r.tables()
	own := diag.List{}
	raw := evaluate.Evaluate(r.def, evaluate.NewInput(r.reg, tables), &own)
	r.diags.Append(own)
	release, err := disclose.Apply(context.Background(), []*evaluate.Indicator{raw}, r.reg, disclose.Policy{})
	if err != nil {
		r.diags.Errorf(r.file.At(fmt.Sprintf("tests[%d]", r.at)), "%v", err)
		return
	}
	safe := release.Indicators[0]
	a := &assess.Assessor{Register: r.reg, Set: r.set, AsOf: testDay}
	series := a.Prepare(safe)
	for n := range r.file.Tests[r.at].Expect {
		r.expect(series, &r.file.Tests[r.at].Expect[n])
	}
}

// period reads a label as the first of the definition's types that it fits.
func (r *testRun) period(label string) (dataset.Period, error) {
	var err error
	for _, t := range r.def.Period.AllTypes() {
		var p dataset.Period
		if p, err = dataset.ParsePeriod(t, label, ""); err == nil {
			return p, nil
		}
	}
	return dataset.Period{}, err
}

// tables makes the rows of the test into tables as the loaders would. A
// definition that says no_data reads none.
func (r *testRun) tables() map[string]*dataset.Table {
	if len(r.def.Sources()) == 0 {
		return nil
	}
	builders := map[string]*tableBuilder{}
	for _, source := range r.def.Sources() {
		builders[source] = newTableBuilder(source, r.def, r.file.Pos.File)
	}
	for n, row := range r.file.Tests[r.at].Rows {
		source := row["source"]
		if source == "" {
			source = r.def.Sources()[0]
		}
		if builders[source] == nil {
			builders[source] = newTableBuilder(source, r.def, r.file.Pos.File)
		}
		pos := r.file.At(fmt.Sprintf("tests[%d].rows[%d]", r.at, n))
		area, ok := r.area(row["area"])
		p, err := r.period(row["period"])
		if !ok || err != nil {
			r.diags.Add(diag.Diagnostic{Pos: pos, Message: "area or period of this row cannot be read", Expected: "own, n1 to n10, region, england or a code, and a period of type " + r.def.Period.Type})
			continue
		}
		builders[source].add(area, p, pos.Line, row, r.def.ID)
	}
	out := map[string]*dataset.Table{}
	for s, b := range builders {
		out[s] = b.table
	}
	return out
}

// tableBuilder fills a table row by row from texts.
type tableBuilder struct{ table *dataset.Table }

func newTableBuilder(source string, def *indicators.Definition, file string) *tableBuilder {
	t := &dataset.Table{Source: source, Files: []string{file}}
	dims := def.Dimensions()
	if source == "local-returns" {
		dims = append(dims, "indicator", "breakdown")
	}
	for _, d := range dims {
		if t.Dimension(d) == nil {
			t.Dimensions = append(t.Dimensions, dataset.Dimension{Name: d})
		}
	}
	for _, c := range def.Columns() {
		if t.Dimension(c) == nil && t.Measure(c) == nil {
			t.Measures = append(t.Measures, dataset.Measure{Name: c})
		}
	}
	return &tableBuilder{t}
}

func (b *tableBuilder) add(area dataset.AreaID, p dataset.Period, line int, row map[string]string, id string) {
	t := b.table
	at := -1
	for n, q := range t.Periods {
		if q.Same(p) {
			at = n
		}
	}
	if at < 0 {
		t.Periods = append(t.Periods, p)
		at = len(t.Periods) - 1
	}
	t.Areas, t.PeriodOf, t.FileOf = append(t.Areas, area), append(t.PeriodOf, dataset.PeriodID(at)), append(t.FileOf, 0)
	t.LineOf, t.StatusOf = append(t.LineOf, int32(line)), append(t.StatusOf, dataset.Final)
	for n := range t.Dimensions {
		d := &t.Dimensions[n]
		v := row[d.Name]
		if d.Name == "indicator" {
			v = id
		}
		d.Values, d.Codes = append(d.Values, v), append(d.Codes, uint32(len(d.Values)))
	}
	for n := range t.Measures {
		m := &t.Measures[n]
		number, err := strconv.ParseFloat(row[m.Name], 64)
		symbol, _ := quantity.ParseSymbol(row[m.Name])
		if err != nil {
			number = 0
		}
		m.Numbers, m.Known = append(m.Numbers, number), append(m.Known, err == nil)
		m.Symbols, m.Decimal = append(m.Symbols, symbol), append(m.Decimal, 255)
	}
}
