package build

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/disclose"
)

// OutputFor is the folder that a run writes when none is named: a pack that is
// not for the public goes beside the public output and never into it.
func OutputFor(o *Options, out string) string {
	var unread diag.List // told when the project is loaded
	for _, y := range o.layouts(&unread) {
		if y.Exempt && slices.Contains(o.Packs, y.ID) {
			return out + "-" + y.ID
		}
	}
	return out
}

// checkExempt refuses a pack that is not for the public unless it is named, and
// named alone.
func (m *Model) checkExempt(o *Options, layouts []compose.Layout, l *diag.List) {
	for _, y := range layouts {
		switch {
		case !y.Exempt:
		case !slices.Contains(o.Packs, y.ID):
			l.Add(diag.Diagnostic{Pos: m.Project.Pos["packs"], Message: fmt.Sprintf("the pack %q is not for the public", y.ID), Expected: "packs that may stand in one output with the public ones",
				Fix: "take it out of packs and build it with --pack " + y.ID})
		case len(layouts) > 1:
			l.Add(diag.Diagnostic{Pos: y.Pos, Message: fmt.Sprintf("the pack %q is not for the public and was named with others", y.ID), Expected: "a run of its own, into a folder of its own",
				Fix: "build it with --pack " + y.ID + " alone"})
		}
	}
}

// isExempt reports a run that makes one pack that is not for the public.
func isExempt(layouts []compose.Layout) bool { return len(layouts) == 1 && layouts[0].Exempt }

// apartFrom refuses to put what is not for the public into a public output, or
// below one.
func apartFrom(out string) error {
	for dir := filepath.Clean(out); ; dir = filepath.Dir(dir) {
		if m, ok := manifestOf(dir); ok && !m.Exempt {
			return fmt.Errorf("%s holds a public output: name another folder with --out for a pack that is not for the public", filepath.ToSlash(dir))
		}
		if up := filepath.Dir(dir); up == dir || dir == "." {
			return nil
		}
	}
}

// public is the model without what the project keeps from the public: no later
// stage can show what it does not have.
func (m *Model) public(o *Options) *Model {
	kept := m.Project.PartB.Indicators
	out, in := *m, *m.Loaded
	out.Loaded = &in
	out.apart = m.filesApart(o)
	in.Inputs = slices.DeleteFunc(slices.Clone(in.Inputs), func(f InputFile) bool { return out.apart[f.Path] })
	in.Layouts = slices.DeleteFunc(slices.Clone(in.Layouts), func(y compose.Layout) bool { return y.Exempt })
	if len(kept) == 0 {
		return &out
	}
	out.Series = slices.DeleteFunc(slices.Clone(m.Series), func(s *assess.Series) bool { return slices.Contains(kept, s.Indicator.Def.ID) })
	out.Reports = slices.DeleteFunc(slices.Clone(m.Reports), func(r disclose.Report) bool { return slices.Contains(kept, r.Indicator) })
	in.Definitions = nil
	for n := range m.Definitions {
		if !slices.Contains(kept, m.Definitions[n].ID) {
			in.Definitions = append(in.Definitions, m.Definitions[n])
		}
	}
	return &out
}

// filesApart are the project's files that only a pack which is not for the
// public is made from: its commentary, its own layout, and texts about the
// indicators that are kept back.
func (m *Model) filesApart(o *Options) map[string]bool {
	out := map[string]bool{}
	var packs []string
	for _, y := range m.Layouts {
		if y.Exempt {
			packs = append(packs, y.ID)
			out[path.Join(ownTemplates, "packs", y.ID+".yaml")] = true
		}
	}
	for _, f := range m.Commentary.Apart(packs, m.Project.PartB.Indicators) {
		out[strings.TrimPrefix(strings.TrimPrefix(f, path.Clean(o.Root)), "/")] = true
	}
	return out
}

// publicText is a project file without what it says of the part that is not for
// the public: its own block, and lines about indicators that are kept back. A
// run that makes that part reads it whole.
func (m *Model) publicText(raw string) string {
	if m.apart == nil {
		return raw
	}
	var out []string
	inside := false
	for _, line := range strings.Split(raw, "\n") {
		if line != "" && line[0] != ' ' && line[0] != '\t' && line[0] != '#' {
			inside = strings.HasPrefix(line, "part_b:")
		}
		about := slices.ContainsFunc(m.Project.PartB.Indicators, func(id string) bool { return strings.HasPrefix(strings.TrimSpace(line), id+":") })
		if !inside && !about {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
