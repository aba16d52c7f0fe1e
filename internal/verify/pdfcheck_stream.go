package verify

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
)

// pack reads the objects of an object stream.
func (f *pdfFile) pack(n int) []any {
	if list, ok := f.packs[n]; ok {
		return list
	}
	f.packs[n] = nil // while it is being read, and if it cannot be
	s, ok := f.object(n).(pdfStream)
	if !ok {
		return nil
	}
	data, err := f.inflate(s)
	if err != nil {
		return nil
	}
	count, first := f.number(s.dict["N"]), f.number(s.dict["First"])
	head := pdfLexer{data: data}
	var list []any
	for i := 0; i < count && i < pdfObjects && !head.end(); i++ {
		head.value(0, false)
		at, _ := head.value(0, false).(float64)
		if pos := first + int(at); pos >= 0 && pos < len(data) {
			body := pdfLexer{data, pos}
			list = append(list, body.value(0, true))
		} else {
			list = append(list, nil)
		}
	}
	f.packs[n] = list
	return list
}

// inflate undoes a stream's filter.
func (f *pdfFile) inflate(s pdfStream) ([]byte, error) {
	filter := f.get(s.dict["Filter"])
	if list, ok := filter.([]any); ok && len(list) == 1 {
		filter = f.get(list[0])
	}
	switch filter {
	case nil:
		return s.data, nil
	case pdfName("FlateDecode"):
	default:
		return nil, fmt.Errorf("a filter other than Flate")
	}
	r, err := zlib.NewReader(bytes.NewReader(s.data))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, pdfInflate))
	if err != nil {
		return nil, err
	}
	if f.spent += len(data); f.spent > pdfBudget {
		return nil, fmt.Errorf("too much compressed data")
	}
	parms, _ := f.get(s.dict["DecodeParms"]).(pdfDict)
	return pdfUnpredict(data, f.number(parms["Predictor"]), f.number(parms["Columns"])), nil
}

// pdfUnpredict undoes the PNG "up" and "none" predictors, which is what
// cross-reference streams use.
func pdfUnpredict(data []byte, predictor, columns int) []byte {
	if predictor < 10 || columns <= 0 || columns > 1<<16 {
		return data
	}
	var out []byte
	above := make([]byte, columns)
	for len(data) > columns {
		row := append([]byte(nil), data[1:columns+1]...)
		if data[0] == 2 {
			for i := range row {
				row[i] += above[i]
			}
		}
		out, above, data = append(out, row...), row, data[columns+1:]
	}
	return out
}
