package chart

import (
	"strings"

	"github.com/sendpack/sendpack/render"
)

// CSS is the rules for the classes that SVG and MarkSVG write: each token's
// fill and stroke as a custom property of the token's name, which the page
// defines for light and dark, and what forced colours need. "ch" is a chart,
// "mk" a mark.
func CSS() string {
	var b strings.Builder
	for _, t := range render.Tokens() {
		value := "var(--" + string(t) + ")"
		b.WriteString(".f-" + string(t) + "{fill:" + value + "}.s-" + string(t) + "{stroke:" + value + "}\n")
	}
	b.WriteString(forced)
	return b.String()
}

// forced keeps charts readable where the reader chooses the colours: lines and
// text in the text's colour, surfaces outlined on the ground, the own area
// highlighted, halos and gaps in the ground's colour. Signs inside marks are
// lines, so they show on the emptied shapes.
const forced = `@media (forced-colors:active){
.ch,.mk{forced-color-adjust:none}
.ch [class*="f-"],.mk [class*="f-"]{fill:Canvas;stroke:CanvasText}
.ch [class*="s-"],.mk [class*="s-"]{stroke:CanvasText}
.ch .f-grid,.ch .s-grid,.ch .s-rule{stroke:GrayText}
.ch .f-own-tint,.ch .f-strip,.ch .f-other{stroke:GrayText}
.ch .f-paper:not([class*="s-"]){stroke:none}
.ch .s-paper{stroke:Canvas}
.ch .f-own,.ch .s-own{stroke:Highlight}
.ch .f-own{fill:Highlight}
.ch .f-own.s-paper{stroke:Canvas}
.ch text[class],.ch g[class] text{fill:CanvasText;stroke:none}
.mk .f-ink,.mk circle.f-on-amber{fill:CanvasText}
}
`
