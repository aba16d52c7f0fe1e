package compose

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
)

func parsed(text string) ([]section, []string) {
	var l diag.List
	s := parseMarkdown("notes.md", []byte(text), 5, &l)
	out := []string{}
	for _, d := range l.Sorted() {
		out = append(out, d.Pos.String()+": "+d.Message)
	}
	return s, out
}

func TestMarkdownIsReadIntoSections(t *testing.T) {
	s, said := parsed("Before *any* heading.\n\n## Why\n\nA **bold [link](https://example.org/a?b=1)**\nover two lines.\n\n- one\n- two\n\n1. first\n2. second\n\n> quoted\n")
	if len(said) > 0 || len(s) != 2 || s[0].heading != "" || s[1].heading != "Why" {
		t.Fatalf("said %v, sections %+v", said, s)
	}
	kinds := []document.ProseKind{}
	for _, p := range s[1].body {
		kinds = append(kinds, p.kind)
	}
	if d := cmp.Diff([]document.ProseKind{document.Para, document.Bullets, document.Numbers, document.Quote}, kinds); d != "" {
		t.Error(d)
	}
	got := speaker{}.text(s[1].body[0].text)
	if got.String() != "A bold link over two lines." || got[1].Text != "bold " || !got[1].Strong || got[2].Link == nil || got[2].Link.URL != "https://example.org/a?b=1" {
		t.Errorf("got %+v", got)
	}
	if items := s[1].body[1].items; len(items) != 2 || plain(items[1]) != "two" {
		t.Errorf("items %+v", items)
	}
	if !s[0].body[0].text[1].em {
		t.Error("emphasis is kept")
	}
}

func TestWhatIsNotPassedOnIsToldWithItsPlace(t *testing.T) {
	for text, want := range map[string]string{
		"a\n\n<script>x</script>\n":                "notes.md:7:1: HTML is not passed on",
		"a <b>bold</b>\n":                          "notes.md:5:3: HTML is not passed on|notes.md:5:10: HTML is not passed on",
		"> <img src=x>\n":                          "notes.md:5:3: HTML is not passed on",
		"- a\n- <div>x</div>\n":                    "notes.md:6:3: HTML is not passed on",
		"a [x](javascript:alert(1))\n":             `notes.md:5:4: link to "javascript:alert(1)" is not passed on`,
		"a [x](JavaScript:alert(1))\n":             `notes.md:5:4: link to "JavaScript:alert(1)" is not passed on`,
		"a [x](data:text/html,x)\n":                `notes.md:5:4: link to "data:text/html,x" is not passed on`,
		"a [x][r]\n\n[r]: vbscript:x\n":            `notes.md:5:4: link to "vbscript:x" is not passed on`,
		"a [x](../secret)\n":                       `notes.md:5:4: link to "../secret" is not passed on`,
		"![x](https://example.org/a.png)\n":        "notes.md:5:1: pictures cannot be used in commentary",
		"```\ncode\n```\n":                         "notes.md:6:1: a code block has no place in commentary",
		"- outer\n  - inner\n":                     "notes.md:6:5: a list, quotation or heading inside another block is not passed on",
		"ok [mail](mailto:a@b.uk) [tel](tel:0123)": "",
	} {
		s, said := parsed(text)
		got := strings.Join(said, "|")
		if got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
		for _, sec := range s {
			for _, p := range (speaker{}).paragraphs(sec.body) {
				if c := contentOf(p); hasAny(c, "<script", "<b>", "<img", "avascript:", "data:text", "vbscript:", "../secret") {
					t.Errorf("%q was passed on: %+v", text, p)
				}
			}
		}
	}
}

func hasAny(c content, parts ...string) bool {
	for s := range c.texts {
		for _, p := range parts {
			if strings.Contains(s, p) {
				return true
			}
		}
	}
	return false
}

// commentary loads files of the folder notes.
func commentary(files map[string]string, tables map[string]string) (*Commentary, []diag.Diagnostic) {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var l diag.List
	c := LoadCommentary(m, "notes", Tables{Files: tables}, func(id string) bool { return id == "share" }, "place", &l)
	return c, l.Sorted()
}

func TestMistakesInCommentaryAreToldWithTheirPlace(t *testing.T) {
	const head = "---\nindicator: share\naudience: B\n---\n"
	for text, want := range map[string]string{
		head + "## Why\nIt is {{valeu}}.\n":                                           `place/notes/a.md:6:7: no shortcode is called "valeu"`,
		head + "It is {{Value}}.\n":                                                   `place/notes/a.md:5:7: no shortcode is called "Value"`,
		head + "- a\n- {{value ehc}}\n":                                               `place/notes/a.md:6:3: no indicator has the id "ehc"`,
		"no front matter\n":                                                           "place/notes/a.md:1:1: no front matter",
		"---\nindicator: share\n":                                                     "place/notes/a.md:1:1: no front matter",
		"---\nindicator: share\n---\nx\n":                                             "place/notes/a.md:1:1: says neither what it is about nor for whom",
		"---\nindicator: other\naudience: B\n---\nx\n":                                `place/notes/a.md:2:12: no indicator has the id "other"`,
		"---\nindicator: share\naudiense: B\n---\nx\n":                                `place/notes/a.md:3:1: unknown field "audiense"`,
		"\ufeff" + strings.ReplaceAll(head, "\n", "\r\n") + "## Why\r\n{{value}}\r\n": "",
	} {
		_, said := commentary(map[string]string{"notes/a.md": text}, nil)
		var got []string
		for _, d := range said {
			first, _, _ := strings.Cut(d.String(), "\n")
			got = append(got, first)
		}
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%q:\n got %q\nwant %s", text, got, want)
		}
	}
	_, said := commentary(map[string]string{"notes/a.md": head + "x\n", "notes/b.md": head + "y\n"}, nil)
	if len(said) != 1 || said[0].Pos.String() != "place/notes/b.md:1:1" || len(said[0].See) != 1 || said[0].See[0].Pos.File != "place/notes/a.md" {
		t.Errorf("two texts for one place: said %v", said)
	}
}

func TestSmallTablesAreChecked(t *testing.T) {
	files := map[string]string{"a.csv": "what,who_role,by_when,status,indicator,how_we_know\nHire,Head,2026-01-01,on track,share,Fewer wait\n",
		"y.csv": "said,did,difference,outcome\nWe wait,We hired,None yet,soon\nWe ask,We listened,Some,better\n"}
	c, said := commentary(files, map[string]string{"actions": "a.csv", "you-said-we-did": "y.csv", "minutes": "a.csv", "more": "none.csv"})
	var got []string
	for _, d := range said {
		got = append(got, d.Pos.String()+": "+d.Message)
	}
	if d := cmp.Diff([]string{`place/a.csv: no table of kind "minutes" is known`, `place/none.csv: no table of kind "more" is known`, `place/y.csv:2:27: outcome "soon" is not known`}, got); d != "" {
		t.Error(d)
	}
	if len(c.Actions) != 1 || c.Actions[0].WhoRole != "Head" || len(c.YouSaid) != 2 {
		t.Errorf("got %+v", c)
	}
}

func TestShortcodesAreFigures(t *testing.T) {
	f := figureOf(t, share(phrases, 563, 48, 463, 524), "share")
	sp := speaker{f.place, boardVoice, f}
	for code, want := range map[string]string{
		"value": "52.4%", "previous": "46.3%", "change": "+6.1 points", "sn": "56.3%", "england": "48.0%", "region": "(not available)", "period": "2024",
		"previous_period": "2023", "target": "(not available)", "out_of_ten": "5 out of 10", "rank": "12 of 12", "area": f.place.area.Name, "value share": "52.4%", "value other": "(not available)",
	} {
		s, _ := parsed("It is {{ " + code + " }}!")
		if got := sp.text(s[0].body[0].text).String(); got != "It is "+want+"!" {
			t.Errorf("{{%s}}: %q, want %q", code, got, want)
		}
	}
	s, _ := parsed("**{{value}}**")
	got := speaker{f.place, memberVoice, f}.text(s[0].body[0].text)
	if got.String() != "52%" || !got[0].Strong || got[0].Quantity == nil || got[0].Quantity.Value.Number != 52.4 {
		t.Errorf("the exact figure stands behind its words: %+v", got)
	}
}

func TestCommentaryIsUsedForItsOwnAreaOnly(t *testing.T) {
	text := func(kind, area, words string) string { return "---\n" + kind + area + "---\n## Why\n" + words + "\n" }
	other := "area: " + code(authorities[1]) + "\n"
	mine := "area: " + code(authorities[0]) + "\n"
	const entry, narrative = "indicator: share\naudience: B\n", "pack: board\n"
	for name, c := range map[string]struct {
		files []string
		want  string
	}{
		"for another area":             {[]string{other}, ""},
		"for every area":               {[]string{""}, "0"},
		"for this one and another":     {[]string{mine, other}, "0"},
		"for another and this one":     {[]string{other, mine}, "1"},
		"this area before every area":  {[]string{"", mine, other}, "1"},
		"every area where not its own": {[]string{"", other}, "0"},
	} {
		w := share("", 0, 0, 524)
		w.commentary = map[string]string{}
		for n, area := range c.files {
			w.commentary[fmt.Sprintf("notes/e%d.md", n)] = text(entry, area, fmt.Sprint(n))
			w.commentary[fmt.Sprintf("notes/n%d.md", n)] = text(narrative, area, fmt.Sprint(n))
		}
		f := figureOf(t, w, "share")
		got, packed := "", ""
		if e := f.place.about(f, "B"); e != nil {
			got = plain(under(e.sections, "WHY").body[0].text)
		}
		if n := f.place.narrative("board"); n != nil {
			packed = plain(under(n.sections, "why").body[0].text)
		}
		if got != c.want || packed != c.want {
			t.Errorf("%s: text %q and %q, want %q", name, got, packed, c.want)
		}
		if f.place.about(f, "M") != nil || f.place.narrative("members") != nil {
			t.Errorf("%s: used for other readers", name)
		}
	}
}

func FuzzCommentaryNeverPassesHTMLOn(f *testing.F) {
	for _, s := range []string{"a <b>x</b> [y](javascript:z) {{value}}", "> - 1. <div>\n\n```\n<script>", "![a](b)[c]: <d>", "{{value share}} **{{x**}}", "---\npack: board\n---\n# {{area}}", "<https://a.b> <javascript:x>", "&lt;script&gt; &#60;b&#62;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, _ := commentary(map[string]string{"notes/a.md": text, "notes/b.md": "---\npack: members\n---\n" + text}, nil)
		if n := c.narratives[packKey{"members", ""}]; n == nil {
			t.Skip("the text has front matter of its own")
		}
		var l diag.List
		for _, s := range parseMarkdown("a.md", []byte(text), 1, &l) {
			checkCodes([]section{s}, func(string) bool { return false }, false, &l)
			for _, p := range (speaker{place: &place{}}).paragraphs(s.body) {
				for _, line := range append(p.Items, p.Text) {
					for _, span := range line {
						if span.Link != nil && !strings.Contains(":http:https:mailto:tel:", ":"+strings.ToLower(strings.SplitN(span.Link.URL, ":", 2)[0])+":") {
							t.Fatalf("link to %q", span.Link.URL)
						}
					}
				}
			}
		}
		for _, d := range l.Sorted() {
			if d.Pos.Line < 1 || d.Pos.Line > strings.Count(text, "\n")+1 {
				t.Fatalf("told at %s, of %d lines", d.Pos, strings.Count(text, "\n")+1)
			}
		}
	})
}
