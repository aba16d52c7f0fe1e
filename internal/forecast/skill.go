package forecast

import (
	_ "embed"
	"strconv"
	"strings"
)

// backtestReport is what was measured, as people read it. Pages take their
// figures from here, so that they cannot say another skill than the report.
//
//go:embed BACKTEST.md
var backtestReport string

// Skill is how well the method projected the total of an authority so many
// years ahead, over all authorities and origins of the back-test.
type Skill struct {
	Ahead int
	Error string // mean absolute error as per cent of the actual
	Held  string // of a hundred actuals, how many the 90 % range held
}

// MeasuredSkill is that of the method's row in the first table of the
// back-test's report; none where the report has no such table.
func MeasuredSkill() []Skill { return skillOf(backtestReport) }

// skillOf reads the row "**this method**" below a head of "1 year", "2 years".
// Each cell holds error, actuals held and width.
func skillOf(report string) []Skill {
	var ahead []int
	for _, line := range strings.Split(report, "\n") {
		if !strings.HasPrefix(line, "| ") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "| "), "|")
		if strings.TrimSpace(cells[0]) == "**this method**" {
			return skillRow(ahead, cells[1:])
		}
		if years := yearsAhead(cells[1:]); years != nil {
			ahead = years
		}
	}
	return nil
}

func yearsAhead(cells []string) []int {
	var out []int
	for _, c := range cells {
		number, word, _ := strings.Cut(strings.TrimSpace(c), " ")
		n, err := strconv.Atoi(number)
		if err != nil || word != "year" && word != "years" {
			return nil
		}
		out = append(out, n)
	}
	return out
}

func skillRow(ahead []int, cells []string) []Skill {
	var out []Skill
	for n, c := range cells {
		parts := strings.Split(strings.Trim(c, "* "), ", ")
		if n >= len(ahead) || len(parts) != 3 {
			return nil
		}
		out = append(out, Skill{Ahead: ahead[n], Error: parts[0], Held: parts[1]})
	}
	return out
}
