package html

import (
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/document/gallery"
	"github.com/sendpack/sendpack/templates"
)

func TestLook(t *testing.T) {
	assets, err := Assets(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	dir := "/tmp/htmlw/out"
	write(t, dir, assets)
	write(t, dir+"/a", rendered(t, sampleSite()))
	write(t, dir, rendered(t, sampleSite()))
	for _, th := range []document.Theme{document.Web, document.Board, document.Members, document.Forum, document.LargePrint} {
		d := gallery.Document(th)
		d.ID = themeName(th)
		write(t, dir+"/g", rendered(t, d))
	}
}
