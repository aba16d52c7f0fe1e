package pdf

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

// run is words of one style and one owner in a line of text.
type run struct {
	text   string
	style  style
	inline *element // a Link or Span below the paragraph; nil: the paragraph
	link   *document.Link
	cap    bool    // a key cap around a symbol
	raise  float64 // superior letters: points above the baseline
}

// runs turns spans into runs of the paragraph that parent will be.
func runs(t document.Text, st style, parent *element) []run {
	out := make([]run, 0, len(t))
	for _, s := range t {
		out = append(out, spanRun(s, st, parent))
	}
	return out
}

func spanRun(s document.Span, st style, parent *element) run {
	r := run{text: clean(s.Text), style: st}
	if s.Strong {
		r.style = r.style.strong()
	}
	if s.Em {
		r.style.slanted = true
	}
	switch {
	case s.Symbol != quantity.NoSymbol:
		return capRun(s.Symbol, st, parent)
	case s.Link != nil:
		r.link = s.Link
		r.inline = parent.child("Link")
		r.style = r.style.in(render.LinkInk)
	case s.Expanded != "" || s.Lang != "":
		r.inline = parent.child("Span")
	}
	if r.inline != nil {
		r.inline.expanded, r.inline.lang = clean(s.Expanded), s.Lang
	}
	return r
}

// capRun is a symbol drawn as a key cap and read out as its words.
func capRun(s quantity.Symbol, st style, parent *element) run {
	span := parent.child("Span")
	span.actual = s.Words()
	k := style{size: min(st.size, max(7.5, st.size*0.8)), leading: st.leading, weight: 600, ink: render.Ink2}
	return run{text: s.Code(), style: k, inline: span, cap: true}
}

// plainRun is one run of plain words.
func plainRun(words string, st style) []run { return []run{{text: clean(words), style: st}} }
