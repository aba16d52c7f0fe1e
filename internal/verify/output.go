package verify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strings"
)

// Output proves a whole output folder: every file is there with the hash of
// the manifest and nothing else is, and every area's files agree. The error is
// for a folder that cannot be read or has no manifest. The text says what was
// looked at. An auditor, if there is one, tries to break what is published.
func Output(ctx context.Context, out fs.FS, auditor *Auditor) (string, []Problem, error) {
	m, err := readManifest(out)
	if err != nil {
		return "", nil, err
	}
	problems := m.files(out)
	areas := m.areas()
	for _, folder := range areas {
		problems = append(problems, Area(out, folder, m.Typed, auditor)...)
	}
	audited := ""
	if auditor != nil {
		report, err := auditor.Audit(ctx, 0)
		if err != nil {
			return "", nil, err
		}
		problems = append(problems, Disclosed(report)...)
		audited = fmt.Sprintf("; of %d figures %d are hidden, and %d equations give none of them away", report.Summary.Cells, report.Summary.Protected, report.Summary.Equations)
	}
	pages, packs := 0, 0
	for _, f := range m.Outputs {
		switch path.Ext(f.Path) {
		case ".html":
			pages++
		case ".pdf":
			packs++
		}
	}
	return fmt.Sprintf("%d files with their hashes, %d areas, %d pages and %d PDFs hold%s", len(m.Outputs), len(areas), pages, packs, audited), problems, nil
}

type manifest struct {
	Outputs []struct {
		Path   string `json:"path"`
		SHA256 string `json:"sha256"`
		Bytes  int64  `json:"bytes"`
	} `json:"outputs"`
	Typed []string `json:"typed_figures"`
}

func readManifest(out fs.FS) (*manifest, error) {
	raw, err := fs.ReadFile(out, "manifest.json")
	if err != nil {
		return nil, fmt.Errorf("no output of this tool: %w", err)
	}
	m := &manifest{}
	if err := json.Unmarshal(raw, m); err != nil {
		return nil, fmt.Errorf("manifest.json cannot be read: %w", err)
	}
	return m, nil
}

// files compares the folder with the manifest, both ways.
func (m *manifest) files(out fs.FS) []Problem {
	var problems []Problem
	listed := map[string]bool{"manifest.json": true}
	for _, f := range m.Outputs {
		listed[f.Path] = true
		raw, err := fs.ReadFile(out, f.Path)
		if err != nil {
			problems = append(problems, Problem{f.Path, "", "is in the manifest but cannot be read"})
			continue
		}
		if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != f.SHA256 {
			problems = append(problems, Problem{f.Path, "", "was changed after the build: its hash is not the manifest's"})
		}
	}
	_ = fs.WalkDir(out, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !listed[p] {
			problems = append(problems, Problem{p, "", "is not in the manifest"})
		}
		return nil
	})
	return problems
}

// areas are the folders that hold data/results.csv or, in a build without it,
// packs or pages: "" for a site of one area.
func (m *manifest) areas() []string {
	seen := map[string]bool{}
	for _, f := range m.Outputs {
		for _, part := range []string{"data/", "packs/", "indicators/"} {
			if i := strings.Index(f.Path, part); i == 0 || i > 0 && f.Path[i-1] == '/' {
				seen[strings.TrimSuffix(f.Path[:i], "/")] = true
				break
			}
		}
	}
	var out []string
	for a := range seen {
		out = append(out, a)
	}
	sort.Strings(out)
	return out
}

// Area proves the files of one area below folder ("" for the whole output):
// results.csv obeys the contract, every figure of pages, packs and workbook is
// one of its numbers, pages and packs can be read by assistive technology, and
// all links lead somewhere. Typed are the numbers that people wrote into
// definitions and commentary (Typed). An auditor, if there is one, is given the
// figures.
func Area(out fs.FS, folder string, typed []string, auditor *Auditor) []Problem {
	sub := out
	if folder != "" {
		var err error
		if sub, err = fs.Sub(out, folder); err != nil {
			return []Problem{{folder, "", "cannot be read"}}
		}
	}
	a := area{fsys: sub, all: out, folder: folder, ids: map[string]map[string]bool{}, typed: map[string]bool{}}
	for _, t := range typed {
		a.typed[t] = true
	}
	a.results()
	if a.has {
		auditor.Add(a.data)
	}
	if raw, err := fs.ReadFile(a.fsys, projectionFile); err == nil {
		a.projection(raw)
		back, _ := fs.ReadFile(a.fsys, hindsightFile) // not every projection can look back
		a.projected = projectedNumbers(raw, back)
	}
	a.eachFile()
	for i := range a.problems {
		if folder != "" && !strings.HasPrefix(a.problems[i].File, folder+"/") {
			a.problems[i].File = path.Join(folder, a.problems[i].File)
		}
	}
	return a.problems
}

type area struct {
	fsys, all fs.FS
	folder    string
	data      Results
	numbers   Numbers
	projected Numbers                    // that the page of the projection and packs may show
	has       bool                       // results.csv is part of the output
	ids       map[string]map[string]bool // ids of pages that links lead into
	problems  []Problem
	typed     map[string]bool
}

func (a *area) results() {
	raw, err := fs.ReadFile(a.fsys, "data/results.csv")
	if err != nil {
		return
	}
	var p []Problem
	a.data, p = ReadResults(raw)
	a.problems = append(a.problems, p...)
	a.numbers, a.has = a.data.Numbers(), true
}

func (a *area) eachFile() {
	_ = fs.WalkDir(a.fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(p, "assets/") {
			return nil
		}
		ext := path.Ext(p)
		if ext != ".html" && ext != ".pdf" && ext != ".xlsx" {
			return nil
		}
		raw, err := fs.ReadFile(a.fsys, p)
		if err != nil {
			a.problems = append(a.problems, Problem{p, "", "cannot be read"})
			return nil
		}
		switch ext {
		case ".html":
			a.page(p, raw)
		case ".pdf":
			a.pack(p, raw)
		case ".xlsx":
			book, problems := ReadBook(raw)
			a.problems = append(a.problems, problems...)
			if a.has {
				a.problems = append(a.problems, CheckBook(book, a.data)...)
			}
		}
		return nil
	})
}

func (a *area) page(name string, raw []byte) {
	full := path.Join(a.folder, name)
	a.problems = append(a.problems, CheckHTML(full, raw, a.exists)...)
	if !a.has {
		return
	}
	figures, err := FiguresHTML(raw)
	if err != nil {
		a.problems = append(a.problems, Problem{name, "", err.Error()})
		return
	}
	for _, f := range figures {
		if f.Value == "" {
			if !f.Chart || hasLetters.MatchString(f.Text) {
				a.words(name, f.Where, f.Text)
			}
			continue
		}
		if !a.known(name, f.Value) {
			a.problems = append(a.problems, Problem{name, f.Where, fmt.Sprintf("the figure %q is not in results.csv", f.Text)})
		} else if !printsAs(f.Value, f.Text) {
			a.problems = append(a.problems, Problem{name, f.Where, fmt.Sprintf("the text %q is no rounding of its figure", f.Text)})
		}
	}
}

// exists reports whether a file, or with "#" an element of a page, is there.
func (a *area) exists(p string) bool {
	name, anchor, _ := strings.Cut(p, "#")
	if anchor == "" {
		_, err := fs.Stat(a.all, name)
		return err == nil
	}
	ids, ok := a.ids[name]
	if !ok {
		if raw, err := fs.ReadFile(a.all, name); err == nil {
			ids = idsOf(raw)
		}
		a.ids[name] = ids
	}
	return ids[anchor]
}

// hasLetters tells a chart's worded labels from the bare ticks of its axis.
var hasLetters = regexp.MustCompile(`[A-Za-z]{3}`)

var idAttribute = regexp.MustCompile(`\sid="([^"]+)"`)

func idsOf(page []byte) map[string]bool {
	out := map[string]bool{}
	for _, m := range idAttribute.FindAllSubmatch(page, -1) {
		out[html.UnescapeString(string(m[1]))] = true
	}
	return out
}
