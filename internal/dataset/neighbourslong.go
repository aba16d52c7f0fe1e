package dataset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

// longColumns is where a long file's columns stand; closeness may be -1.
type longColumns struct{ area, rank, neighbour, closeness int }

// longLayout knows the header area, rank, neighbour and, if wanted, closeness,
// in any order.
func longLayout(header []string) (longColumns, bool) {
	c := longColumns{-1, -1, -1, -1}
	for i, h := range header {
		switch fold(h) {
		case "area":
			c.area = i
		case "rank":
			c.rank = i
		case "neighbour":
			c.neighbour = i
		case "closeness":
			c.closeness = i
		}
	}
	return c, c.area >= 0 && c.rank >= 0 && c.neighbour >= 0
}

// ranked is one row of a long file.
type ranked struct {
	rank int
	is   Neighbour
	pos  diag.Pos
}

// long reads one neighbour a row; rows of an area may stand anywhere, and
// ranks order them.
func (n *neighbourLoader) long(r *csvfile.Reader, c longColumns) {
	width, told := len(r.Fields()), n.l.Len()
	rows := map[AreaID][]ranked{}
	for r.Next() {
		if len(r.Fields()) != width {
			n.ragged(r, width)
			continue
		}
		area, ok := n.area(r, c.area)
		other, okToo := n.area(r, c.neighbour)
		text := strings.TrimSpace(r.Fields()[c.rank])
		rank := digits(text)
		if rank < 1 || rank > maxNeighbours {
			n.l.Add(diag.Diagnostic{Pos: r.Pos(c.rank), Message: fmt.Sprintf("rank %q is not a whole number from 1", text),
				Expected: fmt.Sprintf("1 for the nearest, up to %d", maxNeighbours)})
			continue
		}
		if ok && okToo {
			rows[area] = append(rows[area], ranked{rank, Neighbour{other, n.closeness(r, c.closeness)}, r.Pos(c.neighbour)})
			if _, seen := n.first[area]; !seen {
				n.first[area] = r.Pos(c.area)
			}
		}
	}
	for id := range AreaID(n.reg.Len()) {
		if len(rows[id]) > 0 {
			n.set.Of[id] = n.ordered(id, rows[id])
		}
	}
	n.tellEmpty(told)
}

// ordered puts an area's neighbours in the order of their ranks, telling ranks
// that are given twice.
func (n *neighbourLoader) ordered(area AreaID, rows []ranked) []Neighbour {
	slices.SortStableFunc(rows, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	var list []Neighbour
	for i, row := range rows {
		if i > 0 && rows[i-1].rank == row.rank {
			n.l.Add(diag.Diagnostic{Pos: row.pos, Message: fmt.Sprintf("%q has two neighbours of rank %d", n.reg.Area(area).Name, row.rank),
				Expected: "each rank once", See: []diag.Related{{Pos: rows[i-1].pos, Why: "the other neighbour of this rank"}}})
			continue
		}
		if n.isOther(area, row.is.Area, list, row.pos) {
			list = append(list, row.is)
		}
	}
	return list
}
