package dataset

// plan is where everything stands in one file; indexes are -1 where there is
// no such column.
type plan struct {
	period  periodColumns
	area    areaColumns
	status  int
	wide    []wideGroup
	returns int // the indicator column of a local return
}

// plan finds every column, or tells what is wrong with the header and gives
// nil.
func (ld *loader) plan(c *columns) *plan {
	p := &plan{status: -1, returns: -1}
	for _, w := range ld.where {
		w.at = c.need("where", w.name)
		ld.known = append(ld.known, w.name)
	}
	ld.planPlace(c, p)
	for _, d := range ld.dims {
		d.at = findSpec(c, ld.entry("dimensions."+d.out.Name), d.spec)
		d.heading = c.heading(d.at, d.spec.Column)
	}
	for _, m := range ld.nums {
		m.at = findSpec(c, ld.entry("measures."+m.out.Name), m.spec)
	}
	if ld.spec.StatusFrom != "" {
		p.status = c.need("status_column", ld.spec.StatusFrom)
	}
	ld.planWide(c, p)
	c.rest(ld.spec.Ignore, ld.known)
	if c.bad {
		return nil
	}
	return p
}

// planPlace finds the columns of period and area, which differ by format.
func (ld *loader) planPlace(c *columns, p *plan) {
	switch {
	case ld.spec.Returns:
		p.period = periodColumns{label: c.need("", "period"), identifier: -1}
		p.area = areaColumns{code: c.need("", "area"), old: -1, name: -1, level: -1, region: -1, regionName: -1}
		p.returns = c.need("", "indicator")
		p.status = c.need("", "status")
	case ld.spec.Format == FormatEES:
		p.period = periodColumns{label: c.need("", "time_period"), identifier: c.need("", "time_identifier")}
		p.area = eesAreas(c)
	default:
		p.period = tidyPeriods(c, ld.spec)
		p.area = tidyAreas(c, ld.spec.Area)
	}
}

// entry is where the mapping names a column; "" in a return, whose columns are
// fixed.
func (ld *loader) entry(name string) string {
	if ld.spec.Returns {
		return ""
	}
	return name
}

// findSpec is the index of a mapped column; -1 for a constant, and for a
// column that need not be there.
func findSpec(c *columns, entry string, s ColumnSpec) int {
	names := append([]string{s.Column}, s.Aliases...)
	switch {
	case s.Column == "":
		return -1
	case s.Needed != nil && !*s.Needed:
		return c.find(names...)
	}
	if entry != "" {
		entry += ".aliases"
	}
	return c.need(entry, names...)
}
