// Package chart draws the chart blocks of a document, once, as a list of
// drawing operations; the HTML back-end writes them as SVG and the PDF back-end
// replays them as vector operations, so the two cannot differ. It belongs to
// the render stage and computes no figure: values, labels, order and axes are
// given. One unit is one point at print size.
//
// Lines of a series are drawn by go-chart through its Renderer interface, which
// a recorder implements; frames, ticks, labels and everything else are drawn
// here on the same recorder, in fractions of a unit. Fonts measures text for
// charts and breaks lines for any back-end.
package chart

import "github.com/sendpack/sendpack/render"

// OpKind says what an Op draws.
type OpKind int

const (
	OpPath   OpKind = iota // Segs, filled and/or stroked
	OpCircle               // centre X, Y and R
	OpText                 // Text with its baseline start at X, Y (already resolved from any anchor), rotated by Angle
)

// SegKind is one path step. Arcs have been turned into cubic curves.
type SegKind int

const (
	MoveTo  SegKind = iota // X, Y
	LineTo                 // X, Y
	CurveTo                // control X1, Y1, X2, Y2, end X, Y
	Close
)

// Seg is one step of a path in chart units.
type Seg struct {
	Kind                 SegKind
	X1, Y1, X2, Y2, X, Y float64
}

// Anchor says which end of a text must stay where it is when a reader's own
// font gives it another width. X is the start of the text all the same.
type Anchor int

const (
	Start Anchor = iota
	Middle
	End
)

// Op is one drawing operation. Fill and Stroke name tokens; render.None leaves
// either out. The y axis points down. A text with a Stroke has a halo: it is
// stroked first and then filled. Lines have flat ends and round joins; dashes
// are in chart units and start anew with each outline.
type Op struct {
	Kind         OpKind
	Segs         []Seg
	X, Y, R      float64
	Text         string
	Size         float64
	Weight       int     // 400, 600 or 700
	Width        float64 // of the text as measured, for collision tests and renderers
	Angle        float64 // degrees clockwise about X, Y
	Anchor       Anchor
	Fill, Stroke render.Token
	StrokeWidth  float64
	Dash         []float64
}

// Drawing is a finished chart: all operations lie inside Width x Height, but
// for the band of the own area, which runs Bleed units out at either side
// while its text stays flush with the column.
type Drawing struct {
	Width, Height float64
	Bleed         float64
	Ops           []Op
	Dropped       []string // labels that could not be placed; the caller prints them as notes
}

// Size is what a caller wants drawn.
type Size struct {
	Width  float64 // chart units
	Height float64 // 0: the kind's own height for the width
	Label  float64 // label size in units: 8 board, 9 members, 11 forum, 18 large print, 15 web, 13.5 phone
	Axis   float64 // axis label size: 7.5, 8.5, 10.5, 18, 14.5, 13
}
