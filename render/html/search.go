package html

import (
	"encoding/json"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// searchIndex is a classic script, since pages opened from a file share may
// not fetch: title, address from the document's folder and section of each
// page, in order.
func searchIndex(d *document.Document) render.File {
	index := &page{id: "index", doc: d}
	entries := make([][3]string, 0, len(d.Pages))
	for _, p := range d.Pages {
		more := p.Section
		for _, c := range p.Crumbs {
			if c.Text != p.Title && !strings.Contains(more, c.Text) {
				more += " " + c.Text
			}
		}
		entries = append(entries, [3]string{p.Title, index.relative(p.ID + ".html"), strings.TrimSpace(more)})
	}
	b, err := json.Marshal(entries)
	if err != nil { // arrays of strings always marshal
		b = []byte("[]")
	}
	return render.File{Path: "search.js", MediaType: "text/javascript; charset=utf-8",
		Bytes: []byte("window.sendpackPages=" + string(b) + ";\n")}
}
