package verify

import (
	"bytes"
	"encoding/xml"
	"maps"
	"regexp"
	"slices"
	"strings"
)

var pdfHeader = regexp.MustCompile(`^%PDF-1\.[0-7]\r?\n`)

// header tests the first line.
func (c *pdfCheck) header(data []byte) {
	if !pdfHeader.Match(data) {
		c.report("file", "does not begin with its version (%%PDF-1.n)")
	}
}

// features tests parts of PDF that the packs do not use and that have rules of
// their own.
func (c *pdfCheck) features() {
	f := c.file
	if f.dict(c.root["MarkInfo"])["Suspects"] == true {
		c.report("catalog", "says that its tags are doubtful (/Suspects)")
	}
	if f.dict(c.root["AcroForm"])["XFA"] != nil {
		c.report("catalog", "holds a form that needs another program (/XFA)")
	}
	layers := f.dict(c.root["OCProperties"])
	configs := append([]any{layers["D"]}, f.list(layers["Configs"])...)
	for _, v := range configs {
		d := f.dict(v)
		if d == nil {
			continue
		}
		if f.words(d["Name"]) == "" || d["AS"] != nil {
			c.report("catalog", "has layers without a name, or that switch by themselves (/OCProperties)")
		}
	}
	for _, n := range slices.Sorted(maps.Keys(f.places)) {
		s, ok := f.object(n).(pdfStream)
		if ok && f.name(s.dict["Subtype"]) == "Form" {
			c.report("file", "object %d is a form: its content cannot be tagged here", n)
		}
	}
}

// Name spaces of the metadata.
const (
	spaceDublin = "http://purl.org/dc/elements/1.1/"
	spaceUA     = "http://www.aiim.org/pdfua/ns/id/"
)

// nameSpaces tests that title and claim stand in their own name spaces, under
// their usual prefixes.
func (c *pdfCheck) nameSpaces(raw []byte) {
	found := map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(raw))
	for range 100000 {
		tok, err := d.Token()
		if err != nil {
			break
		}
		t, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		found[t.Name.Space+" "+t.Name.Local] = true
		for _, a := range t.Attr {
			found[a.Name.Space+" "+a.Name.Local] = true
		}
	}
	if !found[spaceDublin+" title"] {
		c.report("metadata", "its title is not in the name space of dc:title")
	}
	if !found[spaceUA+" part"] || !bytes.Contains(raw, []byte("pdfuaid:part")) {
		c.report("metadata", "its claim is not in the name space of pdfuaid:part")
	}
}

// longestAlternative is how many characters a listener is asked to keep in mind.
const longestAlternative = 350

// alternative tests that the words for a figure are short and are more than the
// heading above it.
func (c *pdfCheck) alternative(e *pdfElement, caption string) {
	alt := strings.Join(strings.Fields(c.file.words(e.dict["Alt"])), " ")
	if e.role != "Figure" || alt == "" {
		return
	}
	if n := len([]rune(alt)); n > longestAlternative {
		c.report(e.where(), "its text alternative has %d characters, at most %d: %s", n, longestAlternative, shorten(alt))
	}
	if strings.EqualFold(strings.TrimRight(alt, "."), strings.TrimRight(strings.Join(strings.Fields(caption), " "), ".")) {
		c.report(e.where(), "its text alternative only repeats its heading: %s", shorten(alt))
	}
}

// roleMap tests that standard roles are not mapped to others and that no
// mapping goes in a circle.
func (c *pdfCheck) roleMap() {
	for _, name := range slices.Sorted(maps.Keys(c.roles)) {
		if standardRoles[name] {
			c.report("structure", "the standard role %s is mapped to another", name)
		}
		at := name
		for range len(c.roles) + 1 {
			at = c.file.name(c.roles[at])
		}
		if at != "" && !standardRoles[at] {
			c.report("structure", "the mapping of the role %s goes in a circle", name)
		}
	}
}

// listRule tests that a list has items and says how they are labelled.
func (c *pdfCheck) listRule(e *pdfElement) {
	if countRole(e, "LI")+countRole(e, "L") == 0 {
		c.report(e.where(), "is a list without items")
	}
	kind := c.file.name(c.attribute(e, "ListNumbering"))
	for _, k := range e.kids {
		if k.el != nil && k.el.role == "LI" && countRole(k.el, "Lbl") > 0 && kind == "" {
			c.report(e.where(), "has labels and does not say of which kind (/ListNumbering)")
			return
		}
	}
}

// cellHeads tests that every data cell has a head in its row or its column.
func (c *pdfCheck) cellHeads(e *pdfElement, rows []*pdfElement) {
	column := map[int]bool{}
	for _, r := range rows {
		at, inRow := 0, false
		for _, k := range kidsOf(r) {
			inRow = inRow || k.role == "TH" && c.file.name(c.attribute(k, "Scope")) != "Column"
		}
		for _, k := range kidsOf(r) {
			across := c.span(k, "ColSpan")
			switch {
			case k.role == "TH" && c.file.name(c.attribute(k, "Scope")) != "Row":
				for i := range across {
					column[at+i] = true
				}
			case k.role == "TD" && !inRow && !column[at] && c.attribute(k, "Headers") == nil:
				c.report(e.where(), "the cell %q has no head", shorten(c.text(k)))
				return
			}
			at += across
		}
	}
}

// compositeRules tests the parts of a font with two-byte codes.
func (c *pdfCheck) compositeRules(f *pdfFont, d pdfDict) {
	where := "font " + f.name
	if enc := c.file.name(d["Encoding"]); !strings.HasPrefix(enc, "Identity-") {
		c.report(where, "its codes are not those of its glyph map (/Encoding)")
	}
	list := c.file.list(d["DescendantFonts"])
	if len(list) != 1 {
		c.report(where, "has no descendant")
		return
	}
	cid := c.file.dict(list[0])
	_, stream := c.file.get(cid["CIDToGIDMap"]).(pdfStream)
	if c.file.name(cid["Subtype"]) == "CIDFontType2" && !stream && c.file.name(cid["CIDToGIDMap"]) != "Identity" {
		c.report(where, "has no map from codes to glyphs (/CIDToGIDMap)")
	}
	if s, ok := c.file.get(c.file.dict(cid["FontDescriptor"])["CIDSet"]).(pdfStream); ok {
		f.listed, _ = c.file.inflate(s)
		if f.listed == nil {
			f.listed = []byte{}
		}
	}
}

// listedGlyphs tests that a list of the font's characters, where there is one,
// names those that are shown.
func (c *pdfCheck) listedGlyphs(f *pdfFont, where string) {
	if f.listed == nil {
		return
	}
	for _, code := range slices.Sorted(maps.Keys(c.used[f])) {
		if code/8 >= len(f.listed) || f.listed[code/8]&(0x80>>(code%8)) == 0 {
			c.report(where, "the code %04X is missing in the list of its characters (/CIDSet)", code)
			return
		}
	}
}
