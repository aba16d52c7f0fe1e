package evaluate

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/formula"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Input is everything a definition may draw on. It may be shared by goroutines
// that evaluate different definitions.
type Input struct {
	Register *dataset.Register
	Tables   map[string]*dataset.Table // by source id
	rows     *rowIndex
}

// NewInput readies tables for evaluation.
func NewInput(reg *dataset.Register, tables map[string]*dataset.Table) Input {
	return Input{Register: reg, Tables: tables, rows: &rowIndex{by: map[*dataset.Dimension][][]int32{}}}
}

// Evaluate makes all results of one definition. A source that was not loaded
// gives an indicator without results and a nil error list: a project need not
// have every publication. What contradicts itself is a diagnostic.
func Evaluate(def *indicators.Definition, in Input, l *diag.List) *Indicator {
	c := collector{def: def, types: def.Period.AllTypes(), in: in, diags: l, groups: map[string]int{"": Headline},
		out: &Indicator{Def: def, Breakdowns: []Breakdown{{}}}, cells: map[cellKey]*cell{}}
	if c.lacks() {
		return c.finish()
	}
	c.headline()
	for n := range def.Breakdowns {
		c.breakdown(&def.Breakdowns[n])
	}
	return c.finish()
}

// lacks reports that a part which every figure needs is read from a source
// that was not loaded. Then there is nothing to say, not even that a figure is
// missing from the publication.
func (c *collector) lacks() bool {
	d := c.def
	parts := []*indicators.Operand{d.Plus, d.Minus}
	if d.Value == nil {
		parts = append(parts, d.Numerator, d.Denominator)
	}
	for _, op := range parts {
		if op != nil && c.in.Tables[op.Source] == nil {
			return true
		}
	}
	return false
}

// role is the part an operand plays.
type role int

const (
	numerator role = iota
	denominator
	value
	lower
	upper
	spread
	minus // taken from value, for gaps
	plus  // added to the numerator of a count
	roles
)

type cellKey struct {
	area  dataset.AreaID
	from  int
	to    int
	kind  string // period type
	group int
}

// cell gathers the operands of one figure before it is computed.
type cell struct {
	period dataset.Period
	parts  [roles]quantity.Value
	have   [roles]bool
	from   [roles]sourceRef
	status dataset.Status
	asked  *Asked
	fit    bool // a part is of a wider area that fits best
}

type collector struct {
	def    *indicators.Definition
	in     Input
	diags  *diag.List
	out    *Indicator
	types  []string // of periods
	groups map[string]int
	cells  map[cellKey]*cell
}

func (c *collector) operands() [roles]*indicators.Operand {
	d := c.def
	return [roles]*indicators.Operand{d.Numerator, d.Denominator, d.Value, d.Lower, d.Upper, d.SD, d.Minus, d.Plus}
}

func (c *collector) headline() {
	for r, op := range c.operands() {
		if op == nil {
			continue
		}
		c.gather(role(r), op, op.Column, op.Filter, func(*dataset.Table, int) int { return Headline })
		if op.Source == returnsSource {
			c.returnGroups(role(r), op)
		}
	}
}

// returnsSource is the source id of local returns, whose breakdown column
// already holds keys like "profession=salt".
const returnsSource = "local-returns"

func (c *collector) returnGroups(r role, op *indicators.Operand) {
	t := c.in.Tables[op.Source]
	if t == nil || t.Dimension("breakdown") == nil {
		return
	}
	dim := t.Dimension("breakdown")
	c.each(r, op, op.Column, nil, t, func(row int) int {
		k := dim.At(row)
		if k == "" {
			return -1
		}
		return c.returned(k, t, row)
	})
}

// returned is the group of a return's breakdown, one key or several; -1 where
// the definition does not know a key.
func (c *collector) returned(k string, t *dataset.Table, row int) int {
	if g, ok := c.groups[k]; ok {
		return g
	}
	var of []Breakdown
	for _, pair := range strings.Split(k, ";") {
		list, code := splitKey(pair)
		b := c.declared(list)
		if b == nil {
			c.diags.Add(diag.Diagnostic{Pos: c.pos(t, row), Message: fmt.Sprintf("%s has no breakdown %q", c.def.ID, list),
				Expected: "one of " + c.lists(), Fix: "leave the breakdown empty for the headline figure"})
			return -1
		}
		of = append(of, Breakdown{Key: pair, List: list, Code: code, Label: label(b, code)})
	}
	all := of[0]
	for _, o := range of[1:] {
		all.Key, all.List, all.Code = all.Key+";"+o.Key, all.List+";"+o.List, all.Code+";"+o.Code
		all.Label += ", " + o.Label
	}
	c.out.Breakdowns = append(c.out.Breakdowns, all)
	c.groups[k] = len(c.out.Breakdowns) - 1
	return c.groups[k]
}

func splitKey(k string) (list, code string) {
	for i := range k {
		if k[i] == '=' {
			return k[:i], k[i+1:]
		}
	}
	return k, ""
}

func (c *collector) declared(list string) *indicators.Breakdown {
	for n := range c.def.Breakdowns {
		if c.def.Breakdowns[n].List == list {
			return &c.def.Breakdowns[n]
		}
	}
	return nil
}

func (c *collector) lists() string {
	s := ""
	for n, b := range c.def.Breakdowns {
		if n > 0 {
			s += ", "
		}
		s += b.List
	}
	if s == "" {
		return "no breakdown"
	}
	return s
}

// breakdown gathers the groups of one declared list: from a dimension's
// labels, from one column a group, or from one key a group. What is taken away
// for a gap is the headline's (see shareMinus).
func (c *collector) breakdown(b *indicators.Breakdown) {
	for r, op := range c.operands() {
		if op == nil || op.Source == returnsSource || role(r) == minus || role(r) == plus {
			continue
		}
		if op.Key != "" {
			c.keyed(role(r), op, b)
			continue
		}
		from := *op
		if b.Source != "" {
			from.Source = b.Source
		}
		if b.Compiled != nil {
			from.Filter = b.Compiled
		}
		if len(b.Columns) > 0 {
			c.wide(role(r), &from, b)
			continue
		}
		t := c.in.Tables[from.Source]
		if t == nil || t.Dimension(b.Column) == nil {
			continue
		}
		dim := t.Dimension(b.Column)
		c.gather(role(r), &from, from.Column, from.Filter, func(_ *dataset.Table, row int) int {
			return c.group(b, dim.At(row))
		})
	}
}

// keyed reads one key of the LAIT table a group.
func (c *collector) keyed(r role, op *indicators.Operand, b *indicators.Breakdown) {
	for _, code := range sortedCodes(b.Keys) {
		c.gather(r, op, op.Column, b.KeyFilters[code], func(*dataset.Table, int) int { return c.group(b, code) })
	}
}

func sortedCodes(m map[string]string) []string {
	codes := make([]string, 0, len(m))
	for code := range m {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	return codes
}

// wide reads one measure a group, or arithmetic over measures. Groups of a
// count have no denominator of their own unless the definition has one: then
// each group is a share of it.
func (c *collector) wide(r role, op *indicators.Operand, b *indicators.Breakdown) {
	for _, code := range sortedCodes(b.Columns) {
		here := func(*dataset.Table, int) int { return c.group(b, code) }
		switch r {
		case numerator, value:
			part := *op
			part.Formula = b.Formulas[code]
			if source := b.Sources[code]; source != "" {
				part.Source = source
			}
			c.gather(r, &part, b.Columns[code], op.Filter, here)
		case denominator:
			c.gather(r, op, op.Column, op.Filter, here)
		}
	}
}

// group finds or makes the breakdown of a code.
func (c *collector) group(b *indicators.Breakdown, code string) int {
	k := b.List + "=" + code
	if g, ok := c.groups[k]; ok {
		return g
	}
	c.out.Breakdowns = append(c.out.Breakdowns, Breakdown{Key: k, List: b.List, Code: code, Label: label(b, code)})
	c.groups[k] = len(c.out.Breakdowns) - 1
	return c.groups[k]
}

// label is what a group is called: the definition's word, the list's, or the
// code itself as words.
func label(b *indicators.Breakdown, code string) string {
	text := b.Labels[code]
	if text == "" {
		text = indicators.Label(b.List, code)
	}
	if text == code {
		text = spelled(code)
	}
	return text
}

// spelled makes words of a code that no list explains: "community-paediatrics"
// is "Community paediatrics".
func spelled(code string) string {
	words := strings.ReplaceAll(strings.ReplaceAll(code, "-", " "), "_", " ")
	if words == "" {
		return code
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

func (c *collector) gather(r role, op *indicators.Operand, column string, filter *formula.Formula, group func(*dataset.Table, int) int) {
	t := c.in.Tables[op.Source]
	if t == nil {
		return
	}
	headline := t.Dimension("breakdown")
	c.each(r, op, column, filter, t, func(row int) int {
		if op.Source == returnsSource && headline != nil && headline.At(row) != "" {
			return -1
		}
		return group(t, row)
	})
}

// each puts the operand's figure of every matching row into its cell. A group
// of -1 leaves the row out.
func (c *collector) each(r role, op *indicators.Operand, column string, filter *formula.Formula, t *dataset.Table, group func(row int) int) {
	read, ok := c.reader(op, column, t)
	if !ok {
		return
	}
	keep := newRowFilter(t, filter, c.def.ID)
	table, measure := c.table(t), t.Measure(column)
	keep.rows(c.in.rows, t.Len(), func(row int) {
		p := t.Periods[t.PeriodOf[row]]
		if !c.wanted(p) || !keep.match(row) {
			return
		}
		if g := group(row); g >= 0 {
			ref := sourceRef{table: table, row: int32(row)}
			if op.Formula == nil {
				ref.column = uint16(measure.ColumnAt(row))
			}
			x := c.put(r, t.Areas[row], p, g, read(row), ref, t.StatusOf[row])
			if x.asked == nil {
				x.asked = c.asked(t, row)
			}
			x.fit = x.fit || bestFit(t, row)
		}
	})
	if keep.err != nil {
		c.diags.Errorf(c.def.Pos, "%s: filter cannot be applied: %v", c.def.ID, keep.err)
	}
}

// wanted keeps rows of the definition's period types: an indicator published by
// term takes all three, each compared with its own a year before.
func (c *collector) wanted(p dataset.Period) bool {
	return slices.Contains(c.types, p.Type)
}

// reader gives the operand's value on a row: one measure, or arithmetic.
func (c *collector) reader(op *indicators.Operand, column string, t *dataset.Table) (func(int) quantity.Value, bool) {
	if op.Formula == nil {
		m := t.Measure(column)
		if m == nil {
			c.diags.Add(diag.Diagnostic{Pos: c.def.Pos, Message: fmt.Sprintf("%s reads %q, which source %s does not have", c.def.ID, column, op.Source),
				Expected: "a measure that the source's mapping names", Fix: near(column, t)})
			return nil, false
		}
		return m.At, true
	}
	for _, n := range op.Formula.Names() {
		if t.Measure(n) == nil {
			c.diags.Add(diag.Diagnostic{Pos: c.def.Pos, Message: fmt.Sprintf("%s reads %q, which source %s does not have", c.def.ID, n, op.Source),
				Expected: "measures that the source's mapping names", Fix: near(n, t)})
			return nil, false
		}
	}
	return func(row int) quantity.Value {
		return op.Formula.Eval(func(name string) quantity.Value { return t.Measure(name).At(row) })
	}, true
}

func near(name string, t *dataset.Table) string {
	names := make([]string, len(t.Measures))
	for i := range t.Measures {
		names[i] = t.Measures[i].Name
	}
	if n := diag.Nearest(name, names); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

// at is the place of a number in its file; the definition's where it has none.
func (c *collector) at(ref sourceRef) diag.Pos {
	if ref.table < 0 {
		return c.def.Pos
	}
	return c.out.tables[ref.table].PosOf(int(ref.row), int(ref.column))
}

func (c *collector) table(t *dataset.Table) int8 {
	for n, k := range c.out.tables {
		if k == t {
			return int8(n)
		}
	}
	c.out.tables = append(c.out.tables, t)
	return int8(len(c.out.tables) - 1)
}

func (c *collector) put(r role, area dataset.AreaID, p dataset.Period, g int, v quantity.Value, ref sourceRef, st dataset.Status) *cell {
	k := cellKey{area, p.Start, p.End, p.Type, g}
	x := c.cells[k]
	if x == nil {
		x = &cell{period: p}
		for n := range x.from {
			x.from[n].table = -1
		}
		c.cells[k] = x
	}
	if x.have[r] {
		if x.from[r] == ref {
			return x
		}
		c.diags.Add(diag.Diagnostic{Pos: c.at(ref),
			Message:  fmt.Sprintf("a second figure for %s, %s, %s", c.def.ID, c.in.Register.Area(area).Name, p.Label),
			Expected: "one row for each area, period and group after the definition's filter",
			Fix:      "make the filter of the definition narrower, or remove the repeated row",
			See:      []diag.Related{{Pos: c.at(x.from[r]), Why: "the first one"}}})
		return x
	}
	x.have[r], x.parts[r], x.from[r] = true, v, ref
	if st != dataset.Final {
		x.status = st
	}
	return x
}

func (c *collector) pos(t *dataset.Table, row int) diag.Pos {
	return t.PosOf(row, 0)
}

// bestFit reports whether a row is repeated from a wider area.
func bestFit(t *dataset.Table, row int) bool {
	d := t.Dimension(dataset.BestFit)
	return d != nil && d.At(row) != ""
}
