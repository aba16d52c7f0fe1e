// Package templates holds presentation as data: HTML templates, style sheets,
// fonts, pack layouts and narrative texts, embedded so that the tool works from
// anywhere. A project's own templates folder is laid over it.
package templates

import "embed"

// FS holds html/, assets/, packs/ and the bank of common questions.
//
//go:embed all:assets all:html all:packs foi.yaml
var FS embed.FS
