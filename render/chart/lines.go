package chart

import (
	"strings"
	"unicode/utf8"
)

// TextStyle is how a run of text is set. The zero weight is 400.
type TextStyle struct {
	Size   float64
	Weight int
	Italic bool
}

// Run is text of one style inside a line. Tag is the caller's: it comes back
// on every piece the run is broken into, so that a link or a figure keeps its
// identity.
type Run struct {
	Text  string
	Style TextStyle
	Tag   int
}

// orphan is the share of the measure below which a last line of a single word
// looks like a mistake.
const orphan = 0.12

// Break sets text in lines no wider than width, filling each line. It breaks
// at spaces and line feeds, never at no-break spaces; a word wider than the
// measure is cut after a hyphen or slash, or where it must. Lines keep their
// trailing space, so that joining them gives the text back but for line feeds.
func (f *Fonts) Break(text string, style TextStyle, width float64) []string {
	return plainLines(f.BreakRuns([]Run{{Text: text, Style: style}}, width))
}

// BreakRuns is Break for text of several styles.
func (f *Fonts) BreakRuns(runs []Run, width float64) [][]Run {
	words := f.words(runs, width)
	return linesOf(words, mendOrphan(words, greedy(words, width), width))
}

// Balance sets a heading: of all ways with the fewest lines, the one with the
// smallest spread of line widths.
func (f *Fonts) Balance(text string, style TextStyle, width float64) []string {
	return plainLines(f.BalanceRuns([]Run{{Text: text, Style: style}}, width))
}

// BalanceRuns is Balance for text of several styles.
func (f *Fonts) BalanceRuns(runs []Run, width float64) [][]Run {
	words := f.words(runs, width)
	starts := greedy(words, width)
	if len(starts) < 2 || hasFeed(words) {
		return linesOf(words, starts)
	}
	return linesOf(words, balanced(words, len(starts), width))
}

// word is the shortest piece that may stand on a line: its pieces by run, its
// width without the space that ends it, and that space's width.
type word struct {
	pieces []Run
	width  float64
	space  float64
	feed   bool // a line feed follows
}

// words cuts the runs at spaces; a word may span runs ("52.4" bold and "%" not).
func (f *Fonts) words(runs []Run, measure float64) []word {
	var out []word
	var cur word
	for _, run := range runs {
		for rest := run.Text; rest != ""; {
			n := strings.IndexAny(rest, " \n")
			if n < 0 {
				cur = f.extend(cur, run, rest)
				break
			}
			end := n
			for end < len(rest) && rest[end] == ' ' {
				end++
			}
			cur = f.extend(cur, run, rest[:n])
			cur = f.addSpace(cur, run, rest[n:end])
			if end < len(rest) && rest[end] == '\n' {
				cur.feed = true
				end++
			}
			out = f.appendWord(out, cur, measure)
			cur, rest = word{}, rest[end:]
		}
	}
	if len(cur.pieces) > 0 {
		out = f.appendWord(out, cur, measure)
	}
	return out
}

func (f *Fonts) extend(w word, run Run, text string) word {
	if text == "" {
		return w
	}
	run.Text = text
	w.pieces = append(w.pieces, run)
	w.width += f.runWidth(run)
	return w
}

func (f *Fonts) addSpace(w word, run Run, space string) word {
	if space == "" {
		return w
	}
	run.Text = space
	w.pieces = append(w.pieces, run)
	w.space = f.runWidth(run)
	return w
}

func (f *Fonts) runWidth(r Run) float64 {
	return f.Width(r.Text, r.Style.Size, r.Style.Weight, r.Style.Italic)
}

// appendWord adds w, cut into parts that fit when it is wider than the measure.
func (f *Fonts) appendWord(out []word, w word, measure float64) []word {
	if w.width <= measure {
		return append(out, w)
	}
	var part word
	for _, piece := range w.pieces {
		if strings.Trim(piece.Text, " ") == "" {
			part = f.addSpace(part, piece, piece.Text)
			continue
		}
		for piece.Text != "" {
			n := f.cut(piece, measure-part.width)
			if n == 0 && part.width > 0 {
				out, part = append(out, part), word{}
				continue
			}
			if n == 0 { // not even one character fits: a line must still hold one
				_, n = utf8.DecodeRuneInString(piece.Text)
			}
			head := piece
			part = f.extend(part, head, piece.Text[:n])
			piece.Text = piece.Text[n:]
			if piece.Text != "" {
				out, part = append(out, part), word{}
			}
		}
	}
	part.feed = w.feed
	return append(out, part)
}

// cut is how many bytes of the piece fit in room, ending after a hyphen or
// slash where there is one.
func (f *Fonts) cut(piece Run, room float64) int {
	used, fits, good := 0.0, 0, 0
	face := FaceOf(piece.Style.Weight, piece.Style.Italic)
	for fits < len(piece.Text) {
		r, size := utf8.DecodeRuneInString(piece.Text[fits:])
		used += float64(f.advance(r, face)) * piece.Style.Size / 1000
		if used > room {
			if good > 0 {
				return good
			}
			return fits
		}
		fits += size
		if strings.ContainsRune("-/–_", r) {
			good = fits
		}
	}
	return len(piece.Text)
}

// greedy lists the index of the first word of each line.
func greedy(words []word, width float64) []int {
	var starts []int
	used := 0.0
	for i, w := range words {
		if i == 0 || used+w.width > width+1e-9 || words[i-1].feed {
			starts = append(starts, i)
			used = 0
		}
		used += w.width + w.space
	}
	return starts
}

// mendOrphan moves a word down to a last line that would hold one short word.
func mendOrphan(words []word, starts []int, width float64) []int {
	n := len(starts)
	if n < 2 || starts[n-1] != len(words)-1 || starts[n-1]-starts[n-2] < 3 || words[len(words)-2].feed {
		return starts
	}
	above, last := words[len(words)-2], words[len(words)-1]
	if last.width < orphan*width && above.width+above.space+last.width <= width {
		starts[n-1]--
	}
	return starts
}

func hasFeed(words []word) bool {
	for _, w := range words {
		if w.feed {
			return true
		}
	}
	return false
}

// lineWidth is the width of words[from:to] set on a line, without its last space.
func lineWidth(words []word, from, to int) float64 {
	sum := 0.0
	for _, w := range words[from:to] {
		sum += w.width + w.space
	}
	return sum - words[to-1].space
}

func linesOf(words []word, starts []int) [][]Run {
	var out [][]Run
	for i, s := range starts {
		end := len(words)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		out = append(out, joinRuns(words[s:end]))
	}
	return out
}

// joinRuns puts the pieces of a line together again, one run for each style
// and tag in a row.
func joinRuns(words []word) []Run {
	var line []Run
	for _, w := range words {
		for _, p := range w.pieces {
			if n := len(line); n > 0 && line[n-1].Tag == p.Tag && line[n-1].Style == p.Style {
				line[n-1].Text += p.Text
				continue
			}
			line = append(line, p)
		}
	}
	return line
}

func plainLines(lines [][]Run) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		for _, r := range line {
			out[i] += r.Text
		}
	}
	return out
}
