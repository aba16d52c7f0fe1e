package compose

import (
	"math"
	"strconv"

	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/quantity"
)

// axisFor chooses a value axis for the numbers: ticks at 1, 2 or 5 times a
// power of ten, 3 to 6 of them, the unit on the last. fromZero is for bars,
// which must start there; otherwise the axis may start higher when the range
// is under half the maximum. Percentages stop at 100.
func axisFor(numbers []float64, unit quantity.Unit, fromZero bool) document.Axis {
	lo, hi := bounds(numbers)
	if fromZero || lo >= 0 && hi-lo >= hi/2 {
		lo, hi = math.Min(lo, 0), math.Max(hi, 0)
	}
	if lo == hi {
		lo, hi = math.Min(lo, 0), math.Max(hi, 1)
		if lo == hi {
			hi = lo + 1
		}
	}
	step := tickStep(lo, hi)
	first, last := math.Floor(lo/step+1e-9), math.Ceil(hi/step-1e-9)
	if cap := math.Floor(100/step + 1e-9); unit == quantity.Percent && hi <= cap*step && last > cap {
		last = cap
	}
	a := document.Axis{Min: clean(first * step), Max: clean(last * step)}
	decimals := stepDecimals(step)
	intervals := int(math.Min(last-first, 6))
	for i := 0; i <= intervals; i++ {
		at := clean((first + float64(i)) * step)
		label := quantity.Format(at, decimals)
		if i == intervals {
			label += unit.Suffix()
		}
		a.Ticks = append(a.Ticks, document.Tick{At: at, Label: label})
	}
	return a
}

func bounds(numbers []float64) (lo, hi float64) {
	if len(numbers) == 0 {
		return 0, 0
	}
	lo, hi = numbers[0], numbers[0]
	for _, n := range numbers {
		lo, hi = math.Min(lo, n), math.Max(hi, n)
	}
	return lo, hi
}

// tickStep is the smallest step of 1, 2 or 5 times a power of ten that needs
// at most five intervals.
func tickStep(lo, hi float64) float64 {
	span := hi - lo
	power := math.Pow(10, math.Floor(math.Log10(span/5)))
	for _, m := range []float64{1, 2, 5, 10, 20, 50} {
		step := m * power
		if math.Ceil(hi/step-1e-9)-math.Floor(lo/step+1e-9) <= 5 {
			return step
		}
	}
	return 100 * power
}

func stepDecimals(step float64) int {
	d := 0
	for d < 15 && step < 1 {
		step *= 10
		d++
	}
	return d
}

// clean drops the noise of multiplying a step.
func clean(n float64) float64 {
	v, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 12, 64), 64)
	if err != nil || v == 0 {
		return 0
	}
	return v
}

// startNote says that a scale does not start at zero, "" when it does.
func startNote(a document.Axis, unit quantity.Unit) string {
	if a.Min <= 0 || len(a.Ticks) == 0 {
		return ""
	}
	return "Scale starts at " + a.Ticks[0].Label + unit.Suffix() + "."
}
