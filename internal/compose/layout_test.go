package compose

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/templates"
)

func TestAPackIsAFile(t *testing.T) {
	const good = "id: short\naudience: B\ntitle: Short pack\nlink: the short pack\ncard: Short\nabout: One page.\ntheme: board\nvoice: board\npages:\n  - {section: scorecard, title: Figures}\n"
	for change, want := range map[[2]string][]string{
		{}: {},
		{"section: scorecard", "section: scorcard"}: {`templates/packs/short.yaml:10:15: unknown section "scorcard"`},
		{"theme: board", "theme: blue"}:             {`templates/packs/short.yaml:7:8: unknown theme "blue"`},
		{"voice: board", "voice: loud"}:             {`templates/packs/short.yaml:8:8: unknown voice "loud"`},
		{"card: Short", "cart: Short"}:              {`templates/packs/short.yaml:5:1: unknown field "cart"`},
	} {
		text := good
		if change[0] != "" {
			text = strings.Replace(good, change[0], change[1], 1)
		}
		var l diag.List
		all := LoadLayouts(fstest.MapFS{"packs/short.yaml": {Data: []byte(text)}}, &l)
		got := []string{}
		for _, d := range l.Sorted() {
			got = append(got, d.Pos.String()+": "+d.Message)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%v (-want +got):\n%s", change, d)
		}
		if len(want) == 0 && (len(all) != 1 || all[0].ID != "short" || all[0].Pages[0].Title != "Figures") {
			t.Errorf("got %+v", all)
		}
	}
	in := share("", 563, 48, 463, 524).input(t)
	var l diag.List
	in.Packs = LoadLayouts(fstest.MapFS{"packs/short.yaml": {Data: []byte(good)}}, &l)
	doc := pack(t, in, "short")
	if len(doc.Pages) != 1 || doc.Pages[0].ID != "scorecard" || doc.Pages[0].Section != "Figures" || doc.Title != "Short pack" {
		t.Errorf("a pack that only a file describes: %+v", doc.Pages)
	}
}

func TestEverySectionOfTheShippedPacksIsKnownAndEmptyProjectsDoNotFail(t *testing.T) {
	var l diag.List
	all := LoadLayouts(templates.FS, &l)
	if l.Len() > 0 || len(all) < 4 {
		t.Fatalf("%d packs, said %v", len(all), l.Sorted())
	}
	in := world{definitions: indicator("none", "count", "count", ""), measures: []string{"n"}, rows: []string{row(code(authorities[5]), "2024", 12)}}.input(t)
	for name, doc := range everything(t, in) {
		if doc.ID == "" {
			t.Errorf("%s: no document", name)
		}
	}
}

func TestBreaksKeepTheirOwnReasons(t *testing.T) {
	f := figureOf(t, share("breaks:\n  - {at: 2010, reason: long before}\n  - {at: 2023, reason: counted anew}\n", 0, 0, 401, 402, 463, 524), "share")
	got := f.breaksOn(f.timeline())
	if d := cmp.Diff([]document.Break{{Before: 2, Reason: "counted anew"}}, got); d != "" {
		t.Error(d)
	}
}

func TestAMissingYearKeepsItsPlaceOnTheAxis(t *testing.T) {
	w := share("", 0, 0, 401)
	w.rows = append(w.rows, row(code(authorities[0]), "2020", 390, 1000), row(code(authorities[0]), "2021", 395, 1000))
	f := figureOf(t, w, "share")
	tl := f.timeline()
	if d := cmp.Diff([]string{"2020", "2021", "2022", "2023", "2024"}, tl.labels); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]int{0, 1, -1, -1, 2}, tl.index); d != "" {
		t.Error(d)
	}
	c := f.trendChart(boardVoice, document.W114)
	spec := c.Spec.(document.TrendSpec)
	if own := spec.Series[0].Points; len(own) != 5 || own[2].Value.Value.Known || !own[4].Value.Value.Known {
		t.Errorf("points %+v", own)
	}
	rows := c.Table.Groups[0].Rows
	if len(rows) != 5 || rows[0].Cells[0].Text.String() != "2024" || rows[1].Cells[1].Text.String() != "x" || rows[4].Cells[1].Text.String() != "39.0" {
		t.Errorf("the table is newest first and says what is not there: %+v", rows)
	}
}

func TestLongSeriesAreCutAtTheOldEnd(t *testing.T) {
	var own []any
	for n := range 40 {
		own = append(own, 400+n)
	}
	tl := figureOf(t, share("", 0, 0, own...), "share").timeline()
	if len(tl.labels) != maxPeriods || tl.labels[maxPeriods-1] != "2024" || tl.labels[0] != "1995" {
		t.Errorf("from %s to %s, %d periods", tl.labels[0], tl.labels[len(tl.labels)-1], len(tl.labels))
	}
}

func TestChartsNeedEnoughPoints(t *testing.T) {
	two := figureOf(t, share("", 0, 0, 401, 402), "share")
	if two.trendChart(boardVoice, document.W114) != nil {
		t.Error("two periods are no trend")
	}
	if two.strip() != nil || two.columns() != nil || two.benchmark(document.W114) != nil {
		t.Error("one area is no comparison")
	}
	many := figureOf(t, share("", 563, 48, 401, 402, 403), "share")
	if many.strip() == nil || many.columns() == nil || many.benchmark(document.W114) == nil || many.trendChart(boardVoice, document.W114) == nil {
		t.Error("twelve areas and three years are drawn")
	}
}

func TestCellsOfTables(t *testing.T) {
	for _, c := range []struct {
		v          quantity.Value
		bare, full string
	}{{quantity.Of(52.44), "52.4", "52.4%"}, {quantity.Missing(quantity.Suppressed), "c", "c"}, {quantity.Value{}, "–", "–"}, {quantity.Of(0), "0.0", "0.0%"}} {
		q := quantity.New(c.v, quantity.Percent, 1)
		b, f := cell(q), full(q)
		if b.Text.String() != c.bare || f.Text.String() != c.full || b.Symbol != c.v.Symbol {
			t.Errorf("%+v: %q and %q", c.v, b.Text, f.Text)
		}
		if !c.v.Known && (b.Quantity != nil || f.Quantity != nil) {
			t.Errorf("%+v carries a quantity", c.v)
		}
	}
}

func TestRecordsHoldOwnFiguresFirstWithAllThatIsSaidOfThem(t *testing.T) {
	in := share("breakdowns: []\n", 563, 48, 463, 524).input(t)
	records := Data(in, int32(authorities[0])).Records
	if len(records) != 2+2*10+2+1 { // own, neighbours, England by year; the one other authority in the latest year
		t.Fatalf("%d records", len(records))
	}
	r := records[1]
	if !r.Own || r.Period != "2024" || r.Value != quantity.Of(52.4) || r.Display != "52.4%" || r.Numerator != quantity.Of(524) || r.Denominator != quantity.Of(1000) || r.Status != "final" {
		t.Errorf("own: %+v", r)
	}
	if r.Change.Number < 6.09 || r.Change.Number > 6.11 || r.ChangeResult != "increase" || r.SNResult != "worse" || r.SNN != quantity.Of(10) || r.EnglandResult != "better" || r.Rank != quantity.Of(12) || r.RankOf != quantity.Of(12) || r.RAG != "not-rated" {
		t.Errorf("judged: %+v", r)
	}
	if r.Source != "data.csv:"+fmt.Sprint(15) || r.Lower95.Number < 49 || r.Upper95.Number > 56 {
		t.Errorf("read from %s, interval %v to %v", r.Source, r.Lower95, r.Upper95)
	}
	for n, o := range records[2:] {
		if o.Own || o.Change.Known || o.SNResult != "" {
			t.Errorf("record %d of another area is judged: %+v", n+2, o)
		}
	}
	if last := records[len(records)-1]; last.AreaCode != code(authorities[11]) || last.Period != "2024" {
		t.Errorf("last: %+v", last)
	}
}

func TestASuppressedRecordHoldsNoNumberWhenPublished(t *testing.T) {
	in := share("suppression: S1\n", 563, 48, 463, 4).input(t)
	for _, r := range Data(in, int32(authorities[0])).Records {
		if !r.Own || r.Period != "2024" {
			continue
		}
		p := r.Published()
		for what, v := range map[string]quantity.Value{"value": p.Value, "numerator": p.Numerator, "denominator": p.Denominator, "change": p.Change, "lower": p.Lower95, "gap": p.SNGap, "rank": p.Rank} {
			if v.Known {
				t.Errorf("%s = %v", what, v.Number)
			}
		}
		if r.Change.Known || r.SNGap.Known || r.Rank.Known || r.Band != "" || r.ChangeResult != "no-comparison" || r.SNResult != "not-compared" || r.RAG != "not-rated" {
			t.Errorf("a hint of direction: %+v", r)
		}
		return
	}
	t.Fatal("the suppressed row is there, with its symbol")
}

func TestAreasOfALandingPageStandUnderTheirRegions(t *testing.T) {
	in := share("", 0, 0, 524).input(t)
	doc := Landing(in, []int32{int32(authorities[0]), int32(authorities[1])})
	w := wordsOf(doc)
	for _, a := range authorities[:2] {
		if !strings.Contains(w, register.Area(a).Name) || !strings.Contains(w, code(a)+"/index.html") {
			t.Errorf("%s is not there", register.Area(a).Name)
		}
	}
	if r := register.Area(register.RegionsOf(authorities[0])[0]); r.Level != dataset.LevelRegion || !strings.Contains(w, r.Name) {
		t.Errorf("%s is not there", r.Name)
	}
}
