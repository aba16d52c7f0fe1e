package verify

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

const projectionFile = "data/projection.csv"

// projectionColumns is the header of projection.csv as the contract has it;
// figures are the columns from mean to max.
var projectionColumns = strings.Split("area,scenario,tier,calendar-year,kind,slice,key,measure,mean,sd,min,p02.5,p05,p10,p25,p50,p75,p90,p95,p97.5,max,n-sims", ",")

const (
	firstFigure = 8
	lastFigure  = 20
)

// releasedPlans are the figures of results.csv that count what a slice of
// projection.csv counts, by indicator and breakdown.
var releasedPlans = map[[2]string][3]string{
	{"ehc-plans-active", ""}:                    {"total", "total", "plans"},
	{"ehc-plans-active", "setting=mainstream"}:  {"setting-group", "mainstream", "plans"},
	{"ehc-plans-active", "setting=special"}:     {"setting-group", "special", "plans"},
	{"ehc-plans-active", "setting=ap"}:          {"setting-group", "ap_pru", "plans"},
	{"ehc-plans-active", "setting=fe"}:          {"setting-group", "fe_post16", "plans"},
	{"ehc-plans-active", "setting=early-years"}: {"setting-group", "early_years", "plans"},
}

// CheckProjection proves projection.csv: its shape, that each row's figures
// are in order, that projected groups of the open tier add up to their total,
// and that no count is shown that results.csv hides.
func CheckProjection(raw []byte, results Results) []Problem {
	rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil {
		return []Problem{{projectionFile, "", err.Error()}}
	}
	if len(rows) == 0 || !slices.Equal(rows[0], projectionColumns) {
		return []Problem{{projectionFile, "line 1", "the header is not that of the contract"}}
	}
	c := projectionCheck{hidden: hiddenPlans(results), sums: map[string]*projectedSum{}}
	for n, row := range rows[1:] {
		c.row(row, fmt.Sprintf("line %d", n+2))
	}
	c.addUp()
	return c.problems[:min(len(c.problems), mostProblems)]
}

type projectionCheck struct {
	hidden   map[string]bool
	sums     map[string]*projectedSum
	order    []string
	problems []Problem
}

// projectedSum is a projected total beside the sum of its groups.
type projectedSum struct {
	total, parts float64
	groups       int
	partly       bool // something of it is hidden
	where        string
}

func (c *projectionCheck) say(where, message string) {
	c.problems = append(c.problems, Problem{projectionFile, where, message})
}

func (c *projectionCheck) row(row []string, where string) {
	if c.hiddenRow(row, where) {
		c.sum(row, where, math.NaN())
		return
	}
	var v []float64
	for _, cell := range row[firstFigure : lastFigure+1] {
		x, err := strconv.ParseFloat(cell, 64)
		if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
			c.say(where, fmt.Sprintf("%q is no number", cell))
			return
		}
		v = append(v, x)
	}
	mean, sd, ordered := v[0], v[1], v[2:]
	switch {
	case !slices.IsSorted(ordered) || mean < ordered[0]-1e-6 || mean > ordered[len(ordered)-1]+1e-6 || sd < 0:
		c.say(where, "the figures are not in order from min to max")
	case row[4] == "observed" && (sd != 0 || ordered[0] != ordered[len(ordered)-1]):
		c.say(where, "an observed figure has a spread")
	case row[4] == "observed" && c.hidden[strings.Join([]string{row[0], row[3], row[5], row[6], row[7]}, "|")]:
		c.say(where, "the count is shown here and hidden in results.csv")
	}
	c.sum(row, where, mean)
}

// hiddenRow reports whether a row shows the symbol in place of its figures; one
// that does so in part is told.
func (c *projectionCheck) hiddenRow(row []string, where string) bool {
	n := 0
	for _, cell := range row[firstFigure : lastFigure+1] {
		if cell == "c" {
			n++
		}
	}
	if n > 0 && n < lastFigure-firstFigure+1 {
		c.say(where, "the row is hidden in part")
	}
	return n > 0
}

// sum collects projected plans of the open tier, total and groups.
func (c *projectionCheck) sum(row []string, where string, mean float64) {
	if row[2] != "open" || row[4] != "projected" || row[7] != "plans" || row[5] != "total" && row[5] != "setting-group" {
		return
	}
	id := strings.Join(row[:4], "|")
	s := c.sums[id]
	if s == nil {
		s = &projectedSum{where: where}
		c.sums[id], c.order = s, append(c.order, id)
	}
	switch {
	case math.IsNaN(mean):
		s.partly = true
	case row[5] == "total":
		s.total, s.where = mean, where
	default:
		s.parts, s.groups = s.parts+mean, s.groups+1
	}
}

func (c *projectionCheck) addUp() {
	for _, id := range c.order {
		if s := c.sums[id]; !s.partly && s.groups > 0 && math.Abs(s.total-s.parts) > 1e-6 {
			c.say(s.where, fmt.Sprintf("the groups' means add up to %g, the total is %g", s.parts, s.total))
		}
	}
}

// hiddenPlans are the observed counts that results.csv hides, as the rows of
// projection.csv name them.
func hiddenPlans(results Results) map[string]bool {
	out := map[string]bool{}
	for _, r := range results.Rows {
		key, ok := releasedPlans[[2]string{r.Text("indicator"), r.Text("breakdown")}]
		period := r.Text("period")
		if !ok || r.Text("symbol") != "c" || len(period) < 4 {
			continue
		}
		out[strings.Join([]string{r.Text("area_code"), period[len(period)-4:], key[0], key[1], key[2]}, "|")] = true
	}
	return out
}

// projection proves the area's projection.csv, if it has one.
func (a *area) projection(raw []byte) {
	a.problems = append(a.problems, CheckProjection(raw, a.data)...)
}
