package verify

import "bytes"

// pack proves one PDF.
func (a *area) pack(name string, raw []byte) {
	if !bytes.HasPrefix(raw, []byte("%PDF-1.7")) {
		a.problems = append(a.problems, Problem{name, "", "does not begin as a PDF 1.7"})
	}
}
