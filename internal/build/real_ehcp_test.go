package build

import (
	"compress/gzip"
	"context"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// realModel is the project for the published files, worked out once for all
// tests that only read it.
var realModel = sync.OnceValues(func() (*Model, []diag.Diagnostic) {
	o := sampleOptions()
	dir := os.Getenv("SENDPACK_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	o.Project, o.Root = os.DirFS(filepath.Join("..", "..", "sample-data", "england")), "england"
	o.Data, o.DataRoot = os.DirFS(dir), "data"
	var l diag.List
	in, err := Load(context.Background(), o, &l)
	if err != nil || l.HasErrors() {
		return nil, append(l.Sorted(), diag.Diagnostic{Message: "loading failed"})
	}
	m, err := Evaluate(context.Background(), in, o, &l)
	if err != nil || l.HasErrors() {
		return nil, append(l.Sorted(), diag.Diagnostic{Message: "evaluating failed"})
	}
	return m, nil
})

func model(t *testing.T) *Model {
	t.Helper()
	realData(t)
	m, problems := realModel()
	if m == nil {
		t.Fatal(problems)
	}
	return m
}

// TestPublishedPlanFigures holds what the publication says of England against
// what the product gives.
func TestPublishedPlanFigures(t *testing.T) {
	m := model(t)
	england, _ := m.Register.England()
	for _, c := range []struct {
		indicator, breakdown, period string
		value                        float64
		decimals                     int
	}{
		{"ehc-20-weeks", "", "2019", 60.4, 1},
		{"ehc-20-weeks-including", "", "2019", 58.7, 1},
		{"ehc-20-weeks", "", "2022", 49.2, 1},
		{"ehc-20-weeks", "", "2023", 50.3, 1},
		{"ehc-20-weeks", "", "2024", 46, 0},
		{"ehc-requests", "", "2024", 154489, 0},
		{"ehc-plans-new", "", "2019", 53899, 0},
		{"ehc-plans-new", "", "2024", 97747, 0},
		{"ehc-plans-new", "need=ASD", "2024", 26856, 0},
		{"ehc-decision-6-weeks", "", "2024", 84.8, 1},
		{"ehc-no-plan-16-weeks", "", "2024", 34.1, 1},
		{"ehc-over-1-year", "", "2023", 5.2, 1},
		{"ehc-over-1-year", "", "2024", 7.3, 1},
		{"ehc-review-4-weeks", "", "2024", 44.4, 1},
		{"ehc-annual-review-done", "", "2024", 60.7, 1},
		{"ehc-ceased", "", "2024", 44862, 0},
		{"ehc-ceased", "reason=needs-met", "2024", 3955, 0},
		{"kpi-mainstream-share", "", "January 2019", 39.2, 1},
		{"kpi-mainstream-share", "setting=special", "January 2019", 38.6, 1},
		{"kpi-mainstream-share", "setting=fe", "January 2019", 16.2, 1},
		{"ehe-ehc", "", "January 2025", 7155, 0},
		{"eotas", "", "January 2025", 11524, 0},
		{"ehc-integrated-budgets", "", "January 2025", 1131, 0},
		{"residential-placements", "", "January 2023", 2196, 0},
		{"residential-placements", "", "January 2025", 2221, 0},
		{"supported-internships", "", "January 2025", 2673, 0},
		{"disp-mediation", "", "2024", 14493, 0},
		{"disp-mediation", "stage=request", "2024", 10507, 0},
		{"disp-appeals", "", "2024", 22276, 0},
		{"disp-appeal-rate", "", "2023", 2.5, 1},
		{"disp-appeal-rate", "", "2024", 3.2, 1}, // the rate in development is 6.1
	} {
		t.Run(strings.TrimSpace(c.indicator+" "+c.breakdown)+" "+c.period, func(t *testing.T) {
			r := figureOf(t, m, c.indicator, england, c.period, c.breakdown)
			if got := round(r.Value.Number, c.decimals); !r.Value.Known || got != c.value {
				t.Errorf("%v, want %v", r.Value, c.value)
			}
		})
	}
	t.Run("shares of needs", func(t *testing.T) {
		all := figureOf(t, m, "ehc-plans-active", england, "January 2025", "").Value.Number
		for need, want := range map[string]float64{"ASD": 31.5, "SLCN": 21.3, "SEMH": 20.7, "MLD": 10.6, "missing": 0.8} {
			if got := round(100*figureOf(t, m, "ehc-plans-active", england, "January 2025", "need="+need).Value.Number/all, 1); got != want {
				t.Errorf("%s is %v%%, want %v%%", need, got, want)
			}
		}
	})
}

func round(x float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return math.Round(x*p) / p
}

func figureOf(t *testing.T, m *Model, id string, area dataset.AreaID, period, breakdown string) *evaluate.Result {
	t.Helper()
	e := explanation{m: m, s: m.series(id), area: area}
	if e.s == nil {
		t.Fatalf("no indicator %s", id)
	}
	if err := e.find(Question{id, "", period, breakdown}); err != nil {
		t.Fatal(err)
	}
	return e.s.Indicator.At(area, e.period, e.breakdown)
}

// cells gives the numbers of a row of a published file by column; nil where
// the cell is a mark and not a number.
type cells func(column string) *float64

// planFiles are the headline rows of the files about plans, by file, then by
// authority and period as the file writes them.
func planFiles(t *testing.T, dir string, names ...string) map[string]map[[2]string]cells {
	t.Helper()
	out, newest := map[string]map[[2]string]cells{}, readCodes(t, dir)
	for _, name := range names {
		rows := map[[2]string]cells{}
		f, err := os.Open(filepath.Join(dir, "ees", "ehc_plans_2025", name))
		if err != nil {
			t.Fatal(err)
		}
		var plain io.Reader = f
		if strings.HasSuffix(name, ".gz") {
			if plain, err = gzip.NewReader(f); err != nil {
				t.Fatal(err)
			}
		}
		eachRow(t, plain, func(row func(string) string) {
			topic := row("breakdown_topic")
			if row("geographic_level") != "Local authority" || !strings.HasPrefix(topic, "All ") && topic != "New EHC plans" {
				return
			}
			kept := map[string]string{}
			for _, c := range planColumns[name] {
				kept[c] = row(c)
			}
			code := row("new_la_code")
			if c := newest[row("old_la_code")]; c != "" {
				code = c // some authorities kept their 3-digit code under a newer long one
			}
			rows[[2]string{code, row("time_period")}] = func(column string) *float64 {
				v, err := strconv.ParseFloat(kept[column], 64)
				if err != nil {
					return nil
				}
				return &v
			}
		})
		f.Close()
		out[name] = rows
	}
	return out
}

// part is a sum of columns of one file.
type part struct {
	file    string
	columns []string
}

func (p part) of(files map[string]map[[2]string]cells, key [2]string) (sum float64, known, row bool) {
	c, row := files[p.file][key]
	if !row {
		return 0, false, false
	}
	for _, name := range p.columns {
		v := c(name)
		if v == nil {
			return 0, false, true
		}
		sum += *v
	}
	return sum, true, true
}

var (
	units = []string{"mainstream_la_maintained_senunit", "mainstream_academy_senunit", "mainstream_free_school_senunit",
		"mainstream_la_maintained_resourced_provision", "mainstream_academy_resourced_provision", "mainstream_free_school_resourced_provision"}
	stays = []string{"Res_3851", "Res_52"}
)

// planParts say, by the publisher's own column names, what each indicator is
// made of. They are written apart from the definitions and mappings.
var planParts = []struct {
	id     string
	top    part
	bottom *part
}{
	{"ehc-plans-active", part{"caseload.csv.gz", []string{"ehcplans"}}, nil},
	{"kpi-mainstream-share", part{"caseload.csv.gz", []string{"mainstream_total"}}, &part{"caseload.csv.gz", []string{"ehcplans"}}},
	{"pl-independent-special", part{"caseload.csv.gz", []string{"special_independent", "special_non_maintained"}}, &part{"caseload.csv.gz", []string{"ehcplans"}}},
	{"sen-units-resourced-provision", part{"caseload.csv.gz", units}, nil},
	{"sen-units-resourced-provision-share", part{"caseload.csv.gz", units}, &part{"caseload.csv.gz", []string{"mainstream_total"}}},
	{"ehe-ehc", part{"caseload.csv.gz", []string{"elective_home_education"}}, nil},
	{"eotas", part{"caseload.csv.gz", []string{"other_arrangements_la"}}, nil},
	{"ehc-plans-new", part{"newplans.csv.gz", []string{"new_ehc_plans"}}, nil},
	{"ehc-requests", part{"requests.csv", []string{"requests_received_in_year"}}, nil},
	{"ehc-requests-refused", part{"requests.csv", []string{"requests_decided_not_to_assess"}}, &part{"requests.csv", []string{"requests_received_in_year"}}},
	{"ehc-requests-refused-decided", part{"requests.csv", []string{"requests_decided_not_to_assess"}}, &part{"requests.csv", []string{"requests_decided_to_assess", "requests_decided_not_to_assess"}}},
	{"ehc-decision-6-weeks", part{"requests.csv", []string{"request_outcome_six_weeks"}}, &part{"requests.csv", []string{"request_outcome_six_weeks", "request_outcome_over_6_weeks"}}},
	{"ehc-no-plan-16-weeks", part{"assessments.csv", []string{"outcome_decision_within_time"}}, &part{"assessments.csv", []string{"outcome_decision_within_time", "outcome_decision_over_time"}}},
	{"ehc-20-weeks", part{"timeliness_20_week.csv", []string{"plans_issued_20_weeks_ex"}}, &part{"timeliness_20_week.csv", []string{"plans_issued_den_ex"}}},
	{"ehc-20-weeks-including", part{"timeliness_20_week.csv", []string{"plans_issued_within_20_weeks"}}, &part{"timeliness_20_week.csv", []string{"plans_issued_den"}}},
	{"ehc-over-1-year", part{"timeliness_20_week.csv", []string{"plans_issued_gt_1_year_ex"}}, &part{"timeliness_20_week.csv", []string{"plans_issued_den_ex"}}},
	{"ehc-annual-review-done", part{"annual_reviews.csv.gz", []string{"review_meeting_24"}}, &part{"annual_reviews.csv.gz", []string{"review_expected"}}},
	{"ehc-review-4-weeks", part{"annual_reviews.csv.gz", []string{"number_decsion_4weeks"}}, &part{"annual_reviews.csv.gz", []string{"number_decsion_4weeks", "number_decision_gt_4weeks"}}},
	{"ehc-ceased", part{"ceased_plans.csv.gz", []string{"total_ceased"}}, nil},
	{"ehc-personal-budget", part{"personal_budgets.csv.gz", []string{"personal_budget"}}, &part{"caseload.csv.gz", []string{"ehcplans"}}},
	{"ehc-integrated-budgets", part{"personal_budgets.csv.gz", []string{"pb_integrated"}}, nil},
	{"residential-placements", part{"residential_settings.csv.gz", stays}, nil},
	{"residential-placements-share", part{"residential_settings.csv.gz", stays}, &part{"caseload.csv.gz", []string{"ehcplans"}}},
	{"supported-internships", part{"work_based_placements.csv.gz", []string{"open_supp_intern"}}, nil},
}

// planColumns are the columns of each file that planParts read.
var planColumns = func() map[string][]string {
	out := map[string][]string{}
	for _, p := range planParts {
		out[p.top.file] = append(out[p.top.file], p.top.columns...)
		if p.bottom != nil {
			out[p.bottom.file] = append(out[p.bottom.file], p.bottom.columns...)
		}
	}
	for file, columns := range map[string][]string{"requests.csv": {"mediation_related_request"}, "assessments.csv": {"number_assess_mediation", "number_other_mediation"}} {
		out[file] = append(out[file], columns...)
	}
	return out
}()

// TestEveryAuthorityAgreesWithTheFiles works the indicators about plans out
// again for every authority and period, from the files' own columns, and
// compares value, parts and the reason for having none.
func TestEveryAuthorityAgreesWithTheFiles(t *testing.T) {
	m := model(t)
	var names []string
	for name := range planColumns {
		names = append(names, name)
	}
	files := planFiles(t, realData(t), names...)
	for _, p := range planParts {
		t.Run(p.id, func(t *testing.T) {
			compared := 0
			for key := range files[p.top.file] {
				top, known, _ := p.top.of(files, key)
				bottom := 0.0
				if p.bottom != nil {
					below, ok, there := p.bottom.of(files, key)
					if !there {
						continue
					}
					bottom, known = below, known && ok
				}
				compared += sameFigure(t, m, p.id, key, top, bottom, known, p.bottom != nil)
			}
			if compared < 140 {
				t.Errorf("only %d figures compared", compared)
			}
		})
	}
}

// sameFigure compares one figure and reports 1 when there was one.
func sameFigure(t *testing.T, m *Model, id string, key [2]string, top, bottom float64, known, share bool) int {
	t.Helper()
	s := m.series(id)
	area, ok := m.Register.Lookup(key[0], 0)
	if !ok {
		t.Errorf("%s is no area", key[0])
		return 0
	}
	period, err := dataset.ParsePeriod(s.Indicator.Def.Period.Type, key[1], "")
	if err != nil {
		t.Fatal(err)
	}
	r := s.Indicator.At(area, s.Indicator.PeriodIndex(period), evaluate.Headline)
	if r == nil {
		t.Errorf("%s in %s: no figure", key[0], key[1])
		return 0
	}
	protected := s.Indicator.Def.Suppression == "S1"
	switch {
	case protected && r.Value.Symbol == quantity.Suppressed:
		if top == 0 && known && !share {
			t.Errorf("%s in %s: none is hidden", key[0], key[1])
		}
	case !known:
		if r.Value.Symbol != quantity.NotAvailable {
			t.Errorf("%s in %s: %v, want x", key[0], key[1], r.Value)
		}
	case protected && top >= 1 && top <= 5:
		t.Errorf("%s in %s: %v children are shown", key[0], key[1], top)
	case share && bottom == 0:
		if r.Value.Symbol != quantity.NotApplicable {
			t.Errorf("%s in %s: %v, want z", key[0], key[1], r.Value)
		}
	case share && (math.Abs(r.Value.Number-100*top/bottom) > 1e-9 || r.Numerator.Number != top || r.Denominator.Number != bottom):
		t.Errorf("%s in %s: %v of %v is %v, want %v of %v", key[0], key[1], r.Numerator, r.Denominator, r.Value, top, bottom)
	case !share && r.Value.Number != top:
		t.Errorf("%s in %s: %v, want %v", key[0], key[1], r.Value, top)
	}
	return 1
}

// TestMediationIsTheSumOfTwoFiles works it out again for every authority.
func TestMediationIsTheSumOfTwoFiles(t *testing.T) {
	m := model(t)
	files := planFiles(t, realData(t), "requests.csv", "assessments.csv")
	compared := 0
	for key := range files["requests.csv"] {
		first, one, _ := part{"requests.csv", []string{"mediation_related_request"}}.of(files, key)
		second, two, _ := part{"assessments.csv", []string{"number_assess_mediation", "number_other_mediation"}}.of(files, key)
		compared += sameFigure(t, m, "disp-mediation", key, first+second, 0, one && two, false)
	}
	if compared < 900 {
		t.Errorf("only %d figures compared", compared)
	}
}
