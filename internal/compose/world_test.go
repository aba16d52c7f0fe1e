package compose

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/disclose"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/templates"
)

var register = dataset.LoadRegister()

// authorities are those of the tests; the first is the one that is composed.
var authorities = register.Current(20240630, dataset.LevelLA)[:12]

// world is a small project in memory: tidy rows of one source, definitions
// over it, and every stage up to compose.
type world struct {
	definitions string // YAML documents
	dimensions  []string
	measures    []string
	rows        []string // area, period, dimensions, measures, status
	policy      disclose.Policy
	goals       map[string]assess.Goal
	commentary  map[string]string
	tables      map[string]string
	period      string // period type of the rows, CY where not said
}

func (w world) input(t testing.TB) *Input {
	t.Helper()
	var l diag.List
	defs := indicators.Decode("definitions.yaml", []byte(w.definitions), &l)
	spec := dataset.Spec{Source: "src", Format: dataset.FormatTidy, Area: dataset.AreaSpec{Code: "area"}, StatusFrom: "status", Publication: "Test figures", Published: "2025-06-01",
		Period: dataset.PeriodSpec{Type: cmp.Or(w.period, "CY"), Column: "period"}, Dimensions: map[string]dataset.ColumnSpec{}, Measures: map[string]dataset.ColumnSpec{}}
	for _, d := range w.dimensions {
		spec.Dimensions[d] = dataset.ColumnSpec{Column: d}
	}
	for _, m := range w.measures {
		spec.Measures[m] = dataset.ColumnSpec{Column: m}
	}
	header := "area,period," + strings.Join(append(append([]string{}, w.dimensions...), w.measures...), ",") + ",status"
	data := fstest.MapFS{"data.csv": {Data: []byte(header + "\n" + strings.Join(w.rows, "\n") + "\n")}}
	tab, err := dataset.Load(context.Background(), data, spec, []string{"data.csv"}, register, &l)
	if err != nil {
		t.Fatal(err)
	}
	set := &dataset.NeighbourSet{ID: "sn-test", Title: "test set", Of: map[dataset.AreaID][]dataset.Neighbour{}}
	for _, a := range authorities[1:11] {
		set.Of[authorities[0]] = append(set.Of[authorities[0]], dataset.Neighbour{Area: a, Closeness: "Close"})
	}
	in := &Input{Project: &project.Project{Title: "Test", AsOf: "2025-06-30", Partnership: "Test partnership", Edition: "Summer 2025"}, Register: register,
		Sources: map[string]dataset.Spec{"src": spec}, Set: set, Packs: LoadLayouts(templates.FS, &l), Version: "test"}
	a := &assess.Assessor{Register: register, Set: set, AsOf: 20250630, Goals: w.goals}
	from := evaluate.NewInput(register, map[string]*dataset.Table{"src": tab})
	var raw []*evaluate.Indicator
	for n := range defs {
		raw = append(raw, evaluate.Evaluate(&defs[n], from, &l))
	}
	safe, err := disclose.Apply(context.Background(), raw, register, w.policy)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range safe.Indicators {
		in.Series = append(in.Series, a.Prepare(i))
	}
	in.Reports = safe.Reports
	files := fstest.MapFS{}
	for name, text := range w.commentary {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	known := func(id string) bool {
		for n := range defs {
			if defs[n].ID == id {
				return true
			}
		}
		return false
	}
	in.Commentary = LoadCommentary(files, "notes", Tables{Files: w.tables}, known, "", &l)
	for _, d := range l.Filter(diag.Error).Sorted() { // planted numbers look like slips
		t.Fatal(d)
	}
	return in
}

// indicator is a definition with the common fields filled in.
func indicator(id, measure, unit, more string) string {
	s := "---\nid: " + id + "\ncdc: {status: final-set, domain: local-profile, populated_by: national}\ntitle: Title of " + id + "\ntechnical_title: Technical title of " + id +
		"\nmeasure: " + measure + "\nunit: " + unit + "\ngeographies: [ENG, REG, LA]\nperiod: {type: CY, frequency: annual}\n" + more
	if !strings.Contains(more, "polarity:") {
		s += "polarity: high\n"
	}
	if !strings.Contains(more, "suppression:") {
		s += "suppression: S0\n"
	}
	if !strings.Contains(more, "audiences:") {
		s += "audiences: {B: headline, M: headline, P: headline}\n"
	}
	if !strings.Contains(more, "numerator:") && !strings.Contains(more, "value:") {
		s += "numerator: {source: src, column: n}\n"
		if measure != "count" {
			s += "denominator: {source: src, column: d}\n"
		}
	}
	return s
}

func code(a dataset.AreaID) string { return register.Area(a).Code }

// row is one line of the source.
func row(area, period string, cells ...any) string {
	s := area + "," + period
	for _, c := range cells {
		s += "," + fmt.Sprint(c)
	}
	return s + ","
}

// figureOf composes one indicator for the first authority.
func figureOf(t testing.TB, w world, id string) *figure {
	t.Helper()
	f := newPlace(w.input(t), authorities[0]).byID[id]
	if f == nil || !f.has {
		t.Fatalf("no figure %q", id)
	}
	return f
}

// share is a world of one percentage: own counts of 1,000 by year, the same
// share in every neighbour in the last year, and England.
func share(more string, neighbour, eng int, own ...any) world {
	w := world{definitions: indicator("share", "proportion", "pct", more), measures: []string{"n", "d"}}
	for y, n := range own {
		period := fmt.Sprint(2024 - len(own) + 1 + y)
		w.rows = append(w.rows, row(code(authorities[0]), period, n, 1000))
		if neighbour > 0 {
			for _, a := range authorities[1:] {
				w.rows = append(w.rows, row(code(a), period, neighbour, 1000))
			}
		}
		if eng > 0 {
			w.rows = append(w.rows, row(dataset.EnglandCode, period, eng*1000, 100000))
		}
	}
	return w
}

// pack composes one of the shipped packs.
func pack(t testing.TB, in *Input, id string) document.Document {
	t.Helper()
	for _, y := range in.Packs {
		if y.ID == id {
			return Pack(in, y, int32(authorities[0]))
		}
	}
	t.Fatalf("no pack %q", id)
	return document.Document{}
}

// everything is every document of the area by name.
func everything(t testing.TB, in *Input) map[string]document.Document {
	out := map[string]document.Document{"site": Site(in, int32(authorities[0]), nil), "data": Data(in, int32(authorities[0])), "landing": Landing(in, []int32{int32(authorities[0])})}
	for _, y := range in.Packs {
		out[y.ID] = pack(t, in, y.ID)
	}
	return out
}

// content is every string and number of a tree, by reflection, each with the
// path that leads to it.
type content struct {
	texts   map[string][]string
	numbers map[float64][]string
}

func contentOf(v any) content {
	c := content{map[string][]string{}, map[float64][]string{}}
	c.walk(reflect.ValueOf(v), "")
	return c
}

func (c *content) walk(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		c.texts[v.String()] = append(c.texts[v.String()], path)
	case reflect.Float64, reflect.Float32:
		c.numbers[v.Float()] = append(c.numbers[v.Float()], path)
	case reflect.Int, reflect.Int32, reflect.Int64:
		c.numbers[float64(v.Int())] = append(c.numbers[float64(v.Int())], path)
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			c.walk(v.Elem(), path)
		}
	case reflect.Struct:
		for n := range v.NumField() {
			c.walk(v.Field(n), path+"."+v.Type().Field(n).Name)
		}
	case reflect.Slice, reflect.Array:
		for n := range v.Len() {
			c.walk(v.Index(n), fmt.Sprintf("%s[%d]", path, n))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			c.walk(k, path+"{key}")
			c.walk(v.MapIndex(k), path+"{"+fmt.Sprint(k)+"}")
		}
	}
}

// words joins all texts of a tree, for tests that look for a sentence.
func wordsOf(v any) string {
	var b strings.Builder
	for s := range contentOf(v).texts {
		b.WriteString(s + "\n")
	}
	return b.String()
}
