package pdf_test

import (
	"context"
	"os"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/document/gallery"
	"github.com/sendpack/sendpack/render/pdf"
	"github.com/sendpack/sendpack/templates"
)

func TestX(t *testing.T) {
	r, err := pdf.New(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	for n, th := range map[string]document.Theme{"board": document.Board, "members": document.Members, "forum": document.Forum, "large": document.LargePrint} {
		f, err := r.Render(context.Background(), gallery.Document(th))
		if err != nil {
			t.Error(n, err)
			continue
		}
		os.WriteFile("/tmp/pdfout/"+n+".pdf", f[0].Bytes, 0o644)
	}
}
