package compose

import (
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/internal/diff"
	"github.com/sendpack/sendpack/internal/document"
)

// mostDifferences is how many rows a table of the page of differences has: one
// page for reading. The complete list is in the machine-readable form.
const mostDifferences = 300

// Difference composes the page that says what two outputs publish differently.
// A figure that either of them hides is named and has no number.
func Difference(c *diff.Changes, old, now string) document.Document {
	title := "Nothing differs between two releases"
	if !c.None() {
		title = "What changed between two releases: " + differenceCounts(c)
	}
	d := document.Document{ID: "difference", Title: "What changed", Subject: "What two outputs publish differently.", Lang: "en-GB", AsOf: c.New.AsOf,
		Footer: "Compared from the published figures alone."}
	page := document.Page{ID: "index", Title: title, Blocks: []document.Block{document.Heading{Level: 1, Text: document.Plain(title)},
		document.Facts{Style: document.Particulars, Items: []document.Fact{
			{Term: "Before", Verdict: text(old), Detail: releaseWords(c.Old)}, {Term: "Now", Verdict: text(now), Detail: releaseWords(c.New)}}}}}
	for _, t := range differenceTables(c) {
		page.Blocks = append(page.Blocks, differenceBlocks(t)...)
	}
	d.Pages = []document.Page{page}
	return d
}

func releaseWords(e diff.Edition) string {
	s := "Data to " + longDate(e.AsOf)
	if e.Version != "" {
		s += ", made with version " + e.Version
	}
	return s
}

// differenceCounts is the finding: the counts that matter most to a reader.
func differenceCounts(c *diff.Changes) string {
	var parts []string
	if n := len(c.Revised); n > 0 {
		parts = append(parts, plural(n, "revised figure", "revised figures"))
	}
	for _, k := range []struct {
		kind      diff.Kind
		one, many string
	}{{diff.KindNew, "new indicator", "new indicators"}, {diff.KindWithdrawn, "withdrawn indicator", "withdrawn indicators"},
		{diff.KindDefinition, "changed definition", "changed definitions"}} {
		n := 0
		for _, i := range c.Indicators {
			if i.Kind == k.kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, plural(n, k.one, k.many))
		}
	}
	if n := len(c.Periods); n > 0 {
		parts = append(parts, plural(n, "change of periods", "changes of periods"))
	}
	if n := len(c.Judgements); n > 0 {
		parts = append(parts, plural(n, "changed judgement", "changed judgements"))
	}
	if len(parts) == 0 {
		return "files and visibility only"
	}
	return strings.Join(parts, ", ")
}

// differenceTable is one kind of change: cells in the order of the heads.
type differenceTable struct {
	id, title, about string
	head             []string
	rows             [][]string
}

func differenceTables(c *diff.Changes) []differenceTable {
	return []differenceTable{
		indicatorTable(c), periodTable(c), revisionTable(c), judgementTable(c),
		placesTable("hidden", "Newly hidden", "These figures were shown and are suppressed now. Neither value is told.", c.Hidden),
		placesTable("shown", "Newly shown", "These figures were suppressed and are shown now. Only the newer release has their values.", c.Shown),
		placesTable("added", "Figures added", "Groups or places that the earlier release did not have.", c.Added),
		placesTable("withdrawn", "Figures withdrawn", "Groups or places that only the earlier release has.", c.Withdrawn),
		areaTable(c), inputTable(c)}
}

func indicatorTable(c *diff.Changes) differenceTable {
	t := differenceTable{id: "indicators", title: "Indicators and definitions", head: []string{"Indicator", "What", "Now", "Before"}}
	for _, i := range c.Indicators {
		if len(i.Fields) == 0 {
			t.rows = append(t.rows, []string{i.Title + " (" + i.ID + ")", string(i.Kind), "", ""})
		}
		for _, f := range i.Fields {
			t.rows = append(t.rows, []string{i.Title + " (" + i.ID + ")", string(i.Kind) + ": " + strings.ReplaceAll(f.Name, "_", " "), f.New, f.Old})
		}
	}
	return t
}

func periodTable(c *diff.Changes) differenceTable {
	t := differenceTable{id: "periods", title: "Periods", head: []string{"Indicator", "Period", "What"}}
	for _, p := range c.Periods {
		t.rows = append(t.rows, []string{p.Title, p.Period, string(p.Kind)})
	}
	return t
}

func placeCells(p diff.Place) []string {
	group := p.Breakdown
	if group == "" {
		group = "all"
	}
	return []string{p.AreaName, p.Title, group, p.Period}
}

func revisionTable(c *diff.Changes) differenceTable {
	t := differenceTable{id: "revised", title: "Revised figures", about: "Both releases show these figures. The reasons are those that the sources give.",
		head: []string{"Area", "Indicator", "Group", "Period", "Now", "Before", "Why"}}
	for _, r := range c.Revised {
		old, now := r.OldDisplay, r.NewDisplay
		if !r.Visible {
			old, now = r.Old, r.New
		}
		t.rows = append(t.rows, append(placeCells(r.Place), now, old, dash(strings.Join(r.Why, "; "))))
	}
	return t
}

var judgementWords = map[string]string{"rag": "Rating", "sn_result": "Similar areas", "trend": "Trend", "change_result": "Change"}

func judgementTable(c *diff.Changes) differenceTable {
	t := differenceTable{id: "judgements", title: "Changed judgements", head: []string{"Area", "Indicator", "Group", "Period", "Judgement", "Now", "Before"}}
	for _, j := range c.Judgements {
		t.rows = append(t.rows, append(placeCells(j.Place), judgementWords[j.Of], codeWords(j.New), codeWords(j.Old)))
	}
	return t
}

// codeWords reads a code of results.csv as words.
func codeWords(s string) string { return dash(strings.ReplaceAll(s, "-", " ")) }

func placesTable(id, title, about string, list []diff.Place) differenceTable {
	t := differenceTable{id: id, title: title, about: about, head: []string{"Area", "Indicator", "Group", "Period"}}
	for _, p := range list {
		t.rows = append(t.rows, placeCells(p))
	}
	return t
}

func areaTable(c *diff.Changes) differenceTable {
	t := differenceTable{id: "areas", title: "Areas", head: []string{"Area", "What"}}
	for _, a := range c.AreasAdded {
		t.rows = append(t.rows, []string{a.Name + " (" + a.Code + ")", "new"})
	}
	for _, a := range c.AreasWithdrawn {
		t.rows = append(t.rows, []string{a.Name + " (" + a.Code + ")", "withdrawn"})
	}
	return t
}

func inputTable(c *diff.Changes) differenceTable {
	t := differenceTable{id: "inputs", title: "Input files", head: []string{"File", "What", "Rows now", "Rows before"}}
	rows := func(n int) string {
		if n == 0 {
			return ""
		}
		return fmt.Sprint(n)
	}
	for _, i := range c.Inputs {
		t.rows = append(t.rows, []string{i.Path, string(i.Kind), rows(i.NewRows), rows(i.OldRows)})
	}
	return t
}

// differenceBlocks are a heading, a sentence and the table; nothing for a kind
// of change that did not happen.
func differenceBlocks(t differenceTable) []document.Block {
	if len(t.rows) == 0 {
		return nil
	}
	table := document.Table{ID: t.id, Caption: t.title, Quiet: true}
	for _, h := range t.head {
		table.Columns = append(table.Columns, document.Column{Title: h})
	}
	var g document.RowGroup
	for _, r := range t.rows[:min(len(t.rows), mostDifferences)] {
		var row document.Row
		for _, s := range r {
			row.Cells = append(row.Cells, words(dash(s)))
		}
		g.Rows = append(g.Rows, row)
	}
	table.Groups = []document.RowGroup{g}
	about := t.about
	if over := len(t.rows) - mostDifferences; over > 0 {
		about = strings.TrimSpace(about + fmt.Sprintf(" The first %d of %d are listed here; sendpack diff --json has all.", mostDifferences, len(t.rows)))
	}
	blocks := []document.Block{document.Heading{Level: 2, Text: document.Plain(fmt.Sprintf("%s: %d", t.title, len(t.rows))), ID: "about-" + t.id}}
	if about != "" {
		blocks = append(blocks, document.Prose{Paragraphs: []document.Paragraph{{Text: document.Plain(about)}}})
	}
	return append(blocks, table)
}
