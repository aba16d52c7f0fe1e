package main

import (
	"strings"
	"testing"
)

// TestPlansFollowedOneByOneAddToThePublishedCounts compares every January of
// the history with the caseload and the needs files.
func TestPlansFollowedOneByOneAddToThePublishedCounts(t *testing.T) {
	w := newWorld(defaultSeed)
	places, needCounts := map[[2]string]int{}, map[[2]string]int{}
	starts := map[[2]string]int{}
	for key, n := range w.planHistory().steps {
		f := strings.Split(key, ",") // year, school year, need, place, school year, need, place
		if f[3] != "NONSEND" {
			starts[[2]string{f[0], f[3]}] += n
		}
		if f[6] != "NONSEND" {
			places[[2]string{f[0], f[6]}] += n
			needCounts[[2]string{f[0], f[5]}] += n
		}
	}
	for year := planFirst; year < planLast; year++ {
		at := count(year)
		for i, want := range w.planTargets(year+1, w.own()) {
			if got := places[[2]string{at, planPlaces[i].code}]; got != want {
				t.Errorf("January %d: %d plans in %s, published %d", year+1, got, planPlaces[i].code, want)
			}
		}
		for i, want := range w.planTargets(year, w.own()) {
			if got := starts[[2]string{at, planPlaces[i].code}]; got != want {
				t.Errorf("January %d as a beginning: %d plans in %s, published %d", year, got, planPlaces[i].code, want)
			}
		}
		for i, want := range w.needTargets(year+1, w.own()) {
			if got := needCounts[[2]string{at, needCode(i)}]; got != want {
				t.Errorf("January %d: %d plans with need %s, published %d", year+1, got, needCode(i), want)
			}
		}
	}
}
