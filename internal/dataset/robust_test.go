package dataset

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/diag"
)

// firstLines are the messages without what was expected, and the fixes.
func firstLines(said []diag.Diagnostic) (out []string) {
	for _, d := range said {
		line, _, _ := strings.Cut(d.String(), "\n")
		out = append(out, line+" | "+d.Fix)
	}
	return out
}

func said(t *testing.T, got []diag.Diagnostic, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, firstLines(got)); d != "" {
		t.Errorf("messages differ (-want +got):\n%s", d)
	}
}

// censusSpec is a mapping as for pupils with SEN, with the names of two
// releases.
func censusSpec() Spec {
	return Spec{Format: FormatEES, Period: PeriodSpec{Type: JanuaryCensus},
		Dimensions: map[string]ColumnSpec{
			"provision": {Column: "sen_provision", Aliases: []string{"pupil_sen_status", "sen_status"},
				Labels: map[string]string{"EHC plan": "ehc", "EHC plans": "ehc", "Education, health and care plan": "ehc", "SEN support": "support"}}},
		Measures: map[string]ColumnSpec{"pupils": {Column: "pupil_count", Aliases: []string{"number_of_pupils"}}}}
}

const censusPlace = "time_period,time_identifier,geographic_level,"

func TestReleasesWithOtherNamesLoadThroughAliases(t *testing.T) {
	for name, text := range map[string]string{
		"the newest":              censusPlace + "sen_provision,pupil_count\n202526,Academic year,National,EHC plan,5\n",
		"the one before":          censusPlace + "sen_status,number_of_pupils\n202526,Academic year,National,EHC plans,5\n",
		"the oldest, other order": "Pupil_SEN_Status,time_identifier,Number_of_pupils,geographic_level,time_period\n\" education,  health and  CARE plan \",Academic year,5,National,202526\n",
	} {
		t.Run(name, func(t *testing.T) {
			table, told := loadText(t, censusSpec(), text)
			check(t, table, told, "2 E92000001 January 2026 ehc 5")
		})
	}
}

func TestRenamedColumnNamesTheEntryOfTheMapping(t *testing.T) {
	_, got := loadText(t, censusSpec(), censusPlace+"sen_provisions,count_of_children\n202526,Academic year,National,EHC plan,5\n")
	said(t, got,
		`data.csv:1: column "pupil_count" is missing | if it has another name now (left over are sen_provisions, count_of_children), write that under measures.pupils.aliases in the mapping`,
		`data.csv:1: column "sen_provision" is missing | if "sen_provisions" is the same column, write it under dimensions.provision.aliases in the mapping`,
		`data.csv:1: unknown column "count_of_children" | add it to the mapping, under measures, dimensions or ignore`,
		`data.csv:1: unknown column "sen_provisions" | did you mean "sen_provision"? if the column is new, add it to the mapping, under measures, dimensions or ignore`)
}

func TestColumnThatIsClaimedIsNotOfferedForAnother(t *testing.T) {
	spec := Spec{Format: FormatEES, Period: PeriodSpec{Type: CalendarYear}, Measures: map[string]ColumnSpec{"a": {Column: "plans_ex"}, "b": {Column: "plans_exc"}}}
	_, got := loadText(t, spec, censusPlace+"plans_ex\n2024,Calendar year,National,5\n")
	said(t, got, `data.csv:1: column "plans_exc" is missing | fetch the release that the mapping is for, or mend the mapping`)
}

func TestUnknownLabelNamesTheFilesOwnColumnAndTheNearestLabel(t *testing.T) {
	_, got := loadText(t, censusSpec(), censusPlace+"sen_status,pupil_count\n202526,Academic year,National,SEN suport,5\n202526,Academic year,National,Targeted plus,5\n")
	said(t, got,
		`data.csv:2:31: unmapped label "SEN suport" in column "sen_status" | did you mean "SEN support"? if the label is new, write it under dimensions.provision.labels in the mapping`,
		`data.csv:3:31: unmapped label "Targeted plus" in column "sen_status" | write it under dimensions.provision.labels in the mapping, with the code it means`)
}

// A re-issue of older years was seen with row numbers under an empty header.
func TestColumnOfRowNumbersIsIgnoredOnlyWhenDeclared(t *testing.T) {
	const text = "," + censusPlace + "sen_status,pupil_count\n1,202526,Academic year,National,EHC plan,5\n"
	_, got := loadText(t, censusSpec(), text)
	said(t, got, `data.csv:1: column 1 of the header has no name | remove the column, or list "" under ignore in the mapping if it only numbers the rows`)
	spec := censusSpec()
	spec.Ignore = []string{""}
	table, told := loadText(t, spec, text)
	check(t, table, told, "2 E92000001 January 2026 ehc 5")
}

func TestDoubledColumnIsRefusedWhereNeededAndIgnoredByName(t *testing.T) {
	spec := censusSpec()
	_, got := loadText(t, spec, censusPlace+"sen_status,pupil_count,pupil_count\n202526,Academic year,National,EHC plan,5,6\n")
	said(t, got, `data.csv:1: column "pupil_count" stands 2 times in the header | remove or rename all but one; which one holds the figures cannot be known`)
	spec.Ignore = []string{"prior_24"}
	table, told := loadText(t, spec, censusPlace+"sen_status,prior_24,prior_24,pupil_count\n202526,Academic year,National,EHC plan,1,2,5\n")
	check(t, table, told, "2 E92000001 January 2026 ehc 5")
}

func TestKeptLabelThatNoRowHasIsTold(t *testing.T) {
	spec := censusSpec()
	spec.Where = map[string][]string{"phase_type": {"Total", "State-funded primary"}}
	table, got := loadText(t, spec, censusPlace+"phase_type,sen_status,pupil_count\n202526,Academic year,National, total ,EHC plan,5\n202526,Academic year,National,State funded primary,EHC plan,3\n")
	check(t, table, nil, "2 E92000001 January 2026 ehc 5")
	said(t, got, `data.csv: warning: no row has the label "State-funded primary" in column "phase_type" | the file has "State funded primary": if that is its new name, write it under where in the mapping`)
}

func TestMissingPlaceColumnOfATidyFileNamesItsEntry(t *testing.T) {
	spec := Spec{Format: FormatTidy, Period: PeriodSpec{Type: FinancialYear, Column: "Time period"}, Area: AreaSpec{Code: "Area Code"}, Measures: map[string]ColumnSpec{"value": {Column: "Value"}}}
	_, got := loadText(t, spec, "Area_Code,Time_period,Value\nE06000026,2023/24,1\n")
	if len(got) != 4 || got[0].Fix != `if "Area_Code" is the same column, write it under area.code in the mapping` ||
		got[1].Fix != `if "Time_period" is the same column, write it under period.column in the mapping` {
		t.Errorf("said %v", firstLines(got))
	}
}
