package indicators_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// place is the part of a header that files on plans have in common, and the
// same for England; the rows of the tests follow it.
const (
	place   = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name"
	england = "National,E92000001,England,,,,,"
)

// readText reads a file written in a test through a shipped mapping.
func readText(t *testing.T, mapping, text string) (*dataset.Table, []diag.Diagnostic) {
	t.Helper()
	spec, ok := mappings(t)[mapping]
	if !ok {
		t.Fatalf("no mapping %s", mapping)
	}
	return readSpec(t, spec, text)
}

func readSpec(t *testing.T, spec dataset.Spec, text string) (*dataset.Table, []diag.Diagnostic) {
	t.Helper()
	var l diag.List
	files := fstest.MapFS{"data/file.csv": {Data: []byte(text)}}
	table, err := dataset.Load(context.Background(), files, spec, []string{"data/file.csv"}, dataset.LoadRegister(), &l)
	if err != nil {
		t.Fatal(err)
	}
	return table, l.Sorted()
}

// published reads a real file through its mapping, or skips the test.
func published(t *testing.T, mapping string) (*dataset.Table, string) {
	t.Helper()
	dir := os.Getenv("SENDPACK_DATA")
	if dir == "" {
		dir = "../../shared/data"
	}
	spec := mappings(t)[mapping]
	if _, err := os.Stat(path.Join(dir, spec.File)); err != nil {
		t.Skip("the published files are not here; set SENDPACK_DATA to their folder")
	}
	var l diag.List
	table, err := dataset.Load(context.Background(), os.DirFS(dir), spec, []string{spec.File}, dataset.LoadRegister(), &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	return table, path.Join(dir, spec.File)
}

// at is the figure of an area and a period in the rows with the given labels.
func at(t *testing.T, table *dataset.Table, area, period, measure string, labels map[string]string) quantity.Value {
	t.Helper()
	register := dataset.LoadRegister()
	for row := range table.Len() {
		if register.Area(table.Areas[row]).Code != area || table.Periods[table.PeriodOf[row]].Label != period {
			continue
		}
		same := true
		for name, want := range labels {
			same = same && table.Dimension(name).At(row) == want
		}
		if same {
			return table.Measure(measure).At(row)
		}
	}
	t.Fatalf("no row for %s, %s, %v", area, period, labels)
	return quantity.Value{}
}

func wantNumber(t *testing.T, got quantity.Value, want float64) {
	t.Helper()
	if !got.Known || got.Number != want {
		t.Errorf("%+v, want %v", got, want)
	}
}

// refused wants no rows and an error that holds each of the words.
func refused(t *testing.T, table *dataset.Table, told []diag.Diagnostic, words ...string) {
	t.Helper()
	if table.Len() != 0 {
		t.Errorf("%d rows are kept", table.Len())
	}
	var all []string
	for _, d := range told {
		all = append(all, d.String())
	}
	text := strings.Join(all, "\n")
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not told in\n%s", w, text)
		}
	}
}

var all = map[string]string{"topic": "all"}

func TestTheColumnThatStandsTwiceIsNotRead(t *testing.T) {
	table, _ := published(t, "ees-ehcp-annual-reviews-2025")
	wantNumber(t, at(t, table, "E92000001", "2024", "reviews_in_year", all), 318369)
	wantNumber(t, at(t, table, "E92000001", "2024", "total_review_meeting", all), 453761)
	if table.Measure("review_meeting_prior_24") != nil {
		t.Error("a column that stands twice has no meaning of its own")
	}
}

func TestANeededColumnThatStandsTwiceIsRefused(t *testing.T) {
	spec := mappings(t)["ees-ehcp-phase-transfers-2026"]
	table, told := readSpec(t, spec, place+",number_plans,due_25,due_25,due_26,final_25,final_26\n2025,Calendar year,"+england+",718838,1,2,142257,38887,602\n")
	refused(t, table, told, `column "due_25" stands 2 times in the header`)
}

func TestTheYearInsideAColumnNameNeedsAMappingOfItsOwn(t *testing.T) {
	const header = place + ",breakdown_topic,breakdown,total_ehc_plans,review_expected_2025,review_not_expected_2025,review_completed_2025,review_completed_prior_2025," +
		"review_not_completed,outcome_amended,outcome_ceased,outcome_maintained,no_outcome_recorded,decision_4_weeks,decision_over_4_weeks\n"
	const row = "2025,Calendar year," + england + ",Age at 31 August 2025,Aged 10,47974,37622,10352,27712,2333,7577,21790,124,5871,2323,13267,14445\n"
	table, told := readText(t, "ees-ehcp-annual-reviews-2025", header+row)
	refused(t, table, told, `column "review_expected" is missing`, `unknown column "review_completed_2025"`, `column "review_meeting_24" is missing`)

	table, told = readText(t, "ees-ehcp-annual-reviews-2026", header+row)
	if len(told) > 0 {
		t.Fatal(told)
	}
	ten := map[string]string{"topic": "age", "group": "10"}
	wantNumber(t, at(t, table, "E92000001", "2025", "reviews_in_year", ten), 27712)
	wantNumber(t, at(t, table, "E92000001", "2025", "reviews_expected", ten), 37622)
	wantNumber(t, at(t, table, "E92000001", "2025", "decision_4_weeks", ten), 13267)
}

func TestHeadersAreMatchedWithoutCase(t *testing.T) {
	const header = place + ",breakdown_topic,breakdown,plans_issued_den,plans_issued_den_ex,plans_issued_within_20_weeks,plans_issued_20_weeks_ex,pc_plans_issued_within_20_weeks," +
		"pc_plans_issued_20_weeks_ex,plans_issued_gt20weeks_ltyear,plans_issued_gt20weeks_ltyear_ex,pc_plans_issued_gt20weeks_ltyear,pc_plans_issued_gt20weeks_ltyear_ex," +
		"plans_issued_gt_1_year,plans_issued_gt_1_year_ex,pc_plans_issued_gt_1_year,pc_plans_issued_gt_1_year_ex,avg_weeks_issue_plan,avg_weeks_issue_plan_exc\n"
	const figures = "53327,49519,31313,29895,58.7,60.4,x,x,x,x,x,x,x,x,26.5,24.1\n"
	for mapping, label := range map[string]string{"ees-ehcp-timeliness-2025": "all EHC Plans issued", "ees-ehcp-timeliness-2026": "All EHC plans"} {
		t.Run(mapping, func(t *testing.T) {
			table, told := readText(t, mapping, header+"2019,Calendar year,"+england+","+label+","+label+","+figures)
			if len(told) > 0 {
				t.Fatal(told)
			}
			wantNumber(t, at(t, table, "E92000001", "2019", "pc_plans_issued_20_weeks_ex", all), 60.4)
			wantNumber(t, at(t, table, "E92000001", "2019", "avg_weeks_issue_plan_ex", all), 24.1)
		})
	}
}

func TestAverageWeeksAreNotInvented(t *testing.T) {
	table, _ := published(t, "ees-ehcp-timeliness-2025")
	if got := at(t, table, "E92000001", "2024", "avg_weeks_issue_plan_ex", all); got.Known || got.Symbol != quantity.NotAvailable {
		t.Errorf("%+v, want not available", got)
	}
}

func TestALabelOfALaterReleaseIsNamed(t *testing.T) {
	spec := mappings(t)["ees-ehcp-ceased-2025"]
	header := place + ",breakdown_topic,breakdown," + strings.Join(headers(spec), ",") + "\n"
	row := "2025,Calendar year," + england + ",Primary type of need,Autistic spectrum disorder" + strings.Repeat(",1", len(headers(spec))) + "\n"
	table, told := readSpec(t, spec, header+row)
	refused(t, table, told, `unmapped label "Primary type of need" in column "breakdown_topic"`, "data/file.csv:2:")

	spec = mappings(t)["ees-ehcp-ceased-2026"]
	header = place + ",breakdown_topic,breakdown," + strings.Join(headers(spec), ",") + "\n"
	row = "2025,Calendar year," + england + ",Primary type of Need,Autistic Spectrum Disorder" + strings.Repeat(",1", len(headers(spec))) + "\n"
	table, told = readSpec(t, spec, header+row)
	if len(told) > 0 {
		t.Fatal(told)
	}
	wantNumber(t, at(t, table, "E92000001", "2025", "total_ceased", map[string]string{"topic": "need", "group": "ASD"}), 1)
}

// headers are the columns that a mapping reads as numbers and needs.
func headers(s dataset.Spec) []string {
	var out []string
	for _, c := range s.Measures {
		if c.Needed == nil || *c.Needed {
			out = append(out, c.Column)
		}
	}
	sort.Strings(out)
	return out
}

// Every mapping of the publication tells a renamed column by its name and by
// what stands in its place, and a column that it does not know.
func TestARenamedColumnOfPlansIsNamed(t *testing.T) {
	for name, spec := range mappings(t) {
		if !strings.HasPrefix(name, "ees-ehcp-") || len(spec.Measures) == 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			for _, renamed := range headers(spec) {
				columns := place
				if spec.Dimensions["topic"].Column != "" {
					columns += ",breakdown_topic,breakdown"
				}
				for _, c := range headers(spec) {
					if c == renamed {
						c = "ehc_" + c + "_new"
					}
					columns += "," + c
				}
				table, told := readSpec(t, spec, columns+"\n2024,Calendar year\n")
				refused(t, table, told, fmt.Sprintf("column %q is missing", renamed), fmt.Sprintf("unknown column %q", "ehc_"+renamed+"_new"), "data/file.csv:1")
			}
		})
	}
}

func TestEarlierReleasesAreRefusedByName(t *testing.T) {
	camel := place + ",NewallEHC,AssRefusedEHC,InreqEHC,TotIncExcEHC,IncExc20weekEHC,IncExc20weekRate,NewEHCMediation\n2020,Calendar year," + england + ",60097,16406,75951,59097,32863,55.6,4135\n"
	snake := place + ",ass_none_ehc,ass_refused_ehc,assessment_mediation,discontinued_age\n2023,Calendar year," + england + ",4614,33141,1549,2009\n"
	for mapping, words := range map[string][]string{
		"ees-ehcp-timeliness-2025":  {"file.csv:1", `column "plans_issued_20_weeks_ex" is missing`, `unknown column "IncExc20weekEHC"`},
		"ees-ehcp-requests-2025":    {"file.csv:1", `column "requests_decided_not_to_assess" is missing`, `unknown column "AssRefusedEHC"`},
		"ees-ehcp-assessments-2025": {"file.csv:1", `column "number_assess_mediation" is missing`, `unknown column "NewEHCMediation"`},
	} {
		table, told := readText(t, mapping, camel)
		refused(t, table, told, words...)
	}
	table, told := readText(t, "ees-ehcp-assessments-2025", snake)
	refused(t, table, told, `column "assess_not_issued" is missing`, `unknown column "ass_none_ehc"`, `unknown column "assessment_mediation"`)
}

func TestAJanuaryIsOnePeriodHoweverItIsWritten(t *testing.T) {
	for identifier, years := range map[string][2]string{"Academic year": {"202324", "202425"}, "Calendar year": {"2024", "2025"}} {
		t.Run(identifier, func(t *testing.T) {
			row := func(year, topic, group, figures string) string {
				return year + "," + identifier + "," + england + "," + topic + "," + group + "," + figures + "\n"
			}
			table, told := readText(t, "ees-ehcp-residential-2025", place+",breakdown_topic,breakdown,res_3851,res_52,res_tot\n"+
				row(years[0], "All residential placements", "All residential placements", "1351,774,2125")+
				row(years[1], "All Residential Placements", "all residential placements", "1396,825,2221")+
				row(years[1], "Sex", "FEMALE", "400,200,600"))
			if len(told) > 0 {
				t.Fatal(told)
			}
			if len(table.Periods) != 2 || table.Periods[0].Label != "January 2024" || table.Periods[1].Label != "January 2025" || table.Periods[1].Type != "SJAN" {
				t.Errorf("periods are %+v", table.Periods)
			}
			wantNumber(t, at(t, table, "E92000001", "January 2025", "res_38_to_51", all), 1396)
			wantNumber(t, at(t, table, "E92000001", "January 2025", "res_52", map[string]string{"topic": "sex", "group": "female"}), 200)
		})
	}
}

func TestThePublishedTotalThatDoesNotFitIsNotRead(t *testing.T) {
	table, _ := published(t, "ees-ehcp-residential-2025")
	wantNumber(t, at(t, table, "E92000001", "January 2023", "res_38_to_51", all), 1415)
	wantNumber(t, at(t, table, "E92000001", "January 2023", "res_52", all), 781)
	if len(table.Measures) != 2 {
		t.Error("the total of 4488 is twice the sum of its parts and must not be read")
	}
}

func TestDownSyndromeIsReadOnceItHasAColumn(t *testing.T) {
	const needs = "number_hi,number_mld,number_msi,number_oth,number_pd,number_pmld,number_semh,number_slcn,number_sld,number_spld,number_vi,number_need_unknown"
	header := place + ",breakdown_topic,breakdown,ehc_plans,number_asd,number_ds," + needs + ",asd_pc,ds_pc\n"
	table, told := readText(t, "ees-ehcp-needs-2026", header+"202425,Academic year,"+england+",All EHC plans,All EHC plans,638745,201183,x"+strings.Repeat(",1", 12)+",31.5,x\n"+
		"202526,Academic year,"+england+",All EHC plans,All EHC plans,718838,230000,4100"+strings.Repeat(",1", 12)+",32,0.6\n")
	if len(told) > 0 {
		t.Fatal(told)
	}
	wantNumber(t, at(t, table, "E92000001", "January 2026", "number_ds", all), 4100)
	if got := at(t, table, "E92000001", "January 2025", "number_ds", all); got.Known || got.Symbol != quantity.NotAvailable {
		t.Errorf("%+v, want not available", got)
	}
}

func TestAnswersAboutOfficersAreWords(t *testing.T) {
	table, _ := published(t, "ees-ehcp-officers-2025")
	seen := map[string]bool{}
	for row := range table.Len() {
		for _, d := range table.Dimensions {
			seen[d.At(row)] = true
		}
	}
	for _, word := range []string{"yes", "no", "recruiting", "not-asked", "not-returned"} {
		if !seen[word] {
			t.Errorf("nobody answered %q", word)
		}
	}
	if len(seen) != 5 || table.Len() != 1064 {
		t.Errorf("%d rows with %v", table.Len(), seen)
	}
}

// The tribunal's table has, for 2024, a second count of decisions and a second
// rate that are still in development, and totals of regions in the column of
// authorities.
func TestTheTribunalsSecondCountAndItsTotalsAreLeftOut(t *testing.T) {
	decisions, file := published(t, "moj-appealable-decisions-2025")
	appeals, _ := published(t, "moj-send-appeals-2025")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"In development: Total Appealable Decisions", "364,912", "INNER LONDON", "England total excluding suppressed"} {
		if !strings.Contains(string(raw), words) {
			t.Errorf("the file no longer has %q", words)
		}
	}
	wantNumber(t, at(t, appeals, "E92000001", "2024", "appeals", nil), 22276)
	wantNumber(t, at(t, decisions, "E92000001", "2024", "decisions", nil), 689739) // 364,912 are those in development
	register := dataset.LoadRegister()
	for _, table := range []*dataset.Table{decisions, appeals} {
		if len(table.Measures) != 1 {
			t.Errorf("%s has %d measures", table.Source, len(table.Measures))
		}
		for row := range table.Len() {
			if code := register.Area(table.Areas[row]).Code; strings.HasPrefix(code, "E12") || strings.HasPrefix(code, "E13") {
				t.Fatalf("%s: a total of %s stands among authorities", table.Source, code)
			}
		}
	}
}

// No mapping of the publication ignores a column that begins like one it
// reads: a pattern could swallow what a later release adds.
func TestNoPatternSwallowsColumnsOfPlans(t *testing.T) {
	for name, spec := range mappings(t) {
		if !strings.HasPrefix(name, "ees-ehcp-") {
			continue
		}
		for _, ignored := range spec.Ignore {
			if strings.HasSuffix(ignored, "*") {
				t.Errorf("%s ignores all columns like %s", name, ignored)
			}
		}
	}
}

// The files of the 2025 release hold no column that a mapping neither reads
// nor leaves out by name.
func TestEveryFileOnPlansHasAMapping(t *testing.T) {
	dir := os.Getenv("SENDPACK_DATA")
	if dir == "" {
		dir = "../../shared/data"
	}
	files, err := fs.Glob(os.DirFS(dir), "ees/ehc_plans_2025/*.csv*")
	if err != nil || len(files) == 0 {
		t.Skip("the published files are not here; set SENDPACK_DATA to their folder")
	}
	mapped := map[string]bool{}
	for _, spec := range mappings(t) {
		mapped[spec.File] = true
	}
	for _, file := range files {
		if !mapped[file] {
			t.Errorf("no mapping reads %s", file)
		}
	}
}
