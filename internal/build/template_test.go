package build

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/returns"
)

// definition is a whole definition of a local figure; more is added below it.
func definition(id, measure, unit, period, more string) string {
	return fmt.Sprintf(`id: %s
cdc: {status: extension, domain: governance-assurance, subdomain: ehc-process, populated_by: local}
title: %s, please
technical_title: Technical %s
measure: %s
unit: %s
polarity: high
period: {type: %s}
geographies: [LA]
comparators: [self]
comparison: {rank: false, band: false}
audiences: {B: page}
suppression: S0
provenance: {publication: Local returns, publisher: The council}
%s`, id, id, id, measure, unit, period, more)
}

// returnProject is a project of two areas with local figures of every kind and
// the returns given.
func returnProject(files map[string][]byte) fstest.MapFS {
	const parts = "numerator: {source: local-returns, column: numerator, text: cases in time}\ndenominator: {source: local-returns, column: denominator, text: cases due}\n"
	p := fstest.MapFS{
		"sendpack.yaml": text(`title: A return
areas: [E06000026, E06000052]
as_of: 2026-06-30
data: data
sources:
  - use: local-returns-form
indicators:
  library: false
  folders: [own]
`),
		"own/share.yaml":        text(definition("share", "proportion", "pct", "M", parts+"breakdowns:\n  - {list: sex}\n  - {list: need}\nreturn: {agency: health, note: Count each once.}\n")),
		"own/cases.yaml":        text(definition("cases", "count", "count", "Q", "numerator: {source: local-returns, column: value, text: open cases}\n")),
		"own/calm.yaml":         text(strings.Replace(definition("calm", "survey", "pct", "SURV", parts+"survey: {wording: 'How calm are you?'}\nreturn: {agency: surveys}\n"), "S0", "S5", 1)),
		"own/balance.yaml":      text(definition("balance", "index", "pp", "FY", "value: {source: local-returns, column: value}\nreturn: {agency: finance}\n")),
		"own/later.yaml":        text(strings.Replace(definition("later", "count", "count", "M", "numerator: {source: local-returns, column: value}\n"), "extension", "reserved", 1)),
		"own/nation.yaml":       text(definition("nation", "proportion", "pct", "CY", strings.ReplaceAll(parts, "local-returns", "published"))),
		"data/returns/.gitkeep": text(""),
	}
	for name, data := range files {
		p["data/returns/"+name] = &fstest.MapFile{Data: data}
	}
	return p
}

// template is the workbook and the CSV of a project.
func template(t *testing.T, p fs.FS) (book, table []byte) {
	t.Helper()
	dir := t.TempDir()
	var l diag.List
	if _, err := Template(context.Background(), &Options{Project: p, Templates: Templates()}, dir, false, &l); err != nil || l.HasErrors() {
		t.Fatalf("%v\n%v", err, l.Sorted())
	}
	for _, f := range []struct {
		name string
		to   *[]byte
	}{{ReturnBook, &book}, {ReturnCSV, &table}} {
		raw, err := os.ReadFile(filepath.Join(dir, f.name))
		if err != nil {
			t.Fatal(err)
		}
		*f.to = raw
	}
	return book, table
}

// entry is what a person enters for one row.
type entry struct{ period, numerator, denominator, value, status, note, wording, invited string }

// random fills some rows as people do: numbers, symbols, nothing.
func random(r *rand.Rand, cells string) entry {
	var e entry
	if r.IntN(3) == 0 {
		return e
	}
	number := func() string {
		switch r.IntN(8) {
		case 0:
			return []string{"c", "z", "x", "low", "u", "w"}[r.IntN(6)]
		case 1:
			return "0"
		}
		return fmt.Sprint(1 + r.IntN(5000))
	}
	switch cells {
	case "parts":
		e.numerator, e.denominator = number(), number()
	case "count":
		e.value = number()
	case "signed":
		e.value = []string{"-12.5", "0.1", "3", "x", "-0.07", "1234.5678"}[r.IntN(6)]
	}
	e.status = []string{"", "final", "provisional", "revised"}[r.IntN(4)]
	e.note = []string{"", "as counted", "=1+1", "10,5; \"quoted\"", "née Å"}[r.IntN(5)]
	return e
}

// fill enters the same figures into the workbook and the CSV of a template,
// and returns both with how many rows were filled.
func fill(t *testing.T, r *rand.Rand, book, table []byte) (filledBook, filledTable []byte, rows int) {
	t.Helper()
	entries := map[string]entry{}
	records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]string{"share": "parts", "calm": "parts", "cases": "count", "balance": "signed"}
	for _, rec := range records[1:] {
		e := random(r, kinds[rec[0]])
		e.period = rec[2]
		if rec[0] == "calm" {
			e.period = "Spring 2026"
			if e.numerator != "" {
				e.wording, e.invited = []string{"", "Are you calm?"}[r.IntN(2)], []string{"", "9000"}[r.IntN(2)]
			}
		}
		entries[strings.Join([]string{rec[0], rec[1], rec[3]}, "|")] = e
		rec[2], rec[4], rec[5], rec[6], rec[7], rec[8], rec[9], rec[10] = e.period, e.numerator, e.denominator, e.value, e.status, e.note, e.wording, e.invited
		if e.numerator+e.value != "" {
			rows++
		} else {
			rec[7], rec[8] = "", ""
		}
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(records); err != nil {
		t.Fatal(err)
	}
	return enterAll(t, book, entries), out.Bytes(), rows
}

// enterAll types entries into the rows of a workbook, finding rows by their
// ids and columns by their headings.
func enterAll(t *testing.T, book []byte, entries map[string]entry) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) < 4 {
			continue
		}
		at := func(heading string) int { return slices.Index(rows[3], heading) }
		if at("Indicator id") < 0 {
			continue
		}
		for n := 4; n < len(rows); n++ {
			cell := func(heading string) string {
				if i := at(heading); i >= 0 && i < len(rows[n]) {
					return rows[n][i]
				}
				return ""
			}
			e, known := entries[strings.Join([]string{cell("Indicator id"), cell("Area code"), cell("Group key")}, "|")]
			if !known || e.numerator+e.value == "" {
				continue
			}
			for heading, v := range map[string]string{"Period": e.period, "How many (numerator)": e.numerator, "Out of (denominator)": e.denominator, "Value": e.value,
				"Status": e.status, "Note": e.note, "Question, if put in other words": e.wording, "People invited": e.invited} {
				if at(heading) < 0 || v == "" {
					continue
				}
				name, _ := excelize.CoordinatesToCellName(at(heading)+1, n+1)
				if err := enter(f, sheet, name, v); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// enter enters a text as a spreadsheet does: what looks like a number is one.
func enter(f *excelize.File, sheet, cell, v string) error {
	var n float64
	if _, err := fmt.Sscanf(v, "%g", &n); err == nil && fmt.Sprint(n) == v {
		return f.SetCellFloat(sheet, cell, n, -1, 64)
	}
	return f.SetCellStr(sheet, cell, v)
}

// returned is the table of returned figures of a project.
func returned(t *testing.T, p fs.FS) (*Loaded, *dataset.Table, *diag.List) {
	t.Helper()
	var l diag.List
	in, err := Load(context.Background(), &Options{Project: p, Templates: Templates()}, &l)
	if err != nil {
		t.Fatal(err)
	}
	return in, in.Tables[returns.Source], &l
}

// observations are the rows of a table as text, without where they stood.
func observations(in *Loaded, tb *dataset.Table) []string {
	var out []string
	if tb == nil {
		return out
	}
	for row := range tb.Len() {
		s := in.Register.Area(tb.Areas[row]).Code + " " + tb.Periods[tb.PeriodOf[row]].Label + " " + tb.StatusOf[row].String()
		for n := range tb.Dimensions {
			s += fmt.Sprintf(" %s=%q", tb.Dimensions[n].Name, tb.Dimensions[n].At(row))
		}
		for n := range tb.Measures {
			v := tb.Measures[n].At(row)
			s += fmt.Sprintf(" %s=%s%s", tb.Measures[n].Name, v.Shortest(), v.Symbol.Code())
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func TestTheWorkbookAndTheCSVOfAReturnReadTheSame(t *testing.T) {
	book, table := template(t, returnProject(nil))
	for seed := range uint64(8) {
		fb, ft, rows := fill(t, rand.New(rand.NewPCG(seed, 3)), book, table)
		in, fromBook, l := returned(t, returnProject(map[string][]byte{"a.xlsx": fb}))
		if l.HasErrors() {
			t.Fatalf("seed %d: %v", seed, l.Sorted())
		}
		_, fromTable, l := returned(t, returnProject(map[string][]byte{"a.csv": ft}))
		if l.HasErrors() {
			t.Fatalf("seed %d: %v", seed, l.Sorted())
		}
		got, want := observations(in, fromBook), observations(in, fromTable)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("seed %d: the workbook reads otherwise than the CSV (-csv +workbook):\n%s", seed, d)
		}
		if len(got) != rows {
			t.Fatalf("seed %d: %d rows were filled and %d read", seed, rows, len(got))
		}
	}
}

func TestTheFormAsksForWhatLocalAreasFillIn(t *testing.T) {
	_, table := template(t, returnProject(nil))
	var ids []string
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		id, _, _ := strings.Cut(line, ",")
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	if d := cmp.Diff([]string{"balance", "calm", "cases", "share"}, ids); d != "" {
		t.Errorf("indicators (-want +got):\n%s", d)
	}
	for _, line := range []string{"share,E06000026,June 2026,,,,,,,,", "share,E06000026,June 2026,sex=female,,,,,,,", "share,E06000052,June 2026,need=ASD,,,,,,,",
		"cases,E06000026,Q1 2026-27,,,,,,,,", "balance,E06000026,2026-27,,,,,,,,", "calm,E06000026,,,,,,,,,"} {
		if !strings.Contains(string(table), "\n"+line+"\n") {
			t.Errorf("the CSV lacks the row %q", line)
		}
	}
}

func TestTheNextFormGoesOnFromTheLastReturn(t *testing.T) {
	last := "indicator,area,period,breakdown,numerator,denominator,value,status,note\n" +
		"share,E06000026,March 2026,,3,4,,final,\nshare,E06000026,May 2026,sex=boys,1,2,,final,\nshare,E06000026,May 2026,sex=in-between,1,2,,final,\nshare,E06000026,April 2026,,5,6,,final,\ncalm,E06000026,Spring 2025,,5,6,,final,\n"
	in, _, _ := returned(t, returnProject(map[string][]byte{"a.csv": []byte(last)}))
	var l diag.List
	areas, err := in.returnAreas(context.Background(), &Options{}, &l)
	if err != nil {
		t.Fatal(err)
	}
	f := in.form(areas)
	var rows []returns.Row
	for _, s := range f.Sheets {
		for _, g := range s.Figures {
			if g.ID == "share" {
				rows = g.Rows
			}
		}
	}
	at := func(area, key string) returns.Row {
		for _, r := range rows {
			if r.Area.Code == area && r.Breakdown == key {
				return r
			}
		}
		t.Fatalf("no row for %s %s", area, key)
		return returns.Row{}
	}
	if r := at("E06000026", ""); r.Period != "June 2026" || r.Last.Period != "April 2026" || r.Last.Numerator.Number != 5 || r.Last.Denominator.Number != 6 {
		t.Errorf("the headline is %+v", r)
	}
	if r := at("E06000026", "sex=boys"); r.Period != "June 2026" || r.Last.Period != "May 2026" || r.Last.Numerator.Number != 1 {
		t.Errorf("a group is %+v", r)
	}
	if r := at("E06000026", "sex=in-between"); r.Label != "In between" || r.Last.Period != "May 2026" {
		t.Errorf("a group that was returned before is %+v", r)
	}
	if r := at("E06000052", ""); r.Period != "June 2026" || r.Last.Period != "" {
		t.Errorf("an area that returned nothing is %+v", r)
	}
}

func TestTeamsMaySendTheirOwnSheetsBack(t *testing.T) {
	book, _ := template(t, returnProject(nil))
	only := func(keep string, cell string, v any) []byte {
		f, err := excelize.OpenReader(bytes.NewReader(book))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for _, s := range f.GetSheetList()[1:] {
			if s != keep && s != "Lists" {
				if err := f.DeleteSheet(s); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := f.SetCellValue(keep, cell, v); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	in, table, l := returned(t, returnProject(map[string][]byte{"finance.xlsx": only("Finance", "G5", -3.5), "sen.xlsx": only("SEND team", "G5", 7),
		"~$sen.xlsx": []byte("lock"), "letter.docx": []byte("PK")}))
	if got := len(observations(in, table)); got != 2 || l.HasErrors() {
		t.Errorf("%d figures, said %v", got, l.Sorted())
	}
	var said []string
	for _, d := range l.Sorted() {
		line, _, _ := strings.Cut(d.String(), "\n")
		said = append(said, line)
	}
	want := []string{"data/returns/finance.xlsx:Health: warning: the sheet is missing, so none of its figures are read", "data/returns/finance.xlsx:Health groups: warning: the sheet is missing, so none of its figures are read",
		"data/returns/finance.xlsx:Surveys: warning: the sheet is missing, so none of its figures are read", "data/returns/letter.docx: warning: the file is neither a workbook nor CSV and is left out"}
	if d := cmp.Diff(want, said); d != "" {
		t.Errorf("said (-want +got):\n%s", d)
	}
}

func TestAFilledWorkbookReachesTheResults(t *testing.T) {
	book, _ := template(t, returnProject(nil))
	filled := enterAll(t, book, map[string]entry{"share|E06000026|": {period: "June 2026", numerator: "30", denominator: "40"}, "balance|E06000052|": {period: "2026-27", value: "-2.5"}})
	out := filepath.Join(t.TempDir(), "site")
	var l diag.List
	if _, err := Build(context.Background(), &Options{Project: returnProject(map[string][]byte{"a.xlsx": filled}), Templates: Templates(), Formats: []string{"csv"}}, out, &l); err != nil || l.HasErrors() {
		t.Fatalf("%v\n%v", err, l.Sorted())
	}
	raw, err := os.ReadFile(filepath.Join(out, "E06000026", "data", "results.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "share,,June 2026,M,75,75.0%,pct,30,40,") || !strings.Contains(string(raw), "a.xlsx:Health!5") {
		t.Errorf("the figure or its cell is not in the results:\n%s", raw)
	}
}

func TestReturnsReadInTwoWaysAreBothKept(t *testing.T) {
	book, _ := template(t, returnProject(nil))
	p := returnProject(map[string][]byte{"a.xlsx": enterAll(t, book, map[string]entry{"share|E06000026|": {period: "June 2026", numerator: "30", denominator: "40"}})})
	p["sendpack.yaml"].Data = bytes.Replace(p["sendpack.yaml"].Data, []byte("  - use: local-returns-form\n"), []byte("  - use: local-returns-form\n  - use: local-returns\n    file: old.csv\n"), 1)
	p["data/old.csv"] = text("indicator,area,period,breakdown,numerator,denominator,value,status,note\nshare,E06000026,June 2026,sex=female,1,2,,final,\nshare,E06000052,June 2026,,3,4,,final,\n")
	in, table, l := returned(t, p)
	if got := observations(in, table); len(got) != 3 || l.HasErrors() {
		t.Errorf("%d figures: %q, said %v", len(got), got, l.Sorted())
	}
}

func TestAWrongCellIsToldByItsName(t *testing.T) {
	book, _ := template(t, returnProject(nil))
	filled := enterAll(t, book, map[string]entry{"share|E06000026|": {period: "June 2026", numerator: "3O", denominator: "40"}, "cases|E06000026|": {period: "2026", value: "4"}})
	_, _, l := returned(t, returnProject(map[string][]byte{"a.xlsx": filled}))
	var said []string
	for _, d := range l.Sorted() {
		if d.Severity == diag.Error {
			line, _, _ := strings.Cut(d.String(), "\n")
			said = append(said, line)
		}
	}
	want := []string{`data/returns/a.xlsx:Health!E5: numerator "3O" is not a number`, `data/returns/a.xlsx:SEND team!D5: "2026" is not a period of type Q`}
	if d := cmp.Diff(want, said); d != "" {
		t.Errorf("said (-want +got):\n%s", d)
	}
}

func TestATemplateIsNeverWrittenOverAFile(t *testing.T) {
	for _, there := range []string{ReturnBook, ReturnCSV} {
		dir := filepath.Join(t.TempDir(), "return")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, there), []byte("half filled in"), 0o644); err != nil {
			t.Fatal(err)
		}
		o := &Options{Project: returnProject(nil), Templates: Templates()}
		var l diag.List
		if _, err := Template(context.Background(), o, dir, false, &l); !errors.Is(err, ErrExists) {
			t.Errorf("%s: %v", there, err)
		}
		entries, _ := os.ReadDir(dir)
		if raw, _ := os.ReadFile(filepath.Join(dir, there)); string(raw) != "half filled in" || len(entries) != 1 {
			t.Errorf("%s was touched: %d files", there, len(entries))
		}
		if _, err := Template(context.Background(), o, dir, true, &l); err != nil {
			t.Fatal(err)
		}
		entries, _ = os.ReadDir(dir)
		if raw, _ := os.ReadFile(filepath.Join(dir, there)); string(raw) == "half filled in" || len(entries) != 2 {
			t.Errorf("%s was not written with force: %d files", there, len(entries))
		}
	}
}

func TestAProjectWithoutLocalFiguresHasNoTemplate(t *testing.T) {
	p := returnProject(nil)
	for _, f := range []string{"share", "cases", "calm", "balance"} {
		delete(p, "own/"+f+".yaml")
	}
	dir := filepath.Join(t.TempDir(), "return")
	var l diag.List
	if _, err := Template(context.Background(), &Options{Project: p, Templates: Templates()}, dir, false, &l); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !l.HasErrors() || err == nil {
		t.Errorf("said %v, folder %v", l.Sorted(), err)
	}
}
