package xlsx

import (
	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/render"
)

// returnLook holds the styles of a return. Cells to fill in are tinted and
// framed, cells that an indicator has no use for are grey, all others are
// white and locked.
type returnLook struct {
	title, line, head, name, text, quiet, key, link, check     int
	entryNumber, entryText, entryWrapped, unused, last, figure int
	problem, nothing                                           int // of conditional formats
}

// hex is a token's colour for excelize.
func hex(t render.Token) string { return render.Colour(t).Light.Hex() }

func newReturnLook(f *excelize.File) (returnLook, error) {
	var l returnLook
	write := func(t render.Token, bold bool) *excelize.Font {
		return &excelize.Font{Family: font, Size: fontSize, Color: hex(t), Bold: bold}
	}
	fill := func(t render.Token) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{hex(t)}}
	}
	var frame, under []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		frame = append(frame, excelize.Border{Type: side, Color: hex(render.Neighbour), Style: 1})
	}
	under = []excelize.Border{{Type: "bottom", Color: hex(render.Rule), Style: 1}}
	top := &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1}
	wrap := &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1, WrapText: true}
	right := &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}
	open := &excelize.Protection{Locked: false}
	const text = 49 // format "@": what is typed stays text and never turns into a date or a formula
	for _, want := range []struct {
		id    *int
		style excelize.Style
	}{
		{&l.title, excelize.Style{Font: &excelize.Font{Family: font, Size: 16, Bold: true, Color: hex(render.Own)}, NumFmt: text, Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "left", Indent: 1}}},
		{&l.line, excelize.Style{Font: write(render.Ink, false), NumFmt: text, Alignment: top}},
		{&l.head, excelize.Style{Font: write(render.Paper, true), Fill: fill(render.Own), NumFmt: text, Border: frame,
			Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "left", Indent: 1, WrapText: true}}},
		{&l.name, excelize.Style{Font: write(render.Ink, true), NumFmt: text, Alignment: wrap, Border: under}},
		{&l.text, excelize.Style{Font: write(render.Ink, false), NumFmt: text, Alignment: wrap, Border: under}},
		{&l.quiet, excelize.Style{Font: write(render.Ink2, false), NumFmt: text, Alignment: wrap, Border: under}},
		{&l.key, excelize.Style{Font: write(render.Ink3, false), NumFmt: text, Alignment: top, Border: under}},
		{&l.link, excelize.Style{Font: &excelize.Font{Family: font, Size: fontSize, Color: hex(render.LinkInk), Underline: "single"}, NumFmt: text, Alignment: top}},
		{&l.check, excelize.Style{Font: write(render.Ink, false), Alignment: wrap, Border: under}},
		{&l.entryNumber, excelize.Style{Font: write(render.Ink, false), Fill: fill(render.OwnTint), Border: frame, Alignment: right, Protection: open}},
		{&l.entryText, excelize.Style{Font: write(render.Ink, false), Fill: fill(render.OwnTint), Border: frame, NumFmt: text, Alignment: top, Protection: open}},
		{&l.entryWrapped, excelize.Style{Font: write(render.Ink, false), Fill: fill(render.OwnTint), Border: frame, NumFmt: text, Alignment: wrap, Protection: open}},
		{&l.unused, excelize.Style{Font: write(render.Ink2, false), Fill: fill(render.OtherBar), Border: frame}},
		{&l.last, excelize.Style{Font: write(render.Ink2, false), Border: under, Alignment: right}},
		{&l.figure, excelize.Style{Font: write(render.Ink, false), Border: under, Alignment: right, NumFmt: 3}},
	} {
		id, err := f.NewStyle(&want.style)
		if err != nil {
			return l, err
		}
		*want.id = id
	}
	var err error
	if l.problem, err = f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: hex(render.Concern)}}); err != nil {
		return l, err
	}
	l.nothing, err = f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Italic: true, Color: hex(render.Ink3)}})
	return l, err
}
