package main

import (
	"math/rand/v2"
	"strconv"
)

// Local returns are Wexmoor's own: nobody else collects them, so there is
// nothing to compare with. The layout is the fixed header of local returns.

var localHeader = []string{"indicator", "area", "period", "breakdown", "numerator", "denominator", "value", "status", "note"}

// localTables is a file for each agency, saved as a spreadsheet would: with a
// byte order mark and carriage returns. Surveys have the two optional columns.
func (w *world) localTables() []*table {
	own := w.area(ownArea).code
	made := map[string][]localRow{}
	var tables []*table
	for _, r := range w.agencyReturns() {
		t := &table{path: "local-returns/wexmoor-" + r.agency + ".csv", bom: true, crlf: true, header: localHeader}
		if r.agency == "surveys" {
			t.header = append(append([]string{}, localHeader...), "wording", "invited")
		}
		rows := r.byHand
		for _, e := range r.table {
			made[e.id] = e.rows(w, made)
			rows = append(rows, made[e.id]...)
		}
		for _, row := range rows {
			t.add(row.record(own))
		}
		tables = append(tables, t)
	}
	return tables
}

// agencyReturn is what one agency sends: the series that the story sets one by
// one, and those that run by the table.
type agencyReturn struct {
	agency string
	byHand []localRow
	table  []returned
}

func (w *world) agencyReturns() []agencyReturn {
	return []agencyReturn{
		{"sen", join(w.openCases(), w.identified(), w.whereTheyLive()), w.senReturns()},
		{"education", w.census(), educationReturns()},
		{"health", join(w.healthAdvice(), w.supportRegister()), append(healthReturns(), healthBoardReturns()...)},
		{"social-care", shortBreaks(), w.careReturns()},
		{"youth-justice", nil, justiceReturns()},
		{"forum", forumRating(), forumReturns()},
		{"surveys", join(confidence(), listenedTo()), surveyReturns()},
		{"finance", nil, financeReturns()},
	}
}

func join(parts ...[]localRow) []localRow {
	var rows []localRow
	for _, part := range parts {
		rows = append(rows, part...)
	}
	return rows
}

// localRow is one line of a return. A part of -1 is left empty.
type localRow struct {
	area                         string // code of a locality; blank is the authority
	indicator, period, breakdown string
	numerator, denominator       int
	value                        string
	provisional                  bool
	note                         string
	wording                      string // of a survey's question, where not the definition's
	invited                      int    // how many were asked, in surveys; 0 is left empty
	symbol                       string // in place of all figures
}

func (l localRow) record(area string) record {
	r := record{"indicator": l.indicator, "area": area, "period": l.period, "breakdown": l.breakdown,
		"value": l.value, "status": "final", "note": l.note}
	if l.area != "" {
		r["area"] = l.area
	}
	if l.numerator >= 0 {
		r["numerator"] = count(l.numerator)
	}
	if l.denominator >= 0 {
		r["denominator"] = count(l.denominator)
	}
	if l.provisional {
		r["status"] = "provisional"
	}
	if l.wording != "" {
		r["wording"] = l.wording
	}
	if l.invited > 0 {
		r["invited"] = count(l.invited)
	}
	for _, column := range []string{"numerator", "denominator", "value"} {
		if l.symbol != "" && r[column] != "" {
			r[column] = l.symbol
		}
	}
	return r
}

var monthNames = []string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

// month is the label of a month counted from July 2024; those before it are
// below 0.
func month(i int) string {
	months := 12*2024 + 6 + i
	return monthNames[months%12] + " " + strconv.Itoa(months/12)
}

// adviceOnTime is health advice returned in time, month by month from July
// 2024: about seven in ten, then below that for eight months running.
var adviceOnTime = []float64{74, 70, 77, 72, 75, 69, 76, 73, 71, 78, 72, 74,
	70, 75, 71, 73, 69, 66, 68, 65, 63, 64, 60, 58}

// profession is a source of health advice: its share of requests, and how
// much more often than others it is on time.
type profession struct {
	code          string
	part, quicker float64
}

var professions = []profession{
	{"paediatrics", 0.36, 1.02}, {"salt", 0.31, 0.93},
	{"ot", 0.19, 0.90}, {"physio", 0.06, 1.20}, {"camhs", 0.08, 1.12},
}

// healthAdvice is 24 months, in all and by profession.
func (w *world) healthAdvice() []localRow {
	const id = "health-advice-6-weeks"
	rng := w.stream("health advice")
	var rows []localRow
	for i, percentage := range adviceOnTime {
		due, onTime := exactShare(92+round(9*bounded(rng))+i/2, percentage)
		rows = append(rows, localRow{indicator: id, period: month(i), numerator: onTime, denominator: due})
		for j, part := range splitAdvice(rng, due, onTime) {
			rows = append(rows, localRow{indicator: id, period: month(i), breakdown: "profession=" + professions[j].code,
				numerator: part[0], denominator: part[1]})
		}
	}
	return rows
}

// splitAdvice divides requests and answers in time over the professions.
func splitAdvice(rng *rand.Rand, due, onTime int) [][2]int {
	parts, weights := make([]float64, len(professions)), make([]float64, len(professions))
	for i, p := range professions {
		parts[i] = p.part
	}
	dues := share(due, vary(rng, parts, 0.1))
	for i, p := range professions {
		weights[i] = float64(dues[i]) * p.quicker
	}
	split := make([][2]int, len(professions))
	for i, n := range share(onTime, weights) {
		split[i] = [2]int{min(n, dues[i]), dues[i]}
		onTime -= split[i][0]
	}
	split[0][0] += onTime // what a small profession could not hold
	return split
}

// openCases is requests past 20 weeks at each month's end: a backlog worked
// off while the service finishes old cases. The newest month is provisional.
func (w *world) openCases() []localRow {
	rng := w.stream("open cases")
	var rows []localRow
	for i := range 24 {
		n := round(318 - 6.1*float64(i) + 9*bounded(rng))
		row := localRow{indicator: "ehc-open-over-20-weeks", period: month(i), numerator: n, denominator: -1, value: count(n)}
		if i == 23 {
			row.provisional, row.note = true, "Count at 30 June before the quarter is checked"
		}
		rows = append(rows, row)
	}
	return rows
}

// supportRegister is children on the dynamic support register at quarter
// ends. Such counts are too small to show.
func (w *world) supportRegister() []localRow {
	rng := w.stream("support register")
	var rows []localRow
	for i := range 8 {
		n := 5 + rng.IntN(4)
		if i == 7 {
			n = 11
		}
		rows = append(rows, localRow{indicator: "dsr-0-18", period: month(3*i + 2), numerator: n, denominator: -1, value: count(n)})
	}
	return rows
}
