// Package render is the contract between the document model and the back-ends
// below it (html, pdf, xlsx, csv), and the design tokens they share. It is the
// render stage. A back-end turns a finished document into files and computes
// nothing; it writes no file and keeps no state between calls.
package render

import (
	"context"

	"github.com/sendpack/sendpack/internal/document"
)

// File is one output file. Path uses forward slashes, below the area's folder.
type File struct {
	Path      string
	MediaType string
	Bytes     []byte
	Pages     int // sheets of a PDF; 0 for anything else
}

// Renderer draws one document. The same document gives the same bytes, on any
// machine and from any number of goroutines at once.
type Renderer interface {
	Render(ctx context.Context, d document.Document) ([]File, error)
}
