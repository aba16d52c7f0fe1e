package indicators

import "strings"

// Dimensions are the text columns that the definition reads: those its filters
// test and its breakdowns split by, each once, in order of first use. The rest
// of Columns are measures.
func (d *Definition) Dimensions() []string {
	var out []string
	seen := map[string]bool{}
	add := func(names ...string) {
		for _, n := range names {
			if n != "" && !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	for _, o := range d.operands() {
		add(o.Filter.Names()...)
	}
	for _, b := range d.Breakdowns {
		add(b.Compiled.Names()...)
		add(b.Column)
	}
	return out
}

// Keys are the measures of the LAIT table that the definition reads, each once.
func (d *Definition) Keys() []string {
	var out []string
	add := func(key string) {
		if key = strings.TrimSpace(key); key != "" && !has(out, key) {
			out = append(out, key)
		}
	}
	for _, o := range d.operands() {
		add(o.Key)
	}
	for _, b := range d.Breakdowns {
		for _, code := range sortedKeys(b.Keys) {
			add(b.Keys[code])
		}
	}
	return out
}
