package verify

import "strings"

// structure tests the rules of the structure tree.
func (c *pdfCheck) structure() {
	if c.file.dict(c.root["StructTreeRoot"]) == nil {
		return
	}
	if len(c.top) == 0 {
		c.report("structure", "the tree is empty")
	}
	ids := map[string]bool{}
	level, caption := 0, ""
	c.roleMap()
	for _, e := range c.elements {
		if !standardRoles[e.role] {
			c.report(e.where(), "is no standard role and has no mapping")
		}
		if e.lang != "" && !validLanguage(e.lang) {
			c.report(e.where(), "its language %q is no language", e.lang)
		}
		level = c.headingRule(e, level)
		if strings.HasPrefix(e.role, "H") {
			caption = c.text(e)
		}
		c.alternative(e, caption)
		c.elementRule(e, ids)
		c.nestingRule(e)
	}
}

// headingRule tests that headings start at the first level and skip none.
func (c *pdfCheck) headingRule(e *pdfElement, last int) int {
	if len(e.role) != 2 || e.role[0] != 'H' || e.role[1] < '1' || e.role[1] > '6' {
		if e.role == "H" {
			c.report(e.where(), "is a heading without a level")
		}
		return last
	}
	n := int(e.role[1] - '0')
	if n > last+1 {
		c.report(e.where(), "follows a heading of level %d: a level is skipped", last)
	}
	if strings.TrimSpace(c.text(e)) == "" {
		c.report(e.where(), "is an empty heading")
	}
	return n
}

func (c *pdfCheck) elementRule(e *pdfElement, ids map[string]bool) {
	switch e.role {
	case "Figure", "Formula":
		if strings.TrimSpace(c.file.words(e.dict["Alt"])) == "" && c.file.words(e.dict["ActualText"]) == "" {
			c.report(e.where(), "has no text alternative (/Alt)")
		}
		if e.role == "Figure" && len(c.file.list(c.attribute(e, "BBox"))) != 4 {
			c.report(e.where(), "has no place on its page (/BBox)")
		}
	case "Note":
		id := c.file.words(e.dict["ID"])
		if id == "" || ids[id] {
			c.report(e.where(), "has no identifier of its own (/ID)")
		}
		ids[id] = true
	case "TH":
		scope := c.file.name(c.attribute(e, "Scope"))
		if scope != "Column" && scope != "Row" && scope != "Both" {
			c.report(e.where(), "does not say whether it heads a row or a column (/Scope)")
		}
	case "Table":
		c.tableRule(e)
	case "Link":
		if !hasAnnotation(e) {
			c.report(e.where(), "holds no link annotation")
		}
	}
}

func hasAnnotation(e *pdfElement) bool {
	for _, k := range e.kids {
		if k.annot != 0 || k.el != nil && hasAnnotation(k.el) {
			return true
		}
	}
	return false
}

// attribute looks a key up in an element's attribute dictionaries.
func (c *pdfCheck) attribute(e *pdfElement, key string) any {
	v := c.file.get(e.dict["A"])
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	for _, x := range list {
		if d := c.file.dict(x); d[key] != nil {
			return d[key]
		}
	}
	return nil
}

// mayHold lists what the strict containers may hold.
var mayHold = map[string]map[string]bool{
	"Table": roleSet("Caption THead TBody TFoot TR"),
	"THead": roleSet("TR"), "TBody": roleSet("TR"), "TFoot": roleSet("TR"),
	"TR": roleSet("TH TD"),
	"L":  roleSet("Caption L LI"), "LI": roleSet("Lbl LBody"),
	"TOC": roleSet("TOC TOCI Caption"),
}

// mustBeIn lists where the parts of those containers must be.
var mustBeIn = map[string]map[string]bool{
	"THead": roleSet("Table"), "TBody": roleSet("Table"), "TFoot": roleSet("Table"),
	"TR": roleSet("Table THead TBody TFoot"), "TH": roleSet("TR"), "TD": roleSet("TR"),
	"LI": roleSet("L"), "LBody": roleSet("LI"), "TOCI": roleSet("TOC"),
}

func (c *pdfCheck) nestingRule(e *pdfElement) {
	if allowed := mayHold[e.role]; allowed != nil {
		for i, k := range e.kids {
			switch {
			case k.el == nil:
				c.report(e.where(), "holds content of its own")
			case !allowed[k.el.role]:
				c.report(e.where(), "may not hold %s", k.el.role)
			case k.el.role == "Caption" && i > 0 && (e.role != "Table" || i < len(e.kids)-1):
				c.report(e.where(), "its caption is not at an end")
			}
		}
	}
	if places := mustBeIn[e.role]; places != nil && (e.parent == nil || !places[e.parent.role]) {
		c.report(e.where(), "stands outside its container")
	}
	if e.role == "L" {
		c.listRule(e)
	}
}

func countRole(e *pdfElement, role string) int {
	n := 0
	for _, k := range e.kids {
		if k.el != nil && k.el.role == role {
			n++
		}
	}
	return n
}

// tableRule tests a table's parts and that its rows have equal lengths, spans
// counted.
func (c *pdfCheck) tableRule(e *pdfElement) {
	heads, bodies, captions := countRole(e, "THead"), countRole(e, "TBody"), countRole(e, "Caption")
	if heads > 1 || countRole(e, "TFoot") > 1 || captions > 1 {
		c.report(e.where(), "has two heads, feet or captions")
	}
	if heads == 1 && bodies == 0 {
		c.report(e.where(), "has a head and no body")
	}
	var rows []*pdfElement
	for _, k := range e.kids {
		if k.el == nil {
			continue
		}
		if k.el.role == "TR" {
			rows = append(rows, k.el)
			continue
		}
		for _, r := range k.el.kids {
			if r.el != nil && r.el.role == "TR" {
				rows = append(rows, r.el)
			}
		}
	}
	if countRole(e, "TFoot") > 0 && bodies == 0 {
		c.report(e.where(), "has a foot and no body")
	}
	c.rowLengths(e, rows)
	c.cellHeads(e, rows)
}

func (c *pdfCheck) rowLengths(e *pdfElement, rows []*pdfElement) {
	if len(rows) == 0 {
		c.report(e.where(), "has no rows")
		return
	}
	hang := map[int]int{} // cells that reach down into a row
	first := -1
	for i, r := range rows {
		n := hang[i]
		for _, k := range r.kids {
			if k.el == nil {
				continue
			}
			across, down := c.span(k.el, "ColSpan"), c.span(k.el, "RowSpan")
			n += across
			for j := 1; j < down; j++ {
				hang[i+j] += across
			}
		}
		if first < 0 {
			first = n
		}
		if n != first {
			c.report(e.where(), "row %d has %d columns and the first has %d", i+1, n, first)
			return
		}
	}
}

func (c *pdfCheck) span(e *pdfElement, key string) int {
	return min(max(c.file.number(c.attribute(e, key)), 1), 1000)
}

// annotations tests links: their words, their element, their tab order.
func (c *pdfCheck) annotations() {
	owner := map[int]*pdfElement{}
	for _, e := range c.elements {
		for _, k := range e.kids {
			if k.annot != 0 {
				owner[k.annot] = e
			}
		}
	}
	tree := c.numberTree(c.file.dict(c.root["StructTreeRoot"])["ParentTree"])
	for _, p := range c.pages {
		list := c.file.list(p.dict["Annots"])
		if len(list) > 0 && c.file.name(p.dict["Tabs"]) != "S" {
			c.report(p.where(), "its tab order is not that of the structure (/Tabs /S)")
		}
		for _, v := range list {
			c.annotation(p, v, owner, tree)
		}
	}
}

func (c *pdfCheck) annotation(p *pdfPage, v any, owner map[int]*pdfElement, tree map[int]any) {
	ref, _ := v.(pdfRef)
	d := c.file.dict(v)
	if c.file.name(d["Subtype"]) != "Link" {
		c.report(p.where(), "has an annotation that is no link")
		return
	}
	words := c.file.words(d["Contents"])
	if strings.TrimSpace(words) == "" {
		c.report(p.where(), "a link has no words (/Contents)")
	}
	e := owner[int(ref)]
	if e == nil || e.role != "Link" {
		c.report(p.where(), "the link %q is in no Link element", words)
		return
	}
	if key, ok := d["StructParent"].(float64); !ok || tree[int(key)] != pdfRef(e.number) {
		c.report(p.where(), "the parent tree does not lead from the link %q to its element", words)
	}
	if d["Dest"] != nil && !c.leads(d["Dest"]) || d["Dest"] == nil && c.file.dict(d["A"]) == nil {
		c.report(p.where(), "the link %q leads nowhere", words)
	}
}
