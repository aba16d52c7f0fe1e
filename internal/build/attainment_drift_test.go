package build

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// release is a small copy of a published file: its mapping, header and rows.
type release struct{ mapping, text string }

const place = `202425,Academic year,Regional,E92000001,England,E12000001,North East,,,,`

var (
	absenceRelease = release{"ees-absence-sen-2025", `time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,education_phase,breakdown_topic,sen_provision,sess_overall_percent,sess_unauthorised_percent,enrolments_pa_10_exact_percent,enrolments_pa_50_exact_percent
` + place + `Total,SEN provision,EHC plan,12.5,4,33,6
`}
	exclusionsRelease = release{"ees-exclusions-sen-2025", `time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,education_phase,breakdown_topic,sen_provision,perm_excl_rate,susp_rate,one_plus_susp_rate
` + strings.Replace(place, "Academic year", "Autumn term", 1) + `Total,SEN provision,EHC plan,0.05,7.5,3.5
`}
	fullYearRelease = release{"ees-exclusions-2017", `time_identifier,time_period,geographic_level,country_code,country_name,school_type,characteristic_group,characteristic,headcount,perm_excl,perm_excl_rate,fixed_excl,fixed_excl_rate,one_plus_fixed,one_plus_fixed_rate
Academic year,201617,National,E92000001,England,Total,Total,Total,8025075,7720,0.1,381865,4.76,183475,2.29
`}
	gcseRelease = release{"ees-ks4-sen-2018", `time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,version,school_characteristic,breakdown,characteristic_gender,characteristic_free_school_meals,characteristic_disadvantage,characteristic_first_language,characteristic_sen_status,characteristic_ethnic_major,t_inp8calc,t_p8score,t_pupils,t_ebacc_e_ptq_ee,t_l2basics_95,t_l2basics_94,t_att8,t_ebaccaps,t_ebacc_95,t_ebacc_94
` + place + `Revised,State-funded schools (LA),SEN_status,Total,Total,Total,Total,SenStateEhc,Total,40,-30.5,50,1,3,7,655,20,0,0
`}
	ks2Release = release{"ees-ks2-sen-2023", `time_period,geographic_level,region_name,la_name,characteristic,pt_rwm_met_expected_standard,t_rwm_met_expected_standard,t_rwm_eligible_pupils,Percent meeting expected standard,academic_year
202425,Regional,North East,,EHC plan,8,12,150,8,2024/25
`}
	profileRelease = release{"ees-eyfsp-2022", `time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,characteristic,characteristic_type,gender,children_number,average_elgs,elg_number,elg_percentage,comm_lang_lit_number,comm_lang_lit_percentage,gld_number,gld_percentage
` + place + `SEN provision,EHC plan,Total,80,5,2,2.5,3,3.75,12,15
`}
)

// renamed is the release with other headers or labels.
func (r release) renamed(pairs ...string) release {
	return release{r.mapping, strings.NewReplacer(pairs...).Replace(r.text)}
}

func (r release) load(t *testing.T, symbols map[string]string) (*dataset.Table, []string) {
	t.Helper()
	spec := mapping(t, r.mapping)
	if symbols != nil {
		spec.Symbols = symbols
	}
	var l diag.List
	fsys := fstest.MapFS{"data.csv": {Data: []byte(r.text)}}
	table, err := dataset.Load(context.Background(), fsys, spec, []string{"data.csv"}, dataset.LoadRegister(), &l)
	if err != nil {
		t.Fatal(err)
	}
	var errors []string
	for _, d := range l.Sorted() {
		if d.Severity == diag.Error {
			errors = append(errors, d.Message+" | "+d.Fix)
		}
	}
	return table, errors
}

// Another release of a publication gives the same figure where its columns and
// labels are declared as the same thing under another name.
func TestAnotherReleaseReadsTheSameUnderDeclaredNames(t *testing.T) {
	for name, c := range map[string]struct {
		release
		measure string
		want    float64
	}{
		"absence as it is":                      {absenceRelease, "sess_overall_percent", 12.5},
		"absence with an older type of school":  {absenceRelease.renamed("education_phase", "school_type"), "sess_overall_percent", 12.5},
		"absence with older characteristics":    {absenceRelease.renamed("breakdown_topic", "characteristic", "sen_provision", "characteristic_breakdown"), "enrolments_pa_10_percent", 33},
		"absence in capitals":                   {absenceRelease.renamed("SEN provision", "SEN PROVISION", "EHC plan", "EHC PLAN", "Total", "total"), "sess_overall_percent", 12.5},
		"absence with another label of a plan":  {absenceRelease.renamed("EHC plan", "EHC plans/Statements of SEN"), "sess_overall_percent", 12.5},
		"absence with columns in another order": {absenceRelease.renamed("sess_overall_percent,sess_unauthorised_percent", "sess_unauthorised_percent,sess_overall_percent", "12.5,4", "4,12.5"), "sess_overall_percent", 12.5},
		"exclusions as they are":                {exclusionsRelease, "susp_rate", 7.5},
		"exclusions before suspensions":         {exclusionsRelease.renamed("one_plus_susp_rate", "one_plus_fixed_rate", ",susp_rate", ",fixed_excl_rate"), "susp_rate", 7.5},
		"exclusions with older characteristics": {exclusionsRelease.renamed("breakdown_topic", "characteristic_group", "sen_provision", "characteristic", "education_phase", "school_type"), "perm_excl_rate", 0.05},
		"full years as they are":                {fullYearRelease, "suspensions", 381865},
		"full years with suspensions":           {fullYearRelease.renamed("fixed_excl_rate", "susp_rate", "fixed_excl", "suspension", "one_plus_fixed", "one_plus_susp", "school_type", "education_phase"), "suspensions", 381865},
		"GCSEs as they are":                     {gcseRelease, "att8_sum", 655},
		"GCSEs with the names of 2024/25":       {gcseRelease.renamed("t_pupils", "pupil_count", "t_att8", "attainment8_sum", "t_l2basics_95", "engmath_95_total"), "english_maths_9_5", 3},
		"key stage 2 as it is":                  {ks2Release, "rwm_expected", 12},
		"key stage 2 with the names of the API": {ks2Release.renamed("t_rwm_eligible_pupils", "rwm_eligible_pupil_count", ",t_rwm_met_expected_standard", ",rwm_expected_standard_pupil_count", "characteristic", "sen_provision"), "rwm_expected", 12},
		"profile as it is":                      {profileRelease, "gld", 12},
		"profile with later characteristics":    {profileRelease.renamed("characteristic_type", "breakdown", "characteristic", "breakdown_topic", "gender", "sex"), "gld", 12},
		"profile without a column for sex":      {profileRelease.renamed("gender,", "", "EHC plan,Total,", "EHC plan,"), "gld", 12},
	} {
		t.Run(name, func(t *testing.T) {
			table, errors := c.load(t, nil)
			if len(errors) > 0 || table.Len() != 1 {
				t.Fatalf("%d rows, %v", table.Len(), errors)
			}
			if v := table.Measure(c.measure).At(0); v.Number != c.want || !v.Known {
				t.Errorf("%s is %v, want %v", c.measure, v, c.want)
			}
			if d := table.Dimension("sex"); d != nil && d.At(0) != "total" {
				t.Errorf("sex is %q, want total", d.At(0))
			}
		})
	}
}

// What is not declared is refused by name, with the nearest known name, and no
// figure is read.
func TestAnotherReleaseIsRefusedByName(t *testing.T) {
	for name, c := range map[string]struct {
		release
		wants []string
	}{
		"a measure renamed":          {absenceRelease.renamed("sess_overall_percent", "sess_overall_pc"), []string{`column "sess_overall_percent" is missing`, "sess_overall_pc"}},
		"a dimension renamed":        {exclusionsRelease.renamed("sen_provision", "sen_prov"), []string{`column "sen_provision" is missing`, "sen_prov"}},
		"a column more":              {absenceRelease.renamed("la_name,", "la_name,sess_late,", ",,,,Total", ",,,,5,Total"), []string{`unknown column "sess_late"`}},
		"a label more":               {absenceRelease.renamed("EHC plan", "ISP"), []string{`unmapped label "ISP"`}},
		"a topic more":               {profileRelease.renamed("SEN provision", "Local offer"), []string{`unmapped label "Local offer"`}},
		"a label that is nearly one": {exclusionsRelease.renamed("EHC plan", "EHC plns"), []string{`unmapped label "EHC plns"`, `did you mean "EHC plan`}},
		"a column twice":             {gcseRelease.renamed("t_ebaccaps", "t_att8"), []string{"t_att8", "2 times"}},
		"a year for a term":          {exclusionsRelease.renamed("Autumn term", "Academic year"), []string{`does not know the time identifier "Academic year"`}},
		"a term for a year":          {absenceRelease.renamed("Academic year", "Autumn term"), []string{`the file says "autumn term"`}},
		"a share for a percentage":   {absenceRelease.renamed("12.5", "1250"), []string{"more than 100%"}},
		"a new word for hidden":      {ks2Release.renamed("12,150", "supp,150"), []string{`unknown symbol "supp"`}},
		"no years at all":            {ks2Release.renamed("academic_year", "year"), []string{`column "academic_year" is missing`}},
		"an authority without name":  {ks2Release.renamed("Regional", "Local authority"), []string{"the area is blank"}},
		"a child outside England":    {profileRelease.renamed("Regional,E92000001,England,E12000001,North East,,,,", "Local authority,z,Outside of England,z,z,z,z,Outside of England,"), []string{`unknown area "z"`}},
	} {
		t.Run(name, func(t *testing.T) {
			table, errors := c.load(t, nil)
			said := strings.Join(errors, "\n")
			for _, want := range c.wants {
				if !strings.Contains(said, want) {
					t.Errorf("said %q, want %q in it", said, want)
				}
			}
			if len(errors) == 0 || table.Len() > 0 {
				t.Errorf("%d rows were read", table.Len())
			}
		})
	}
}

// Guidance of one publication says x where another says z. A project lays the
// other meaning over a mapping, and both are then read as meant.
func TestMarksCanMeanTheReverse(t *testing.T) {
	file := absenceRelease.renamed("12.5,4,33,6", "x,z,33,6")
	for _, c := range []struct {
		symbols      map[string]string
		first, other quantity.Symbol
	}{
		{nil, quantity.NotAvailable, quantity.NotApplicable},
		{map[string]string{"x": "z", "z": "x"}, quantity.NotApplicable, quantity.NotAvailable},
	} {
		table, errors := file.load(t, c.symbols)
		if len(errors) > 0 {
			t.Fatal(errors)
		}
		a, b := table.Measure("sess_overall_percent").At(0), table.Measure("sess_unauthorised_percent").At(0)
		if a.Known || b.Known || a.Symbol != c.first || b.Symbol != c.other {
			t.Errorf("%v: x is %v and z is %v", c.symbols, a, b)
		}
	}
}

// Rows that are no result of a school, such as a demonstration row, are not
// read as one: a mapping keeps the labels that it names.
func TestRowsThatAMappingDoesNotKeepAreNotRead(t *testing.T) {
	file := gcseRelease
	row := strings.SplitN(file.text, "\n", 3)[1]
	file.text += strings.Replace(row, "SEN_status", "Demonstration", 1) + "\n"
	table, errors := file.load(t, nil)
	if len(errors) > 0 || table.Len() != 1 {
		t.Errorf("%d rows, %v", table.Len(), errors)
	}
}
