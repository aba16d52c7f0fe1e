package build

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
)

// lengths remembers packs that left their budget of pages, from several areas
// at once.
type lengths struct {
	mu   sync.Mutex
	over []length
}

type length struct {
	layout compose.Layout
	area   string
	pages  int
	longer string // the sections to cut first
}

// check notes a drawn pack that is shorter or longer than its layout allows.
func (x *lengths) check(y compose.Layout, d *document.Document, pages int) {
	b := y.Budget
	if b == nil || pages == 0 || pages >= b.Least && (b.Most == 0 || pages <= b.Most) {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.over = append(x.over, length{y, d.Area.Name, pages, longest(d)})
}

// longest names the sections with most sheets, the longest first.
func longest(d *document.Document) string {
	count := map[string]int{}
	var names []string
	for _, p := range d.Pages {
		if p.Section == "" {
			continue
		}
		if count[p.Section] == 0 {
			names = append(names, p.Section)
		}
		count[p.Section]++
	}
	sort.SliceStable(names, func(a, b int) bool { return count[names[a]] > count[names[b]] })
	var out []string
	for _, n := range names[:min(2, len(names))] {
		out = append(out, fmt.Sprintf("%q (%d)", n, count[n]))
	}
	return strings.Join(out, " and ")
}

// tell warns once for each pack, with the areas where it is worst.
func (x *lengths) tell(l *diag.List) {
	sort.Slice(x.over, func(a, b int) bool {
		m, n := x.over[a], x.over[b]
		if m.layout.ID != n.layout.ID {
			return m.layout.ID < n.layout.ID
		}
		if m.pages != n.pages {
			return m.pages > n.pages
		}
		return m.area < n.area
	})
	for from := 0; from < len(x.over); {
		to := from
		for to < len(x.over) && x.over[to].layout.ID == x.over[from].layout.ID {
			to++
		}
		x.over[from].warn(to-from, x.over[to-1], l)
		from = to
	}
}

// warn tells of one pack: worst is its longest, least its shortest of those
// outside the budget.
func (w length) warn(areas int, least length, l *diag.List) {
	b := w.layout.Budget
	said := fmt.Sprintf("the pack %s has %s for %s", w.layout.ID, pagesWord(w.pages), w.area)
	fix := "lower most for the sections " + w.longer + ", or leave a section out"
	if b.Most == 0 || w.pages <= b.Most {
		said = fmt.Sprintf("the pack %s has only %s for %s", w.layout.ID, pagesWord(least.pages), least.area)
		fix = "add a section or the commentary that it waits for, or lower budget.least"
	}
	if areas > 1 {
		said += fmt.Sprintf(", and leaves its budget for %d areas in all", areas)
	}
	l.Add(diag.Diagnostic{Severity: diag.Warning, Pos: w.layout.Pos, Message: said, Expected: b.Words(), Fix: fix})
}

func pagesWord(n int) string {
	if n == 1 {
		return "1 page"
	}
	return fmt.Sprintf("%d pages", n)
}
