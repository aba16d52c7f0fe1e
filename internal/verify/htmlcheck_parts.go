package verify

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// attributes checks those of every element: references to ids, inline code
// and resources from elsewhere.
func (c *htmlCheck) attributes(n *html.Node) {
	for _, a := range n.Attr {
		key := strings.ToLower(a.Key)
		switch {
		case strings.HasPrefix(key, "on"):
			c.add(n, "the attribute %s would run a script", key)
		case key == "style":
			c.add(n, "the element has an inline style")
		case key == "srcdoc":
			c.add(n, "the element holds a page in an attribute")
		case key == "aria-labelledby" || key == "aria-describedby" || key == "aria-controls" || key == "for" || key == "headers":
			for _, id := range strings.Fields(a.Val) {
				if !c.ids[id] {
					c.add(n, "its %s names %q, which is not on the page", key, id)
				}
			}
		case key == "src" || key == "poster" || key == "data" || key == "srcset" || key == "background":
			c.resource(n, a.Val)
		case key == "href" && n.Data != "a":
			c.resource(n, a.Val)
		}
	}
}

// resource is something the page loads by itself: it must be one of ours.
func (c *htmlCheck) resource(n *html.Node, address string) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/") {
		c.add(n, "loads %q, which is not a file beside the page", address)
		return
	}
	c.target(n, u, address)
}

// target checks that a relative address leads to a file, and where it has one,
// to an anchor.
func (c *htmlCheck) target(n *html.Node, u *url.URL, address string) {
	if u.Path == "" {
		if u.Fragment != "" && !c.ids[u.Fragment] {
			c.add(n, "leads to %q, which is not on the page", address)
		}
		return
	}
	if c.exists == nil {
		return
	}
	file := path.Join(path.Dir(c.path), u.Path)
	switch {
	case strings.HasPrefix(file, ".."):
		c.add(n, "leads out of the output: %q", address)
	case !c.exists(file):
		c.add(n, "leads to %q, which is not in the output", address)
	case u.Fragment != "" && !c.exists(file+"#"+u.Fragment):
		c.add(n, "leads to %q: the page has no such anchor", address)
	}
}

// empty links and links whose words say nothing about their target.
var vague = map[string]bool{"click here": true, "here": true, "link": true, "this": true, "more": true, "read more": true,
	"this link": true, "this page": true}

func (c *htmlCheck) link(n *html.Node) {
	address, ok := hasAttr(n, "href")
	if !ok {
		return
	}
	name := words(n)
	if l := attr(n, "aria-label"); l != "" {
		name = l
	}
	if name == "" {
		c.add(n, "the link to %q has no words", address)
	} else if vague[strings.ToLower(strings.Trim(name, " .:"))] {
		c.add(n, "the link's words %q do not say where it leads", name)
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		c.add(n, "the address %q cannot be read", address)
		return
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto", "tel":
	case "":
		if strings.HasPrefix(u.Path, "/") || u.Host != "" {
			c.add(n, "the address %q is not relative and would fail on a file share", address)
			return
		}
		c.target(n, u, address)
	default:
		c.add(n, "the link has the scheme %q", u.Scheme)
	}
}

// drawing wants words for an SVG, or a sign that words stand beside it.
func (c *htmlCheck) drawing(n *html.Node) {
	if hidden(n) || under(n, hidden) {
		return
	}
	named := attr(n, "aria-label") != ""
	for _, id := range strings.Fields(attr(n, "aria-labelledby")) {
		named = named || c.ids[id]
	}
	if !named || attr(n, "role") != "img" {
		c.add(n, "the drawing has no alternative text")
		return
	}
	if attr(n, "aria-label") == "" {
		text := ""
		for _, tag := range []string{"title", "desc"} {
			for _, k := range children(n, tag) {
				text += words(k)
			}
		}
		if text == "" {
			c.add(n, "the drawing's alternative text is empty")
		}
	}
}

func (c *htmlCheck) tableElement(n *html.Node) {
	if captions := children(n, "caption"); len(captions) != 1 || words(captions[0]) == "" {
		c.add(n, "the table has no caption")
	}
	heads := 0
	var visit func(*html.Node)
	visit = func(k *html.Node) {
		if k.Type == html.ElementNode && k.Data == "th" {
			heads++
			switch attr(k, "scope") {
			case "col", "row", "rowgroup", "colgroup":
			default:
				c.add(k, "the header cell has no scope")
			}
			if words(k) == "" {
				c.add(k, "the header cell has no words")
			}
		}
		for m := k.FirstChild; m != nil; m = m.NextSibling {
			visit(m)
		}
	}
	visit(n)
	if heads == 0 {
		c.add(n, "the table has no header cells")
	}
}

func (c *htmlCheck) field(n *html.Node) {
	if attr(n, "type") == "hidden" || attr(n, "aria-label") != "" || attr(n, "aria-labelledby") != "" {
		return
	}
	id := attr(n, "id")
	root := n
	for root.Parent != nil {
		root = root.Parent
	}
	if id == "" || !labelled(root, id) {
		c.add(n, "the field has no label")
	}
}

func labelled(n *html.Node, id string) bool {
	if n.Type == html.ElementNode && n.Data == "label" && attr(n, "for") == id && words(n) != "" {
		return true
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if labelled(k, id) {
			return true
		}
	}
	return false
}
