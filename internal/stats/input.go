package stats

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

// Quantiles of the standard normal distribution for the two levels in use
// (note, preamble). The rounded 1.96 and 3.09 are never used in their place.
const (
	Z95  = 1.959963984540054 // two-sided 95%
	Z998 = 3.090232306167813 // two-sided 99.8%
)

// MaxCount is the largest count accepted: above any population this project
// meets, and as far as the beta quantiles keep their digits.
const MaxCount = 1e9

// maxZ bounds the level: beyond six standard errors 1-alpha/2 has too few
// digits left in a float64 for the exact methods.
const maxZ = 6

// Errors to test for with errors.Is. What they wrap says which number is
// wrong, in words fit for a message.
var (
	ErrInput    = errors.New("statistics: invalid input")
	ErrTooFew   = errors.New("statistics: too few values")
	ErrNoSpread = errors.New("statistics: no variation to test against")
)

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInput, fmt.Sprintf(format, args...))
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func checkCount(name string, x float64) error {
	if !(x >= 0 && x <= MaxCount) || x != math.Trunc(x) {
		return invalid("%s %v is not a whole number from 0 to %g", name, x, float64(MaxCount))
	}
	return nil
}

func checkPositive(name string, v float64) error {
	if !(v > 0) || math.IsInf(v, 0) {
		return invalid("%s %v is not a positive number", name, v)
	}
	return nil
}

func checkLevel(z float64) error {
	if !(z > 0 && z <= maxZ) {
		return invalid("level z = %v is not above 0 and at most %d", z, maxZ)
	}
	return nil
}

func checkFinite(values []float64) error {
	if len(values) == 0 {
		return fmt.Errorf("%w: none given", ErrTooFew)
	}
	for _, v := range values {
		if !finite(v) {
			return invalid("%v among the values", v)
		}
	}
	return nil
}

// alpha is the two-sided error probability of z. The two levels in use get
// their exact decimal, so that chi-square and t limits carry no error from it.
func alpha(z float64) float64 {
	switch z {
	case Z95:
		return 0.05
	case Z998:
		return 0.002
	}
	return math.Erfc(z / math.Sqrt2)
}

// normalP is the two-sided p-value of a standard normal z.
func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// edge is t+shift, cleaned of binary noise: 1.1-0.2 is 0.9000000000000001 in
// floats, and a value of 0.9 must count as on the edge, not below it. A zero
// shift leaves t exactly as it is.
func edge(t, shift float64) float64 {
	if shift == 0 {
		return t
	}
	clean, err := strconv.ParseFloat(strconv.FormatFloat(t+shift, 'e', 14, 64), 64)
	if err != nil {
		return t + shift
	}
	return clean
}
