package verify

import (
	"math"
	"strings"
)

// pdfArtifact is what an artifact says it is.
type pdfArtifact string

// Artifacts that stand around a page's content.
const (
	artOther     pdfArtifact = ""
	artHeader    pdfArtifact = "Header"
	artFooter    pdfArtifact = "Footer"
	artWatermark pdfArtifact = "Watermark"
)

// pdfRun is text shown in one go, at its place in points from the lower left
// corner of the page.
type pdfRun struct {
	text     string
	left     float64
	right    float64 // without trailing spaces
	base     float64
	size     float64
	turned   bool
	mcid     int // -1 in an artifact
	artifact pdfArtifact
}

// Shares of the type size, from the metrics of Source Sans 3.
const (
	runAscent  = 0.72
	runDescent = 0.20
)

func (r pdfRun) top() float64    { return r.base + runAscent*r.size }
func (r pdfRun) bottom() float64 { return r.base - runDescent*r.size }

// pdfMatrix is the six numbers of a transformation.
type pdfMatrix [6]float64

// then is the transformation m followed by n.
func (m pdfMatrix) then(n pdfMatrix) pdfMatrix {
	return pdfMatrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// pdfPen is where text is shown next.
type pdfPen struct {
	ctm, line, text pdfMatrix
	size, leading   float64
}

func newPen() pdfPen {
	one := pdfMatrix{1, 0, 0, 1, 0, 0}
	return pdfPen{ctm: one, line: one, text: one}
}

func (p *pdfPen) begin() {
	p.line = pdfMatrix{1, 0, 0, 1, 0, 0}
	p.text = p.line
}

func (p *pdfPen) setSize(args []any) {
	if len(args) > 1 {
		p.size, _ = args[1].(float64)
	}
}

// move follows the operators that change a matrix or the leading.
func (p *pdfPen) move(op string, args []any) {
	var n pdfMatrix
	for i := range min(len(args), len(n)) {
		n[i], _ = args[i].(float64)
	}
	switch op {
	case "cm":
		p.ctm = n.then(p.ctm)
	case "Tm":
		p.line, p.text = n, n
	case "TL":
		p.leading = n[0]
	case "TD":
		p.leading = -n[1]
		p.shift(n[0], n[1])
	case "Td":
		p.shift(n[0], n[1])
	case "T*":
		p.shift(0, -p.leading)
	}
}

func (p *pdfPen) shift(x, y float64) {
	p.line = pdfMatrix{1, 0, 0, 1, x, y}.then(p.line)
	p.text = p.line
}

// place keeps a shown text with its place. Characters of other fonts than the
// packs' have no width here; then the run is as long as its widths say.
func (s *pdfScan) place(text string, args []any) {
	m := s.pen.text.then(s.pen.ctm)
	scale := math.Hypot(m[0], m[1])
	full, seen := 0.0, 0.0
	for _, a := range args {
		list, ok := a.([]any)
		if !ok {
			list = []any{a}
		}
		for _, x := range list {
			if n, ok := x.(float64); ok {
				full -= n
			}
			raw, _ := x.(pdfString)
			for _, code := range s.font.codes(string(raw)) {
				full += s.font.width(code)
				if strings.TrimSpace(s.font.unicode.text(code)) != "" {
					seen = full
				}
			}
		}
	}
	size := s.pen.size * scale
	s.pen.text = pdfMatrix{1, 0, 0, 1, full * s.pen.size / 1000, 0}.then(s.pen.text)
	if strings.TrimSpace(text) == "" || len(s.page.runs) >= pdfObjects {
		return
	}
	r := pdfRun{text: text, left: m[4], base: m[5], right: m[4] + seen*size/1000, size: size, turned: math.Abs(m[1]) > 0.001*scale || m[0] < 0, mcid: -1}
	for i := len(s.open) - 1; i >= 0; i-- {
		if s.open[i].artifact {
			r.artifact = s.open[i].art
			break
		}
		if s.open[i].mcid >= 0 {
			r.mcid = s.open[i].mcid
			break
		}
	}
	s.page.runs = append(s.page.runs, r)
}

// width is a code's advance in thousandths.
func (f *pdfFont) width(code int) float64 {
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.missing
}

func (s *pdfScan) artifactKind(args []any) pdfArtifact {
	if len(args) < 2 {
		return artOther
	}
	props, _ := args[1].(pdfDict)
	return pdfArtifact(s.check.file.name(props["Subtype"]))
}
