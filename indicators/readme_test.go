package indicators

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// documented are the types whose fields README.md lists, with their headings.
var documented = []struct {
	heading string
	of      any
}{
	{"A definition", Definition{}}, {"`cdc`", CDC{}}, {"`numerator`, `denominator`, `value`, `lower`, `upper`, `sd`", Operand{}},
	{"`target`", Target{}}, {"`thresholds`", Thresholds{}}, {"`period`", Period{}}, {"`local_inyear`", LocalInYear{}},
	{"`breakdowns`", Breakdown{}}, {"`comparison`", Comparison{}}, {"`breaks`", Break{}}, {"`provenance`", Provenance{}}, {"`words`", Words{}},
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
	for _, m := range Measures() {
		if !strings.Contains(before, "`"+m+"`") {
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
		fmt.Fprintf(&b, "| `%s` (%s) | `%s` |\n", d.ID, strings.Join(d.Questions, " "), strings.Join(subdomains[d.ID], "` `"))
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
		{"basis of thresholds", Bases()}, {"neighbour method", snMethods()}, {"band rule", bandRules()}}
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
		{"LocalInYear", "type", PeriodTypes()}, {"Comparison", "sn_method", snMethods()}, {"Comparison", "band_rule", bandRules()},
		{"Definition", "geographies", Geographies()}, {"Definition", "comparators", Comparators()},
	} {
		p := s.Defs[c.typ].Properties[c.field]
		if diff := cmp.Diff(c.want, append(p.Enum, p.Items.Enum...)); diff != "" {
			t.Errorf("%s.%s: %s", c.typ, c.field, diff)
		}
	}
}
