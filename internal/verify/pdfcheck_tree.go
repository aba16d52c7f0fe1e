package verify

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// pdfElement is a node of the structure tree.
type pdfElement struct {
	number int
	dict   pdfDict
	role   string // after the role map
	parent *pdfElement
	kids   []pdfKid
	page   int // index of the first page, -1 for none
	lang   string
}

// pdfKid is an element, marked content or an annotation.
type pdfKid struct {
	el         *pdfElement
	page, mcid int // page is an index
	annot      int // object number of an annotation; 0 for none
}

// readTree reads the structure tree.
func (c *pdfCheck) readTree() {
	root := c.file.dict(c.root["StructTreeRoot"])
	if root == nil {
		return
	}
	c.roles = c.file.dict(root["RoleMap"])
	kids := c.file.get(root["K"])
	list, ok := kids.([]any)
	if !ok {
		list = []any{root["K"]}
	}
	for _, k := range list {
		if e := c.readElement(k, nil, 0); e != nil {
			c.top = append(c.top, e)
		}
	}
}

func (c *pdfCheck) readElement(v any, parent *pdfElement, depth int) *pdfElement {
	ref, ok := v.(pdfRef)
	d, isDict := c.file.get(v).(pdfDict)
	if !ok || !isDict || depth > pdfDepth {
		c.report("structure", "an element is not an object of its own, or lies too deep")
		return nil
	}
	if c.byNumber[int(ref)] != nil {
		c.report("structure", "the element in object %d stands in the tree twice", ref)
		return nil
	}
	e := &pdfElement{number: int(ref), dict: d, parent: parent, role: c.role(c.file.name(d["S"])), page: -1}
	if pg, ok := d["Pg"].(pdfRef); ok {
		if i, ok := c.pageAt[int(pg)]; ok {
			e.page = i
		}
	}
	e.lang = c.file.words(d["Lang"])
	c.byNumber[int(ref)] = e
	c.elements = append(c.elements, e)
	c.parentOf(e)
	c.readKids(e, depth)
	return e
}

// role follows the role map to a standard role.
func (c *pdfCheck) role(name string) string {
	for range 10 {
		next := c.file.name(c.roles[name])
		if next == "" || standardRoles[name] {
			break
		}
		name = next
	}
	return name
}

func (c *pdfCheck) parentOf(e *pdfElement) {
	ref, _ := e.dict["P"].(pdfRef)
	if e.parent != nil && int(ref) != e.parent.number {
		c.report(e.where(), "its parent (/P) is not the element that holds it")
	}
}

func (c *pdfCheck) readKids(e *pdfElement, depth int) {
	k := e.dict["K"]
	list, ok := c.file.get(k).([]any)
	if !ok && k != nil {
		list = []any{k}
	}
	for _, v := range list {
		if n, ok := v.(float64); ok {
			e.kids = append(e.kids, pdfKid{page: e.page, mcid: int(n)})
			continue
		}
		d := c.file.dict(v)
		page := e.page
		if pg, ok := d["Pg"].(pdfRef); ok {
			if i, is := c.pageAt[int(pg)]; is {
				page = i
			}
		}
		switch c.file.name(d["Type"]) {
		case "MCR":
			e.kids = append(e.kids, pdfKid{page: page, mcid: c.file.number(d["MCID"])})
		case "OBJR":
			obj, _ := d["Obj"].(pdfRef)
			e.kids = append(e.kids, pdfKid{page: page, annot: int(obj)})
		default:
			if child := c.readElement(v, e, depth+1); child != nil {
				e.kids = append(e.kids, pdfKid{el: child})
			}
		}
	}
}

// where names an element for a message.
func (e *pdfElement) where() string {
	if e.page >= 0 {
		return e.role + " on page " + strconv.Itoa(e.page+1)
	}
	return e.role + " (object " + strconv.Itoa(e.number) + ")"
}

// kidText is the text of a kid's marked content, "" for an annotation.
func (c *pdfCheck) kidText(k pdfKid) string {
	if k.annot != 0 || k.page < 0 || k.page >= len(c.pages) {
		return ""
	}
	return c.pages[k.page].texts[k.mcid]
}

// parentTree tests that marked content leads back to the element that holds it.
func (c *pdfCheck) parentTree() {
	owners := map[[2]int]int{}
	for _, e := range c.elements {
		for _, k := range e.kids {
			if k.el != nil || k.annot != 0 {
				continue
			}
			if k.page < 0 {
				c.report(e.where(), "its content has no page")
				continue
			}
			key := [2]int{k.page, k.mcid}
			if owners[key] != 0 {
				c.report(e.where(), "its content belongs to another element too")
			}
			owners[key] = e.number
			if _, ok := c.pages[k.page].tags[k.mcid]; !ok {
				c.report(e.where(), "its content %d is not on the page", k.mcid)
			}
		}
	}
	tree := c.numberTree(c.file.dict(c.root["StructTreeRoot"])["ParentTree"])
	for i, p := range c.pages {
		c.pageOwners(p, i, tree, owners)
	}
}

func (c *pdfCheck) pageOwners(p *pdfPage, index int, tree map[int]any, owners map[[2]int]int) {
	if len(p.tags) == 0 {
		return
	}
	key, ok := p.dict["StructParents"].(float64)
	if !ok {
		c.report(p.where(), "has no /StructParents")
		return
	}
	list := c.file.list(tree[int(key)])
	for _, mcid := range slices.Sorted(maps.Keys(p.tags)) {
		owner := owners[[2]int{index, mcid}]
		if owner == 0 {
			c.report(p.where(), "the content %d belongs to no element", mcid)
			continue
		}
		if mcid >= len(list) || list[mcid] != pdfRef(owner) {
			c.report(p.where(), "the parent tree does not lead from content %d to its element", mcid)
		}
	}
}

// numberTree flattens a number tree.
func (c *pdfCheck) numberTree(v any) map[int]any {
	out := map[int]any{}
	c.walkNumbers(v, out, map[pdfRef]bool{}, 0)
	return out
}

func (c *pdfCheck) walkNumbers(v any, out map[int]any, seen map[pdfRef]bool, depth int) {
	d := c.file.dict(v)
	if ref, ok := v.(pdfRef); ok {
		if seen[ref] {
			return
		}
		seen[ref] = true
	}
	if d == nil || depth > pdfDepth {
		return
	}
	nums := c.file.list(d["Nums"])
	for i := 0; i+1 < len(nums); i += 2 {
		out[c.file.number(nums[i])] = nums[i+1]
	}
	for _, k := range c.file.list(d["Kids"]) {
		if len(out) < pdfObjects {
			c.walkNumbers(k, out, seen, depth+1)
		}
	}
}

// standardRoles are those of ISO 32000-1.
var standardRoles = roleSet(`Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
	H H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table TR TH TD THead TBody TFoot
	Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form`)

func roleSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
