package build

import (
	"context"
	"fmt"
	"sort"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/strictyaml"
)

// Listing is a table for people (Head, Rows) and the same as objects (Items).
type Listing struct {
	Head  []string
	Rows  [][]string
	Items []map[string]any
}

func (t *Listing) add(item map[string]any, cells ...string) {
	t.Items = append(t.Items, item)
	t.Rows = append(t.Rows, cells)
}

// ListKinds are what List can show.
func ListKinds() []string { return []string{"indicators", "areas", "packs", "sources"} }

// List shows what a project has. Indicators and areas need its data.
func List(ctx context.Context, o *Options, kind string, l *diag.List) (Listing, error) {
	switch kind {
	case "packs":
		return listPacks(o.layouts(l)), nil
	case "sources":
		return listSources(o, l), nil
	}
	in, err := Load(ctx, o, l)
	if err != nil || l.HasErrors() {
		return Listing{}, err
	}
	m, err := Evaluate(ctx, in, o, l)
	if err != nil || l.HasErrors() {
		return Listing{}, err
	}
	if kind == "areas" {
		return m.listAreas(), nil
	}
	return m.listIndicators(), nil
}

func listPacks(layouts []compose.Layout) Listing {
	t := Listing{Head: []string{"id", "audience", "title"}, Items: []map[string]any{}}
	for _, y := range layouts {
		t.add(map[string]any{"id": y.ID, "audience": y.Audience, "title": y.Title, "restricted": y.Restricted}, y.ID, y.Audience, y.Title)
	}
	return t
}

// listSources are the shipped mappings, and which file the project reads
// through each.
func listSources(o *Options, l *diag.List) Listing {
	used := map[string]string{}
	for _, u := range project.Load(o.Project, o.Root, l).Sources {
		used[u.Use] = u.File
		if u.File == "" {
			used[u.Use] = "as shipped"
		}
	}
	t := Listing{Head: []string{"mapping", "source", "format", "publication", "file in this project"}, Items: []map[string]any{}}
	for _, m := range project.Mappings(l) {
		t.add(map[string]any{"mapping": m.Name, "source": m.Source, "release": m.Release, "format": m.Format, "publication": m.Publication,
			"publisher": m.Publisher, "file": m.File, "used": used[m.Name]}, m.Name, m.Source, m.Format, m.Publication, used[m.Name])
	}
	return t
}

func (m *Model) listAreas() Listing {
	t := Listing{Head: []string{"code", "name", "level", "figures"}, Items: []map[string]any{}}
	counts := map[dataset.AreaID]int{}
	for _, s := range m.Series {
		for n := range s.Indicator.Results {
			counts[s.Indicator.Results[n].Area]++
		}
	}
	var ids []dataset.AreaID
	for id := range counts {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(a, b int) bool { return m.Register.Area(ids[a]).Code < m.Register.Area(ids[b]).Code })
	for _, id := range ids {
		a := m.Register.Area(id)
		t.add(map[string]any{"code": a.Code, "old_code": a.Old, "name": a.Name, "level": a.Level, "current": a.Current(m.AsOf), "figures": counts[id]},
			a.Code, a.Name, a.Level, fmt.Sprint(counts[id]))
	}
	return t
}

func (m *Model) listIndicators() Listing {
	t := Listing{Head: []string{"id", "domain", "status", "unit", "polarity", "figures", "title"}, Items: []map[string]any{}}
	for _, s := range m.Series {
		d := s.Indicator.Def
		n := len(s.Indicator.Results)
		item := map[string]any{"id": d.ID, "domain": d.CDC.Domain, "subdomain": d.CDC.Subdomain, "status": d.CDC.Status, "populated_by": d.CDC.PopulatedBy,
			"title": d.Title, "technical_title": d.TechnicalTitle, "measure": d.Measure, "unit": string(d.Unit), "polarity": d.Polarity,
			"period_type": d.Period.Type, "suppression": d.Suppression, "audiences": d.Audiences, "figures": n,
			"questions": orEmpty(d.Questions), "sources": orEmpty(d.Sources()), "outcomes": orEmpty(d.Outcomes)}
		for key, text := range map[string]string{"no_data": d.NoData, "retired": d.Retired, "successor": d.Successor} {
			if text != "" {
				item[key] = text
			}
		}
		if d.SourceKey != "" {
			item["source_key"] = d.SourceKey
		}
		t.add(item, d.ID, d.CDC.Domain, d.CDC.Status, string(d.Unit), d.Polarity, fmt.Sprint(n), d.Title)
	}
	return t
}

// SchemaKinds are the kinds of YAML file that have a schema.
func SchemaKinds() []string {
	return []string{"project", "source", "indicator", "indicator-test", "pack", "foi"}
}

// Schema is the JSON Schema of one kind, made from the types that decode it.
func Schema(kind string) ([]byte, error) {
	switch kind {
	case "project":
		return strictyaml.Schema(project.Project{}, "sendpack project")
	case "source":
		return strictyaml.Schema(dataset.Spec{}, "sendpack source mapping")
	case "indicator":
		return strictyaml.Schema([]indicators.Definition{}, "sendpack indicator definition")
	case "indicator-test":
		return strictyaml.Schema([]indicators.TestFile{}, "sendpack definition test")
	case "pack":
		return strictyaml.Schema(compose.Layout{}, "sendpack pack layout")
	case "foi":
		return strictyaml.Schema(compose.Bank{}, "sendpack bank of common questions")
	}
	return nil, fmt.Errorf("no kind of file is called %q", kind)
}

// orEmpty keeps JSON lists lists, also without items.
func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
