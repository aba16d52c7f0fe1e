package main

import "strconv"

// The long table of the local authority interactive tool: a row for a measure,
// year and place. It holds the measures that definitions read, and no other.

// measure is one measure of the tool with its line of the dictionary.
type measure struct {
	key, topic, title string
	polarity          string
	years             string // as the dictionary calls the kind of year
	places            int    // decimals
	newest            string // mark of the newest year
	gap               []int  // years that stand in the table without figures
	series                   // its England gives the years
	given             func(w *world) []laitRow
}

// laitRow is one figure; blank is a missing one.
type laitRow struct {
	place
	year  int
	value string
}

const (
	schoolLevel = "Academic year"
	yearEnd     = "Annual"
	moneyYear   = "Financial Year"
)

// scores have no natural bounds.
var scores = link{func(x float64) float64 { return x }, func(x float64) float64 { return x }}

// progressOf is a measure of progress from age seven to eleven, which was not
// measured in 2020 and 2021 and ended with 2023.
func progressOf(key, title string, spread float64, own []float64, england ...float64) measure {
	pair := func(figures []float64) map[int]float64 {
		m := map[int]float64{}
		for i, figure := range figures {
			m[[]int{2018, 2019, 2022, 2023}[i]] = figure
		}
		return m
	}
	return measure{key: key, topic: "Children with SEN", title: title, polarity: "High", years: schoolLevel, places: 2, gap: []int{2020, 2021},
		series: series{name: key, scale: scores, spread: spread, wobble: spread / 3, weight: residentsOf, england: pair(england),
			fixed: map[string]map[int]float64{ownArea: pair(own)}}}
}

// share100 is a measure that is a percentage.
func share100(key, topic, title, polarity string, places int, spread float64, england, own map[int]float64) measure {
	return measure{key: key, topic: topic, title: title, polarity: polarity, years: schoolLevel, places: places, series: reached(key, spread, england, own)}
}

// marked gives the newest year a mark, such as (prov).
func (m measure) marked(mark string, gap ...int) measure {
	m.newest, m.gap = mark, gap
	return m
}

// measures are in the order of the dictionary.
func (w *world) measures() []measure {
	const sen, care = "Children with SEN", "Looked After Children"
	return []measure{
		share100("FSP_Gooddev_With_SENSTATE", "Foundation Stage", "% Good level of development achieved - Pupils with EHCP", "High", 0, 0.25, yearly(2018, 4.8, 4.9), yearly(2018, 4, 5)).marked("", 2020, 2021),
		share100("KS1P_EHCP", "Key Stage 1 and Phonics", "Pupils achieving expected level in phonics decoding - EHCPs (%)", "High", 0, 0.25, yearly(2025, 20.6), yearly(2025, 20)).marked(" (prov)"),
		share100("Multiplication_Total", "Key Stage 2", "Eligible pupils scoring full marks in the multiplication tables check (%)", "High", 0, 0.12, yearly(2022, 27, 29, 34, 37), yearly(2022, 26, 28, 32, 35)),
		share100("Multiplication_EHCP", "Key Stage 2", "Eligible pupils with EHCP scoring full marks in the multiplication tables check (%)", "High", 0, 0.25, yearly(2022, 6, 7, 8, 9), yearly(2022, 5, 6, 6, 8)),
		share100("Multiplication_SENDSupport", "Key Stage 2", "Eligible pupils with SEN support scoring full marks in the multiplication tables check (%)", "High", 0, 0.18, yearly(2022, 11, 13, 16, 18), yearly(2022, 10, 12, 14, 17)),
		share100("Multiplication_AllSEND", "Key Stage 2", "Eligible SEN pupils scoring full marks in the multiplication tables check (%)", "High", 0, 0.18, yearly(2022, 10, 12, 14, 16), yearly(2022, 9, 11, 12, 15)),
		share100("NEW_KS2_RWM_Sen_Withsta", sen, "Children meeting expected KS2 standard in reading, writing and maths - EHCPs (%)", "High", 0, 0.28, yearly(2017, 8.2, 8.9), yearly(2017, 8, 9)),
		progressOf("KS2_SEN_Reading_Progress", "Progress scores - Key stage 2 by SEN Statement/EHCP pupils - Reading", 1.1, []float64{-4.1, -4.02, -5.1, -4.87}, -3.8, -3.62, -4.5, -4.36),
		progressOf("KS2_SENSupport_Reading_Progress", "Progress scores - Key stage 2 by SEN Support pupils - Reading", 0.7, []float64{-1.3, -1.24, -1.61, -0.98}, -1, -1.01, -1.17, -0.58),
		progressOf("KS2_NonSEN_Reading_Progress", "Progress scores - Key stage 2 by non SEN pupils - Reading", 0.5, []float64{0.2, 0.21, 0.33, 0.29}, 0.3, 0.35, 0.51, 0.42),
		progressOf("KS2_SEN_Writing_Progress", "Progress scores - Key stage 2 by SEN Statement/EHCP pupils - Writing", 1.1, []float64{-4.4, -4.61, -4.72, -4.93}, -4.1, -4.3, -4.11, -4.41),
		progressOf("KS2_SEN_Maths_Progress", "Progress scores - Key stage 2 by SEN Statement/EHCP pupils - Maths", 1.1, []float64{-4.2, -4.31, -4.4, -4.55}, -3.8, -3.96, -3.88, -4.12),
		{key: "SEN_Stat_AVG_Attain8_Score", topic: sen, title: "Average Attainment 8 score per pupil at end of Key Stage 4 - Pupils with SEN Statement/EHCP", polarity: "High", years: schoolLevel, places: 1,
			series: series{name: "SEN_Stat_AVG_Attain8_Score", scale: rates, spread: 0.14, wobble: 0.05, weight: residentsOf, england: yearly(2018, 13.5, 13.7), fixed: map[string]map[int]float64{ownArea: yearly(2018, 12.8, 13.1)}}},
		share100("SusEdOverall_SEN_Stat_incSpec", sen, "KS4 SEN pupils with EHCP going to, or remaining in education, employment or training (%)", "High", 1, 0.35, yearly(2020, 90, 90.4, 90.1, 88.5, 88.1), yearly(2020, 88.9, 89.6, 88.2, 86.4, 86.9)),
		share100("SusEdOverall_SEN_NoStat_incSpec", sen, "KS4 SEN pupils with SEN Support going to, or remaining in education, employment or training (%)", "High", 1, 0.28, yearly(2020, 89.1, 89.3, 88.6, 87.4, 87), yearly(2020, 88.2, 88.5, 87.4, 86.1, 86.3)),
		share100("SusEdOverall_NoSEN_incSpec", sen, "KS4 non-SEN pupils going to, or remaining in education, employment or training (%)", "High", 1, 0.2, yearly(2020, 94.7, 94.8, 94.6, 94.2, 94), yearly(2020, 94.4, 94.6, 94.1, 93.8, 93.7)),
		share100("SEN_TotStat", sen, "Total pupils who have an EHC Plan (%)", "NA", 1, 0.14, yearly(2023, 4.3, 4.8, 5.3, 5.7), w.rollShare(1, 1, 1, true)),
		share100("SEN_TotSENSuP", sen, "Total pupils with Special Educational Needs (SEN) Support (%)", "NA", 1, 0.13, yearly(2023, 13, 13.6, 14.2, 14.7), w.rollShare(1, 1, 1, false)),
		share100("PrimStatements", sen, "Primary pupils who have an EHC Plan (%)", "NA", 1, 0.2, yearly(2023, 2.5, 3, 3.5, 3.9), w.rollShare(0.38, 0.58, 0.54, true)),
		share100("PrimNoStatements", sen, "Primary SEN pupils without EHC plan (%)", "NA", 1, 0.13, yearly(2023, 13.5, 14.1, 14.8, 15.3), w.rollShare(0.38, 0.58, 0.54, false)),
		share100("SecStatements", sen, "Secondary pupils who have EHC Plan (%)", "NA", 1, 0.2, yearly(2023, 2.4, 2.7, 3.1, 3.4), w.rollShare(0.27, 0.42, 0.46, true)),
		share100("SecNoStatements", sen, "Secondary SEN pupils without EHC Plan (%)", "NA", 1, 0.16, yearly(2023, 12.4, 12.9, 13.4, 13.8), w.rollShare(0.27, 0.42, 0.46, false)),
		{key: "LAC_SEN_Statement", topic: care, title: "Children looked after who have a statement of SEN/EHCP (%)", polarity: "-", years: schoolLevel, places: 1, given: func(w *world) []laitRow { return w.laitLookedAfter("statement_or_EHC_plan") }},
		{key: "LAC_SEN", topic: care, title: "Children looked after who receive SEN support (%)", polarity: "-", years: schoolLevel, places: 1, given: func(w *world) []laitRow { return w.laitLookedAfter("SEN_support") }},
		{key: "CIN", topic: "Children in Need", title: "Children in Need (rate)", polarity: "-", years: yearEnd, places: 1, given: (*world).laitInNeed},
		{key: "CPP_rate", topic: "Child Protection", title: "Children who are the subject of a Child Protection Plan - rate", polarity: "-", years: yearEnd, places: 1,
			series: series{name: "CPP_rate", scale: rates, spread: 0.3, wobble: 0.1, weight: childrenOnly, england: yearly(2020, 43.7, 42.4, 43.3, 42.7, 41.6, 41.2), fixed: map[string]map[int]float64{ownArea: yearly(2020, 47.2, 46.8, 50.1, 52.4, 49.7, 48.3)}}},
		{key: "CMH_0-17yrs", topic: "Health and Wellbeing", title: "Inpatient admission rate for mental health disorders (0-17 yr olds)", polarity: "Low", years: moneyYear, places: 1,
			series: series{name: "CMH_0-17yrs", scale: rates, spread: 0.35, wobble: 0.15, weight: residentsOf, england: yearly(2020, 91.2, 89.8, 99.8, 80.8, 80.2), fixed: map[string]map[int]float64{ownArea: yearly(2020, 94.1, 98.7, 112.6, 96.3, 88.4)}}},
		{key: "ChildPov", topic: "Economic Factors", title: "Children living in relative low income families (under 16) (%)", polarity: "Low", years: moneyYear, places: 1,
			series: reached("ChildPov", 0.35, yearly(2020, 19.1, 18.7, 19.9, 21.3, 22.1), yearly(2020, 20.4, 19.8, 21.6, 23.0, 23.9))},
	}
}

// rollShare is Wexmoor's pupils with a plan or with SEN support as a share of
// the roll of one kind of school, which holds the given parts of the pupils
// with a plan, with SEN support and without SEN: the census of its own return.
func (w *world) rollShare(plans, support, none float64, plan bool) map[int]float64 {
	own, m := w.area(ownArea), map[int]float64{}
	for _, year := range censusYears {
		p, s, n := plans*withPlan(own, year), support*withSupport(own, year), none*withoutSEN(own, year)
		part := s
		if plan {
			part = p
		}
		m[year] = 100 * part / (p + s + n)
	}
	return m
}

// laitLookedAfter is a share of looked-after children, from the counts of the
// file of SEN among children in need.
func (w *world) laitLookedAfter(key string) []laitRow {
	counts := w.lookedAfterNeedCounts()
	var rows []laitRow
	for _, year := range span(2022, 2025) {
		for _, p := range w.rollUp(w.on(year*10000+331), func(a *area) tally { return counts[year][a.index] }) {
			value := percent(p.counts[key], p.counts["pupils"])
			if p.is("Marlcombe") {
				value = "c"
			}
			rows = append(rows, laitRow{p.place, year, value})
		}
	}
	return rows
}

// laitInNeed is the rate of children in need in years before the numbers of
// residents stand in the file of children looked after.
func (w *world) laitInNeed() []laitRow {
	drawn := w.draw(inNeed, span(2019, 2025))
	var rows []laitRow
	for _, year := range []int{2019, 2020} {
		counts := w.needTallies(year, drawn[year])
		for _, p := range w.rollUp(w.on(year*10000+331), func(a *area) tally {
			return tally{"need": counts[a.index]["At31_episodes"], "residents": round(a.children(year))}
		}) {
			rows = append(rows, laitRow{p.place, year, decimal(10000*float64(p.counts["need"])/float64(p.counts["residents"]), 1)})
		}
	}
	return rows
}

// drawnRows are the figures of a measure with a series: England's and a
// region's are the weighted means of the areas.
func (w *world) drawnRows(m measure) []laitRow {
	years := m.listed()
	drawn := w.draw(m.series, years)
	var rows []laitRow
	for _, year := range years {
		areas := w.on(year*10000 + 630)
		mean := func(in func(*area) bool) string {
			var sum, weight float64
			for _, a := range areas {
				if in(a) {
					sum += drawn[year][a.index] * m.weight(a, year)
					weight += m.weight(a, year)
				}
			}
			return decimal(sum/weight, m.places)
		}
		rows = append(rows, laitRow{place{level: national}, year, mean(func(*area) bool { return true })})
		for _, r := range w.regions {
			rows = append(rows, laitRow{place{level: regional, region: r}, year, mean(func(a *area) bool { return a.region == r })})
		}
		for _, a := range areas {
			rows = append(rows, laitRow{place{localAuthority, a.region, a}, year, decimal(drawn[year][a.index], m.places)})
		}
	}
	return rows
}

// listed are the years that a series has figures for, in order.
func (m measure) listed() []int {
	var years []int
	for _, year := range span(2015, 2026) {
		if _, ok := m.england[year]; ok {
			years = append(years, year)
		}
	}
	return years
}

// laitTables are the long table and its dictionary. Codes have three digits;
// a missing figure is a dash.
func (w *world) laitTables() []*table {
	long := &table{path: "lait/bds_long.csv", header: []string{"Short Desc", "Years", "LA and Regions", "Values", "LA Number"}}
	dictionary := &table{path: "lait/lait_data_dictionary.csv", crlf: true, header: []string{"Measure_code", "Topic", "Measure", "Chart_title",
		"Measure_short", "Polarity", "Description", "Last Update", "Next Update", "Data Owner (DO) /Supplier and Contact Details", "dps", "Year_Type", "No_Quartile"}}
	for i, m := range w.measures() {
		dictionary.add(m.entry(i + 1))
		rows, newest := m.rows(w), 0
		for _, row := range rows {
			newest = max(newest, row.year)
		}
		for _, row := range rows {
			mark := ""
			if row.year == newest {
				mark = m.newest
			}
			long.add(row.record(m.key, mark))
		}
	}
	return []*table{long, dictionary}
}

// rows are a measure's figures, and a dash for each place in the years that
// nothing was measured in.
func (m measure) rows(w *world) []laitRow {
	if m.given != nil {
		return m.given(w)
	}
	rows := w.drawnRows(m)
	for _, year := range m.gap {
		for _, p := range w.rollUp(w.on(year*10000+630), func(*area) tally { return nil }) {
			rows = append(rows, laitRow{p.place, year, "-"})
		}
	}
	return rows
}

func (l laitRow) record(key, mark string) record {
	r := record{"Short Desc": key, "Years": strconv.Itoa(l.year) + mark, "Values": l.value, "LA and Regions": englandName, "LA Number": "970"}
	switch {
	case l.area != nil:
		r["LA and Regions"], r["LA Number"] = l.area.name, l.area.old
	case l.region != nil:
		r["LA and Regions"], r["LA Number"] = l.region.name, l.region.old
	}
	return r
}

// Days of the dictionary, counted as a workbook counts them.
const (
	lastUpdate = "46174" // 1 June 2026
	nextUpdate = "46539" // 1 June 2027
)

func (m measure) entry(code int) record {
	r := record{"Measure_code": count(code), "Topic": m.topic, "Measure": m.title, "Chart_title": m.title, "Measure_short": m.key,
		"Polarity": m.polarity, "Description": "Fictional figures.", "Last Update": lastUpdate, "Next Update": nextUpdate,
		"Data Owner (DO) /Supplier and Contact Details": "Fictional publisher", "dps": count(m.places), "Year_Type": m.years, "No_Quartile": "NA"}
	if m.polarity == "-" || m.polarity == "NA" {
		r["No_Quartile"] = "N"
	}
	return r
}
