package html

import (
	"encoding/json"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/render"
)

// searchIndex is a classic script, since pages opened from a file share may
// not fetch: name, address from the document's folder, finding and other words
// of each page, in order. A word is listed once: search looks at all four.
func searchIndex(d *document.Document) render.File {
	index := &page{id: "index", doc: d}
	entries := make([][4]string, 0, len(d.Pages))
	for _, p := range d.Pages {
		name, more := firstOf(p.Name, p.Title), p.Words+" "+p.Section
		for _, c := range p.Crumbs {
			more += " " + c.Text
		}
		finding := p.Title
		if finding == name {
			finding = ""
		}
		entries = append(entries, [4]string{name, index.relative(p.ID + ".html"), finding, newWords(more, name+" "+finding)})
	}
	for _, l := range d.Beyond {
		if href := index.href(&l); href != "" {
			entries = append(entries, [4]string{l.Text, href, "", newWords(l.Note, l.Text)})
		}
	}
	b, err := json.Marshal(entries)
	if err != nil { // arrays of strings always marshal
		b = []byte("[]")
	}
	return render.File{Path: "search.js", MediaType: "text/javascript; charset=utf-8",
		Bytes: []byte("window.sendpackPages=" + string(b) + ";\n")}
}

// newWords are the words of text, each once, that are not among those of known.
func newWords(text, known string) string {
	seen := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(known)) {
		seen[w] = true
	}
	var out []string
	for _, w := range strings.Fields(text) {
		if l := strings.ToLower(w); !seen[l] {
			seen[l] = true
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}
