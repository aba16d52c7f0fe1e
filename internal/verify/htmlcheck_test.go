package verify

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sound is a page with nothing wrong; cases below break it in one place.
const sound = `<!DOCTYPE html><html lang="en-GB"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<title>Plans are faster – Wexmoor</title><link rel="stylesheet" href="../assets/site.css"></head>
<body><a href="#main">Skip to main content</a><main id="main"><h1>Plans are faster</h1><h2 id="trend">Trend</h2>
<svg role="img" aria-labelledby="d" viewBox="0 0 1 1"><desc id="d">Trend. It rose.</desc><text>2025</text></svg>
<table><caption>Plans</caption><thead><tr><th scope="col">Year</th><th scope="col">%</th></tr></thead>
<tbody><tr><th scope="row">2025</th><td><data value="52.41">52.4</data></td></tr></tbody></table>
<p>Rank 66 of 152. <a href="../index.html">Overview</a> <a href="https://example.org/">Source of the data</a></p>
<label for="q">Search</label><input id="q"></main></body></html>`

func there(path string) bool {
	return path == "area/index.html" || path == "index.html" || path == "assets/site.css"
}

func TestASoundPageHasNoProblem(t *testing.T) {
	if got := CheckHTML("area/plans.html", []byte(sound), there); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestEachMistakeIsFound(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"no language", ` lang="en-GB"`, ``, "the page has no language"},
		{"no document type", `<!DOCTYPE html>`, ``, "has no document type"},
		{"no title", `<title>Plans are faster – Wexmoor</title>`, ``, "the page has no title"},
		{"two titles of level 1", `<h2 id="trend">Trend</h2>`, `<h1>Trend</h1>`, "2 level-1 headings"},
		{"a heading that skips a level", `<h2 id="trend">Trend</h2>`, `<h3>Trend</h3>`, "skips from level 1 to 3"},
		{"an empty heading", `>Trend</h2>`, `></h2>`, "the heading has no words"},
		{"an id used twice", `<h2 id="trend">`, `<h2 id="main">`, `id "main" is used twice`},
		{"a label that names nothing", `aria-labelledby="d"`, `aria-labelledby="gone"`, `names "gone"`},
		{"a drawing without words", ` aria-labelledby="d"`, ``, "the drawing has no alternative text"},
		{"a picture without words", `<p>`, `<p><img src="../assets/site.css">`, "the picture has no alternative text"},
		{"a table without caption", `<caption>Plans</caption>`, ``, "the table has no caption"},
		{"a header cell without scope", `<th scope="row">`, `<th>`, "the header cell has no scope"},
		{"a link to a page that is missing", `../index.html`, `../gone.html`, `"../gone.html", which is not in the output`},
		{"a link to an anchor that is missing", `#main`, `#gone`, `"#gone", which is not on the page`},
		{"a link to another page's missing anchor", `../index.html`, `../index.html#gone`, "no such anchor"},
		{"a link out of the output", `../index.html`, `../../../etc/passwd`, "leads out of the output"},
		{"a link from the root", `../index.html`, `/index.html`, "would fail on a file share"},
		{"a link that runs a script", `../index.html`, `javascript:alert(1)`, `scheme "javascript"`},
		{"a link without words", `>Overview</a>`, `></a>`, "has no words"},
		{"a link whose words are hidden", `>Overview</a>`, `><span aria-hidden="true">x</span></a>`, "has no words"},
		{"a link that says click here", `>Overview</a>`, `>Click here</a>`, "do not say where it leads"},
		{"a style sheet from elsewhere", `../assets/site.css`, `https://example.org/site.css`, "not a file beside the page"},
		{"an inline script", `<p>`, `<script>alert(1)</script><p>`, "the page holds a script"},
		{"a handler in an attribute", `<p>`, `<p onclick="x()">`, "would run a script"},
		{"an inline style", `<p>`, `<p style="color:red">`, "inline style"},
		{"a frame", `<p>`, `<iframe src="../index.html"></iframe><p>`, "not allowed in a page"},
		{"no policy", `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">`, ``, "no content security policy"},
		{"a policy that lets in code", `style-src 'self'`, `script-src 'unsafe-inline'`, "lets in inline code"},
		{"a field without label", `<label for="q">Search</label>`, ``, "the field has no label"},
		{"no main part", `<main id="main">`, `<div id="main">`, "no main part"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := strings.Replace(sound, c.old, c.new, 1)
			if page == sound {
				t.Fatal("the case changes nothing")
			}
			problems := CheckHTML("area/plans.html", []byte(page), there)
			for _, p := range problems {
				if strings.Contains(p.Message, c.want) && p.File == "area/plans.html" {
					return
				}
			}
			t.Errorf("got %v, want one with %q", problems, c.want)
		})
	}
}

func TestFiguresAreListedWithTheirValuesAndOtherNumbersAfterThem(t *testing.T) {
	got, err := FiguresHTML([]byte(sound))
	if err != nil {
		t.Fatal(err)
	}
	want := []Figure{
		{Value: "52.41", Text: "52.4", Where: "2025"},
		{Text: "2025", Where: "#main", Chart: true},
		{Text: "2025", Where: "2025"},
		{Text: "Rank 66 of 152.", Where: "#main"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func FuzzCheckHTML(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte("<table><tr><th><svg><desc>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		CheckHTML("index.html", data, nil)
		if _, err := FiguresHTML(data); err != nil {
			t.Skip("not HTML")
		}
	})
}
