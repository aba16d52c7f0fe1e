package pdf

import (
	"bytes"

	"github.com/go-pdf/fpdf"
)

// Most that a logo may take of the cover.
const (
	logoHeight = 14 * mm
	logoWidth  = 90 * mm
)

// coverLogo is the publisher's picture between the partnership's name and the
// title, or nothing.
func (l *layout) coverLogo(parent *element, x float64) piece {
	if l.logo == nil || l.logo.Width < 1 || l.logo.Height < 1 {
		return space(0)
	}
	h := logoHeight
	w := h * float64(l.logo.Width) / float64(l.logo.Height)
	if w > logoWidth {
		w, h = logoWidth, logoWidth*float64(l.logo.Height)/float64(l.logo.Width)
	}
	fig := parent.child("Figure")
	fig.alt = clean(l.logo.Alt)
	return piece{height: h, draw: func(c *canvas, y float64) {
		if fig.alt == "" {
			c.fail("the logo has no text alternative")
		}
		fig.attrs = figureBox(x, y, w, h)
		c.in(fig)
		options := fpdf.ImageOptions{ImageType: "PNG"}
		c.pdf.RegisterImageOptionsReader("logo", options, bytes.NewReader(l.logo.PNG))
		c.pdf.ImageOptions("logo", x, y, w, h, false, options, 0, "")
		if err := c.pdf.Error(); err != nil {
			c.fail("the logo: %w", err)
		}
	}}
}
