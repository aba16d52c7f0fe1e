package chart

import (
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// tileShades are the classes from low to high.
var tileShades = []render.Token{render.Ramp1, render.Ramp2, render.Ramp3, render.Ramp4}

const (
	tilePitch = 13   // from tile to tile, for 8-unit labels
	tileShare = 0.92 // of the pitch that a tile fills
	tileMost  = 120  // rows or columns beyond which a place is a mistake
)

// tileGrid is where the squares stand.
type tileGrid struct {
	left, pitch float64
	cols, rows  int
	col0, row0  int
	right       bool // the own area's name stands at the right
}

// tileMap draws areas as equal squares in four shades. The own area has a
// double outline and its name at the side, similar areas a dot, areas without
// a figure the hatch.
func (s *sheet) tileMap(m document.TileMapSpec) {
	tiles := m.Tiles[:0:0]
	var g tileGrid
	for _, t := range m.Tiles {
		if t.Col >= -tileMost && t.Col <= tileMost && t.Row >= -tileMost && t.Row <= tileMost {
			tiles = append(tiles, t)
		}
	}
	g.span(tiles)
	for _, l := range m.Labels { // within the grid of the tiles, or just above it
		if l.Row < g.row0 {
			g.rows, g.row0 = g.rows+g.row0-l.Row, l.Row
		}
	}
	lines := s.ownTileLines(m)
	side := s.widestOf(lines, s.label, 700) + 8*s.k
	if len(lines) == 0 {
		side = 0
	}
	g.pitch = min(tilePitch*s.label/8, (s.w-side)/float64(max(g.cols, 1)))
	for _, t := range tiles {
		g.right = g.right || t.Own && 2*(t.Col-g.col0) >= g.cols
	}
	if !g.right {
		g.left = side
	}
	key := s.tileKey(m, tiles)
	high := max(g.pitch*float64(g.rows)+keyHeight(key, s.label), s.label)
	s.height(high, high)
	for _, t := range tiles {
		s.tile(g, t)
	}
	for _, l := range m.Labels {
		x, y := g.at(document.Tile{Col: l.Col, Row: l.Row})
		s.put(caption{x: x, y: y + 0.8*g.pitch, text: l.Text, size: s.axis, fill: render.Ink2})
	}
	s.ownTile(g, tiles, lines)
	s.putKey(key, g.pitch*float64(g.rows))
}

// span counts the rows and columns that are used.
func (g *tileGrid) span(tiles []document.Tile) {
	for i, t := range tiles {
		if i == 0 {
			g.col0, g.row0, g.cols, g.rows = t.Col, t.Row, 1, 1
			continue
		}
		right, bottom := max(g.col0+g.cols, t.Col+1), max(g.row0+g.rows, t.Row+1)
		g.col0, g.row0 = min(g.col0, t.Col), min(g.row0, t.Row)
		g.cols, g.rows = right-g.col0, bottom-g.row0
	}
}

func (g tileGrid) at(t document.Tile) (x, y float64) {
	return g.left + float64(t.Col-g.col0)*g.pitch, float64(t.Row-g.row0) * g.pitch
}

// shadeOf is a tile's class among the shades.
func shadeOf(class int) render.Token { return tileShades[min(max(class, 0), len(tileShades)-1)] }

func (s *sheet) tile(g tileGrid, t document.Tile) {
	x, y := g.at(t)
	size := g.pitch * tileShare
	s.swatch(x, y, size, t.Class, t.Missing)
	if t.Neighbour {
		fill := render.Ink
		if t.Class >= 2 && !t.Missing {
			fill = render.Paper
		}
		edge := noLine
		if t.Missing { // clear of the hatch
			edge = line{render.Paper, 1, nil}
		}
		s.dot(x+size/2, y+size/2, size/s.k*0.17, fill, edge)
	}
}

// swatch is one square: a shade, the two lightest outlined, or the hatch.
func (s *sheet) swatch(x, y, size float64, class int, missing bool) {
	if missing {
		s.hatchSquare(x, y, size)
		return
	}
	s.fill = shadeOf(class)
	s.use(noLine)
	if class < 2 {
		s.use(line{render.Neighbour, 0.4, nil})
	}
	s.outline(x, y, size, size)
	s.FillStroke()
}

// hatchSquare is the sign for a missing figure as a square.
func (s *sheet) hatchSquare(x, y, size float64) {
	s.use(line{render.Ink3, 0.5, nil})
	s.outline(x, y, size, size)
	s.Stroke()
	for c := size / 3; c < 2*size-0.01; c += size / 3 { // the line falls from (c, 0) to (c-size, size)
		from := max(0, c-size)
		to := min(size, c)
		s.MoveToF(x+c-from, y+from)
		s.LineToF(x+c-to, y+to)
	}
	s.Stroke()
}

// ownTileLines is the own area's name in lines that leave most of the width to
// the map.
func (s *sheet) ownTileLines(m document.TileMapSpec) []string {
	for _, t := range m.Tiles {
		if !t.Own || m.OwnLabel == "" {
			continue
		}
		lines := s.fonts.Balance(m.OwnLabel, TextStyle{Size: s.label, Weight: 700}, 0.32*s.w)
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		if wholeWords(lines, m.OwnLabel) {
			return lines
		}
		break
	}
	s.drop(m.OwnLabel)
	return nil
}

// ownTile draws the double outline, over the neighbouring squares, and the
// name with its leader at the nearer side of the map.
func (s *sheet) ownTile(g tileGrid, tiles []document.Tile, lines []string) {
	for _, t := range tiles {
		if !t.Own {
			continue
		}
		x, y := g.at(t)
		size := g.pitch * tileShare
		if len(lines) > 0 {
			s.leadToTile(g, x, y+size/2, lines)
		}
		s.use(line{render.Paper, 3.4, nil})
		s.outline(x, y, size, size)
		s.Stroke()
		s.use(line{render.Ink, 1.8, nil})
		s.outline(x, y, size, size)
		s.Stroke()
		return
	}
}

// leadToTile draws the name and a line from it to the tile's nearer edge.
func (s *sheet) leadToTile(g tileGrid, x, y float64, lines []string) {
	half := float64(len(lines)) * pitch * s.label / 2
	level := max(half, min(y, g.pitch*float64(g.rows)-half))
	c := caption{x: g.left - 8*s.k, y: level, size: s.label, weight: 700, fill: render.Own, anchor: End}
	edge, out := g.left, -1.0
	if g.right {
		edge, out = g.left+g.pitch*float64(g.cols), 1
		x += g.pitch * tileShare
		c.x, c.anchor = edge+8*s.k, Start
	}
	s.putLines(c, lines)
	for _, l := range []line{{render.Paper, 2.6, nil}, {render.Ink, 0.9, nil}} {
		s.use(l)
		s.MoveToF(edge+out*5*s.k, level)
		s.LineToF(edge+out*2*s.k, y)
		s.LineToF(x, y)
		s.Stroke()
	}
}

// keyEntry is a swatch with its words.
type keyEntry struct {
	text            string
	class           int
	missing, dotted bool
	x               float64
	row             int
}

// tileKey lists what the squares mean in rows that fit the width; signs that
// no tile bears are left out.
func (s *sheet) tileKey(m document.TileMapSpec, tiles []document.Tile) []keyEntry {
	var out []keyEntry
	for i, text := range m.Classes[:min(len(m.Classes), len(tileShades))] {
		out = append(out, keyEntry{text: text, class: i})
	}
	var missing, dotted bool
	for _, t := range tiles {
		missing, dotted = missing || t.Missing, dotted || t.Neighbour
	}
	if missing && m.MissingLabel != "" {
		out = append(out, keyEntry{text: m.MissingLabel, missing: true})
	}
	if dotted && m.NeighbourLabel != "" {
		out = append(out, keyEntry{text: m.NeighbourLabel, dotted: true})
	}
	x, row := 0.0, 0
	for i := range out {
		width := 1.35*s.label + s.widthOf(out[i].text, s.axis, 400)
		if x > 0 && x+width > s.w {
			x, row = 0, row+1
		}
		out[i].x, out[i].row = x, row
		x += width + 1.5*s.label
	}
	return out
}

func keyHeight(key []keyEntry, label float64) float64 {
	if len(key) == 0 {
		return 0
	}
	return label + float64(key[len(key)-1].row+1)*1.5*label
}

func (s *sheet) putKey(key []keyEntry, top float64) {
	for _, e := range key {
		y := top + 0.75*s.label + float64(e.row)*1.5*s.label
		size := 0.95 * s.label
		if e.dotted {
			s.dot(e.x+size/2, y+size/2, size/s.k*0.2, render.Ink, noLine)
		} else {
			s.swatch(e.x, y, size, e.class, e.missing)
		}
		s.put(caption{x: e.x + 1.35*s.label, y: y + size/2 + middle*s.axis, text: e.text, size: s.axis, fill: render.Ink2})
	}
}
