package build

import (
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"reflect"
	"sort"
)

// writeValue writes any plain data into a hash: each value with its length or
// its type, so that no two different values write the same bytes. Pointers are
// followed; documents hold no cycles, functions or channels.
func writeValue(h hash.Hash, v any) {
	w := valueWriter{h: h}
	w.value(reflect.ValueOf(v))
	w.flush()
}

type valueWriter struct {
	h   hash.Hash
	buf []byte
}

func (w *valueWriter) flush() {
	_, _ = w.h.Write(w.buf)
	w.buf = w.buf[:0]
}

func (w *valueWriter) number(n uint64) {
	if len(w.buf) > 1<<15 {
		w.flush()
	}
	w.buf = binary.LittleEndian.AppendUint64(w.buf, n)
}

func (w *valueWriter) text(s string) {
	w.number(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

func (w *valueWriter) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Invalid:
		w.number(0)
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			w.number(0)
			return
		}
		w.text(v.Elem().Type().String())
		w.value(v.Elem())
	case reflect.Struct:
		for n := range v.NumField() {
			w.value(v.Field(n))
		}
	case reflect.Slice, reflect.Array:
		w.number(uint64(v.Len()))
		for n := range v.Len() {
			w.value(v.Index(n))
		}
	case reflect.Map:
		w.entries(v)
	case reflect.String:
		w.text(v.String())
	case reflect.Bool:
		if v.Bool() {
			w.number(1)
			return
		}
		w.number(0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.number(v.Uint())
	case reflect.Float32, reflect.Float64:
		w.number(math.Float64bits(v.Float()))
	default:
		panic("a document holds a " + v.Kind().String()) // our own mistake: a block is plain data
	}
}

func (w *valueWriter) entries(v reflect.Value) {
	keys := v.MapKeys()
	sort.Slice(keys, func(a, b int) bool { return fmt.Sprint(keys[a]) < fmt.Sprint(keys[b]) })
	w.number(uint64(len(keys)))
	for _, k := range keys {
		w.value(k)
		w.value(v.MapIndex(k))
	}
}
