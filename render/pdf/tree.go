package pdf

import "strconv"

// element is a node of the structure tree: what assistive technology reads in
// place of the page. It joins its parent when its first content is drawn, so
// the order of the tree is the order of drawing, which is the reading order.
type element struct {
	role     string
	level    int // wanted heading level; 0 for other roles
	parent   *element
	kids     []kid
	attached bool
	alt      string
	actual   string
	expanded string
	lang     string
	id       string
	attrs    string // the /A value in PDF syntax
	page     int    // sheet of the first content, from 1; 0 for none of its own
	number   int    // object number, given by the finisher
}

// kid is one child of an element: another element, a marked-content sequence
// or a link annotation. Exactly one is set.
type kid struct {
	el    *element
	page  int // with mcid
	mcid  int
	annot *annotation
}

// annotation is the active area of a link.
type annotation struct {
	page                     int
	left, top, right, bottom float64 // points from the top left of the sheet
	text                     string
	uri                      string
	target                   string // place of this document; "" with a uri
	link                     *element
	number, key              int
}

// child makes an element below e. It is invisible until content is drawn.
func (e *element) child(role string) *element { return &element{role: role, parent: e} }

// list makes a list below e whose items are labelled as kind says: "Decimal",
// "Disc", or "None" where items have no label.
func (e *element) list(kind string) *element {
	l := e.child("L")
	l.attrs = "<</O /List /ListNumbering /" + kind + ">>"
	return l
}

// heading makes a heading of the wanted level below e. The level that is
// written never skips one: see attach.
func (e *element) heading(level int) *element {
	return &element{role: "H" + strconv.Itoa(level), level: max(level, 1), parent: e}
}

// tree is the structure under construction.
type tree struct {
	root  *element
	level int // of the last heading
}

func newTree() *tree {
	root := &element{role: "Document", attached: true}
	return &tree{root: root}
}

// attach adds e to its parent, and its parent to its own, if they are not
// there yet. Headings get the wanted level or one below the previous heading,
// whichever is higher in the outline, and the first is always level 1.
func (t *tree) attach(e *element) {
	if e.attached {
		return
	}
	t.attach(e.parent)
	e.attached = true
	if e.level > 0 {
		e.level = min(e.level, t.level+1, 6)
		e.role = "H" + strconv.Itoa(e.level)
		t.level = e.level
	}
	e.parent.kids = append(e.parent.kids, kid{el: e})
}

// Attributes of table cells, in PDF syntax.
const (
	scopeColumn = "<</O /Table /Scope /Column>>"
	scopeRow    = "<</O /Table /Scope /Row>>"
)

// spanRow is the attribute of a head cell that spans n columns.
func spanRow(n int) string {
	return "<</O /Table /Scope /Row /ColSpan " + strconv.Itoa(n) + ">>"
}
