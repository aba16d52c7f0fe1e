package build

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// edition is one table with the mapping it was read through.
type edition struct {
	spec  dataset.Spec
	table *dataset.Table
}

// newer reports whether a release came after another: by publication date, else
// by the release's name.
func (r edition) newer(o edition) bool {
	if r.spec.Published != "" && o.spec.Published != "" && r.spec.Published != o.spec.Published {
		return r.spec.Published > o.spec.Published
	}
	return r.spec.Release > o.spec.Release
}

// isReturn reports whether the table holds figures that a local area returned.
func (r edition) isReturn() bool {
	return r.spec.Returns || r.spec.Format == dataset.FormatReturn
}

// current leaves out of each release the periods that a newer release of the
// same source has too, so that a revised year replaces the old one. Files of
// one release are never weighed against one another: a figure that stands in
// two of them is a mistake, and evaluate tells it. Nor are local returns, of
// which each holds the figures of one team: it says nothing of the others'.
func current(all []edition, l *diag.List) []edition {
	out := make([]edition, len(all))
	for n, r := range all {
		out[n] = r
		for _, o := range all {
			if o.spec.Source != r.spec.Source || o.spec.Release == r.spec.Release || r.isReturn() || !o.newer(r) {
				continue
			}
			kept, dropped := out[n].table.WithoutPeriods(o.table.UsedPeriods())
			if dropped > 0 {
				l.Add(diag.Diagnostic{Pos: r.spec.Pos, Severity: diag.Info,
					Message: fmt.Sprintf("%d rows of %s are left out: release %s has these periods too", dropped, files(out[n].table), o.spec.Release)})
			}
			out[n].table = kept
		}
	}
	return out
}

func files(t *dataset.Table) string {
	if len(t.Files) == 1 {
		return t.Files[0]
	}
	return fmt.Sprintf("%d files", len(t.Files))
}
