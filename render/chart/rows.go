package chart

import (
	"math"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

// row is one named line of a benchmark or breakdown.
type row struct {
	name    string
	lines   []string // of the name
	value   string   // text of the value column
	number  float64
	known   bool
	missing string
	strong  bool
	ink     render.Token // of name and value
	y       float64      // middle
	height  float64
}

// rowGrid is rows between a name column and a value column.
type rowGrid struct {
	rows        []row
	left, right float64 // of the plot
	top, bottom float64
	step        float64 // height of a row with a name of one line
	last        int     // index of the last row with a number, -1 for none
}

// nameShare is the most that names may take of the drawing's width; longer
// ones take two lines.
const nameShare = 0.42

// newRows fills texts and measures the columns. The unit stands on the first
// figure only.
func (s *sheet) newRows(rows []row, values []quantity.Quantity) rowGrid {
	g := rowGrid{rows: rows, last: -1}
	names, figures := 0.0, 0.0
	for i, q := range values {
		r := &g.rows[i]
		r.number, r.known = num(q)
		r.value = valueText(q, r.known, g.last < 0)
		if r.known {
			g.last = i
		}
		r.lines = s.nameLines(*r)
		for _, l := range r.lines {
			names = max(names, s.widthOf(strings.TrimRight(l, " "), s.label, r.weight()))
		}
		figures = max(figures, s.widthOf(r.value, s.label, r.valueWeight()))
	}
	g.left = names + 10*s.k
	g.right = max(s.w-figures-12*s.k, g.left+10)
	return g
}

// valueText is what the value column says: the figure, or the symbol for none.
func valueText(q quantity.Quantity, known, first bool) string {
	if !known {
		return q.Value.Symbol.Code()
	}
	text := q.Bare
	if first || text == "" {
		text = q.Text
	}
	if q.Value.Symbol != quantity.NoSymbol {
		text += " " + q.Value.Symbol.Code()
	}
	return text
}

func (r row) weight() int {
	if r.strong {
		return 700
	}
	return 400
}

func (r row) valueWeight() int {
	if r.known || r.strong {
		return r.weight()
	}
	return 600
}

func (s *sheet) nameLines(r row) []string {
	if s.widthOf(r.name, s.label, r.weight()) <= nameShare*s.w {
		return []string{r.name}
	}
	return s.fonts.Balance(r.name, TextStyle{Size: s.label, Weight: r.weight()}, nameShare*s.w)
}

// lay gives each row its height between top and the foot, and settles the
// height of the drawing. Rows shrink to touching lines for a height that is
// asked for, or grow by half; beyond that the drawing stays shorter.
func (s *sheet) lay(g *rowGrid, top, foot, step float64) {
	tight, own := 0.0, 0.0
	for i := range g.rows {
		r := &g.rows[i]
		r.height = max(step, s.tight(*r)+0.25*s.label*float64(len(r.lines)-1))
		tight += s.tight(*r)
		own += r.height
	}
	s.height(top+own+foot, top+tight+foot)
	s.h = min(s.h, top+1.5*own+foot)
	g.top, g.bottom, g.step = top, top, math.Inf(1)
	for i := range g.rows {
		r := &g.rows[i]
		if room := s.h - top - foot; room >= own {
			r.height *= room / own
		} else {
			r.height = s.tight(*r) + (r.height-s.tight(*r))*(room-tight)/(own-tight)
		}
		r.y = g.bottom + r.height/2
		g.bottom += r.height
		g.step = min(g.step, r.height)
	}
}

// tight is the least height of a row.
func (s *sheet) tight(r row) float64 { return float64(max(len(r.lines), 1)) * pitch * s.label }

// rowStep is a row's usual height: 13 units at 8-unit labels for a benchmark,
// 25 on a screen.
func (s *sheet) rowStep(perLabel float64) float64 {
	if s.label > 12 && s.label <= 15 {
		return 25
	}
	return perLabel * s.label / 8
}

// putNames writes the name and value columns and, for rows without a number,
// the hatch and the word on it.
func (s *sheet) putNames(g rowGrid) {
	for _, r := range g.rows {
		s.putLines(caption{x: 0, y: r.y, size: s.label, weight: r.weight(), fill: r.ink}, r.lines)
		s.put(caption{x: s.w, y: r.y + middle*s.label, text: r.value, size: s.label, weight: r.valueWeight(),
			fill: r.ink, anchor: End})
	}
	for _, r := range g.rows {
		if !r.known {
			s.putMissing(g, r)
		}
	}
}

// putMissing draws the hatch and its word; a plot too narrow for the word gets
// a shorter hatch, then a note.
func (s *sheet) putMissing(g rowGrid, r row) {
	limit := s.w - s.widthOf(r.value, s.label, r.valueWeight()) - 4*s.k
	word := s.widthOf(r.missing, s.label, 400)
	width := min(hatchWidth*s.k, g.right-g.left)
	gap := 4 * s.k
	if r.missing != "" && g.left+width+gap+word > limit {
		width = max(min(width, limit-g.left-gap-word), min(width, 10*s.k))
	}
	s.hatch(g.left+0.5, r.y, width)
	x := g.left + 0.5 + width + gap
	if r.missing == "" {
		return
	}
	if x+word > limit {
		s.drop(r.name + ": " + r.missing)
		return
	}
	s.put(caption{x: x, y: r.y + middle*s.label, text: r.missing, size: s.label, fill: render.Ink2, halo: !r.strong})
}
