package strictyaml

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// yamlError matches the library's "yaml: line 3: did not find …".
var yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// plainer gives the library's messages in words for people who write files,
// with what usually mends them. The first part of a message decides.
var plainer = []struct{ starts, message, fix string }{
	{"mapping values are not allowed", "a second colon where a value was expected", `put the value in quotes if it contains ": ", and check the indentation`},
	{"did not find expected key", "the indentation or a quote is not closed as YAML needs it", "line up the fields of one group, and close every quote and bracket above"},
	{"did not find expected '-' indicator", "a list item is not lined up with the others", `begin each item of one list with "- " in the same column`},
	{"did not find expected ',' or", "a list or group in brackets is not closed", "separate items with commas and close the bracket"},
	{"did not find expected node content", "a value is missing or begins with a sign of YAML", "put the value in quotes"},
	{"found character that cannot start any token", "a value begins with a character that YAML reserves, or a tab is used to indent", "put the value in quotes; indent with blanks"},
	{"found a tab", "a tab is used to indent", "indent with blanks"},
	{"found unexpected end of stream", "a quote is opened and never closed", "close the quote"},
	{"found unexpected document indicator", "a quote is opened and never closed", "close the quote"},
	{"found unknown escape character", `a backslash stands before a letter that has no meaning`, `use single quotes, or write \\ for one backslash`},
	{"could not find expected ':'", "a name without a colon", `write "name: value"; lines that continue a text are indented`},
	{"block sequence entries are not allowed", "a list item where a value was expected", `begin the list on the next line`},
	{"unknown anchor", "an alias is used", "write the value out"},
	{"exceeded max depth", "nested too deeply", ""},
}

// syntax reports a parse error. The library's line may be early and it gives no
// column, so the common slips are looked for from that line on.
func (d *decoder) syntax(err error) {
	found := diag.Diagnostic{Pos: diag.Pos{File: d.file, Line: 1}, Message: "the file cannot be read as YAML", Fix: "check indentation, quotes and brackets"}
	text := strings.TrimSpace(err.Error())
	if m := yamlError.FindStringSubmatch(text); m != nil {
		// The library leaves out the line where it is the first.
		if line, err := strconv.Atoi(m[1]); err == nil {
			found.Pos.Line = min(line, len(d.lines))
		}
		text = m[2]
	}
	for _, p := range plainer {
		if strings.Contains(text, p.starts) {
			found.Message, found.Fix = p.message, p.fix
			break
		}
	}
	d.locate(&found)
	d.list.Add(found)
}

// Slips that can be found exactly: a plain value that holds ": " itself, a
// value that begins with a reserved character, and a line without a colon.
var (
	secondColon = regexp.MustCompile(`^\s*(?:- )?[^\s"'#:\[{][^:"'#]*:\s+[^"'\[{|>#\s][^#]*?(:)(?:\s|$)`)
	reserved    = regexp.MustCompile("^\\s*(?:- |[^\\s\"'#:]+:\\s+)+([@%`])")
	noColon     = regexp.MustCompile(`^\s*()[^\s#\-"':][^:#"']*$`)
)

// locate moves a diagnostic to the exact place of such a slip or of a tab.
func (d *decoder) locate(g *diag.Diagnostic) {
	for i, line := range d.lines {
		indent := line[:len(line)-len(strings.TrimLeft(string(line), " \t"))]
		if tab := strings.IndexByte(string(indent), '\t'); tab >= 0 && i+1 >= g.Pos.Line-1 {
			g.Pos.Line, g.Pos.Column = i+1, tab+1
			g.Message, g.Fix = "a tab is used to indent", "indent with blanks"
			return
		}
	}
	switch {
	case strings.HasPrefix(g.Message, "a second colon"):
		if !d.find(g, secondColon, g.Pos.Line) && g.Pos.Line > 1 && noColon.Match(d.lines[g.Pos.Line-2]) {
			d.find(g, noColon, g.Pos.Line-1)
			g.Message, g.Fix = "a name without a colon", `write "name: value"; lines that continue a text are indented`
		}
	case strings.HasPrefix(g.Message, "a value begins"):
		d.find(g, reserved, g.Pos.Line)
	}
}

// find places g at the first group of the first match from a line on.
func (d *decoder) find(g *diag.Diagnostic, slip *regexp.Regexp, from int) bool {
	for i := max(from-1, 0); i < len(d.lines); i++ {
		if m := slip.FindSubmatchIndex(d.lines[i]); m != nil {
			g.Pos.Line, g.Pos.Column = i+1, len([]rune(string(d.lines[i][:m[2]])))+1
			return true
		}
	}
	return false
}
