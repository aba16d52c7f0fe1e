package chart

import (
	"math"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/render"
)

// flag is a label above a plot for a vertical line at x: the reference lines of
// a benchmark, the areas of a strip.
type flag struct {
	x      float64
	lines  []string
	width  float64
	weight int
	fill   render.Token
	mark   line // of the line below the label
	// decided by placeFlags
	tier   int // 0 is nearest to the plot
	left   float64
	anchor Anchor
}

// maxFlags is how many labels are arranged; a fifth reference helps nobody.
const maxFlags = 4

// newFlag measures a label, in two lines where one would be wider than most of
// the drawing.
func (s *sheet) newFlag(text string, x float64, weight int, fill render.Token) flag {
	style := TextStyle{Size: s.label, Weight: weight}
	f := flag{x: x, weight: weight, fill: fill, lines: []string{text}}
	if s.widthOf(text, s.label, weight) > 0.85*s.w {
		f.lines = s.fonts.Balance(text, style, 0.85*s.w)
	}
	for i, l := range f.lines {
		f.lines[i] = strings.TrimRight(l, " ")
		f.width = max(f.width, s.widthOf(f.lines[i], s.label, weight))
	}
	return f
}

// flagOption is one way to set a label beside its line.
type flagOption struct {
	tier, cost int
	anchor     Anchor
	offset     float64
}

// placeFlags gives each flag a tier and a side so that no label meets another
// or lies across another's line. Fewest tiers win, then labels centred on
// their lines; a left one that would meet its neighbour ends at its line and a
// right one starts at its line. Flags come back from left to right; those past
// maxFlags, or without any place, come back as lost.
func (s *sheet) placeFlags(flags []flag) (placed, lost []flag) {
	if len(flags) > maxFlags {
		flags, lost = flags[:maxFlags], slices.Clone(flags[maxFlags:])
	}
	flags = slices.Clone(flags)
	slices.SortStableFunc(flags, func(a, b flag) int { return compareFloat(a.x, b.x) })
	for len(flags) > 0 {
		search := flagSearch{sheet: s, flags: flags, options: flagOptions(len(flags), s.k), best: math.MaxInt}
		search.try(0, 0)
		if search.found != nil {
			return search.found, lost
		}
		lost = append(lost, flags[len(flags)-1])
		flags = flags[:len(flags)-1]
	}
	return nil, lost
}

func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func flagOptions(tiers int, k float64) []flagOption {
	var out []flagOption
	for t := range tiers {
		cost := 0
		for range t {
			cost = cost*4 + 100
		}
		out = append(out, flagOption{t, cost, Middle, 0},
			flagOption{t, cost + 2, End, 1}, flagOption{t, cost + 2, Start, -1},
			flagOption{t, cost + 3, End, -2.5 * k}, flagOption{t, cost + 3, Start, 2.5 * k})
	}
	return out
}

// flagSearch tries all combinations, leaving a branch as soon as two meet.
type flagSearch struct {
	*sheet
	flags   []flag
	options []flagOption
	best    int
	found   []flag
}

func (f *flagSearch) try(i, cost int) {
	if cost >= f.best {
		return
	}
	if i == len(f.flags) {
		f.best, f.found = cost, slices.Clone(f.flags)
		return
	}
	for _, o := range f.options {
		f.flags[i] = f.set(f.flags[i], o)
		if f.clear(i) {
			f.try(i+1, cost+o.cost)
		}
	}
}

func (f *flagSearch) set(l flag, o flagOption) flag {
	l.tier, l.anchor = o.tier, o.anchor
	l.left = l.x + o.offset
	switch o.anchor {
	case Middle:
		l.left -= l.width / 2
	case End:
		l.left -= l.width
	}
	l.left = max(0, min(l.left, f.w-l.width))
	return l
}

// clear reports whether flag i stands clear of those before it.
func (f *flagSearch) clear(i int) bool {
	b := f.flags[i]
	for _, a := range f.flags[:i] {
		switch {
		case a.tier == b.tier:
			if max(a.left, b.left)-min(a.left+a.width, b.left+b.width) < 4*f.k {
				return false
			}
		case a.tier < b.tier && a.under(b.x), b.tier < a.tier && b.under(a.x):
			return false
		}
	}
	return true
}

// text is the label on one line.
func (l flag) text() string { return strings.Join(l.lines, " ") }

// under reports a label across a line at x.
func (l flag) under(x float64) bool { return x > l.left-1.5 && x < l.left+l.width+1.5 }

// flagsHeight is the room that the tiers of flags need.
func (s *sheet) flagsHeight(flags []flag) float64 {
	sum := 0.0
	for _, lines := range tierLines(flags) {
		sum += float64(lines) * 1.25 * s.label
	}
	return sum
}

// tierLines is how many lines the tallest label of each tier has.
func tierLines(flags []flag) []int {
	var lines []int
	for _, f := range flags {
		for len(lines) <= f.tier {
			lines = append(lines, 0)
		}
		lines[f.tier] = max(lines[f.tier], len(f.lines))
	}
	return lines
}

// putFlags draws the labels, the nearest tier ending at bottom, and gives the
// height at which each flag's line starts.
func (s *sheet) putFlags(flags []flag, bottom float64) []float64 {
	lines := tierLines(flags)
	tops := make([]float64, len(flags))
	for i, f := range flags {
		base := bottom - 0.3*s.label
		for t := range f.tier {
			base -= float64(lines[t]) * 1.25 * s.label
		}
		tops[i] = base + 0.3*s.label
		c := caption{size: s.label, weight: f.weight, fill: f.fill, anchor: f.anchor}
		c.x = f.left
		switch f.anchor {
		case Middle:
			c.x += f.width / 2
		case End:
			c.x += f.width
		}
		for n, text := range f.lines {
			c.text = text
			c.y = base - float64(len(f.lines)-1-n)*pitch*s.label
			s.put(c)
		}
	}
	return tops
}
