package transition

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/forecast"
)

// The kinds of scenario rule.
const (
	KindRate       = "rate"
	KindJoiners    = "joiners"
	KindTransfer   = "transfer"
	KindClose      = "close"
	KindCap        = "cap"
	KindHistory    = "history"
	KindPopulation = "population"
	KindCost       = "cost"
)

var ruleKinds = []string{KindRate, KindJoiners, KindTransfer, KindClose, KindCap, KindHistory, KindPopulation, KindCost}

// Rule is one change that a scenario makes. Filters that are empty match
// everything; the years are stock years, for a rule of kind history the
// calendar years of the transitions that it leaves out.
type Rule struct {
	Scenario, Kind                string
	Order                         int
	From, To                      int // 0 is open
	MinNCY, MaxNCY                int // of the second side
	Need1, Setting1               []string
	Need2, Setting2               []string
	Factor, Share                 float64
	ToSetting                     string
	pos                           diag.Pos
	openEnded                     bool // no to-year
	need1, setting1, n2, s2, dest diag.Pos
}

// acts says whether the rule acts in a year.
func (r Rule) acts(year int) bool {
	return (r.From == 0 || year >= r.From) && (r.To == 0 || year <= r.To)
}

func (r Rule) ages(ncy int) bool { return ncy >= r.MinNCY && ncy <= r.MaxNCY }

// passes says whether a code passes a filter.
func passes(filter []string, code string) bool {
	return len(filter) == 0 || slices.Contains(filter, code)
}

// matches says whether the rule is about a step from one state to another, ncy
// being the school year of the second side.
func (r Rule) matches(ncy int, need1, setting1, need2, setting2 string) bool {
	return r.ages(ncy) && passes(r.Need1, need1) && passes(r.Setting1, setting1) && passes(r.Need2, need2) && passes(r.Setting2, setting2)
}

// Scenarios lists the names of the scenarios in the order in which the file
// first names them.
func Scenarios(rules []Rule) []string {
	var out []string
	for _, r := range rules {
		if !slices.Contains(out, r.Scenario) {
			out = append(out, r.Scenario)
		}
	}
	return out
}

// of takes the rules of one scenario, in their order.
func rulesOf(rules []Rule, scenario string) []Rule {
	var out []Rule
	for _, r := range rules {
		if r.Scenario == scenario {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b Rule) int { return cmp.Compare(a.Order, b.Order) })
	return out
}

var ruleColumns = []string{"scenario", "order", "kind"}

var ruleOptions = []string{"from-year", "to-year", "academic-year-min", "academic-year-max",
	"need-1", "setting-1", "need-2", "setting-2", "factor", "to-setting", "share"}

// readRules reads the scenarios.
func readRules(f File, l *diag.List) []Rule {
	s := openSheet(f, ruleColumns, ruleOptions, l)
	if s == nil {
		return nil
	}
	var out []Rule
	for s.next() {
		r := s.rule()
		s.checkRule(r)
		if !s.bad {
			out = append(out, r)
		}
	}
	return out
}

func (s *sheet) rule() Rule {
	r := Rule{Scenario: s.text("scenario"), Kind: s.text("kind"), Order: s.whole("order", -1_000_000, 1_000_000),
		From: s.wholeOr("from-year", firstYear, lastYear, 0), To: s.wholeOr("to-year", firstYear, lastYear, 0),
		MinNCY: s.wholeOr("academic-year-min", lowestNCY, highestNCY, lowestNCY), MaxNCY: s.wholeOr("academic-year-max", lowestNCY, highestNCY, highestNCY+1),
		Need1: s.codes("need-1", "|"), Setting1: s.codes("setting-1", "|"), Need2: s.codes("need-2", "|"), Setting2: s.codes("setting-2", "|"),
		ToSetting: s.text("to-setting"), openEnded: s.text("to-year") == "", pos: s.cell("kind"),
		need1: s.cell("need-1"), setting1: s.cell("setting-1"), n2: s.cell("need-2"), s2: s.cell("setting-2"), dest: s.cell("to-setting")}
	if s.text("factor") != "" {
		r.Factor = s.number("factor", 1e6)
	}
	if s.text("share") != "" {
		r.Share = s.number("share", 1)
	}
	return r
}

// checkRule tells what a row lacks for its kind, and what has no meaning
// there.
func (s *sheet) checkRule(r Rule) {
	if r.Scenario == "" || r.Scenario == forecast.Baseline {
		s.tell("scenario", "scenario "+strconv.Quote(r.Scenario)+" cannot be used", "a name other than "+forecast.Baseline, "name the scenario")
	}
	if !slices.Contains(ruleKinds, r.Kind) {
		fix := ""
		if near := diag.Nearest(r.Kind, ruleKinds); near != "" {
			fix = "did you mean " + strconv.Quote(near) + "?"
		}
		s.tell("kind", "kind "+strconv.Quote(r.Kind)+" is not known", "one of "+strings.Join(ruleKinds, ", "), fix)
		return
	}
	if r.From > r.To && r.To != 0 {
		s.tell("from-year", "from-year "+strconv.Itoa(r.From)+" is after to-year "+strconv.Itoa(r.To), "the earlier year first", "swap the two")
	}
	if r.MinNCY > r.MaxNCY {
		s.tell("academic-year-min", "academic-year-min "+strconv.Itoa(r.MinNCY)+" is above academic-year-max "+strconv.Itoa(r.MaxNCY), "the lower first", "swap the two")
	}
	for _, want := range needed[r.Kind] {
		if s.text(want) == "" {
			s.tell(want, "a rule of kind "+r.Kind+" has no "+want, want, "fill in the column "+want)
		}
	}
}

// needed are the columns that a kind cannot do without.
var needed = map[string][]string{
	KindRate: {"factor"}, KindJoiners: {"factor"}, KindTransfer: {"setting-2", "to-setting", "share"}, KindClose: {"setting-2"},
	KindCap: {"setting-2", "factor", "to-setting"}, KindPopulation: {"factor"}, KindCost: {"factor"},
}
