package transition

import (
	"strconv"
	"strings"
)

// NonSend is the need and setting of somebody without a plan: the first side
// of a joiner, the second of a leaver.
const NonSend = "NONSEND"

// School years as national curriculum years: reception is 0, nursery years are
// negative, the year in which somebody turns 25 is 20.
const (
	lowestNCY  = -5
	highestNCY = 24
	// TopNCY is the last school year in which a plan may run.
	TopNCY = 20
)

// years and counts outside these are typing mistakes; they also bound memory.
const (
	firstYear, lastYear = 1990, 2100
	mostPerRow          = 1_000_000
	mostPlans           = 5_000_000
	mostPeople          = 1_000_000
	mostCells           = 120_000
)

// phases and ageGroups are in the order of age; each ends with a school year.
var (
	phases = []band{{"early-childhood", -1}, {"primary", 6}, {"secondary", 11}, {"age-16-19", 14}, {"age-19-25", highestNCY + 1}}
	// ageGroups are the five age bands of the plans return, by age on 31 August.
	ageGroups = []band{{"0-4", 0}, {"5-10", 6}, {"11-15", 11}, {"16-19", 15}, {"20-25", highestNCY + 1}}
)

type band struct {
	name string
	last int
}

// bandOf is the position of the band that holds a school year.
func bandOf(bands []band, ncy int) int {
	for i, b := range bands {
		if ncy <= b.last {
			return i
		}
	}
	return len(bands) - 1
}

// Phase names the phase of education of a school year.
func Phase(ncy int) string { return phases[bandOf(phases, ncy)].name }

// AgeGroup names the age band of a school year.
func AgeGroup(ncy int) string { return ageGroups[bandOf(ageGroups, ncy)].name }

// phaseRange is the first and last school year of the phase of ncy.
func phaseRange(ncy int) (first, last int) {
	i := bandOf(phases, ncy)
	if i == 0 {
		return lowestNCY, phases[0].last
	}
	return phases[i-1].last + 1, phases[i].last
}

// isCode says whether a need or setting is written as one.
func isCode(s string) bool {
	for _, r := range s {
		if r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return s != ""
}

// splitCodes takes apart a list, dropping blanks around and between.
func splitCodes(list, separator string) []string {
	var out []string
	for _, part := range strings.Split(list, separator) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// several is a count with its noun, for messages.
func several(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func itoa(n int) string { return strconv.Itoa(n) }
