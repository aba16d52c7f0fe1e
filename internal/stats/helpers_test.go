package stats

import (
	"math"
	"testing"
)

// near fails unless got agrees with want within the tolerance; NaN never does.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.13g, want %.13g", what, got, want)
	}
}

func nearInterval(t *testing.T, what string, got, want Interval, tolerance float64) {
	t.Helper()
	near(t, what+", lower", got.Lower, want.Lower, tolerance)
	near(t, what+", upper", got.Upper, want.Upper, tolerance)
}

func nearEstimate(t *testing.T, what string, got, want Estimate, tolerance float64) {
	t.Helper()
	near(t, what+", value", got.Value, want.Value, tolerance)
	nearInterval(t, what, got.Interval, want.Interval, tolerance)
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var (
	nan = math.NaN()
	inf = math.Inf(1)
)
