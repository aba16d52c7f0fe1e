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
	missing []missingColumn
	l       *diag.List
	bad     bool
}

// missingColumn is a column that is needed and not there. Entry is where the
// mapping names it, "" where the format itself does.
type missingColumn struct {
	entry string
	names []string
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

// heading is the header of a column as the file writes it; name where there is
// no such column.
func (c *columns) heading(i int, name string) string {
	if i < 0 {
		return name
	}
	return c.names[i]
}

// need is find for a column that must be there; entry is where the mapping
// names it. What is missing is told by rest, when it is known which columns of
// the file are left over.
func (c *columns) need(entry string, names ...string) int {
	i := c.find(names...)
	if i < 0 {
		c.bad = true
		c.missing = append(c.missing, missingColumn{entry, names})
	}
	return i
}

// rest tells the missing columns, and every column that is neither claimed nor
// ignored. Entries of ignore that end in * stand for all columns that begin so.
func (c *columns) rest(ignore, known []string) {
	c.tellMissing(ignore)
	for i, name := range c.names {
		if c.claimed[i] || ignored(name, ignore) {
			continue
		}
		if name == "" {
			c.tell(fmt.Sprintf("column %d of the header has no name", i+1), "a name for each column",
				`remove the column, or list "" under ignore in the mapping if it only numbers the rows`)
			continue
		}
		fix := "add it to the mapping, under measures, dimensions or ignore"
		if near := diag.Nearest(name, known); near != "" && !c.has(near) {
			fix = fmt.Sprintf("did you mean %q? if the column is new, %s", near, fix)
		}
		c.tell(fmt.Sprintf("unknown column %q", name), "only columns that the mapping names or ignores", fix)
	}
}

// tellMissing names the missing columns with the one of those left over that
// each may have become.
func (c *columns) tellMissing(ignore []string) {
	var left []string
	for i, name := range c.names {
		if name != "" && !c.claimed[i] && !ignored(name, ignore) {
			left = append(left, name)
		}
	}
	for _, m := range c.missing {
		c.tell(fmt.Sprintf("column %q is missing", m.names[0]), "a header with "+strings.Join(m.names, " or "), m.fix(left))
	}
	c.missing = nil
}

// fix says what to write where, if the column was renamed.
func (m missingColumn) fix(left []string) string {
	near := ""
	for _, name := range m.names {
		if near == "" {
			near = diag.Nearest(name, left)
		}
	}
	switch {
	case near != "" && m.entry == "":
		return fmt.Sprintf("if %q is the same column, rename it to %q in the file", near, m.names[0])
	case near != "":
		return fmt.Sprintf("if %q is the same column, write it under %s in the mapping", near, m.entry)
	case m.entry == "" && len(left) > 0:
		return fmt.Sprintf("rename the column that holds it (left over are %s), or fetch the file again", some(left))
	case len(left) == 0:
		return "fetch the release that the mapping is for, or mend the mapping"
	}
	return fmt.Sprintf("if it has another name now (left over are %s), write that under %s in the mapping", some(left), m.entry)
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
