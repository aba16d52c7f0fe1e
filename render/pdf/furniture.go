package pdf

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// furniture draws what surrounds a page's content: all artifacts.
type furniture struct {
	theme theme
	faces *faces
	doc   document.Document
	total int
}

// before draws what lies under the content: the watermark and the header.
func (f furniture) before(c *canvas, s sheet, p document.Page) {
	if f.doc.Draft {
		f.watermark(c)
	}
	if p.Bare || s.banded || f.theme.kind == document.LargePrint {
		return
	}
	f.header(c, p)
}

// watermark is the word DRAFT across the sheet, solid and drawn first, so that
// ink on it keeps its contrast.
func (f furniture) watermark(c *canvas) {
	st := style{size: 110, weight: 700, ink: render.Draft}
	w := f.faces.width("DRAFT", st)
	c.artifact(artBackground)
	c.pdf.TransformBegin()
	c.pdf.TransformRotate(45, sheetWidth/2, sheetHeight/2)
	c.text(sheetWidth/2-w/2, sheetHeight/2+0.33*st.size, "DRAFT", st)
	c.pdf.TransformEnd()
	c.ink = ink{}
	c.close()
}

func (f furniture) header(c *canvas, p document.Page) {
	st := f.theme.furniture
	y := 10*mm + firstBaseline(st)
	c.artifact(artHeader)
	title := clean(f.doc.Short)
	if title == "" {
		title = clean(f.doc.Title)
	}
	c.text(f.theme.left, y, title+" ", st.strong().in(render.Ink))
	if p.Section != "" {
		x := f.theme.left + f.faces.width(title, st.strong()) + 1.6*mm
		c.text(x, y, clean(p.Section), st)
	}
	right := f.rightHeader()
	c.text(f.theme.left+f.theme.width-f.faces.width(right, st), y, right, st)
	c.close()
}

// rightHeader is the period and, where the reader must know it, the version.
func (f furniture) rightHeader() string {
	parts := []string{clean(f.doc.Edition)}
	if f.doc.Status != "" && (f.theme.kind == document.Board || f.doc.Draft) {
		parts = append(parts, clean(f.doc.Status))
	}
	return strings.Trim(strings.Join(parts, "  ·  "), " ·")
}

// after draws the footer.
func (f furniture) after(c *canvas, n int, p document.Page) {
	if p.Bare {
		return
	}
	st := f.theme.furniture
	y := f.theme.bottom + 2.3*mm + firstBaseline(st)
	left, right := f.theme.left, f.theme.left+f.theme.width
	c.artifact(artFooter)
	c.box(left, f.theme.bottom-0.25, f.theme.width, 0.5, render.Rule)
	c.text(left, y, f.footerText(right-left-24*mm, st), st)
	of := " of " + strconv.Itoa(f.total)
	num := st.in(render.Ink)
	num.weight, num.size = 700, st.size+1.5
	number := strconv.Itoa(n)
	x := right - f.faces.width(of, st)
	c.text(x, y, of, st)
	c.text(x-f.faces.width(number, num), y, number, num)
	c.close()
}

// footerText is the footer's one line. Where it is too long it ends with the
// last sentence that fits: it must not run into the page number.
func (f furniture) footerText(w float64, st style) string {
	words := clean(f.doc.Footer)
	if f.theme.kind == document.LargePrint && words != "" && !strings.HasPrefix(words, "Large print") {
		words = "Large print. " + words
	}
	for f.faces.width(words, st) > w {
		cut := strings.LastIndex(strings.TrimSuffix(words, "."), ". ")
		if cut < 0 {
			return ""
		}
		words = words[:cut+1]
	}
	return words
}
