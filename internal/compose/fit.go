package compose

import (
	"unicode/utf8"

	"github.com/sendpack/sendpack/internal/document"
)

// The members' and forum packs have a fixed number of sheets, so their opening
// pages may hold only so much. Nothing is made smaller to fit: the least
// important words are left out. Lengths are counted in lines of about so many
// characters, with a margin, since only a back-end knows the widths of letters.

// linesOf is about how many lines a text takes at so many characters a line.
func linesOf(s string, width int) int {
	n := utf8.RuneCountInString(s)
	return max(1, (n+width-1)/width)
}

// paragraphLines is linesOf over paragraphs and the items of lists.
func paragraphLines(ps []document.Paragraph, width int) int {
	n := 0
	for _, p := range ps {
		if len(p.Items) == 0 {
			n += linesOf(p.Text.String(), width)
		}
		for _, i := range p.Items {
			n += linesOf(i.String(), width)
		}
	}
	return n
}

// Characters a line and lines a page of the members' briefing.
const (
	memberLine     = 92
	memberTileLine = 31
	memberTitle    = 44
	memberLines    = 46
)

// memberTilesFit is how many of the tiles the first page has room for, two or
// more beside its other blocks; tiles stand in pairs.
func memberTilesFit(title string, opening []document.Paragraph, tiles []document.KeyFigure, messages []document.NumberedItem, ask []document.Paragraph) int {
	room := memberLines - 2*linesOf(title, memberTitle) - paragraphLines(opening, memberLine) - 1
	if len(messages) > 0 {
		room -= 3
	}
	for _, m := range messages {
		room -= linesOf(m.Lead.String()+m.Rest.String(), memberLine) + 1
	}
	if len(ask) > 0 {
		room -= 5 + paragraphLines(ask, memberLine-8)
	}
	n := 0
	for n < len(tiles) {
		row := tileLines(tiles[n])
		if n+1 < len(tiles) {
			row = max(row, tileLines(tiles[n+1]))
		}
		if room -= row + 1; room < 0 && n >= 2 {
			break
		}
		n += 2
	}
	return min(n, len(tiles))
}

func tileLines(k document.KeyFigure) int {
	n := linesOf(k.Sentence.String(), memberTileLine)
	if s := k.Rating.Text.String(); s != "" {
		n += linesOf(s, memberTileLine-5)
	}
	return max(n, 3)
}

// Characters a line and lines of the forum's opening page.
const (
	familyLine      = 80
	familyItemLine  = 34
	familyItemLines = 12 // for the lists, beside a lede of two lines and things of two lines each
)

// familyItemsFit are the first items of a list that have room beside the lede
// and the things to know.
func familyItemsFit(items []document.MarkedItem, lede string, things []document.NumberedItem) []document.MarkedItem {
	room := familyItemLines + 2 - linesOf(lede, familyLine-6) + 2*3
	for _, t := range things {
		room -= linesOf(t.Lead.String()+t.Rest.String(), familyLine)
	}
	for n, i := range items {
		if room -= linesOf(i.Word, familyItemLine) + linesOf(i.Text.String(), familyItemLine); room < 0 && n > 0 {
			return items[:n]
		}
	}
	return items
}
