package dataset

// WithoutPeriods is the table without its rows of some periods, and how many
// rows that left out. It serves publications that repeat earlier years in each
// release: the newest release speaks for every period it has. The input is not
// changed; without such rows it is returned itself.
func (t *Table) WithoutPeriods(gone []Period) (*Table, int) {
	drop := make([]bool, len(t.Periods))
	for n, p := range t.Periods {
		for _, g := range gone {
			drop[n] = drop[n] || p.Same(g)
		}
	}
	var keep []int
	for row := range t.LineOf {
		if !drop[t.PeriodOf[row]] {
			keep = append(keep, row)
		}
	}
	if len(keep) == t.Len() {
		return t, 0
	}
	out := &Table{Source: t.Source, Files: t.Files, Sheets: t.Sheets, Periods: t.Periods,
		Areas: pick(t.Areas, keep), PeriodOf: pick(t.PeriodOf, keep), FileOf: pick(t.FileOf, keep), LineOf: pick(t.LineOf, keep), StatusOf: pick(t.StatusOf, keep)}
	for n := range t.Dimensions {
		d := t.Dimensions[n]
		d.Codes = pick(d.Codes, keep)
		out.Dimensions = append(out.Dimensions, d)
	}
	for n := range t.Measures {
		m := t.Measures[n]
		m.Numbers, m.Symbols, m.Known, m.Column, m.Decimal = pick(m.Numbers, keep), pick(m.Symbols, keep), pick(m.Known, keep), pick(m.Column, keep), pick(m.Decimal, keep)
		out.Measures = append(out.Measures, m)
	}
	return out, t.Len() - len(keep)
}

// pick copies some rows of a column; a column that is not kept stays away.
func pick[T any](column []T, rows []int) []T {
	if column == nil {
		return nil
	}
	out := make([]T, 0, len(rows))
	for _, r := range rows {
		if r < len(column) {
			out = append(out, column[r])
		}
	}
	return out
}

// UsedPeriods are the periods that rows of the table have.
func (t *Table) UsedPeriods() []Period {
	used := make([]bool, len(t.Periods))
	for _, p := range t.PeriodOf {
		used[p] = true
	}
	var out []Period
	for n, p := range t.Periods {
		if used[n] {
			out = append(out, p)
		}
	}
	return out
}
