package forecast

import (
	"reflect"
	"strconv"
	"strings"
	"testing"
)

func TestTheReportSaysHowWellTheMethodDid(t *testing.T) {
	var ahead []int
	for _, s := range MeasuredSkill() {
		ahead = append(ahead, s.Ahead)
		wrong, err := strconv.ParseFloat(s.Error, 64)
		held, err2 := strconv.Atoi(s.Held)
		if err != nil || err2 != nil || wrong <= 0 || wrong > 50 || held < 50 || held > 100 {
			t.Errorf("%+v is no error in per cent and no number out of a hundred", s)
		}
		if cell := s.Error + ", " + s.Held + ", "; !strings.Contains(backtestReport, cell) {
			t.Errorf("the report does not hold %q", cell)
		}
	}
	if !reflect.DeepEqual(ahead, []int{1, 2, 3, 5}) {
		t.Errorf("the report has years ahead %v, want 1, 2, 3 and 5", ahead)
	}
}

func TestAReportWithoutTheTableSaysNothing(t *testing.T) {
	for name, report := range map[string]string{
		"no table":         "Nothing was measured.",
		"no head":          "| **this method** | **3.8, 89, 15** |",
		"cells of another": "| origins | 1 year |\n| --- | --- |\n| **this method** | 3.8 |",
	} {
		if got := skillOf(report); got != nil {
			t.Errorf("%s: %v, want nothing", name, got)
		}
	}
}
