package indicators

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// TestFile is the tests of one definition: a few rows in, expected figures and
// outcomes out, with the working by hand. Fields holds the place of every path,
// such as "tests[0].rows[1].area".
type TestFile struct {
	Pos       diag.Pos            `yaml:"-"`
	Fields    map[string]diag.Pos `yaml:"-"`
	Indicator string              `yaml:"indicator" desc:"id of the definition under test"`
	Tests     []TestCase          `yaml:"tests" desc:"the cases, each with data of its own"`
}

// TestCase is one case. Rows are read as the definition's sources would be:
// source, area, period and status, and each dimension and measure by the
// mapping's name. Cells are as a file writes them, symbols included.
type TestCase struct {
	Pos    diag.Pos            `yaml:"-"`
	Name   string              `yaml:"name" desc:"what the case shows, in words"`
	Rows   []map[string]string `yaml:"rows" desc:"data: source (may be left out where the definition has one), area (own, n1 to n10, region, england or a code), period, and columns by the mapping's name"`
	Expect []Expectation       `yaml:"expect" desc:"the figures that must come out"`
}

// Expectation is one row of results. What is not given is not compared; "none"
// expects nothing there. Numbers are compared after rounding to the decimals
// that are written (SameFigure).
type Expectation struct {
	Pos           diag.Pos `yaml:"-"`
	Area          string   `yaml:"area,omitempty" desc:"own (default), n1 to n10, region, england or a code"`
	Period        string   `yaml:"period" desc:"label of the period, as printed"`
	Breakdown     string   `yaml:"breakdown,omitempty" desc:"group, such as need=ASD; the headline where left out"`
	Absent        bool     `yaml:"absent,omitempty" desc:"true: there must be no such row"`
	Value         string   `yaml:"value,omitempty" desc:"the figure, to the decimals written"`
	Numerator     string   `yaml:"numerator,omitempty" desc:"its numerator"`
	Denominator   string   `yaml:"denominator,omitempty" desc:"its denominator"`
	Lower95       string   `yaml:"lower95,omitempty" desc:"lower 95% limit"`
	Upper95       string   `yaml:"upper95,omitempty" desc:"upper 95% limit"`
	Symbol        string   `yaml:"symbol,omitempty" desc:"c, z, x, low, u or w; none where there must be a plain number"`
	Change        string   `yaml:"change,omitempty" desc:"new minus old"`
	ChangeResult  string   `yaml:"change_result,omitempty" desc:"increase, decrease, no-significant-change, not-tested or no-comparison"`
	SNValue       string   `yaml:"sn_value,omitempty" desc:"value of the neighbours"`
	SNN           *int     `yaml:"sn_n,omitempty" desc:"how many neighbours have data"`
	SNResult      string   `yaml:"sn_result,omitempty" desc:"better, similar, worse, higher, lower or not-compared"`
	RegionValue   string   `yaml:"region_value,omitempty" desc:"value of the region"`
	RegionResult  string   `yaml:"region_result,omitempty" desc:"as sn_result"`
	EnglandValue  string   `yaml:"england_value,omitempty" desc:"value of England"`
	EnglandResult string   `yaml:"england_result,omitempty" desc:"as sn_result"`
	Rank          string   `yaml:"rank,omitempty" desc:"1 is best; none where there must be no rank"`
	RankOf        *int     `yaml:"rank_of,omitempty" desc:"how many areas are ranked"`
	Band          string   `yaml:"band,omitempty" desc:"A to D or Q1 to Q4; none where there must be no band"`
	RAG           string   `yaml:"rag,omitempty" desc:"green, amber, red or not-rated"`
	Working       string   `yaml:"working" desc:"how the figures were worked out by hand"`
}

// DecodeTests reads the tests of one file and checks how they are written;
// CheckTests compares them with the definitions.
func DecodeTests(file string, data []byte, l *diag.List) []TestFile {
	var out []TestFile
	for _, item := range strictyaml.DecodeAll[TestFile](file, data, l) {
		t := item.Value
		t.Pos, t.Fields = item.Pos, item.Fields
		own := &diag.List{}
		t.check(own)
		l.Append(*own)
		if !own.HasErrors() {
			out = append(out, t)
		}
	}
	return out
}

// At is the place of a path of the file, or of the nearest path around it.
func (t *TestFile) At(path string) diag.Pos {
	d := Definition{Pos: t.Pos, Fields: t.Fields}
	return d.At(path)
}

// SameFigure reports whether a computed number agrees with one written by
// hand: rounded to the decimals that were written, it is the same text.
func SameFigure(written string, got quantity.Value) bool {
	if !got.Known {
		return written == "none"
	}
	_, frac, _ := strings.Cut(written, ".")
	want, err := strconv.ParseFloat(written, 64)
	return err == nil && quantity.Round(got.Number, len(frac)) == quantity.Round(want, len(frac))
}

var (
	plainNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	testArea    = regexp.MustCompile(`^(own|n([1-9]|10)|region|england|[EWNS][0-9]{8}|[0-9]{3})$`)
	groupKey    = regexp.MustCompile(`^[A-Za-z0-9-]+=[^;=]+$`)
)

func (t *TestFile) check(l *diag.List) {
	c := &checker{def: &Definition{Pos: t.Pos, Fields: t.Fields}, list: l}
	names := map[string]bool{}
	for i, k := range t.Tests {
		at := path("tests", i, "")
		if names[k.Name] {
			c.add(at+".name", fmt.Sprintf("a second case %q", k.Name), "a name of its own", "")
		}
		names[k.Name] = true
		for n, row := range k.Rows {
			c.testRow(fmt.Sprintf("%s.rows[%d]", at, n), row)
		}
		if len(k.Expect) == 0 {
			c.add(at+".expect", "a case that expects nothing", "at least one expected figure", "")
		}
		for n := range k.Expect {
			c.expectation(fmt.Sprintf("%s.expect[%d]", at, n), &k.Expect[n])
		}
	}
}

func (c *checker) testRow(at string, row map[string]string) {
	for _, need := range []string{"area", "period"} {
		if row[need] == "" {
			c.add(at, fmt.Sprintf("a row without %s", need), "area and period in every row", "")
		}
	}
	c.testArea(at+".area", row["area"])
}

func (c *checker) testArea(at, area string) {
	if area != "" && !testArea.MatchString(area) {
		c.add(at, fmt.Sprintf("area %q is not known", area), "own, n1 to n10, region, england, or a code of 3 or 9 characters", "")
	}
}

func (c *checker) expectation(at string, e *Expectation) {
	c.testArea(at+".area", e.Area)
	if e.Breakdown != "" && !groupKey.MatchString(e.Breakdown) {
		c.add(at+".breakdown", fmt.Sprintf("breakdown %q is not well formed", e.Breakdown), "list=group, such as need=ASD", "")
	}
	if strings.TrimSpace(e.Working) == "" {
		c.add(at+".working", "an expected figure without working", "how it was worked out by hand", "")
	}
	for _, n := range []struct{ field, text string }{{"value", e.Value}, {"numerator", e.Numerator}, {"denominator", e.Denominator},
		{"lower95", e.Lower95}, {"upper95", e.Upper95}, {"change", e.Change}, {"sn_value", e.SNValue}, {"region_value", e.RegionValue},
		{"england_value", e.EnglandValue}, {"rank", e.Rank}} {
		if n.text != "" && n.text != "none" && !plainNumber.MatchString(n.text) {
			c.add(at+"."+n.field, fmt.Sprintf("%s %q is not a number", n.field, n.text), "digits with a full stop for decimals, or none", "")
		}
	}
	for _, w := range []struct {
		field, word string
		known       []string
	}{
		{"symbol", e.Symbol, []string{"none", "c", "z", "x", "low", "u", "w"}},
		{"change_result", e.ChangeResult, []string{"increase", "decrease", "no-significant-change", "not-tested", "no-comparison"}},
		{"sn_result", e.SNResult, outcomes()}, {"region_result", e.RegionResult, outcomes()}, {"england_result", e.EnglandResult, outcomes()},
		{"band", e.Band, []string{"none", "A", "B", "C", "D", "Q1", "Q2", "Q3", "Q4"}},
		{"rag", e.RAG, []string{"green", "amber", "red", "not-rated"}},
	} {
		if w.word != "" {
			c.oneOf(at+"."+w.field, w.field, w.word, w.known)
		}
	}
}

func outcomes() []string {
	return []string{"better", "similar", "worse", "higher", "lower", "not-compared"}
}
