package pdf

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-pdf/fpdf"

	"github.com/sendpack/sendpack/render"
	"github.com/sendpack/sendpack/render/chart"
)

// mm is a millimetre in points; everything in this package is in points from
// the top left of the sheet unless a name says otherwise.
const mm = 72 / 25.4

// A4 in points, as fpdf rounds it.
const (
	sheetWidth  = 595.28
	sheetHeight = 841.89
)

// canvas draws on fpdf and keeps the marked content right: every operation is
// in the sequence of one element or in an artifact, sequences never nest, and
// none runs over a page.
type canvas struct {
	pdf     *fpdf.Fpdf
	faces   *faces
	tree    *tree
	page    int
	open    *element // whose sequence is open
	art     string   // the artifact that is open
	mcids   []int    // next MCID by page
	annots  []*annotation
	places  map[string]place
	outline []bookmark
	ink     ink
	pen     pen
	brand   render.Brand
	loaded  [faceCount]bool // faces that the file has
	err     error
}

// ink is the drawing state last sent to the page.
type ink struct {
	font   chart.Face
	size   float64
	fill   render.Token
	stroke render.Token
	text   render.Token
	width  float64
	dashed bool
	known  bool
}

// place is where a link can lead.
type place struct {
	page int
	y    float64
}

// bookmark is an outline entry.
type bookmark struct {
	level int
	title string
	place place
}

// Artifact kinds, as property lists.
const (
	artLayout     = "<</Type /Layout>>"
	artHeader     = "<</Type /Pagination /Subtype /Header>>"
	artFooter     = "<</Type /Pagination /Subtype /Footer>>"
	artBackground = "<</Type /Pagination /Subtype /Watermark>>"
)

func newCanvas(f *faces, when time.Time) *canvas {
	p := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: sheetWidth, Ht: sheetHeight}})
	p.SetCatalogSort(true)
	p.SetCreationDate(when)
	p.SetModificationDate(when)
	p.SetProducer("sendpack", true)
	p.SetCellMargin(0)
	p.SetAutoPageBreak(false, 0)
	return &canvas{pdf: p, faces: f, tree: newTree(), mcids: []int{0}, places: map[string]place{}}
}

// newPage closes what is open and starts a sheet.
func (c *canvas) newPage() {
	c.close()
	c.pdf.AddPage()
	c.page++
	c.mcids = append(c.mcids, 0)
	c.ink = ink{}
	if err := c.pdf.Error(); err != nil {
		c.fail("page %d: %w", c.page, err)
	}
}

func (c *canvas) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// in makes e the owner of what is drawn next. Nil leaves it to what is open,
// which then is an artifact.
func (c *canvas) in(e *element) {
	if e == nil || c.open == e {
		return
	}
	c.close()
	c.tree.attach(e)
	n := c.mcids[c.page]
	c.mcids[c.page]++
	c.pdf.RawWriteStr("/" + e.role + " <</MCID " + strconv.Itoa(n) + ">> BDC")
	e.kids = append(e.kids, kid{page: c.page, mcid: n})
	if e.page == 0 {
		e.page = c.page
	}
	c.open = e
}

// artifact makes what is drawn next no part of the content.
func (c *canvas) artifact(kind string) {
	if c.art == kind {
		return
	}
	c.close()
	c.pdf.RawWriteStr("/Artifact " + kind + " BDC")
	c.art = kind
}

// close ends the open sequence or artifact, if any.
func (c *canvas) close() {
	if c.open != nil || c.art != "" {
		c.pdf.RawWriteStr("EMC")
	}
	c.open, c.art = nil, ""
}

// mark records that a link to name leads here.
func (c *canvas) mark(name string, y float64) {
	if _, taken := c.places[name]; name != "" && !taken {
		c.places[name] = place{c.page, y}
	}
}

// bookmark adds an outline entry that leads to y.
func (c *canvas) bookmark(level int, title string, y float64) {
	if strings.TrimSpace(title) == "" {
		return
	}
	c.outline = append(c.outline, bookmark{level, clean(title), place{c.page, y}})
}

// text draws words with their baseline at x, y in the open sequence.
func (c *canvas) text(x, y float64, words string, st style) {
	if words == "" {
		return
	}
	fc, size, colour := st.face(), st.size, st.ink
	if r, is := c.faces.lacks(words, st); is {
		c.fail("no glyph for %q (%U) in the text %q", r, r, words)
		return
	}
	if !c.ink.known || c.ink.font != fc || c.ink.size != size {
		c.useFace(fc, size)
		c.ink.font, c.ink.size, c.ink.known = fc, size, true
	}
	if c.ink.text != colour {
		k := c.brand.Colour(colour).Light
		c.pdf.SetTextColor(int(k.R), int(k.G), int(k.B))
		c.ink.text = colour
	}
	c.pdf.Text(x, y, words)
}

// useFace sets the type. A face is read when it is first needed: that costs as
// much as drawing a page, and many packs have no italics.
func (c *canvas) useFace(fc chart.Face, size float64) {
	if !c.loaded[fc] {
		c.pdf.AddUTF8FontFromBytes(families[fc], "", append([]byte(nil), c.faces.data[fc]...))
		c.loaded[fc] = true
	}
	c.pdf.SetFont(families[fc], "", size)
}

// rule draws a horizontal line as an artifact; its middle is at y.
func (c *canvas) rule(x, y, w, thick float64, colour render.Token) {
	c.artifact(artLayout)
	c.box(x, y-thick/2, w, thick, colour)
}

// upright draws a vertical line as an artifact; its middle is at x.
func (c *canvas) upright(x, y, h, thick float64, colour render.Token) {
	c.artifact(artLayout)
	c.box(x-thick/2, y, thick, h, colour)
}

// ground fills a rectangle as an artifact.
func (c *canvas) ground(x, y, w, h float64, colour render.Token) {
	c.artifact(artLayout)
	c.box(x, y, w, h, colour)
}

func (c *canvas) box(x, y, w, h float64, colour render.Token) {
	c.setFill(colour)
	c.pdf.Rect(x, y, w, h, "F")
}

// frame outlines a rounded rectangle as an artifact. It draws its own corners:
// fpdf's leave a graphics state open.
func (c *canvas) frame(x, y, w, h, r, thick float64, colour render.Token) {
	c.artifact(artLayout)
	c.setStroke(colour, thick)
	if r == 0 {
		c.pdf.Rect(x, y, w, h, "D")
		return
	}
	k := r * (1 - arcs) // from a corner to the control point of a quarter circle
	right, foot := x+w, y+h
	c.pen.moveTo(x+r, y)
	c.pen.lineTo(right-r, y)
	c.pen.curveTo(right-k, y, right, y+k, right, y+r)
	c.pen.lineTo(right, foot-r)
	c.pen.curveTo(right, foot-k, right-k, foot, right-r, foot)
	c.pen.lineTo(x+r, foot)
	c.pen.curveTo(x+k, foot, x, foot-k, x, foot-r)
	c.pen.lineTo(x, y+r)
	c.pen.curveTo(x, y+k, x+k, y, x+r, y)
	c.pen.closePath()
	c.paint("D")
}

// disc fills a circle as an artifact.
func (c *canvas) disc(x, y, r float64, colour render.Token) {
	c.artifact(artLayout)
	c.setFill(colour)
	c.pen.circle(x, y, r)
	c.paint("F")
}

func (c *canvas) setFill(t render.Token) {
	if c.ink.fill != t {
		k := c.brand.Colour(t).Light
		c.pdf.SetFillColor(int(k.R), int(k.G), int(k.B))
		c.ink.fill = t
	}
}

func (c *canvas) setStroke(t render.Token, width float64) {
	if c.ink.stroke != t {
		k := c.brand.Colour(t).Light
		c.pdf.SetDrawColor(int(k.R), int(k.G), int(k.B))
		c.ink.stroke = t
	}
	if c.ink.width != width {
		c.pdf.SetLineWidth(width)
		c.ink.width = width
	}
}

// link makes the area of a line of words active, as part of el.
func (c *canvas) link(el *element, a annotation) {
	a.page, a.link = c.page, el
	c.annots = append(c.annots, &a)
	el.kids = append(el.kids, kid{annot: &a})
}

// figureBox is the attribute that gives a figure's place on its page.
func figureBox(x, y, w, h float64) string {
	return fmt.Sprintf("<</O /Layout /BBox [%.2f %.2f %.2f %.2f]>>", x, sheetHeight-y-h, x+w, sheetHeight-y)
}
