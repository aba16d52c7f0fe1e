package document

import "github.com/sendpack/sendpack/internal/quantity"

// ControlPoint is one period of a control chart. A value without a number is a
// gap. Signal is NoMark where nothing may be said, else one of Improving,
// Concerning, Unusual and Expected. Limits are drawn only where Limited is
// true, also across a gap of their segment, and are already on the scale.
type ControlPoint struct {
	Value              quantity.Quantity
	Signal             Mark
	Provisional        bool
	Limited, Trial     bool
	Lower, Mean, Upper float64
}

// ControlSpec is a control chart. Labels are of the latest segment; those of
// limits are "" where it has none. Finding is the rule that the latest point
// meets, in words, "" for none.
type ControlSpec struct {
	Axis                              Axis
	Periods                           []string // labels, one a point, in time order without holes
	Points                            []ControlPoint
	Breaks                            []Break // segments begin anew here
	Missing                           string  // why the first gap is there
	Target                            *Reference
	UpperLabel, MeanLabel, LowerLabel string
	LastLabel                         string // the area with its last value
	Finding                           string
}

func (ControlSpec) spec() {}

// FunnelArea is one area of a funnel plot: its denominator and its value.
type FunnelArea struct {
	N, Value       float64
	Own, Neighbour bool
}

// FunnelLimit is where the lines of a funnel plot are at one denominator.
type FunnelLimit struct{ N, Lower998, Lower95, Upper95, Upper998 float64 }

// FunnelSpec is every area by its size. Limits go from small denominators to
// large ones, close enough to look like curves. Labels are drawn at the right
// ends of their lines.
type FunnelSpec struct {
	X, Y              Axis
	XTitle            string // what the denominator counts
	Areas             []FunnelArea
	Limits            []FunnelLimit
	Centre            Reference
	Label95, Label998 string
	OwnLabel          string
}

func (FunnelSpec) spec() {}
