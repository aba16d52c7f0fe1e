package chart

import (
	"encoding/xml"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// SVGOptions says how a drawing is written.
type SVGOptions struct {
	ID         string // prefix of the ids of title and desc; unique in the page
	Title      string // short name, read first
	Desc       string // the alternative text
	Class      string // further classes of the svg element, which always has "ch"
	Decorative bool   // hidden from assistive technology: the text beside it says it all
	Standalone bool   // a file of its own: name space, size, font family and white ground
}

// SVG writes the drawing as an SVG element: as wide as its container, text as
// text in the font it inherits, colours as classes with the light ones as
// fallback (see CSS).
func SVG(d Drawing, o SVGOptions) string {
	w := &svgWriter{}
	w.open(d, o)
	w.names(o)
	if o.Standalone {
		w.b.WriteString(`<rect` + boxAttributes(d) + ` fill="#FFFFFF"/>`)
	}
	w.ops(d.Ops)
	w.b.WriteString("</svg>")
	return w.b.String()
}

// MarkSVG writes a mark as a small inline SVG, px wide and high and hidden
// from assistive technology, since its word stands beside it. NoMark gives "".
func MarkSVG(m document.Mark, px float64) string {
	ops := Mark(m, 12, 12, 10.5)
	if len(ops) == 0 || !finite(px) {
		return ""
	}
	w := &svgWriter{}
	size := number(px)
	w.b.WriteString(`<svg class="mk" viewBox="0 0 24 24" width="` + size + `" height="` + size +
		`" aria-hidden="true" focusable="false" fill="none">`)
	w.ops(ops)
	w.b.WriteString("</svg>")
	return w.b.String()
}

type svgWriter struct{ b strings.Builder }

func (w *svgWriter) open(d Drawing, o SVGOptions) {
	w.b.WriteString("<svg")
	if o.Standalone {
		w.b.WriteString(` xmlns="http://www.w3.org/2000/svg" font-family="'Source Sans 3', 'Source Sans Pro', Arial, sans-serif"`)
		w.attribute("height", number(d.Height))
		w.attribute("width", number(d.Width+2*d.Bleed))
		w.attribute("viewBox", numbers(-d.Bleed, 0, d.Width+2*d.Bleed, d.Height))
	} else {
		w.attribute("width", "100%")
		w.attribute("viewBox", numbers(0, 0, d.Width, d.Height))
	}
	w.attribute("class", strings.TrimSpace("ch "+o.Class))
	if d.Bleed > 0 {
		w.attribute("overflow", "visible")
	}
	w.b.WriteString(` fill="none" stroke-linejoin="round"`)
	w.roles(o)
	w.b.WriteString(">")
}

func (w *svgWriter) roles(o SVGOptions) {
	if o.Decorative {
		w.b.WriteString(` aria-hidden="true" focusable="false"`)
		return
	}
	w.attribute("role", "img")
	var ids []string
	if o.Title != "" {
		ids = append(ids, o.ID+"-t")
	}
	if o.Desc != "" {
		ids = append(ids, o.ID+"-d")
	}
	if len(ids) > 0 {
		w.attribute("aria-labelledby", strings.Join(ids, " "))
	}
}

func (w *svgWriter) names(o SVGOptions) {
	if o.Decorative {
		return
	}
	if o.Title != "" {
		w.b.WriteString(`<title id="` + escape(o.ID) + `-t">` + escape(o.Title) + `</title>`)
	}
	if o.Desc != "" {
		w.b.WriteString(`<desc id="` + escape(o.ID) + `-d">` + escape(o.Desc) + `</desc>`)
	}
}

func boxAttributes(d Drawing) string {
	return ` x="` + number(-d.Bleed) + `" y="0" width="` + number(d.Width+2*d.Bleed) + `" height="` + number(d.Height) + `"`
}

func (w *svgWriter) attribute(name, value string) {
	w.b.WriteString(" " + name + `="` + escape(value) + `"`)
}

// ops writes operations of one style in a row as one group, and the paths
// among them as one path where that draws the same.
func (w *svgWriter) ops(ops []Op) {
	for i := 0; i < len(ops); {
		n := i + 1
		for n < len(ops) && sameStyle(ops[i], ops[n]) {
			n++
		}
		w.run(ops[i:n])
		i = n
	}
}

func sameStyle(a, b Op) bool {
	return a.Kind == b.Kind && a.Fill == b.Fill && a.Stroke == b.Stroke && a.StrokeWidth == b.StrokeWidth &&
		a.Size == b.Size && a.Weight == b.Weight && slices.Equal(a.Dash, b.Dash)
}

func (w *svgWriter) run(ops []Op) {
	style := styleOf(ops[0])
	if ops[0].Kind == OpPath && (len(ops) == 1 || ops[0].Fill == render.None || ops[0].Stroke == render.None) {
		w.b.WriteString("<path" + style + ` d="`)
		for _, op := range ops {
			w.path(op.Segs)
		}
		w.b.WriteString(`"/>`)
		return
	}
	if len(ops) == 1 {
		w.element(ops[0], style)
		return
	}
	w.b.WriteString("<g" + style + ">")
	for _, op := range ops {
		w.element(op, "")
	}
	w.b.WriteString("</g>")
}

// styleOf is the attributes that a run shares.
func styleOf(op Op) string {
	var classes []string
	attributes := ""
	if op.Fill != render.None {
		classes = append(classes, "f-"+string(op.Fill))
		attributes += ` fill="` + render.Colour(op.Fill).Light.Hex() + `"`
	}
	if op.Stroke != render.None {
		classes = append(classes, "s-"+string(op.Stroke))
		attributes += ` stroke="` + render.Colour(op.Stroke).Light.Hex() + `" stroke-width="` + number(op.StrokeWidth) + `"`
		if len(op.Dash) > 0 {
			attributes += ` stroke-dasharray="` + numbers(op.Dash...) + `"`
		}
	}
	if op.Kind == OpText {
		attributes += ` font-size="` + number(op.Size) + `" font-weight="` + strconv.Itoa(max(op.Weight, 400)) + `"`
		if op.Stroke != render.None {
			attributes += ` paint-order="stroke"`
		}
	}
	return ` class="` + escape(strings.Join(classes, " ")) + `"` + attributes
}

func (w *svgWriter) element(op Op, style string) {
	switch op.Kind {
	case OpCircle:
		w.b.WriteString("<circle" + style + ` cx="` + number(op.X) + `" cy="` + number(op.Y) + `" r="` + number(op.R) + `"/>`)
	case OpText:
		w.text(op, style)
	case OpPath:
		w.b.WriteString("<path" + style + ` d="`)
		w.path(op.Segs)
		w.b.WriteString(`"/>`)
	}
}

// text anchors the end that matters, so that a reader's own font keeps columns
// flush.
func (w *svgWriter) text(op Op, style string) {
	x := op.X
	w.b.WriteString("<text" + style)
	switch op.Anchor {
	case Middle:
		x += op.Width / 2
		w.b.WriteString(` text-anchor="middle"`)
	case End:
		x += op.Width
		w.b.WriteString(` text-anchor="end"`)
	}
	w.attribute("x", number(x))
	w.attribute("y", number(op.Y))
	if op.Angle != 0 {
		w.attribute("transform", "rotate("+numbers(op.Angle, op.X, op.Y)+")")
	}
	w.b.WriteString(">" + escape(op.Text) + "</text>")
}

var letters = map[SegKind]string{MoveTo: "M", LineTo: "L", CurveTo: "C", Close: "Z"}

// path writes segments, with H and V for level and upright lines.
func (w *svgWriter) path(segs []Seg) {
	var at Seg
	for _, s := range segs {
		switch {
		case s.Kind == Close:
			w.b.WriteString("Z")
			at = Seg{X: math.NaN(), Y: math.NaN()} // the pen is back at a start: no short form
			continue
		case s.Kind == LineTo && s.Y == at.Y:
			w.b.WriteString("H" + number(s.X))
		case s.Kind == LineTo && s.X == at.X:
			w.b.WriteString("V" + number(s.Y))
		case s.Kind == CurveTo:
			w.b.WriteString("C" + numbers(s.X1, s.Y1, s.X2, s.Y2, s.X, s.Y))
		default:
			w.b.WriteString(letters[s.Kind] + numbers(s.X, s.Y))
		}
		at = s
	}
}

// number is v to two decimals without zeros at the end.
func number(v float64) string {
	if !finite(v) {
		return "0"
	}
	return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64)
}

func numbers(v ...float64) string {
	out := make([]string, len(v))
	for i, n := range v {
		out[i] = number(n)
	}
	return strings.Join(out, " ")
}

// escape makes text safe in elements and attributes; characters that XML does
// not allow become U+FFFD.
func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder does not fail
	return b.String()
}
