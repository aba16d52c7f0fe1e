package main

// careReturns is what social care sends.
func (w *world) careReturns() []returned {
	return []returned{
		// A late return: May and June 2026 had not come in.
		{id: "sc-advice-6-weeks", periods: months[:22], shape: portion, level: line(86, 93, 2.5), base: line(58, 66, 4)},
		// 100% throughout: every provider on the list is rated well.
		{id: "insp-social-care-good", periods: quarters, shape: portion, level: steady(100), base: steady(11),
			cuts: []cut{{list: "careType", how: addsUp, last: 2, exact: true, parts: []part{{"childrens-home", 6, 1}, {"short-breaks", 2, 1}, {"fostering", 2, 1}, {"residential-special-school", 1, 1}}}}},
		{id: "cin-primary-need", periods: days("31 March", 5, 2025), shape: counted, level: w.childrenInNeed(span(2021, 2025)),
			cuts: []cut{
				{list: "cinNeed", how: addsUp, parts: []part{{"N1", 56, 0}, {"N2", 9.4, 0}, {"N3", 3, 0}, {"N4", 8.6, 0}, {"N5", 14.5, 0}, {"N6", 2.4, 0}, {"N7", 0.5, 0}, {"N8", 3.1, 0}, {"N9", 1.3, 0}, {"N0", 1.2, 0}}},
				{list: "cinDisability", how: overlaps, parts: []part{{"none", 0.866, 0}, {"autism", 0.066, 0}, {"learning", 0.058, 0}, {"behaviour", 0.031, 0}, {"communication", 0.029, 0},
					{"mobility", 0.025, 0}, {"personal", 0.017, 0}, {"incontinence", 0.010, 0}, {"hearing", 0.006, 0}, {"vision", 0.006, 0}, {"hand", 0.005, 0}, {"consciousness", 0.005, 0}, {"other", 0.021, 0}}},
			}},
		{id: "early-help-send", periods: quarters, shape: portion, level: line(29, 34, 0.8), base: line(628, 684, 12),
			cuts: []cut{{list: "provision", how: within, parts: []part{{"support", 0.66, 0}, {"ehc", 0.34, 0}}}}},
		{id: "foster-lda-mh", periods: days("31 March", 5, 2026), shape: counted, level: points(12, 11, 8, 13, 12)},
		{id: "short-breaks-adults", periods: quarters, shape: counted, level: line(61, 72, 3),
			cuts: []cut{
				{list: "break", how: overlaps, parts: []part{{"universal", 0.34, 0}, {"targeted", 0.63, 0}, {"specialist", 0.27, 0}}},
				{list: "ageYoungAdult", how: addsUp, parts: []part{{"18-20", 0.58, 0}, {"21-25", 0.42, 0}}},
			}},
		{id: "young-carers", periods: financialYears, shape: counted, level: points(311, 334, 352, 387, 402),
			cuts: []cut{{list: "carerSource", how: overlaps, parts: []part{{"social-care", 0.74, 0}, {"gp", 0.41, 0}, {"school", 0.62, 0}, {"mental-health", 0.09, 0}}}}},
		// A break: the measure was 1G up to 2023-24 and is 2E since, from records
		// of each person.
		{id: "kpi-own-home-family", periods: labels(2020, 5, financialYear), shape: portion, level: points(80.4, 81.2, 82.1, 82.8, 78.6), base: points(791, 798, 806, 812, 868),
			cuts: []cut{{list: "sex", how: addsUp, exact: true, parts: []part{{"female", 0.42, 1.02}, {"male", 0.58, 0.99}}}}},
		{id: "asc-context", periods: labels(2020, 5, financialYear), shape: portion, level: points(5.2, 5.0, 5.3, 5.6, 4.9), base: points(791, 798, 806, 812, 868)},
	}
}

// childrenInNeed is the children in need of the published file, which the
// reasons and disabilities are counted among.
func (w *world) childrenInNeed(years []int) course {
	rates := w.draw(inNeed, span(2019, 2025))
	in := course{}
	for _, year := range years {
		in.points = append(in.points, float64(w.needTallies(year, rates[year])[w.area(ownArea).index]["At31_episodes"]))
	}
	return in
}

// financeReturns is what the council's finance team sends, in pounds.
func financeReturns() []returned {
	return []returned{
		// Budgets grow; spending grew faster until recovery work began in 2024-25.
		{id: "dsg-high-needs-variance", periods: financialYears, shape: amounts,
			level: points(52_310_000, 57_840_000, 64_920_000, 70_150_000, 75_480_000), base: points(48_860_000, 53_120_000, 58_430_000, 63_980_000, 70_270_000)},
		// What each year adds to it is that year's overspend.
		{id: "dsg-high-needs-variance-cumulative", periods: financialYears, shape: whole, level: points(7_460_000, 12_180_000, 18_670_000, 24_840_000, 30_050_000)},
		{id: "transport-cost", periods: financialYears, shape: amounts,
			level: points(7_984_000, 9_117_000, 10_461_000, 11_582_000, 12_304_000), base: points(1148, 1217, 1302, 1371, 1432)},
	}
}
