// Package assess compares safe results with benchmarks, earlier periods and
// targets, and states a judgement with its reason. It is the assess stage: it
// sees only what disclose has passed, so no comparison, rank, band, trend or
// rating can rest on a hidden figure. It refuses to judge where the note says
// that nothing can be said: "not compared" is the zero value of every outcome.
package assess

import (
	"sync"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/stats"
)

// Outcome is the result of a comparison. The zero value is not compared.
type Outcome string

const (
	NotCompared Outcome = ""
	Better      Outcome = "better"
	SimilarTo   Outcome = "similar"
	Worse       Outcome = "worse"
	Higher      Outcome = "higher"
	Lower       Outcome = "lower"
)

// Code is the word of results.csv.
func (o Outcome) Code() string {
	if o == NotCompared {
		return "not-compared"
	}
	return string(o)
}

// Comparison is a figure against one benchmark. Reason says in a few words why
// nothing was compared. Direction is the sign of own minus benchmark, known
// whenever Gap is, tested or not.
type Comparison struct {
	Outcome   Outcome
	Strong    bool // also at 99.8%
	Tolerance bool // by the definition's tolerance, no statistical test
	PartSelf  bool // the area is more than a fifth of the benchmark's denominator
	Benchmark quantity.Value
	Gap       quantity.Value
	Reason    string
}

// Neighbours is the comparison with statistical neighbours and its parts.
type Neighbours struct {
	Comparison
	Set, Method string
	N, Of       int // how many had a value, of how many
	Lower       int // neighbours with a value below the own
	Higher      int // neighbours with a value above the own
	Min         int // N needed to compare
}

// Change codes of results.csv.
const (
	Increase     = "increase"
	Decrease     = "decrease"
	NoChange     = "no-significant-change"
	NotTested    = "not-tested"
	NoComparison = "no-comparison"
)

// Change is new minus old against the previous comparable period, tested at
// 95%; Strong is a change at 99.8% too.
type Change struct {
	Strong   bool
	Result   string // one of the codes; "" for no figure at all
	Value    quantity.Value
	Previous quantity.Value
	Period   dataset.Period // of Previous; zero when there is none
	Reason   string         // why there is no comparison
}

// Standing is the position among all areas of the same level.
type Standing struct {
	Joint     bool       // other areas share the rank
	Rank, Of  int        // 0 when not ranked
	Band      string     // A to D, Q1 to Q4, or ""
	Alike     int        // areas whose difference from this one is not significant; -1 when not tested
	Testable  int        // how many differences could be tested
	Reason    string     // why there is no rank
	Values    []Place    // all areas with a value, rising
	Quartiles [3]float64 // of Values; zero where there is neither rank nor band
}

// Place is one area's value in a Standing.
type Place struct {
	Area  dataset.AreaID
	Value float64
}

// Rating is the RAG judgement.
type Rating struct {
	RAG       string // green, amber, red or not-rated
	Target    quantity.Value
	Statutory quantity.Value // shown beside a local goal
	Goal      quantity.Value // local goal, "" when there is none
	Basis     string         // target, sn, region, england
	Tolerance float64
	Percent   bool
	Within    bool   // the interval includes the target: not distinguishable
	Reason    string // why not rated
	By        string // when the goal is due, in the project's words
}

// Assessment is a result with everything that can honestly be said of it.
type Assessment struct {
	Indicator *evaluate.Indicator
	Result    *evaluate.Result
	SN        Neighbours
	Region    Comparison
	RegionID  dataset.AreaID
	HasRegion bool
	England   Comparison
	Change    Change
	Trend     stats.Trend
	Ranks     *stats.MannKendall // the trend by ranks, where figures have no intervals; else nil
	Standing  Standing
	Rating    Rating
	Control   Control // of the area's newest headline figure alone
}

// Goal is a project's local target for one indicator; nil pointers are unset.
type Goal struct {
	Value, AmberWithin *float64
	By, Basis          string
}

// Assessor judges results of one project. It is immutable and may be used from
// several goroutines; each Indicator is prepared once with Prepare.
type Assessor struct {
	Register *dataset.Register
	Set      *dataset.NeighbourSet // nil when the project names none
	AsOf     int                   // yyyymmdd
	Goals    map[string]Goal
}

// Series is one indicator ready to be judged: results and, by period and
// breakdown, the rising values of all areas.
type Series struct {
	Indicator *evaluate.Indicator
	a         *Assessor
	england   dataset.AreaID
	hasEng    bool
	places    map[[2]int][]Place
	breaks    []int // indexes of first periods after a break

	mu      sync.Mutex // of funnels, which are worked out when first asked for
	funnels map[int]*Funnel
}

// Prepare readies an indicator for At.
func (a *Assessor) Prepare(i *evaluate.Indicator) *Series {
	s := &Series{Indicator: i, a: a, places: map[[2]int][]Place{}, funnels: map[int]*Funnel{}}
	s.england, s.hasEng = a.Register.England()
	s.breaks = Breaks(i.Def, i.Periods)
	for n := range i.Results {
		r := &i.Results[n]
		area := a.Register.Area(r.Area)
		if !usable(r) || area.Level != dataset.LevelLA {
			continue
		}
		if p := i.Periods[r.Period]; !area.Current(p.End) && !area.Current(a.AsOf) {
			continue
		}
		k := [2]int{int(r.Period), int(r.Breakdown)}
		s.places[k] = append(s.places[k], Place{r.Area, r.Value.Number})
	}
	for _, p := range s.places {
		sortPlaces(p)
	}
	return s
}

// leastBase is the smallest denominator on which anything is judged (statistics
// note §14, min_base), also where the figure itself is already public.
const leastBase = 10

// tooFew reports a figure made from so few cases that no word may be said of
// its level or change.
func tooFew(def *indicators.Definition, r *evaluate.Result) bool {
	switch def.Measure {
	case "proportion", "rate", "survey", "mean":
		return r.Denominator.Known && r.Denominator.Number < leastBase
	}
	return false
}

// TooFew reports whether the assessed figure rests on too few cases to judge.
func (a *Assessment) TooFew() bool {
	return a.Result != nil && a.Result.Value.Known && tooFew(a.Indicator.Def, a.Result)
}

// usable reports whether a result may be compared at all: a number that is not
// marked as unreliable.
func usable(r *evaluate.Result) bool {
	return r != nil && r.Value.Known && r.Value.Symbol == quantity.NoSymbol
}

// Breaks turns a definition's breaks into indexes of the first period after
// each. A break that names a year stands before the first period that ends in
// or after it.
func Breaks(def *indicators.Definition, periods []dataset.Period) []int {
	var out []int
	for _, b := range def.Breaks {
		if n := BreakAt(def, b, periods); n > 0 {
			out = append(out, n)
		}
	}
	return out
}

// BreakAt is the index of the first period after one break; 0 or less when the
// break lies before or after all periods. The period that the break names need
// not be among them: a year that was never published is still a break.
func BreakAt(def *indicators.Definition, b indicators.Break, periods []dataset.Period) int {
	for n, p := range periods {
		if p.Label == b.At || atOrAfterYear(p, b.At) || atOrAfter(def, p, b.At) {
			return n
		}
	}
	return -1
}

// RebaseAt is BreakAt for an agreed rebase of the control chart.
func RebaseAt(def *indicators.Definition, r indicators.Rebase, periods []dataset.Period) int {
	return BreakAt(def, indicators.Break(r), periods)
}

// atOrAfter reads the break's label as the period's own type, if the definition
// has figures of it.
func atOrAfter(def *indicators.Definition, p dataset.Period, at string) bool {
	for _, t := range def.Period.AllTypes() {
		if named, err := dataset.ParsePeriod(t, at, ""); err == nil && named.Start > 0 && p.Type == named.Type && p.Start >= named.Start {
			return true
		}
	}
	return false
}

func atOrAfterYear(p dataset.Period, at string) bool {
	year := 0
	for _, r := range at {
		if r < '0' || r > '9' {
			return false
		}
		year = year*10 + int(r-'0')
	}
	return len(at) == 4 && p.End/10000 >= year
}

// At judges one result: an area, a period index and a breakdown index. ok is
// false when there is no such result.
func (s *Series) At(area dataset.AreaID, period, breakdown int) (as Assessment, ok bool) {
	r := s.Indicator.At(area, period, breakdown)
	if r == nil {
		return as, false
	}
	as = Assessment{Indicator: s.Indicator, Result: r}
	as.SN = s.neighbours(r)
	s.published(r, &as)
	as.Change = s.change(r)
	as.Trend, as.Ranks = s.trend(r)
	as.Standing = s.standing(r)
	as.Rating = s.rate(r, &as)
	if breakdown == evaluate.Headline && period == s.Indicator.Latest(area, breakdown) {
		as.Control = s.Control(area, period)
	}
	return as, true
}

// published compares with the region and England as they are published.
func (s *Series) published(r *evaluate.Result, as *Assessment) {
	own := s.a.Register.Area(r.Area)
	for _, region := range s.a.Register.RegionsOf(r.Area) {
		if b := s.Indicator.At(region, int(r.Period), int(r.Breakdown)); b != nil {
			as.RegionID, as.HasRegion = region, true
			as.Region = s.against(r, b.Value)
			as.Region.PartSelf = partOf(r, b)
			break
		}
	}
	if !as.HasRegion {
		as.Region.Reason = "no figure for the region"
	}
	if own.Level == dataset.LevelEngland || !s.hasEng {
		as.England.Reason = "an area is not compared with itself"
		return
	}
	if b := s.Indicator.At(s.england, int(r.Period), int(r.Breakdown)); b != nil {
		as.England = s.against(r, b.Value)
		return
	}
	as.England.Reason = "no figure for England"
}

// partOf reports an area that makes up more than 20% of its region: the
// comparison is then partly with itself (statistics note §5).
func partOf(own, region *evaluate.Result) bool {
	return own.Denominator.Known && region.Denominator.Known && own.Denominator.Number > 0.2*region.Denominator.Number
}

// against compares a result with a fixed benchmark (statistics note §5,
// method A), or by the definition's tolerance where there is no interval.
func (s *Series) against(r *evaluate.Result, benchmark quantity.Value) Comparison {
	c := Comparison{Benchmark: benchmark}
	def := s.Indicator.Def
	switch {
	case !r.Value.Known:
		c.Reason = "no figure here"
		return c
	case !benchmark.Known:
		c.Reason = "no figure to compare with"
		return c
	}
	if r.Value.Symbol != quantity.NoSymbol || benchmark.Symbol != quantity.NoSymbol {
		c.Reason = "too few answers to compare"
		return c
	}
	c.Gap = quantity.Of(r.Value.Number - benchmark.Number)
	switch {
	case def.Measure == "count":
		c.Reason = "counts are not compared: areas differ in size"
	case tooFew(def, r):
		c.Reason = "too few cases to compare"
	case r.HasInterval:
		at998 := r.I998
		if !r.Has998 {
			at998 = r.I95
		}
		c95, c998 := stats.CompareBenchmark(r.I95, at998, benchmark.Number)
		c.Outcome = judge(c95, s.polarity(r))
		c.Strong = r.Has998 && (c95 == stats.Higher || c95 == stats.Lower) && c998 == c95
		if c.Outcome == NotCompared {
			c.Reason = "the interval has no width, so no test"
		}
	case def.Comparison.Tolerance != nil:
		c.Tolerance = true
		c.Outcome = judge(stats.CompareTolerance(r.Value.Number, benchmark.Number, *def.Comparison.Tolerance), s.polarity(r))
	default:
		c.Reason = "no interval is published, so no test"
	}
	return c
}

// polarity is which way is good for a result. The parts of a count and the
// answers to a question have no good direction of their own: fewer who answer
// "not at all" is better, though the indicator is better when it rises.
func (s *Series) polarity(r *evaluate.Result) string {
	def := s.Indicator.Def
	if r.Breakdown == evaluate.Headline {
		return def.Polarity
	}
	list := s.Indicator.Breakdowns[r.Breakdown].List
	if list == indicators.AnswerList {
		return "none"
	}
	for n := range def.Breakdowns {
		if def.Breakdowns[n].List == list && def.Breakdowns[n].Share {
			return "none"
		}
	}
	return def.Polarity
}

// judge turns a tested direction into the word that polarity allows.
func judge(d stats.Comparison, polarity string) Outcome {
	switch {
	case d == stats.Similar:
		return SimilarTo
	case d == stats.Higher && polarity == "high", d == stats.Lower && polarity == "low":
		return Better
	case d == stats.Lower && polarity == "high", d == stats.Higher && polarity == "low":
		return Worse
	case d == stats.Higher:
		return Higher
	case d == stats.Lower:
		return Lower
	}
	return NotCompared
}
