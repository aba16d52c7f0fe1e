package diff

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/document"
)

// Folders are the areas of an output by folder: "" for an output of one area.
func Folders(out fs.FS) ([]string, error) {
	if _, err := fs.Stat(out, "data/results.csv"); err == nil {
		return []string{""}, nil
	}
	found, err := fs.Glob(out, "*/data/results.csv")
	if err != nil || len(found) == 0 {
		return nil, errors.New("there is no data/results.csv: it was built without CSV, or is no output of this tool")
	}
	var folders []string
	for _, f := range found {
		folders = append(folders, path.Dir(path.Dir(f)))
	}
	sort.Strings(folders)
	return folders, nil
}

// ReadArea reads what an output publishes about one area; nil when it is not
// about that area at all. The code is the area's 9-character code.
func ReadArea(out fs.FS, code string) (*Release, error) {
	folders, err := Folders(out)
	if err != nil {
		return nil, err
	}
	for _, f := range folders {
		if f != code && f != "" {
			continue
		}
		r, err := Read(out, f)
		if err != nil {
			return nil, err
		}
		if r.About().Code == code {
			return r, nil
		}
	}
	return nil, nil
}

// Read reads one area's folder of an output of this or an earlier version:
// columns are found by name, and those it does not have stay empty.
func Read(out fs.FS, folder string) (*Release, error) {
	r, err := Manifest(out)
	if err != nil {
		return nil, err
	}
	text := interner{}
	err = table(out, path.Join(folder, "data/results.csv"), []string{"area_code", "indicator", "period", "value", "symbol"}, func(get func(string) string) {
		r.Figures = append(r.Figures, Figure{
			Area: text.of(get("area_code")), AreaName: text.of(get("area_name")), Level: text.of(get("area_level")),
			Indicator: text.of(get("indicator")), Breakdown: text.of(get("breakdown")), Period: text.of(get("period")),
			Value: get("value"), Display: get("display"), Numerator: get("numerator"), Denominator: get("denominator"),
			Symbol: text.of(get("symbol")), Status: text.of(get("status")), Source: text.of(get("source")),
			Change: text.of(get("change_result")), Trend: text.of(get("trend")), Similar: text.of(get("sn_result")), Rated: text.of(get("rag"))})
	})
	if err != nil {
		return nil, err
	}
	name := path.Join(folder, "data/indicators.csv")
	if _, err := fs.Stat(out, name); errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	return r, indicatorsOf(out, name, r)
}

// Manifest reads the dates and inputs of an output, without figures.
func Manifest(out fs.FS) (*Release, error) {
	raw, err := fs.ReadFile(out, "manifest.json")
	if err != nil {
		return nil, fmt.Errorf("no output of this tool: %w", err)
	}
	var m struct {
		Version string  `json:"version"`
		AsOf    string  `json:"as_of"`
		Inputs  []Input `json:"inputs"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, fmt.Errorf("manifest.json cannot be read: %w", err)
	}
	return &Release{AsOf: m.AsOf, Version: m.Version, Inputs: m.Inputs}, nil
}

func indicatorsOf(out fs.FS, name string, r *Release) error {
	var head []string
	return tableOf(out, name, []string{"id"}, func(h []string) { head = h }, func(get func(string) string) {
		i := Indicator{ID: get("id"), Title: oneLine(get("title"))}
		for _, h := range head {
			if h != "id" && h != "title" {
				i.Fields = append(i.Fields, Field{h, oneLine(get(h))})
			}
		}
		r.Indicators = append(r.Indicators, i)
	})
}

func table(out fs.FS, name string, need []string, row func(func(string) string)) error {
	return tableOf(out, name, need, func([]string) {}, row)
}

// tableOf reads a CSV file by the names of its columns.
func tableOf(out fs.FS, name string, need []string, header func([]string), row func(func(string) string)) error {
	raw, err := fs.ReadFile(out, name)
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	in := csv.NewReader(bytes.NewReader(raw))
	in.ReuseRecord = true
	head, err := in.Read()
	if err != nil {
		return fmt.Errorf("reading %s: there is no header: %w", name, err)
	}
	at := map[string]int{}
	names := append([]string(nil), head...)
	for n, h := range names {
		at[h] = n
	}
	for _, n := range need {
		if _, ok := at[n]; !ok {
			return fmt.Errorf("reading %s: there is no column %s", name, n)
		}
	}
	header(names)
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		row(func(column string) string {
			if n, ok := at[column]; ok && n < len(cells) {
				return plain(cells[n])
			}
			return ""
		})
	}
}

// plain takes off the apostrophe that keeps spreadsheets from running a text.
func plain(s string) string {
	if len(s) < 2 || s[0] != '\'' {
		return s
	}
	rest := strings.TrimSpace(s[1:])
	for _, start := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(rest, start) {
			return s[1:]
		}
	}
	return s
}

// oneLine is text as a CSV cell holds it, so that a release that is read and
// one that is about to be written compare alike.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// interner keeps one copy of each text that stands in many rows.
type interner map[string]string

func (i interner) of(s string) string {
	if t, ok := i[s]; ok {
		return t
	}
	t := strings.Clone(s)
	i[t] = t
	return t
}

// Of is a release that is about to be published, from its data document. The
// inputs are added by whoever knows them.
func Of(d *document.Document, version string) *Release {
	r := &Release{AsOf: d.AsOf, Version: version, Figures: make([]Figure, 0, len(d.Records))}
	for n := range d.Records {
		rec := d.Records[n].Published()
		r.Figures = append(r.Figures, Figure{
			Area: rec.AreaCode, AreaName: rec.AreaName, Level: rec.AreaLevel, Indicator: rec.Indicator, Breakdown: rec.Breakdown, Period: rec.Period,
			Value: rec.Value.Shortest(), Display: rec.Display, Numerator: rec.Numerator.Shortest(), Denominator: rec.Denominator.Shortest(),
			Symbol: rec.Value.Symbol.Code(), Status: rec.Status, Source: rec.Source,
			Change: rec.ChangeResult, Trend: rec.Trend, Similar: rec.SNResult, Rated: rec.RAG})
	}
	for _, s := range d.Sheets {
		r.Indicators = append(r.Indicators, indicator(s))
	}
	return r
}

// indicator has the columns of indicators.csv, in its order.
func indicator(s document.IndicatorNote) Indicator {
	caveats := make([]string, len(s.Caveats))
	for n, c := range s.Caveats {
		caveats[n] = strings.ReplaceAll(c, "|", "/")
	}
	i := Indicator{ID: s.ID, Title: oneLine(s.Title)}
	for _, f := range []Field{{"technical_title", s.TechnicalTitle}, {"domain", s.Domain}, {"question", s.Question}, {"unit", string(s.Unit)},
		{"polarity", s.Polarity}, {"numerator", s.Numerator}, {"denominator", s.Denominator}, {"period", s.Period}, {"source", s.Source},
		{"published", s.Published}, {"next_update", s.NextUpdate}, {"suppression", s.Suppression}, {"caveats", strings.Join(caveats, "|")},
		{"version", strconv.Itoa(s.Version)}, {"measure", s.Measure}} {
		i.Fields = append(i.Fields, Field{f.Name, oneLine(f.Text)})
	}
	return i
}
