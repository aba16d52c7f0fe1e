package build

import (
	"slices"
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
)

func TestTheAuditKnowsHowEnglandIsMadeUp(t *testing.T) {
	m := &Model{Loaded: &Loaded{Register: dataset.LoadRegister(), AsOf: 20260630}}
	var regions, all, within []string
	for _, w := range m.nation(m.AsOf) {
		switch {
		case w.Area != dataset.EnglandCode:
			if m.Register.ParentRegion(w.Area) == "" && len(w.Parts) > 2 { // not London as its two halves
				within = append(within, w.Parts...)
			}
		case len(w.Parts) < 10:
			regions = w.Parts
		default:
			all = w.Parts
		}
	}
	if len(regions) != 9 || len(all) != 153 {
		t.Errorf("England is %d regions and %d authorities, want 9 and 153", len(regions), len(all))
	}
	slices.Sort(within)
	if within = slices.Compact(within); len(within) != 153 {
		t.Errorf("the regions hold %d authorities, want each of the 153", len(within))
	}
}

func TestAnEarlierMapOfAuthoritiesIsAuditedToo(t *testing.T) {
	m := &Model{Loaded: &Loaded{Register: dataset.LoadRegister(), AsOf: 20260630}}
	if days := m.vintages(); len(days) != 1 || days[0] != m.AsOf {
		t.Errorf("without figures the days are %v", days)
	}
	before := m.nation(20200630)
	last := before[len(before)-1]
	if last.Area != dataset.EnglandCode || len(last.Parts) == 153 || len(last.Parts) < 140 {
		t.Errorf("in June 2020 England is %d authorities", len(last.Parts))
	}
}
