package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"sync"
)

// perStream is how many objects share one object stream: few enough that a
// reader does not unpack the whole structure for one page.
const perStream = 200

// slot says where an object is: at an offset, or at an index in a stream.
type slot struct {
	offset, stream, index int
}

// write makes the file: streams as they are, all other objects packed into
// object streams, found through a cross-reference stream. The identifier is a
// hash of the content, so equal documents are equal files.
func (o objects) write(root, info int) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	slots := make([]slot, len(o))
	var packed []int
	for n := 1; n < len(o); n++ {
		if !o[n].isStream {
			packed = append(packed, n)
			continue
		}
		slots[n].offset = out.Len()
		writeStream(&out, n, o[n])
	}
	for len(packed) > 0 {
		group := packed[:min(perStream, len(packed))]
		packed = packed[len(group):]
		n := len(slots)
		for i, m := range group {
			slots[m] = slot{stream: n, index: i}
		}
		slots = append(slots, slot{offset: out.Len()})
		writeStream(&out, n, o.pack(group))
	}
	writeCrossReference(&out, slots, root, info)
	return out.Bytes()
}

// pack puts objects into an object stream.
func (o objects) pack(group []int) object {
	var index, body bytes.Buffer
	for _, n := range group {
		fmt.Fprintf(&index, "%d %d ", n, body.Len())
		body.WriteString(o[n].value)
		body.WriteByte('\n')
	}
	dict := fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(group), index.Len())
	return object{value: dict, stream: append(index.Bytes(), body.Bytes()...), isStream: true}
}

func writeStream(out *bytes.Buffer, n int, obj object) {
	data, filter := obj.stream, ""
	if !obj.raw {
		filter = "/Filter /FlateDecode "
		if !obj.packed {
			data = deflate(obj.stream)
		}
	}
	fmt.Fprintf(out, "%d 0 obj\n<<%s %s/Length %d>>\nstream\n", n, obj.value, filter, len(data))
	out.Write(data)
	out.WriteString("\nendstream\nendobj\n")
}

// packers are compressors to use again: each has tables of a megabyte. The
// fastest level makes files a tenth larger and takes a third of the time.
var packers = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed) // the level is valid
	return w
}}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(data)/3 + 64)
	w := packers.Get().(*zlib.Writer)
	defer packers.Put(w)
	w.Reset(&b)
	_, _ = w.Write(data) // a bytes.Buffer does not fail
	_ = w.Close()
	return b.Bytes()
}

func writeCrossReference(out *bytes.Buffer, slots []slot, root, info int) {
	at, n := out.Len(), len(slots)
	slots = append(slots, slot{offset: at})
	table := make([]byte, 0, 7*len(slots))
	for i, s := range slots {
		kind, second, third := byte(1), s.offset, 0
		switch {
		case i == 0:
			kind, third = 0, 0xFFFF
		case s.stream > 0:
			kind, second, third = 2, s.stream, s.index
		}
		table = append(table, kind)
		table = binary.BigEndian.AppendUint32(table, uint32(second))
		table = binary.BigEndian.AppendUint16(table, uint16(third))
	}
	sum := sha256.Sum256(out.Bytes())
	id := fmt.Sprintf("%X", sum[:16])
	dict := fmt.Sprintf("/Type /XRef /Size %d /W [1 4 2] /Root %s /Info %s /ID [<%s> <%s>]", len(slots), ref(root), ref(info), id, id)
	writeStream(out, n, object{value: dict, stream: table, isStream: true})
	fmt.Fprintf(out, "startxref\n%d\n%%%%EOF\n", at)
}
