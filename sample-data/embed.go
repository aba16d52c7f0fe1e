// Package sampledata is the sample project, embedded so that the tool can build
// it from any folder. All places and figures in it are fictional.
package sampledata

import "embed"

// FS holds sendpack.yaml, data/ and commentary/.
//
//go:embed sendpack.yaml all:data all:commentary
var FS embed.FS
