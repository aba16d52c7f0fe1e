package html

import (
	"html/template"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render/chart"
)

// view is one drawing of a chart: its width in CSS pixels and the class by
// which the style sheet shows it where it fits, so that labels are never scaled
// below 13 pixels.
type view struct {
	class       string
	width       float64
	label, axis float64
}

func large(class string, width float64) view { return view{class, width, 15, 14.5} }

var narrow = view{"narrow", 288, 13.5, 13}

// views are a chart's drawings and the class of the space they are for: one
// where it never is wide, two in a column and three across a whole page.
func (p *page) views(c *document.Chart) (space string, v []view) {
	switch c.Spec.(type) {
	case document.SparkSpec:
		return "spark", []view{large("", 240)}
	case document.PeopleSpec:
		return "people", []view{large("", 300)}
	}
	switch {
	case c.Width == document.W54:
		return "54", []view{large("", 288)}
	case c.Width == document.W84:
		return "84", []view{large("wide", 500), narrow}
	case c.Width == document.W114:
		return "114", []view{large("wide", 640), narrow}
	case p.column:
		return "174", []view{large("wide", 752), narrow}
	}
	return "all", []view{large("full", 1000), large("wide", 640), narrow}
}

func (p *page) chart(c *document.Chart) {
	p.out.WriteString(`<div class="chart"`)
	id := p.unique(firstOf(c.ID, "chart"))
	p.out.WriteString(` id="` + id + `">` + "\n")
	if !c.Bare {
		level := c.Level
		if level == 0 {
			level = 3
		}
		p.out.WriteString(string(p.Heading(level, document.Plain(c.Headline))))
		p.line("subtitle", c.Subtitle)
	}
	p.drawing(p.out, c, id)
	p.line("source", c.Source)
	p.twin(p.out, c)
	p.out.WriteString("</div>\n")
}

func (p *page) line(class, text string) {
	if text == "" {
		return
	}
	p.out.WriteString(`<p class="` + class + `">`)
	escape(p.out, text)
	p.out.WriteString("</p>\n")
}

// drawing writes a chart's SVGs, of which the style sheet shows one; the
// others are out of the accessibility tree too. Labels that found no room
// follow each as text.
func (p *page) drawing(w writer, c *document.Chart, id string) {
	space, views := p.views(c)
	w.WriteString(`<div class="plot plot-` + space + `">`)
	for _, v := range views {
		d := chart.Draw(c.Spec, chart.Size{Width: v.width, Label: v.label, Axis: v.axis}, p.r.fonts)
		w.WriteString(chart.SVG(d, chart.SVGOptions{ID: p.unique(id + "-" + firstOf(v.class, "svg")), Class: v.class, Desc: c.Alt}))
		if len(d.Dropped) > 0 {
			w.WriteString(`<p class="` + strings.TrimSpace("source "+v.class) + `">`)
			escape(w, strings.Join(d.Dropped, ". "))
			w.WriteString("</p>")
		}
	}
	w.WriteString("</div>\n")
}

// twin is the table with the same rows as the drawing.
func (p *page) twin(w writer, c *document.Chart) {
	if c.Table == nil {
		return
	}
	t := *c.Table
	if t.ID == "" {
		t.ID = c.ID + "-table"
	}
	title := firstOf(c.TableTitle, "Table: "+firstOf(t.Caption, c.Headline))
	w.WriteString("<details><summary>")
	escape(w, title)
	w.WriteString("</summary>\n")
	p.table(w, &t)
	w.WriteString("</details>\n")
}

// Drawing is a chart without headline, for templates: the drawing and, when
// asked, its table.
func (p *page) Drawing(c document.Chart, withTable bool) template.HTML {
	b := borrow()
	defer buffers.Put(b)
	p.drawing(b, &c, p.unique(firstOf(c.ID, "chart")))
	if withTable {
		p.twin(b, &c)
	}
	return template.HTML(b.String())
}
