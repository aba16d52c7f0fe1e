package main

// Regions and authorities are invented. Codes begin with X, and the three-digit
// codes are ones that neither an authority nor a region of England has had, so
// that no real area can be meant or matched.

// region is one of the four regions.
type region struct {
	code, old, name string
}

// area is one authority. Days are yyyymmdd; zero means from the start of the
// register, or still in being.
type area struct {
	index      int
	code, old  string
	name       string
	region     *region
	young      float64 // residents aged 0 to 25 in 2025
	start, end int
	follows    []string
	aliases    []string
	county     bool
}

// Names of the areas the generator treats one by one.
const (
	ownArea = "Wexmoor"
	// divided was split into Eastfen and Westfen on 1 April 2023.
	divided = "Fenmere"
)

// firstNewDay is the first day of the two authorities that followed Fenmere.
const firstNewDay = 20230401

// world holds the places and the seed; every series draws from it.
type world struct {
	seed    uint64
	regions []*region
	areas   []*area
}

// newWorld lays out the fictional country.
func newWorld(seed uint64) *world {
	w := &world{seed: seed}
	marches := w.addRegion("X12000001", "994", "Mid Marches")
	fells := w.addRegion("X12000002", "995", "North Fells")
	levels := w.addRegion("X12000003", "996", "East Levels")
	coombes := w.addRegion("X12000004", "997", "South Coombes")

	w.addArea(levels, divided, "993", 178, county, until(20230331))
	w.addArea(marches, ownArea, "961", 112)
	w.addArea(marches, "Aldermere", "962", 96)
	w.addArea(fells, "Brackenshire", "963", 164, county)
	w.addArea(fells, "Carrowdale", "964", 71)
	w.addArea(levels, "Dunholt", "965", 88)
	w.addArea(levels, "Eastfen", "966", 101, after(divided, firstNewDay))
	w.addArea(fells, "Farrowby", "967", 119)
	w.addArea(levels, "Glenmarsh", "968", 84)
	w.addArea(coombes, "Kestrelden", "969", 133)
	w.addArea(marches, "Inverley", "960", 78)
	w.addArea(marches, "Hollinshire", "971", 187, county)
	w.addArea(levels, "Westfen", "972", 79, after(divided, firstNewDay))
	w.addArea(marches, "Thornhallow, City of", "973", 142, alias("Thornhallow"))
	w.addArea(marches, "Stannerley", "974", 61)
	w.addArea(marches, "Ludmarch", "975", 128)
	w.addArea(marches, "Pennowick", "976", 93)
	w.addArea(fells, "Ravensgill", "977", 54)
	w.addArea(fells, "Hartlowe", "978", 147)
	w.addArea(fells, "Skelmere", "979", 83)
	w.addArea(fells, "Northmoor and Tarn", "948", 109, alias("Northmoor & Tarn"))
	w.addArea(fells, "Calderwick", "949", 226)
	w.addArea(levels, "Saltmarket", "950", 68)
	w.addArea(levels, "Broadhythe", "951", 157)
	w.addArea(levels, "Wendlesham", "952", 311, county)
	w.addArea(levels, "Crossfleet", "953", 76)
	w.addArea(coombes, "Chalkhaven", "954", 92)
	w.addArea(coombes, "Ambershire", "955", 284, county)
	w.addArea(coombes, "Port Selwyn", "956", 63)
	w.addArea(coombes, "Quillhampton", "957", 138)
	w.addArea(coombes, "Downsley", "958", 174)
	w.addArea(coombes, "Marlcombe", "959", 47)
	return w
}

func (w *world) addRegion(code, old, name string) *region {
	r := &region{code, old, name}
	w.regions = append(w.regions, r)
	return r
}

// addArea appends an authority; its nine-character code follows from its type
// and its three-digit code.
func (w *world) addArea(r *region, name, old string, thousands float64, options ...func(*world, *area)) {
	a := &area{index: len(w.areas), old: old, name: name, region: r, young: thousands * 1000}
	for _, option := range options {
		option(w, a)
	}
	a.code = "X06000" + old
	if a.county {
		a.code = "X10000" + old
	}
	w.areas = append(w.areas, a)
}

func county(_ *world, a *area) { a.county = true }

func until(day int) func(*world, *area) {
	return func(_ *world, a *area) { a.end = day }
}

func after(name string, day int) func(*world, *area) {
	return func(w *world, a *area) {
		a.start = day
		a.follows = append(a.follows, w.area(name).code)
	}
}

func alias(name string) func(*world, *area) {
	return func(_ *world, a *area) { a.aliases = append(a.aliases, name) }
}

// area finds an authority by name; an unknown name is a mistake in the
// generator and gives an area that belongs to nothing.
func (w *world) area(name string) *area {
	for _, a := range w.areas {
		if a.name == name {
			return a
		}
	}
	return &area{index: -1, name: name}
}

// existed reports whether the authority stood on a day.
func (a *area) existed(day int) bool {
	return a.start <= day && (a.end == 0 || day <= a.end)
}

// on is the authorities that exist on a day, in register order.
func (w *world) on(day int) []*area {
	var living []*area
	for _, a := range w.areas {
		if a.existed(day) {
			living = append(living, a)
		}
	}
	return living
}

// residents is the number aged 0 to 25 in the middle of a year. Numbers grow
// slowly, as they did in England.
func (a *area) residents(year int) float64 {
	return a.young * (1 + 0.005*float64(year-2025))
}

// children is the number aged 0 to 17.
func (a *area) children(year int) float64 { return 0.692 * a.residents(year) }

// detailed reports whether files carry every phase for the area; for the rest
// only totals are written, to keep the sample small.
func (a *area) detailed() bool { return a.name == ownArea }
