package main

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// appealRate is appeals registered per 100 appealable decisions.
var appealRate = series{
	name: "appeals", scale: rates, spread: 0.55, wobble: 0.2, weight: residentsOf,
	england: yearly(2014, 1.6, 1.2, 1.3, 1.5, 1.6, 1.8, 1.7, 1.8, 2.3, 2.5, 3.2),
	fixed:   map[string]map[int]float64{ownArea: yearly(2019, 1.3, 1.4, 1.9, 2.4, 3.3, 3.1)},
}

// decisionsPer10k is England's appealable decisions per 10,000 residents aged 0
// to 25 in the years before the sample's own returns begin.
var decisionsPer10k = yearly(2014, 152, 163, 184, 203, 224, 246)

// appealYears are the years of the table.
var appealYears = span(2014, 2024)

// appealsTable is the tribunal's table by local authority. Its layout is the
// published one: title rows, a header of two rows with the year over its three
// columns, thousands commas, a dash for none and two dots for an authority
// that did not exist. The region headings and footnotes are left out.
func (w *world) appealsTable() *table {
	width := 2 + 3*len(appealYears) + 2
	t := &table{path: "ees/ehc_plans/send_tribunal_appeal_rate.csv", bom: true, bare: true, rows: [][]string{
		wide(width, "SEND Appeal rate table 1: Special Educational Needs - Appeal rate to the SEND Tribunal based on total appealable decisions1, by local authorities in England 2014-20242,3"),
		wide(width), wide(width),
	}}
	years, titles := wide(width, "Local Authority", "LA code"), wide(width)
	for i, year := range appealYears {
		decided := "Total Appealable Decisions1"
		if year >= 2023 {
			decided = "Total Appealable Decisions1,9"
		}
		years[2+3*i] = strconv.Itoa(year)
		copy(titles[2+3*i:], []string{"Appeals registered4", decided, "SEND Tribunal Appeal Rate2"})
	}
	copy(titles[width-2:], []string{"In development: Total Appealable Decisions1,8", "In development: SEND Tribunal Appeal Rate2"})
	t.rows = append(t.rows, years, titles)

	sums := make([][2]int, len(appealYears)+1)
	drawn, decided := w.draw(appealRate, appealYears), w.decisions()
	rng := w.stream("appeals registered")
	for _, a := range w.areas {
		numbers := make([][2]int, len(appealYears)+1)
		for i, year := range appealYears {
			numbers[i] = appealNumbers(rng, a, drawn[year][a.index], decided[year][a.index])
		}
		last := numbers[len(appealYears)-1]
		numbers[len(appealYears)] = [2]int{last[0], round(float64(last[1]) * 0.53)}
		t.rows = append(t.rows, appealRow(wide(width, a.name, a.old), numbers))
		for i, n := range numbers {
			sums[i][0] += n[0]
			sums[i][1] += n[1]
		}
	}
	t.rows = append(t.rows, appealRow(wide(width, "England Total4,9"), sums))
	return t
}

// decisions is what can be appealed: refusals to assess in the year, plans
// held in the January after it, and plans refused or ceased. Before 2019 an
// area's number follows England's.
func (w *world) decisions() map[int][]int {
	years := span(2019, 2025)
	received, shares := w.draw(requests, years), w.draw(refused, years)
	held := w.draw(plansHeld, span(2020, 2026))
	decided := map[int][]int{}
	for _, year := range appealYears {
		decided[year] = make([]int, len(w.areas))
		from := max(year, 2019)
		for i, a := range w.areas {
			asked := round(received[from][i] * a.residents(from) / 10000)
			plans := round(held[from+1][i] * a.residents(from+1) / 10000)
			n := round(float64(asked)*shares[from][i]/100) + plans + round(float64(plans)*0.017)
			if year < from {
				n = round(float64(n) * decisionsPer10k[year] / decisionsPer10k[from])
			}
			if a.existed(year*10000 + 630) {
				decided[year][i] = n
			}
		}
	}
	return decided
}

// appealNumbers is appeals and decisions of one area in one year; none where
// the area did not exist.
func appealNumbers(rng *rand.Rand, a *area, rate float64, decided int) [2]int {
	expected := rate * float64(decided) / 100
	lodged := poisson(rng, expected)
	if a.name == ownArea {
		lodged = round(expected)
	}
	if decided == 0 {
		return [2]int{}
	}
	return [2]int{lodged, decided}
}

// appealRow fills three cells a year, and the two columns "in development":
// the newest year's appeals over another count of decisions.
func appealRow(row []string, numbers [][2]int) []string {
	for i, n := range numbers {
		cells := appealCells(n[0], n[1])
		if i == len(appealYears) {
			cells = cells[1:]
		}
		copy(row[2+3*i:], cells)
	}
	return row
}

// wide is a row of the given width that begins with the given cells.
func wide(width int, cells ...string) []string {
	row := make([]string, width)
	copy(row, cells)
	return row
}

func appealCells(lodged, decided int) []string {
	if decided == 0 {
		return []string{" .. ", " .. ", ".."}
	}
	tenths := (2000*lodged + decided) / (2 * decided)
	rate := strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10) + "0%"
	if lodged == 0 {
		return []string{" - ", thousands(decided), rate}
	}
	return []string{thousands(lodged), thousands(decided), rate}
}

// thousands prints a number with commas.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
