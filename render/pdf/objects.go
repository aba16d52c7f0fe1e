package pdf

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"
)

// object is one indirect object: the text of its value and, for a stream, its
// bytes as they stand in the file.
type object struct {
	value    string // for a stream: the dictionary without /Length and /Filter
	stream   []byte
	isStream bool
	packed   bool // the stream is compressed already
	raw      bool // the stream is written uncompressed
}

// objects are the indirect objects of a file by number; number 0 is unused.
type objects []object

// add appends an object and gives its number.
func (o *objects) add(value string) int {
	*o = append(*o, object{value: value})
	return len(*o) - 1
}

// reserve gives a number for an object that is written later.
func (o *objects) reserve() int { return o.add("null") }

// read cuts a file that fpdf wrote into its objects. It relies on the classic
// cross-reference table that fpdf writes and is no general reader.
func read(data []byte) (objects, error) {
	offsets, err := readOffsets(data)
	if err != nil {
		return nil, err
	}
	order := make([]int, 0, len(offsets))
	for n := 1; n < len(offsets); n++ {
		order = append(order, n)
	}
	sort.Slice(order, func(i, j int) bool { return offsets[order[i]] < offsets[order[j]] })
	out := make(objects, len(offsets))
	for i, n := range order {
		end := bytes.LastIndex(data, []byte("xref\n0 "))
		if i+1 < len(order) {
			end = offsets[order[i+1]]
		}
		if offsets[n] <= 0 || end <= offsets[n] || end > len(data) {
			return nil, fmt.Errorf("object %d has no place", n)
		}
		if out[n], err = cut(data[offsets[n]:end]); err != nil {
			return nil, fmt.Errorf("object %d: %w", n, err)
		}
	}
	return out, nil
}

// readOffsets reads the cross-reference table.
func readOffsets(data []byte) ([]int, error) {
	at := bytes.LastIndex(data, []byte("startxref\n"))
	if at < 0 {
		return nil, fmt.Errorf("no startxref")
	}
	var start, count int
	if _, err := fmt.Sscanf(string(data[at:]), "startxref\n%d", &start); err != nil || start < 0 || start >= len(data) {
		return nil, fmt.Errorf("startxref leads nowhere")
	}
	if _, err := fmt.Sscanf(string(data[start:]), "xref\n0 %d\n", &count); err != nil {
		return nil, fmt.Errorf("no cross-reference table: %w", err)
	}
	lines := strings.Split(string(data[start:]), "\n")
	if len(lines) < count+2 {
		return nil, fmt.Errorf("the cross-reference table is short")
	}
	offsets := make([]int, count)
	for n := 1; n < count; n++ {
		v, err := strconv.Atoi(strings.Fields(lines[n+2] + " ")[0])
		if err != nil {
			return nil, fmt.Errorf("cross-reference entry %d: %w", n, err)
		}
		offsets[n] = v
	}
	return offsets, nil
}

// cut reads "n 0 obj ... endobj".
func cut(data []byte) (object, error) {
	_, body, ok := bytes.Cut(data, []byte(" obj\n"))
	if !ok {
		return object{}, fmt.Errorf("no obj keyword")
	}
	body, ok = bytes.CutSuffix(bytes.TrimSpace(body), []byte("endobj"))
	if !ok {
		return object{}, fmt.Errorf("no endobj keyword")
	}
	dict, rest, isStream := bytes.Cut(body, []byte("stream\n"))
	if !isStream {
		return object{value: strings.TrimSpace(string(body))}, nil
	}
	stream := bytes.TrimSuffix(bytes.TrimRight(rest, "\n"), []byte("endstream"))
	return streamObject(string(dict), bytes.TrimSuffix(stream, []byte("\n"))), nil
}

// streamObject is the stream object with the keys removed that describe its
// length. Fonts, which fpdf has packed, stay packed.
func streamObject(dict string, stream []byte) object {
	out := object{stream: stream, isStream: true, packed: strings.Contains(dict, "/FlateDecode")}
	inner := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(dict), "<<"), ">>")
	inner = strings.Replace(inner, "/Filter /FlateDecode", "", 1)
	if i := strings.Index(inner, "/Length "); i >= 0 {
		end := i + len("/Length ")
		for end < len(inner) && inner[end] >= '0' && inner[end] <= '9' {
			end++
		}
		inner = inner[:i] + inner[end:]
	}
	out.value = strings.TrimSpace(inner)
	return out
}

// ref is a reference to object n.
func ref(n int) string { return strconv.Itoa(n) + " 0 R" }

// literal writes text as a PDF string: plain where it is ASCII, else UTF-16.
func literal(s string) string {
	if plainASCII(s) {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}
