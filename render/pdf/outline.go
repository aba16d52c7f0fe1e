package pdf

import (
	"fmt"
	"strings"
)

// entry is an outline object under construction.
type entry struct {
	bookmark
	number, parent, prev, next int
	first, last, count         int
}

// outlines writes the bookmarks: pages, and below them, closed, their
// sections. It gives the number of the outline's root, 0 for none.
func (f *finisher) outlines() int {
	if len(f.canvas.outline) == 0 {
		return 0
	}
	root := f.objs.reserve()
	es := make([]entry, len(f.canvas.outline))
	for i, b := range f.canvas.outline {
		es[i] = entry{bookmark: b, number: f.objs.reserve()}
	}
	top := link(es, root)
	for _, e := range es {
		f.objs[e.number].value = f.entryValue(e)
	}
	f.objs[root].value = fmt.Sprintf("<</Type /Outlines /First %s /Last %s /Count %d>>", ref(top.first), ref(top.last), top.count)
	return root
}

// link joins entries of two levels into a tree below root.
func link(es []entry, root int) entry {
	top := entry{number: root}
	head, last, lastSub := -1, -1, -1
	for i := range es {
		if es[i].level == 0 || head < 0 {
			join(&top, es, last, i)
			head, last, lastSub = i, i, -1
			continue
		}
		join(&es[head], es, lastSub, i)
		lastSub = i
	}
	return top
}

func join(parent *entry, es []entry, prev, i int) {
	es[i].parent = parent.number
	if prev >= 0 {
		es[i].prev, es[prev].next = es[prev].number, es[i].number
	} else {
		parent.first = es[i].number
	}
	parent.last = es[i].number
	parent.count++
}

func (f *finisher) entryValue(e entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Title %s /Parent %s /Dest %s", literal(e.title), ref(e.parent), f.destination(e.place))
	for _, l := range [...]struct {
		key string
		n   int
	}{{"Prev", e.prev}, {"Next", e.next}, {"First", e.first}, {"Last", e.last}} {
		if l.n > 0 {
			fmt.Fprintf(&b, " /%s %s", l.key, ref(l.n))
		}
	}
	if e.count > 0 {
		fmt.Fprintf(&b, " /Count -%d", e.count)
	}
	b.WriteString(">>")
	return b.String()
}
