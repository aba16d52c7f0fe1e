package verify

import (
	"bytes"
	"fmt"
	"unicode/utf16"
)

// Bounds on what one file may make the reader hold.
const (
	pdfObjects = 1 << 20
	pdfInflate = 64 << 20
	pdfBudget  = 256 << 20
)

// pdfPlace is where an object is: at an offset, or at an index in a stream.
type pdfPlace struct {
	offset, stream, index int
	packed                bool
}

// pdfFile reads objects by number, through either kind of cross-reference.
type pdfFile struct {
	data    []byte
	places  map[int]pdfPlace
	trailer pdfDict
	cache   map[int]any
	packs   map[int][]any // contents of object streams by index
	busy    map[int]bool
	spent   int // bytes inflated
}

// openPDF reads the cross-references of a file.
func openPDF(data []byte) (*pdfFile, error) {
	f := &pdfFile{data: data, places: map[int]pdfPlace{}, trailer: pdfDict{}, cache: map[int]any{}, packs: map[int][]any{}, busy: map[int]bool{}}
	at := bytes.LastIndex(data, []byte("startxref"))
	if at < 0 {
		return nil, fmt.Errorf("no startxref")
	}
	l := pdfLexer{data, at + len("startxref")}
	start, ok := l.value(0, false).(float64)
	seen := map[int]bool{}
	for ok && !seen[int(start)] {
		seen[int(start)] = true
		trailer, err := f.section(int(start))
		if err != nil {
			return nil, err
		}
		for k, v := range trailer {
			if _, newer := f.trailer[k]; !newer {
				f.trailer[k] = v
			}
		}
		start, ok = trailer["Prev"].(float64)
	}
	if len(f.trailer) == 0 {
		return nil, fmt.Errorf("no trailer")
	}
	return f, nil
}

// section reads one cross-reference table or stream.
func (f *pdfFile) section(at int) (pdfDict, error) {
	if at < 0 || at >= len(f.data) {
		return nil, fmt.Errorf("the cross-reference is said to be at %d, outside the file", at)
	}
	l := pdfLexer{f.data, at}
	l.skip()
	if !bytes.HasPrefix(f.data[l.pos:], []byte("xref")) {
		s, ok := f.objectAt(l.pos).(pdfStream)
		if !ok {
			return nil, fmt.Errorf("no cross-reference at %d", at)
		}
		return s.dict, f.streamSection(s)
	}
	l.pos += len("xref")
	for {
		first, ok := l.value(0, false).(float64)
		if !ok {
			break // the word "trailer"
		}
		count, _ := l.value(0, false).(float64)
		if count < 0 || count > pdfObjects {
			return nil, fmt.Errorf("a cross-reference of %.0f objects", count)
		}
		for i := range int(count) {
			offset, _ := l.value(0, false).(float64)
			l.value(0, false)
			if kind, _ := l.value(0, false).(pdfWord); kind == "n" {
				f.place(int(first)+i, pdfPlace{offset: int(offset)})
			}
			if l.end() {
				break
			}
		}
	}
	trailer, ok := l.value(0, true).(pdfDict)
	if !ok {
		return nil, fmt.Errorf("no trailer after the cross-reference at %d", at)
	}
	return trailer, nil
}

func (f *pdfFile) place(n int, p pdfPlace) {
	if _, newer := f.places[n]; !newer && len(f.places) < pdfObjects {
		f.places[n] = p
	}
}

func (f *pdfFile) streamSection(s pdfStream) error {
	data, err := f.inflate(s)
	if err != nil {
		return fmt.Errorf("the cross-reference stream: %w", err)
	}
	widths := f.numbers(s.dict["W"])
	if len(widths) != 3 || min(widths[0], widths[1], widths[2]) < 0 || max(widths[0], widths[1], widths[2]) > 8 {
		return fmt.Errorf("the cross-reference stream has no proper /W")
	}
	index := f.numbers(s.dict["Index"])
	if len(index) == 0 {
		index = []int{0, f.number(s.dict["Size"])}
	}
	width := widths[0] + widths[1] + widths[2]
	for ; len(index) >= 2; index = index[2:] {
		for n := index[0]; n < index[0]+index[1] && width > 0 && len(data) >= width; n++ {
			kind, second, third := pdfField(data, 0, widths[0]), pdfField(data, widths[0], widths[1]), pdfField(data, widths[0]+widths[1], widths[2])
			data = data[width:]
			if widths[0] == 0 {
				kind = 1
			}
			switch kind {
			case 1:
				f.place(n, pdfPlace{offset: second})
			case 2:
				f.place(n, pdfPlace{stream: second, index: third, packed: true})
			}
		}
	}
	return nil
}

func pdfField(data []byte, at, width int) int {
	n := 0
	for _, b := range data[at : at+width] {
		n = n<<8 | int(b)
	}
	return n
}

// get follows references to a value.
func (f *pdfFile) get(v any) any {
	for range 20 {
		ref, ok := v.(pdfRef)
		if !ok {
			return v
		}
		v = f.object(int(ref))
	}
	return nil
}

// object reads an object by number; nil where there is none.
func (f *pdfFile) object(n int) any {
	if v, ok := f.cache[n]; ok {
		return v
	}
	p, ok := f.places[n]
	if !ok || f.busy[n] {
		return nil
	}
	f.busy[n] = true
	defer delete(f.busy, n)
	var v any
	if p.packed {
		if list := f.pack(p.stream); p.index >= 0 && p.index < len(list) {
			v = list[p.index]
		}
	} else {
		v = f.objectAt(p.offset)
	}
	f.cache[n] = v
	return v
}

// objectAt reads "n 0 obj value", with its stream if it has one.
func (f *pdfFile) objectAt(at int) any {
	if at < 0 || at >= len(f.data) {
		return nil
	}
	l := pdfLexer{f.data, at}
	l.value(0, false)
	l.value(0, false)
	if w, _ := l.value(0, false).(pdfWord); w != "obj" {
		return nil
	}
	v := l.value(0, true)
	dict, ok := v.(pdfDict)
	if !ok {
		return v
	}
	l.skip()
	if !bytes.HasPrefix(f.data[min(l.pos, len(f.data)):], []byte("stream")) {
		return v
	}
	from := l.pos + len("stream")
	if from < len(f.data) && f.data[from] == '\r' {
		from++
	}
	if from < len(f.data) && f.data[from] == '\n' {
		from++
	}
	length := f.number(dict["Length"])
	if length < 0 || from > len(f.data) || length > len(f.data)-from {
		return nil
	}
	return pdfStream{dict, f.data[from : from+length]}
}

// number is a whole number, 0 for anything else.
func (f *pdfFile) number(v any) int {
	n, _ := f.get(v).(float64)
	if n != n || n > 1<<40 || n < -(1<<40) {
		return 0
	}
	return int(n)
}

func (f *pdfFile) numbers(v any) []int {
	list, _ := f.get(v).([]any)
	var out []int
	for _, x := range list {
		out = append(out, f.number(x))
	}
	return out
}

func (f *pdfFile) dict(v any) pdfDict {
	switch d := f.get(v).(type) {
	case pdfDict:
		return d
	case pdfStream:
		return d.dict
	}
	return nil
}

func (f *pdfFile) list(v any) []any {
	l, _ := f.get(v).([]any)
	return l
}

func (f *pdfFile) name(v any) string {
	n, _ := f.get(v).(pdfName)
	return string(n)
}

// words is a text string decoded.
func (f *pdfFile) words(v any) string {
	s, _ := f.get(v).(pdfString)
	return pdfDecode(string(s))
}

// pdfDecode reads UTF-16 with its mark, or else bytes as they are.
func pdfDecode(s string) string {
	if len(s) < 2 || s[0] != 0xFE || s[1] != 0xFF {
		return s
	}
	return pdfUTF16(s[2:])
}

func pdfUTF16(s string) string {
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
