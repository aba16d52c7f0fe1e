package build

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/quantity"
)

// mapping is a shipped mapping by the name that projects use.
func mapping(t *testing.T, name string) dataset.Spec {
	t.Helper()
	var l diag.List
	for _, m := range project.Mappings(&l) {
		if m.Name == name {
			return m.Spec
		}
	}
	t.Fatalf("no mapping %s", name)
	return dataset.Spec{}
}

// realTable loads a published file through its shipped mapping.
func realTable(t *testing.T, name string) *dataset.Table {
	t.Helper()
	spec, dir := mapping(t, name), realData(t)
	var l diag.List
	table, err := dataset.Load(context.Background(), os.DirFS(dir), spec, []string{spec.File}, dataset.LoadRegister(), &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	return table
}

// cellOf finds the one row with the labels and gives its measure.
func cellOf(t *testing.T, table *dataset.Table, code, period, measure string, labels ...string) quantity.Value {
	t.Helper()
	reg := dataset.LoadRegister()
	var found []quantity.Value
rows:
	for row := range table.Len() {
		if reg.Area(table.Areas[row]).Code != code || table.Periods[table.PeriodOf[row]].Label != period {
			continue
		}
		for n := 0; n < len(labels); n += 2 {
			if table.Dimension(labels[n]).At(row) != labels[n+1] {
				continue rows
			}
		}
		found = append(found, table.Measure(measure).At(row))
	}
	if len(found) != 1 {
		t.Fatalf("%d rows for %s, %s, %v", len(found), code, period, labels)
	}
	return found[0]
}

func TestNoSENUnderTwoTopicsIsReadOnce(t *testing.T) {
	table := realTable(t, "ees-absence-sen-2025")
	topics := map[string]bool{}
	for row := range table.Len() {
		if table.Dimension("provision").At(row) == "none" {
			topics[table.Dimension("topic").At(row)] = true
		}
	}
	if !topics["provision"] || !topics["need"] {
		t.Errorf("no SEN stands under %v, want both topics", topics)
	}
}

func TestChildrenWhoLiveOutsideEnglandAreNoArea(t *testing.T) {
	dir, reg := realData(t), dataset.LoadRegister()
	odd := 0
	eachFileRow(t, filepath.Join(dir, filepath.FromSlash(eyfs)), func(row func(string) string) {
		if row("new_la_code") == "z" {
			odd++
		}
	})
	table := realTable(t, "ees-eyfsp-2022")
	for row := range table.Len() {
		if a := reg.Area(table.Areas[row]); a.Level != dataset.LevelLA && a.Level != dataset.LevelRegion && a.Level != dataset.LevelEngland {
			t.Fatalf("a row of %v", a)
		}
	}
	if odd != 0 && table.Len() != 10992 || odd == 0 {
		t.Errorf("%d rows with the code z in the file, %d rows read", odd, table.Len())
	}
}

// A figure that rounds to nothing is no nought, and no symbol is a number.
func TestRoundsToNothingIsNotNought(t *testing.T) {
	ks2 := realTable(t, "ees-outcomes-ks2-2025")
	if v := cellOf(t, ks2, "E08000031", "2018/19", "read_progress", "group", "cla"); v.Known || v.Symbol != quantity.Low {
		t.Errorf("k is %+v", v)
	}
	destinations := realTable(t, "ees-ks4-destinations-2022")
	low := 0
	for _, name := range []string{"apprenticeship", "employment"} {
		for row := range destinations.Len() {
			if v := destinations.Measure(name).At(row); v.Symbol == quantity.Low && !v.Known {
				low++
			}
		}
	}
	raw := 0
	eachFileRow(t, filepath.Join(realData(t), "ees", "destinations", "ks4_dm_ud_202122_nat_prov.csv"), func(row func(string) string) {
		topic := row("breakdown_topic")
		if row("data_type") == "Number of pupils" && row("institution_type") == "Total" && (topic == "Total" || topic == "SEN Provision" || topic == "SEN Primary Need") {
			for _, c := range []string{"appren", "all_work"} {
				if row(c) == "low" {
					raw++
				}
			}
		}
	})
	if low != raw {
		t.Errorf("%d figures are low, %d in the file", low, raw)
	}
}

// The columns of the destinations hold counts in some rows and percentages in
// others.
func TestDestinationsAreCountsAlone(t *testing.T) {
	table := realTable(t, "ees-ks4-destinations-2022")
	n := cellOf(t, table, dataset.EnglandCode, "2021/22", "sustained", "institution", "mainstream-special", "topic", "provision", "group", "ehc")
	d := cellOf(t, table, dataset.EnglandCode, "2021/22", "cohort", "institution", "mainstream-special", "topic", "provision", "group", "ehc")
	if n.Number != 21371 || d.Number != 23715 {
		t.Errorf("%v of %v, want 21371 of 23715", n, d)
	}
}

func TestTimeIdentifierMayStandFirstAndSmallNumbersAreHidden(t *testing.T) {
	table := realTable(t, "ees-exclusions-2017")
	at := func(period, measure, phase, topic, group string) quantity.Value {
		return cellOf(t, table, dataset.EnglandCode, period, measure, "phase", phase, "topic", topic, "group", group)
	}
	if n, d := at("2016/17", "perm_excl", "total", "all", "all"), at("2016/17", "headcount", "total", "all", "all"); n.Number != 7720 || d.Number != 8025075 {
		t.Errorf("%v of %v, want 7720 of 8025075", n, d)
	}
	if v := at("2015/16", "perm_excl", "special", "provision", "support"); v.Known || v.Symbol != quantity.Suppressed {
		t.Errorf("x of 2015/16 is %+v, want hidden", v)
	}
	if v := at("2013/14", "perm_excl_rate", "total", "provision", "unknown"); v.Known || v.Symbol != quantity.NotApplicable {
		t.Errorf("the full stop of a rate out of nobody is %+v", v)
	}
}

// The dashboards have NEET and not known together by SEN; the columns without
// SEN beside them are other things.
func TestNEETBySENIsTogetherWithNotKnown(t *testing.T) {
	m, dir := model(t), realData(t)
	compared := 0
	eachFileRow(t, filepath.Join(dir, "ees", "neet", "UD_NEETNK_LA_dashboard_2023_final.csv"), func(row func(string) string) {
		area, ok := authority(m.Register, "", row)
		want, err := strconv.ParseFloat(row("NEET_NK_EHCP_percent"), 64)
		if !ok || err != nil {
			return
		}
		if r := resultAt(m, "neet-16-18-sen", area, "2023", ""); r == nil || r.Value.Number != want {
			t.Errorf("%s: %v, want %v", row("la_name"), r, want)
		}
		compared++
	})
	if compared < 140 {
		t.Errorf("only %d authorities", compared)
	}
}

// Cohorts that turn 19 after the file was made stand in it with noughts.
func TestCohortsOfTheFutureAreLeftOut(t *testing.T) {
	future := 0
	eachFileRow(t, filepath.Join(realData(t), filepath.FromSlash(by19)), func(row func(string) string) {
		if row("cohort_19_in") > "2022" && row("l2_by19") == "0" {
			future++
		}
	})
	table := realTable(t, "ees-post16-2022")
	last := table.Periods[len(table.Periods)-1].Label
	if future == 0 || last != "2021/22" {
		t.Errorf("the last year is %s; %d rows of the future in the file", last, future)
	}
	if v := cellOf(t, table, dataset.EnglandCode, "2021/22", "level2", "provision", "ehc", "sex", "total", "fsm", "total"); v.Number != 6037 {
		t.Errorf("England is %v, want 6037", v)
	}
	if v := cellOf(t, table, "E12000007", "2004/05", "level2", "provision", "total", "sex", "total", "fsm", "total"); v.Number != 46176 {
		t.Errorf("London is %v, want 46176", v)
	}
}

func TestTermsAreNeverAddedUp(t *testing.T) {
	m := model(t)
	for _, id := range []string{"exc-permanent-sen", "exc-suspension-sen", "exc-one-plus-susp-sen"} {
		for _, p := range m.series(id).Indicator.Periods {
			if p.Type != "AT" && p.Type != "SPT" && p.Type != "SUT" {
				t.Errorf("%s has a figure for %s", id, p.Label)
			}
		}
	}
	for _, p := range m.series("exc-permanent-sen-year").Indicator.Periods {
		if p.Type != "AY" {
			t.Errorf("a full year has a figure for %s", p.Label)
		}
	}
}

// The file of 2017/18 has sums and no England; the published averages agree
// with the sums, so they may stand for other years.
func TestPublishedAveragesAgreeWithSums(t *testing.T) {
	m, dir := model(t), realData(t)
	england, _ := m.Register.England()
	if r := resultAt(m, "ks4-att8-sen", england, "2017/18", ""); r == nil || r.Numerator.Known || !r.Value.Known {
		t.Errorf("England in 2017/18 is %+v, want the published average alone", r)
	}
	for _, c := range []struct {
		id, key, year, period string
		decimals, fewer       int
	}{
		{"ks4-att8-sen", "SEN_Stat_AVG_Attain8_Score", "2018", "2017/18", 1, 0},
		{"eyfs-gld-sen", "FSP_Gooddev_With_SENSTATE", "2022", "2021/22", 1, 0},
		{"ks2-rwm-sen", "NEW_KS2_RWM_Sen_Withsta", "2019", "2018/19", 0, 0},
		{"ks2-rwm-sen", "NEW_KS2_RWM_Sen_Withsta", "2022", "2021/22", 0, 0},
		{"ks2-rwm-sen", "NEW_KS2_RWM_Sen_Withsta", "2023", "2022/23", 0, 3}, // corrected after the file was made
		{"phonics-y1-sen", "KS1P_EHCP", "2019", "2018/19", 0, 0},
		{"phonics-y1-sen", "KS1P_EHCP", "2022", "2021/22", 0, 0},
		{"cin-rate", "CIN", "2021", "31 March 2021", 1, 0},
		{"cin-rate", "CIN", "2022", "31 March 2022", 1, 0},
	} {
		agreed, differ := 0, 0
		codes := readCodes(t, dir)
		eachToolValue(t, dir, c.key, c.year, func(old string, published float64) {
			area, ok := m.Register.ByCode(codes[old])
			if !ok {
				return
			}
			r := resultAt(m, c.id, m.Register.Series(area), c.period, "")
			if r == nil || !r.Numerator.Known || !r.Value.Known {
				return
			}
			if math.Abs(r.Value.Number-published) > 0.5000001*math.Pow10(-c.decimals) {
				differ++
				return
			}
			agreed++
		})
		if differ > c.fewer || agreed < 135 {
			t.Errorf("%s, %s: %d agree with the published figure, %d do not", c.id, c.period, agreed, differ)
		}
	}
}

// eachToolValue gives the values of one key and year by 3-digit code.
func eachToolValue(t *testing.T, dir, key, year string, see func(old string, value float64)) {
	t.Helper()
	eachFileRow(t, filepath.Join(dir, "lait", "2025-07-22", "bds_long.csv.gz"), func(row func(string) string) {
		if row("Short Desc") != key || row("Years") != year {
			return
		}
		if v, err := strconv.ParseFloat(strings.TrimSpace(row("Values")), 64); err == nil {
			see(row("LA Number"), v)
		}
	})
}
