package html

import (
	"html/template"
	"net/url"
	"path"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// Href is the address of a link from this page; "" when it leads nowhere.
func (p *page) Href(l document.Link) template.URL { return template.URL(p.href(&l)) }

// href resolves a link. A link that leads to no page of the document, outside
// the output or to a scheme other than web, mail and telephone has no address:
// its text is then printed without one.
func (p *page) href(l *document.Link) string {
	fragment := ""
	if a := anchor(l.Anchor); a != "" {
		fragment = "#" + a
	}
	switch {
	case l.Page != "":
		return p.pageHref(l.Page, fragment)
	case l.File != "":
		if safePath(l.File) != nil {
			return ""
		}
		return p.relative(l.File) + fragment
	case l.URL != "":
		return outside(l.URL)
	}
	return fragment
}

func (p *page) pageHref(id, fragment string) string {
	if p.sections != nil {
		if fragment != "" {
			return fragment
		}
		if s := p.sections[id]; s != "" {
			return "#" + s
		}
		return ""
	}
	if !p.pages[id] {
		return ""
	}
	if id == p.id && fragment != "" {
		return fragment
	}
	return p.relative(id+".html") + fragment
}

// relative is the shortest way from this page to a file of the same document.
func (p *page) relative(file string) string {
	dir := path.Dir(p.id)
	up := 0
	for dir != "." && !strings.HasPrefix(file, dir+"/") {
		dir = path.Dir(dir)
		up++
	}
	if dir != "." {
		file = strings.TrimPrefix(file, dir+"/")
	}
	parts := strings.Split(file, "/")
	for i, s := range parts {
		parts[i] = url.PathEscape(s)
	}
	return strings.Repeat("../", up) + strings.Join(parts, "/")
}

func outside(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto", "tel":
	default:
		return ""
	}
	return u.String()
}
