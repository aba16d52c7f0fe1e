package pdf

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// structure writes the structure tree, the parent tree that leads from marked
// content back to it, and the link annotations. It gives the tree's number.
func (f *finisher) structure() int {
	root := f.objs.reserve()
	f.number(f.canvas.tree.root)
	f.element(f.canvas.tree.root, root)
	for _, a := range f.canvas.annots {
		f.annotation(a)
	}
	parents := f.parentTree()
	value := "<</Type /StructTreeRoot /K [" + ref(f.canvas.tree.root.number) + "] /ParentTree " + ref(parents) +
		" /ParentTreeNextKey " + strconv.Itoa(len(f.pages)-1+len(f.canvas.annots))
	if ids := f.identifiers(f.canvas.tree.root, nil); len(ids) > 0 {
		value += " /IDTree " + ref(f.idTree(ids))
	}
	f.objs[root].value = value + ">>"
	return root
}

func (f *finisher) number(e *element) {
	e.number = f.objs.reserve()
	for _, k := range e.kids {
		if k.el != nil {
			f.number(k.el)
		}
	}
}

func (f *finisher) element(e *element, parent int) {
	var b strings.Builder
	b.WriteString("<</Type /StructElem /S /" + e.role + " /P " + ref(parent))
	if e.page > 0 {
		b.WriteString(" /Pg " + ref(f.pages[e.page]))
	}
	if len(e.kids) > 0 {
		b.WriteString(" /K [")
		for i, k := range e.kids {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(f.kid(e, k))
		}
		b.WriteByte(']')
	}
	for _, s := range [...]struct{ key, text string }{{"Alt", e.alt}, {"ActualText", e.actual}, {"E", e.expanded}, {"Lang", e.lang}, {"ID", e.id}} {
		if s.text != "" {
			b.WriteString(" /" + s.key + " " + literal(s.text))
		}
	}
	if e.attrs != "" {
		b.WriteString(" /A " + e.attrs)
	}
	b.WriteString(">>")
	f.objs[e.number].value = b.String()
	for _, k := range e.kids {
		if k.el != nil {
			f.element(k.el, e.number)
		}
	}
}

func (f *finisher) kid(e *element, k kid) string {
	switch {
	case k.el != nil:
		return ref(k.el.number)
	case k.annot != nil:
		return "<</Type /OBJR /Pg " + ref(f.pages[k.annot.page]) + " /Obj " + ref(k.annot.number) + ">>"
	case k.page == e.page:
		return strconv.Itoa(k.mcid)
	}
	return fmt.Sprintf("<</Type /MCR /Pg %s /MCID %d>>", ref(f.pages[k.page]), k.mcid)
}

func (f *finisher) annotation(a *annotation) {
	action := " /A <</S /URI /URI " + literal(asciiURI(a.uri)) + ">>"
	if a.uri == "" {
		action = " /Dest " + f.destination(f.canvas.places[a.target])
	}
	f.objs[a.number].value = fmt.Sprintf("<</Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /F 4 /Border [0 0 0] /Contents %s /StructParent %d /P %s%s>>",
		a.left, sheetHeight-a.bottom, a.right, sheetHeight-a.top, literal(a.text), a.key, ref(f.pages[a.page]), action)
}

// asciiURI escapes what a URI may not hold.
func asciiURI(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if ch := s[i]; ch <= 0x20 || ch > 0x7e || strings.IndexByte(`"<>\^{|}`+"`", ch) >= 0 {
			fmt.Fprintf(&b, "%%%02X", ch)
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// parentTree maps each page's marked content, and each annotation, to the
// element it belongs to.
func (f *finisher) parentTree() int {
	owners := make([][]int, len(f.pages))
	for p := range owners {
		owners[p] = make([]int, f.canvas.mcids[p])
	}
	collectOwners(f.canvas.tree.root, owners)
	var b strings.Builder
	b.WriteString("<</Nums [")
	for p := 1; p < len(f.pages); p++ {
		refs := make([]string, len(owners[p]))
		for i, n := range owners[p] {
			refs[i] = ref(n)
		}
		list := f.objs.add("[" + strings.Join(refs, " ") + "]")
		fmt.Fprintf(&b, "%d %s ", p-1, ref(list))
	}
	for _, a := range f.canvas.annots {
		fmt.Fprintf(&b, "%d %s ", a.key, ref(a.link.number))
	}
	return f.objs.add(strings.TrimSpace(b.String()) + "]>>")
}

func collectOwners(e *element, owners [][]int) {
	for _, k := range e.kids {
		switch {
		case k.el != nil:
			collectOwners(k.el, owners)
		case k.annot == nil:
			owners[k.page][k.mcid] = e.number
		}
	}
}

// identifiers lists the elements that have one.
func (f *finisher) identifiers(e *element, out []*element) []*element {
	if e.id != "" {
		out = append(out, e)
	}
	for _, k := range e.kids {
		if k.el != nil {
			out = f.identifiers(k.el, out)
		}
	}
	return out
}

func (f *finisher) idTree(es []*element) int {
	sort.SliceStable(es, func(i, j int) bool { return es[i].id < es[j].id })
	var b strings.Builder
	b.WriteString("<</Names [")
	for _, e := range es {
		b.WriteString(literal(e.id) + " " + ref(e.number) + " ")
	}
	return f.objs.add(strings.TrimSpace(b.String()) + "]>>")
}
