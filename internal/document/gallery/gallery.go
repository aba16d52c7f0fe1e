// Package gallery is one fictional document that holds every block kind and
// every chart kind there is, for the conformance tests of the back-ends: a
// renderer that forgets one is named by the gallery's test. All places,
// figures and quotations in it are invented.
package gallery

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Document is the gallery in a theme. Its pages are independent of it, so that
// each back-end meets every block in every theme.
func Document(theme document.Theme) document.Document {
	d := document.Document{
		ID:      "gallery",
		Theme:   theme,
		Title:   "SEND strategic board pack",
		Subject: "Every block of the document model, with fictional figures for Wexmoor.",
		Lang:    "en-GB",
		Area:    document.Area{Code: "X06000001", Name: "Wexmoor"},
		Owner:   "Wexmoor local area partnership",
		Edition: "Summer 2026",
		Status:  "Board version 1.0",
		AsOf:    "2026-06-30",
		Footer:  "Wexmoor local area partnership. Data to 30 June 2026, published 8 September 2026. Fictional data.",
		Base:    "../",
		Nav:     []document.Link{{Text: "Overview", Page: "headlines"}, {Text: "Data and method", Page: "more"}},
		Foot:    []document.Link{{Text: "Accessibility statement", Page: "more", Anchor: "glossary"}},
	}
	d.Pages = []document.Page{coverPage(), headlinesPage(), scorecardPage(), exceptionsPage(), benchmarksPage(), spreadPage(), outlookPage(),
		membersPage(), trendsPage(), bandPage(), topicsPage(), voicesPage(), morePage(), textPage()}
	return d
}

// pct is a percentage with one decimal.
func pct(n float64) quantity.Quantity { return quantity.New(quantity.Of(n), quantity.Percent, 1) }

// whole is a percentage without decimals.
func whole(n float64) quantity.Quantity { return quantity.New(quantity.Of(n), quantity.Percent, 0) }

// rate is a rate per 100 with two decimals.
func rate(n float64) quantity.Quantity { return quantity.New(quantity.Of(n), quantity.Rate100, 2) }

func count(n float64) quantity.Quantity { return quantity.New(quantity.Of(n), quantity.Count, 0) }

// none is no figure, for a reason.
func none(s quantity.Symbol) quantity.Quantity {
	return quantity.New(quantity.Missing(s), quantity.Percent, 1)
}

func plain(s string) document.Text { return document.Plain(s) }

// bold is a strong lead and the words after it.
func bold(lead, rest string) document.Text {
	return document.Text{{Text: lead, Strong: true}, {Text: rest}}
}

func marked(m document.Mark, lead, rest string) document.Marked {
	return document.Marked{Mark: m, Text: bold(lead, rest)}
}

func heading(text string) document.Heading {
	return document.Heading{Level: 1, Text: plain(text)}
}

func section(text string) document.Heading {
	return document.Heading{Level: 2, Text: plain(text)}
}

func prose(role document.ProseRole, texts ...string) document.Prose {
	p := document.Prose{Role: role}
	for _, t := range texts {
		p.Paragraphs = append(p.Paragraphs, document.Paragraph{Text: plain(t)})
	}
	return p
}

func fact(term, verdict, detail string) document.Fact {
	return document.Fact{Term: term, Verdict: plain(verdict), Detail: detail}
}

func numbered(lead, rest string) document.NumberedItem {
	item := document.NumberedItem{Lead: plain(lead)}
	if rest != "" {
		item.Rest = plain(rest)
	}
	return item
}

// axis has ticks at even steps, the unit on the last.
func axis(from, to, step float64, unit string) document.Axis {
	a := document.Axis{Min: from, Max: to}
	for v := from; v <= to+step/1000; v += step {
		t := document.Tick{At: v, Label: quantity.Format(v, 0)}
		if v+step > to+step/1000 {
			t.Label += unit
		}
		a.Ticks = append(a.Ticks, t)
	}
	return a
}
