package pdf

import "github.com/sendpack/sendpack/internal/document"

// columns sets blocks side by side as one piece. Where that would be taller
// than a page, and in large print, they stand one below the other.
func (l *layout) columns(b document.Columns, parent *element, x, w float64) []piece {
	if l.large() {
		return l.inTurn(b, parent, x, w)
	}
	gutter := 6 * mm
	span := min(max(b.LeftSpan, 1), 5)
	unit := (w - 5*gutter) / 6
	lw := float64(span)*unit + float64(span-1)*gutter
	rx, rw := x+lw+gutter, w-lw-gutter
	left := stack(l.blocks(b.Left, parent, x, lw))
	right := stack(l.blocks(b.Right, parent, rx, rw))
	if max(left.height, right.height) > l.theme.floor()-l.theme.top {
		return l.inTurn(b, parent, x, w)
	}
	left, right = l.levelled(b, left, right, parent, x, lw, rx, rw)
	out := beside(left, right)
	out.ruled = left.ruled && right.ruled && l.theme.kind == document.Board
	return []piece{out}
}

func (l *layout) inTurn(b document.Columns, parent *element, x, w float64) []piece {
	return l.blocks(append(append([]document.Block{}, b.Left...), b.Right...), parent, x, w)
}

// levelled makes a lone callout as high as its neighbour and lowers the
// neighbour's text to the callout's first line.
func (l *layout) levelled(b document.Columns, left, right piece, parent *element, x, lw, rx, rw float64) (piece, piece) {
	lc, lok := lone(b.Left)
	rc, rok := lone(b.Right)
	switch {
	case rok && !lok:
		_, top := l.calloutPad(rc)
		left = padded(left, top, 0)
		right = l.calloutPiece(rc, parent, rx, rw, left.height)
	case lok && !rok:
		_, top := l.calloutPad(lc)
		right = padded(right, top, 0)
		left = l.calloutPiece(lc, parent, x, lw, right.height)
	}
	return left, right
}

func lone(bs []document.Block) (document.Callout, bool) {
	if len(bs) != 1 {
		return document.Callout{}, false
	}
	c, ok := bs[0].(document.Callout)
	return c, ok
}
