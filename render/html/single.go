package html

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io/fs"
	"regexp"
)

var (
	policyTag = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="[^"]*">`)
	sheetTag  = regexp.MustCompile(`<link rel="stylesheet" href="[^"]*">\n?`)
	otherTags = regexp.MustCompile(`(<link rel="icon"[^>]*>|<script [^>]*></script>)\n?`)
	fontFaces = regexp.MustCompile(`@font-face\s*\{[^}]*\}`)
)

// Single is a drawn page as one file that needs no other: the style sheet
// stands in it, allowed by its hash alone; scripts, icon and fonts are left
// out, so the page is set in the reader's own typeface.
func Single(fsys fs.FS, page []byte) ([]byte, error) {
	assets, err := Assets(fsys)
	if err != nil {
		return nil, err
	}
	var css []byte
	for _, a := range assets {
		if a.Path == "assets/site.css" {
			css = fontFaces.ReplaceAll(a.Bytes, nil)
		}
	}
	if css == nil || !policyTag.Match(page) || !sheetTag.Match(page) {
		return nil, errors.New("the page template has no style sheet or no security policy")
	}
	sum := sha256.Sum256(css)
	policy := `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-` + base64.StdEncoding.EncodeToString(sum[:]) + `'; base-uri 'none'; form-action 'none'">`
	style := bytes.Join([][]byte{[]byte("<style>"), css, []byte("</style>\n")}, nil)
	page = policyTag.ReplaceAllLiteral(page, []byte(policy))
	page = otherTags.ReplaceAllLiteral(page, nil)
	return sheetTag.ReplaceAllLiteral(page, style), nil
}
