package main

import "strconv"

// England keeps its real code because comparators look for the national level
// by it; its figures are the sums of the fictional areas.
const (
	englandCode = "E92000001"
	englandName = "England"
)

// Levels as the publications write them.
const (
	national       = "National"
	regional       = "Regional"
	localAuthority = "Local authority"
)

// place is where a row belongs: England, a region, or an authority.
type place struct {
	level  string
	region *region
	area   *area
}

// record is the location columns every EES file has.
func (p place) record() record {
	r := record{"geographic_level": p.level, "country_code": englandCode, "country_name": englandName}
	if p.region != nil {
		r["region_code"], r["region_name"] = p.region.code, p.region.name
	}
	if p.area != nil {
		r["new_la_code"], r["old_la_code"], r["la_name"] = p.area.code, p.area.old, p.area.name
	}
	return r
}

// is reports whether the row is this authority's.
func (p place) is(name string) bool { return p.area != nil && p.area.name == name }

// tally is counts by name; tallies of areas add up to their region's.
type tally map[string]int

// plus adds another tally.
func (t tally) plus(other tally) {
	for name, n := range other {
		t[name] += n
	}
}

// placed is the counts of one place.
type placed struct {
	place
	counts tally
}

// rollUp is England, the regions and the areas with their counts. An area
// whose counts are nil published nothing and enters no total.
func (w *world) rollUp(areas []*area, counts func(*area) tally) []placed {
	england := placed{place{level: national}, tally{}}
	regions := make([]placed, len(w.regions))
	for i, r := range w.regions {
		regions[i] = placed{place{level: regional, region: r}, tally{}}
	}
	var locals []placed
	for i, r := range w.regions {
		for _, a := range areas {
			if a.region != r {
				continue
			}
			own := counts(a)
			locals = append(locals, placed{place{localAuthority, r, a}, own})
			regions[i].counts.plus(own)
		}
		england.counts.plus(regions[i].counts)
	}
	return append(append([]placed{england}, regions...), locals...)
}

// count prints a whole number.
func count(n int) string { return strconv.Itoa(n) }

// percent prints 100 n/of with one decimal, halves up, and no trailing zero,
// as the publications do: z without a denominator, low for a share that is
// not nothing but rounds to it.
func percent(n, of int) string {
	if of == 0 {
		return "z"
	}
	tenths := (2000*n + of) / (2 * of)
	if tenths == 0 && n > 0 {
		return "low"
	}
	return decimal(float64(tenths)/10, 1)
}

// decimal prints a number with at most the given decimals.
func decimal(x float64, places int) string {
	scale := 1.0
	for range places {
		scale *= 10
	}
	rounded := float64(round(x*scale)) / scale
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// academic is the EES label of the academic year that ends in a year.
func academic(ends int) string { return strconv.Itoa((ends-1)*100 + ends%100) }

// span is the years from one to another.
func span(from, to int) []int {
	var years []int
	for year := from; year <= to; year++ {
		years = append(years, year)
	}
	return years
}

// yearly pairs years with figures, one after another from the first.
func yearly(first int, figures ...float64) map[int]float64 {
	m := make(map[int]float64, len(figures))
	for i, figure := range figures {
		m[first+i] = figure
	}
	return m
}

// all is a record with one symbol in every named column.
func (r record) all(symbol string, columns []string) record {
	for _, column := range columns {
		r[column] = symbol
	}
	return r
}
