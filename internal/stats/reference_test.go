package stats

import (
	"bufio"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// referenceMethods read a case's inputs and give its outputs, in the order in
// which testdata/reference.R writes them.
var referenceMethods = map[string]func(t *testing.T, in []float64) []float64{
	"wilson": func(t *testing.T, in []float64) []float64 {
		return bothLevels(t, func(z float64) (Interval, error) { return Wilson(in[0], in[1], z) })
	},
	"wilson-finite": func(t *testing.T, in []float64) []float64 {
		limits := bothLevels(t, func(z float64) (Interval, error) { return WilsonFinite(in[0], in[1], in[2], z) })
		return append([]float64{EffectiveSample(in[1], in[2])}, limits...)
	},
	"rate": func(t *testing.T, in []float64) []float64 {
		return bothLevels(t, func(z float64) (Interval, error) { return RateInterval(in[0], in[1], in[2], z) })
	},
	"observed-expected": func(t *testing.T, in []float64) []float64 {
		return valueAndLevels(t, func(z float64) (Estimate, error) { return ObservedExpected(in[0], in[1], z) })
	},
	"count-ratio": func(t *testing.T, in []float64) []float64 {
		return valueAndLevels(t, func(z float64) (Estimate, error) { return CountRatio(in[0], in[1], z) })
	},
	"student":     referenceStudent,
	"newcombe":    referenceNewcombe,
	"mover":       referenceMOVER,
	"welch":       referenceWelch,
	"published":   referencePublished,
	"score-test":  referenceScore,
	"rate-test":   referenceRateTest,
	"trend":       referenceTrend,
	"armitage":    referenceArmitage,
	"kendall":     referenceKendall,
	"quartiles":   referenceQuartiles,
	"discovery":   referenceDiscovery,
	"xmr":         referenceXmR,
	"laney":       referenceLaney,
	"funnel":      referenceFunnel,
	"rate-funnel": referenceRateFunnel,
}

// Random cases worked out in R, with its own functions where it has them.
func TestMethodsAgreeWithR(t *testing.T) {
	file, err := os.Open("testdata/reference.txt")
	noError(t, err)
	defer file.Close()
	seen := map[string]int{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		name, rest, _ := strings.Cut(lines.Text(), " ")
		in, out, ok := strings.Cut(rest, " = ")
		method := referenceMethods[name]
		if !ok || method == nil {
			t.Fatalf("cannot read %q", lines.Text())
		}
		seen[name]++
		agree(t, lines.Text(), method(t, numbers(t, in)), numbers(t, out))
	}
	noError(t, lines.Err())
	for name := range referenceMethods {
		if seen[name] < 20 {
			t.Errorf("%s: %d cases, want at least 20", name, seen[name])
		}
	}
}

func numbers(t *testing.T, text string) (out []float64) {
	t.Helper()
	for _, f := range strings.Fields(text) {
		if f == "NA" {
			out = append(out, nan)
			continue
		}
		v, err := strconv.ParseFloat(f, 64)
		noError(t, err)
		out = append(out, v)
	}
	return out
}

// agree to a part in 1e9, or to 1e-9 below 1.
func agree(t *testing.T, line string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%.120s: got %d numbers, want %d", line, len(got), len(want))
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= 1e-9*math.Max(1, math.Abs(want[i]))) {
			t.Errorf("%.120s: number %d is %.15g, want %.15g", line, i+1, got[i], want[i])
		}
	}
}

func bothLevels(t *testing.T, at func(z float64) (Interval, error)) []float64 {
	t.Helper()
	near, err := at(Z95)
	noError(t, err)
	far, err := at(Z998)
	noError(t, err)
	return []float64{near.Lower, near.Upper, far.Lower, far.Upper}
}

func valueAndLevels(t *testing.T, at func(z float64) (Estimate, error)) []float64 {
	t.Helper()
	var value float64
	limits := bothLevels(t, func(z float64) (Interval, error) {
		e, err := at(z)
		value = e.Value
		return e.Interval, err
	})
	return append([]float64{value}, limits...)
}

func (d Difference) numbers(more ...float64) []float64 {
	return append([]float64{d.Value, d.At95.Lower, d.At95.Upper, d.At998.Lower, d.At998.Upper}, more...)
}

func referenceStudent(t *testing.T, in []float64) []float64 {
	s, err := Summarise(in[1:])
	noError(t, err)
	limits := bothLevels(t, func(z float64) (Interval, error) { return Student(s, z) })
	stat, _, p, err := MeanTestAgainst(s, in[0])
	noError(t, err)
	return append(append([]float64{s.Mean, s.SD}, limits...), stat, p)
}

func referenceNewcombe(t *testing.T, in []float64) []float64 {
	d, err := CompareProportions(Proportion{in[0], in[1]}, Proportion{in[2], in[3]})
	noError(t, err)
	return d.numbers(d.Statistic, d.P)
}

func referenceMOVER(t *testing.T, in []float64) []float64 {
	d, err := CompareRates(Rate{in[0], in[1]}, Rate{in[2], in[3]}, 1000)
	noError(t, err)
	return d.numbers(d.Ratio.Value, d.Ratio.Interval.Lower, d.Ratio.Interval.Upper, d.P)
}

func referenceWelch(t *testing.T, in []float64) []float64 {
	n := int(in[0])
	a, err := Summarise(in[1 : 1+n])
	noError(t, err)
	b, err := Summarise(in[1+n:])
	noError(t, err)
	d, err := CompareMeans(a, b)
	noError(t, err)
	return d.numbers(d.Statistic, d.DF, d.P)
}

func referencePublished(t *testing.T, in []float64) []float64 {
	d, err := ComparePublished(Estimate{in[0], Interval{in[1], in[2]}}, Estimate{in[3], Interval{in[4], in[5]}})
	noError(t, err)
	return d.numbers(d.Statistic, d.P)
}

func referenceScore(t *testing.T, in []float64) []float64 {
	z, p, err := ProportionTest(in[0], in[1], in[2])
	noError(t, err)
	return []float64{z, p}
}

func referenceRateTest(t *testing.T, in []float64) []float64 {
	p, err := RateTest(in[0], in[1], in[2])
	noError(t, err)
	return []float64{p}
}

func referenceTrend(t *testing.T, in []float64) []float64 {
	var points []TrendPoint
	for i := range 5 {
		x, n := in[5+i], in[10+i]
		w, err := Wilson(x, n, Z95)
		noError(t, err)
		points = append(points, TrendPoint{int(in[i]), x / n, w})
	}
	r := RecentTrend(points)
	way := map[TrendResult]float64{Increasing: 1, Decreasing: -1}[r.Result]
	return append(append([]float64{r.Slope, r.SE, r.ChiSquared}, r.LeaveOneOut...), way)
}

func referenceArmitage(t *testing.T, in []float64) []float64 {
	n := int(in[0])
	var points []CountPoint
	for i := range n {
		points = append(points, CountPoint{int(in[1+i]), Proportion{in[1+n+i], in[1+2*n+i]}})
	}
	r := CochranArmitage(points)
	return []float64{r.ChiSquared, r.P}
}

func referenceKendall(t *testing.T, in []float64) []float64 {
	n := len(in) / 2
	var points []SeriesPoint
	for i := range n {
		points = append(points, SeriesPoint{int(in[i]), in[n+i]})
	}
	m, err := Kendall(points)
	noError(t, err)
	return []float64{float64(m.S), m.Variance, m.Z, m.P, m.Slope}
}

func referenceQuartiles(t *testing.T, in []float64) []float64 {
	d, err := NewDistribution(in)
	noError(t, err)
	q1, q2, q3 := d.Quartiles()
	return []float64{q1, q2, q3, d.Quantile(0.1), d.Quantile(0.9)}
}

func referenceDiscovery(t *testing.T, in []float64) (out []float64) {
	found, err := BenjaminiHochberg(in, 0.05)
	noError(t, err)
	for _, f := range found {
		out = append(out, f.Adjusted)
	}
	return out
}

// flagBits writes the rules of a point as the script does.
func flagBits(hits []Hit) (bits float64) {
	met := map[Rule]bool{}
	for _, h := range hits {
		met[h.Rule] = true
	}
	for r, bit := range map[Rule]float64{RuleOutside: 1, RuleTrend: 2, RuleTwoInThree: 4, RuleShift: 8} {
		if met[r] {
			bits += bit
		}
	}
	return bits
}

func referenceXmR(t *testing.T, in []float64) []float64 {
	var points []ControlPoint
	for i, v := range in[2:] {
		if !math.IsNaN(v) {
			points = append(points, ControlPoint{Period: i, Value: v})
		}
	}
	c, err := Control(points, ControlOptions{Screen: in[0] == 1, Baseline: int(in[1])})
	noError(t, err)
	s := c.Segments[0]
	out := []float64{s.Mean, s.MeanMR, s.Limits.Lower, s.Limits.Upper}
	flags := make([]float64, len(in)-2)
	for _, p := range c.Points {
		flags[p.Period] = flagBits(p.Hits)
	}
	return append(out, flags...)
}

func referenceLaney(t *testing.T, in []float64) []float64 {
	kinds := map[[2]float64]ChartKind{{0, 0}: PChart, {0, 1}: UChart, {1, 0}: PPrime, {1, 1}: UPrime}
	n := (len(in) - 3) / 2
	var points []ControlPoint
	for i := range n {
		points = append(points, ControlPoint{Period: i, X: in[3+i], N: in[3+n+i]})
	}
	c, err := Control(points, ControlOptions{Kind: kinds[[2]float64{in[0], in[1]}], Scale: in[2]})
	noError(t, err)
	sigma := c.Segments[0].Sigma
	if in[0] == 0 {
		sigma = 1
	}
	out := []float64{c.Segments[0].Mean, sigma}
	var lower, upper, flags []float64
	for _, p := range c.Points {
		lower, upper, flags = append(lower, p.Limits.Lower), append(upper, p.Limits.Upper), append(flags, flagBits(p.Hits))
	}
	return append(append(append(out, lower...), upper...), flags...)
}

var labelNumber = map[Label]float64{Below998: -2, Below95: -1, Above95: 1, Above998: 2}

func referenceFunnel(t *testing.T, in []float64) []float64 {
	n := len(in) / 2
	var areas []Proportion
	for i := range n {
		areas = append(areas, Proportion{in[i], in[n+i]})
	}
	f, err := ProportionFunnel(areas, 1)
	noError(t, err)
	l := f.Points[0].Limits
	wide, err := f.Adjusted(in[n])
	noError(t, err)
	out := []float64{f.Benchmark, l.At95.Lower, l.At95.Upper, l.At998.Lower, l.At998.Upper, f.Dispersion.Phi, f.Dispersion.Tau2,
		wide.At95.Lower, wide.At95.Upper, wide.At998.Lower, wide.At998.Upper}
	for _, p := range f.Points {
		out = append(out, labelNumber[p.Label])
	}
	return out
}

func referenceRateFunnel(t *testing.T, in []float64) []float64 {
	n := (len(in) - 1) / 2
	var areas []Rate
	for i := range n {
		areas = append(areas, Rate{in[i], in[n+i]})
	}
	f, err := RateFunnel(areas, 10000)
	noError(t, err)
	out := []float64{f.Benchmark, f.Dispersion.Phi, f.Dispersion.Tau2}
	for _, p := range f.Points {
		out = append(out, labelNumber[p.Label])
	}
	low, high, err := RateLine(in[2*n], f.Benchmark, 10000, Z95)
	noError(t, err)
	return append(out, low.Population, low.Rate, high.Population, high.Rate)
}
