package verify

import "testing"

func TestACountToTheNearestFiveOrTenIsOneOfTheFigures(t *testing.T) {
	x := Numbers{plus: []float64{0.2, 13, 52.4, 1234}, minus: []float64{77}}
	for shown, want := range map[string]bool{
		"15": true, "10": true, "1235": true, "1230": true, "-75": true, "-80": true, // to the nearest 5, and to the nearest 10
		"20": false, "1240": false, "-70": false, // not the nearest
		"13": false, "50": false, "52.5": false, "75": false, "words": false, // no multiple, a percentage, the other sign
	} {
		if got := x.HasRounded(shown); got != want {
			t.Errorf("%s: got %v", shown, got)
		}
	}
}
