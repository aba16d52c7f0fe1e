package compose

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/disclose"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// secrets are planted figures: numbers that stand nowhere else, by what they
// are.
type secrets map[float64]string

// plant adds a fraction with everything that would give it back: its parts, its
// value, its limits, and its distance from each of the others.
func (s secrets) plant(name string, n, d float64, others ...float64) {
	r := evaluate.Result{Numerator: quantity.Of(n), Denominator: quantity.Of(d), Value: quantity.Of(100 * n / d)}
	evaluate.Intervals("proportion", 100, &r)
	for what, v := range map[string]float64{"denominator": d, "rest": d - n, "value": r.Value.Number,
		"upper 95": r.I95.Upper, "lower 95": r.I95.Lower, "upper 99.8": r.I998.Upper, "lower 99.8": r.I998.Lower} {
		s[v] = name + ", " + what
	}
	for _, o := range others {
		s[r.Value.Number-o], s[o-r.Value.Number] = name+", difference", name+", difference"
	}
	if n >= 10 {
		s[n] = name + ", numerator"
	}
}

// found lists where planted numbers stand in a document, as numbers or in any
// text with or without separators.
func (s secrets) found(name string, doc any) []string {
	var out []string
	c := contentOf(doc)
	for n, what := range s {
		for _, path := range c.numbers[n] {
			out = append(out, fmt.Sprintf("%s: %s at %s", name, what, path))
		}
		if n != float64(int64(n)) || n < 1000 {
			continue
		}
		plain, grouped := quantity.Round(n, 0), quantity.Format(n, 0)
		for text, paths := range c.texts {
			if strings.Contains(text, plain) || strings.Contains(text, grouped) {
				out = append(out, fmt.Sprintf("%s: %s in %q at %s", name, what, text, paths[0]))
			}
		}
	}
	return out
}

// planted is a project with a small figure in every place where one can be:
// now, in an earlier year, in a group and in the group that protects it, in a
// similar area and in England.
func planted(class string) (world, secrets) {
	s := secrets{}
	w := world{measures: []string{"n", "d"}, dimensions: []string{"topic", "need"}}
	class = "suppression: " + class + "\nread_with: []\n"
	for _, id := range []string{"now", "before", "groups"} {
		more := class + "where: topic == \"" + id + "\" and need == \"all\"\n" + phrases
		if id == "groups" {
			more += "breakdowns:\n  - {list: need, column: need, where: topic == \"groups\" and need != \"all\"}\n"
		}
		w.definitions += indicator(id, "proportion", "pct", strings.Replace(more, "read_with: []\n", "", 1))
	}
	add := func(a, period, topic, need string, n, d int) {
		w.rows = append(w.rows, row(a, period, topic, need, n, d))
	}
	me := code(authorities[0])
	for k, topic := range []string{"now", "before", "groups"} {
		for y, period := range []string{"2021", "2022", "2023", "2024"} {
			for j, a := range authorities[1:] {
				if j == 0 && topic == "now" && period == "2024" {
					continue // planted below
				}
				add(code(a), period, topic, "all", 310+11*j+3*y+k, 1000)
			}
			add("E12000009", period, topic, "all", 3300+y, 10000)
			if topic != "before" || period != "2022" {
				add(dataset.EnglandCode, period, topic, "all", 33000+y, 100000)
			}
			switch {
			case topic == "now" && period == "2024", topic == "before" && period == "2023":
			default:
				add(me, period, topic, "all", 401+7*y, 1000)
			}
		}
	}
	add(me, "2024", "now", "all", 4, 987654)
	s.plant("own, now", 4, 987654, 41.5)
	add(me, "2023", "before", "all", 3, 876543)
	s.plant("own, the year before", 3, 876543, 42.2, 40.8)
	add(me, "2024", "groups", "ASD", 2, 765432)
	s.plant("a group", 2, 765432, 42.2)
	add(me, "2024", "groups", "MLD", 77, 654321)
	s.plant("the group beside it", 77, 654321, 42.2)
	add(me, "2024", "groups", "SLCN", 343, 543)
	add(code(authorities[1]), "2024", "now", "all", 5, 432109)
	s.plant("a similar area", 5, 432109)
	add(dataset.EnglandCode, "2022", "before", "all", 4, 321098)
	s.plant("England", 4, 321098, 40.8)
	return w, s
}

func TestNoHiddenNumberStandsInAnyDocument(t *testing.T) {
	w, s := planted("S1")
	w.commentary = map[string]string{
		"notes/now.md":     "---\nindicator: now\naudience: B\ntitle: \"{{value}} against {{previous}}, {{change}}, {{rank}}, {{out_of_ten}}\"\n---\n## Why\n{{value}} {{previous}} {{sn}} {{england}} {{change}}\n",
		"notes/before.md":  "---\nindicator: before\naudience: P\n---\n## What happens next\n{{previous}} and {{change}}\n",
		"notes/board.md":   "---\npack: board\ntitle: \"{{value now}} {{previous before}} {{change before}}\"\n---\n## Three things to know\n1. {{value now}} {{previous before}}\n",
		"notes/members.md": "---\npack: members\n---\n## Three messages\n1. {{value now}} {{change before}}\n",
		"notes/forum.md":   "---\npack: parent-carer\n---\n## What this is\n{{value now}} {{out_of_ten now}} {{previous before}}\n",
	}
	docs := everything(t, w.input(t))
	if len(docs) < 7 {
		t.Fatalf("only %d documents", len(docs))
	}
	for name, doc := range docs {
		for _, f := range s.found(name, doc) {
			t.Error(f)
		}
	}
	if !strings.Contains(wordsOf(docs["board"]), "too small to show") || !strings.Contains(wordsOf(docs["site"]), "Too small to show") {
		t.Error("what is hidden is said in words")
	}
}

// The same project without protection must show what was planted: else the
// test above would look in the wrong places.
func TestWithoutProtectionThePlantedNumbersAreThere(t *testing.T) {
	w, s := planted("S0")
	docs := everything(t, w.input(t))
	for _, name := range []string{"own, now", "own, the year before", "a group", "the group beside it", "a similar area", "England"} {
		only := secrets{}
		for n, what := range s {
			if strings.HasPrefix(what, name+", value") || strings.HasPrefix(what, name+", denominator") {
				only[n] = what
			}
		}
		for _, doc := range []string{"data", "site"} {
			if doc == "site" && (name == "England" || name == "a similar area") {
				continue // charts hold the value alone
			}
			if len(only.found(doc, docs[doc])) == 0 {
				t.Errorf("%s is not in %s", name, doc)
			}
		}
	}
}

func TestHiddenCountsStandInNoDocument(t *testing.T) {
	// A project's own threshold makes counts hidden that are large enough to be
	// looked for.
	build := func(p disclose.Policy) (secretsFound []string) {
		w := world{definitions: indicator("plans", "count", "count", "suppression: S1\nwhere: need == \"all\"\nbreakdowns:\n  - {list: need, column: need, where: need != \"all\"}\n"),
			measures: []string{"n"}, dimensions: []string{"need"}, policy: p}
		s := secrets{4321: "own", 4322: "the year before", 4323: "a group", 4324: "a similar area", 4444: "change", 4443: "change", -4443: "change"}
		for y, n := range []int{8765, 4322, 4321} {
			w.rows = append(w.rows, row(code(authorities[0]), fmt.Sprint(2022+y), "all", n))
			for k, a := range authorities[2:] {
				w.rows = append(w.rows, row(code(a), fmt.Sprint(2022+y), "all", 9000+k))
			}
		}
		for need, n := range map[string]int{"ASD": 4323, "MLD": 7654, "SLCN": 9876} {
			w.rows = append(w.rows, row(code(authorities[0]), "2024", need, n))
		}
		w.rows = append(w.rows, row(code(authorities[1]), "2024", "all", 4324))
		for name, doc := range everything(t, w.input(t)) {
			secretsFound = append(secretsFound, s.found(name, doc)...)
		}
		return secretsFound
	}
	for _, f := range build(disclose.Policy{Threshold: 5000}) {
		t.Error(f)
	}
	if len(build(disclose.Policy{})) < 5 {
		t.Error("without the project's threshold the counts are shown")
	}
}
