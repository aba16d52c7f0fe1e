package build

import (
	"compress/gzip"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// schoolFigure says, by the publisher's own columns and labels, where the
// figures of an indicator stand. It is written apart from the definitions and
// mappings. A figure is top over bottom times per, or top alone.
type schoolFigure struct {
	id, breakdown, file string
	keep                map[string]string // column to label
	top, bottom         string
	per                 float64
	year                func(cell string) string
	yearColumn          string // time_period unless given
	areas               int    // authorities with a figure, at least, over all years
}

// Years of files as they are printed.
func schoolYear(cell string) string { return cell[:4] + "/" + cell[4:] }
func marchYear(cell string) string  { return "31 March " + cell }
func asPrinted(cell string) string  { return cell }
func financial(cell string) string {
	y, _ := strconv.Atoi(cell)
	return strconv.Itoa(y-1) + "-" + cell[2:]
}

// turnsNineteen is the school year that ends in the year of the cell.
func turnsNineteen(cell string) string {
	y, _ := strconv.Atoi(cell)
	return strconv.Itoa(y-1) + "/" + cell[2:]
}

var (
	plan19  = map[string]string{"gender": "ALL", "fsm": "ALL", "sen": "SEN with statements or EHC plans"}
	plan16  = map[string]string{"breakdown": "SEN_status", "characteristic_gender": "Total", "characteristic_sen_status": "SenStateEhc"}
	planGLD = map[string]string{"characteristic": "SEN provision", "characteristic_type": "EHC plan", "gender": "Total"}
)

func without(keep map[string]string, column, label string) map[string]string {
	out := map[string]string{column: label}
	for k, v := range keep {
		if k != column {
			out[k] = v
		}
	}
	return out
}

const (
	cared   = "CLA 12 months at 31 March"
	eyfs    = "ees/eyfsp/1_eyfsp_headline_measures_2022.csv.gz"
	ks2     = "converted/send_ap_ks2_attainment.csv"
	phonics = "converted/send_ap_ks1_phonics.csv"
	gcse    = "ees/ks4/KS4_2018_LA_Char_Testdata.csv.gz"
	by19    = "ees/post16/LA_Dashboard_2022_without_Scilly.csv.gz"
	leavers = "converted/send_ap_destinations_1618.csv.gz"
	absence = "converted/absence_by_sen_provision_la.csv.gz"
	terms   = "converted/exclusions_by_sen_provision_la.csv.gz"
	sen     = "ees/children_in_need/sen_la.csv"
	lookedA = "ees/children_looked_after/cla_number_and_rate_per_10k_children.csv"
)

var schoolFigures = []schoolFigure{
	{"eyfs-gld-sen", "", eyfs, planGLD, "gld_number", "children_number", 100, schoolYear, "", 148},
	{"eyfs-gld-sen", "provision=any", eyfs, without(planGLD, "characteristic_type", "All SEN"), "gld_number", "children_number", 100, schoolYear, "", 148},
	{"eyfs-gld-sen", "sex=male", eyfs, without(planGLD, "gender", "Boys"), "gld_number", "children_number", 100, schoolYear, "", 145},
	{"ks2-rwm-sen", "", ks2, map[string]string{"characteristic": "EHC plan"}, "t_rwm_met_expected_standard", "t_rwm_eligible_pupils", 100, asPrinted, "academic_year", 430},
	{"ks2-rwm-sen", "provision=none", ks2, map[string]string{"characteristic": "No SEN"}, "t_rwm_met_expected_standard", "t_rwm_eligible_pupils", 100, asPrinted, "academic_year", 430},
	{"phonics-y1-sen", "", phonics, map[string]string{"characteristic": "EHC plan or Statement"}, "t_phonics_y1_met_expected_standard", "t_phonics_y1_eligible_pupils", 100, asPrinted, "academic_year", 860},
	{"ks4-att8-sen", "", gcse, plan16, "t_att8", "t_pupils", 1, schoolYear, "", 145},
	{"kpi-gcse-9-5", "", gcse, plan16, "t_l2basics_95", "t_pupils", 100, schoolYear, "", 145},
	{"kpi-gcse-9-5", "provision=support", gcse, without(plan16, "characteristic_sen_status", "Sen_Supp"), "t_l2basics_95", "t_pupils", 100, schoolYear, "", 148},
	{"kpi-gcse-9-4", "", gcse, plan16, "t_l2basics_94", "t_pupils", 100, schoolYear, "", 145},
	{"post16-level2-sen-gap", "", by19, plan19, "l2_by19", "number_in_ss_cohort", 100, turnsNineteen, "cohort_19_in", 2500},
	{"post16-level2-sen-gap", "provision=none", by19, without(plan19, "sen", "No SEN"), "l2_by19", "number_in_ss_cohort", 100, turnsNineteen, "cohort_19_in", 2500},
	{"post16-level2-sen-gap", "qualification=level2-english-maths", by19, plan19, "l2_with_em_by19", "number_in_ss_cohort", 100, turnsNineteen, "cohort_19_in", 2500},
	{"level3-by-19-sen", "", by19, plan19, "l3_by19", "number_in_ss_cohort", 100, turnsNineteen, "cohort_19_in", 2500},
	{"kpi-ks5-destinations", "leavers=lldd", leavers, map[string]string{"characteristic": "Identified LLDD (mainstream)", "destination_raw": "overall"}, "% of pupils", "", 1, asPrinted, "academic_year", 650},
	{"kpi-ks5-destinations", "destination=work", leavers, map[string]string{"characteristic": "Identified SEN (mainstream)", "destination_raw": "all_work"}, "% of pupils", "", 1, asPrinted, "academic_year", 650},
	{"abs-overall-sen", "provision=none", absence, map[string]string{"breakdown_topic": "SEN provision", "sen_provision": "No SEN", "education_phase": "Total"}, "sess_overall_percent", "", 1, schoolYear, "", 800},
	{"abs-persistent-sen", "", absence, map[string]string{"breakdown_topic": "SEN provision", "sen_provision": "EHC plan", "education_phase": "Total"}, "enrolments_pa_10_exact_percent", "", 1, schoolYear, "", 800},
	{"abs-severe-sen", "", absence, map[string]string{"breakdown_topic": "SEN provision", "sen_provision": "EHC plan", "education_phase": "Total"}, "enrolments_pa_50_exact_percent", "", 1, schoolYear, "", 700},
	{"ks2-rwm-cla", "", "ees/outcomes_cin_cla/ks2_la.csv", map[string]string{"social_care_group": cared}, "t_rwm_met_expected_standard", "t_rwm_eligible_pupils", 100, schoolYear, "", 300},
	{"ks4-att8-cla", "", "ees/outcomes_cin_cla/ks4_la.csv", map[string]string{"social_care_group": cared}, "t_att8", "t_pupils", 1, schoolYear, "", 850},
	{"cla-with-sen", "", sen, map[string]string{"social_care_group": cared}, "t_all_SEN", "t_pupils", 100, schoolYear, "", 850},
	{"cla-with-sen", "provision=ehc", sen, map[string]string{"social_care_group": cared}, "t_statement_or_EHC_plan", "t_pupils", 100, schoolYear, "", 800},
	{"lac-rate", "", lookedA, map[string]string{"population_type": "Children looked after on 31 March each year"}, "children_count", "population_estimate", 10000, marchYear, "", 740},
	{"cin-factor-disability", "", "ees/children_in_need/c3_factors_identified_at_end_of_assessment_2018_to_2025.csv", nil, "Learning_Disability_child", "Episodes_with_assessment_factor", 100, financial, "", 1100},
	{"attendance-weekly", "", "ees/absence/EES_ytd_data.csv", map[string]string{"education_phase": "Special"}, "overall_attendance", "possible_sessions", 100, schoolYear, "", 148},
	{"exc-suspension-sen", "", terms, map[string]string{"breakdown_topic": "SEN provision", "sen_provision": "EHC plan", "education_phase": "Total", "time_identifier": "Autumn term"}, "susp_rate", "", 1, func(c string) string { return schoolYear(c) + " Autumn term" }, "", 800},
	{"exc-one-plus-susp-sen", "", terms, map[string]string{"breakdown_topic": "SEN provision", "sen_provision": "EHC plan", "education_phase": "Total", "time_identifier": "Summer term"}, "one_plus_susp_rate", "", 1, func(c string) string { return schoolYear(c) + " Summer term" }, "", 700},
}

// TestSchoolAndCareFiguresEqualTheFiles reads each file on its own and compares
// it with what is published for every authority and year.
func TestSchoolAndCareFiguresEqualTheFiles(t *testing.T) {
	m, dir := model(t), realData(t)
	total := 0
	for _, c := range schoolFigures {
		t.Run(strings.TrimSpace(c.id+" "+c.breakdown), func(t *testing.T) {
			n := c.compare(t, m, dir)
			total += n
			if n < c.areas {
				t.Errorf("%d figures of authorities were compared, want %d or more", n, c.areas)
			}
		})
	}
	if total < 500 {
		t.Errorf("only %d figures were compared", total)
	}
}

func (c *schoolFigure) compare(t *testing.T, m *Model, dir string) int {
	compared := 0
	eachFileRow(t, filepath.Join(dir, filepath.FromSlash(c.file)), func(row func(string) string) {
		for column, label := range c.keep {
			if row(column) != label {
				return
			}
		}
		area, ok := authority(m.Register, c.file, row)
		if !ok {
			return
		}
		column := c.yearColumn
		if column == "" {
			column = "time_period"
		}
		if c.file == by19 && row(column) > "2022" {
			return
		}
		want, known := c.figure(row)
		got := resultAt(m, c.id, area, c.year(row(column)), c.breakdown)
		where := m.Register.Area(area).Name + ", " + c.year(row(column))
		switch {
		case !known && got != nil && got.Value.Known:
			t.Errorf("%s: %v, but the file has no number", where, got.Value.Number)
		case known && got == nil:
			if c.file != leavers { // a cohort of one leaver is left out
				t.Errorf("%s: no figure, want %v", where, want)
			}
		case known && got.Value.Known:
			compared++
			if math.Abs(got.Value.Number-want) > 1e-9*math.Max(1, math.Abs(want)) {
				t.Errorf("%s: %v, want %v", where, got.Value.Number, want)
			}
		case known && got.Value.Symbol != quantity.Suppressed:
			t.Errorf("%s: %v, want %v", where, got.Value, want)
		}
	})
	return compared
}

// figure is what the row says; not known where a part is no number or nobody
// was there.
func (c *schoolFigure) figure(row func(string) string) (float64, bool) {
	top, err := strconv.ParseFloat(row(c.top), 64)
	if err != nil || c.bottom == "" {
		return top * c.per, err == nil
	}
	bottom, err := strconv.ParseFloat(row(c.bottom), 64)
	if err != nil || bottom == 0 {
		return 0, false
	}
	return c.per * top / bottom, true
}

// authority is the row's authority by its 9-character code, or by its name
// where the file has no codes; ok is false for other levels. A row for the
// Dorset that ended in 2019 cannot be told by its name alone.
func authority(reg *dataset.Register, file string, row func(string) string) (dataset.AreaID, bool) {
	if file == by19 {
		id, ok := reg.ByCode(row("la_code_9"))
		return reg.Series(id), ok
	}
	if row("geographic_level") != "Local authority" {
		return dataset.NoArea, false
	}
	if !strings.HasPrefix(file, "converted/send_ap") {
		id, ok := reg.ByCode(row("new_la_code"))
		return reg.Series(id), ok
	}
	if file == leavers && row("cohort") == "1" {
		return dataset.NoArea, false
	}
	year := row("time_period")
	end, _ := strconv.Atoi(year[:4])
	id, ok := reg.ByName(row("la_name"), (end+1)*10000+831)
	return reg.Series(id), ok
}

// resultAt is nil where there is no such figure.
func resultAt(m *Model, id string, area dataset.AreaID, period, breakdown string) *evaluate.Result {
	e := explanation{m: m, s: m.series(id), area: area}
	if e.s == nil || e.find(Question{id, "", period, breakdown}) != nil {
		return nil
	}
	return e.s.Indicator.At(area, e.period, e.breakdown)
}

// eachFileRow reads a published file, compressed or not.
func eachFileRow(t *testing.T, file string, see func(row func(string) string)) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var plain io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if plain, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	eachRow(t, plain, see)
}
