package dataset

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// columns is the header of one file, with what has been claimed of it.
type columns struct {
	pos     diag.Pos
	names   []string         // as written
	index   map[string][]int // by folded name
	claimed []bool
	l       *diag.List
	bad     bool
}

func newColumns(pos diag.Pos, header []string, l *diag.List) *columns {
	c := &columns{pos: pos, names: header, index: map[string][]int{}, claimed: make([]bool, len(header)), l: l}
	for i, h := range header {
		c.index[fold(h)] = append(c.index[fold(h)], i)
	}
	return c
}

// fold is how headers and labels are compared: without regard to case, outer
// blanks and runs of blanks.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// find claims the column with one of the names and returns its index, or -1.
// Of names that differ only by case (a file with both pc_x and PC_x) an exact
// match wins; otherwise a doubled column is an error, since which of the two
// holds the figures cannot be known.
func (c *columns) find(names ...string) int {
	for _, n := range names {
		at := c.index[fold(n)]
		if len(at) > 1 {
			exact := slices.DeleteFunc(slices.Clone(at), func(i int) bool { return c.names[i] != n })
			if len(exact) == 1 {
				at = exact
			}
		}
		if len(at) == 0 {
			continue
		}
		for _, i := range at {
			c.claimed[i] = true
		}
		if len(at) > 1 {
			c.tell(fmt.Sprintf("column %q stands %d times in the header", c.names[at[0]], len(at)), "each needed column once",
				"remove or rename all but one; which one holds the figures cannot be known")
		}
		return at[0]
	}
	return -1
}

// need is find, with a diagnostic when the column is missing.
func (c *columns) need(names ...string) int {
	i := c.find(names...)
	if i >= 0 {
		return i
	}
	fix := "fetch the release that the mapping is for, or mend the mapping"
	if near := diag.Nearest(names[0], c.names); near != "" {
		fix = fmt.Sprintf("if %q is the same column, add it to the mapping as an alias", near)
	}
	c.tell(fmt.Sprintf("column %q is missing", names[0]), "a header with "+strings.Join(names, " or "), fix)
	return -1
}

// rest tells every column that is neither claimed nor ignored. Entries of
// ignore that end in * stand for all columns that begin so.
func (c *columns) rest(ignore, known []string) {
	for i, name := range c.names {
		if c.claimed[i] || ignored(name, ignore) {
			continue
		}
		fix := "add it to the mapping, under measures, dimensions or ignore"
		if near := diag.Nearest(name, known); near != "" && !c.has(near) {
			fix = fmt.Sprintf("did you mean %q? if the column is new, %s", near, fix)
		}
		c.tell(fmt.Sprintf("unknown column %q", name), "only columns that the mapping names or ignores", fix)
	}
}

func (c *columns) has(name string) bool { return len(c.index[fold(name)]) > 0 }

func ignored(name string, ignore []string) bool {
	folded := fold(name)
	for _, ig := range ignore {
		ig = fold(ig)
		if folded == ig || strings.HasSuffix(ig, "*") && strings.HasPrefix(folded, strings.TrimSuffix(ig, "*")) {
			return true
		}
	}
	return false
}

func (c *columns) tell(message, expected, fix string) {
	c.bad = true
	c.l.Add(diag.Diagnostic{Pos: c.pos, Message: message, Expected: expected, Fix: fix})
}

// sortedKeys makes every walk over a mapping's maps deterministic.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
