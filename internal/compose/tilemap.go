package compose

import (
	"sort"
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
)

// blockColumns is how many tiles a region's block is wide: three blocks side by
// side leave each tile large enough for a phone.
const blockColumns = 6

// places of England's regions in three rows of three, as they lie on a map.
// Other regions follow in the order of their names.
var regionPlaces = []string{"North West", "North East", "Yorkshire and The Humber", "West Midlands", "East Midlands", "East of England", "South West", "London", "South East"}

// block is a region's areas, as indexes.
type block struct {
	name  string
	areas []int
}

// blocks are the regions that are there, in the order of their places.
func (n *national) blocks() []block {
	at := map[string]int{}
	var out []block
	for k, id := range n.ids {
		name := n.region(id)
		if name == "" {
			name = "Other areas"
		}
		if _, ok := at[name]; !ok {
			at[name] = len(out)
			out = append(out, block{name: name})
		}
		out[at[name]].areas = append(out[at[name]].areas, k)
	}
	sort.SliceStable(out, func(a, b int) bool {
		x, y := placeOf(out[a].name), placeOf(out[b].name)
		if x != y {
			return x < y
		}
		return out[a].name < out[b].name
	})
	return out
}

func placeOf(region string) int {
	for n, r := range regionPlaces {
		if r == region {
			return n
		}
	}
	return len(regionPlaces)
}

// tiles is the map of all areas by region in four shades, quarters of the areas
// with a figure; nil where fewer than eight have one. Shades say low and high,
// never good or bad.
func (n *national) tiles(a *across) *document.Chart {
	first := a.figures[0]
	limits, ok := a.quarters()
	if !ok || len(n.ids) < 8 {
		return nil
	}
	spec := document.TileMapSpec{MissingLabel: "no figure to show"}
	lower := "up to "
	for q := 0; q < 3; q++ {
		spec.Classes = append(spec.Classes, lower+first.quantity(limits[q].as.Result.Value).Text)
		lower = "then to "
	}
	spec.Classes = append(spec.Classes, "higher")
	top := 0
	for from := 0; ; from += 3 {
		row := n.blocks()
		if from >= len(row) {
			break
		}
		row = row[from:min(from+3, len(row))]
		deepest := 0
		for col, b := range row {
			spec.Labels = append(spec.Labels, document.TileLabel{Col: col * (blockColumns + 1), Row: top, Text: b.name})
			for k, area := range b.areas {
				spec.Tiles = append(spec.Tiles, a.tile(area, col*(blockColumns+1)+k%blockColumns, top+1+k/blockColumns, limits))
			}
			deepest = max(deepest, (len(b.areas)+blockColumns-1)/blockColumns)
		}
		top += deepest + 2
	}
	return &document.Chart{ID: "map", Headline: "The pattern by region", Level: 2, Width: document.W174, Spec: spec,
		Subtitle: first.subtitle(a.period.Label, "") + " One square is one area, in the order of the alphabet within its region. Darker is higher.",
		Alt:      n.mapAlt(a, limits), Table: n.regionTable(a, limits), TableTitle: "Table: areas in each quarter, by region"}
}

// tile is the area's square.
func (a *across) tile(k, col, row int, limits [3]*figure) document.Tile {
	f := a.figures[k]
	t := document.Tile{Col: col, Row: row, Code: f.place.area.Code, Name: f.place.area.Name, Missing: !f.known()}
	if !t.Missing {
		t.Class = classOf(f, limits)
	}
	return t
}

func classOf(f *figure, limits [3]*figure) int {
	for q, l := range limits {
		if f.as.Result.Value.Number <= l.as.Result.Value.Number {
			return q
		}
	}
	return 3
}

// quarters are the figures at the upper ends of the three lower quarters of the
// areas with a figure.
func (a *across) quarters() (limits [3]*figure, ok bool) {
	var known []*figure
	for _, f := range a.figures {
		if f.known() {
			known = append(known, f)
		}
	}
	if len(known) < 8 {
		return limits, false
	}
	sort.SliceStable(known, func(x, y int) bool { return known[x].as.Result.Value.Number < known[y].as.Result.Value.Number })
	for q := range limits {
		limits[q] = known[(q+1)*len(known)/4-1]
	}
	return limits, known[0].as.Result.Value.Number < known[len(known)-1].as.Result.Value.Number
}

// regionTable counts each region's areas by quarter.
func (n *national) regionTable(a *across, limits [3]*figure) *document.Table {
	t := &document.Table{ID: "table-map", Caption: "Areas in each quarter, by region", Columns: []document.Column{{Title: "Region"},
		{Title: "Lowest quarter", Align: document.Right}, {Title: "Second", Align: document.Right}, {Title: "Third", Align: document.Right}, {Title: "Highest quarter", Align: document.Right}, {Title: "No figure", Align: document.Right}}}
	var g document.RowGroup
	for _, b := range n.blocks() {
		var counts [5]int
		for _, k := range b.areas {
			if f := a.figures[k]; !f.known() {
				counts[4]++
			} else {
				counts[classOf(f, limits)]++
			}
		}
		row := []document.Cell{words(b.name)}
		for _, c := range counts {
			row = append(row, words(strconv.Itoa(c)))
		}
		g.Rows = append(g.Rows, document.Row{Cells: row})
	}
	t.Groups = []document.RowGroup{g}
	return t
}

func (n *national) mapAlt(a *across, limits [3]*figure) string {
	high := ""
	most := -1
	for _, b := range n.blocks() {
		c := 0
		for _, k := range b.areas {
			if f := a.figures[k]; f.known() && classOf(f, limits) == 3 {
				c++
			}
		}
		if c > most {
			most, high = c, b.name
		}
	}
	return "Map of squares by region. " + a.figures[0].def.Title + ", " + a.period.Label + ". " + plural(a.known, "area has", "areas have") + " a figure; the most areas of the highest quarter are in " + high + " (" + strconv.Itoa(most) + "). The table lists the counts."
}
