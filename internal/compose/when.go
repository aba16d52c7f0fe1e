package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/dataset"
)

// nominal is a period as a noun in the middle of a sentence: "2024", "31 March
// 2026", "the 12 months to June 2026", "the autumn term of 2024/25", "the
// spring 2025 survey". Members and families read a quarter by its months.
func (v voice) nominal(p dataset.Period) string {
	switch p.Type {
	case "SURV":
		return "the " + lower(p.Label) + " survey"
	case "R12":
		return "the " + p.Label
	case "AT", "SPT", "SUT", "AS":
		if year, term, ok := strings.Cut(p.Label, " "); ok {
			return "the " + lower(term) + " of " + year
		}
	case "Q":
		if v.whole {
			return quarterMonths(p)
		}
	}
	return p.Label
}

// said is the area's name in the middle of a sentence: "the Isles of Scilly",
// and "Bristol" where the register has "Bristol, City of".
func (p *place) said() string {
	name, _, _ := strings.Cut(p.area.Name, ", ")
	for _, first := range []string{"Isle of ", "Isles of ", "City of ", "East Riding of "} {
		if strings.HasPrefix(name, first) {
			return "the " + name
		}
	}
	return name
}

// when is a period with its preposition: "in 2024", "on 31 March 2026".
func (v voice) when(p dataset.Period) string {
	if p.Type == "S31M" || p.Type == "S30S" {
		return "on " + v.nominal(p)
	}
	return "in " + v.nominal(p)
}

// quarterMonths is "April to June 2026" for a quarter of three months; the label
// for anything else.
func quarterMonths(p dataset.Period) string {
	first, last := p.Start/100%100, p.End/100%100
	if p.Start/10000 != p.End/10000 || last-first != 2 || first < 1 || last > 12 {
		return p.Label
	}
	return months[first-1] + " to " + months[last-1] + " " + strconv.Itoa(p.End/10000)
}
