package build

import (
	"context"
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
)

// TestPublishedEnglandFigures holds what publications say of England against
// what the files give here.
func TestPublishedEnglandFigures(t *testing.T) {
	o := realOptions(t, "england")
	var l diag.List
	in, err := Load(context.Background(), o, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	m, err := Evaluate(context.Background(), in, o, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	for _, c := range []struct {
		indicator, breakdown, period string
		numerator, denominator       float64 // as published; 0: not published
		display                      string
	}{
		{"ehc-20-weeks", "", "2019", 29895, 49519, "60.4%"},
		{"ehc-20-weeks", "", "2022", 0, 0, "49.2%"},
		{"ehc-20-weeks", "", "2023", 0, 0, "50.3%"},
		{"ehc-20-weeks", "", "2024", 0, 0, "46.4%"},
		{"ehc-20-weeks-including", "", "2019", 31313, 53327, "58.7%"},
		{"ehc-requests", "", "2019", 82329, 0, "82,329"},
		{"ehc-requests-refused", "", "2019", 18755, 82329, "22.8%"},
		{"ehc-plans-active", "", "January 2025", 638745, 0, "638,745"},
		{"ehc-plans-active", "need=ASD", "January 2025", 201183, 0, "201,183"},
		{"ehc-plans-active", "need=SLCN", "January 2025", 135836, 0, "135,836"},
		{"ehc-plans-active", "need=SEMH", "January 2025", 132217, 0, "132,217"},
		{"ehc-plans-active", "need=MLD", "January 2025", 67861, 0, "67,861"},
		{"ehc-plans-active", "need=missing", "January 2025", 4870, 0, "4,870"},
	} {
		t.Run(strings.Trim(c.indicator+" "+c.breakdown, " ")+" "+c.period, func(t *testing.T) {
			e := explanation{m: m, s: m.series(c.indicator)}
			if e.s == nil {
				t.Fatal("no such indicator")
			}
			e.area, _ = m.Register.England()
			if err := e.find(Question{c.indicator, dataset.EnglandCode, c.period, c.breakdown}); err != nil {
				t.Fatal(err)
			}
			r := e.s.Indicator.At(e.area, e.period, e.breakdown)
			if got := e.quantity(r.Value); got != c.display {
				t.Errorf("value %s, want %s", got, c.display)
			}
			if c.numerator != 0 && r.Numerator.Number != c.numerator {
				t.Errorf("numerator %v, want %v", r.Numerator.Number, c.numerator)
			}
			if c.denominator != 0 && r.Denominator.Number != c.denominator {
				t.Errorf("denominator %v, want %v", r.Denominator.Number, c.denominator)
			}
		})
	}
}

// awkward are authorities that are easily mixed up or have little data: the
// City of London and the Isles of Scilly; those that other authorities became
// part of; and a plain one beside them.
var awkward = map[string]string{
	"E06000026": "Plymouth",
	"E06000053": "Isles of Scilly",
	"E06000058": "Bournemouth, Christchurch and Poole",
	"E06000059": "Dorset",
	"E06000063": "Cumberland",
	"E09000001": "City of London",
	"E09000012": "Hackney",
}

// TestAwkwardAuthoritiesStayApart builds them in one run and looks for what is
// another's in each one's folder.
func TestAwkwardAuthoritiesStayApart(t *testing.T) {
	if testing.Short() {
		t.Skip("builds several authorities")
	}
	o := realOptions(t, "england")
	for code := range awkward {
		o.Areas = append(o.Areas, code)
	}
	out := filepath.Join(t.TempDir(), "out")
	var l diag.List
	if _, err := Build(context.Background(), o, out, &l); err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	problems, _, err := Verify(t.Context(), out)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s: %s", p.File, p.Where, p.Message)
	}
	names := areaNames(t, out)
	figures := map[string]string{}
	for code, name := range awkward {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(out, code)
			ownRows(t, dir, code, name, names, figures)
			ownPages(t, dir, name)
			least := 6 // where little is published, sections are left out
			if name == "Plymouth" {
				least = 8
			}
			packLengths(t, dir, map[string][2]int{"board": {least, 20}, "members": {2, 4}, "parent-carer": {2, 5}, "parent-carer-large-print": {2, 12}})
		})
	}
}

// ownRows reads an area's results.csv: its own rows are there, each code has
// one name, and a figure is the same whoever prints it.
func ownRows(t *testing.T, dir, code, name string, names, figures map[string]string) {
	t.Helper()
	own := 0
	for _, r := range resultRows(t, dir) {
		if r["area_code"] == code {
			own++
			if r["area_name"] != name {
				t.Fatalf("%s is called %q, want %q", code, r["area_name"], name)
			}
		}
		if first := names[r["area_code"]]; first != r["area_name"] {
			t.Fatalf("%s is called %q and %q", r["area_code"], first, r["area_name"])
		}
		key := strings.Join([]string{r["area_code"], r["indicator"], r["breakdown"], r["period"]}, "|")
		figure := strings.Join([]string{r["value"], r["symbol"], r["numerator"], r["denominator"], r["source"]}, "|")
		if first, seen := figures[key]; seen && first != figure {
			t.Fatalf("%s is %s here and %s for another area", key, figure, first)
		}
		figures[key] = figure
	}
	if own == 0 {
		t.Error("no row of its own in results.csv")
	}
}

func areaNames(t *testing.T, out string) map[string]string {
	t.Helper()
	names := map[string]string{}
	for code := range awkward {
		for _, r := range resultRows(t, filepath.Join(out, code)) {
			if names[r["area_code"]] == "" {
				names[r["area_code"]] = r["area_name"]
			}
		}
	}
	return names
}

func resultRows(t *testing.T, dir string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "data", "results.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, cells := range rows[1:] {
		r := map[string]string{}
		for n, head := range rows[0] {
			r[head] = cells[n]
		}
		out = append(out, r)
	}
	return out
}

var (
	ownRow    = regexp.MustCompile(`<tr class="own"><t[hd][^>]*>([^<]+)<`)
	pageTitle = regexp.MustCompile(`<title>[^<]*</title>`)
)

// ownPages looks through an area's pages: every row that is marked as one's own
// is this area's, and every title ends with the site's name for it.
func ownPages(t *testing.T, dir, name string) {
	t.Helper()
	marked := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".html" {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return err
		}
		for _, m := range ownRow.FindAllSubmatch(raw, -1) {
			marked++
			if row := string(m[1]); row != name && row != "All EHC plans" { // the total of the area's own settings
				t.Errorf("%s: the row of %q is marked as one's own", file, m[1])
			}
		}
		title := string(pageTitle.Find(raw))
		for _, other := range awkward {
			if other != name && strings.Contains(title, other) {
				t.Errorf("%s: the title names %s: %s", file, other, title)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if marked == 0 {
		t.Error("no page marks a row as one's own")
	}
}
