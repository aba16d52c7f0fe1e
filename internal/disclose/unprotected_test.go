package disclose

import (
	"strings"
	"testing"
)

func TestWhatCannotBeProtectedIsNamedByItsPlaceAlone(t *testing.T) {
	in := table("plans", "S1", cell{"", 7153}, cell{"need=ASD", 3}, cell{"need=MLD", 7150})
	s := &suppressor{def: in.Def, in: in, reg: register, results: in.Results}
	j := &joint{reg: register, owners: map[string][]owner{"read|figures.csv:17:3": {{s, 1}}}}
	for id, want := range map[string]string{
		"read|figures.csv:17:3":               "the number counted of plans, Plymouth, 2024, need=ASD can be worked out (and 1 more)",
		"read|figures.csv:17:3|rest of need":  "the number counted of plans, Plymouth, 2024, need=ASD can be worked out (and 1 more)",
		"read|figures.csv:17:3|since Q1 2024": "the number counted of plans, Plymouth, 2024, need=ASD can be worked out (and 1 more)",
		"worked|elsewhere":                    "2 figures cannot be protected",
	} {
		said := j.unprotected([]string{id, "another"}, counted).Error()
		if !strings.Contains(said, want) || strings.Contains(said, "715") || strings.Contains(said, "csv") {
			t.Errorf("%s: said %q, want %q", id, said, want)
		}
	}
}

func TestWhatFollowsAnywayIsNotHiddenInVain(t *testing.T) {
	// 3 and 2 are together too few for their column. Hiding another of its figures,
	// whose row gives it back, would be in vain.
	in := table("plans", "S1", cell{"", 102}, cell{"a=0", 23}, cell{"a=1", 17}, cell{"a=2", 37}, cell{"a=3", 25}, cell{"b=0", 52}, cell{"b=1", 50},
		cell{"a=0;b=0", 7}, cell{"a=0;b=1", 16}, cell{"a=1;b=0", 14}, cell{"a=1;b=1", 3}, cell{"a=2;b=0", 8}, cell{"a=2;b=1", 29}, cell{"a=3;b=0", 23}, cell{"a=3;b=1", 2})
	got := hiddenKeys(release(t, in).Indicators[0])
	if want := "b=0 b=1 a=1;b=0 a=1;b=1 a=3;b=0 a=3;b=1"; got != want {
		t.Errorf("hidden %s, want %s", got, want)
	}
}
