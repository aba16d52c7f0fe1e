package dataset

import (
	"fmt"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// dimensionColumn is a text column while it is read.
type dimensionColumn struct {
	spec   ColumnSpec
	out    Dimension
	labels map[string]string // folded label of the file to code here
	byRaw  map[string]uint32 // text as written to index; saves folding each cell
	byText map[string]uint32
	at     int
	now    uint32

	heading   string // header of the column in the file that is read
	breakdown bool   // key=value pairs, put in order
}

func newDimensionColumn(name string, c ColumnSpec) *dimensionColumn {
	d := &dimensionColumn{spec: c, out: Dimension{Name: name}, byRaw: map[string]uint32{}, byText: map[string]uint32{}}
	if len(c.Labels) > 0 {
		d.labels = make(map[string]string, len(c.Labels))
		for label, code := range c.Labels {
			d.labels[fold(label)] = code
		}
	}
	return d
}

// look finds the index of a label; ok is false when the mapping lists labels
// and this is none of them.
func (d *dimensionColumn) look(raw string) (uint32, bool) {
	if i, ok := d.byRaw[raw]; ok {
		return i, true
	}
	text := strings.TrimSpace(raw)
	if d.labels != nil {
		code, ok := d.labels[fold(raw)]
		if !ok {
			return 0, false
		}
		text = code
	}
	if d.breakdown {
		var ok bool
		if text, ok = canonicalBreakdown(text); !ok {
			return 0, false
		}
	}
	i := d.code(text)
	d.byRaw[strings.Clone(raw)] = i // a field shares memory with its whole record
	return i, true
}

// code is the index of a label in the dictionary, added when new.
func (d *dimensionColumn) code(text string) uint32 {
	if i, ok := d.byText[text]; ok {
		return i
	}
	text = strings.Clone(text)
	i := uint32(len(d.out.Values))
	d.out.Values = append(d.out.Values, text)
	d.byText[text] = i
	return i
}

func (d *dimensionColumn) unmapped(pos diag.Pos, text string) diag.Diagnostic {
	known := sortedKeys(d.spec.Labels)
	out := diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("unmapped label %q in column %q", text, d.heading),
		Expected: "one of " + some(known), Fix: "write it under " + d.entry() + " in the mapping, with the code it means"}
	if near := diag.Nearest(text, known); near != "" {
		out.Fix = fmt.Sprintf("did you mean %q? if the label is new, write it under %s in the mapping", near, d.entry())
	}
	return out
}

// entry is where the mapping lists the labels.
func (d *dimensionColumn) entry() string { return "dimensions." + d.out.Name + ".labels" }

// some joins the first few of a list.
func some(list []string) string {
	if len(list) > 8 {
		return strings.Join(list[:8], ", ") + ", …"
	}
	return strings.Join(list, ", ")
}

// measureColumn is a number column while it is read.
type measureColumn struct {
	spec   ColumnSpec
	out    Measure
	reader cellReader
	at     int
	now    cell
}

func (m *measureColumn) append() {
	m.out.Numbers = append(m.out.Numbers, m.now.value.Number)
	m.out.Known = append(m.out.Known, m.now.value.Known)
	m.out.Symbols = append(m.out.Symbols, m.now.value.Symbol)
	m.out.Decimal = append(m.out.Decimal, m.now.decimals)
	m.out.Column = append(m.out.Column, m.now.column)
}

// isNew tells a second row for the same area, period and labels, and reports
// whether the current record is none.
func (ld *loader) isNew(r record, area AreaID, period PeriodID) bool {
	key := mix(mix(keySeed, uint64(area)), uint64(period))
	for _, d := range ld.dims[:ld.keyDims] {
		key = mix(key, uint64(d.now))
	}
	for {
		row, taken := ld.seen[key]
		if !taken {
			ld.seen[key] = int32(ld.t.Len())
			return true
		}
		if ld.sameObservation(int(row), area, period) {
			ld.tellDuplicate(r, int(row), area, period)
			return false
		}
		key++ // another observation with the same hash
	}
}

const keySeed = 14695981039346656037

// mix is one step of FNV-1a over whole words, spread by a shift.
func mix(h, v uint64) uint64 {
	h = (h ^ v) * 1099511628211
	return h ^ h>>29
}

func (ld *loader) sameObservation(row int, area AreaID, period PeriodID) bool {
	if ld.t.Areas[row] != area || ld.t.PeriodOf[row] != period {
		return false
	}
	for _, d := range ld.dims[:ld.keyDims] {
		if d.out.Codes[row] != d.now {
			return false
		}
	}
	return true
}

func (ld *loader) tellDuplicate(r record, row int, area AreaID, period PeriodID) {
	var labels []string
	for _, d := range ld.dims[:ld.keyDims] {
		if text := d.out.Values[d.now]; text != "" {
			labels = append(labels, d.out.Name+" "+text)
		}
	}
	a := ld.reg.Area(area)
	ld.l.Add(diag.Diagnostic{Pos: placeOf(r),
		Message:  fmt.Sprintf("duplicate observation %q", strings.Join(append([]string{a.Name, ld.periods.list[period].Label}, labels...), ", ")),
		Expected: "one row for each area, period and breakdown",
		Fix:      "remove one of the two rows, or map the column that tells them apart as a dimension",
		See:      []diag.Related{{Pos: ld.t.PosOf(row, 0), Why: "the first row for it"}}})
}
