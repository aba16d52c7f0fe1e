package pdf

import (
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

// noteColumns lays out notes in up to three columns of running text.
func (l *layout) noteColumns(b document.Notes, parent *element, x, w float64) []piece {
	across := min(max(len(b.Columns), 1), 3)
	if l.large() || w < 100*mm {
		across = 1
	}
	cw := (w - float64(across-1)*6*mm) / float64(across)
	var out []piece
	for from := 0; from < len(b.Columns); from += across {
		var row []piece
		for i, col := range b.Columns[from:min(from+across, len(b.Columns))] {
			row = append(row, l.noteColumn(col, parent, x+float64(i)*(cw+6*mm), cw))
		}
		p := beside(row...)
		p.gap = 3 * mm
		out = append(out, p)
	}
	return out
}

// noteColumn sets its notes one after the other in a paragraph, as there is
// little room. Each is a Note of its own with an identifier.
func (l *layout) noteColumn(col document.NoteColumn, parent *element, x, w float64) piece {
	st := l.theme.source
	if l.theme.kind == document.Board {
		st = st.in(render.Ink2)
	}
	el := parent.child("P")
	var rs []run
	if col.Title != "" {
		rs = append(rs, plainRun(col.Title+". ", st.strong().in(render.Ink))...)
	}
	for i, n := range col.Items {
		l.notes++
		note := el.child("Note")
		note.id = "note-" + strconv.Itoa(l.notes)
		rs = append(rs, l.noteRuns(n, st, note, i+1 < len(col.Items))...)
	}
	return l.block(rs, st, el, x, w)
}

func (l *layout) noteRuns(n document.Note, st style, note *element, more bool) []run {
	var rs []run
	switch {
	case n.Symbol != quantity.NoSymbol:
		rs = append(rs, capRun(n.Symbol, st, note), run{text: "  ", style: st}) // room for the outline
	case n.Key != "":
		rs = append(rs, run{text: clean(n.Key) + ". ", style: st})
	}
	rs = append(rs, runs(n.Text, st, note)...)
	if more {
		rs = append(rs, run{text: "  ", style: st})
	}
	for i := range rs {
		if rs[i].inline == nil {
			rs[i].inline = note
		}
	}
	return rs
}

// glossary lays out words and their meaning in ruled rows, over pages.
func (l *layout) glossary(b document.Glossary, parent *element, x, w float64) []piece {
	items := make([]document.Fact, len(b.Terms))
	for i, t := range b.Terms {
		items[i] = document.Fact{Term: t.Word, Verdict: document.Plain(t.Meaning)}
	}
	return l.definitions(items, parent.child("Sect"), x, w)
}

// definitions are particulars with a wider column of terms.
func (l *layout) definitions(items []document.Fact, el *element, x, w float64) []piece {
	if l.large() {
		return l.particulars(items, el, x, w)
	}
	st := l.theme.panel
	list := el.list("None")
	in := 45 * mm
	var out []piece
	for i, f := range items {
		li := list.child("LI")
		lbl, body := li.child("Lbl"), li.child("LBody")
		term := l.block(plainRun(f.Term, st.strong()), st, lbl, x, in-3*mm)
		p := l.ruledRow(beside(term, l.block(runs(f.Verdict, st, body), st, body, x+in, w-in)), x, w)
		p = over(func(c *canvas, y float64) {
			if i == 0 {
				c.rule(x, y, w, headRule, render.Ink)
			}
		}, p)
		out = append(out, p)
	}
	return out
}
