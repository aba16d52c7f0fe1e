package compose

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/quantity"
)

// plansFrom is a panel of twelve authorities from January 2018 to 2025 whose
// plans, a thousand at first, grow by rate a year; change may alter them.
func plansFrom(rate float64, change func(area, year int, o *forecast.Observation)) *forecast.Panel {
	b := forecast.NewPanelBuilder()
	for n, a := range authorities {
		plans := 1000 + 40*float64(n)
		for year := 2018; year <= 2025; year++ {
			plans *= 1 + rate + 0.01*float64((n*7+year*3)%5-2)
			o := b.At(code(a), year)
			count := func(share float64) forecast.Count { return forecast.CountOf(float64(int(share * plans))) }
			o.Settings[forecast.Mainstream], o.Settings[forecast.Special], o.Settings[forecast.FEPost16] = count(0.5), count(0.3), count(0.15)
			o.Settings[forecast.Elsewhere] = count(0.05)
			total := 0.0
			for _, c := range o.Settings {
				total += c.N
			}
			o.Plans, o.Joiners = forecast.CountOf(total), forecast.CountOf(float64(int(plans*(0.08+max(rate, 0)))))
			if change != nil {
				change(n, year, o)
			}
		}
	}
	return b.Panel()
}

// looking is an input with the projection of the first authority, protected.
func looking(t *testing.T, p *forecast.Panel, hidden forecast.Hidden) *Input {
	t.Helper()
	in := share("", 500, 50, 400, 450, 500).input(t)
	projector := forecast.NewProjector(p, forecast.DefaultConstants(), forecast.Run{Simulations: 200, Horizon: 8, Seed: 1})
	area := code(authorities[0])
	out, ok := projector.Project(area)
	if !ok {
		out = projector.Past(area)
	}
	if hidden != nil {
		out.Protect(hidden, quantity.Suppressed.Code())
	}
	in.Outlook = out
	return in
}

func nothing(int, string, string, string) bool { return false }

// ahead is the page of the projection; ok is false where the site has none.
func ahead(t *testing.T, in *Input) (page document.Page, ok bool) {
	t.Helper()
	for _, p := range Site(in, int32(authorities[0]), nil).Pages {
		if p.ID == "projection" {
			return p, true
		}
	}
	return document.Page{}, false
}

// quantities are all figures of a tree.
func quantities(v any) []quantity.Quantity {
	var out []quantity.Quantity
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		if v.CanInterface() {
			if q, ok := v.Interface().(quantity.Quantity); ok {
				out = append(out, q)
				return
			}
		}
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Struct:
			for n := range v.NumField() {
				walk(v.Field(n))
			}
		case reflect.Slice, reflect.Array:
			for n := range v.Len() {
				walk(v.Index(n))
			}
		}
	}
	walk(reflect.ValueOf(v))
	return out
}

// chartsOf are the charts of a page.
func chartsOf(blocks []document.Block) []document.Chart {
	var out []document.Chart
	for _, b := range blocks {
		if c, ok := b.(document.Chart); ok {
			out = append(out, c)
		}
	}
	return out
}

// fileNumbers are the numbers of both files of a projection, and the counts as
// they are printed.
func fileNumbers(t *testing.T, p *forecast.Projection) (exact map[float64]bool, printed map[string]bool) {
	t.Helper()
	exact, printed = map[float64]bool{}, map[string]bool{}
	var rows, back bytes.Buffer
	if err := forecast.WriteRows(&rows, p.Rows); err != nil {
		t.Fatal(err)
	}
	if err := forecast.WriteHindsight(&back, p, "c", "x"); err != nil {
		t.Fatal(err)
	}
	for _, file := range []*bytes.Buffer{&rows, &back} {
		lines, err := csv.NewReader(file).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines[1:] {
			for _, cell := range line[4:] {
				if n, err := strconv.ParseFloat(cell, 64); err == nil {
					exact[n] = true
					q := quantity.New(quantity.Of(n), quantity.Count, 0)
					printed[q.Text], printed[q.Signed()] = true, true
				}
			}
		}
	}
	return exact, printed
}

func TestEveryCountOfTheProjectionPageIsInItsFiles(t *testing.T) {
	in := looking(t, plansFrom(0.08, nil), nil)
	page, ok := ahead(t, in)
	if !ok {
		t.Fatal("the site has no page of the projection")
	}
	exact, printed := fileNumbers(t, in.Outlook)
	counts := 0
	for _, q := range quantities(page) {
		if q.Value.Known && q.Unit == quantity.Count {
			counts++
			if !exact[q.Value.Number] {
				t.Errorf("the page has %s (%v), which neither file has", q.Text, q.Value.Number)
			}
		}
	}
	if counts < 100 {
		t.Errorf("the page has %d counts, want its tables and charts", counts)
	}
	ranges := 0
	for text := range contentOf(page).texts {
		low, high, ok := strings.Cut(text, " to ")
		if _, err := strconv.ParseFloat(strings.NewReplacer(",", "", "−", "-").Replace(low), 64); !ok || err != nil || strings.Contains(text, ".") {
			continue
		}
		ranges++
		if !printed[low] || !printed[high] {
			t.Errorf("the range %q is of no two figures of the files", text)
		}
	}
	if ranges < 10 {
		t.Errorf("the page has %d ranges below its figures", ranges)
	}
}

func TestTheFindingSaysNoMoreThanTheFan(t *testing.T) {
	small := func(_, _ int, o *forecast.Observation) {
		for g, c := range o.Settings {
			if c.Known {
				o.Settings[g] = forecast.CountOf(float64(int(c.N / 50)))
			}
		}
		total := 0.0
		for _, c := range o.Settings {
			total += c.N
		}
		o.Plans, o.Joiners = forecast.CountOf(total), forecast.CountOf(float64(int(o.Joiners.N/50)))
	}
	for _, c := range []struct {
		name  string
		panel *forecast.Panel
		want  string
	}{
		{"nearly all futures have more", plansFrom(0.12, nil), " are likely to grow: from "},
		{"nearly all futures have fewer", plansFrom(-0.15, nil), " are likely to fall: from "},
		{"some have more and some fewer", plansFrom(0, nil), " may grow or fall: from "},
		{"a few plans, which rest on England", plansFrom(0.12, small), " may grow: from "},
	} {
		t.Run(c.name, func(t *testing.T) {
			page, ok := ahead(t, looking(t, c.panel, nil))
			if !ok || !strings.Contains(page.Title, c.want) || !strings.HasSuffix(page.Title, " by January 2028") {
				t.Errorf("the heading is %q, want %q in it", page.Title, c.want)
			}
		})
	}
}

func TestTheFanHasWordsAndItsTable(t *testing.T) {
	page, _ := ahead(t, looking(t, plansFrom(0.08, nil), nil))
	all := chartsOf(page.Blocks)
	if len(all) != 3 {
		t.Fatalf("%d charts, want the fan, the settings and the flows", len(all))
	}
	for _, c := range all {
		if c.Alt == "" || len([]rune(c.Alt)) > 350 || c.Table == nil || len(c.Table.Groups[0].Rows) != 13 {
			t.Errorf("%s: alternative text %q and a table without 13 years", c.ID, c.Alt)
		}
	}
	fan := all[0].Spec.(document.FanSpec)
	if len(fan.History) != 8 || len(fan.Bands) != 5 {
		t.Errorf("the fan has %d counted and %d projected years, want 8 and 5", len(fan.History), len(fan.Bands))
	}
	said := strings.ToLower(wordsOf(page))
	for _, want := range []string{"range in which 9 in 10 simulated futures fall", "a change of law, funding or local policy is not in it", "do not add up"} {
		if !strings.Contains(said, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(said, "confidence") {
		t.Error("the page speaks of confidence")
	}
}

func TestAHiddenSettingIsNeitherShownNorProjected(t *testing.T) {
	hide := func(year int, slice, key, measure string) bool {
		return slice == forecast.SliceSettingGroup && key == forecast.FEPost16.String()
	}
	shown := looking(t, plansFrom(0.08, nil), nothing)
	page, _ := ahead(t, looking(t, plansFrom(0.08, nil), hide))
	secret := map[float64]bool{}
	for _, r := range shown.Outlook.Rows {
		if r.Key == forecast.FEPost16.String() {
			for _, p := range outlookBands {
				secret[forecast.Printed(r.Quantiles[p])] = true
			}
		}
	}
	for _, r := range shown.Outlook.Rows { // what another slice shows too is no secret
		if r.Key == forecast.Total || r.Key == forecast.Mainstream.String() || r.Key == forecast.Special.String() {
			for _, p := range outlookBands {
				delete(secret, forecast.Printed(r.Quantiles[p]))
			}
		}
	}
	if len(secret) < 20 {
		t.Fatalf("only %d secrets to look for", len(secret))
	}
	for n, where := range contentOf(page).numbers {
		where = slices.DeleteFunc(where, func(at string) bool { return strings.Contains(at, ".Axis.") }) // round numbers
		if secret[n] && len(where) > 0 {
			t.Errorf("%v is hidden and stands at %v", n, where)
		}
	}
	for _, c := range chartsOf(page.Blocks) {
		if m, ok := c.Spec.(document.MultiplesSpec); ok && slices.ContainsFunc(m.Panels, func(p document.Multiple) bool { return p.Title == "College, post-16" || p.Title == "Elsewhere" }) {
			t.Error("a hidden setting, or the remainder that would give it away, is drawn")
		}
	}
	if !strings.Contains(wordsOf(page), "hidden to protect people") {
		t.Error("the page does not say why a setting has no figure")
	}
}

func TestWhereNothingIsProjectedThePageSaysWhy(t *testing.T) {
	own := func(f func(year int, o *forecast.Observation)) *forecast.Panel {
		return plansFrom(0.08, func(area, year int, o *forecast.Observation) {
			if area == 0 {
				f(year, o)
			}
		})
	}
	total := func(year int, slice, key, measure string) bool { return slice == forecast.SliceTotal }
	for _, c := range []struct {
		name        string
		panel       *forecast.Panel
		hidden      forecast.Hidden
		title, want string
		rows        int // of the table of what was counted
	}{
		{"no count of the last year", own(func(year int, o *forecast.Observation) {
			if year == 2025 {
				*o = forecast.Observation{}
			}
		}), nil, "is not known", "for January 2025, the last that other authorities have", 8},
		{"no count at all", own(func(_ int, o *forecast.Observation) { *o = forecast.Observation{} }), nil, "is not known", "No number of EHC plans is published", 0},
		{"no plans", own(func(year int, o *forecast.Observation) {
			if year == 2025 {
				o.Plans, o.Settings = forecast.CountOf(0), forecast.Split{}
			}
		}), nil, "is not known", "had no EHC plans in January 2025", 8},
		{"a hidden total", plansFrom(0.08, nil), total, "cannot be shown", "is hidden to protect people", 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := looking(t, c.panel, c.hidden)
			page, ok := ahead(t, in)
			said := wordsOf(page)
			if !ok || !strings.Contains(page.Title, c.title) || !strings.Contains(said, c.want) {
				t.Fatalf("%q without %q", page.Title, c.want)
			}
			rows := 0
			for _, b := range page.Blocks {
				if tab, ok := b.(document.Table); ok {
					rows += len(tab.Groups[0].Rows)
				}
			}
			if rows != c.rows || len(chartsOf(page.Blocks)) > 0 {
				t.Errorf("%d rows of what was counted, want %d and no chart", rows, c.rows)
			}
			if board := fmt.Sprint(contentOf(pack(t, in, "board")).texts); strings.Contains(board, "simulated futures") {
				t.Error("the board pack has futures")
			}
			if members := fmt.Sprint(contentOf(pack(t, in, "members")).texts); strings.Contains(members, "Looking ahead") {
				t.Error("the members' pack looks ahead")
			}
		})
	}
}

func TestTheBoardHasOnePageAndMembersASentence(t *testing.T) {
	in := looking(t, plansFrom(0.08, nil), nil)
	pages := 0
	for _, p := range pack(t, in, "board").Pages {
		if strings.HasPrefix(p.ID, "outlook") {
			pages++
		}
	}
	if pages != 1 {
		t.Errorf("%d pages of the board pack look ahead, want 1", pages)
	}
	d := &draft{place: newPlace(in, authorities[0]), voice: memberVoice}
	if got := d.outlookSentence().String(); !strings.Contains(got, "In 9 in 10 simulated futures it is ") {
		t.Errorf("members read %q", got)
	}
}

func TestWithoutAProjectionNothingLeadsToOne(t *testing.T) {
	in := looking(t, plansFrom(0.08, nil), nil)
	if !linksTo(t, in, "projection") {
		t.Error("nothing leads to the page of the projection")
	}
	in.Outlook = nil
	if _, ok := ahead(t, in); ok || linksTo(t, in, "projection") {
		t.Error("there is no projection, and a page of it or a link")
	}
	other := looking(t, plansFrom(0.08, nil), nil)
	other.Outlook.Area = code(authorities[1])
	if _, ok := ahead(t, other); ok {
		t.Error("the page shows the projection of another area")
	}
}

// linksTo reports whether another page of the site has a link to a page.
func linksTo(t *testing.T, in *Input, id string) bool {
	t.Helper()
	for _, p := range Site(in, int32(authorities[0]), nil).Pages {
		if p.ID == id {
			continue
		}
		for _, where := range contentOf(p).texts[id] {
			if strings.HasSuffix(where, ".Page") {
				return true
			}
		}
	}
	return false
}
