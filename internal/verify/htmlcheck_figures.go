package verify

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// Figure is a number as a page shows it. Value is the exact number the page
// carries for it, "" for words that carry none. Where says in which table row,
// tile or chart it stands, as far as the page itself tells.
type Figure struct {
	Value, Text, Where string
	Chart              bool // drawn in an SVG
}

// FiguresHTML lists every figure of a page in reading order, each with its
// exact value, and then every other run of visible words that holds a digit,
// so that a caller can prove that no number on the page is its own invention.
// Words in drawings are marked, and each drawing counts once although a page
// carries a wide and a narrow one.
func FiguresHTML(data []byte) ([]Figure, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("page cannot be read as HTML: %w", err)
	}
	f := &figureReader{}
	f.walk(root, false)
	return append(f.exact, f.words...), nil
}

type figureReader struct {
	exact, words []Figure
}

func (f *figureReader) walk(n *html.Node, drawn bool) {
	switch {
	case n.Type == html.TextNode:
		f.text(n, drawn)
		return
	case n.Type != html.ElementNode:
	case n.Data == "data":
		f.exact = append(f.exact, Figure{Value: attr(n, "value"), Text: words(n), Where: nearby(n)})
		return
	case n.Data == "script" || n.Data == "style" || n.Data == "head":
		return
	case n.Data == "svg":
		if strings.Contains(" "+attr(n, "class")+" ", " narrow ") {
			return
		}
		drawn = true
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		f.walk(k, drawn)
	}
}

func (f *figureReader) text(n *html.Node, drawn bool) {
	text := strings.Join(strings.Fields(n.Data), " ")
	if strings.ContainsAny(text, "0123456789") {
		f.words = append(f.words, Figure{Text: text, Where: nearby(n), Chart: drawn})
	}
}

// nearby names the row header of a table cell, or the nearest id above.
func nearby(n *html.Node) string {
	for k := n; k != nil; k = k.Parent {
		if k.Type != html.ElementNode {
			continue
		}
		if k.Data == "tr" {
			if h := children(k, "th"); len(h) > 0 {
				return words(h[0])
			}
		}
		if id := attr(k, "id"); id != "" {
			return "#" + id
		}
	}
	return ""
}
