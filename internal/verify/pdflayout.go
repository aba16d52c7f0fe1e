package verify

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Measures of the packs' pages, in points (design: page grid).
const (
	mmPDF       = 72 / 25.4
	sheetEdge   = 17.5 * mmPDF // no text stands nearer to a side
	bodyTop     = 18 * mmPDF   // from the top of the sheet
	bodyFoot    = 281 * mmPDF
	leastType   = 6.99
	leastRaised = 6.79 // letters that lead to notes
	leastUsed   = 1.0 / 3
)

// CheckLayout tests what a reader sees of a pack's pages: nothing is cut off,
// covered or too small; no chart, row, heading or paragraph is torn from what
// belongs to it; heads of tables are repeated; no page but the last is mostly
// empty. It expects A4 sheets with the margins of the packs.
func CheckLayout(name string, data []byte) []Problem {
	c := newPDFCheck(name, data)
	if c.file == nil {
		return c.problems
	}
	c.readPages()
	c.readTree()
	c.problems = nil
	c.legible()
	c.wellSet()
	return c.problems
}

// legible tests what would make a page unreadable.
func (c *pdfCheck) legible() {
	if c.file == nil {
		return
	}
	for _, p := range c.pages {
		for _, r := range p.runs {
			c.sizeAndEdges(p, r)
		}
		c.overlaps(p)
	}
	for _, e := range c.elements {
		switch e.role {
		case "Figure", "TR":
			if pages := c.pagesOf(e); len(pages) > 1 {
				c.report(e.where(), "is torn over pages %d and %d: %s", pages[0]+1, pages[1]+1, shorten(c.text(e)))
			}
		case "Table":
			c.repeatedHead(e)
		}
	}
}

func (c *pdfCheck) sizeAndEdges(p *pdfPage, r pdfRun) {
	if r.artifact == artWatermark {
		return
	}
	least := leastType
	if len([]rune(strings.TrimSpace(r.text))) <= 3 {
		least = leastRaised
	}
	if r.size < least {
		c.report(p.where(), "type of %.1f points: %s", r.size, shorten(r.text))
	}
	width, height := c.sheetSize(p)
	if !r.turned && (r.left < sheetEdge || r.right > width-sheetEdge+0.5) {
		c.report(p.where(), "text stands outside the margins, from %.0f to %.0f: %s", r.left, r.right, shorten(r.text))
	}
	if r.base < 8*mmPDF || r.base > height-8*mmPDF {
		c.report(p.where(), "text stands at the edge of the sheet: %s", shorten(r.text))
	}
}

// sheetSize is the page's size, A4 where it says none.
func (c *pdfCheck) sheetSize(p *pdfPage) (width, height float64) {
	list := c.file.list(p.dict["MediaBox"])
	if len(list) == 0 {
		list = c.file.list(c.file.dict(p.dict["Parent"])["MediaBox"])
	}
	if len(list) == 4 {
		w, _ := c.file.get(list[2]).(float64)
		h, _ := c.file.get(list[3]).(float64)
		if w > 0 && h > 0 {
			return w, h
		}
	}
	return 595.28, 841.89
}

// overlaps tests that no text covers another by more than a third of the
// smaller one's height.
func (c *pdfCheck) overlaps(p *pdfPage) {
	runs := slices.DeleteFunc(slices.Clone(p.runs), func(r pdfRun) bool { return r.turned || r.artifact == artWatermark })
	slices.SortStableFunc(runs, func(a, b pdfRun) int { return compareNumbers(b.top(), a.top()) })
	for i, a := range runs {
		for _, b := range runs[i+1:] {
			if b.top() < a.bottom() {
				break
			}
			wide := min(a.right, b.right) - max(a.left, b.left)
			high := min(a.top(), b.top()) - max(a.bottom(), b.bottom())
			if wide > 0.6 && high > min(a.size, b.size)*(runAscent+runDescent)/3 {
				c.report(p.where(), "two texts cover each other: %q and %q", shorten(a.text), shorten(b.text))
			}
		}
	}
}

func compareNumbers(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// pagesOf lists the pages that an element has content on, in order.
func (c *pdfCheck) pagesOf(e *pdfElement) []int {
	seen := map[int]bool{}
	var out []int
	var walk func(e *pdfElement)
	walk = func(e *pdfElement) {
		for _, k := range e.kids {
			switch {
			case k.el != nil:
				walk(k.el)
			case k.annot == 0 && k.page >= 0 && !seen[k.page]:
				seen[k.page] = true
				out = append(out, k.page)
			}
		}
	}
	walk(e)
	slices.Sort(out)
	return out
}

// repeatedHead tests that a table which goes on over a page says its column
// heads there again, as an artifact.
func (c *pdfCheck) repeatedHead(e *pdfElement) {
	pages := c.pagesOf(e)
	if len(pages) < 2 {
		return
	}
	var heads []string
	for _, k := range e.kids {
		if k.el == nil || k.el.role != "THead" {
			continue
		}
		for _, row := range k.el.kids {
			for _, cell := range kidsOf(row.el) {
				heads = append(heads, strings.Fields(c.text(cell))...)
			}
		}
	}
	for _, page := range pages[1:] {
		var b strings.Builder
		for _, r := range c.pages[page].runs {
			if r.mcid < 0 {
				b.WriteString(" " + r.text)
			}
		}
		have := strings.Fields(b.String())
		for _, word := range heads {
			if !slices.Contains(have, word) {
				c.report(c.pages[page].where(), "a table goes on without its head: %q is missing", word)
				break
			}
		}
	}
}

func kidsOf(e *pdfElement) (out []*pdfElement) {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.el != nil {
			out = append(out, k.el)
		}
	}
	return out
}

// wellSet tests what a good compositor would not let pass.
func (c *pdfCheck) wellSet() {
	for i, p := range c.pages {
		if used := c.heightUsed(p); i < len(c.pages)-1 && used < leastUsed {
			c.report(p.where(), "only %.0f%% of its height is used", 100*used)
		}
	}
	for _, e := range c.elements {
		switch {
		case len(e.role) == 2 && e.role[0] == 'H' && e.role[1] >= '1' && e.role[1] <= '6':
			c.orphan(e)
		case e.role == "P" || e.role == "LBody":
			c.widow(e)
		}
	}
}

// runsOf lists what an element shows on a page, itself and below it.
func (c *pdfCheck) runsOf(e *pdfElement, page int) (out []pdfRun) {
	ids := map[int]bool{}
	var walk func(e *pdfElement)
	walk = func(e *pdfElement) {
		for _, k := range e.kids {
			switch {
			case k.el != nil:
				walk(k.el)
			case k.annot == 0 && k.page == page:
				ids[k.mcid] = true
			}
		}
	}
	walk(e)
	for _, r := range c.pages[page].runs {
		if r.mcid >= 0 && ids[r.mcid] {
			out = append(out, r)
		}
	}
	return out
}

// orphan tests that something follows a heading on its page, below it or
// beside it.
func (c *pdfCheck) orphan(e *pdfElement) {
	pages := c.pagesOf(e)
	if len(pages) == 0 {
		return
	}
	if len(pages) > 1 {
		c.report(e.where(), "is torn over two pages: %s", shorten(c.text(e)))
	}
	page := pages[0]
	own := c.runsOf(e, page)
	if len(own) == 0 {
		return
	}
	top, bottom := own[0].top(), own[len(own)-1].bottom()
	for _, r := range c.pages[page].runs {
		if r.mcid < 0 || slices.ContainsFunc(own, func(o pdfRun) bool { return o.mcid == r.mcid }) {
			continue
		}
		if below := bottom - r.base; below > 0 && below < 30*mmPDF || r.base <= top && r.base >= bottom && r.left > own[0].left {
			return
		}
	}
	for _, f := range c.elements { // a figure without words
		if b, ok := c.figureBox(f, page); ok && b[3] <= top && bottom-b[3] < 30*mmPDF {
			return
		}
	}
	c.report(e.where(), "is a heading with nothing below it: %s", shorten(c.text(e)))
}

// figureBox is a figure's place on the page, lower left and upper right.
func (c *pdfCheck) figureBox(e *pdfElement, page int) (box [4]float64, ok bool) {
	if e.role != "Figure" || e.page != page {
		return box, false
	}
	list := c.file.list(c.attribute(e, "BBox"))
	if len(list) != 4 {
		return box, false
	}
	for i := range box {
		box[i], _ = c.file.get(list[i]).(float64)
	}
	return box, true
}

// widow tests that a paragraph over two pages leaves two lines on each.
func (c *pdfCheck) widow(e *pdfElement) {
	pages := c.pagesOf(e)
	if len(pages) < 2 {
		return
	}
	for _, page := range pages {
		lines := map[float64]bool{}
		for _, r := range c.runsOf(e, page) {
			lines[math.Round(r.base)] = true
		}
		if len(lines) < 2 {
			c.report(fmt.Sprintf("%s on page %d", e.role, page+1), "has a single line on this page: %s", shorten(c.text(e)))
		}
	}
}

// heightUsed is the share of the page's height on which something stands. Lines
// within a few millimetres of one another count as one stretch.
func (c *pdfCheck) heightUsed(p *pdfPage) float64 {
	_, height := c.sheetSize(p)
	type span struct{ top, bottom float64 }
	var spans []span
	for _, r := range p.runs {
		if r.mcid >= 0 {
			spans = append(spans, span{r.top(), r.bottom()})
		}
	}
	for _, e := range c.elements {
		if b, ok := c.figureBox(e, p.number-1); ok {
			spans = append(spans, span{b[3], b[1]})
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int { return compareNumbers(b.top, a.top) })
	sum, at := 0.0, height
	for _, s := range spans {
		if at-s.top > 12*mmPDF {
			at = s.top
		}
		if s.bottom < at {
			sum += at - s.bottom
			at = s.bottom
		}
	}
	return sum / (bodyFoot - bodyTop)
}
