package compose

import (
	"sort"
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// boardRisks is the risk register, the highest scores first, each with what is
// done about it and the figure that would show it.
func boardRisks(d *draft) []document.Page {
	c := d.place.in.Commentary
	if c == nil || len(c.Risks) == 0 {
		return nil
	}
	risks := append([]Risk(nil), c.Risks...)
	sort.SliceStable(risks, func(a, b int) bool { return risks[a].Score() > risks[b].Score() })
	left := 0
	if d.page.Most > 0 && len(risks) > d.page.Most {
		left, risks = len(risks)-d.page.Most, risks[:d.page.Most]
	}
	t := document.Table{ID: "risks", Caption: "Risk register", Quiet: true, Scorecard: true, Columns: []document.Column{
		{Title: "Risk", Sub: "cause", Width: 58}, {Title: "Rating", Sub: "likelihood × impact", Width: 26}, {Title: "Since the last pack", Width: 20},
		{Title: "What is done about it", Sub: "who", Width: 48}, {Title: "Review", Width: 22}}}
	var g document.RowGroup
	red := 0
	for _, r := range risks {
		if r.Rating() == "red" {
			red++
		}
		g.Rows = append(g.Rows, d.riskRow(r))
	}
	t.Groups = []document.RowGroup{g}
	title := d.page.Title + ": " + none(red) + " of " + number(len(risks)) + " rated red"
	note := "Likelihood and impact go from 1 to 5. Their product is rated red from 15 and amber from 8."
	if left > 0 {
		note += " " + upper(number(left)) + " lower " + plainPlural(left, "risk is", "risks are") + " in the full register."
	}
	return []document.Page{{Title: title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, t, smallPrint(note)}}}
}

func (d *draft) riskRow(r Risk) document.Row {
	risk := document.Cell{Text: text(strong(r.ID), " "+r.Risk), Second: r.Cause}
	if f := d.place.byID[r.Indicator]; f != nil && f.known() && d.open(f) && !d.voice.withholds(f) && !d.voice.hides(f.as.Result) {
		d.use(f)
		risk.Text = append(risk.Text, text(" (", lower(f.short()), ": ", f.value(), ")")...)
	}
	rating := ratingCellOf(r.Rating())
	rating.Second = strconv.Itoa(r.Likelihood) + " × " + strconv.Itoa(r.Impact) + " = " + strconv.Itoa(r.Score())
	done := words(r.Mitigation)
	done.Second = r.OwnerRole
	return document.Row{Cells: []document.Cell{risk, rating, words(upper(r.Direction)), done, words(longDate(r.ReviewDate))}}
}

// ratingCellOf is a RAG rating with its word.
func ratingCellOf(rag string) document.Cell {
	mark := map[string]document.Mark{"green": document.Green, "amber": document.Amber, "red": document.Red}[rag]
	if mark == document.NoMark {
		return document.Cell{Mark: document.NotRated, Text: document.Plain("Not rated"), Strong: true}
	}
	return document.Cell{Mark: mark, Text: document.Plain(upper(rag)), Strong: true}
}

// boardDuties is every indicator with a target set by law against it: a goal
// below the law never hides that the law is not met.
func boardDuties(d *draft) []document.Page {
	figs := pick(d.readers(), (*figure).statutory)
	if len(d.page.Indicators) > 0 || d.page.Choose != "" {
		figs = d.chosen(figs)
	}
	if figs = d.allowed(figs); len(figs) == 0 {
		return nil
	}
	t := document.Table{ID: "duties", Caption: "Statutory duties", Quiet: true, Scorecard: true, Columns: []document.Column{
		{Title: "Duty", Sub: "period", Width: 60}, {Title: "Latest", Align: document.Right, Width: 18}, {Title: "Law", Align: document.Right, Width: 16},
		{Title: "The law is", Width: 24}, {Title: "Local goal", Sub: "by when", Align: document.Right, Width: 28}, {Title: "Change", Width: 28}}}
	var g document.RowGroup
	met, judged := 0, 0
	for _, f := range figs {
		d.use(f)
		row, ok := f.dutyRow()
		if f.comparableWithLaw() {
			judged++
			if ok {
				met++
			}
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = []document.RowGroup{g}
	title := d.page.Title
	if judged > 0 {
		title += ": " + metInFull(met, judged)
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, t}
	if p := d.part("Inspection and improvement notice"); p != nil {
		blocks = append(blocks, document.Heading{Level: 2, Text: document.Plain("Inspection and improvement notice")}, document.Prose{Paragraphs: p})
	}
	return []document.Page{{Title: title, Blocks: blocks}}
}

// comparableWithLaw reports a figure that can meet the law or not.
func (f *figure) comparableWithLaw() bool {
	return f.known() && f.as.Rating.Statutory.Known && (f.def.Polarity == "high" || f.def.Polarity == "low")
}

func (f *figure) dutyRow() (row document.Row, met bool) {
	r := f.as.Rating
	name := words(f.def.Title)
	name.Strong, name.Second = true, f.period().Label
	if f.provisional() {
		name.Second += " (p)"
	}
	latest := full(f.value())
	latest.Own, latest.Strong = true, true
	law := words(f.goal(r.Statutory).Text) // a row without a figure holds no target in results.csv
	if f.known() {
		law = full(f.goal(r.Statutory))
	}
	state := document.Cell{Mark: document.NotRated, Text: document.Plain("No figure")}
	if f.comparableWithLaw() {
		met = f.as.Result.Value.Number >= r.Statutory.Number
		if f.def.Polarity == "low" {
			met = f.as.Result.Value.Number <= r.Statutory.Number
		}
		state = document.Cell{Mark: document.Red, Text: document.Plain("Not met"), Strong: true}
		if met {
			state = document.Cell{Mark: document.Green, Text: document.Plain("Met"), Strong: true}
		}
	}
	goal := words("–")
	if r.Goal.Known {
		goal = words(f.goal(r.Goal).Text)
		if f.known() {
			goal = full(f.goal(r.Goal))
		}
		goal.Second = r.By
	}
	return document.Row{Cells: []document.Cell{name, latest, law, state, goal, f.changeCell()}}, met
}

// boardMoney is what things cost: figures in pounds, and what people wrote. It
// stands in the exempt part where the project says so.
func boardMoney(d *draft) []document.Page {
	figs := pick(d.readers(), func(f *figure) bool { return f.def.Unit == quantity.Pounds })
	figs = d.chosen(figs)
	var blocks []document.Block
	if len(figs) > 0 {
		t := document.Table{ID: "money", Caption: "Money", Quiet: true, Scorecard: true, Columns: []document.Column{
			{Title: "What", Sub: "period", Width: 80}, {Title: "Latest", Align: document.Right, Width: 24}, {Title: "Before", Align: document.Right, Width: 24},
			{Title: "Change", Width: 46}}}
		var g document.RowGroup
		for _, f := range figs {
			name := words(f.def.Title)
			name.Strong, name.Second = true, f.period().Label
			latest := full(f.value())
			latest.Own, latest.Strong = true, true
			g.Rows = append(g.Rows, document.Row{Cells: []document.Cell{name, latest, full(f.quantity(f.as.Change.Previous)), f.changeCell()}})
		}
		t.Groups = []document.RowGroup{g}
		blocks = append(blocks, t)
	}
	if p := d.part("Money"); p != nil {
		blocks = append(blocks, document.Prose{Paragraphs: p})
	}
	if len(blocks) == 0 {
		return nil
	}
	return []document.Page{{Title: d.page.Title, Blocks: append([]document.Block{document.Heading{Level: 1, Text: document.Plain(d.page.Title)}}, blocks...)}}
}
