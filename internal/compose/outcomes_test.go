package compose

import (
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
)

// kpis are three indicators of two outcomes and one of none; the last of them
// has no figure.
func kpis() world {
	w := world{measures: []string{"n", "d"}}
	for _, k := range []struct{ id, outcomes string }{
		{"first", "outcomes: [independent-living, good-health]\n"}, {"second", "outcomes: [learning-employment]\n"}, {"plain", ""},
	} {
		w.definitions += indicator(k.id, "proportion", "pct", k.outcomes)
	}
	w.definitions += strings.Replace(indicator("silent", "count", "count", "outcomes: [good-health]\nno_data: Nobody counts it yet.\n"), "numerator: {source: src, column: n}\n", "", 1)
	for _, year := range []string{"2023", "2024"} {
		w.rows = append(w.rows, row(code(authorities[0]), year, 40, 100))
	}
	return w
}

// groupsOf are the titles of the outcomes' groups with the titles of their rows.
func groupsOf(t *testing.T, pages []document.Page) []string {
	t.Helper()
	var out []string
	for _, p := range pages {
		for _, b := range p.Blocks {
			tab, ok := b.(document.Table)
			if !ok {
				continue
			}
			for _, g := range tab.Groups {
				s := g.Title + ":"
				for _, r := range g.Rows {
					s += " " + r.Cells[0].Text.String()
				}
				out = append(out, s)
			}
		}
	}
	return out
}

func TestTheAreaChoosesWhatItWatchesAndItStandsUnderItsFirstOutcome(t *testing.T) {
	in := kpis().input(t)
	in.Project.KPIs = []string{"first", "second", "silent"}
	d := &draft{place: newPlace(in, authorities[0]), voice: boardVoice, page: LayoutPage{Title: "Outcomes"}, layout: Layout{Audience: "B"}}
	pages := boardOutcomes(d)
	want := "Learning and employment: Title of second | Independent living: Title of first"
	if got := strings.Join(groupsOf(t, pages), " | "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	last, ok := pages[0].Blocks[len(pages[0].Blocks)-1].(document.Prose)
	if !ok || !strings.Contains(last.Paragraphs[0].Text.String(), "no figure yet: title of silent") {
		t.Errorf("a watched KPI without a figure is not named: %v", pages[0].Blocks[len(pages[0].Blocks)-1])
	}
}

func TestTheSitesOutcomesShowWhatHasAFigureAndNameWhatHasNone(t *testing.T) {
	in := kpis().input(t)
	page, ok := site{newPlace(in, authorities[0]), nil}.outcomes()
	if !ok {
		t.Fatal("there is no page of outcomes")
	}
	got := strings.Join(groupsOf(t, []document.Page{page}), " | ")
	if want := ": Title of second | : Title of first | : Title of first"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	text := ""
	for _, b := range page.Blocks {
		if p, ok := b.(document.Prose); ok {
			text += paragraphsText(p.Paragraphs)
		}
	}
	if !strings.Contains(text, "No figure yet: title of silent.") {
		t.Errorf("what has no figure is not named: %s", text)
	}
}

func TestTheCatalogueNamesEveryDefinitionAndWhySomeHaveNoFigure(t *testing.T) {
	in := kpis().input(t)
	for _, s := range in.Series {
		s.Indicator.Def.CDC.Subdomain = "population"
	}
	page := site{newPlace(in, authorities[0]), nil}.catalogue()
	rows := strings.Join(groupsOf(t, []document.Page{page}), "")
	for _, id := range []string{"first", "second", "plain", "silent"} {
		if strings.Count(rows, "Title of "+id) != 1 {
			t.Errorf("%s is not there once: %s", id, rows)
		}
	}
	for _, b := range page.Blocks {
		if tab, ok := b.(document.Table); ok {
			last := tab.Groups[0].Rows[3]
			if last.Cells[0].Text[0].Link != nil || last.Cells[2].Text.String() != "Nobody counts it yet." {
				t.Errorf("an indicator without figures: %+v", last)
			}
		}
	}
}

func TestAScorecardKeepsWhatTheProjectNamesThenTheHeadlines(t *testing.T) {
	in := kpis().input(t)
	in.Project.Headlines = []string{"plain"}
	p := newPlace(in, authorities[0])
	got := ""
	for _, f := range p.foremost(p.shown(), "B", 2) {
		got += " " + f.def.ID
	}
	if got != " first plain" {
		t.Errorf("kept%s", got)
	}
	if n := len(p.foremost(p.shown(), "B", 0)); n != 3 {
		t.Errorf("no limit keeps %d", n)
	}
}
