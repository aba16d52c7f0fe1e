package main

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"sort"
)

// stream is the random numbers of one series. Each series has its own, so a
// new one changes no other.
func (w *world) stream(name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(w.seed, h.Sum64()))
}

// link turns a figure into a scale on which areas differ evenly, and back.
type link struct {
	to, from func(float64) float64
}

var (
	// percentages keep within 0 and 100.
	percentages = link{
		func(p float64) float64 { return math.Log(p / (100 - p)) },
		func(z float64) float64 { return 100 / (1 + math.Exp(-z)) },
	}
	// rates keep above 0.
	rates = link{math.Log, math.Exp}
)

// series describes how one figure runs over years and areas: England's level,
// how far areas lie apart, how much each moves from year to year, and the
// points that are set by hand because the sample's story needs them.
type series struct {
	name    string
	scale   link
	england map[int]float64
	spread  float64 // standard deviation between areas, on the scale
	wobble  float64 // standard deviation of a year's movement, on the scale
	weight  func(a *area, year int) float64
	fixed   map[string]map[int]float64
	lean    map[string]float64 // lasting difference of an area, on the scale
}

// draw gives the figure of each area (by index) in each year. Areas that are
// not fixed are moved together until the weighted mean is England's.
func (w *world) draw(s series, years []int) map[int][]float64 {
	rng := w.stream(s.name)
	drift := make([]float64, len(w.areas))
	base := make([]float64, len(w.areas))
	for i, a := range w.areas {
		base[i] = s.spread*bounded(rng) + s.lean[a.name]
		if usual, ok := s.usual(a.name, years); ok {
			base[i] = usual
		}
	}
	drawn := make(map[int][]float64, len(years))
	for _, year := range years {
		offsets := make([]float64, len(w.areas))
		for i := range w.areas {
			drift[i] = 0.8*drift[i] + s.wobble*bounded(rng)
			offsets[i] = base[i] + drift[i]
		}
		drawn[year] = w.calibrate(s, year, offsets)
	}
	return drawn
}

// usual is how far an area's fixed points lie from England's on average, so
// that its other years lead up to them. Years go in order: sums of floats
// depend on it.
func (s series) usual(name string, years []int) (float64, bool) {
	var sum float64
	var n int
	for _, year := range years {
		if point, ok := s.fixed[name][year]; ok {
			sum += s.scale.to(point) - s.scale.to(s.england[year])
			n++
		}
	}
	return sum / float64(max(1, n)), n > 0
}

// bounded is a normal number without its far tails, so that no area becomes
// a freak.
func bounded(rng *rand.Rand) float64 {
	return math.Max(-2.1, math.Min(2.1, rng.NormFloat64()))
}

// calibrate finds by bisection the common level that gives England's mean.
func (w *world) calibrate(s series, year int, offsets []float64) []float64 {
	low, high := s.scale.to(s.england[year])-6, s.scale.to(s.england[year])+6
	for range 60 {
		middle := (low + high) / 2
		if w.mean(s, year, w.at(s, year, offsets, middle)) < s.england[year] {
			low = middle
		} else {
			high = middle
		}
	}
	return w.at(s, year, offsets, (low+high)/2)
}

func (w *world) at(s series, year int, offsets []float64, level float64) []float64 {
	values := make([]float64, len(offsets))
	for i, a := range w.areas {
		if fixed, ok := s.fixed[a.name][year]; ok {
			values[i] = fixed
			continue
		}
		values[i] = s.scale.from(level + offsets[i])
	}
	return values
}

// mean weighs the areas that exist at the middle of the year.
func (w *world) mean(s series, year int, values []float64) float64 {
	var sum, weight float64
	for _, a := range w.on(year*10000 + 630) {
		sum += values[a.index] * s.weight(a, year)
		weight += s.weight(a, year)
	}
	return sum / weight
}

// residentsOf is the usual weight of a series.
func residentsOf(a *area, year int) float64 { return a.residents(year) }

// round is the nearest whole number, halves up.
func round(x float64) int { return int(math.Floor(x + 0.5)) }

// share splits a whole into parts that add up to it, by largest remainder;
// equal remainders go to the earlier part.
func share(whole int, weights []float64) []int {
	var sum float64
	for _, weight := range weights {
		sum += weight
	}
	parts := make([]int, len(weights))
	remainders := make([]float64, len(weights))
	order := make([]int, len(weights))
	left := whole
	for i, weight := range weights {
		exact := float64(whole) * weight / sum
		parts[i] = int(exact)
		remainders[i] = exact - float64(parts[i])
		order[i] = i
		left -= parts[i]
	}
	sort.SliceStable(order, func(a, b int) bool { return remainders[order[a]] > remainders[order[b]] })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}

// vary multiplies each weight by a random factor of about the given relative
// size.
func vary(rng *rand.Rand, weights []float64, size float64) []float64 {
	varied := make([]float64, len(weights))
	for i, weight := range weights {
		varied[i] = weight * math.Exp(size*bounded(rng))
	}
	return varied
}

// poisson draws a count of rare events.
func poisson(rng *rand.Rand, expected float64) int {
	if expected > 60 {
		return max(0, round(expected+math.Sqrt(expected)*bounded(rng)))
	}
	limit, product, count := math.Exp(-expected), rng.Float64(), 0
	for product > limit {
		product *= rng.Float64()
		count++
	}
	return count
}
