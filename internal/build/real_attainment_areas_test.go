package build

import (
	"math"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
)

// Files without codes name every authority, and each name is found. Authorities
// that a file leaves out are those with too few pupils.
func TestEveryAuthorityIsFoundByItsName(t *testing.T) {
	reg := dataset.LoadRegister()
	small := map[string]bool{"City of London": true, "Isles of Scilly": true}
	for _, c := range []struct {
		mapping, period string
		missing         map[string]bool
	}{
		{"ees-ks2-sen-2023", "2022/23", nil},
		{"ees-ks4-sen-any-2023", "2022/23", small},
		{"ees-phonics-sen-2023", "2022/23", nil},
		{"ees-destinations-1618-2022", "2021/22", small},
		{"ees-sen-provision-2023", "January 2023", nil},
		{"ees-sen-mainstream-2023", "January 2023", nil},
		{"ees-sen-settings-2023", "January 2023", nil},
	} {
		t.Run(c.mapping, func(t *testing.T) {
			table := realTable(t, c.mapping)
			have := map[dataset.AreaID]bool{}
			end := 0
			for row := range table.Len() {
				if p := table.Periods[table.PeriodOf[row]]; p.Label == c.period {
					have[table.Areas[row]], end = true, p.End
				}
			}
			for _, id := range reg.Current(end, dataset.LevelLA) {
				if a := reg.Area(id); !have[reg.Series(id)] && !c.missing[a.Name] {
					t.Errorf("%s has no row in %s", a.Name, c.period)
				}
			}
		})
	}
}

// London, Inner London and Outer London are three regions with figures of
// their own.
func TestInnerAndOuterLondonStayApart(t *testing.T) {
	table := realTable(t, "ees-destinations-1618-2022")
	for code, want := range map[string]float64{"E12000007": 3242, "E13000001": 1272, "E13000002": 1970} {
		if v := cellOf(t, table, code, "2021/22", "cohort", "leavers", "sen", "destination", "sustained"); v.Number != want {
			t.Errorf("%s has %v leavers, want %v", code, v, want)
		}
	}
	ks2 := realTable(t, "ees-ks2-sen-2023")
	for code, want := range map[string]float64{dataset.EnglandCode: 32026} {
		if v := cellOf(t, ks2, code, "2022/23", "rwm_pupils", "provision", "ehc"); v.Number != want {
			t.Errorf("%s has %v pupils, want %v", code, v, want)
		}
	}
}

// In 2019/20 the name Dorset stands for the new authority and for a single
// leaver of the old one.
func TestALeaverOfTheOldDorsetIsNotTheNewDorset(t *testing.T) {
	m := model(t)
	dorset, _ := m.Register.ByCode("E06000059")
	r := resultAt(m, "kpi-ks5-destinations", dorset, "2019/20", "leavers=no-sen")
	if r == nil || r.Value.Number != 86.8 || r.Denominator.Number != 1716 {
		t.Errorf("%+v, want 86.8 of 1716 leavers", r)
	}
}

// The published rate is the count over the estimate, rounded to a whole
// number; four rows of the file differ by one.
func TestLookedAfterRateEqualsThePublishedRate(t *testing.T) {
	table := realTable(t, "ees-cla-2025")
	equal, all := 0, 0
	for row := range table.Len() {
		n, d, rate := table.Measure("children").At(row), table.Measure("residents").At(row), table.Measure("rate").At(row)
		if !n.Known || !d.Known || !rate.Known {
			continue
		}
		all++
		switch got := math.Round(10000 * n.Number / d.Number); {
		case got == rate.Number:
			equal++
		case math.Abs(got-rate.Number) > 1:
			t.Errorf("%v of %v is %v, published as %v", n.Number, d.Number, got, rate.Number)
		}
	}
	if equal != 2443 || all != 2447 {
		t.Errorf("%d of %d rows are equal, want 2443 of 2447", equal, all)
	}
}

// The average score of a questionnaire stands in the column of counts.
func TestAnAverageScoreIsNoCountOfChildren(t *testing.T) {
	table := realTable(t, "ees-cla-health-2025")
	for row := range table.Len() {
		if v := table.Measure("children").At(row); v.Known && v.Number != math.Trunc(v.Number) {
			t.Fatalf("%v children in line %d", v.Number, table.LineOf[row])
		}
	}
}

// Region and England are published as rounded counts: their own percentage is
// taken, and no interval is made.
func TestRoundedCountsOfEnglandAreNotUsed(t *testing.T) {
	m, dir := model(t), realData(t)
	england, _ := m.Register.England()
	years := 0
	eachFileRow(t, filepath.Join(dir, "ees", "outcomes_cin_cla", "ks2_la.csv"), func(row func(string) string) {
		want, err := strconv.ParseFloat(row("pt_rwm_met_expected_standard"), 64)
		if row("geographic_level") != "National" || row("social_care_group") != cared || err != nil {
			return
		}
		years++
		r := resultAt(m, "ks2-rwm-cla", england, schoolYear(row("time_period")), "")
		if r == nil || r.Value.Number != want || r.HasInterval || r.Numerator.Known {
			t.Errorf("%s: %+v, want %v without an interval", row("time_period"), r, want)
		}
	})
	if years != 5 {
		t.Errorf("%d years with tests, want 5", years)
	}
}
