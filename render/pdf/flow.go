package pdf

import (
	"fmt"

	"github.com/sendpack/sendpack/render"
)

// piece is a horizontal slice of a page that is never split. Laying out makes
// pieces; paginating gives them their place; drawing calls them in order.
type piece struct {
	gap    float64 // space above, dropped at the top of a sheet
	height float64
	keep   bool    // stays with the next piece
	ruled  bool    // opens with a rule, so may start higher on the sheet
	full   bool    // starts at the very top of a sheet, above the margin
	sheet  bool    // starts a new sheet
	foot   bool    // stands at the foot of its sheet
	pitch  float64 // from its top to the next piece's top, where there is room
	head   *piece  // repeated above this piece where it opens a sheet
	name   string  // what it is, for the message when it is too tall
	draw   func(c *canvas, y float64)
}

// placed is a piece at its place.
type placed struct {
	piece
	y float64
}

// sheet is one side of paper.
type sheet struct {
	section int // index of the document page it belongs to
	items   []placed
	banded  bool // opens with a cover or band: no header
}

// space is a piece that only takes room.
func space(h float64) piece { return piece{height: h, draw: func(*canvas, float64) {}} }

// stack makes one piece of several, one below the other.
func stack(ps []piece) piece {
	if len(ps) == 0 {
		return space(0)
	}
	out := piece{gap: ps[0].gap, ruled: ps[0].ruled, name: ps[0].name}
	for i, p := range ps {
		if i > 0 {
			out.height += p.gap
		}
		out.height += p.height
	}
	out.draw = func(c *canvas, y float64) {
		for i, p := range ps {
			if i > 0 {
				y += p.gap
			}
			p.draw(c, y)
			y += p.height
		}
	}
	return out
}

// beside makes one piece of pieces that share their top.
func beside(ps ...piece) piece {
	out := piece{}
	for _, p := range ps {
		out.height = max(out.height, p.height)
		if out.name == "" {
			out.name = p.name
		}
	}
	out.draw = func(c *canvas, y float64) {
		for _, p := range ps {
			p.draw(c, y)
		}
	}
	return out
}

// over draws first and then p, in the same place.
func over(first func(c *canvas, y float64), p piece) piece {
	draw := p.draw
	p.draw = func(c *canvas, y float64) {
		first(c, y)
		draw(c, y)
	}
	return p
}

// padded is p with room above and below.
func padded(p piece, above, below float64) piece {
	draw := p.draw
	p.height += above + below
	p.draw = func(c *canvas, y float64) { draw(c, y+above) }
	return p
}

// together keeps all pieces on one sheet as long as they fit on one.
func together(ps []piece) []piece {
	for i := range ps[:max(len(ps)-1, 0)] {
		ps[i].keep = true
	}
	return ps
}

// spaced sets the gap above the first piece.
func spaced(gap float64, ps []piece) []piece {
	if len(ps) > 0 {
		ps[0].gap = gap
	}
	return ps
}

// named says what pieces are, for messages.
func named(what string, p piece) piece {
	p.name = what
	return p
}

// hairline is a decorative rule with the height of its own thickness.
func hairline(x, w, thick float64, ink render.Token) piece {
	return piece{height: thick, draw: func(c *canvas, y float64) { c.rule(x, y+thick/2, w, thick, ink) }}
}

// pager places pieces on sheets.
type pager struct {
	theme  theme
	sheets []sheet
	y      float64
	wish   float64 // where the next piece would rather begin; 0 for nowhere
	err    error
}

// chain counts the pieces that stay together from the first on.
func chain(ps []piece) int {
	n := 1
	for n < len(ps) && ps[n-1].keep {
		n++
	}
	return n
}

func (p *pager) open(index int) {
	p.sheets = append(p.sheets, sheet{section: index})
	p.y, p.wish = 0, 0
}

func (p *pager) empty() bool { return len(p.sheets[len(p.sheets)-1].items) == 0 }

// start is where the first piece of a sheet begins.
func (p *pager) start(first piece) float64 {
	switch {
	case first.full:
		return 0
	case first.ruled:
		return p.theme.ruled
	}
	return p.theme.top
}

// room is the height that a sheet offers a piece.
func (p *pager) room(first piece) float64 {
	if first.full {
		return sheetHeight
	}
	return p.theme.floor() - p.start(first)
}

func (p *pager) chain(index int, ps []piece) {
	total := 0.0
	for i, q := range ps {
		if i > 0 {
			total += q.gap
		}
		total += q.height
	}
	switch {
	case ps[0].sheet && !p.empty():
		p.open(index)
	case !p.empty() && p.y+ps[0].gap+total > p.theme.floor()+0.5:
		p.open(index)
	}
	if p.wish > p.y+ps[0].gap && p.wish+total <= p.theme.floor()+0.5 {
		p.y = p.wish - ps[0].gap
	}
	for _, q := range ps {
		if !p.empty() && p.y+q.gap+q.height > p.theme.floor()+0.5 {
			p.open(index) // a chain longer than a sheet breaks where it must
		}
		p.put(q)
	}
}

func (p *pager) put(q piece) {
	s := &p.sheets[len(p.sheets)-1]
	if p.empty() {
		p.y = p.start(q)
		s.banded = q.full
		if q.head != nil {
			s.items = append(s.items, placed{*q.head, p.y})
			p.y += q.head.height
		}
		if q.height > p.room(q)+0.5 && p.err == nil {
			p.err = fmt.Errorf("%s is %.0f mm taller than a page: shorten its text", orPart(q.name), (q.height-p.room(q))/mm)
		}
	} else {
		p.y += q.gap
	}
	if q.foot {
		p.y = max(p.y, p.theme.foot()-q.height)
	}
	s.items = append(s.items, placed{q, p.y})
	p.wish = 0
	if q.pitch > 0 {
		p.wish = p.y + q.pitch
	}
	p.y += q.height
}

func orPart(name string) string {
	if name == "" {
		return "a part of the page"
	}
	return name
}
