package build

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"sync"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
)

// ownTemplates is the folder of a project that is laid over the shipped
// templates.
const ownTemplates = "templates"

// templates are the shipped templates with the project's own files laid over
// them, one by one: a file of the same name replaces, any other is added.
func (o *Options) templates() fs.FS {
	own, err := fs.Sub(o.Project, ownTemplates)
	if err != nil {
		return o.Templates
	}
	return overlay{own, o.Templates}
}

// layouts are the pack layouts, with problems of the project's own named by
// their place in the project's folder.
func (o *Options) layouts(l *diag.List) []compose.Layout {
	var found diag.List
	out := compose.LoadLayouts(o.templates(), &found)
	for _, d := range found.Sorted() {
		if _, err := fs.Stat(o.Project, d.Pos.File); err == nil {
			d.Pos.File = path.Join(o.Root, d.Pos.File)
		}
		l.Add(d)
	}
	return out
}

// checkPacks refuses names in the project's own packs that no indicator has. One
// of the shipped library that the project leaves out is no mistake: its place
// stays empty, as it does in the shipped packs.
func (in *Loaded) checkPacks(o *Options, l *diag.List) {
	var ids []string
	shipped := sync.OnceValue(func() map[string]bool {
		out := map[string]bool{}
		for _, d := range indicators.LoadLibrary(&diag.List{}) {
			out[d.ID] = true
		}
		return out
	})
	for n := range in.Definitions {
		ids = append(ids, in.Definitions[n].ID)
	}
	for _, y := range in.Layouts {
		if _, err := fs.Stat(o.Project, y.Pos.File); err != nil {
			continue
		}
		for n, page := range y.Pages {
			for i, id := range page.Indicators {
				if in.known(id) || shipped()[id] {
					continue
				}
				at := y.Fields[fmt.Sprintf("pages[%d].indicators[%d]", n, i)]
				at.File = path.Join(o.Root, at.File)
				l.Add(diag.Diagnostic{Pos: at, Message: "no indicator has the id " + quoteText(id), Expected: "an id that sendpack list indicators shows", Fix: nearest(diag.Nearest(id, ids), "indicators")})
			}
		}
	}
}

// tablePos is where the project names the table of a kind.
func (in *Loaded) tablePos(kind string) diag.Pos { return in.Project.Pos["tables."+kind] }

// overlay reads from top and, where it has no such file, from base. A folder
// holds the files of both.
type overlay struct{ top, base fs.FS }

// Open gives the file of the upper folder, else that of the lower one.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.top.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.base.Open(name)
	}
	return f, err
}

// ReadDir lists both folders as one, by name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	base, err := fs.ReadDir(o.base, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	top, topErr := fs.ReadDir(o.top, name)
	if topErr != nil && !errors.Is(topErr, fs.ErrNotExist) {
		return nil, topErr
	}
	if err != nil && topErr != nil {
		return nil, err
	}
	entries := map[string]fs.DirEntry{}
	for _, e := range append(base, top...) {
		entries[e.Name()] = e
	}
	out := make([]fs.DirEntry, 0, len(entries))
	for _, e := range entries {
		out = append(out, e)
	}
	sort.Slice(out, func(a, b int) bool { return out[a].Name() < out[b].Name() })
	return out, nil
}
