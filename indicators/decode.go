package indicators

import (
	"regexp"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/formula"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// localReturns is the source id of local returns, whose columns are fixed.
const localReturns = "local-returns"

// Decode reads the definitions of one file: one, or a list of them. Each is
// complete afterwards: defaults filled, filters and arithmetic compiled, every
// rule checked. A definition with a problem is left out of the result, so that
// nothing is computed from it.
func Decode(file string, data []byte, l *diag.List) []Definition {
	var out []Definition
	for _, item := range strictyaml.DecodeAll[Definition](file, data, l) {
		d := item.Value
		d.Pos, d.Fields = item.Pos, item.Fields
		own := &diag.List{}
		Check(&d, own)
		l.Append(*own)
		if !own.HasErrors() {
			out = append(out, d)
		}
	}
	return out
}

// Check fills the defaults of one definition, compiles what it holds and adds
// a diagnostic for every rule that it breaks. Definitions that were made
// without a file, such as from a dictionary, are checked by it too.
func Check(d *Definition, l *diag.List) {
	defaults(d)
	c := &checker{def: d, list: l}
	c.identity()
	c.measure()
	c.judgement()
	c.period()
	c.breakdowns()
	c.comparison()
	c.control()
	c.audience()
	c.texts()
	c.returned()
	compile(d, l)
}

// defaults are the values that the references name for what is not said.
func defaults(d *Definition) {
	if d.Version == 0 && !d.given("version") {
		d.Version = 1
	}
	if d.ShortTitle == "" && len([]rune(d.Title)) <= shortTitle {
		d.ShortTitle = d.Title
	}
	c := &d.Comparison
	if c.SNMethod == "" {
		c.SNMethod = "mean"
	}
	if c.MinN == 0 && !d.given("comparison.min_n") {
		c.MinN = 6
	}
	if c.MinAreas == 0 && !d.given("comparison.min_areas") {
		c.MinAreas = 8
	}
	if c.BandRule == "" {
		c.BandRule = "better"
	}
	if d.Control.Chart == "" {
		d.Control.Chart = "xmr"
	}
	for i := range d.Breakdowns {
		b := &d.Breakdowns[i]
		if b.Title == "" {
			b.Title = ListTitle(b.List)
		}
		if v := d.Survey; v != nil && b.List == AnswerList {
			if len(b.Labels) == 0 {
				b.Labels = v.Answers
			}
			if len(b.Order) == 0 {
				b.Order = v.Order
			}
		}
	}
}

// AnswerList is the breakdown of a survey by the answers that were given.
const AnswerList = "answer"

// given reports whether the file has the field, so that a 0 that was written
// is not taken for "not said".
func (d *Definition) given(path string) bool {
	_, ok := d.Fields[path]
	return ok
}

// At is the place of a field, or of the nearest field around it that was
// written, for diagnostics about a definition.
func (d *Definition) At(path string) diag.Pos {
	for path != "" {
		if p, ok := d.Fields[path]; ok {
			return p
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return d.Pos
}

// operand is one part of a definition with its field name.
type operand struct {
	name string
	*Operand
}

// operands lists the parts that are given, in the order of the language.
func (d *Definition) operands() []operand {
	var out []operand
	for _, o := range []operand{{"numerator", d.Numerator}, {"denominator", d.Denominator}, {"value", d.Value},
		{"lower", d.Lower}, {"upper", d.Upper}, {"sd", d.SD}, {"minus", d.Minus}, {"plus", d.Plus}} {
		if o.Operand != nil {
			out = append(out, o)
		}
	}
	return out
}

// Sources are the ids of the sources that the definition reads, each once, in
// the order of the definition.
func (d *Definition) Sources() []string {
	var out []string
	add := func(id string) {
		if id != "" && !has(out, id) {
			out = append(out, id)
		}
	}
	for _, o := range d.operands() {
		add(o.Source)
	}
	for _, b := range d.Breakdowns {
		add(b.Source)
		for _, code := range sortedKeys(b.Sources) {
			add(b.Sources[code])
		}
	}
	return out
}

// LAITMeasure is the one measure of a LAIT table, and laitKey its dimension.
const (
	LAITMeasure = "value"
	laitKey     = "key"
)

// compile makes every filter and all arithmetic ready to run. A part's own
// filter is joined to the definition's; a breakdown's replaces it. A part that
// is read by key has the key as its filter, for the LAIT table has nothing that
// the definition's could test.
func compile(d *Definition, l *diag.List) {
	if d.Where != "" {
		formula.CompileFilter(d.Where, d.At("where"), l)
	}
	for _, o := range d.operands() {
		if o.Expression != "" {
			o.Formula = formula.CompileArithmetic(o.Expression, d.At(o.name+".expression"), l)
		}
		if o.Where != "" {
			formula.CompileFilter(o.Where, d.At(o.name+".where"), l)
		}
		o.Filter = join(d.Where, o.Where)
		if o.Key != "" {
			o.Column, o.Filter = LAITMeasure, KeyFilter(o.Key)
		}
	}
	for i := range d.Breakdowns {
		d.Breakdowns[i].compile(d, i, l)
	}
}

func (b *Breakdown) compile(d *Definition, i int, l *diag.List) {
	if b.Where != "" {
		b.Compiled = formula.CompileFilter(b.Where, d.At(path("breakdowns", i, "where")), l)
	}
	b.Formulas, b.KeyFilters = map[string]*formula.Formula{}, map[string]*formula.Formula{}
	for _, code := range sortedKeys(b.Columns) {
		if !identifier.MatchString(b.Columns[code]) {
			b.Formulas[code] = formula.CompileArithmetic(b.Columns[code], d.At(path("breakdowns", i, "columns."+code)), l)
		}
	}
	for _, code := range sortedKeys(b.Keys) {
		b.KeyFilters[code] = KeyFilter(b.Keys[code])
	}
}

// identifier is the name of one measure, where arithmetic could stand too.
var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// KeyFilter keeps the rows of one key of a LAIT table.
func KeyFilter(key string) *formula.Formula {
	var told diag.List
	quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(strings.TrimSpace(key)) + `"`
	return formula.CompileFilter(laitKey+" == "+quoted, diag.Pos{}, &told)
}

// join compiles two filters into one that needs both; nil when neither is
// given. Their mistakes have been told where each stands.
func join(a, b string) *formula.Formula {
	var told diag.List
	switch {
	case a == "" && b == "":
		return nil
	case a == "":
		return formula.CompileFilter(b, diag.Pos{}, &told)
	case b == "":
		return formula.CompileFilter(a, diag.Pos{}, &told)
	}
	return formula.CompileFilter("("+a+") and ("+b+")", diag.Pos{}, &told)
}
