package document

import "github.com/sendpack/sendpack/internal/quantity"

// Spec is the data of one chart kind (design §8). Only this package can add
// one. Values are quantities so that labels and tables print the same text.
type Spec interface{ spec() }

// Tick is a labelled place on an axis.
type Tick struct {
	At    float64
	Label string
}

// Axis is a value axis that has been decided: renderers only place it.
type Axis struct {
	Min, Max float64
	Ticks    []Tick // 3 to 6, the unit on the last only
}

// RefKind chooses the line style of a reference.
type RefKind int

const (
	RefEngland RefKind = iota // solid thin ink
	RefSimilar                // dash 4-2.4
	RefRegion                 // dots
	RefTarget                 // long heavy dash
)

// Reference is a named line: "England 49.8%".
type Reference struct {
	Kind  RefKind
	Label string
	Value float64
}

// Interval is a drawn range; Known is false where there is none.
type Interval struct {
	Lower, Upper float64
	Known        bool
}

// BenchmarkRow is one area. Missing is the word drawn over the hatch ("not
// published") when Value has no number.
type BenchmarkRow struct {
	Label    string
	Own      bool
	Value    quantity.Quantity
	Interval Interval
	Missing  string
}

// BenchmarkSpec is the own area among its neighbours: dots with intervals
// where any row has one, else bars from zero. Rows are already in order.
type BenchmarkSpec struct {
	Dots bool
	Axis Axis
	Rows []BenchmarkRow
	Refs []Reference
}

// Point is one period of a series; a value without a number is a gap.
type Point struct {
	Value       quantity.Quantity
	Interval    Interval
	Provisional bool
}

// SeriesKind chooses the line style.
type SeriesKind int

const (
	OwnSeries SeriesKind = iota
	SimilarSeries
	EnglandSeries
	RegionSeries
)

// Series has one point for each period of its chart. Label is drawn at the end
// of the line: "Similar 56.3%".
type Series struct {
	Kind   SeriesKind
	Name   string
	Label  string
	Points []Point
}

// Break stands between two periods: no line crosses it.
type Break struct {
	Before int // index of the first period after the break
	Reason string
}

// TrendSpec is a value over time. Missing says in a few words why the first
// gap is there, "" when there is none.
type TrendSpec struct {
	Axis    Axis
	Periods []string // labels, one a period, in time order without holes
	Series  []Series // own first
	Target  *Reference
	Breaks  []Break
	Missing string
}

// BarRow is one group of a breakdown.
type BarRow struct {
	Label    string
	Total    bool
	Value    quantity.Quantity
	England  quantity.Quantity // absent when there is none
	Interval Interval
	Missing  string
}

// BreakdownSpec is bars of groups from zero, the total first.
type BreakdownSpec struct {
	Axis      Axis
	Rows      []BarRow
	TickLabel string // what the tick across a bar means: "England, same group"; "" for none
}

// SparkSpec is a line for a tile.
type SparkSpec struct {
	Points      []Point
	First, Last string // period labels
	Breaks      []Break
	Target      *Reference
}

// StripSpec is where every area sits. Values are those of all areas with a
// figure, in rising order.
type StripSpec struct {
	Min, Max           float64
	Values             []float64
	Neighbours         []float64
	Own                quantity.Quantity
	OwnLabel           string // "Wexmoor 52.4%"
	England            *Reference
	Quartiles          [3]float64
	Letters            [4]string // from low to high; empty strings: no bands
	MinLabel, MaxLabel string
}

// ColumnBar is one area of the cover's sorted columns.
type ColumnBar struct {
	Value          float64
	Own, Neighbour bool
}

// ColumnsSpec is every area from lowest to highest, the own area labelled.
type ColumnsSpec struct {
	Axis     Axis
	Bars     []ColumnBar
	Refs     []Reference // England and, where there is one, the target
	OwnLabel string      // "Wexmoor 52.4%, rank 66 of 152"
	OwnNote  string      // "darker columns: similar areas"
}

// PeopleSpec is the ten-person row.
type PeopleSpec struct{ Filled int }

func (BenchmarkSpec) spec() {}
func (TrendSpec) spec()     {}
func (BreakdownSpec) spec() {}
func (SparkSpec) spec()     {}
func (StripSpec) spec()     {}
func (ColumnsSpec) spec()   {}
func (PeopleSpec) spec()    {}
