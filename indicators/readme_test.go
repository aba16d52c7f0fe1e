package indicators

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// documented are the types whose fields README.md lists, with their headings.
var documented = []struct {
	heading string
	of      any
}{
	{"A definition", Definition{}}, {"`cdc`", CDC{}}, {"`numerator`, `denominator`, `value`, `lower`, `upper`, `sd`, `minus`", Operand{}},
	{"`target`", Target{}}, {"`thresholds`", Thresholds{}}, {"`period`", Period{}}, {"`local_inyear`", LocalInYear{}},
	{"`breakdowns`", Breakdown{}}, {"`comparison`", Comparison{}}, {"`control`", Control{}}, {"`rebase` of `control`", Rebase{}}, {"`breaks`", Break{}}, {"`provenance`", Provenance{}}, {"`words`", Words{}},
	{"`survey`", Survey{}}, {"`return`", Return{}},
	{"A test file", TestFile{}}, {"`tests`", TestCase{}}, {"`expect`", Expectation{}},
}

func TestTheReadmeListsEveryFieldAndCode(t *testing.T) {
	const begin, end = "<!-- begin generated: run go test ./indicators -update after a change -->\n", "<!-- end generated -->\n"
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(data), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatal("README.md has lost its marks")
	}
	guide, err := os.ReadFile("add-an-indicator.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range Measures() {
		if !strings.Contains(string(guide), "`"+m+"`") {
			t.Errorf("the step by step does not say when to use measure %s", m)
		}
	}
	golden(t, "README.md", []byte(before+begin+generated(t)+end+after))
}

func generated(t *testing.T) string {
	var b strings.Builder
	b.WriteString("## Fields\n\nA field marked * must be given.\n")
	for _, d := range documented {
		fmt.Fprintf(&b, "\n### %s\n\n| field | meaning |\n| --- | --- |\n", d.heading)
		typ := reflect.TypeOf(d.of)
		for i := 0; i < typ.NumField(); i++ {
			f := typ.Field(i)
			name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			if name == "-" {
				continue
			}
			if f.Tag.Get("desc") == "" {
				t.Errorf("%s.%s has no desc", typ.Name(), f.Name)
			}
			star := " *"
			if strings.Contains(options, "omitempty") {
				star = ""
			}
			fmt.Fprintf(&b, "| `%s`%s | %s |\n", name, star, f.Tag.Get("desc"))
		}
	}
	b.WriteString("\n## Words and codes\n\n| for | one of |\n| --- | --- |\n")
	for _, k := range codeLists() {
		fmt.Fprintf(&b, "| %s | `%s` |\n", k.name, strings.Join(k.codes, "` `"))
	}
	b.WriteString("\n### Subdomains\n\n| domain | subdomains |\n| --- | --- |\n")
	for _, d := range Domains() {
		fmt.Fprintf(&b, "| `%s` (%s) | `%s` |\n", d.ID, strings.Join(d.Questions, " "), strings.Join(subdomainIDs(d.ID), "` `"))
	}
	b.WriteString("\n### Core questions\n\n| id | question |\n| --- | --- |\n")
	for _, q := range CoreQuestions() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", q.ID, q.Text)
	}
	b.WriteString("\n### Groups\n\nA breakdown by another list gives its own `labels`.\n\n| list | heading | codes |\n| --- | --- | --- |\n")
	for _, l := range Lists() {
		fmt.Fprintf(&b, "| `%s` | %s | `%s` |\n", l.ID, l.Title, strings.Join(l.codes(), "` `"))
	}
	return b.String()
}

type codeList struct {
	name  string
	codes []string
}

func codeLists() []codeList {
	var units []string
	for _, u := range quantity.Units() {
		units = append(units, string(u))
	}
	return []codeList{{"measure", Measures()}, {"unit", units}, {"polarity", Polarities()}, {"period type", PeriodTypes()}, {"frequency", Frequencies()},
		{"geographies", Geographies()}, {"comparators", Comparators()}, {"suppression", SuppressionClasses()}, {"audiences", Audiences()},
		{"place of an audience", places()}, {"status", Statuses()}, {"populated by", Populations()}, {"kind of target", targetKinds()},
		{"basis of thresholds", Bases()}, {"neighbour method", snMethods()}, {"band rule", bandRules()}, {"control chart", controlCharts()},
		{"outcomes", outcomeIDs()}, {"agency of a return", agencyIDs()}}
}

func TestTheSchemaNamesTheSameWordsAsTheRules(t *testing.T) {
	data, err := strictyaml.Schema([]Definition{}, "Indicator")
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Defs map[string]struct {
			Properties map[string]struct {
				Enum  []string
				Items struct{ Enum []string }
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		typ, field string
		want       []string
	}{
		{"Definition", "measure", Measures()}, {"Definition", "polarity", Polarities()}, {"Definition", "suppression", SuppressionClasses()},
		{"Definition", "unit", codeLists()[1].codes}, {"CDC", "status", Statuses()}, {"CDC", "domain", domainIDs()}, {"CDC", "populated_by", Populations()},
		{"Target", "kind", targetKinds()}, {"Thresholds", "basis", Bases()}, {"Period", "type", PeriodTypes()}, {"Period", "frequency", Frequencies()},
		{"LocalInYear", "type", PeriodTypes()}, {"Comparison", "sn_method", snMethods()}, {"Comparison", "band_rule", bandRules()}, {"Control", "chart", controlCharts()},
		{"Definition", "geographies", Geographies()}, {"Definition", "comparators", Comparators()},
		{"Definition", "outcomes", outcomeIDs()}, {"Return", "agency", agencyIDs()},
	} {
		p := s.Defs[c.typ].Properties[c.field]
		if diff := cmp.Diff(c.want, append(p.Enum, p.Items.Enum...)); diff != "" {
			t.Errorf("%s.%s: %s", c.typ, c.field, diff)
		}
	}
}

// TestTheCatalogueListsEveryDefinition keeps CATALOGUE.md equal to the library.
func TestTheCatalogueListsEveryDefinition(t *testing.T) {
	var l diag.List
	defs := LoadLibrary(&l)
	if l.HasErrors() {
		t.Fatal(l.Sorted())
	}
	golden(t, "CATALOGUE.md", []byte(catalogue(defs)))
}

func catalogue(defs []Definition) string {
	var b strings.Builder
	counts := map[string]int{}
	for n := range defs {
		counts[defs[n].CDC.Status]++
	}
	fmt.Fprintf(&b, "# Catalogue of indicators\n\nMade from the definitions in `library/` by `go test ./indicators -update`; a test keeps it equal to them. "+
		"%d definitions: %d of the recommended set of the Council for Disabled Children, %d from its earlier scoping list, %d further measures and %d reserved.\n\n"+
		"For: B board, M elected members, P families, S schools; every indicator is in the data book. Class: how small numbers are protected ([README](README.md)).\n",
		len(defs), counts["final-set"], counts["scoping-list"], counts["extension"], counts["reserved"])
	for _, dom := range Domains() {
		fmt.Fprintf(&b, "\n## %s\n", dom.Title)
		for _, sub := range Subdomains(dom.ID) {
			rows := ""
			for n := range defs {
				if d := &defs[n]; d.CDC.Domain == dom.ID && d.CDC.Subdomain == sub.ID {
					rows += catalogueRow(d)
				}
			}
			if rows != "" {
				fmt.Fprintf(&b, "\n### %s\n\n| id | title | questions | read from | unit | good | period | class | for | status |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n%s", sub.Title, rows)
			}
		}
	}
	return b.String()
}

func catalogueRow(d *Definition) string {
	from := "`" + strings.Join(d.Sources(), "` `") + "`"
	if d.NoData != "" {
		from = d.NoData
	}
	var who []string
	for _, code := range Audiences() {
		if d.Audiences[code] != "" {
			who = append(who, code)
		}
	}
	status := d.CDC.Status
	if d.Retired != "" {
		status += ", retired"
	}
	return fmt.Sprintf("| `%s` | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", d.ID, d.Title, strings.Join(d.Questions, " "), from, d.Unit, d.Polarity, d.Period.Type,
		d.Suppression, strings.Join(who, " "), status)
}
