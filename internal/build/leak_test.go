package build

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/templates"
)

const (
	torbay    = "E06000027"
	southWest = "E12000009"
	england   = "E92000001"
)

// planted is a project of figures so large that they can be found again, most of
// them below a threshold that the project raises to seven million.
type planted struct {
	truth map[string][2]float64 // numerator and denominator by area, indicator, breakdown and period
	rows  []string
}

func (p *planted) add(area, id, need, period string, n, d float64) {
	if p.truth == nil {
		p.truth = map[string][2]float64{}
	}
	breakdown := ""
	if need != "all" {
		breakdown = "need=" + need
	}
	p.truth[strings.Join([]string{area, id, breakdown, period}, "|")] = [2]float64{n, d}
	p.rows = append(p.rows, fmt.Sprintf("%s,%s,%s,%s,%.0f,%.0f", id, area, need, period, n, d))
}

// figuresToHide has small figures now and in the past, in groups, in another
// area and in the region, beside larger ones that would give them back.
func figuresToHide() *planted {
	p := &planted{}
	unlike := func(i, y int) float64 { return float64(17_911*i + 30_657*y) }
	for y, period := range []string{"2020", "2021", "2022", "2023", "2024"} {
		for i, area := range []string{plymouth, torbay} {
			asd, mld, slcn := 1_045_671+unlike(i, y), 1_456_783+unlike(i, y), 3_567_893+unlike(i, y)
			p.add(area, "plans", "asd", period, asd, 0)
			p.add(area, "plans", "mld", period, mld, 0)
			p.add(area, "plans", "slcn", period, slcn, 0)
			p.add(area, "plans", "all", period, asd+mld+slcn, 0)
			part, rate := 2_234_567+unlike(i, y), 2_345_679+unlike(i, y)
			if y >= 3-i {
				part, rate = 1_034_561+unlike(i, y), 1_078_953+unlike(i, y)
			}
			p.add(area, "share", "all", period, part, 4_123_457+unlike(i, y))
			p.add(area, "events", "all", period, rate, 4_987_653+unlike(i, y))
		}
		region := 2_111_113 + unlike(3, y)
		if y == 2 {
			region = 1_111_117
		}
		p.add(southWest, "share", "all", period, region, 8_222_227+unlike(3, y))
		p.add(england, "share", "all", period, 300_333_331+unlike(4, y), 900_444_443+unlike(4, y))
		p.add(england, "events", "all", period, 310_333_331+unlike(4, y), 910_444_443+unlike(4, y))
	}
	return p
}

func (p *planted) options(class string, areas ...string) *Options {
	definition := func(id, measure, unit, shows, more string) string {
		s := "id: " + id + "\ncdc: {status: extension, domain: governance-assurance, subdomain: ehc-process, populated_by: national}\ntitle: Title of " + id + "\ntechnical_title: Technical title of " + id +
			"\nmeasure: " + measure + "\nunit: " + unit + "\npolarity: high\nperiod: {type: CY}\ngeographies: [ENG, REG, LA]\naudiences: " + shows + "\nsuppression: " + class +
			"\nwhere: id == \"" + id + "\" and need == \"all\"\nnumerator: {source: src, column: n}\ntarget: {kind: statutory, value: 25}\nthresholds: {basis: target}\n" + more
		if measure != "count" {
			s += "denominator: {source: src, column: d}\n"
		}
		return s
	}
	files := fstest.MapFS{
		"data/src.csv": text("id,area,need,period,n,d\n" + strings.Join(p.rows, "\n") + "\n"),
		"sendpack.yaml": text("title: Planted\nareas: [" + strings.Join(areas, ", ") + "]\nas_of: 2026-06-30\ndata: data\ncommentary: notes\ndisclosure: {threshold: 1300000}\nindicators: {library: false, folders: [indicators]}\nsources:\n" +
			"  - {source: src, format: tidy, file: src.csv, publication: Test figures, publisher: Nobody, area: {code: area}, period: {column: period, type: CY}, dimensions: {id: {column: id}, need: {column: need}}, measures: {n: {column: n}, d: {column: d}}}\n"),
		"indicators/plans.yaml":  text(definition("plans", "count", "count", "{B: headline}", "breakdowns:\n  - {list: need, column: need, where: need != \"all\"}\n")),
		"indicators/share.yaml":  text(definition("share", "proportion", "pct", "{B: headline, M: headline, P: headline}", "")),
		"indicators/events.yaml": text(definition("events", "rate", "per10k", "{B: page}", "")),
		"notes/share.md":         text("---\nindicator: share\naudience: B\ntitle: \"{{value}} against {{previous}}, {{change}}\"\n---\n## Why\n{{value}} {{previous}} {{england}} {{change}}\n"),
		"notes/board.md":         text("---\npack: board\ntitle: \"{{value plans}} {{previous events}} {{change share}}\"\n---\n## Three things to know\n1. {{value events}} {{previous share}}\n"),
	}
	if class == "S0" {
		files["sendpack.yaml"].Data = bytes.Replace(files["sendpack.yaml"].Data, []byte("disclosure: {threshold: 1300000}\n"), nil, 1)
	}
	return &Options{Project: files, Templates: templates.FS, Areas: areas, Version: "test"}
}

// hiddenIn are the numbers behind every figure that results.csv prints as c,
// with all that is made of them.
func (p *planted) hiddenIn(t *testing.T, results string) hiddenNumbers {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(results)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	h, column := hiddenNumbers{}, map[string]int{}
	for n, name := range lines[0] {
		column[name] = n
	}
	for _, l := range lines[1:] {
		if l[column["symbol"]] != quantity.Suppressed.Code() {
			continue
		}
		period := l[column["period"]]
		key := strings.Join([]string{l[column["area_code"]], l[column["indicator"]], l[column["breakdown"]], period}, "|")
		counts, ok := p.truth[key]
		if !ok {
			t.Fatalf("no figure was planted at %s", key)
		}
		h.plant(key, counts, l[column["indicator"]])
		year, _ := strconv.Atoi(period)
		for _, other := range []int{year - 1, year + 1} {
			if o, ok := p.truth[strings.TrimSuffix(key, period)+strconv.Itoa(other)]; ok && l[column["indicator"]] == "plans" {
				h[max(o[0]-counts[0], counts[0]-o[0])] = key + ", change"
			}
		}
	}
	for n := range h {
		if n < 1_000_000 && n == float64(int64(n)) {
			delete(h, n) // a change that could be anything
		}
	}
	return h
}

// plant adds a figure's parts, value and limits.
func (h hiddenNumbers) plant(key string, counts [2]float64, id string) {
	h[counts[0]] = key + ", numerator"
	if counts[1] == 0 {
		return
	}
	measure, k := "proportion", 100.0
	if id == "events" {
		measure, k = "rate", 10_000
	}
	r := evaluate.Result{Numerator: quantity.Of(counts[0]), Denominator: quantity.Of(counts[1]), Value: quantity.Of(k * counts[0] / counts[1])}
	evaluate.Intervals(measure, k, &r)
	for what, v := range map[string]float64{"denominator": counts[1], "rest": counts[1] - counts[0], "value": r.Value.Number,
		"lower 95": r.I95.Lower, "upper 95": r.I95.Upper, "lower 99.8": r.I998.Lower, "upper 99.8": r.I998.Upper} {
		h[v] = key + ", " + what
	}
}

// said collects everything that a run tells people: its messages, its progress,
// and what explain says of the hidden figures.
func said(t *testing.T, o *Options, out string) string {
	t.Helper()
	var l diag.List
	var text strings.Builder
	o.Progress = func(what string, done, of int) { fmt.Fprintln(&text, what, done, of) }
	sum, err := Build(context.Background(), o, out, &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	fmt.Fprintln(&text, sum, l.Sorted())
	for _, q := range []Question{{Indicator: "plans", Breakdown: "need=asd"}, {Indicator: "plans", Breakdown: "need=mld"}, {Indicator: "share"}, {Indicator: "events"}, {Indicator: "share", Period: "2022"}} {
		for _, explain := range []func(context.Context, *Options, Question, *diag.List) (string, error){Explain, ExplainJSON} {
			again := *o
			s, err := explain(context.Background(), &again, q, &l)
			if err != nil {
				t.Fatal(err)
			}
			text.WriteString(s)
		}
	}
	return text.String()
}

func TestNoByteOfAnOutputHoldsAHiddenNumber(t *testing.T) {
	p := figuresToHide()
	out := filepath.Join(t.TempDir(), "out")
	talk := said(t, p.options("S1", plymouth, torbay), out)
	files := contents(t, out)
	h := hiddenNumbers{}
	for _, area := range []string{plymouth, torbay} {
		for n, what := range p.hiddenIn(t, files[area+"/data/results.csv"]) {
			h[n] = what
		}
	}
	if len(h) < 80 {
		t.Fatalf("only %d numbers are hidden", len(h))
	}
	kinds := map[string]int{}
	for name, data := range files {
		kinds[filepath.Ext(name)]++
		for _, l := range h.leaks(name, []byte(data)) {
			t.Error(l)
		}
	}
	for _, l := range h.leaks("what the run said", []byte(talk)) {
		t.Error(l)
	}
	if kinds[".pdf"] < 4 || kinds[".html"] < 10 || kinds[".xlsx"] < 2 || kinds[".csv"] < 2 || kinds[".json"] < 2 {
		t.Errorf("searched only %v", kinds)
	}
}

// The same project without protection: what is hidden above must then be found
// in every format, else the search looks in the wrong places.
func TestTheSearchFindsTheSameNumbersWhereTheyAreShown(t *testing.T) {
	p := figuresToHide()
	safe, open := filepath.Join(t.TempDir(), "safe"), filepath.Join(t.TempDir(), "open")
	o := p.options("S1", plymouth)
	o.Formats = []string{"csv"}
	said(t, o, safe)
	h := p.hiddenIn(t, contents(t, safe)["data/results.csv"])
	talk := said(t, p.options("S0", plymouth), open)
	found := map[string]int{}
	for name, data := range contents(t, open) {
		found[filepath.Ext(name)] += len(h.leaks(name, []byte(data)))
	}
	for _, kind := range []string{".csv", ".xlsx", ".html", ".pdf"} {
		if found[kind] == 0 {
			t.Errorf("nothing is found in %s files without protection: %v", kind, found)
		}
	}
	if len(h.leaks("what the run said", []byte(talk))) == 0 {
		t.Error("nothing is found in what the run said")
	}
}

func TestASinglePlantedNumberIsFoundInEachWrapping(t *testing.T) {
	h := hiddenNumbers{3_345_671: "count", 6380.1234567: "rate", 33.812949640288: "share"}
	packed := func(s string) []byte {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		_, _ = w.Write([]byte(s))
		_ = w.Close()
		return append(append([]byte("1 0 obj\n<<>>\nstream\n"), b.Bytes()...), "\nendstream"...)
	}
	var book bytes.Buffer
	z := zip.NewWriter(&book)
	w, _ := z.Create("xl/worksheets/sheet1.xml")
	_, _ = w.Write([]byte("<c><v>3345671</v></c>"))
	_ = z.Close()
	wide := func(s string) string { return "\x00" + strings.Join(strings.Split(s, ""), "\x00") }
	for name, data := range map[string][]byte{
		"plain.csv": []byte("a,3345671,b"), "grouped.html": []byte("<td>3,345,671</td>"), "entity.html": []byte("<td>3&#x2009;345&#x2009;671</td>"), "attribute.html": []byte(`<circle data-v="33.8129496403" />`),
		"rounded.json": []byte(`{"v": 6380.1}`), "grouped rate.html": []byte("6,380.12 per 100,000"), "list.csv": []byte("12,3345671,44"), "book.xlsx": book.Bytes(),
		"packed.pdf": packed("BT (3,345,671) Tj"), "wide.pdf": packed("/Alt (\xfe\xff" + wide("3,345,671") + ")"), "hexadecimal.pdf": packed("/ActualText <FEFF0033003300340035003600370031>"), "no-break.svg": []byte("3\u00a0345\u00a0671"),
	} {
		if len(h.leaks(name, data)) == 0 {
			t.Errorf("%s: the planted number is not found", name)
		}
	}
	for name, data := range map[string][]byte{"other.csv": []byte("3345672"), "longer.html": []byte("13,345,671"), "coordinates.pdf": packed("33.81 63.801 l")} {
		if l := h.leaks(name, data); len(l) > 0 {
			t.Errorf("found what is not there: %v", l)
		}
	}
}
