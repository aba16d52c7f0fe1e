package verify

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// CheckPDF reads a PDF with a reader of its own and tests what PDF/UA-1 asks
// and a machine can test: that everything drawn is tagged or an artifact, that
// the structure is well formed and complete, that text can be extracted, and
// that the file says what it is. It does not judge the reading order or what a
// text alternative says. Nothing to report is an empty list.
func CheckPDF(name string, data []byte) []Problem {
	return checkPDF(name, data).problems
}

// checkPDF is CheckPDF that keeps what it read.
func checkPDF(name string, data []byte) *pdfCheck {
	c := newPDFCheck(name, data)
	if c.file == nil {
		return c
	}
	c.header(data)
	c.catalog()
	c.features()
	c.readPages()
	c.readTree()
	c.parentTree()
	c.structure()
	c.annotations()
	c.fonts()
	c.outlines()
	c.attachments()
	return c
}

// pdfCheck is one file being checked.
type pdfCheck struct {
	name     string
	file     *pdfFile
	root     pdfDict
	pages    []*pdfPage
	pageAt   map[int]int // page index by object number
	elements []*pdfElement
	top      []*pdfElement
	byNumber map[int]*pdfElement
	roles    pdfDict // the role map
	used     map[*pdfFont]map[int]bool
	fontOf   map[pdfRef]*pdfFont
	problems []Problem
}

func newPDFCheck(name string, data []byte) *pdfCheck {
	c := &pdfCheck{name: name, pageAt: map[int]int{}, byNumber: map[int]*pdfElement{}, used: map[*pdfFont]map[int]bool{}, fontOf: map[pdfRef]*pdfFont{}}
	f, err := openPDF(data)
	if err != nil {
		c.report("file", "cannot be read: %v", err)
		return c
	}
	c.file, c.root = f, f.dict(f.trailer["Root"])
	if c.root == nil {
		c.report("file", "has no catalog")
		c.file = nil
	}
	if f.trailer["Encrypt"] != nil {
		c.report("file", "is encrypted")
	}
	return c
}

// report adds a problem; after a hundred the reader has seen enough.
func (c *pdfCheck) report(where, format string, args ...any) {
	if len(c.problems) < 100 {
		c.problems = append(c.problems, Problem{File: c.name, Where: where, Message: fmt.Sprintf(format, args...)})
	}
}

// catalog tests what the file says of itself.
func (c *pdfCheck) catalog() {
	f := c.file
	if f.dict(c.root["MarkInfo"])["Marked"] != true {
		c.report("catalog", "does not say that the file is tagged (/MarkInfo /Marked)")
	}
	if f.dict(c.root["ViewerPreferences"])["DisplayDocTitle"] != true {
		c.report("catalog", "does not ask for the title in the window (/DisplayDocTitle)")
	}
	if !validLanguage(f.words(c.root["Lang"])) {
		c.report("catalog", "has no language (/Lang)")
	}
	if f.dict(c.root["StructTreeRoot"]) == nil {
		c.report("catalog", "has no structure tree")
	}
	if len(f.trailer) > 0 && len(f.list(f.trailer["ID"])) != 2 {
		c.report("file", "has no identifier (/ID)")
	}
	c.metadata()
}

// metadata compares the XMP packet with the information dictionary.
func (c *pdfCheck) metadata() {
	s, ok := c.file.get(c.root["Metadata"]).(pdfStream)
	if !ok {
		c.report("metadata", "there is none (/Metadata)")
		return
	}
	raw, err := c.file.inflate(s)
	if err != nil {
		c.report("metadata", "cannot be read: %v", err)
		return
	}
	facts := readXMP(raw)
	c.nameSpaces(raw)
	info := c.file.dict(c.file.trailer["Info"])
	if facts["title"] == "" {
		c.report("metadata", "has no title (dc:title)")
	}
	if title := c.file.words(info["Title"]); title != facts["title"] {
		c.report("metadata", "the title %q is not the information dictionary's %q", facts["title"], title)
	}
	if facts["part"] != "1" {
		c.report("metadata", "does not claim PDF/UA-1 (pdfuaid:part)")
	}
	for _, pair := range [...][2]string{{"CreationDate", "CreateDate"}, {"ModDate", "ModifyDate"}} {
		if a, b := digitsOf(c.file.words(info[pair[0]])), digitsOf(facts[pair[1]]); a != "" && a[:min(14, len(a))] != b[:min(14, len(b))] {
			c.report("metadata", "xmp:%s differs from /%s", pair[1], pair[0])
		}
	}
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// validLanguage accepts tags such as "en-GB" and "cy".
func validLanguage(tag string) bool {
	parts := strings.Split(tag, "-")
	for i, p := range parts {
		if p == "" || len(p) > 8 || i == 0 && len(p) < 2 {
			return false
		}
		for _, r := range p {
			if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || i > 0 && r >= '0' && r <= '9') {
				return false
			}
		}
	}
	return true
}

// outlines tests that a long document has bookmarks and that they lead
// somewhere.
func (c *pdfCheck) outlines() {
	root := c.file.dict(c.root["Outlines"])
	if root == nil {
		if len(c.pages) > 10 {
			c.report("outline", "there is none, with %d pages", len(c.pages))
		}
		return
	}
	c.outlineLevel(root["First"], map[int]bool{})
}

func (c *pdfCheck) outlineLevel(first any, seen map[int]bool) {
	for v := first; v != nil; {
		ref, ok := v.(pdfRef)
		if !ok || seen[int(ref)] {
			c.report("outline", "is not a list of objects")
			return
		}
		seen[int(ref)] = true
		item := c.file.dict(ref)
		title := c.file.words(item["Title"])
		if strings.TrimSpace(title) == "" {
			c.report("outline", "an entry has no title")
		}
		if item["Dest"] == nil && item["A"] == nil || item["Dest"] != nil && !c.leads(item["Dest"]) {
			c.report("outline", "the entry %q leads nowhere", title)
		}
		if item["First"] != nil && len(seen) < 10000 {
			c.outlineLevel(item["First"], seen)
		}
		v = item["Next"]
	}
}

// leads reports whether a destination names a page of the file.
func (c *pdfCheck) leads(dest any) bool {
	list := c.file.list(dest)
	if len(list) == 0 {
		return false
	}
	ref, ok := list[0].(pdfRef)
	_, is := c.pageAt[int(ref)]
	return ok && is
}

// attachments tests that embedded files have both of their names.
func (c *pdfCheck) attachments() {
	for _, n := range slices.Sorted(maps.Keys(c.file.places)) {
		d, ok := c.file.object(n).(pdfDict)
		if ok && d["EF"] != nil && (c.file.words(d["F"]) == "" || c.file.words(d["UF"]) == "") {
			c.report("attachments", "object %d lacks one of its names (/F, /UF)", n)
		}
	}
}
