package verify

import (
	"bytes"
	"strconv"
)

// The values of a PDF file. A number is a float64, a boolean a bool, null nil,
// an array a []any.
type (
	pdfName   string
	pdfString string // its bytes
	pdfRef    int    // object number; generations are ignored
	pdfDict   map[string]any
	pdfStream struct {
		dict pdfDict
		data []byte // as in the file
	}
	pdfWord string // a keyword or an operator
)

// pdfDepth bounds nesting, so that no file can exhaust the stack.
const pdfDepth = 60

// pdfLexer reads values from bytes. It never fails: what it cannot read is nil
// or a word, and it always moves on.
type pdfLexer struct {
	data []byte
	pos  int
}

func pdfSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0
}

func pdfDelim(b byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), b) >= 0 }

func (l *pdfLexer) end() bool { return l.pos >= len(l.data) }

// skip moves over space and comments.
func (l *pdfLexer) skip() {
	for !l.end() {
		switch b := l.data[l.pos]; {
		case pdfSpace(b):
			l.pos++
		case b == '%':
			for !l.end() && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// value reads the next value; refs says whether "1 0 R" is a reference, which
// it is everywhere but in page content.
func (l *pdfLexer) value(depth int, refs bool) any {
	l.skip()
	if l.end() || depth > pdfDepth {
		l.pos = len(l.data)
		return nil
	}
	switch b := l.data[l.pos]; {
	case b == '/':
		return l.name()
	case b == '(':
		return l.literal()
	case b == '<' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '<':
		return l.dict(depth, refs)
	case b == '<':
		return l.hex()
	case b == '[':
		return l.array(depth, refs)
	case pdfDelim(b):
		l.pos++
		return pdfWord(b)
	case refs:
		return l.numberOrRef()
	}
	return l.word()
}

// word is a number or a keyword.
func (l *pdfLexer) word() any {
	from := l.pos
	for !l.end() && !pdfSpace(l.data[l.pos]) && !pdfDelim(l.data[l.pos]) {
		l.pos++
	}
	s := string(l.data[from:l.pos])
	switch s {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && (s[0] < 'A' || s[0] > 'z') {
		return n
	}
	return pdfWord(s)
}

func (l *pdfLexer) numberOrRef() any {
	v := l.word()
	n, ok := v.(float64)
	if !ok || n < 0 || n != float64(int(n)) {
		return v
	}
	back := l.pos
	l.skip()
	if gen, ok := l.word().(float64); ok && gen == 0 {
		l.skip()
		if w, ok := l.word().(pdfWord); ok && w == "R" {
			return pdfRef(int(n))
		}
	}
	l.pos = back
	return v
}

func (l *pdfLexer) name() any {
	l.pos++
	var b []byte
	for !l.end() && !pdfSpace(l.data[l.pos]) && !pdfDelim(l.data[l.pos]) {
		c := l.data[l.pos]
		if c == '#' && l.pos+2 < len(l.data) {
			if v, err := strconv.ParseUint(string(l.data[l.pos+1:l.pos+3]), 16, 8); err == nil {
				c, l.pos = byte(v), l.pos+2
			}
		}
		b = append(b, c)
		l.pos++
	}
	return pdfName(b)
}

func (l *pdfLexer) literal() any {
	l.pos++
	var b []byte
	for open := 1; !l.end(); l.pos++ {
		switch c := l.data[l.pos]; c {
		case '\\':
			b = l.escape(b)
			continue
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.pos++
				return pdfString(b)
			}
		}
		b = append(b, l.data[l.pos])
	}
	return pdfString(b)
}

// escape reads what follows a backslash and leaves the position on its last byte.
func (l *pdfLexer) escape(b []byte) []byte {
	l.pos++
	if l.end() {
		return b
	}
	c := l.data[l.pos]
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(b, "\n\r\t\b\f"[i])
	}
	if c < '0' || c > '7' {
		if c == '\n' || c == '\r' {
			return b
		}
		return append(b, c)
	}
	n := 0
	for i := 0; i < 3 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; i++ {
		n = n*8 + int(l.data[l.pos]-'0')
		l.pos++
	}
	l.pos--
	return append(b, byte(n))
}

func (l *pdfLexer) hex() any {
	l.pos++
	var digits []byte
	for !l.end() && l.data[l.pos] != '>' {
		if !pdfSpace(l.data[l.pos]) {
			digits = append(digits, l.data[l.pos])
		}
		l.pos++
	}
	l.pos = min(l.pos+1, len(l.data))
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, 0, len(digits)/2)
	for i := 0; i < len(digits); i += 2 {
		v, _ := strconv.ParseUint(string(digits[i:i+2]), 16, 8) // a wrong digit reads as 0
		out = append(out, byte(v))
	}
	return pdfString(out)
}

func (l *pdfLexer) array(depth int, refs bool) any {
	l.pos++
	out := []any{}
	for {
		l.skip()
		if l.end() {
			return out
		}
		if l.data[l.pos] == ']' {
			l.pos++
			return out
		}
		out = append(out, l.value(depth+1, refs))
	}
}

func (l *pdfLexer) dict(depth int, refs bool) any {
	l.pos += 2
	out := pdfDict{}
	for {
		l.skip()
		if l.end() {
			return out
		}
		if l.data[l.pos] == '>' {
			l.pos = min(l.pos+2, len(l.data))
			return out
		}
		key, ok := l.value(depth+1, refs).(pdfName)
		if !ok {
			continue
		}
		out[string(key)] = l.value(depth+1, refs)
	}
}
