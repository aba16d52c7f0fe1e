package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/project"
)

func itoa(n int) string { return strconv.Itoa(n) }

// boardActions is the action log: what was promised by when, where it stands
// and the figure that it should move; then what was decided before.
func boardActions(d *draft) []document.Page {
	c := d.place.in.Commentary
	if c == nil || len(c.Actions) == 0 {
		return nil
	}
	t := document.Table{ID: "actions", Caption: "Action log", Quiet: true, Scorecard: true, Columns: []document.Column{
		{Title: "What", Sub: "who", Width: 56}, {Title: "Milestone", Width: 28}, {Title: "Where it stands", Width: 32}, {Title: "Figure it should move", Sub: "how we will know", Width: 58}}}
	var g document.RowGroup
	done, late := 0, 0
	for _, a := range c.Actions {
		over := d.overdue(a)
		switch {
		case isDone(a):
			done++
		case over || strings.EqualFold(a.Status, "late"):
			late++
		}
		g.Rows = append(g.Rows, d.actionRow(a, over))
	}
	t.Groups = []document.RowGroup{g}
	title := d.page.Title + ": " + none(done) + " of " + number(len(g.Rows)) + " done"
	if late > 0 {
		title += ", " + number(late) + " late"
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, t}
	if taken := d.decisionsTaken(); taken != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Decisions of earlier meetings")}, *taken)
	}
	return []document.Page{{Title: title, Blocks: blocks}}
}

func isDone(a Action) bool {
	return strings.EqualFold(a.Status, "done") || strings.EqualFold(a.Status, "complete")
}

// overdue reports an open action whose date is before the date of the data.
func (d *draft) overdue(a Action) bool {
	by, now := project.Day(a.ByWhen), project.Day(d.place.in.Project.AsOf)
	return by > 0 && now > 0 && by < now && !isDone(a) && !strings.EqualFold(a.Status, "stopped")
}

func (d *draft) actionRow(a Action, overdue bool) document.Row {
	what := words(a.What)
	what.Second = a.WhoRole
	state := words(upper(a.Status))
	state.Strong = isDone(a)
	if overdue {
		state.Second = "date has passed"
	}
	effect := words(dash(a.HowWeKnow))
	if f := d.place.byID[a.Indicator]; f != nil && f.has && d.open(f) && !d.voice.withholds(f) && !d.voice.hides(f.as.Result) {
		d.use(f)
		effect = document.Cell{Text: text(f.short()+": ", f.value()), Second: a.HowWeKnow}
		if verb := lower(f.changeVerb()); verb != "" && f.known() {
			effect.Text = append(effect.Text, text(", "+verb)...)
		}
	}
	return document.Row{Cells: []document.Cell{what, words(longDate(a.ByWhen)), state, effect}}
}

// decisionsTaken are the decisions with an outcome; nil when there is none.
func (d *draft) decisionsTaken() *document.Table {
	var g document.RowGroup
	for _, x := range d.place.in.Commentary.Decisions {
		if x.Asked() {
			continue
		}
		what := document.Cell{Text: text(strong(upper(x.Verb)), " "+lower(x.Text)), Second: x.OwnerRole}
		g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{what, words(longDate(x.Date)), words(x.Outcome)}})
	}
	if len(g.Rows) == 0 {
		return nil
	}
	return &document.Table{ID: "decisions", Caption: "Decisions of earlier meetings", Quiet: true, Scorecard: true, Groups: []document.RowGroup{g},
		Columns: []document.Column{{Title: "Decision", Sub: "who carries it out", Width: 84}, {Title: "Meeting", Width: 30}, {Title: "Outcome", Width: 60}}}
}

// signOffPage is what a pack says about itself: its versions, who agreed to
// what, and when the next figures and the next pack come.
func signOffPage(d *draft) []document.Page {
	m := d.place.in.Project.Meeting
	var blocks []document.Block
	if len(m.History) > 0 {
		var g document.RowGroup
		for _, v := range m.History {
			g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{words(v.Version), words(longDate(v.Date)), words(v.What)}})
		}
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Versions of this pack")}, document.Table{ID: "versions", Caption: "Versions of this pack", Quiet: true,
			Columns: []document.Column{{Title: "Version", Width: 34}, {Title: "Date", Width: 36}, {Title: "What changed", Width: 104}}, Groups: []document.RowGroup{g}})
	}
	if len(m.SignOff) > 0 {
		var g document.RowGroup
		for _, s := range m.SignOff {
			when := document.Cell{Mark: document.Pending, Text: document.Plain("Not yet")}
			if s.Date != "" {
				when = words(longDate(s.Date))
			}
			g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{words(s.Part), words(s.Role), when}})
		}
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Sign-off")}, document.Table{ID: "sign-off", Caption: "Sign-off", Quiet: true,
			Columns: []document.Column{{Title: "What", Width: 64}, {Title: "Role", Width: 70}, {Title: "Agreed on", Width: 40}}, Groups: []document.RowGroup{g}})
	}
	facts := document.Facts{Style: document.Particulars}
	for _, f := range [][2]string{{"Data closed", longDate(d.place.in.Project.AsOf)}, {"Published", longDate(d.place.in.Project.Published)}, {"Next pack", m.NextPack},
		{"Next figures", upper(strings.Join(firstOf(d.place.next(d.readers()), 2), ". "))}} {
		if f[1] != "" {
			facts.Items = append(facts.Items, document.Fact{Term: f[0], Verdict: text(strings.TrimSuffix(f[1], ".") + ".")})
		}
	}
	blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Dates")}, facts)
	return []document.Page{{Title: d.page.Title, Blocks: append([]document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)}}, blocks...)}}
}

func firstOf(list []string, n int) []string { return list[:min(n, len(list))] }
