package verify

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// CheckHTML reads one page back and lists what would shut a reader out or
// reach outside the published files: a missing language, title or policy,
// broken heading order, ids and labels, pictures and tables without words,
// links that lead nowhere, external resources and inline code. exists tells
// whether the output holds a path, or with "#" an anchor of it; nil skips
// that. It proves structure; what only a browser can measure, such as
// contrast, is not seen.
func CheckHTML(path string, data []byte, exists func(path string) bool) []Problem {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return []Problem{{File: path, Message: "cannot be read as HTML: " + err.Error()}}
	}
	c := &htmlCheck{path: path, exists: exists, ids: map[string]bool{}}
	if !bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(data)), []byte("<!doctype html>")) {
		c.add(nil, "has no document type")
	}
	c.collect(root)
	c.walk(root)
	c.whole(root)
	return c.problems
}

type htmlCheck struct {
	path     string
	exists   func(string) bool
	problems []Problem
	ids      map[string]bool
	levels   []int
	title    string
	policy   string
}

func (c *htmlCheck) add(n *html.Node, format string, args ...any) {
	c.problems = append(c.problems, Problem{c.path, place(n), fmt.Sprintf(format, args...)})
}

// place names an element: tag, id and the start of its words.
func place(n *html.Node) string {
	if n == nil {
		return ""
	}
	s := "<" + n.Data
	if id := attr(n, "id"); id != "" {
		s += ` id="` + id + `"`
	}
	s += ">"
	if t := []rune(words(n)); len(t) > 40 {
		s += " " + string(t[:40]) + "…"
	} else if len(t) > 0 {
		s += " " + string(t)
	}
	return s
}

// collect gathers ids before references to them are checked.
func (c *htmlCheck) collect(n *html.Node) {
	if id, ok := hasAttr(n, "id"); ok {
		switch {
		case strings.TrimSpace(id) == "" || strings.ContainsAny(id, " \t\n"):
			c.add(n, "its id is empty or has a space")
		case c.ids[id]:
			c.add(n, "its id %q is used twice", id)
		}
		c.ids[id] = true
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.collect(k)
	}
}

func (c *htmlCheck) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		c.element(n)
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.walk(k)
	}
}

func (c *htmlCheck) element(n *html.Node) {
	c.attributes(n)
	switch n.Data {
	case "html":
		if strings.TrimSpace(attr(n, "lang")) == "" {
			c.add(nil, "the page has no language")
		}
	case "title":
		if n.Namespace == "" && n.Parent != nil && n.Parent.Data == "head" {
			c.title = words(n)
		}
	case "meta":
		c.meta(n)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		c.heading(n)
	case "img":
		if _, ok := hasAttr(n, "alt"); !ok {
			c.add(n, "the picture has no alternative text")
		}
	case "svg":
		c.drawing(n)
	case "table":
		c.tableElement(n)
	case "a":
		c.link(n)
	case "script":
		if strings.TrimSpace(rawText(n)) != "" {
			c.add(n, "the page holds a script; scripts belong in files")
		}
	case "style":
		c.add(n, "the page holds a style sheet; styles belong in files")
	case "iframe", "frame", "object", "embed", "base", "applet":
		c.add(n, "the element is not allowed in a page")
	case "input", "select", "textarea":
		c.field(n)
	}
}

func (c *htmlCheck) meta(n *html.Node) {
	switch strings.ToLower(attr(n, "http-equiv")) {
	case "content-security-policy":
		c.policy = attr(n, "content")
	case "refresh":
		c.add(n, "the page moves its reader on by itself")
	}
	if attr(n, "name") == "viewport" && (strings.Contains(attr(n, "content"), "user-scalable=no") ||
		strings.Contains(attr(n, "content"), "maximum-scale")) {
		c.add(n, "the page stops its reader from zooming")
	}
}

func (c *htmlCheck) heading(n *html.Node) {
	level := int(n.Data[1] - '0')
	if words(n) == "" {
		c.add(n, "the heading has no words")
	}
	if k := len(c.levels); k > 0 && level > c.levels[k-1]+1 {
		c.add(n, "the heading skips from level %d to %d", c.levels[k-1], level)
	}
	c.levels = append(c.levels, level)
}

// whole checks what can only be said of the finished page.
func (c *htmlCheck) whole(root *html.Node) {
	if strings.TrimSpace(c.title) == "" {
		c.add(nil, "the page has no title")
	}
	tops := 0
	for _, l := range c.levels {
		if l == 1 {
			tops++
		}
	}
	if tops != 1 {
		c.add(nil, "the page has %d level-1 headings, not one", tops)
	}
	if len(c.levels) > 0 && c.levels[0] != 1 {
		c.add(nil, "the first heading has level %d, not 1", c.levels[0])
	}
	if find(root, "main") == nil {
		c.add(nil, "the page has no main part")
	}
	c.checkPolicy()
}

func (c *htmlCheck) checkPolicy() {
	switch {
	case c.policy == "":
		c.add(nil, "the page has no content security policy")
	case !strings.Contains(c.policy, "default-src 'none'"):
		c.add(nil, "the content security policy does not start from default-src 'none'")
	case strings.Contains(c.policy, "unsafe-") || strings.Contains(c.policy, "http") || strings.Contains(c.policy, "*"):
		c.add(nil, "the content security policy lets in inline code or other sites: %s", c.policy)
	}
}
