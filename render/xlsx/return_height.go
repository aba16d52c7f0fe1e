package xlsx

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Heights in points of a row of n lines at the size of the font.
const (
	lineHeight  = 15.5
	rowPadding  = 5.0
	highestRow  = 409 // set by Excel
	boldIsWider = 1.1
	indent      = 1.5 // of every cell, in digits
)

// rowHeight is how high a row must be for wrapped texts in columns of the
// given widths. It is set in the file because some programs draw rows at their
// usual height until somebody edits them.
func rowHeight(texts []string, widths []float64) float64 {
	most := 1
	for i, t := range texts {
		most = max(most, wrappedLines(t, widths[i]))
	}
	return math.Min(float64(most)*lineHeight+rowPadding, highestRow)
}

// wrappedLines counts the lines of a text broken at blanks. A width is counted
// in digits, which are a little wider than the average letter.
func wrappedLines(text string, width float64) int {
	room := max(int(width-indent), 1)
	lines, used := 1, 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case used == 0:
			used = n
		case used+1+n <= room:
			used += 1 + n
		default:
			lines, used = lines+1, n
		}
		for used > room {
			lines, used = lines+1, used-room
		}
	}
	return lines
}
