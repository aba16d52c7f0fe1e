package html

import (
	"html/template"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render/chart"
)

// writer is what strings.Builder and bytes.Buffer share.
type writer interface {
	WriteString(string) (int, error)
	WriteByte(byte) error
}

// escape writes s so that it is text in an element or a quoted attribute,
// whatever it holds.
func escape(w writer, s string) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	from := 0
	for i := 0; i < len(s); i++ {
		e := ""
		switch s[i] {
		case '&':
			e = "&amp;"
		case '<':
			e = "&lt;"
		case '>':
			e = "&gt;"
		case '"':
			e = "&#34;"
		case '\'':
			e = "&#39;"
		case 0:
			e = "\uFFFD"
		default:
			continue
		}
		w.WriteString(s[from:i])
		w.WriteString(e)
		from = i + 1
	}
	w.WriteString(s[from:])
}

// attribute writes name="value" with a space before it, or nothing for "".
func attribute(w writer, name, value string) {
	if value == "" {
		return
	}
	w.WriteString(" " + name + `="`)
	escape(w, value)
	w.WriteString(`"`)
}

// Text is running text with its links, figures and abbreviations.
func (p *page) Text(t document.Text) template.HTML {
	var b strings.Builder
	p.text(&b, t)
	return template.HTML(b.String())
}

func (p *page) text(w writer, t document.Text) {
	for i := range t {
		p.span(w, &t[i])
	}
}

func (p *page) span(w writer, s *document.Span) {
	href := ""
	if s.Link != nil && strings.TrimSpace(s.Text) != "" {
		href = p.href(s.Link)
	}
	if href != "" {
		w.WriteString("<a")
		attribute(w, "href", href)
		w.WriteString(">")
		defer linkEnd(w, s.Link)
	}
	if s.Strong {
		w.WriteString("<strong>")
		defer w.WriteString("</strong>")
	}
	if s.Em {
		w.WriteString("<em>")
		defer w.WriteString("</em>")
	}
	if s.Lang != "" {
		w.WriteString("<span")
		attribute(w, "lang", s.Lang)
		w.WriteString(">")
		defer w.WriteString("</span>")
	}
	if s.Expanded != "" {
		w.WriteString("<abbr")
		attribute(w, "title", s.Expanded)
		w.WriteString(">")
		defer w.WriteString("</abbr>")
	}
	if s.Symbol != quantity.NoSymbol {
		symbol(w, s.Symbol)
		return
	}
	figure(w, s.Quantity, s.Text)
}

func linkEnd(w writer, l *document.Link) {
	w.WriteString("</a>")
	note(w, l.Note)
}

func note(w writer, text string) {
	if text != "" {
		w.WriteString(` <span class="note">`)
		escape(w, text)
		w.WriteString("</span>")
	}
}

// figure writes the text of a figure with its exact value, so that what is
// shown can be proved; a text without a number is only text.
func figure(w writer, q *quantity.Quantity, text string) {
	if q == nil || !q.Value.Known {
		escape(w, text)
		return
	}
	w.WriteString("<data")
	attribute(w, "value", q.Value.Shortest())
	w.WriteString(">")
	escape(w, text)
	w.WriteString("</data>")
}

// symbol draws a standard mark as a key cap that is read out in words.
func symbol(w writer, s quantity.Symbol) {
	w.WriteString(`<span class="key"><span aria-hidden="true">`)
	escape(w, s.Code())
	w.WriteString(`</span><span class="vh">`)
	escape(w, s.Words())
	w.WriteString("</span></span>")
}

// Symbol is symbol for templates.
func (p *page) Symbol(s quantity.Symbol) template.HTML {
	if s == quantity.NoSymbol {
		return ""
	}
	var b strings.Builder
	symbol(&b, s)
	return template.HTML(b.String())
}

// Figure is a key figure's number, its unit smaller beside it.
func (p *page) Figure(k document.KeyFigure) template.HTML {
	var b strings.Builder
	v := k.Value
	switch {
	case v.Value.Known && k.UnitText != "":
		figure(&b, &v, v.Bare)
		b.WriteString(`<span class="unit">`)
		escape(&b, k.UnitText)
		b.WriteString("</span>")
	case v.Value.Known:
		figure(&b, &v, v.Text)
	case k.Missing != "":
		escape(&b, k.Missing)
	default:
		escape(&b, v.Value.Symbol.Words())
	}
	if v.Value.Known && v.Value.Symbol != quantity.NoSymbol {
		b.WriteByte(' ')
		symbol(&b, v.Value.Symbol)
	}
	return template.HTML(b.String())
}

// Marked is a mark and the text that carries its word.
func (p *page) Marked(m document.Marked) template.HTML {
	var b strings.Builder
	p.mark(&b, m.Mark)
	p.text(&b, m.Text)
	return template.HTML(b.String())
}

// Mark is a drawn mark, hidden from assistive technology: its word stands
// beside it.
func (p *page) Mark(m document.Mark) template.HTML {
	var b strings.Builder
	p.mark(&b, m)
	return template.HTML(b.String())
}

// marks are drawn once for all pages: a build writes the same few hundreds of
// thousands of times. The first of a kind on a page brings the drawing as a
// symbol, the others refer to it, which makes long tables a third lighter. The
// size is the least; style sheets enlarge them.
var marks = func() (out [document.Expected + 1]struct{ id, first, again string }) {
	const open = `<svg class="mk" width="14" height="14" aria-hidden="true" focusable="false">`
	for m := range out {
		_, rest, drawn := strings.Cut(chart.MarkSVG(document.Mark(m), 14), ">")
		if !drawn {
			continue
		}
		id := "mk" + strconv.Itoa(m)
		use := `<use href="#` + id + `"/></svg>`
		out[m].id = id
		out[m].first = open + `<symbol id="` + id + `" viewBox="0 0 24 24" fill="none">` + strings.TrimSuffix(rest, "</svg>") + "</symbol>" + use
		out[m].again = open + use
	}
	return out
}()

func (p *page) mark(w writer, m document.Mark) {
	if m <= 0 || int(m) >= len(marks) || marks[m].id == "" {
		return
	}
	if p.ids[marks[m].id] > 0 {
		w.WriteString(marks[m].again)
		return
	}
	p.ids[marks[m].id] = 1
	w.WriteString(marks[m].first)
}
