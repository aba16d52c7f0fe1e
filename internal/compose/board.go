package compose

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

func areaID(n int32) dataset.AreaID { return dataset.AreaID(n) }

// approvedTitle is the finding a person approved for the pack; "" when there
// is none.
func (d *draft) approvedTitle() string {
	n := d.place.narrative(d.layout.ID)
	if n == nil {
		return ""
	}
	return speaker{d.place, d.voice, nil}.text(n.title).String()
}

func boardCover(d *draft) []document.Page {
	p, pr := d.place, d.place.in.Project
	c := document.Cover{Partnership: pr.Partnership, Status: strings.ToUpper(pr.Status), Title: d.layout.Title,
		Subtitle: strings.TrimPrefix(pr.Edition+": special educational needs and disabilities, birth to 25", ": "), Marking: pr.Meeting.Marking}
	if c.Partnership == "" {
		c.Partnership = p.area.Name
	}
	if p.in.Draft {
		c.Status = strings.TrimSpace("DRAFT " + c.Status)
	}
	for _, f := range []document.Fact{
		{Term: "Meeting", Verdict: text(pr.Meeting.Name)}, {Term: "Decision", Verdict: text(pr.Meeting.Decision)},
		{Term: "Version", Verdict: text(pr.Meeting.Version)}, {Term: "Owner", Verdict: text(pr.Owner)},
		{Term: "Data closed", Verdict: text(longDate(pr.AsOf))}, {Term: "Next pack", Verdict: text(pr.Meeting.NextPack)},
		{Term: "Embargo", Verdict: text(pr.Meeting.Embargo)},
	} {
		if len(f.Verdict) > 0 {
			c.Particulars = append(c.Particulars, f)
		}
	}
	if d.layout.Exempt {
		c.Marking = exemptMarking
		c.Particulars = append(c.Particulars, document.Fact{Term: "Not public", Verdict: text(d.exemptWords())})
	}
	for _, f := range d.chosen(d.headlines(6)) {
		if ch := f.columns(); ch != nil {
			c.Chart, c.Source, ch.Source = ch, f.source(), ""
			break
		}
	}
	if c.Chart == nil {
		for _, page := range d.layout.Pages[min(1, len(d.layout.Pages)):] {
			c.Contents = append(c.Contents, document.Link{Text: page.Title, Page: page.Section})
		}
	}
	if pr.Fictional {
		c.Source = strings.TrimSpace(c.Source + " All places and figures are fictional.")
	}
	return []document.Page{{Title: d.layout.Title, Bare: true, Blocks: []document.Block{c}}}
}

// tile is the board's key figure.
func (f *figure) tile(v voice) document.KeyFigure {
	k := document.KeyFigure{Title: f.short(), Subtitle: f.tileSubtitle(), Value: f.value(),
		Lines: f.toldLines(f.changeLine()), Spark: f.spark()}
	if f.place.tells("target") {
		k.Rating = f.rating()
	}
	if f.def.Unit == quantity.Percent {
		k.UnitText = "%"
	}
	if !f.known() {
		k.Missing = f.missingWords()
		k.Lines = f.toldLines(document.Marked{Mark: document.NoComparison, Text: text("No comparison without a figure")})
	}
	return k
}

// toldLines are the tile's lines of the comparisons that readers are told.
func (f *figure) toldLines(change document.Marked) []document.Marked {
	var out []document.Marked
	if f.place.tells("previous") {
		out = append(out, change)
	}
	if f.place.tells("similar") {
		out = append(out, f.similarLine())
	}
	return out
}

func (f *figure) tileSubtitle() string {
	u := ""
	switch f.def.Unit {
	case quantity.Percent, quantity.Pounds:
	case quantity.Count:
	default:
		u = f.def.Unit.Phrase() + ", "
	}
	if f.def.Words.Unit != "" {
		u = f.def.Words.Unit + ", "
	}
	s := u + f.period().Label
	if f.provisional() {
		s += " (provisional)"
	}
	return s
}

func boardHeadlines(d *draft) []document.Page {
	figs := d.chosen(d.headlines(6))
	if len(figs) == 0 {
		return nil
	}
	title := d.approvedTitle()
	if title == "" {
		title = d.countsTitle(figs)
	}
	tiles := document.KeyFigures{}
	for _, f := range figs {
		tiles.Items = append(tiles.Items, f.tile(d.voice))
	}
	blocks := []document.Block{document.Heading{Level: 1, Text: document.Plain(title)}, tiles}
	things := d.threeThings(figs)
	three := document.Numbered{Title: upper(number(len(things))) + " " + plainPlural(len(things), "thing", "things") + " to know", Items: things}
	if decisions := d.decisions(); decisions != nil {
		blocks = append(blocks, document.Columns{LeftSpan: 4, Left: []document.Block{three}, Right: []document.Block{*decisions}})
	} else {
		blocks = append(blocks, three)
	}
	blocks = append(blocks, document.Prose{Role: document.Small, Paragraphs: []document.Paragraph{{Text: document.Plain(d.ratingNote(figs))}}})
	return []document.Page{{Title: title, Blocks: blocks}}
}

// countsTitle states what the tiles show, counted: never more than they say.
func (d *draft) countsTitle(figs []*figure) string {
	better, worse, same := 0, 0, 0
	for _, f := range figs {
		switch f.changeVerb() {
		case "Improved":
			better++
		case "Worsened":
			worse++
		case "About the same":
			same++
		}
	}
	var parts []string
	for _, x := range []struct {
		n    int
		word string
	}{{better, "improved"}, {worse, "worsened"}, {same, "stayed about the same"}} {
		if x.n > 0 {
			parts = append(parts, number(x.n)+" "+x.word)
		}
	}
	if len(parts) == 0 {
		return upper(number(len(figs))) + " headline " + plainPlural(len(figs), "figure", "figures")
	}
	return "Of " + number(len(figs)) + " headlines, " + list(parts)
}

// list joins words with commas and "and".
func list(parts []string) string {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// threeThings are the approved points, else the three figures that say most:
// rated red first, then tested changes, then tested comparisons.
func (d *draft) threeThings(figs []*figure) []document.NumberedItem {
	if n := d.place.narrative(d.layout.ID); n != nil {
		if s := under(n.sections, "Three things to know"); s != nil {
			return d.numbered(s, 3)
		}
	}
	ranked := append([]*figure(nil), figs...)
	sort.SliceStable(ranked, func(a, b int) bool { return ranked[a].weight() > ranked[b].weight() })
	var out []document.NumberedItem
	for _, f := range ranked {
		if len(out) == 3 {
			break
		}
		if f.telling() < 2 {
			continue
		}
		lead := f.statement(d.voice)
		if m := f.moved(d.voice); m != nil {
			lead = append(lead, text(", ", m)...)
		}
		out = append(out, document.NumberedItem{Lead: append(lead, text(".")...), Rest: f.evidence(d.voice)})
	}
	return out
}

// weight orders figures by how much there is to say about them.
func (f *figure) weight() int {
	w := 0
	if f.as.Rating.RAG == "red" {
		w += 4
	}
	if v := f.changeVerb(); v == "Improved" || v == "Worsened" {
		w += 2
	}
	if f.as.SN.Strong {
		w++
	}
	return w
}

// evidence is what stands behind a finding: the test of the change, the goal,
// the comparison.
func (f *figure) evidence(v voice) document.Text {
	var t document.Text
	switch f.changeVerb() {
	case "Improved", "Worsened", "Increased", "Decreased":
		t = text("The change is larger than chance would explain. ")
	case "About the same":
		t = text("The change could be chance. ")
	}
	r := f.as.Rating
	if r.Statutory.Known {
		t = append(t, text("The law expects ", f.goal(r.Statutory), ". ")...)
	}
	if r.Goal.Known {
		t = append(t, text("Our goal is ", f.goal(r.Goal), ". ")...)
	}
	if c := f.comparedWith(v); c != nil {
		t = append(t, capitalised(c)...)
		t = append(t, text(".")...)
	}
	return t
}

// capitalised makes the first letter of a text a capital.
func capitalised(t document.Text) document.Text {
	out := append(document.Text(nil), t...)
	if len(out) > 0 {
		out[0].Text = upper(out[0].Text)
	}
	return out
}

// numbered turns a list in a section into lead and rest: bold words lead.
func (d *draft) numbered(s *section, most int) []document.NumberedItem {
	sp := speaker{d.place, d.voice, nil}
	var out []document.NumberedItem
	for _, p := range sp.paragraphs(s.body) {
		items := p.Items
		if len(items) == 0 {
			items = []document.Text{p.Text}
		}
		for _, t := range items {
			if len(out) == most {
				return out
			}
			cut := 0
			for cut < len(t) && t[cut].Strong {
				cut++
			}
			if cut == 0 {
				out = append(out, document.NumberedItem{Lead: t})
				continue
			}
			out = append(out, document.NumberedItem{Lead: plainer(t[:cut]), Rest: t[cut:]})
		}
	}
	return out
}

// plainer drops the bold that the block itself gives to a lead.
func plainer(t document.Text) document.Text {
	out := append(document.Text(nil), t...)
	for i := range out {
		out[i].Strong = false
	}
	return out
}

// decisions are what the meeting is asked for: the open ones of the table, else
// what the pack's commentary says.
func (d *draft) decisions() *document.Callout {
	var asked []document.Paragraph
	if c := d.place.in.Commentary; c != nil && d.layout.Audience == "B" {
		for _, x := range c.Decisions {
			if x.Asked() {
				asked = append(asked, document.Paragraph{Text: text(strong(upper(x.Verb)), " "+strings.TrimSuffix(lower(x.Text), "."))})
			}
		}
	}
	if len(asked) > 0 {
		return &document.Callout{Tone: document.Own, Title: "Decisions asked for", Body: asked}
	}
	n := d.place.narrative(d.layout.ID)
	if n == nil {
		return nil
	}
	s := under(n.sections, "Decisions asked for")
	if s == nil {
		return nil
	}
	var body []document.Paragraph
	for _, p := range (speaker{d.place, d.voice, nil}).paragraphs(s.body) {
		if len(p.Items) == 0 {
			body = append(body, p)
		}
		for _, item := range p.Items {
			body = append(body, document.Paragraph{Text: item})
		}
	}
	return &document.Callout{Tone: document.Own, Title: "Decisions asked for", Body: body}
}

// ratingNote says how ratings are made and counts them, beside the list that
// shows which is which.
func (d *draft) ratingNote(figs []*figure) string {
	tested := "“Better”, “worse” and “similar” are tests at 95%."
	if d.place.tells("previous") {
		tested = "“Improved”, “worsened”, “better”, “worse” and “similar” are tests at 95%."
	}
	if !d.place.tells("target") {
		return "Changes and gaps are worked out before rounding. " + tested
	}
	counts := map[string]int{}
	all := d.readers()
	for _, f := range all {
		counts[f.as.Rating.RAG]++
	}
	var rules []string
	seen := map[string]bool{}
	for _, f := range figs {
		if r := f.as.Rating; r.RAG != "not-rated" {
			rule := f.short() + " within " + f.tolerance()
			if !seen[rule] && f.tolerance() != "" {
				seen[rule] = true
				rules = append(rules, rule)
			}
		}
	}
	s := "Ratings compare with the goal on each tile, else with the benchmark its definition names. Green: met. Amber: close to it"
	if len(rules) > 0 {
		s += " (" + strings.Join(rules, "; ") + ")"
	}
	s += ". Red: further away. Changes and gaps are worked out before rounding. A rating says whether a goal was met, not how well a team works. "
	s += tested + " "
	s += fmt.Sprintf("Of %d indicators with a result: %d green, %d amber, %d red, %d not rated.", len(all), counts["green"], counts["amber"], counts["red"], counts["not-rated"])
	return s
}

// tolerance is the amber band in words: "5 points", "5% of the target".
func (f *figure) tolerance() string {
	r := f.as.Rating
	if r.Tolerance == 0 {
		return ""
	}
	n := strconv.FormatFloat(r.Tolerance, 'f', -1, 64)
	switch {
	case r.Percent:
		return n + "% of the target"
	case f.def.Unit == quantity.Percent:
		return n + " points"
	}
	return n
}
