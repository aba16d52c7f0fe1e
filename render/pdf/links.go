package pdf

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/document"
)

// linkTarget is the address of a link: a URI, or the name of a place in this
// document. Packs lie one folder below the area's folder, from which the
// document model counts its files.
func linkTarget(l document.Link) (uri, target string) {
	switch {
	case l.URL != "":
		return l.URL, ""
	case l.File != "":
		return "../" + l.File, ""
	case l.Anchor != "":
		return "", "#" + l.Anchor
	}
	return "", l.Page
}

// checkLinks reports a link of the drawn document that leads nowhere.
func (c *canvas) checkLinks() error {
	for _, a := range c.annots {
		if a.uri != "" {
			continue
		}
		if _, ok := c.places[a.target]; !ok {
			return fmt.Errorf("the link %q leads to %q, which is not in the document", a.text, a.target)
		}
	}
	return nil
}
