package build

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
)

func TestAPackThatLeavesItsBudgetIsToldWithWhatToCut(t *testing.T) {
	pack := func(id string, least, most int) compose.Layout {
		return compose.Layout{ID: id, Budget: &compose.PageBudget{Least: least, Most: most}, Pos: diag.Pos{File: "packs/" + id + ".yaml", Line: 1}}
	}
	of := func(area string) *document.Document {
		d := &document.Document{Area: document.Area{Name: area}}
		for _, s := range []string{"", "Head", "Red", "Red", "Red", "Others", "Others"} {
			d.Pages = append(d.Pages, document.Page{Section: s})
		}
		return d
	}
	var x lengths
	x.check(pack("within", 2, 4), of("Kent"), 4)
	x.check(pack("within", 2, 0), of("Kent"), 90)
	x.check(compose.Layout{ID: "free"}, of("Kent"), 99)
	x.check(pack("long", 2, 4), of("Kent"), 5)
	x.check(pack("long", 2, 4), of("Barnet"), 7)
	x.check(pack("short", 2, 0), of("Rutland"), 1)
	var l diag.List
	x.tell(&l)
	var got []string
	for _, d := range l.Sorted() {
		got = append(got, d.Severity.String()+": "+d.Message+"; "+d.Expected+"; "+d.Fix)
	}
	want := []string{
		`warning: the pack long has 7 pages for Barnet, and leaves its budget for 2 areas in all; 2 to 4 pages; lower most for the sections "Red" (3) and "Others" (2), or leave a section out`,
		"warning: the pack short has only 1 page for Rutland; at least 2 pages; add a section or the commentary that it waits for, or lower budget.least",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
