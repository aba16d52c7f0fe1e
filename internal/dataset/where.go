package dataset

import (
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// whereColumn keeps rows by the labels of one column of the file.
type whereColumn struct {
	name   string
	labels []string
	at     int
	keep   map[string]bool
	seen   map[string]bool // kept labels that a row has had, folded
	byRaw  map[string]bool
	others []string // labels of rows that were left out
}

func newWhereColumn(name string, labels []string) *whereColumn {
	w := &whereColumn{name: name, labels: labels, at: -1, keep: map[string]bool{}, seen: map[string]bool{}, byRaw: map[string]bool{}}
	for _, label := range labels {
		w.keep[fold(label)] = true
	}
	return w
}

// keeps reports whether a row with the label stays.
func (w *whereColumn) keeps(raw string) bool {
	if keep, ok := w.byRaw[raw]; ok {
		return keep
	}
	keep := w.keep[fold(raw)]
	if keep {
		w.seen[fold(raw)] = true
	}
	if len(w.byRaw) < 10_000 { // a column of free text is no reason to grow for ever
		raw = strings.Clone(raw)
		w.byRaw[raw] = keep
		if !keep {
			w.others = append(w.others, raw)
		}
	}
	return keep
}

// kept reports whether a record has labels to keep in every column of where.
func (ld *loader) kept(r record) bool {
	for _, w := range ld.where {
		if !w.keeps(r.Fields()[w.at]) {
			return false
		}
	}
	return true
}

// tellUnseen warns of labels to keep that no row has: in a later release the
// label may have another name, and the rows would be missed in silence.
func (ld *loader) tellUnseen() {
	for _, w := range ld.where {
		if len(w.byRaw) == 0 {
			continue // no row was read, and that is told
		}
		for _, label := range w.labels {
			if w.seen[fold(label)] {
				continue
			}
			d := diag.Diagnostic{Pos: diag.Pos{File: ld.t.Files[0]}, Severity: diag.Warning,
				Message:  fmt.Sprintf("no row has the label %q in column %q", label, w.name),
				Expected: "rows for each label that the mapping keeps", Fix: "remove the label from where in the mapping, if this release has none such"}
			if near := diag.Nearest(label, w.others); near != "" {
				d.Fix = fmt.Sprintf("the file has %q: if that is its new name, write it under where in the mapping", near)
			}
			ld.l.Add(d)
		}
	}
}
