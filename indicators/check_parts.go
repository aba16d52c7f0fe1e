package indicators

import (
	"fmt"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
)

// needs says which parts a measure must and may have. One of alternative may
// stand in place of all of must.
type needs struct {
	must, may   []string
	alternative string
}

// needsOf gives the parts of a measure. Where counts are usual, value is the
// published figure for areas and periods without counts.
func needsOf(measure string) needs {
	both, published := []string{"numerator", "denominator"}, []string{"value"}
	switch measure {
	case "count":
		return needs{must: []string{"numerator"}, may: []string{"plus"}, alternative: "value"}
	case "proportion", "rate", "ratio-oe", "ratio-counts":
		return needs{must: both, may: published}
	case "mean":
		return needs{must: both, may: []string{"sd", "value"}, alternative: "value"}
	case "index":
		return needs{must: published, may: []string{"numerator", "denominator", "minus"}}
	case "survey":
		return needs{must: both, may: published, alternative: "value"}
	}
	return needs{must: []string{"value", "lower", "upper"}, may: []string{"denominator"}}
}

// measure checks measure, unit, decimals and that the parts fit the measure.
func (c *checker) measure() {
	d := c.def
	var units []string
	for _, u := range quantity.Units() {
		units = append(units, string(u))
	}
	okUnit := c.oneOf("unit", "unit", string(d.Unit), units)
	okMeasure := c.oneOf("measure", "measure", d.Measure, Measures())
	if d.Decimals != nil && (*d.Decimals < 0 || *d.Decimals > 6) {
		c.add("decimals", fmt.Sprintf("decimals %d is out of range", *d.Decimals), "0 to 6", "")
	}
	if okMeasure {
		c.parts()
		if okUnit {
			c.unitFits()
		}
	}
	for _, o := range d.operands() {
		c.operand(o)
	}
}

func (c *checker) unitFits() {
	d := c.def
	allowed := unitsOf(d.Measure)
	if allowed == nil {
		return
	}
	var words []string
	for _, u := range allowed {
		if u == d.Unit {
			return
		}
		words = append(words, string(u))
	}
	c.add("unit", fmt.Sprintf("unit %q does not fit measure %q", d.Unit, d.Measure), "one of "+strings.Join(words, ", "),
		"a published figure without numerator and denominator is measure index")
}

// parts compares the parts that are given with what the measure needs.
func (c *checker) parts() {
	if c.def.NoData != "" {
		if len(c.def.operands()) > 0 {
			c.add("no_data", "no_data and parts are both given", "one of them", "remove no_data once there is a source")
		}
		return
	}
	n := needsOf(c.def.Measure)
	given := map[string]bool{}
	for _, o := range c.def.operands() {
		given[o.name] = true
	}
	wanted := strings.Join(n.must, " and ")
	if n.alternative != "" {
		wanted += ", or " + n.alternative + " alone"
	}
	use := n.must
	if given[n.alternative] && !given[n.must[0]] {
		use = []string{n.alternative}
	}
	var missing []string
	for _, m := range use {
		if !given[m] {
			missing = append(missing, m)
		}
	}
	if len(missing) > 0 {
		fix := ""
		if given["value"] {
			fix = "a published figure without its parts is measure index"
		}
		c.add("measure", fmt.Sprintf("measure %q has no %s", c.def.Measure, strings.Join(missing, " and no ")), wanted, fix)
	}
	for _, o := range c.def.operands() {
		if !has(use, o.name) && !has(n.may, o.name) {
			c.add(o.name, fmt.Sprintf("measure %q does not use %s", c.def.Measure, o.name), wanted, "remove it, or choose another measure")
		}
	}
}

// operand checks one part: a source and either a column or an expression.
func (c *checker) operand(o operand) {
	c.slug(o.name+".source", "source", o.Source)
	switch {
	case o.Key != "":
		if o.Column != "" || o.Expression != "" {
			c.add(o.name+".key", o.name+" has a key and a column or expression", "one of them", "")
		}
	case o.Column == "" && o.Expression == "":
		c.add(o.name, o.name+" has neither column, expression nor key", "one of them", "")
	case o.Column != "" && o.Expression != "":
		c.add(o.name+".expression", o.name+" has both column and expression", "one of them", "")
	case o.Source == localReturns && o.Column != "":
		c.oneOf(o.name+".column", "column of local-returns", o.Column, []string{"numerator", "denominator", "value"})
	}
}

// slug checks how an id of a source or a set is written.
func (c *checker) slug(at, what, id string) {
	if !slug.MatchString(id) {
		c.add(at, fmt.Sprintf("%s %q is not well formed", what, id), "lower-case words joined by hyphens", "")
	}
}

// breakdowns checks lists, codes and where the groups come from.
func (c *checker) breakdowns() {
	seen := map[string]bool{}
	for i := range c.def.Breakdowns {
		b := &c.def.Breakdowns[i]
		if seen[b.List] {
			c.add(path("breakdowns", i, "list"), fmt.Sprintf("a second breakdown by %q", b.List), "each list once", "")
		}
		seen[b.List] = true
		c.breakdown(i, b)
	}
}

func (c *checker) breakdown(i int, b *Breakdown) {
	at := func(field string) string { return path("breakdowns", i, field) }
	list := listOf(b.List)
	switch {
	case list == nil && len(b.Labels) == 0:
		var ids []string
		for _, l := range Lists() {
			ids = append(ids, l.ID)
		}
		if !c.oneOf(at("list"), "breakdown list", b.List, ids) {
			return
		}
	case list == nil && !slug.MatchString(b.List):
		c.add(at("list"), fmt.Sprintf("breakdown list %q is not well formed", b.List), "lower-case words joined by hyphens", "")
	}
	switch {
	case b.Column != "" && len(b.Columns) > 0:
		c.add(at("columns"), "a breakdown has both column and columns", "one of them", "")
	case b.Column == "" && len(b.Columns) == 0 && len(b.Keys) == 0 && !c.local():
		c.add(at(""), "a breakdown has neither column, columns nor keys", "one of them", "only local returns have a column for it already")
	}
	if b.Source != "" {
		c.slug(at("source"), "source", b.Source)
	}
	if c.def.Plus != nil && b.Column != "" {
		c.add(at("column"), "groups of a sum over two sources are read from a column", "columns or keys, one source for each group", "a group would be counted in one source alone")
	}
	c.groups(i, b, list)
}

// groups checks codes against the list, where it is one of ours, and the order
// against the labels.
func (c *checker) groups(i int, b *Breakdown, list *CodeList) {
	known := sortedKeys(b.Labels)
	if list != nil {
		known = list.codes()
	}
	if v := c.def.Survey; v != nil && b.List == AnswerList {
		list, known = nil, sortedKeys(v.Answers)
	}
	for _, code := range sortedKeys(b.Columns) {
		c.oneOf(path("breakdowns", i, "columns."+code), "group", code, known)
	}
	for _, code := range sortedKeys(b.Keys) {
		c.oneOf(path("breakdowns", i, "keys."+code), "group", code, known)
	}
	for _, code := range sortedKeys(b.Sources) {
		c.oneOf(path("breakdowns", i, "sources."+code), "group", code, sortedKeys(b.Columns))
	}
	if list != nil {
		for _, code := range sortedKeys(b.Labels) {
			c.oneOf(path("breakdowns", i, "labels."+code), "group", code, known)
		}
	}
	c.eachOf(path("breakdowns", i, "order"), "group", b.Order, known)
}

// local reports whether every part comes from local returns.
func (c *checker) local() bool {
	for _, o := range c.def.operands() {
		if o.Source != localReturns {
			return false
		}
	}
	return true
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
