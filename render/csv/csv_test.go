package csv

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// contract is the public order of columns, written out a second time so that
// a change of the struct is noticed.
const contract = "area_code,area_name,area_level,indicator,breakdown,period,period_type,value,display,unit,numerator,denominator,symbol," +
	"lower95,upper95,lower998,upper998,change,change_result,trend,sn_set,sn_method,sn_value,sn_n,sn_result," +
	"region_code,region_value,region_result,england_value,england_result,rank,rank_of,band,target,rag," +
	"spc_mean,spc_lower,spc_upper,spc_flags,spc_variation,spc_assurance,status,source,notes,statutory_target,sn_gap,region_gap,england_gap," +
	"spc_point_mean,spc_point_lower,spc_point_upper,spc_point_flags,funnel_benchmark,funnel_phi,funnel_result"

// records makes n different records with every column filled.
func records(n int) []document.Record {
	out := make([]document.Record, n)
	for i := range out {
		f := float64(i)
		out[i] = document.Record{
			AreaCode: fmt.Sprintf("E06%06d", i%11), AreaName: "Wexmoor", AreaLevel: "LA",
			Indicator: fmt.Sprintf("indicator-%d", i/400), Breakdown: "need=asd", Period: fmt.Sprint(1600 + i%400), PeriodType: "CY",
			Value: quantity.Of(52.4 + f/7), Display: "52.4%", Unit: quantity.Percent,
			Numerator: quantity.Of(f), Denominator: quantity.Of(2*f + 1),
			Lower95: quantity.Of(f / 9), Upper95: quantity.Of(f / 3), Lower998: quantity.Of(f / 11), Upper998: quantity.Of(f / 2),
			Change: quantity.Of(-2.5), ChangeResult: "decrease", Trend: "decreasing",
			SNSet: "sn-2025", SNMethod: "mean", SNValue: quantity.Of(f / 13), SNN: quantity.Of(9), SNResult: "better",
			RegionCode: "E12000009", RegionValue: quantity.Of(50.1), RegionResult: "similar", EnglandValue: quantity.Of(49.25), EnglandResult: "worse",
			Rank: quantity.Of(66), RankOf: quantity.Of(152), Band: "B", Target: quantity.Of(100), RAG: "red",
			SPCMean: quantity.Of(51.1), SPCLower: quantity.Of(40.6), SPCUpper: quantity.Of(61.7),
			SPCFlags: "outside;shift", SPCVariation: "concern-low", SPCAssurance: "failing",
			SPCPointMean: quantity.Of(51.2), SPCPointLower: quantity.Of(40.7), SPCPointUpper: quantity.Of(61.8), SPCPointFlags: "trend",
			FunnelBenchmark: quantity.Of(53.1), FunnelPhi: quantity.Of(3.9), FunnelResult: "above-95",
			Status: "final", Source: "timeliness.csv:1208;timeliness.csv:1209", Notes: "n1;n2",
		}
	}
	return out
}

// draw renders and gives the files by path.
func draw(t *testing.T, d document.Document) map[string][]byte {
	t.Helper()
	files, err := New().Render(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		out[f.Path] = f.Bytes
	}
	return out
}

// lines reads a file back into one map per line.
func lines(t *testing.T, data []byte) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range all[1:] {
		line := map[string]string{}
		for i, name := range all[0] {
			line[name] = row[i]
		}
		out = append(out, line)
	}
	return out
}

// numbersOf is every number of a record by column name.
func numbersOf(r document.Record) map[string]quantity.Value {
	return map[string]quantity.Value{"value": r.Value, "numerator": r.Numerator, "denominator": r.Denominator,
		"lower95": r.Lower95, "upper95": r.Upper95, "lower998": r.Lower998, "upper998": r.Upper998, "change": r.Change,
		"sn_value": r.SNValue, "sn_n": r.SNN, "region_value": r.RegionValue, "england_value": r.EnglandValue,
		"rank": r.Rank, "rank_of": r.RankOf, "target": r.Target, "spc_mean": r.SPCMean, "spc_lower": r.SPCLower, "spc_upper": r.SPCUpper,
		"spc_point_mean": r.SPCPointMean, "spc_point_lower": r.SPCPointLower, "spc_point_upper": r.SPCPointUpper, "funnel_benchmark": r.FunnelBenchmark, "funnel_phi": r.FunnelPhi}
}

func TestTheHeaderIsThePublicOne(t *testing.T) {
	data := draw(t, document.Document{})[resultsPath]
	if got := string(data); got != contract+"\n" {
		t.Errorf("an empty document gives\n%s\nwant the header line alone\n%s", got, contract)
	}
}

func TestEveryCellReadsBackAsTheRecordHoldsIt(t *testing.T) {
	d := document.Document{Records: records(rowsAtOnce + 3)} // crosses from one run of rows to the next
	got := lines(t, draw(t, d)[resultsPath])
	if len(got) != len(d.Records) {
		t.Fatalf("%d lines, want %d", len(got), len(d.Records))
	}
	for i, r := range d.Records {
		for name, want := range numbersOf(r) {
			if n, err := strconv.ParseFloat(got[i][name], 64); err != nil || n != want.Number {
				t.Fatalf("line %d %s: %q, want %v", i, name, got[i][name], want.Number)
			}
		}
		for name, want := range map[string]string{"area_code": r.AreaCode, "area_name": "Wexmoor", "area_level": "LA", "indicator": r.Indicator,
			"breakdown": "need=asd", "period": r.Period, "period_type": "CY", "display": "52.4%", "unit": "pct", "symbol": "",
			"change_result": "decrease", "trend": "decreasing", "sn_set": "sn-2025", "sn_method": "mean", "sn_result": "better",
			"region_code": "E12000009", "region_result": "similar", "england_result": "worse", "band": "B", "rag": "red",
			"spc_flags": "outside;shift", "spc_variation": "concern-low", "spc_assurance": "failing", "status": "final",
			"source": "timeliness.csv:1208;timeliness.csv:1209", "notes": "n1;n2"} {
			if got[i][name] != want {
				t.Fatalf("line %d %s: %q, want %q", i, name, got[i][name], want)
			}
		}
	}
}

func TestNumbersAreShortestExactDecimals(t *testing.T) {
	d := document.Document{Records: records(6)}
	for i, n := range []float64{0.1, 1e-7, 1e21, -2.5, math.Copysign(0, -1), 100} {
		d.Records[i].Value = quantity.Of(n)
	}
	got := lines(t, draw(t, d)[resultsPath])
	for i, want := range []string{"0.1", "0.0000001", "1000000000000000000000", "-2.5", "0", "100"} {
		if got[i]["value"] != want {
			t.Errorf("value %d is %q, want %q", i, got[i]["value"], want)
		}
	}
}

func TestASymbolLeavesNoNumberInTheRow(t *testing.T) {
	for _, symbol := range quantity.Symbols() {
		d := document.Document{Records: records(1)}
		d.Records[0].Value = quantity.Missing(symbol)
		d.Records[0].Display = "7"
		line := lines(t, draw(t, d)[resultsPath])[0]
		for name := range numbersOf(d.Records[0]) {
			if line[name] != "" {
				t.Errorf("symbol %s: %s is %q", symbol.Code(), name, line[name])
			}
		}
		want := map[string]string{"symbol": symbol.Code(), "display": symbol.Code(), "change_result": "no-comparison", "trend": "cannot-be-calculated",
			"sn_result": "not-compared", "region_result": "not-compared", "england_result": "not-compared", "rag": "not-rated", "band": "", "spc_flags": "", "spc_variation": "", "spc_point_flags": "", "funnel_result": ""}
		for name, w := range want {
			if line[name] != w {
				t.Errorf("symbol %s: %s is %q, want %q", symbol.Code(), name, line[name], w)
			}
		}
	}
}

func TestASmallSampleKeepsValueAndIntervalOnly(t *testing.T) {
	d := document.Document{Records: records(1)}
	d.Records[0].Value.Symbol = quantity.Unreliable
	line := lines(t, draw(t, d)[resultsPath])[0]
	kept := []string{"value", "lower95", "upper95", "lower998", "upper998"}
	for name := range numbersOf(d.Records[0]) {
		if slices.Contains(kept, name) != (line[name] != "") {
			t.Errorf("%s is %q", name, line[name])
		}
	}
	if line["symbol"] != "u" || line["display"] != "52.4%" {
		t.Errorf("symbol %q, display %q", line["symbol"], line["display"])
	}
}

func TestANumberBesideAnotherSymbolIsHidden(t *testing.T) {
	d := document.Document{Records: records(1)}
	d.Records[0].Value.Symbol = quantity.Suppressed // a mistake upstream: suppressed, but the number is still there
	if line := lines(t, draw(t, d)[resultsPath])[0]; line["value"] != "" || line["lower95"] != "" || line["display"] != "c" {
		t.Errorf("value %q, lower95 %q, display %q: a suppressed number is published", line["value"], line["lower95"], line["display"])
	}
}

func TestHostileTextIsHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "' =1", " \r\n=1": "'   =1", "＝1": "'＝1",
		"−2.5": "−2.5", "a=b": "a=b", `say "x", y`: `say "x", y`, "two\nlines": "two lines", "a\xffb": "a\uFFFDb", "a\x00b": "a b", "": "",
	} {
		d := document.Document{Records: records(1), Sheets: []document.IndicatorNote{{ID: "x", Title: in, Caveats: []string{"a|b", "c"}}}}
		d.Records[0].AreaName, d.Records[0].Display, d.Records[0].Notes = in, in, in
		files := draw(t, d)
		line := lines(t, files[resultsPath])[0]
		if line["area_name"] != want || line["display"] != want || line["notes"] != want {
			t.Errorf("%q is written as %q, %q, %q, want %q", in, line["area_name"], line["display"], line["notes"], want)
		}
		if title := lines(t, files[indicatorsPath])[0]["title"]; title != want {
			t.Errorf("%q is written as title %q, want %q", in, title, want)
		}
		for path, data := range files {
			if bytes.Contains(data, []byte("\r")) {
				t.Errorf("%s holds a carriage return", path)
			}
		}
	}
}

func TestIndicatorsHaveOneLineEach(t *testing.T) {
	d := document.Document{Sheets: []document.IndicatorNote{{ID: "a", Title: "A", TechnicalTitle: "A, exactly", Unit: quantity.Percent,
		Polarity: "high", Caveats: []string{"first", "second|third"}}, {ID: "b"}}}
	got := lines(t, draw(t, d)[indicatorsPath])
	if len(got) != 2 || got[0]["id"] != "a" || got[0]["technical_title"] != "A, exactly" || got[0]["unit"] != "pct" ||
		got[0]["polarity"] != "high" || got[0]["caveats"] != "first|second/third" || got[1]["id"] != "b" {
		t.Errorf("indicators.csv = %v", got)
	}
}

func TestMetadataDescribesTheFilesAsTheyAre(t *testing.T) {
	d := document.Document{Title: "Data book", Owner: "Wexmoor Council", AsOf: "2026-06-30", Area: document.Area{Code: "E06000999", Name: "Wexmoor"},
		Facts: []document.Fact{{Term: "Licence", Verdict: document.Text{{Text: "OGL", Link: &document.Link{URL: "https://example.org/ogl"}}}}}}
	var m struct {
		Context any            `json:"@context"`
		Licence map[string]any `json:"dc:license"`
		Dialect map[string]any `json:"dialect"`
		Tables  []struct {
			URL    string `json:"url"`
			Schema struct {
				Columns []struct {
					Name     string `json:"name"`
					Titles   string `json:"titles"`
					Datatype any    `json:"datatype"`
				} `json:"columns"`
				PrimaryKey []string `json:"primaryKey"`
			} `json:"tableSchema"`
		} `json:"tables"`
	}
	if err := json.Unmarshal(draw(t, d)[metadataPath], &m); err != nil {
		t.Fatal(err)
	}
	if m.Licence["@id"] != "https://example.org/ogl" || m.Dialect["header"] != true || len(m.Tables) != 2 {
		t.Fatalf("metadata = %+v", m)
	}
	for i, want := range [][]string{csvfile.Tags[resultRow](), csvfile.Tags[indicatorRow]()} {
		var names []string
		for _, c := range m.Tables[i].Schema.Columns {
			names = append(names, c.Name)
			if c.Titles != c.Name || c.Datatype == nil {
				t.Errorf("%s: titles %q and datatype %v", c.Name, c.Titles, c.Datatype)
			}
		}
		if !reflect.DeepEqual(names, want) {
			t.Errorf("%s: metadata has %v, the file %v", m.Tables[i].URL, names, want)
		}
		for _, key := range m.Tables[i].Schema.PrimaryKey {
			if !slices.Contains(want, key) {
				t.Errorf("key column %s is not in %s", key, m.Tables[i].URL)
			}
		}
	}
}

func TestNumberColumnsAreTheOnesLeftAlone(t *testing.T) {
	row := reflect.TypeFor[resultRow]()
	for i, c := range resultColumns {
		isNumber := row.Field(i).Tag.Get("kind") == "number"
		if isNumber != (c.kind != text) {
			t.Errorf("%s: kind of the struct and of the metadata differ", c.name)
		}
	}
}

func TestWithoutALicenceFactNoneIsClaimed(t *testing.T) {
	if data := draw(t, document.Document{})[metadataPath]; strings.Contains(string(data), "license") {
		t.Errorf("metadata claims a licence:\n%s", data)
	}
}

func TestASecondRunGivesTheSameBytes(t *testing.T) {
	d := document.Document{Records: records(500), Sheets: []document.IndicatorNote{{ID: "a"}}}
	first, second := draw(t, d), draw(t, d)
	if !reflect.DeepEqual(first, second) {
		t.Error("a second run differs")
	}
}

func TestAnImpossibleNumberIsRefusedByName(t *testing.T) {
	d := document.Document{Records: records(2)}
	d.Records[1].SPCUpper = quantity.Of(math.Inf(1))
	_, err := New().Render(context.Background(), d)
	if err == nil || !strings.Contains(err.Error(), "record 2") || !strings.Contains(err.Error(), "spc_upper") {
		t.Errorf("error = %v, want one that names record 2 and spc_upper", err)
	}
}

func BenchmarkResultsOf60000Records(b *testing.B) {
	d := document.Document{Records: records(60_000)}
	b.ReportAllocs()
	for b.Loop() {
		files, err := New().Render(context.Background(), d)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(files[0].Bytes)))
	}
}
