package forecast

import (
	"bytes"
	"strings"
	"testing"
)

func TestRowsAreWrittenAsAgreed(t *testing.T) {
	s := Summarise([]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
	rows := []Row{
		{Area: "E06000026", Scenario: Baseline, Tier: TierOpen, Year: 2026, Kind: KindProjected, Slice: SliceTotal, Key: Total, Measure: MeasurePlans, Summary: s, Sims: 10},
		Row{Area: "=A", Scenario: Baseline, Tier: TierOpen, Year: 2025, Kind: KindObserved, Slice: SliceSettingGroup, Key: "special", Measure: MeasurePlans, Summary: Certain(3)}.Hidden("c"),
	}
	var b bytes.Buffer
	if err := WriteRows(&b, rows); err != nil {
		t.Fatal(err)
	}
	want := `area,scenario,tier,calendar-year,kind,slice,key,measure,mean,sd,min,p02.5,p05,p10,p25,p50,p75,p90,p95,p97.5,max,n-sims
E06000026,baseline,open,2026,projected,total,total,plans,5.5,3.0276503541,1,1.225,1.45,1.9,3.25,5.5,7.75,9.1,9.55,9.775,10,10
'=A,baseline,open,2025,observed,setting-group,special,plans,c,c,c,c,c,c,c,c,c,c,c,c,c,0
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestNumbersAreWrittenWithoutNoise(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -0.0000000000001: "0", 1.0 / 3: "0.33333333333", 1234567890.125: "1234567890.125", 0.1 + 0.2: "0.3", -2.5: "-2.5"} {
		if got := numberText(v); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}

func TestAProjectionHidesWhatTheReleaseHides(t *testing.T) {
	p := invented(3)
	projector := NewProjector(p, DefaultConstants(), Run{Simulations: 20, Horizon: 3, Seed: 1})
	for _, c := range []struct {
		name   string
		hidden Hidden
		want   func(Row) bool
	}{
		{"nothing", func(int, string, string, string) bool { return false }, func(Row) bool { return false }},
		{"special in the last year", func(year int, slice, key, _ string) bool { return year == 2025 && key == "special" },
			func(r Row) bool { return r.Key == "special" && r.Year >= 2025 }},
		{"special in an earlier year", func(year int, slice, key, _ string) bool { return year == 2020 && key == "special" },
			func(r Row) bool { return r.Key == "special" && r.Year == 2020 }},
		{"new plans of one earlier year", func(year int, _, _, measure string) bool { return year == 2018 && measure == MeasureJoiners },
			func(r Row) bool {
				return r.Year == 2018 && (r.Measure == MeasureJoiners || r.Measure == MeasureLeavers)
			}},
		{"the total of the last year", func(year int, slice, _, measure string) bool {
			return year == 2025 && slice == SliceTotal && measure == MeasurePlans
		}, func(r Row) bool { return r.Year >= 2025 && r.Measure != MeasureJoiners }},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := projector.Project("A001")
			got.Protect(c.hidden, "c")
			for _, r := range got.Rows {
				if (r.Symbol == "c") != c.want(r) {
					t.Errorf("%d %s %s %s has symbol %q", r.Year, r.Kind, r.Key, r.Measure, r.Symbol)
				}
				if r.Symbol == "c" && r.Summary != (Summary{}) {
					t.Error("a hidden row keeps its figures")
				}
			}
		})
	}
}

func TestTheRemainderIsHiddenWithAnyGroup(t *testing.T) {
	h := hider{last: 2025, hidden: func(year int, slice, key, _ string) bool { return slice == SliceSettingGroup && key == "ap_pru" }}
	row := Row{Year: 2025, Kind: KindObserved, Slice: SliceSettingGroup, Key: Elsewhere.String(), Measure: MeasurePlans}
	if !h.row(row) {
		t.Error("what the other groups leave of the total is shown although one of them is hidden")
	}
}

func TestAProjectionLooksBackFromTwoAndThreeYears(t *testing.T) {
	p := invented(4)
	got, ok := NewProjector(p, DefaultConstants(), Run{Simulations: 50, Horizon: 10, Seed: 1}).Project("A003")
	if !ok || len(got.Strip) != 2 {
		t.Fatalf("the strip is %v", got.Strip)
	}
	for n, origin := range []int{2022, 2023} {
		h := got.Strip[n]
		if h.Origin != origin || len(h.Years) != 2025-origin || h.Years[len(h.Years)-1].Year != 2025 {
			t.Errorf("the strip from %d is %+v", origin, h)
		}
		if h.Years[0].Actual != p.Find("A003").At(origin+1).Plans {
			t.Errorf("the actual of %d is %v", origin+1, h.Years[0].Actual)
		}
	}
}

func TestNoProjectionWithoutACountOfTheLastYear(t *testing.T) {
	p := invented(2)
	p.Areas[0].set(2025).Plans = Count{}
	projector := NewProjector(p, DefaultConstants(), fewRuns)
	for _, area := range []string{"A000", "nowhere"} {
		if _, ok := projector.Project(area); ok {
			t.Errorf("%s has a projection", area)
		}
	}
	if s := strings.Join(Columns(), ","); !strings.HasSuffix(s, "n-sims") {
		t.Error(s)
	}
}
