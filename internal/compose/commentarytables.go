package compose

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
)

// Action is one line of the action log.
type Action struct {
	What      string `csv:"what" desc:"what is done, in one sentence"`
	WhoRole   string `csv:"who_role" desc:"role that answers for it, never a name"`
	ByWhen    string `csv:"by_when" desc:"date by which it is done, YYYY-MM-DD"`
	Status    string `csv:"status" desc:"not started, on track, waiting for decision, late, done or stopped"`
	Indicator string `csv:"indicator" desc:"id of the indicator it should move; may be empty"`
	HowWeKnow string `csv:"how_we_know" desc:"what will show that it worked"`
	// Pos is the line of the file it was read from.
	Pos diag.Pos `csv:"-"`
}

// YouSaid is one line of "You said, we did, what difference it made".
type YouSaid struct {
	Said       string `csv:"said" desc:"what families said, in their words"`
	Did        string `csv:"did" desc:"what was done, or We have not yet and why"`
	Difference string `csv:"difference" desc:"what difference it made"`
	Outcome    string `csv:"outcome" desc:"better, same, worse or not-yet"`
	// Pos is the line of the file it was read from.
	Pos diag.Pos `csv:"-"`
}

// Decision is one line of what a board is asked for and has decided. One
// without an outcome is still asked for.
type Decision struct {
	Date      string `csv:"date" desc:"date of the meeting, YYYY-MM-DD"`
	Verb      string `csv:"verb" desc:"note, endorse, approve or escalate"`
	Text      string `csv:"text" desc:"what is to be noted, endorsed, approved or escalated"`
	OwnerRole string `csv:"owner_role" desc:"role that carries it out, never a name"`
	Indicator string `csv:"indicator" desc:"id of the indicator it is about; may be empty"`
	Outcome   string `csv:"outcome" desc:"what was decided, in words; empty while it is asked for"`
	// Pos is the line of the file it was read from.
	Pos diag.Pos `csv:"-"`
}

// Asked reports a decision that has not been taken yet.
func (d Decision) Asked() bool { return strings.TrimSpace(d.Outcome) == "" }

// Risk is one line of the risk register.
type Risk struct {
	ID         string `csv:"id" desc:"short name that stays the same from pack to pack: R1"`
	Risk       string `csv:"risk" desc:"what may happen, in one sentence"`
	Cause      string `csv:"cause" desc:"why it may happen; may be empty"`
	Likelihood int    `csv:"likelihood" desc:"1 (rare) to 5 (almost certain)"`
	Impact     int    `csv:"impact" desc:"1 (slight) to 5 (very serious)"`
	Direction  string `csv:"direction" desc:"rising, steady, falling or new, since the last pack"`
	Mitigation string `csv:"mitigation" desc:"what is done about it"`
	OwnerRole  string `csv:"owner_role" desc:"role that answers for it, never a name"`
	ReviewDate string `csv:"review_date" desc:"date of the next review, YYYY-MM-DD"`
	Indicator  string `csv:"indicator" desc:"id of the indicator that would show it; may be empty"`
	// Pos is the line of the file it was read from.
	Pos diag.Pos `csv:"-"`
}

// Score is likelihood times impact, 1 to 25.
func (r Risk) Score() int { return r.Likelihood * r.Impact }

// Rating is the rating that follows from the score, as RAG ratings are spelt
// everywhere: red from 15, amber from 8, else green. The cuts are those of the
// common five by five grid.
func (r Risk) Rating() string {
	switch s := r.Score(); {
	case s >= 15:
		return "red"
	case s >= 8:
		return "amber"
	}
	return "green"
}

// Words that columns may hold.
var (
	actionStates   = []string{"not started", "on track", "waiting for decision", "late", "done", "stopped"}
	outcomes       = []string{"better", "same", "worse", "not-yet"}
	decisionVerbs  = []string{"note", "endorse", "approve", "escalate"}
	riskDirections = []string{"rising", "steady", "falling", "new"}
)

// tableKinds are the kinds of small table that a project can name, each with
// its reader.
var tableKinds = map[string]func(*Commentary, string, []byte, tableReader){
	"actions":         (*Commentary).readActions,
	"decisions":       (*Commentary).readDecisions,
	"risks":           (*Commentary).readRisks,
	"you-said-we-did": (*Commentary).readYouSaid,
}

// TableKinds are the kinds of small table, in order.
func TableKinds() []string {
	out := make([]string, 0, len(tableKinds))
	for k := range tableKinds {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// Tables are the small tables of a project: the file of each kind (see
// TableKinds), and where the project names it. Without Pos the file itself is
// named when it cannot be read.
type Tables struct {
	Files map[string]string
	Pos   func(kind string) diag.Pos
}

// at is the position to blame for a table that has no lines of its own.
func (t Tables) at(kind, file string) diag.Pos {
	if t.Pos != nil {
		if pos := t.Pos(kind); pos.Line > 0 {
			return pos
		}
	}
	return diag.Pos{File: file}
}

// tableReader checks the cells of one small table after another.
type tableReader struct {
	root  string
	known func(id string) bool
	list  *diag.List
}

func (c *Commentary) readTables(fsys fs.FS, tables Tables, r tableReader) {
	kinds := make([]string, 0, len(tables.Files))
	for k := range tables.Files {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds)
	for _, kind := range kinds {
		name := path.Join(r.root, tables.Files[kind])
		read := tableKinds[kind]
		if read == nil {
			fix := ""
			if n := diag.Nearest(kind, TableKinds()); n != "" {
				fix = fmt.Sprintf("did you mean %q?", n)
			}
			r.list.Add(diag.Diagnostic{Pos: tables.at(kind, name), Message: fmt.Sprintf("no table of kind %q is known", kind), Expected: "one of " + strings.Join(TableKinds(), ", "), Fix: fix})
			continue
		}
		raw, err := fs.ReadFile(fsys, path.Clean(tables.Files[kind]))
		if err != nil {
			r.list.Add(diag.Diagnostic{Pos: tables.at(kind, name), Message: name + " cannot be read", Expected: "the table of kind " + kind, Fix: "check the name of the file"})
			continue
		}
		read(c, name, raw, r)
	}
}

func (c *Commentary) readActions(name string, raw []byte, r tableReader) {
	for _, row := range csvfile.Read[Action](name, raw, r.list) {
		a := row.Value
		a.Pos = diag.Pos{File: name, Line: row.Line, Column: row.Column("what")}
		at := cellsOf(name, row.Line, row.Column)
		r.needed(at, "what", a.What)
		r.role(at, "who_role", a.WhoRole)
		r.date(at, "by_when", a.ByWhen)
		r.word(at, "status", a.Status, actionStates)
		r.indicator(at, "indicator", a.Indicator)
		c.cell(a.What, at("what"))
		c.cell(a.WhoRole, at("who_role"))
		c.cell(a.HowWeKnow, at("how_we_know"))
		c.Actions = append(c.Actions, a)
	}
}

func (c *Commentary) readYouSaid(name string, raw []byte, r tableReader) {
	for _, row := range csvfile.Read[YouSaid](name, raw, r.list) {
		y := row.Value
		y.Pos = diag.Pos{File: name, Line: row.Line, Column: row.Column("said")}
		at := cellsOf(name, row.Line, row.Column)
		r.needed(at, "said", y.Said)
		r.needed(at, "did", y.Did)
		r.word(at, "outcome", y.Outcome, outcomes)
		c.cell(y.Did, at("did"))
		c.cell(y.Difference, at("difference"))
		c.YouSaid = append(c.YouSaid, y)
	}
}

func (c *Commentary) readDecisions(name string, raw []byte, r tableReader) {
	for _, row := range csvfile.Read[Decision](name, raw, r.list) {
		d := row.Value
		d.Pos = diag.Pos{File: name, Line: row.Line, Column: row.Column("text")}
		at := cellsOf(name, row.Line, row.Column)
		r.date(at, "date", d.Date)
		r.word(at, "verb", d.Verb, decisionVerbs)
		r.needed(at, "text", d.Text)
		r.role(at, "owner_role", d.OwnerRole)
		r.indicator(at, "indicator", d.Indicator)
		c.cell(d.Text, at("text"))
		c.cell(d.OwnerRole, at("owner_role"))
		c.cell(d.Outcome, at("outcome"))
		c.Decisions = append(c.Decisions, d)
	}
}

func (c *Commentary) readRisks(name string, raw []byte, r tableReader) {
	first := map[string]diag.Pos{}
	for _, row := range csvfile.Read[Risk](name, raw, r.list) {
		k := row.Value
		at := cellsOf(name, row.Line, row.Column)
		k.Pos = at("risk")
		if r.needed(at, "id", k.ID); k.ID != "" {
			if p, twice := first[k.ID]; twice {
				r.list.Add(diag.Diagnostic{Pos: at("id"), Message: fmt.Sprintf("a second risk has the id %q", k.ID), Expected: "an id of its own for each risk", See: []diag.Related{{Pos: p, Why: "the first one"}}})
			} else {
				first[k.ID] = at("id")
			}
		}
		r.needed(at, "risk", k.Risk)
		r.scale(at, "likelihood", k.Likelihood)
		r.scale(at, "impact", k.Impact)
		r.word(at, "direction", k.Direction, riskDirections)
		r.needed(at, "mitigation", k.Mitigation)
		r.role(at, "owner_role", k.OwnerRole)
		r.date(at, "review_date", k.ReviewDate)
		r.indicator(at, "indicator", k.Indicator)
		for _, t := range []struct{ column, text string }{{"risk", k.Risk}, {"cause", k.Cause}, {"mitigation", k.Mitigation}, {"owner_role", k.OwnerRole}} {
			c.cell(t.text, at(t.column))
		}
		c.Risks = append(c.Risks, k)
	}
}

// cellsOf gives the position of a cell of one line by the name of its column.
func cellsOf(file string, line int, column func(string) int) func(string) diag.Pos {
	return func(name string) diag.Pos { return diag.Pos{File: file, Line: line, Column: column(name)} }
}

func (r tableReader) needed(at func(string) diag.Pos, column, cell string) {
	if strings.TrimSpace(cell) == "" {
		r.list.Add(diag.Diagnostic{Pos: at(column), Message: column + " is empty", Expected: "a few words"})
	}
}

// aPerson are the marks of a name where a role belongs.
var aPerson = regexp.MustCompile(`(?i)@|\b(mr|mrs|ms|miss|dr|cllr)\b`)

func (r tableReader) role(at func(string) diag.Pos, column, cell string) {
	if r.needed(at, column, cell); aPerson.MatchString(cell) {
		r.list.Add(diag.Diagnostic{Pos: at(column), Severity: diag.Warning, Message: fmt.Sprintf("%s %q looks like a person", column, cell), Expected: "the role that answers for it: packs name no people"})
	}
}

func (r tableReader) date(at func(string) diag.Pos, column, cell string) {
	if project.Day(cell) == 0 {
		r.list.Add(diag.Diagnostic{Pos: at(column), Message: fmt.Sprintf("%s %q is not a date", column, cell), Expected: "YYYY-MM-DD, such as 2026-09-30"})
	}
}

func (r tableReader) word(at func(string) diag.Pos, column, cell string, of []string) {
	for _, w := range of {
		if strings.EqualFold(cell, w) {
			return
		}
	}
	d := diag.Diagnostic{Pos: at(column), Message: fmt.Sprintf("%s %q is not known", column, cell), Expected: "one of " + strings.Join(of, ", ")}
	if n := diag.Nearest(strings.ToLower(cell), of); n != "" {
		d.Fix = fmt.Sprintf("did you mean %q?", n)
	}
	r.list.Add(d)
}

func (r tableReader) scale(at func(string) diag.Pos, column string, n int) {
	if n < 1 || n > 5 {
		r.list.Add(diag.Diagnostic{Pos: at(column), Message: column + " " + strconv.Quote(strconv.Itoa(n)) + " is outside the scale", Expected: "a whole number from 1 to 5"})
	}
}

func (r tableReader) indicator(at func(string) diag.Pos, column, id string) {
	if id != "" && !r.known(id) {
		r.list.Add(diag.Diagnostic{Pos: at(column), Message: fmt.Sprintf("no indicator has the id %q", id), Fix: "sendpack list indicators shows them"})
	}
}

func outcomeOf(code string) document.Mark {
	switch strings.ToLower(code) {
	case "better":
		return document.Better
	case "same":
		return document.Similar
	case "worse":
		return document.Worse
	case "not-yet":
		return document.Pending
	}
	return document.NoMark
}
