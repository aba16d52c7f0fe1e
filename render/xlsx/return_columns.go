package xlsx

import "strings"

// returnColumn is one column of a sheet of figures. Title is what the reader
// finds it by when the workbook comes back.
type returnColumn struct {
	id, title string
	width     float64
}

// Ids of the columns. Those that a return gives are named as in its CSV.
const (
	colTitle     = "title"
	colEnter     = "enter"
	colGroup     = "group"
	colAreaName  = "area name"
	colPeriod    = "period"
	colNumerator = "numerator"
	colDenom     = "denominator"
	colValue     = "value"
	colCheck     = "check"
	colStatus    = "status"
	colNote      = "note"
	colWording   = "wording"
	colInvited   = "invited"
	colLastWhen  = "last period"
	colLastNum   = "last numerator"
	colLastDenom = "last denominator"
	colLastValue = "last value"
	colIndicator = "indicator"
	colArea      = "area"
	colBreakdown = "breakdown"
)

// returnColumns are all columns in order, with the widths that their longest
// ordinary text needs.
var returnColumns = []returnColumn{
	{colTitle, "Indicator", 36},
	{colEnter, "What to enter", 50},
	{colGroup, "Group", 34},
	{colAreaName, "Area", 20},
	{colPeriod, "Period", 22},
	{colNumerator, "How many (numerator)", 17},
	{colDenom, "Out of (denominator)", 19},
	{colValue, "Value", 13},
	{colCheck, "Check", 28},
	{colStatus, "Status", 16},
	{colNote, "Note", 34},
	{colWording, "Question, if put in other words", 30},
	{colInvited, "People invited", 14},
	{colLastWhen, "Last time: period", 20},
	{colLastNum, "Last time: how many", 13},
	{colLastDenom, "Last time: out of", 13},
	{colLastValue, "Last time: value", 13},
	{colIndicator, "Indicator id", 26},
	{colArea, "Area code", 13},
	{colBreakdown, "Group key", 24},
}

// neededColumns must be there when a workbook comes back: without one of them
// a figure could end up in the wrong place.
var neededColumns = []string{colTitle, colPeriod, colNumerator, colDenom, colValue, colStatus, colNote, colIndicator, colArea, colBreakdown}

// columnsFor leaves out what a sheet does not need.
func columnsFor(s *returnSheet, severalAreas bool) []returnColumn {
	surveys := false
	for _, r := range s.rows {
		surveys = surveys || r.figure.Survey
	}
	var out []returnColumn
	for _, c := range returnColumns {
		switch c.id {
		case colEnter:
			if s.groups {
				continue
			}
		case colGroup:
			if !s.groups {
				continue
			}
		case colAreaName:
			if !severalAreas {
				continue
			}
		case colWording, colInvited:
			if !surveys {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// at is the number of a column in the sheet, from 1; 0 when it has none.
func (s *returnSheet) at(id string) int {
	for n, c := range s.columns {
		if c.id == id {
			return n + 1
		}
	}
	return 0
}

// columnByTitle finds a column by its heading, whatever its case and spacing.
func columnByTitle(title string) (id string, ok bool) {
	title = plain(title)
	for _, c := range returnColumns {
		if title == plain(c.title) {
			return c.id, true
		}
	}
	return "", false
}

// plain is a text for comparing: lower case, single blanks.
func plain(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
