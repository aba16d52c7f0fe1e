package build

import (
	"context"
	"math"
	"os"
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// TestPublishedSchoolFiguresOfEngland holds what publications say of England
// against what the files give here.
func TestPublishedSchoolFiguresOfEngland(t *testing.T) {
	m := model(t)
	england, _ := m.Register.England()
	for _, c := range []struct {
		indicator, breakdown, period string
		numerator, denominator       float64 // 0: not read as counts
		display                      string
	}{
		{"eyfs-gld-sen", "", "2021/22", 497, 13630, "3.6%"},
		{"eyfs-gld-sen", "provision=any", "2021/22", 11876, 63259, "18.8%"},
		{"eyfs-gld-sen", "provision=none", "2021/22", 391972, 552523, "70.9%"},
		{"ks2-rwm-sen", "", "2018/19", 1961, 21473, "9.1%"},
		{"ks2-rwm-sen", "", "2022/23", 2635, 32026, "8.2%"},
		{"ks2-rwm-cla", "", "2022/23", 0, 0, "37.0%"},
		{"ks4-att8-cla", "", "2024/25", 0, 0, "17.3"},
		{"exc-permanent-sen-year", "", "2016/17", 370, 225955, "0.16"},
		{"exc-suspension-sen-year", "", "2016/17", 36005, 225955, "15.93"},
		{"post16-level2-sen-gap", "", "2021/22", 6037, 20867, "28.9%"},
		{"ks4-destinations-sen", "", "2022/23", 0, 0, "88.4%"},
		{"cla-with-sen", "", "2021/22", 0, 0, ""},
	} {
		t.Run(c.indicator+" "+c.breakdown+" "+c.period, func(t *testing.T) {
			r := resultAt(m, c.indicator, england, c.period, c.breakdown)
			if r == nil || !r.Value.Known {
				t.Fatalf("no figure: %+v", r)
			}
			def := m.series(c.indicator).Indicator.Def
			if got := quantity.New(r.Value, def.Unit, decimalsOf(def.Decimals, def.Unit)).Text; c.display != "" && got != c.display {
				t.Errorf("value %s, want %s", got, c.display)
			}
			if c.denominator != 0 && (r.Numerator.Number != c.numerator || r.Denominator.Number != c.denominator) {
				t.Errorf("%v of %v, want %v of %v", r.Numerator.Number, r.Denominator.Number, c.numerator, c.denominator)
			}
		})
	}
}

func decimalsOf(own *int, unit quantity.Unit) int {
	if own != nil {
		return *own
	}
	return unit.Decimals()
}

// TestPublishedFiguresOfAllPupils reads the keys of all children that the long
// table holds and compares England with what the publications print.
func TestPublishedFiguresOfAllPupils(t *testing.T) {
	dir, spec := realData(t), mapping(t, "lait-2025-07-22")
	keys := []string{"FSP_NEW_GOODDEV", "TotPermEx", "TotFixedEx"}
	var l diag.List
	table, _, err := dataset.LoadLAIT(context.Background(), os.DirFS(dir), spec, []string{spec.File}, keys, dataset.LoadRegister(), &l)
	if err != nil || l.HasErrors() {
		t.Fatal(err, l.Sorted())
	}
	for _, c := range []struct {
		key, period string
		published   float64
		decimals    int
	}{
		{"FSP_NEW_GOODDEV", "2023/24", 67.7, 1}, // 411,626 of 608,217
		{"TotPermEx", "2019/20", 0.06, 2},       // 5,057 of 8,255,046
		{"TotFixedEx", "2019/20", 3.76, 2},      // 310,733
	} {
		v := cellOf(t, table, dataset.EnglandCode, c.period, dataset.LAITValue, dataset.LAITKey, c.key)
		if p := math.Pow10(c.decimals); !v.Known || math.Round(v.Number*p)/p != c.published {
			t.Errorf("%s in %s is %v, want %v", c.key, c.period, v, c.published)
		}
	}
}
