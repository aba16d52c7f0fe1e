package chart

import (
	"math"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/render"
)

// Shares of the type size, from the metrics of Source Sans 3.
const (
	capHeight = 0.66
	middle    = 0.33 // from the middle of figures and capitals to the baseline
	ascent    = 0.72 // box of a line above its baseline, for collisions
	descent   = 0.20
	pitch     = 1.2 // from baseline to baseline
)

// sheet is a drawing in the making: the recorder with the sizes of the chart
// and the boxes of the texts already on it.
type sheet struct {
	*recorder
	w, h    float64
	k       float64 // growth of strokes and radii with the label size
	label   float64
	axis    float64
	given   float64 // height asked for, 0 for the kind's own
	bleed   float64
	boxes   []box
	dropped []string
}

// line is how a stroke is drawn. Widths and dashes are for 8-unit labels.
type line struct {
	token render.Token
	width float64
	dash  []float64
}

// box is the ground a text covers.
type box struct{ left, top, right, bottom float64 }

// caption is one line of text to be put at its anchor and baseline.
type caption struct {
	x, y   float64
	text   string
	size   float64
	weight int
	fill   render.Token
	anchor Anchor
	halo   bool
}

func newSheet(size Size, f *Fonts) *sheet {
	s := &sheet{recorder: newRecorder(f), w: within(size.Width, 60, 5000, 238), label: within(size.Label, 4, 40, 8)}
	s.axis = within(size.Axis, 4, 40, s.label)
	s.k = min(s.label/8, 1.6)
	if finite(size.Height) && size.Height > 0 {
		s.given = min(size.Height, 5000)
	}
	return s
}

// within is v kept between low and high, or otherwise when v is no size.
func within(v, low, high, otherwise float64) float64 {
	if !finite(v) || v <= 0 {
		return otherwise
	}
	return min(max(v, low), high)
}

// height settles the drawing's height: as asked, or the kind's own, but never
// less than what must fit.
func (s *sheet) height(own, least float64) {
	s.h = own
	if s.given > 0 {
		s.h = s.given
	}
	s.h = max(s.h, least)
}

func (s *sheet) finish() Drawing {
	return Drawing{Width: round2(s.w), Height: round2(s.h), Bleed: round2(s.bleed), Ops: s.ops, Dropped: s.dropped}
}

// drop keeps a label that found no place, once.
func (s *sheet) drop(text string) {
	if text = strings.TrimSpace(text); text != "" && !slices.Contains(s.dropped, text) {
		s.dropped = append(s.dropped, text)
	}
}

func (s *sheet) use(l line) {
	s.stroke, s.strokeWidth, s.dash = l.token, l.width*s.k, grown(l.dash, s.k)
}

func grown(dash []float64, k float64) []float64 {
	if dash == nil {
		return nil
	}
	out := make([]float64, len(dash))
	for i, d := range dash {
		out[i] = round2(d * k)
	}
	return out
}

func (s *sheet) rule(x1, y1, x2, y2 float64, l line) {
	s.use(l)
	s.MoveToF(x1, y1)
	s.LineToF(x2, y2)
	s.Stroke()
}

func (s *sheet) rect(x, y, w, h float64, fill render.Token) {
	s.fill = fill
	s.outline(x, y, w, h)
	s.Fill()
}

func (s *sheet) outline(x, y, w, h float64) {
	s.MoveToF(x, y)
	s.LineToF(x+w, y)
	s.LineToF(x+w, y+h)
	s.LineToF(x, y+h)
	s.Close()
}

// dot is a filled disc, edged when l has a token.
func (s *sheet) dot(x, y, r float64, fill render.Token, l line) {
	s.use(l)
	s.fill = fill
	s.CircleF(x, y, r*s.k)
}

// Hatch of a missing figure (design §8).
const (
	hatchWidth, hatchHeight = 26, 8
	hatchPitch              = 3.4
)

// hatch draws the sign for a missing figure from x, centred on y.
func (s *sheet) hatch(x, y, width float64) {
	h := hatchHeight * s.k
	top := y - h/2
	s.use(line{render.Ink3, 0.6, nil})
	s.outline(x, top, width, h)
	s.Stroke()
	for c := hatchPitch * s.k; c < width+h; c += hatchPitch * s.k { // the line falls from (c, 0) to (c-h, h)
		from := max(0, c-width)
		to := min(h, c)
		s.MoveToF(x+c-from, top+from)
		s.LineToF(x+c-to, top+to)
	}
	s.Stroke()
}

func (s *sheet) widthOf(text string, size float64, weight int) float64 {
	return s.fonts.Width(text, size, weight, false)
}

// boxOf is where the caption would stand, moved sideways and up or down just
// enough to be inside the drawing; ok is false when it is too wide for it.
func (s *sheet) boxOf(c caption) (b box, width float64, ok bool) {
	width = s.widthOf(c.text, c.size, c.weight)
	left := c.x
	switch c.anchor {
	case Middle:
		left -= width / 2
	case End:
		left -= width
	}
	left = max(0, min(left, s.w-width))
	y := max(ascent*c.size, min(c.y, s.h-descent*c.size))
	return box{left, y - ascent*c.size, left + width, y + descent*c.size}, width, width <= s.w+0.01 && finite(c.x) && finite(c.y)
}

// put draws the caption, or drops it when it does not fit the drawing or would
// cover another text.
func (s *sheet) put(c caption) bool {
	if c.text == "" {
		return true
	}
	b, width, ok := s.boxOf(c)
	if !ok || !s.free(b) {
		s.drop(c.text)
		return false
	}
	s.boxes = append(s.boxes, b)
	op := Op{Kind: OpText, X: round2(b.left), Y: round2(b.top + ascent*c.size), Text: c.text, Size: c.size,
		Weight: max(c.weight, 400), Width: round2(width), Anchor: c.anchor, Fill: c.fill}
	if c.halo {
		op.Stroke, op.StrokeWidth = render.Paper, round2(2.4*s.k)
	}
	s.add(op)
	return true
}

// putLines draws lines one below the other, centred on y as a block.
func (s *sheet) putLines(c caption, lines []string) {
	step := pitch * c.size
	base := c.y - step*float64(len(lines)-1)/2 + middle*c.size
	for i, text := range lines {
		c.text, c.y = strings.TrimRight(text, " "), base+step*float64(i)
		s.put(c)
	}
}

// free reports whether no text is on the ground of b.
func (s *sheet) free(b box) bool {
	for _, o := range s.boxes {
		if b.meets(o) {
			return false
		}
	}
	return true
}

// clear is free with air around it, for labels that may stand elsewhere.
func (s *sheet) clear(b box) bool {
	air := 0.15 * (b.bottom - b.top)
	wide := box{b.left - 4*air, b.top - air, b.right + 4*air, b.bottom + air}
	for _, o := range s.boxes {
		if min(wide.right, o.right) > max(wide.left, o.left) && min(wide.bottom, o.bottom) > max(wide.top, o.top) {
			return false
		}
	}
	return true
}

// meets reports two texts that cover each other by more than a third of the
// lower one's height.
func (b box) meets(o box) bool {
	wide := min(b.right, o.right) - max(b.left, o.left)
	high := min(b.bottom, o.bottom) - max(b.top, o.top)
	return wide > 0.2 && high > min(b.bottom-b.top, o.bottom-o.top)/3
}

// huge is where figures stop being figures and differences overflow.
const huge = 1e100

// num is the number of a quantity that can be drawn.
func num(q quantity.Quantity) (float64, bool) {
	v := q.Value.Number
	return v, q.Value.Known && drawable(v)
}

func drawable(v float64) bool { return math.Abs(v) < huge }
