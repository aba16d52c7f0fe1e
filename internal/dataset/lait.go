package dataset

import (
	"context"
	"fmt"
	"io/fs"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/diag"
)

// Names of the one dimension and the one measure of a LAIT table.
const (
	LAITKey   = "key"
	LAITValue = "value"
)

// LoadLAIT reads the long table of the Local Authority Interactive Tool and
// its data dictionary (Spec.Dictionary, a path in fsys). Only rows of the given
// keys are kept; nil keeps every key. A 3-digit code is the authority that has
// it now, for all years, as the tool presents them; an abolished one where no
// authority has it. The word in brackets after a year gives the row's status.
// Diagnostics and the error are as those of Load.
func LoadLAIT(ctx context.Context, fsys fs.FS, spec Spec, files, keys []string, reg *Register, l *diag.List) (*Table, []DictionaryRow, error) {
	data, err := readDecoded(fsys, spec.Dictionary, l)
	if err != nil {
		return nil, nil, err
	}
	dictionary := ReadDictionary(spec.Dictionary, data, l)
	ll := newLAITLoader(spec, reg, dictionary, keys, l)
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		data, err := readDecoded(fsys, file, l)
		if err != nil {
			return nil, nil, err
		}
		if data != nil {
			ll.file(ctx, file, data)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	ll.tellStray()
	return ll.finish(), dictionary, nil
}

// laitLoader is the ordinary loader with the tool's own columns and keys.
type laitLoader struct {
	*loader
	byKey map[string]DictionaryRow
	want  map[string]bool // nil: all
	key   *dimensionColumn
	value *measureColumn
	raw   map[string]string // key as written to trimmed key; "" when unwanted
	oddAt diag.Pos          // first row with the year 0
	odd   int
	years map[[2]string]laitYear
}

type laitYear struct {
	id     PeriodID
	status Status
	err    *PeriodError
}

func newLAITLoader(spec Spec, reg *Register, dictionary []DictionaryRow, keys []string, l *diag.List) *laitLoader {
	symbols := map[string]string{"-": markAbsent, "": markAbsent, "..": "x"}
	for mark, meaning := range spec.Symbols {
		symbols[mark] = meaning
	}
	ld := newLoader(Spec{Pos: spec.Pos, Source: spec.Source, Format: FormatLAIT, Symbols: symbols, Status: spec.Status, Area: spec.Area,
		Dimensions: map[string]ColumnSpec{LAITKey: {Column: "Short Desc"}},
		Measures:   map[string]ColumnSpec{LAITValue: {Column: "Values", Signed: true}}}, reg, l)
	ll := &laitLoader{loader: ld, byKey: map[string]DictionaryRow{}, key: ld.dims[0], value: ld.nums[0],
		raw: map[string]string{}, years: map[[2]string]laitYear{}}
	for _, d := range dictionary {
		ll.byKey[d.Key] = d
	}
	if keys != nil {
		ll.want = map[string]bool{}
		for _, k := range keys {
			ll.want[strings.TrimSpace(k)] = true
		}
		ll.tellMissingKeys(keys, spec, l)
	}
	return ll
}

// tellMissingKeys tells wanted keys that the dictionary does not have.
func (ll *laitLoader) tellMissingKeys(keys []string, spec Spec, l *diag.List) {
	if len(ll.byKey) == 0 {
		return // the dictionary itself was told
	}
	for _, k := range keys {
		if _, ok := ll.byKey[strings.TrimSpace(k)]; ok {
			continue
		}
		d := diag.Diagnostic{Pos: spec.Pos, Message: fmt.Sprintf("the data dictionary has no measure %q", k),
			Expected: "a value of its column Measure_short", Fix: "mend the key"}
		if near := diag.Nearest(k, sortedKeys(ll.byKey)); near != "" {
			d.Fix = fmt.Sprintf("did you mean %q?", near)
		}
		l.Add(d)
	}
}

// laitColumns is where the table's seven columns stand.
type laitColumns struct{ key, years, name, value, number int }

func (ll *laitLoader) file(ctx context.Context, file string, data []byte) {
	ll.t.Files = append(ll.t.Files, file)
	r := csvfile.NewReader(file, data, ll.l)
	header, ok := r.Header()
	if !ok {
		return
	}
	c := newColumns(diag.Pos{File: file, Line: r.Line()}, header, ll.l)
	at := laitColumns{key: c.need("", "Short Desc"), years: c.need("", "Years"), name: c.need("", "LA and Regions"),
		value: c.need("", "Values"), number: c.need("", "LA Number")}
	c.find("Data item")
	c.find("Region")
	c.rest(ll.spec.Ignore, []string{"Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"})
	if c.bad {
		return
	}
	if ll.want == nil {
		ll.grow(strings.Count(string(data[:min(len(data), 1<<16)]), "\n") * (len(data)>>16 + 1))
	}
	rows := 0
	for r.Next() {
		if rows++; rows%4096 == 0 && ctx.Err() != nil {
			return
		}
		ll.record(r, at)
	}
	if rows == 0 {
		ll.l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the file has a header and no rows", Fix: "fetch the file again"})
	}
}

// grow makes room for n more rows, so that the columns are not copied again
// and again while they grow.
func (ll *laitLoader) grow(n int) {
	t := ll.t
	t.Areas, t.PeriodOf = growBy(t.Areas, n), growBy(t.PeriodOf, n)
	t.FileOf, t.LineOf, t.StatusOf = growBy(t.FileOf, n), growBy(t.LineOf, n), growBy(t.StatusOf, n)
	ll.key.out.Codes = growBy(ll.key.out.Codes, n)
	m := &ll.value.out
	m.Numbers, m.Known, m.Symbols, m.Decimal = growBy(m.Numbers, n), growBy(m.Known, n), growBy(m.Symbols, n), growBy(m.Decimal, n)
	if len(ll.seen) == 0 {
		ll.seen = make(map[uint64]int32, n)
	}
}

func growBy[T any](s []T, n int) []T {
	return append(make([]T, 0, len(s)+n), s...)
}

// record keeps one row of the long table.
func (ll *laitLoader) record(r *csvfile.Reader, at laitColumns) {
	f := r.Fields()
	key, wanted := ll.wanted(r, f[at.key], at.key)
	if !wanted {
		return
	}
	y := ll.year(key, f[at.years])
	if y.err != nil {
		if strings.TrimSpace(f[at.years]) == "0" {
			if ll.odd++; ll.odd == 1 {
				ll.oddAt = r.Pos(at.years)
			}
			return
		}
		ll.l.Add(diag.Diagnostic{Pos: r.Pos(at.years), Message: y.err.Message, Expected: y.err.Expected, Fix: y.err.Fix})
		return
	}
	area := ll.areas.find(strings.TrimSpace(f[at.number]), "", "", 0)
	if area.skip {
		return
	}
	if area.fail != nil {
		d := *area.fail
		d.Pos = r.Pos(at.number)
		d.Message = fmt.Sprintf("unknown area number %q (%s)", f[at.number], f[at.name])
		ll.l.Add(d)
		return
	}
	v, e := ll.value.reader.read(f[at.value])
	if e != nil {
		ll.l.Add(diag.Diagnostic{Pos: r.Pos(at.value), Message: e.message, Expected: e.expected, Fix: e.fix})
		return
	}
	ll.key.now, ll.value.now = ll.key.code(key), v
	if !ll.isNew(r, area.id, y.id) {
		return
	}
	ll.keep(r.Line(), area.id, y)
}

// keep appends the current row.
func (ll *laitLoader) keep(line int, area AreaID, y laitYear) {
	t := ll.t
	t.Areas = append(t.Areas, area)
	t.PeriodOf = append(t.PeriodOf, y.id)
	t.FileOf = append(t.FileOf, uint16(len(t.Files)-1))
	t.LineOf = append(t.LineOf, int32(line))
	t.StatusOf = append(t.StatusOf, y.status)
	ll.key.out.Codes = append(ll.key.out.Codes, ll.key.now)
	ll.value.append()
}

// wanted trims a key and says whether its rows are kept. A key that the
// dictionary does not have is told: its years cannot be understood.
func (ll *laitLoader) wanted(r *csvfile.Reader, raw string, at int) (string, bool) {
	if key, ok := ll.raw[raw]; ok {
		return key, key != ""
	}
	key := strings.Clone(strings.TrimSpace(raw))
	if ll.want != nil && !ll.want[key] {
		key = ""
	} else if _, ok := ll.byKey[key]; !ok {
		if len(ll.byKey) > 0 {
			ll.l.Add(diag.Diagnostic{Pos: r.Pos(at), Message: fmt.Sprintf("measure %q is not in the data dictionary", key),
				Expected: "a value of its column Measure_short", Fix: "use the dictionary that was published with the table"})
		}
		key = ""
	}
	ll.raw[strings.Clone(raw)] = key
	return key, key != ""
}

// year is the period and status of a key's year text.
func (ll *laitLoader) year(key, raw string) laitYear {
	cacheKey := [2]string{ll.byKey[key].PeriodType, raw}
	if y, ok := ll.years[cacheKey]; ok {
		return y
	}
	cacheKey[1] = strings.Clone(raw)
	y := laitYear{}
	var p Period
	if p, y.status, y.err = laitPeriod(cacheKey[0], cacheKey[1]); y.err == nil {
		y.id = ll.periods.id(p)
	}
	ll.years[cacheKey] = y
	return y
}

func (ll *laitLoader) tellStray() {
	if ll.odd > 0 {
		ll.l.Add(diag.Diagnostic{Pos: ll.oddAt, Severity: diag.Info, Message: fmt.Sprintf("%d rows with the year %q are left out", ll.odd, "0")})
	}
}

// laitPeriod reads a LAIT year: "2024", "2024 (prov)", "2023/24 (Revised)",
// "2019-21". A single year in an academic or financial series is the year that
// it ends. "(OT)" marks outturn, which is final.
func laitPeriod(typ, raw string) (Period, Status, *PeriodError) {
	text, status := plainText(raw), Final
	if i := strings.LastIndexByte(text, '('); i > 0 && strings.HasSuffix(text, ")") {
		word := strings.TrimSpace(text[i+1 : len(text)-1])
		text = strings.TrimSpace(text[:i])
		if s, ok := parseStatus(word); ok {
			status = s
		} else if word != "ot" {
			return Period{}, Final, &PeriodError{Message: fmt.Sprintf("unknown word in the year %q", raw), Expected: "(prov), (Revised), (Final) or (OT)"}
		}
	}
	if y := digits(text); (typ == AcademicYear || typ == FinancialYear) && len(text) == 4 && goodYear(y) {
		p, _ := yearly(typ, y-1)
		return p, status, nil
	}
	p, ok := parseAs(typ, text, "")
	if !ok {
		return Period{}, Final, &PeriodError{Message: fmt.Sprintf("%q is not a year of a measure that the dictionary calls %s", raw, typ),
			Expected: "a year as in the published table"}
	}
	return p, status, nil
}
