package document

import "github.com/sendpack/sendpack/internal/quantity"

// FanBand is where simulated futures lie in one period: nine in ten between
// Lower90 and Upper90, half of them between Lower50 and Upper50.
type FanBand struct{ Lower90, Lower50, Median, Upper50, Upper90 float64 }

// FanSpec is a projection: History has a point for each of the first periods,
// Bands one for each of the periods after them. The last point of the history
// with a figure is the last census, from which the fan opens. Labels stand at
// the right ends: "9 in 10: to 5,010", "Half: to 4,690", "Median 4,470".
type FanSpec struct {
	Axis                        Axis
	Periods                     []string // history, then projection, in time order without holes
	History                     []Point
	Bands                       []FanBand
	Breaks                      []Break
	Missing                     string // why the first gap of the history is there
	CensusLabel, ProjectedLabel string // at either side of the rule at the last census
	Upper90Label, Upper50Label  string
	MedianLabel                 string
	Lower50Label, Lower90Label  string
}

// Tile is one area of a tile map at its place in the grid, counted from the
// top left corner. Class counts from 0; it means nothing where Missing is true.
// Code and Name say which area it is: the table beside the map names each.
type Tile struct {
	Col, Row  int
	Class     int
	Code      string
	Name      string
	Own       bool
	Neighbour bool
	Missing   bool
}

// TileLabel names a block of tiles: a region. It starts at the left edge of a
// free place of the grid and runs to the right.
type TileLabel struct {
	Col, Row int
	Text     string
}

// TileMapSpec is the pattern of a region or of England in equal squares. It
// never stands without the table of the same figures. Classes name the four
// shades from light to dark ("9–12%"); classes beyond the fourth are drawn as
// the fourth.
type TileMapSpec struct {
	Tiles          []Tile
	Labels         []TileLabel
	Classes        []string
	MissingLabel   string // key of hatched tiles: "no data"
	NeighbourLabel string // key of dotted tiles: "similar areas"
	OwnLabel       string // beside the own tile
}

// Multiple is one panel of small multiples: its title, a point for each
// period, and the value at the end of its line. Bands, if any, are of the
// periods after the points: the panel is then a small fan, and Last its median.
type Multiple struct {
	Title  string
	Points []Point
	Bands  []FanBand
	Last   quantity.Quantity
	Axis   Axis // read only where the chart has OwnScales
}

// MultiplesSpec is 3 to 12 like series side by side, on one scale unless
// OwnScales is true; the subtitle then has to say so.
type MultiplesSpec struct {
	Axis      Axis
	OwnScales bool
	Periods   []string // labels, one a point, in time order without holes
	Panels    []Multiple
}

func (FanSpec) spec()       {}
func (TileMapSpec) spec()   {}
func (MultiplesSpec) spec() {}
