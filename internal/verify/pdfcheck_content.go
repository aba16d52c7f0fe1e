package verify

import (
	"fmt"
	"strings"
)

// pdfPage is a page and what its content said.
type pdfPage struct {
	number    int // from 1
	object    int
	dict      pdfDict
	resources pdfDict
	texts     map[int]string // by MCID
	tags      map[int]string // role written in the content, by MCID
	runs      []pdfRun       // what is shown, in the order of drawing
}

// readPages walks the page tree and reads every page's content.
func (c *pdfCheck) readPages() {
	c.walkPages(c.root["Pages"], nil, 0, map[int]bool{})
	if len(c.pages) == 0 {
		c.report("file", "has no pages")
	}
	for _, p := range c.pages {
		c.content(p)
	}
}

func (c *pdfCheck) walkPages(v any, inherited pdfDict, depth int, seen map[int]bool) {
	ref, ok := v.(pdfRef)
	if !ok || seen[int(ref)] || depth > pdfDepth {
		return
	}
	seen[int(ref)] = true
	d := c.file.dict(ref)
	if r := c.file.dict(d["Resources"]); r != nil {
		inherited = r
	}
	if kids, ok := c.file.get(d["Kids"]).([]any); ok {
		for _, k := range kids {
			c.walkPages(k, inherited, depth+1, seen)
		}
		return
	}
	if c.file.name(d["Type"]) != "Page" {
		return
	}
	c.pageAt[int(ref)] = len(c.pages)
	c.pages = append(c.pages, &pdfPage{number: len(c.pages) + 1, object: int(ref), dict: d, resources: inherited, texts: map[int]string{}, tags: map[int]string{}})
}

func (p *pdfPage) where() string { return fmt.Sprintf("page %d", p.number) }

// pdfNest is something open in the content: a graphics state, a text object or
// a marked sequence.
type pdfNest struct {
	kind     string // "q", "BT" or "BDC"
	artifact bool
	art      pdfArtifact
	mcid     int // -1 for none
}

// pdfScan reads one page's content.
type pdfScan struct {
	check  *pdfCheck
	page   *pdfPage
	open   []pdfNest
	font   *pdfFont
	fonts  []*pdfFont // saved by q
	pen    pdfPen
	pens   []pdfPen // saved by q
	broken bool     // one complaint about nesting is enough
	bare   bool     // so is one about unmarked content
}

func (c *pdfCheck) content(p *pdfPage) {
	data, ok := c.pageContent(p)
	if !ok {
		c.report(p.where(), "its content cannot be read")
		return
	}
	s := &pdfScan{check: c, page: p, pen: newPen()}
	l := pdfLexer{data: data}
	var operands []any
	for {
		l.skip()
		if l.end() {
			break
		}
		v := l.value(0, false)
		op, isOp := v.(pdfWord)
		if !isOp {
			if len(operands) < 100 {
				operands = append(operands, v)
			}
			continue
		}
		s.operator(string(op), operands)
		operands = operands[:0]
	}
	if len(s.open) > 0 {
		s.nesting("something is still open at the end")
	}
}

func (c *pdfCheck) pageContent(p *pdfPage) ([]byte, bool) {
	v := c.file.get(p.dict["Contents"])
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var data []byte
	for _, x := range list {
		s, ok := c.file.get(x).(pdfStream)
		if !ok {
			return nil, false
		}
		part, err := c.file.inflate(s)
		if err != nil {
			return nil, false
		}
		data = append(append(data, part...), '\n')
	}
	return data, true
}

func (s *pdfScan) operator(op string, args []any) {
	switch op {
	case "q":
		s.push(pdfNest{kind: "q", mcid: -1})
		s.fonts, s.pens = append(s.fonts, s.font), append(s.pens, s.pen)
	case "Q":
		s.pop("q")
		if n := len(s.fonts); n > 0 {
			s.font, s.fonts = s.fonts[n-1], s.fonts[:n-1]
			s.pen, s.pens = s.pens[n-1], s.pens[:n-1]
		}
	case "BT":
		s.separate()
		s.pen.begin()
		s.push(pdfNest{kind: "BT", mcid: -1})
	case "ET":
		s.pop("BT")
	case "BMC", "BDC":
		s.begin(args)
	case "EMC":
		s.pop("BDC")
	case "Tf":
		s.setFont(args)
		s.pen.setSize(args)
	case "cm", "Tm", "Td", "TD", "TL", "T*":
		s.pen.move(op, args)
	case "Tj", "TJ", "'", `"`:
		s.painted(op)
		s.show(args)
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI", "BI":
		s.painted(op)
	}
}

func (s *pdfScan) push(n pdfNest) {
	if len(s.open) < 1000 {
		s.open = append(s.open, n)
	}
}

func (s *pdfScan) pop(kind string) {
	n := len(s.open)
	if n == 0 || s.open[n-1].kind != kind {
		s.nesting("graphics states, text objects and marked sequences are not properly nested")
		for n > 0 && s.open[n-1].kind != kind {
			n--
		}
		if n == 0 {
			return
		}
	}
	s.open = s.open[:n-1]
}

func (s *pdfScan) nesting(message string) {
	if !s.broken {
		s.check.report(s.page.where(), "%s", message)
	}
	s.broken = true
}

// begin opens a marked sequence.
func (s *pdfScan) begin(args []any) {
	n := pdfNest{kind: "BDC", mcid: -1}
	tag := ""
	if len(args) > 0 {
		name, _ := args[0].(pdfName)
		tag = string(name)
	}
	n.artifact = tag == "Artifact"
	if n.artifact {
		n.art = s.artifactKind(args)
	}
	if len(args) > 1 {
		props, ok := args[1].(pdfDict)
		if name, isName := args[1].(pdfName); isName {
			props, ok = s.check.file.dict(s.check.file.dict(s.page.resources["Properties"])[string(name)]), true
		}
		if id, has := props["MCID"].(float64); ok && has && id >= 0 && id < 1<<20 {
			n.mcid = int(id)
		}
	}
	inArtifact, inTagged := s.inside()
	switch {
	case n.artifact && inTagged:
		s.nesting("an artifact lies inside tagged content")
	case n.mcid >= 0 && inArtifact:
		s.nesting("tagged content lies inside an artifact")
	case n.mcid >= 0 && inTagged:
		s.nesting("tagged content lies inside other tagged content")
	}
	if n.mcid >= 0 {
		if _, twice := s.page.tags[n.mcid]; twice {
			s.check.report(s.page.where(), "the content identifier %d is used twice", n.mcid)
		}
		s.page.tags[n.mcid] = tag
	}
	s.push(n)
}

func (s *pdfScan) inside() (artifact, tagged bool) {
	for _, n := range s.open {
		artifact = artifact || n.artifact
		tagged = tagged || n.mcid >= 0
	}
	return artifact, tagged
}

// painted tests that something drawn has a place in the structure or none.
func (s *pdfScan) painted(op string) {
	artifact, tagged := s.inside()
	if !artifact && !tagged && !s.bare {
		s.bare = true
		s.check.report(s.page.where(), "content is neither tagged nor an artifact (operator %s)", op)
	}
}

// separate keeps the labels of a figure apart.
func (s *pdfScan) separate() {
	for i := len(s.open) - 1; i >= 0; i-- {
		if id := s.open[i].mcid; id >= 0 && s.page.tags[id] == "Figure" {
			s.page.texts[id] += " "
		}
	}
}

func (s *pdfScan) setFont(args []any) {
	s.font = nil
	if len(args) == 0 {
		return
	}
	name, _ := args[0].(pdfName)
	s.font = s.check.font(s.check.file.dict(s.page.resources["Font"])[string(name)])
}

// show decodes a shown string, notes the codes it uses, and adds it to the
// text of its sequence.
func (s *pdfScan) show(args []any) {
	if s.font == nil {
		s.nesting("text is shown without a font")
		return
	}
	var b strings.Builder
	for _, a := range args {
		switch a := a.(type) {
		case pdfString:
			b.WriteString(s.decode(string(a)))
		case []any:
			for _, x := range a {
				if str, ok := x.(pdfString); ok {
					b.WriteString(s.decode(string(str)))
				}
			}
		}
	}
	s.place(b.String(), args)
	for i := len(s.open) - 1; i >= 0; i-- {
		if id := s.open[i].mcid; id >= 0 {
			s.page.texts[id] += b.String()
			return
		}
	}
}

func (s *pdfScan) decode(raw string) string {
	used := s.check.used[s.font]
	if used == nil {
		used = map[int]bool{}
		s.check.used[s.font] = used
	}
	var b strings.Builder
	for _, code := range s.font.codes(raw) {
		used[code] = true
		b.WriteString(s.font.unicode.text(code))
	}
	return b.String()
}
