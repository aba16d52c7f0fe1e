package build

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/stats"
	"github.com/sendpack/sendpack/templates"
)

// figures is a tiny project: definitions over tidy files, one for each period
// type, with a row for each indicator, area and period.
type figures struct {
	definitions []string
	types       map[string]string   // period type by id
	rows        map[string][]string // by period type: id, area, period, n, d, v
}

// define adds a definition with counts, or with a published value where the
// measure has none.
func (f *figures) define(id, measure, unit, period, more string) {
	if f.types == nil {
		f.types, f.rows = map[string]string{}, map[string][]string{}
	}
	f.types[id] = period
	source := "{source: tidy-" + strings.ToLower(period) + ", column: "
	parts := "numerator: " + source + "n}\ndenominator: " + source + "d}\n"
	switch measure {
	case "count":
		parts = "numerator: " + source + "n}\n"
	case "index":
		parts = "value: " + source + "v}\n"
	}
	f.definitions = append(f.definitions, "id: "+id+"\ncdc: {status: extension, domain: governance-assurance, subdomain: ehc-process, populated_by: national}\ntitle: Title of "+id+
		"\ntechnical_title: Technical title of "+id+"\nmeasure: "+measure+"\nunit: "+unit+"\nwhere: id == \""+id+"\"\n"+parts+
		"period: {type: "+period+"}\ngeographies: [ENG, LA]\naudiences: {B: headline}\nsuppression: S0\n"+more)
}

func (f *figures) counts(id, area, period string, n, d float64) {
	f.rows[f.types[id]] = append(f.rows[f.types[id]], strings.Join([]string{id, area, period, decimal(n), decimal(d), "x"}, ","))
}

func (f *figures) value(id, area, period string, v float64) {
	f.rows[f.types[id]] = append(f.rows[f.types[id]], strings.Join([]string{id, area, period, "x", "x", decimal(v)}, ","))
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func (f *figures) options(areas ...string) *Options {
	files, sources := fstest.MapFS{}, ""
	for _, typ := range []string{"CY", "M", "Q"} {
		if len(f.rows[typ]) == 0 {
			continue
		}
		name := "tidy-" + strings.ToLower(typ)
		sources += "  - source: " + name + "\n    format: tidy\n    file: " + name + ".csv\n    publication: Test figures\n    publisher: Nobody\n    area: {code: area}\n" +
			"    period: {column: period, type: " + typ + "}\n    dimensions: {id: {column: id}}\n    measures: {n: {column: n}, d: {column: d}, v: {column: v}}\n"
		files["data/"+name+".csv"] = text("id,area,period,n,d,v\n" + strings.Join(f.rows[typ], "\n") + "\n")
	}
	files["sendpack.yaml"] = text("title: Vectors\nareas: [" + strings.Join(areas, ", ") + "]\nas_of: 2026-06-30\ndata: data\nsources:\n" + sources + "indicators: {library: false, folders: [indicators]}\n")
	for n, d := range f.definitions {
		files[fmt.Sprintf("indicators/d%02d.yaml", n)] = text(d)
	}
	return &Options{Project: files, Templates: templates.FS, Areas: areas, Version: "test"}
}

// explainIn is the JSON explanation of one figure.
func explainIn(t *testing.T, o *Options, q Question) Explanation {
	t.Helper()
	var l diag.List
	text, err := ExplainJSON(context.Background(), o, q, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	var x Explanation
	if err := json.Unmarshal([]byte(text), &x); err != nil {
		t.Fatal(err)
	}
	return x
}

// resultsOf builds csv alone and reads the rows of the area.
func resultsOf(t *testing.T, o *Options, formats ...string) (rows []map[string]string, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "out")
	o.Formats = formats
	var l diag.List
	if _, err := Build(context.Background(), o, dir, &l); err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	name := filepath.Join(dir, "data/results.csv")
	if len(o.Areas) != 1 {
		name = filepath.Join(dir, o.Areas[0], "data/results.csv")
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range all[1:] {
		row := map[string]string{}
		for n, name := range all[0] {
			row[name] = line[n]
		}
		rows = append(rows, row)
	}
	return rows, dir
}

func rowOf(t *testing.T, rows []map[string]string, id, area, period string) map[string]string {
	t.Helper()
	for _, r := range rows {
		if r["indicator"] == id && r["area_code"] == area && r["period"] == period {
			return r
		}
	}
	t.Fatalf("results.csv has no row of %s, %s, %s", id, area, period)
	return nil
}

// almost fails unless got is want to 1e-9, relative above 1.
func almost(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil {
		t.Errorf("%s is missing, want %v", what, want)
		return
	}
	if math.Abs(*got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s is %.12g, want %.12g", what, *got, want)
	}
}

// digits fails unless got is want to the digits that the note prints.
func digits(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > 6e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s is %v, the note has %v", what, words(got), want)
	}
}

const (
	plymouth = "E06000026"
	hundred  = 100.0
)

var monthsOf = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// month is the n-th month from January 2024.
func month(n int) string { return monthsOf[n%12] + " " + strconv.Itoa(2024+n/12) }

func TestRowsBecomeTheNumbersOfTheStatisticsNote(t *testing.T) {
	var f figures
	f.define("share", "proportion", "pct", "CY", "polarity: high\n")
	x, n := []float64{205, 221, 248, 262, 291}, []float64{1510, 1498, 1522, 1505, 1519}
	for i := range x {
		f.counts("share", plymouth, strconv.Itoa(2020+i), x[i], n[i])
	}
	f.define("rate", "rate", "per10k", "CY", "polarity: low\n")
	f.counts("rate", plymouth, "2023", 41, 29870)
	f.counts("rate", plymouth, "2024", 64, 29416)
	o := f.options(plymouth)

	e := explainIn(t, o, Question{Indicator: "share"})
	digits(t, "slope", e.Trend.Slope, 1.3769885855)
	digits(t, "standard error", e.Trend.SE, 0.2986560814)
	digits(t, "chi-squared", e.Trend.ChiSquared, 21.2577823169)
	almost(t, "threshold", e.Trend.Threshold, stats.Z998*stats.Z998)
	for i, want := range []float64{1.430185643, 1.362983918, 1.376045657, 1.408481301, 1.304476746} {
		digits(t, "slope without one", &e.Trend.LeaveOneOut[i], want)
	}
	digits(t, "Cochran-Armitage", e.Armitage.ChiSquared, 21.22417825)
	want, _ := stats.CompareProportions(stats.Proportion{X: 291, N: 1519}, stats.Proportion{X: 262, N: 1505})
	almost(t, "difference", e.Change.Value, hundred*want.Value)
	almost(t, "lower limit of the difference", e.Change.Test.Interval.Lower95, hundred*want.At95.Lower)
	almost(t, "upper limit at 99.8%", e.Change.Test.Interval.Upper998, hundred*want.At998.Upper)
	almost(t, "z", e.Change.Test.Statistic, want.Statistic)
	almost(t, "p", e.Change.Test.P, want.P)
	if e.Trend.Result != "increasing" || e.Trend.Window[4].Index != 5 || e.Trend.Window[4].Period != "2024" {
		t.Errorf("trend %+v", e.Trend)
	}

	r := explainIn(t, o, Question{Indicator: "rate"})
	digits(t, "rate", r.Value, 21.756867011)
	digits(t, "lower95", r.Interval.Lower95, 16.7546014104)
	digits(t, "upper998", r.Interval.Upper998, 31.550749690)
	digits(t, "MOVER lower", r.Change.Test.Interval.Lower95, 1.031602248)
	digits(t, "MOVER upper", r.Change.Test.Interval.Upper95, 15.196753236)
	digits(t, "ratio", r.Change.Test.Ratio, 1.585067360)
	digits(t, "p of the ratio", r.Change.Test.P, 0.024353787)

	rows, _ := resultsOf(t, o, "csv")
	got := rowOf(t, rows, "share", plymouth, "2024")
	v, _ := strconv.ParseFloat(got["lower998"], 64)
	w, _ := stats.Wilson(291, 1519, stats.Z998)
	almost(t, "lower998 of results.csv", &v, hundred*w.Lower)
	if got["change_result"] != "no-significant-change" || got["trend"] != "increasing" {
		t.Errorf("results.csv says %s and %s", got["change_result"], got["trend"])
	}
	if c := rowOf(t, rows, "rate", plymouth, "2024"); c["change_result"] != "increase" || c["trend"] != "cannot-be-calculated" {
		t.Errorf("results.csv says %s and %s of the rate", c["change_result"], c["trend"])
	}
}

func TestAControlChartIsThatOfTheNote(t *testing.T) {
	var f figures
	first := []float64{54, 57, 52, 58, 55, 60, 56, 53, 59, 57, 61, 55, 58, 72}
	second := []float64{31, 33, 30, 34, 32, 35, 33, 36, 37, 38, 39, 40, 41, 42}
	third := []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}
	f.define("high", "index", "score", "M", "polarity: high\ntarget: {kind: local, value: 50}\n")
	f.define("low", "index", "score", "M", "polarity: low\n")
	f.define("screened", "index", "score", "M", "polarity: none\ncontrol: {screen: true}\n")
	for i, v := range first {
		f.value("high", plymouth, month(i), v)
		f.value("low", plymouth, month(i), second[i])
	}
	for i, v := range third {
		f.value("screened", plymouth, month(i), v)
	}
	o := f.options(plymouth)
	c := explainIn(t, o, Question{Indicator: "high"}).ControlChart
	digits(t, "mean", c.Mean, 57.64285714)
	digits(t, "mean moving range", c.Segments[0].MeanMR, 4.923076923)
	digits(t, "lower limit", c.Lower, 44.54747253)
	digits(t, "upper limit", c.Upper, 70.73824176)
	if strings.Join(c.Flags, ";") != "outside" || c.Variation != "improvement-high" || c.Assurance != "hit-or-miss" || len(c.Points) != 14 {
		t.Errorf("the reading is %v, %s, %s", c.Flags, c.Variation, c.Assurance)
	}
	almost(t, "a moving range", c.Points[13].MovingRange, 14)

	c = explainIn(t, o, Question{Indicator: "low"}).ControlChart
	digits(t, "mean", c.Mean, 35.78571429)
	digits(t, "lower limit", c.Lower, 30.67032967)
	rules := ""
	for _, p := range c.Points {
		rules += p.Rule + " " + p.Reading + ","
	}
	want := strings.Repeat("shift improvement-low,", 2) + "outside improvement-low," + strings.Repeat("shift improvement-low,", 3) + strings.Repeat("trend concern-high,", 6) + strings.Repeat("outside concern-high,", 2)
	if rules != want || c.Variation != "concern-high" {
		t.Errorf("rules by point:\n got %s\nwant %s", rules, want)
	}

	c = explainIn(t, o, Question{Indicator: "screened"}).ControlChart
	digits(t, "screened mean moving range", c.Segments[0].MeanMR, 1)
	digits(t, "cut-off", c.Segments[0].Cutoff, 6.149647059)
	digits(t, "upper limit", c.Upper, 4.604444444)
	if len(c.Segments[0].Dropped) != 2 {
		t.Errorf("screened out: %v", c.Segments[0].Dropped)
	}

	rows, _ := resultsOf(t, o, "csv")
	last := rowOf(t, rows, "low", plymouth, month(13))
	if last["spc_flags"] != "outside;trend;two_in_three;shift" && last["spc_flags"] != "outside;trend;shift" || last["spc_variation"] != "concern-high" || last["spc_assurance"] != "" {
		t.Errorf("results.csv says %s, %s, %q", last["spc_flags"], last["spc_variation"], last["spc_assurance"])
	}
	v, _ := strconv.ParseFloat(last["spc_upper"], 64)
	digits(t, "spc_upper", &v, 40.90109890)
	if r := rowOf(t, rows, "low", plymouth, month(12)); r["spc_mean"] != "" || r["spc_point_flags"] == "" || r["spc_point_mean"] == "" {
		t.Errorf("the row before has spc_mean %q, spc_point_mean %q, spc_point_flags %q", r["spc_mean"], r["spc_point_mean"], r["spc_point_flags"])
	}
}

func TestAFunnelPlotIsThatOfTheAreas(t *testing.T) {
	areas := dataset.LoadRegister()
	var f figures
	f.define("share", "proportion", "pct", "CY", "polarity: high\n")
	f.define("rate", "rate", "per10k", "CY", "polarity: low\n")
	var shares []stats.Proportion
	var rates []stats.Rate
	var codes []string
	for i, id := range areas.Current(20260630, dataset.LevelLA)[:14] {
		x, n := float64(30+i*7%50), float64(150+i*13%90)
		codes = append(codes, areas.Area(id).Code)
		f.counts("share", codes[i], "2024", x, n)
		f.counts("rate", codes[i], "2024", x, 100*n)
		shares, rates = append(shares, stats.Proportion{X: x, N: n}), append(rates, stats.Rate{X: x, N: 100 * n})
	}
	f.counts("share", "E92000001", "2024", 5000, 20000) // England is no area of the plot
	o := f.options(codes[3])
	want, _ := stats.ProportionFunnel(shares, 100)
	got := explainIn(t, o, Question{Indicator: "share"}).Funnel
	almost(t, "benchmark", got.Benchmark, want.Benchmark)
	almost(t, "phi", got.Phi, want.Dispersion.Phi)
	almost(t, "tau2", got.Tau2, want.Dispersion.Tau2)
	almost(t, "lower limit", got.Limits.Lower95, want.Points[3].Limits.At95.Lower)
	almost(t, "upper limit", got.Limits.Upper998, want.Points[3].Limits.At998.Upper)
	if want.Overdispersed {
		almost(t, "adjusted limit", got.Adjusted.Upper95, want.Points[3].Adjusted.At95.Upper)
	}
	wantRates, _ := stats.RateFunnel(rates, 10000)
	gotRates := explainIn(t, o, Question{Indicator: "rate"}).Funnel
	almost(t, "benchmark rate", gotRates.Benchmark, wantRates.Benchmark)
	almost(t, "limit of rates", gotRates.Limits.Upper95, wantRates.Points[3].Limits.At95.Upper)
	if gotRates.Areas != 14 || got.Areas != 14 {
		t.Errorf("%d and %d areas, want 14", got.Areas, gotRates.Areas)
	}
	rows, _ := resultsOf(t, o, "csv")
	label := got.Result
	if got.Overdispersed {
		label = got.AdjustedResult
	}
	if r := rowOf(t, rows, "share", codes[3], "2024"); r["funnel_result"] != label || r["funnel_benchmark"] == "" {
		t.Errorf("results.csv says %q, explain %q", r["funnel_result"], label)
	}
}

func TestASeriesWithoutIntervalsIsTestedByRanks(t *testing.T) {
	var f figures
	f.define("rising", "index", "score", "CY", "polarity: high\n")
	f.define("seven", "index", "score", "CY", "polarity: high\n")
	f.define("cases", "count", "count", "CY", "polarity: low\n")
	for i := range 9 {
		f.value("rising", plymouth, strconv.Itoa(2016+i), 10+float64(i))
		f.counts("cases", plymouth, strconv.Itoa(2016+i), 10+float64(9*i), 0)
	}
	for i, v := range []float64{12.1, 12.9, 12.4, 13.6, 13.3, 14.2, 14.9} {
		f.value("seven", plymouth, strconv.Itoa(2018+i), v)
	}
	o := f.options(plymouth)
	m := explainIn(t, o, Question{Indicator: "seven"}).MannKendall
	if m.S == nil || *m.S != 17 || m.Result != "cannot-be-calculated" {
		t.Errorf("Mann-Kendall of seven points: %+v", m)
	}
	digits(t, "variance", m.Variance, 44.33333333)
	digits(t, "z", m.Z, 2.403005637)
	digits(t, "Theil-Sen slope", m.Slope, 0.4333333333)
	rows, _ := resultsOf(t, o, "csv")
	if r := rowOf(t, rows, "rising", plymouth, "2024"); r["trend"] != "increasing" || r["change_result"] != "not-tested" {
		t.Errorf("nine rising points: %s, %s", r["trend"], r["change_result"])
	}
	if r := rowOf(t, rows, "cases", plymouth, "2024"); r["trend"] != "cannot-be-calculated" || r["change_result"] != "not-tested" {
		t.Errorf("a count: %s, %s", r["trend"], r["change_result"])
	}
}
