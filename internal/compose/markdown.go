package compose

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
)

// This file is the only user of goldmark: Markdown is parsed once into the
// small model below, and both HTML and PDF draw that. Raw HTML and script
// links are reported, never passed on.

// inline is a run of words or a shortcode.
type inline struct {
	text       string
	strong, em bool
	url        string
	code       *shortcode
	pos        diag.Pos // of words; where in the file they begin
}

// shortcode stands for a figure: {{value}}, {{value ehc-20-weeks}}.
type shortcode struct {
	name, indicator string
	pos             diag.Pos
}

// paragraph is a paragraph, list or quotation before figures are put in.
type paragraph struct {
	kind  document.ProseKind
	text  []inline
	items [][]inline
}

// section is what stands under one heading; the first has no heading.
type section struct {
	heading string
	body    []paragraph
	pos     diag.Pos
}

// kindShortcode is the node of a shortcode in goldmark's tree.
var kindShortcode = ast.NewNodeKind("Shortcode")

type shortcodeNode struct {
	ast.BaseInline
	words  string
	offset int
}

func (n *shortcodeNode) Kind() ast.NodeKind { return kindShortcode }

func (n *shortcodeNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type shortcodeParser struct{}

func (shortcodeParser) Trigger() []byte { return []byte{'{'} }

var shortcodeForm = regexp.MustCompile(`^\{\{\s*([^{}\n]{1,120}?)\s*\}\}`)

func (shortcodeParser) Parse(_ ast.Node, block gtext.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	m := shortcodeForm.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return &shortcodeNode{words: string(m[1]), offset: seg.Start}
}

var markdown = goldmark.New(goldmark.WithParserOptions(
	parser.WithInlineParsers(util.Prioritized(shortcodeParser{}, 50))))

// parseMarkdown reads a body whose first line is line firstLine of the file.
func parseMarkdown(file string, body []byte, firstLine int, l *diag.List) []section {
	r := reader{file: file, source: body, first: firstLine, diags: l}
	tree := markdown.Parser().Parse(gtext.NewReader(body))
	out := []section{{}}
	for n := tree.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			out = append(out, section{heading: plain(r.inlines(h)), pos: r.position(h)})
			continue
		}
		last := &out[len(out)-1]
		last.body = append(last.body, r.block(n)...)
	}
	return out
}

type reader struct {
	file   string
	source []byte
	first  int
	diags  *diag.List
}

func (r *reader) at(offset int) diag.Pos {
	before := string(r.source[:min(offset, len(r.source))])
	line := strings.Count(before, "\n")
	return diag.Pos{File: r.file, Line: r.first + line, Column: offset - (strings.LastIndex(before, "\n") + 1) + 1}
}

func (r *reader) position(n ast.Node) diag.Pos {
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return r.at(n.Lines().At(0).Start)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			return r.at(t.Segment.Start)
		}
		if p := r.position(c); p.Line > 0 {
			return p
		}
	}
	return diag.Pos{File: r.file, Line: r.first}
}

func (r *reader) block(n ast.Node) []paragraph {
	switch b := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return []paragraph{{kind: document.Para, text: r.inlines(n)}}
	case *ast.Blockquote:
		var out []paragraph
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			out = append(out, paragraph{kind: document.Quote, text: r.inside(c)})
		}
		return out
	case *ast.List:
		p := paragraph{kind: document.Bullets}
		if b.IsOrdered() {
			p.kind = document.Numbers
		}
		for item := b.FirstChild(); item != nil; item = item.NextSibling() {
			var words []inline
			for c := item.FirstChild(); c != nil; c = c.NextSibling() {
				if len(words) > 0 {
					words = append(words, inline{text: " "})
				}
				words = append(words, r.inside(c)...)
			}
			p.items = append(p.items, words)
		}
		return []paragraph{p}
	case *ast.HTMLBlock:
		r.refuse(n, "HTML is not passed on", "Markdown text")
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		r.refuse(n, "a code block has no place in commentary", "paragraphs, lists and quotations")
	case *ast.ThematicBreak:
	}
	return nil
}

// inside is a block within a list or quotation, where only words can stand.
func (r *reader) inside(n ast.Node) []inline {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return r.inlines(n)
	case *ast.List, *ast.Blockquote, *ast.Heading:
		r.refuse(n, "a list, quotation or heading inside another block is not passed on", "lists and quotations one level deep")
	default:
		r.block(n)
	}
	return nil
}

func (r *reader) refuse(n ast.Node, message, expected string) {
	r.diags.Add(diag.Diagnostic{Pos: r.position(n), Message: message, Expected: expected, Fix: "write it as plain Markdown"})
}

func (r *reader) inlines(n ast.Node) []inline {
	var out []inline
	r.walk(n, inline{}, &out)
	return out
}

func (r *reader) walk(n ast.Node, style inline, out *[]inline) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s := style
		switch t := c.(type) {
		case *ast.Text:
			s.text, s.pos = string(t.Segment.Value(r.source)), r.at(t.Segment.Start)
			if t.SoftLineBreak() || t.HardLineBreak() {
				s.text += " "
			}
			*out = append(*out, s)
		case *ast.String:
			s.text = string(t.Value)
			*out = append(*out, s)
		case *shortcodeNode:
			s.code = r.shortcode(t)
			*out = append(*out, s)
		case *ast.Emphasis:
			s.strong, s.em = s.strong || t.Level > 1, s.em || t.Level == 1
			r.walk(c, s, out)
		case *ast.Link:
			s.url = r.address(c, string(t.Destination))
			r.walk(c, s, out)
		case *ast.AutoLink:
			s.url = r.address(c, string(t.URL(r.source)))
			s.text = string(t.Label(r.source))
			*out = append(*out, s)
		case *ast.RawHTML:
			r.diags.Add(diag.Diagnostic{Pos: r.at(t.Segments.At(0).Start), Message: "HTML is not passed on", Expected: "Markdown text", Fix: "write it as plain Markdown"})
		case *ast.Image:
			r.refuse(n, "pictures cannot be used in commentary", "words")
		default:
			r.walk(c, s, out)
		}
	}
}

func (r *reader) shortcode(n *shortcodeNode) *shortcode {
	name, indicator, _ := strings.Cut(n.words, " ")
	return &shortcode{name: strings.TrimSpace(name), indicator: strings.TrimSpace(indicator), pos: r.at(n.offset)}
}

// address lets web, mail and telephone links pass and reports anything else.
func (r *reader) address(n ast.Node, url string) string {
	for _, ok := range []string{"https://", "http://", "mailto:", "tel:"} {
		if strings.HasPrefix(strings.ToLower(url), ok) {
			return url
		}
	}
	r.diags.Add(diag.Diagnostic{Pos: r.position(n), Message: fmt.Sprintf("link to %q is not passed on", url),
		Expected: "an address that begins with https://, http://, mailto: or tel:", Fix: "write the whole address"})
	return ""
}

func plain(in []inline) string {
	var b strings.Builder
	for _, i := range in {
		b.WriteString(i.text)
	}
	return strings.TrimSpace(b.String())
}
