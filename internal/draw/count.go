package draw

import "math"

// few is the expected count below which counting up from 0 is quicker than
// rejection, and above which the rejection methods are valid.
const few = 10

// most bounds a Poisson mean: above it a count would not fit an integer's
// exact floats, and no population comes near.
const most = 1 << 40

// Binomial is how many of n happen when each does with probability p. Without
// people, or with a p that is no probability above 0, it is 0; from 1 on it is
// n.
func (s *Source) Binomial(n int, p float64) int { return s.binomial(n, p, 1-p) }

// binomial takes the complement q too, so that a p near 1 keeps its precision.
func (s *Source) binomial(n int, p, q float64) int {
	switch {
	case n <= 0 || !(p > 0):
		return 0
	case !(q > 0):
		return n
	case p > q:
		return n - s.binomialLow(n, q, p)
	}
	return s.binomialLow(n, p, q)
}

// binomialLow wants p of at most a half.
func (s *Source) binomialLow(n int, p, q float64) int {
	if float64(n)*p < few {
		return s.binomialSearch(n, p, q)
	}
	return s.binomialReject(n, p, q)
}

// binomialSearch inverts the distribution function from 0 upwards.
func (s *Source) binomialSearch(n int, p, q float64) int {
	u := s.Uniform()
	if n == 1 {
		if u < q {
			return 0
		}
		return 1
	}
	ratio := p / q
	term := math.Exp(float64(n) * math.Log1p(-p))
	for k := 0; k < n; k++ {
		if u < term {
			return k
		}
		u -= term
		term *= ratio * float64(n-k) / float64(k+1)
		if term == 0 && k > few {
			return k // what is left of u is rounding
		}
	}
	return n
}

// binomialReject is the method BTRS of Hörmann (1993), "The generation of
// binomial random variates", for n·p of 10 and more.
func (s *Source) binomialReject(n int, p, q float64) int {
	nf := float64(n)
	spread := math.Sqrt(nf * p * q)
	b := 1.15 + float64(2.53*spread)
	a := -0.0873 + float64(0.0248*b) + float64(0.01*p)
	centre := float64(nf*p) + 0.5
	alpha := (2.83 + 5.1/b) * spread
	quick := 0.92 - 4.2/b
	mode := math.Floor((nf + 1) * p)
	logOdds, atMode := math.Log(p/q), logFactorial(mode)+logFactorial(nf-mode)
	for {
		u, v := s.Uniform()-0.5, s.Uniform()
		edge := 0.5 - math.Abs(u)
		k := math.Floor(float64((2*a/edge+b)*u) + centre)
		if k < 0 || k > nf {
			continue
		}
		if edge >= 0.07 && v <= quick {
			return int(k)
		}
		bound := atMode - logFactorial(k) - logFactorial(nf-k) + float64((k-mode)*logOdds)
		if math.Log(v*alpha/(a/(edge*edge)+b)) <= bound {
			return int(k)
		}
	}
}

// Poisson is a Poisson count; 0 when the mean is not positive. Means above
// 2^40 are taken as 2^40.
func (s *Source) Poisson(mean float64) int {
	switch {
	case !(mean > 0):
		return 0
	case mean < few:
		return s.poissonSearch(mean)
	}
	return s.poissonReject(min(mean, most))
}

func (s *Source) poissonSearch(mean float64) int {
	u, term := s.Uniform(), math.Exp(-mean)
	for k := 0; ; k++ {
		if u < term || (term == 0 && k > few) {
			return k
		}
		u -= term
		term *= mean / float64(k+1)
	}
}

// poissonReject is the method PTRS of Hörmann (1993), "The transformed
// rejection method for generating Poisson random variables".
func (s *Source) poissonReject(mean float64) int {
	logMean := math.Log(mean)
	b := 0.931 + float64(2.53*math.Sqrt(mean))
	a := -0.059 + float64(0.02483*b)
	invAlpha := 1.1239 + 1.1328/(b-3.4)
	quick := 0.9277 - 3.6224/(b-2)
	for {
		u, v := s.Uniform()-0.5, s.Uniform()
		edge := 0.5 - math.Abs(u)
		k := math.Floor(float64((2*a/edge+b)*u) + mean + 0.43)
		if edge >= 0.07 && v <= quick {
			return int(k)
		}
		if k < 0 || (edge < 0.013 && v > edge) {
			continue
		}
		if math.Log(v*invAlpha/(a/(edge*edge)+b)) <= float64(k*logMean)-mean-logFactorial(k) {
			return int(k)
		}
	}
}

// BetaBinomial is how many of n happen when their common probability is itself
// a beta number: more scattered than a binomial count.
func (s *Source) BetaBinomial(n int, alpha, beta float64) int {
	if n <= 0 {
		return 0
	}
	p, q := s.Beta(alpha, beta)
	return s.binomial(n, p, q)
}

// Multinomial shares n out by shares, which need not add up to 1, into counts,
// which must be as long and always add up to n. It reports false, with all
// counts 0, when there is something to share and no share is positive.
func (s *Source) Multinomial(n int, shares []float64, counts []int) bool {
	clear(counts[:len(shares)])
	if n <= 0 {
		return true
	}
	left, last := 0.0, -1
	for i, x := range shares {
		if x > 0 {
			left, last = left+x, i
		}
	}
	if last < 0 {
		return false
	}
	for i, x := range shares[:last] {
		if n == 0 {
			return true
		}
		if x > 0 {
			counts[i] = s.Binomial(n, x/left)
			n, left = n-counts[i], left-x
		}
	}
	counts[last] = n
	return true
}

// DirichletMultinomial shares n out by shares that are themselves a Dirichlet
// draw with the weights. The scratch slice must be as long as weights; it holds
// the shares afterwards. It reports false when n is positive and no weight is.
func (s *Source) DirichletMultinomial(n int, weights, scratch []float64, counts []int) bool {
	if n <= 0 {
		clear(counts[:len(weights)])
		return true
	}
	if !s.Dirichlet(weights, scratch) {
		clear(counts[:len(weights)])
		return false
	}
	return s.Multinomial(n, scratch[:len(weights)], counts)
}

// logFactorials holds ln k! for small k, where Stirling's series is not yet
// exact.
var logFactorials = func() (t [64]float64) {
	for k := 2; k < len(t); k++ {
		t[k] = t[k-1] + math.Log(float64(k))
	}
	return t
}()

// logFactorial is ln k! for a whole k of 0 or more: a table, then Stirling's
// series, whose next term is below 1e-15 from 64 on.
func logFactorial(k float64) float64 {
	if k < float64(len(logFactorials)) {
		return logFactorials[int(k)]
	}
	const halfLog2Pi = 0.91893853320467274178
	r := 1 / k
	series := r * (1.0/12 - float64(r*r)*(1.0/360-float64(r*r)/1260))
	return float64((k+0.5)*math.Log(k)) - k + halfLog2Pi + series
}
