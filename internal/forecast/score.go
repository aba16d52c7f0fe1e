package forecast

import (
	"math"
	"slices"
)

// The scores of forecasts against what happened. All take the forecasts that
// can be scored; without any, or where a share of nothing would be taken, they
// are NaN.

// MAPE is the mean absolute error as per cent of the actual, over actuals
// above 0.
func MAPE(actual, forecast []float64) float64 {
	return mean(absolutePercentages(actual, forecast))
}

// MedianAPE is the median of the errors whose mean is MAPE.
func MedianAPE(actual, forecast []float64) float64 {
	e := absolutePercentages(actual, forecast)
	slices.Sort(e)
	return Quantile(e, 0.5)
}

func absolutePercentages(actual, forecast []float64) []float64 {
	var out []float64
	for n, a := range actual {
		if a > 0 {
			out = append(out, 100*math.Abs(forecast[n]-a)/a)
		}
	}
	return out
}

// WAPE is the sum of absolute errors as per cent of the sum of actuals: large
// areas count for more.
func WAPE(actual, forecast []float64) float64 {
	errors, sum := 0.0, 0.0
	for n, a := range actual {
		errors += math.Abs(forecast[n] - a)
		sum += a
	}
	return percent(errors, sum)
}

// Bias is the sum of errors as per cent of the sum of actuals: negative when
// forecasts were too low.
func Bias(actual, forecast []float64) float64 {
	errors, sum := 0.0, 0.0
	for n, a := range actual {
		errors += forecast[n] - a
		sum += a
	}
	return percent(errors, sum)
}

// Coverage is how many of a hundred actuals lie within their ranges, ends
// included.
func Coverage(actual, low, high []float64) float64 {
	in := 0.0
	for n, a := range actual {
		if low[n] <= a && a <= high[n] {
			in++
		}
	}
	return percent(in, float64(len(actual)))
}

// MedianWidth is the median width of ranges as per cent of the actual, over
// actuals above 0.
func MedianWidth(actual, low, high []float64) float64 {
	var w []float64
	for n, a := range actual {
		if a > 0 {
			w = append(w, 100*(high[n]-low[n])/a)
		}
	}
	slices.Sort(w)
	return Quantile(w, 0.5)
}

// Pinball is the loss of one quantile forecast (Gneiting and Raftery 2007,
// eq. 40), in the unit of the actual; its mean is least for the true quantile.
func Pinball(actual, quantile, p float64) float64 {
	if actual >= quantile {
		return p * (actual - quantile)
	}
	return (1 - p) * (quantile - actual)
}

// MeanPinball is the mean loss over the nine quantiles at Probabilities and
// all forecasts, each as per cent of its actual, over actuals above 0.
func MeanPinball(actual []float64, quantiles [][9]float64) float64 {
	var losses []float64
	for n, a := range actual {
		if a <= 0 {
			continue
		}
		for i, p := range Probabilities {
			losses = append(losses, 100*Pinball(a, quantiles[n][i], p)/a)
		}
	}
	return mean(losses)
}

// Interval is the interval score (Gneiting and Raftery 2007, eq. 43) of a
// central range that should hold level of all actuals: its width, and what the
// actual lies outside it, weighted by 2/(1-level).
func Interval(actual, low, high, level float64) float64 {
	return high - low + 2/(1-level)*(max(0, low-actual)+max(0, actual-high))
}

// MeanInterval is the mean interval score, each as per cent of its actual,
// over actuals above 0.
func MeanInterval(actual, low, high []float64, level float64) float64 {
	var scores []float64
	for n, a := range actual {
		if a > 0 {
			scores = append(scores, 100*Interval(a, low[n], high[n], level)/a)
		}
	}
	return mean(scores)
}

func mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

func percent(part, whole float64) float64 {
	if whole == 0 {
		return math.NaN()
	}
	return 100 * part / whole
}
