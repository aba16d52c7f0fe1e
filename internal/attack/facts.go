package attack

// Facts are what a stranger knows from public documentation: what indicators
// count, how they are protected, which of them count the same children, and
// which areas and periods make up which.
type Facts struct {
	Indicators map[string]Indicator // by id; one that is missing counts as protected below 6
	Same       [][]Figure           // figures that are equal in every area and period
	Areas      []Whole
	Neighbours map[string][]string // the similar areas of each area
	Series     []Series
}

// Indicator is what is known of one indicator. The zero value is one without
// any protection. Measure is that of the definition: count, proportion, rate,
// mean, survey ...
type Indicator struct {
	Measure         string
	Multiplier      float64 // value = Multiplier * numerator / denominator; 0: 100 for proportions and surveys, else 1
	Threshold       int     // counts from 1 to Threshold-1 are hidden; 0: none are
	HidesZero       bool    // zeros are hidden too
	GroupDisclosure bool    // nobody and everybody are hidden too
	MinBase         int     // results on fewer are hidden; 0: 10
	Survey          bool    // protected by the number of answers
	RoundTo         int     // published counts are rounded to this
	RoundTotals     int     // published counts of regions and England are
	Rounded         bool    // small counts are shown rounded in place of being hidden
	Lists           map[string]Split
	Sums            []ListSum
}

// Split says whether the groups of a list make up the whole. The zero value
// leaves it to the figures: the list is taken for a partition unless they
// contradict it.
type Split uint8

const (
	Learned  Split = iota
	Adds           // each child is in one group
	Overlaps       // groups overlap or leave children out
	Answers        // to one question: their numerators make up the denominator, which they share
)

// answerList is the list that holds the answers of a survey: Answers, unless it
// Overlaps.
const answerList = "answer"

// split is what is known of a list.
func (i *Indicator) split(list string) Split {
	known := i.Lists[list]
	if i.Survey && list == answerList && known != Overlaps {
		return Answers
	}
	return known
}

// ListSum is a sum within a list: the groups Parts make up the group Whole, or
// all of the list where Whole is "". A list with sums has no others.
type ListSum struct {
	List, Whole string
	Parts       []string
}

// Part is one of the counts behind a figure.
type Part uint8

const (
	Numerator   Part = iota // or the count itself
	Denominator             // out of how many
	Rest                    // the denominator less the numerator: people too
)

var partWords = [...]string{"numerator", "denominator", "rest"}

// String is the part as findings name it.
func (p Part) String() string {
	if int(p) < len(partWords) {
		return partWords[p]
	}
	return "count"
}

// Figure is a count of an indicator and breakdown, in any area and period.
type Figure struct {
	Indicator, Breakdown string
	Part                 Part
}

// Whole is a wider area and areas that make it up completely. An area may be
// made up in several ways.
type Whole struct {
	Area  string
	Parts []string
}

// Series is an indicator whose periods overlap. Runs are period labels in
// order. Without a Window each run counts up from its first period, as a year
// to date does; with one, each figure covers that many periods. Flow is an
// indicator with the counts of single periods, or "".
type Series struct {
	Indicator string
	Window    int
	Runs      [][]string
	Flow      string
}

// indicator is what is known of an id.
func (f *Facts) indicator(id string) Indicator {
	i, ok := f.Indicators[id]
	if !ok {
		i = Indicator{Threshold: 6}
	}
	if i.MinBase == 0 {
		i.MinBase = 10
	}
	if i.Multiplier == 0 {
		i.Multiplier = 1
		if i.Measure == "proportion" || i.Measure == "survey" {
			i.Multiplier = 100
		}
	}
	return i
}

// protected reports whether anything of the indicator is hidden on purpose.
func (i *Indicator) protected() bool { return i.Threshold > 0 || i.Survey }

// parts are the whole counts of the indicator that can be added up. The
// denominator comes last: its sums follow from those of the other two, and what
// follows from rows before is left out of the search.
func (i *Indicator) parts() []Part {
	switch i.Measure {
	case "count", "rate", "ratio-oe":
		return []Part{Numerator}
	case "proportion", "survey":
		return []Part{Numerator, Rest, Denominator}
	case "mean":
		return []Part{Denominator}
	case "", "ratio-counts":
		return []Part{Numerator, Denominator}
	}
	return nil
}

// summed are the counts of the indicator that the parts of a whole add up in:
// the sum behind a mean too, which is no count of people and so never small.
func (i *Indicator) summed() []Part {
	if i.Measure == "mean" {
		return []Part{Numerator, Denominator}
	}
	return i.parts()
}

func (i *Indicator) has(p Part) bool {
	for _, own := range i.parts() {
		if own == p {
			return true
		}
	}
	return false
}

// small reports whether a count is one that the class hides.
func (i *Indicator) small(p Part, n int64) bool {
	if i.Measure == "mean" && p != Denominator {
		return false
	}
	if n == 0 {
		return i.HidesZero && i.Threshold > 0 && p != Denominator || i.GroupDisclosure && p != Denominator && i.Measure != "count"
	}
	return n > 0 && n < i.limit(p)
}

// limit is the threshold of a part. The number of answers to a survey is the
// group that its class protects.
func (i *Indicator) limit(p Part) int64 {
	if i.Measure == "mean" && p != Denominator {
		return 0
	}
	if !i.Survey {
		return int64(i.Threshold)
	}
	if p == Denominator {
		return int64(i.MinBase)
	}
	return 0
}

// veiled reports a rounded count that protects a small one: it must not be told
// exactly.
func (i *Indicator) veiled(p Part, least int64) bool {
	return i.Rounded && least < i.limit(p)
}

// base is what a published count is rounded to; 0 for none.
func (i *Indicator) base(wide bool) int64 {
	if wide && i.RoundTotals > 0 {
		return int64(i.RoundTotals)
	}
	return int64(i.RoundTo)
}
