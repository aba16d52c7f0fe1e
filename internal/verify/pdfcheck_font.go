package verify

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"
)

// pdfFont is a font as content uses it.
type pdfFont struct {
	name      string
	composite bool
	unicode   *pdfCMap // nil where there is no map
	widths    map[int]float64
	missing   float64 // width of codes without one
	embedded  bool
	program   *pdfGlyphs // nil where it is not TrueType
	glyphOf   func(code int) int
	listed    []byte // the /CIDSet, nil for none
}

// pdfGlyphs are the advances of a TrueType program, in thousandths.
type pdfGlyphs struct{ advances []float64 }

// font reads a font resource once.
func (c *pdfCheck) font(v any) *pdfFont {
	ref, isRef := v.(pdfRef)
	if f, ok := c.fontOf[ref]; ok && isRef {
		return f
	}
	d := c.file.dict(v)
	if d == nil {
		return nil
	}
	f := &pdfFont{name: c.file.name(d["BaseFont"]), widths: map[int]float64{}, glyphOf: func(int) int { return -1 }}
	f.composite = c.file.name(d["Subtype"]) == "Type0"
	if s, ok := c.file.get(d["ToUnicode"]).(pdfStream); ok {
		if raw, err := c.file.inflate(s); err == nil {
			f.unicode = readCMap(raw)
		}
	}
	if f.composite {
		c.compositeRules(f, d)
		c.composite(f, d)
	} else {
		descriptor := c.file.dict(d["FontDescriptor"])
		f.embedded = descriptor["FontFile"] != nil || descriptor["FontFile2"] != nil || descriptor["FontFile3"] != nil
	}
	if isRef {
		c.fontOf[ref] = f
	}
	return f
}

// composite reads the descendant of a font with two-byte codes.
func (c *pdfCheck) composite(f *pdfFont, d pdfDict) {
	list := c.file.list(d["DescendantFonts"])
	if len(list) == 0 {
		return
	}
	cid := c.file.dict(list[0])
	f.missing = 1000
	if w, ok := c.file.get(cid["DW"]).(float64); ok {
		f.missing = w
	}
	c.readWidths(f, c.file.list(cid["W"]))
	descriptor := c.file.dict(cid["FontDescriptor"])
	program, ok := c.file.get(descriptor["FontFile2"]).(pdfStream)
	f.embedded = ok || descriptor["FontFile3"] != nil
	if ok {
		if raw, err := c.file.inflate(program); err == nil {
			f.program = readGlyphs(raw)
		}
	}
	f.glyphOf = func(code int) int { return code }
	if s, ok := c.file.get(cid["CIDToGIDMap"]).(pdfStream); ok {
		raw, _ := c.file.inflate(s) // what cannot be read maps nothing
		f.glyphOf = func(code int) int {
			if 2*code+1 >= len(raw) {
				return 0
			}
			return int(raw[2*code])<<8 | int(raw[2*code+1])
		}
	}
}

func (c *pdfCheck) readWidths(f *pdfFont, list []any) {
	for len(list) >= 2 {
		first := c.file.number(list[0])
		if first < 0 || first > 0xFFFF {
			return
		}
		if run, ok := c.file.get(list[1]).([]any); ok {
			for i, w := range run {
				f.widths[first+i], _ = c.file.get(w).(float64)
			}
			list = list[2:]
			continue
		}
		if len(list) < 3 {
			return
		}
		last := c.file.number(list[1])
		w, _ := c.file.get(list[2]).(float64)
		for code := first; code <= last && code < 1<<16; code++ {
			f.widths[code] = w
		}
		list = list[3:]
	}
}

// codes splits a shown string.
func (f *pdfFont) codes(raw string) []int {
	var out []int
	if !f.composite {
		for i := range len(raw) {
			out = append(out, int(raw[i]))
		}
		return out
	}
	for i := 0; i+1 < len(raw); i += 2 {
		out = append(out, int(raw[i])<<8|int(raw[i+1]))
	}
	return out
}

// pdfCMap maps codes to Unicode. Ranges are kept by their high byte and read
// when a code is asked for: most files map far more codes than they use.
type pdfCMap struct {
	chars  map[int]string
	ranges map[int][]pdfRange
}

type pdfRange struct {
	from, last int
	to         any
}

// readCMap reads the ranges and characters of a map to Unicode. A range whose
// codes differ in more than their last byte is illegal and is not read.
func readCMap(raw []byte) *pdfCMap {
	m := &pdfCMap{chars: map[int]string{}, ranges: map[int][]pdfRange{}}
	l := pdfLexer{data: raw}
	mode := ""
	for !l.end() {
		v := l.value(0, false)
		if w, ok := v.(pdfWord); ok {
			mode = string(w)
			continue
		}
		first, ok := v.(pdfString)
		if !ok {
			continue
		}
		from := codeOf(first)
		switch mode {
		case "beginbfchar":
			to, _ := l.value(0, false).(pdfString)
			m.chars[from] = pdfUTF16(string(to))
		case "beginbfrange":
			end, _ := l.value(0, false).(pdfString)
			to := l.value(0, false)
			if last := codeOf(end); last >= from && last>>8 == from>>8 {
				m.ranges[from>>8] = append(m.ranges[from>>8], pdfRange{from, last, to})
			}
		}
	}
	return m
}

// text is the Unicode text of a code; "" where there is none.
func (m *pdfCMap) text(code int) string {
	if m == nil {
		return ""
	}
	if s, ok := m.chars[code]; ok {
		return s
	}
	s := ""
	for _, r := range m.ranges[code>>8] {
		if code >= r.from && code <= r.last {
			s = r.at(code - r.from)
		}
	}
	m.chars[code] = s
	return s
}

func (r pdfRange) at(i int) string {
	switch to := r.to.(type) {
	case pdfString:
		n := len(to)
		if n < 2 || int(to[n-1])+i > 255 {
			return ""
		}
		return pdfUTF16(string(to[:n-1]) + string([]byte{to[n-1] + byte(i)}))
	case []any:
		if i < len(to) {
			s, _ := to[i].(pdfString)
			return pdfUTF16(string(s))
		}
	}
	return ""
}

func codeOf(s pdfString) int {
	n := 0
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | int(s[i])
	}
	return n
}

// readGlyphs reads the advances of a TrueType file; nil where it cannot.
func readGlyphs(raw []byte) *pdfGlyphs {
	head, hhea, hmtx, maxp := sfntTable(raw, "head"), sfntTable(raw, "hhea"), sfntTable(raw, "hmtx"), sfntTable(raw, "maxp")
	if len(head) < 20 || len(hhea) < 36 || len(maxp) < 6 {
		return nil
	}
	unit := float64(binary.BigEndian.Uint16(head[18:]))
	metrics, count := int(binary.BigEndian.Uint16(hhea[34:])), int(binary.BigEndian.Uint16(maxp[4:]))
	if unit == 0 || metrics == 0 || len(hmtx) < 4*metrics {
		return nil
	}
	g := &pdfGlyphs{}
	for i := range count {
		at := min(i, metrics-1) * 4
		g.advances = append(g.advances, float64(binary.BigEndian.Uint16(hmtx[at:]))*1000/unit)
	}
	return g
}

func sfntTable(raw []byte, tag string) []byte {
	if len(raw) < 12 {
		return nil
	}
	n := int(binary.BigEndian.Uint16(raw[4:]))
	for i := 0; i < n && 12+16*(i+1) <= len(raw); i++ {
		entry := raw[12+16*i:]
		if string(entry[:4]) != tag {
			continue
		}
		at, size := int(binary.BigEndian.Uint32(entry[8:])), int(binary.BigEndian.Uint32(entry[12:]))
		if at > len(raw) || size > len(raw)-at {
			return nil
		}
		return raw[at : at+size]
	}
	return nil
}

// fonts tests every font that shows text, by the codes it was used with.
func (c *pdfCheck) fonts() {
	var list []*pdfFont
	for f := range c.used {
		list = append(list, f)
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].name < list[j].name })
	for _, f := range list {
		where := "font " + f.name
		c.listedGlyphs(f, where)
		if !f.embedded {
			c.report(where, "is not embedded")
		}
		if f.unicode == nil {
			c.report(where, "has no map to Unicode")
		}
		for _, code := range slices.Sorted(maps.Keys(c.used[f])) {
			c.glyph(f, code, where)
		}
	}
}

func (c *pdfCheck) glyph(f *pdfFont, code int, where string) {
	if u := f.unicode.text(code); f.unicode != nil && (u == "" || strings.ContainsAny(u, "\x00\ufeff\ufffe")) {
		c.report(where, "the code %04X has no Unicode character", code)
	}
	if f.program == nil {
		return
	}
	g := f.glyphOf(code)
	if g <= 0 || g >= len(f.program.advances) {
		c.report(where, "the code %04X (%s) has no glyph", code, f.unicode.text(code))
		return
	}
	w, ok := f.widths[code]
	if !ok {
		w = f.missing
	}
	if math.Abs(w-f.program.advances[g]) > 1 {
		c.report(where, "the width of %04X is said to be %.0f and is %.0f", code, w, f.program.advances[g])
	}
}
