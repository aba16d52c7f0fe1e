package dataset

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"unicode"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

// LoadNeighbours reads a neighbour set in one of three layouts, known by the
// header: wide (old_la_code or LA number, then pairs SN_1, SN_1P), the sheet of
// the Local Authority Interactive Tool (a block above the header, repeated SNP,
// abolished authorities below "Old SNs:", which are left out), and long (area,
// rank, neighbour). Areas stand there as codes of any kind or as names. Any
// other layout is refused by name. Diagnostics and the error are as those of
// Load.
func LoadNeighbours(ctx context.Context, fsys fs.FS, spec Spec, files []string, reg *Register, l *diag.List) (*NeighbourSet, error) {
	set := &NeighbourSet{ID: spec.Set, Title: spec.SetTitle, Of: map[AreaID][]Neighbour{}}
	n := &neighbourLoader{set: set, reg: reg, l: l, names: newAreaCache(reg, spec.Area), first: map[AreaID]diag.Pos{}}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		data, err := readDecoded(fsys, file, l)
		if err != nil {
			return nil, err
		}
		if data != nil {
			set.Files = append(set.Files, file)
			n.file(file, data)
		}
	}
	return set, nil
}

// neighbourLoader fills one set.
type neighbourLoader struct {
	set   *NeighbourSet
	reg   *Register
	l     *diag.List
	names *areaCache
	first map[AreaID]diag.Pos // where each area's neighbours were given
}

// maxNeighbours bounds the pairs of a wide row.
const maxNeighbours = 50

// file looks for a header that one of the layouts has. The sheet has a block
// above it, so a few rows are searched.
func (n *neighbourLoader) file(file string, data []byte) {
	r := csvfile.NewReader(file, data, n.l)
	first, ok := r.Header()
	if !ok {
		return
	}
	header := first
	r = csvfile.NewReader(file, data, n.l) // rows of the block above may have any width
	for tries := 0; tries < 20 && r.Next(); tries++ {
		header = trimmed(r.Fields())
		if w, ok := wideLayout(header); ok {
			n.wide(r, w)
			return
		}
		if long, ok := longLayout(header); ok {
			n.long(r, long)
			return
		}
	}
	n.refuse(diag.Pos{File: file, Line: 1}, first)
}

func trimmed(fields []string) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = strings.TrimSpace(f)
	}
	return out
}

// refuse names the layout of a file that is none of the three.
func (n *neighbourLoader) refuse(pos diag.Pos, header []string) {
	d := diag.Diagnostic{Pos: pos, Message: "the layout of the neighbour file is not known",
		Expected: "old_la_code with SN_1, SN_1P, …; the LAIT sheet; or area, rank, neighbour",
		Fix:      "rewrite it as three columns area, rank, neighbour: one row for each neighbour, rank 1 the nearest"}
	areas := 0
	for _, h := range header {
		if _, ok := n.reg.Lookup(h, 0); ok {
			areas++
		}
	}
	if areas > 2 && areas > len(header)/2 {
		d.Message = "the neighbour file has one column per area, which is not read"
		d.Fix = "turn each column into rows area, rank, neighbour: the header cell is the area, and the first cell below it has rank 1"
	}
	n.l.Add(d)
}

// neighbourColumns is where a wide file's area and neighbours stand, nearest first.
type neighbourColumns struct {
	area      int
	neighbour []int
	closeness []int // -1 where there is none
}

// wideLayout knows a wide header: SN_1 and SN_1P, or SN1 and the SNP after it.
func wideLayout(header []string) (neighbourColumns, bool) {
	w := neighbourColumns{area: -1}
	at := map[string]int{}
	for i, h := range header {
		key := strings.ReplaceAll(fold(h), "_", "")
		if _, again := at[key]; !again {
			at[key] = i
		}
	}
	for _, name := range []string{"oldlacode", "la number", "lanumber", "la num", "newlacode", "area"} {
		if i, ok := at[name]; ok && w.area < 0 {
			w.area = i
		}
	}
	for k := 1; k <= maxNeighbours; k++ {
		i, ok := at[fmt.Sprintf("sn%d", k)]
		if !ok {
			break
		}
		closeness := -1
		if p, ok := at[fmt.Sprintf("sn%dp", k)]; ok {
			closeness = p
		} else if i+1 < len(header) && strings.HasPrefix(fold(header[i+1]), "snp") {
			closeness = i + 1
		}
		w.neighbour = append(w.neighbour, i)
		w.closeness = append(w.closeness, closeness)
	}
	return w, w.area >= 0 && len(w.neighbour) > 0
}

// wide reads one area a row, up to a line "Old SNs:".
func (n *neighbourLoader) wide(r *csvfile.Reader, w neighbourColumns) {
	width, told := len(r.Fields()), n.l.Len()
	defer func() { n.tellEmpty(told) }()
	for r.Next() {
		f := r.Fields()
		for _, text := range f {
			if strings.HasPrefix(fold(text), "old sn") {
				return
			}
		}
		if len(f) != width {
			n.ragged(r, width)
			continue
		}
		area, ok := n.area(r, w.area)
		if !ok || !n.isFirst(area, r.Pos(w.area)) {
			continue
		}
		list := make([]Neighbour, 0, len(w.neighbour))
		for k, i := range w.neighbour {
			if strings.TrimSpace(f[i]) == "" {
				continue
			}
			other, ok := n.area(r, i)
			if !ok || !n.isOther(area, other, list, r.Pos(i)) {
				continue
			}
			list = append(list, Neighbour{Area: other, Closeness: n.closeness(r, w.closeness[k])})
		}
		if len(list) > 0 {
			n.set.Of[area] = list
		}
	}
}

func (n *neighbourLoader) ragged(r *csvfile.Reader, width int) {
	pos := r.Pos(0)
	n.l.Add(diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("the row has %d cells and the header %d", len(r.Fields()), width),
		Expected: "as many cells as the header", Fix: "look for a name with a comma that is not quoted"})
}

// tellEmpty tells a file that gave no neighbours, if nothing else was told of
// it since.
func (n *neighbourLoader) tellEmpty(told int) {
	if len(n.set.Of) == 0 && n.l.Len() == told {
		n.l.Add(diag.Diagnostic{Pos: diag.Pos{File: n.set.Files[len(n.set.Files)-1]}, Message: "the file has no neighbours below its header",
			Expected: "one row for each area or neighbour"})
	}
}

// area reads a cell that names an area.
func (n *neighbourLoader) area(r *csvfile.Reader, at int) (AreaID, bool) {
	text := strings.TrimSpace(r.Fields()[at])
	e := n.names.find(text, "", "", 0)
	if e.fail != nil {
		d := *e.fail
		d.Pos = r.Pos(at)
		n.l.Add(d)
	}
	return e.id, e.fail == nil && !e.skip
}

func (n *neighbourLoader) isFirst(area AreaID, pos diag.Pos) bool {
	before, again := n.first[area]
	if !again {
		n.first[area] = pos
		return true
	}
	n.l.Add(diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("%q has a second row of neighbours", n.reg.Area(area).Name),
		Expected: "one row for each area", Fix: "remove one of the two",
		See: []diag.Related{{Pos: before, Why: "the first row for it"}}})
	return false
}

// isOther tells an area that is its own neighbour, or one given twice.
func (n *neighbourLoader) isOther(area, other AreaID, list []Neighbour, pos diag.Pos) bool {
	if other == area {
		n.l.Add(diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("%q is given as its own neighbour", n.reg.Area(area).Name),
			Expected: "another area"})
		return false
	}
	for _, k := range list {
		if k.Area == other {
			n.l.Add(diag.Diagnostic{Pos: pos, Message: fmt.Sprintf("%q is given twice as a neighbour of %q", n.reg.Area(other).Name, n.reg.Area(area).Name),
				Expected: "each neighbour once"})
			return false
		}
	}
	return true
}

// closeness is the label of a neighbour: trimmed, its first letter upper case
// and the others lower, since the vintages differ.
func (n *neighbourLoader) closeness(r *csvfile.Reader, at int) string {
	if at < 0 {
		return ""
	}
	text := []rune(fold(r.Fields()[at]))
	if len(text) == 0 {
		return ""
	}
	return string(unicode.ToUpper(text[0])) + string(text[1:])
}
