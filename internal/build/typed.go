package build

import (
	"io/fs"
	"path"
	"sort"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/verify"
)

// typedFigures are the numbers in everything that people wrote and pages
// repeat: project file, commentary, tables, definitions. Verify accepts them
// beside the figures of results.csv, and the manifest lists them.
func typedFigures(m *Model, o *Options) []string {
	texts := compose.FixedTexts()
	for _, f := range []string{"sendpack.yaml"} {
		texts = append(texts, m.publicText(readText(o.Project, f)))
	}
	if c := m.Project.Commentary; c != "" {
		files, _ := fs.Glob(o.Project, path.Join(c, "*"))
		for _, f := range files {
			if !m.apart[f] {
				texts = append(texts, readText(o.Project, f))
			}
		}
	}
	for _, y := range m.Layouts {
		texts = append(texts, y.Title, y.Short, y.Link, y.Card, y.About)
		for _, p := range y.Pages {
			texts = append(texts, p.Title)
		}
	}
	for n := range m.Definitions {
		d := &m.Definitions[n]
		texts = append(texts, d.Title, d.TechnicalTitle, d.ShortTitle, d.Question, d.Rationale, d.Words.Subject, d.Words.Of, d.Words.OutOfTen, d.Words.Topic, d.Words.Good, d.Words.Unit)
		texts = append(texts, d.Caveats...)
		for _, b := range d.Breaks {
			texts = append(texts, b.Reason)
		}
		for _, b := range d.Breakdowns {
			texts = append(texts, b.Title)
			for _, l := range b.Labels {
				texts = append(texts, l)
			}
		}
		if d.Thresholds != nil {
			texts = append(texts, quantity.Of(d.Thresholds.AmberWithin).Shortest())
		}
		if d.Target != nil {
			texts = append(texts, d.Target.Note)
			if d.Target.Value != nil {
				texts = append(texts, quantity.Of(*d.Target.Value).Shortest())
			}
		}
	}
	out := verify.Typed(texts...)
	sort.Strings(out)
	return out
}

func readText(fsys fs.FS, name string) string {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return ""
	}
	return string(raw)
}
