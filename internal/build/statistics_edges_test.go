package build

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the expected explanation")

// hard is a project of series on which methods tend to fail, for the first n
// authorities.
func hard(n int) (f figures, codes []string) {
	register := dataset.LoadRegister()
	for _, id := range register.Current(20260630, dataset.LevelLA)[:n] {
		codes = append(codes, register.Area(id).Code)
	}
	f.define("constant", "proportion", "pct", "M", "polarity: high\ntarget: {kind: statutory, value: 100}\nthresholds: {basis: target}\n")
	f.define("gaps", "proportion", "pct", "M", "polarity: low\n")
	f.define("broken", "index", "score", "M", "polarity: high\nbreaks: [{at: January 2025, reason: counted anew}]\n")
	f.define("short", "index", "score", "M", "polarity: high\nbreaks: [{at: August 2025, reason: counted anew}]\n")
	f.define("nobody", "rate", "per10k", "CY", "polarity: low\n")
	f.define("nothing", "rate", "per10k", "CY", "polarity: low\n")
	f.define("sizes", "proportion", "pct", "CY", "polarity: high\n")
	for i, code := range codes {
		for m := range 24 {
			f.counts("constant", code, month(m), 40, 40)
			if m != 9 && m != 10 && m != 20 {
				f.counts("gaps", code, month(m), float64(20+(m*m+i)%7), 60)
			}
			f.value("broken", code, month(m), float64(50+m%3+m/12*20))
			f.value("short", code, month(m), float64(50+m%3))
		}
		for y := 2020; y < 2025; y++ {
			f.counts("nobody", code, strconv.Itoa(y), 0, 0)
			f.counts("nothing", code, strconv.Itoa(y), 0, 9000+float64(100*i))
			f.counts("sizes", code, strconv.Itoa(y), float64(20+i), float64(100+3*i+y%5))
		}
	}
	return f, codes
}

func TestHardSeriesGiveTheRightAnswers(t *testing.T) {
	f, codes := hard(1)
	rows, dir := resultsOf(t, f.options(codes...)) // every format, and the proofs of each
	last := func(id string) map[string]string { return rowOf(t, rows, id, codes[0], month(23)) }

	c := last("constant")
	for column, want := range map[string]string{"value": "100", "spc_mean": "100", "spc_lower": "100", "spc_upper": "100", "spc_flags": "",
		"spc_variation": "common-cause", "spc_assurance": "passing", "rag": "green", "change_result": "no-significant-change", "trend": "no-significant-trend"} {
		if c[column] != want {
			t.Errorf("always 100%%: %s is %q, want %q", column, c[column], want)
		}
	}
	if g := last("gaps"); g["spc_mean"] == "" || g["spc_variation"] == "" {
		t.Errorf("21 months with gaps have the reading %q", g["spc_variation"])
	}
	for _, r := range rows {
		if r["indicator"] == "gaps" && (r["period"] == month(9) || r["period"] == month(20)) {
			t.Errorf("a month that was never returned has a row: %v", r)
		}
	}
	if b := last("broken"); b["spc_mean"] != "71" || b["spc_flags"] != "" || b["spc_assurance"] != "" || b["spc_variation"] != "" {
		t.Errorf("12 months after the break have the mean %s, flags %q and variation %q", b["spc_mean"], b["spc_flags"], b["spc_variation"])
	}
	if r := rowOf(t, rows, "broken", codes[0], month(3)); r["spc_point_mean"] != "51" {
		t.Errorf("before the break the mean is %q, want 51", r["spc_point_mean"])
	}
	if s := last("short"); s["spc_mean"] != "" || s["spc_point_mean"] != "" {
		t.Errorf("five months after a break have the mean %q", s["spc_mean"])
	}
	if z := rowOf(t, rows, "nobody", codes[0], "2024"); z["symbol"] != "z" || z["value"] != "" || z["trend"] != "cannot-be-calculated" {
		t.Errorf("a rate of nobody is %q with symbol %q", z["value"], z["symbol"])
	}
	if z := rowOf(t, rows, "nothing", codes[0], "2024"); z["value"] != "0" || z["lower95"] != "0" || z["rank"] != "" || z["funnel_result"] != "" {
		t.Errorf("one area: value %q, rank %q, funnel %q", z["value"], z["rank"], z["funnel_result"])
	}
	page, err := os.ReadFile(filepath.Join(dir, "indicators/constant.html"))
	if err != nil || !strings.Contains(string(page), "Mean and limits 100.0%") || !strings.Contains(string(page), "Consistently passing") {
		t.Error("the page of a constant series does not show its limits and assurance", err)
	}
}

func TestTheReasonIsSaidWhereNothingIs(t *testing.T) {
	f, codes := hard(1)
	o := f.options(codes...)
	if c := explainIn(t, o, Question{Indicator: "short"}).ControlChart; c.Reason != "too few points, fewer than 10 points" || c.Mean != nil || c.Variation != "" {
		t.Errorf("too few points: %+v", c.Reason)
	}
	if c := explainIn(t, o, Question{Indicator: "broken"}).ControlChart; c.Reason != "fewer than 13 points: trial limits" || c.Mean == nil || c.Variation != "" || c.Segments[1].State != "trial" {
		t.Errorf("trial limits: %+v", c.Reason)
	}
	if x := explainIn(t, o, Question{Indicator: "sizes"}); x.Funnel.Reason != "too few areas have counts" || x.Standing.Reason != "too few areas have a figure" {
		t.Errorf("one area: %q, %q", x.Funnel.Reason, x.Standing.Reason)
	}
	if x := explainIn(t, o, Question{Indicator: "nobody"}); x.Change.Reason == "" || x.Trend.Reason == "" || x.England.Reason == "" || x.Rating.Reason == "" || x.ControlChart.Reason == "" || x.Funnel.Reason == "" || x.Value != nil {
		t.Errorf("nobody: %+v", x)
	}
}

func TestTenAndAllAuthoritiesHaveFunnelAndRank(t *testing.T) {
	for _, n := range []int{9, 10, 153} {
		f, codes := hard(n)
		formats := []string{"csv", "html"}
		if n == 153 {
			formats = []string{"csv"}
		}
		rows, _ := resultsOf(t, f.options(codes...), formats...)
		r := rowOf(t, rows, "sizes", codes[0], "2024")
		if drawn := r["funnel_result"] != ""; drawn != (n >= 10) {
			t.Errorf("%d areas: the funnel says %q", n, r["funnel_result"])
		}
		if r["rank_of"] != strconv.Itoa(n) {
			t.Errorf("%d areas: rank %q of %q", n, r["rank"], r["rank_of"])
		}
		if z := rowOf(t, rows, "nothing", codes[0], "2024"); z["funnel_result"] != "" && z["funnel_result"] != "within" {
			t.Errorf("%d areas without a single event: the funnel says %q", n, z["funnel_result"])
		}
	}
}

// TestASuppressedFigureStandsInNoExplanation plants a count of 3 of 47 whose
// value, parts and place must not be told.
func TestASuppressedFigureStandsInNoExplanation(t *testing.T) {
	var f figures
	f.define("local", "proportion", "pct", "M", "polarity: low\n")
	f.definitions[0] = strings.Replace(f.definitions[0], "suppression: S0", "suppression: S1", 1)
	for m := range 14 {
		f.counts("local", plymouth, month(m), 20+float64(m%3), 47)
	}
	f.counts("local", plymouth, month(14), 3, 47)
	o := f.options(plymouth)
	for _, explain := range []func(context.Context, *Options, Question, *diag.List) (string, error){Explain, ExplainJSON} {
		var l diag.List
		said, err := explain(context.Background(), o, Question{Indicator: "local"}, &l)
		if err != nil || l.HasErrors() {
			t.Fatal(err, l.Sorted())
		}
		for _, secret := range []string{"6.38", "improvement", "concern", "tidy-m.csv:16\",\n  \"numerator\": 3"} {
			if strings.Contains(said, secret) {
				t.Errorf("the explanation tells %q:\n%s", secret, said)
			}
		}
	}
	x := explainIn(t, o, Question{Indicator: "local"})
	if x.Symbol != "c" || x.Value != nil || x.Numerator != nil || x.Denominator != nil || x.ControlChart.Mean != nil || x.ControlChart.Reason != "no usable figure in this period" {
		t.Errorf("the suppressed month: %+v", x)
	}
	if len(x.ControlChart.Points) != 14 {
		t.Errorf("%d points, want the 14 that are shown", len(x.ControlChart.Points))
	}
}

// TestTheKeysOfAnExplanationStay holds the JSON of one figure to a committed
// file: keys that scripts read may be added to, and never renamed.
func TestTheKeysOfAnExplanationStay(t *testing.T) {
	f, codes := hard(12)
	var l diag.List
	got, err := ExplainJSON(context.Background(), f.options(codes[2]), Question{Indicator: "sizes"}, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	const golden = "testdata/explain.json"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("explain --json (-want +got):\n%s", d)
	}
}

func TestQuartilesThatAreAllZeroArePrinted(t *testing.T) {
	var f figures
	f.define("rare", "proportion", "pct", "CY", "polarity: low\n")
	areas := dataset.LoadRegister()
	var codes []string
	for i, id := range areas.Current(20260630, dataset.LevelLA)[:12] {
		codes = append(codes, areas.Area(id).Code)
		f.counts("rare", codes[i], "2024", float64(i/10), 200) // ten areas without a case, two with one
	}
	f.define("few", "proportion", "pct", "CY", "polarity: low\n")
	f.counts("few", codes[0], "2024", 1, 200)
	o := f.options(codes[0])
	if got := explainIn(t, o, Question{Indicator: "rare"}).Standing.Quartiles; !cmp.Equal(got, []float64{0, 0, 0}) {
		t.Errorf("quartiles of ten zeros among twelve are %v", got)
	}
	if got := explainIn(t, o, Question{Indicator: "few"}).Standing.Quartiles; len(got) != 0 {
		t.Errorf("one area has the quartiles %v", got)
	}
}
