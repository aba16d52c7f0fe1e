package verify

import (
	"strings"

	"golang.org/x/net/html"
)

func hasAttr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if strings.EqualFold(a.Key, name) {
			return a.Val, true
		}
	}
	return "", false
}

func attr(n *html.Node, name string) string {
	v, _ := hasAttr(n, name)
	return v
}

// hidden reports whether assistive technology passes over an element.
func hidden(n *html.Node) bool {
	_, h := hasAttr(n, "hidden")
	return h || attr(n, "aria-hidden") == "true"
}

// words is the text a screen reader would read inside n, spaces made single.
func words(n *html.Node) string {
	var b strings.Builder
	gather(n, &b, func(k *html.Node) bool { return hidden(k) || k.Data == "script" || k.Data == "style" })
	return strings.Join(strings.Fields(b.String()), " ")
}

// rawText is all text inside n.
func rawText(n *html.Node) string {
	var b strings.Builder
	gather(n, &b, func(*html.Node) bool { return false })
	return b.String()
}

func gather(n *html.Node, b *strings.Builder, skip func(*html.Node) bool) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	if n.Type == html.ElementNode {
		if skip(n) {
			return
		}
		if n.Data == "img" {
			b.WriteString(" " + attr(n, "alt") + " ")
		}
		if apart[n.Data] {
			b.WriteByte(' ')
			defer b.WriteByte(' ')
		}
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		gather(k, b, skip)
	}
}

// apart are the elements whose words stand apart from their neighbours'.
var apart = map[string]bool{"p": true, "div": true, "li": true, "td": true, "th": true, "dt": true, "dd": true,
	"br": true, "text": true, "caption": true, "summary": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"tr": true, "section": true, "nav": true, "header": true, "footer": true, "title": true, "desc": true}

func find(n *html.Node, tag string) *html.Node {
	if n.Type == html.ElementNode && n.Data == tag {
		return n
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if f := find(k, tag); f != nil {
			return f
		}
	}
	return nil
}

func children(n *html.Node, tag string) []*html.Node {
	var out []*html.Node
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.ElementNode && k.Data == tag {
			out = append(out, k)
		}
	}
	return out
}

// under reports whether an element above n passes the test.
func under(n *html.Node, test func(*html.Node) bool) bool {
	for k := n.Parent; k != nil; k = k.Parent {
		if k.Type == html.ElementNode && test(k) {
			return true
		}
	}
	return false
}
