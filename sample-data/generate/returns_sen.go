package main

// january2025 is the place of that month among the months of returns.
const january2025 = 6

// plansAtMonth is the council's own count of plans at each month's end: it goes
// through the two January counts of the published file, and past them at the
// same pace.
func (w *world) plansAtMonth() course {
	own := w.area(ownArea)
	first, second := float64(w.plans(2025)[own.index]), float64(w.plans(2026)[own.index])
	plans := course{}
	for i := range months {
		plans.points = append(plans.points, first+(second-first)*float64(i-january2025)/12)
	}
	return plans
}

// senReturns is what the council's SEND team sends.
func (w *world) senReturns() []returned {
	plans := w.plansAtMonth()
	return []returned{
		{id: "ep-advice-6-weeks", periods: months, shape: portion, level: line(62, 73, 3), base: line(58, 66, 4),
			marks: []mark{{period: "June 2026", provisional: true, note: "Six weeks begin when the request is sent. Some June advice is still being checked"}}},
		{id: "ehc-phase-transfer", periods: calendarYears(2026), shape: portion, level: points(87.6, 90.2, 84.9, 91.4, 94.1), base: points(452, 497, 541, 583, 624),
			cuts: []cut{{list: "move", how: addsUp, exact: true, parts: []part{{"early-years", 0.13, 1}, {"secondary", 0.53, 1.02}, {"post-16", 0.34, 0.97}}}}},
		{id: "ehc-quality", periods: months, shape: portion, level: line(49, 62, 6), base: line(16, 20, 2),
			marks: []mark{{period: "September 2025", note: "New audit form from this month"}}},
		{id: "cla-review-aligned", periods: quarters, shape: portion, level: line(54, 68, 4), base: line(38, 43, 2),
			cuts: []cut{{list: "inOutArea", how: addsUp, parts: []part{{"in-area", 0.62, 1.1}, {"out-of-area", 0.38, 0.85}}}},
			// A symbol x: the two lists could not be laid side by side.
			marks: []mark{
				{period: "Q2 2024-25", symbol: "x", note: "Case system changed, lists could not be matched"},
				{period: "Q2 2024-25", group: "inOutArea=in-area", symbol: "x"}, {period: "Q2 2024-25", group: "inOutArea=out-of-area", symbol: "x"},
			}},
		// Few wait longest and few are under 5: a count from 1 to 5 is hidden,
		// and one beside it, since all together would give it back.
		{id: "ehc-awaiting-placement", periods: months, shape: counted, level: line(57, 72, 3),
			cuts: []cut{
				{list: "ageEHC", how: addsUp, last: 6, parts: []part{{"under-5", 0.05, 0}, {"5-10", 0.31, 0}, {"11-15", 0.38, 0}, {"16-19", 0.19, 0}, {"20-25", 0.07, 0}}},
				{list: "need", how: addsUp, last: 3, parts: []part{{"ASD", 0.43, 0}, {"SEMH", 0.33, 0}, {"SLCN", 0.13, 0}, {"SLD", 0.07, 0}, {"PD", 0.04, 0}}},
				{list: "weeksWaiting", how: addsUp, last: 6, parts: []part{{"under-6", 0.36, 0}, {"6-12", 0.33, 0}, {"13-25", 0.23, 0}, {"26-and-over", 0.08, 0}}},
			},
			marks: []mark{{period: "June 2026", provisional: true, note: "Another 19 children have a place that does not suit them"}}},
		{id: "idn-nhs-notifications", periods: quarters, shape: counted, level: line(94, 118, 7),
			cuts: []cut{
				{list: "ageEarly", how: addsUp, parts: []part{{"0", 0.09, 0}, {"1", 0.15, 0}, {"2", 0.36, 0}, {"3", 0.25, 0}, {"4", 0.12, 0}, {"5", 0.03, 0}}},
				{list: "notifiedBy", how: addsUp, parts: []part{{"health-visitor", 0.42, 0}, {"paediatrics", 0.27, 0}, {"therapies", 0.20, 0}, {"gp", 0.06, 0}, {"hospital", 0.05, 0}}},
			}},
		// A count that falls to 0: the last school left special measures.
		{id: "insp-special-measures", periods: quarters, shape: counted, level: points(3, 3, 2, 2, 2, 1, 1, 1, 0),
			cuts: []cut{{list: "sector", how: addsUp, exact: true, parts: []part{{"education", 1, 0}, {"social-care", 0, 0}, {"nhs", 0, 0}, {"area", 0, 0}}}}},
		{id: "complaints-upheld", periods: calendarYears(2025), shape: counted, level: points(34, 41, 52, 47, 39)},
		{id: "lgsco-upheld", periods: calendarYears(2025), shape: counted, level: points(4, 7, 9, 8, 6)},
		{id: "compliments", periods: months, shape: counted, level: line(11, 16, 2.5)},
		// A late return: the quarter to June had not come in.
		{id: "vacancy-rate", periods: months[:21], shape: portion, level: points(13.6, 13.6, 12.5, 12.5, 11.4, 11.4, 9.1, 9.1, 9.1, 8.7, 8.7, 8.7,
			8.7, 9.8, 9.8, 12.0, 12.0, 12.0, 12.0, 10.9, 10.9), base: points(88, 88, 88, 88, 88, 88, 88, 88, 88, 92, 92, 92, 92, 92, 92, 92, 92, 92, 92, 92, 92),
			cuts: []cut{{list: "job", how: addsUp, last: 6, exact: true, parts: []part{{"plan-officers", 0.37, 0.5}, {"psychologists", 0.18, 0.5}, {"therapists", 0.45, 1.7}}}}},
		{id: "staff-turnover", periods: months[:21], shape: portion, level: line(19, 14, 0.8), base: line(80, 84, 0.6)},
		// The newest 12 months are provisional until the quarter is checked.
		{id: "pl-out-of-area", periods: months, shape: portion, level: line(9.6, 10.4, 0.1), base: plans,
			cuts:  []cut{{list: "setting", how: addsUp, last: 3, exact: true, parts: []part{{"mainstream", 2216, 0.45}, {"special", 1273, 2.0}, {"fe", 415, 1.6}, {"elsewhere", 328, 0.3}, {"unknown", 147, 0.8}}}},
			marks: []mark{{period: "June 2026", provisional: true, note: "Before the quarter is checked"}}},
		{id: "pl-stability", periods: months, shape: portion, level: line(2.1, 1.8, 0.06), base: plans},
		{id: "pl-mainstream-to-special", periods: months, shape: portion, level: line(4.4, 4.0, 0.12), base: w.mainstreamBefore()},
		{id: "pl-distance", periods: months, shape: rated, level: line(3.4, 3.7, 0.05),
			cuts: []cut{{list: "setting", how: separate, last: 3, parts: []part{{"mainstream", 1.6, 0}, {"special", 5.8, 0}, {"fe", 7.2, 0}}}}},
		{id: "pl-impact", periods: months, shape: portion, level: line(70, 75, 1.5), base: line(282, 344, 18),
			cuts: []cut{{list: "setting", how: addsUp, last: 3, parts: []part{{"mainstream", 0.54, 1.02}, {"special", 0.32, 1.04}, {"fe", 0.08, 0.96}, {"elsewhere", 0.06, 0.62}}}}},
		{id: "pfa-year9-plan", periods: months, shape: portion, level: line(36, 54, 5), base: line(15, 18, 1.5),
			cuts: []cut{{list: "pfa", how: ofBase, last: 6, parts: []part{{"employment", 0.83, 0}, {"independence", 0.71, 0}, {"community", 0.62, 0}, {"health", 0.66, 0}}}}},
	}
}

// mainstreamBefore is children with a plan in mainstream schools 12 months
// before, between the January counts of the published file.
func (w *world) mainstreamBefore() course {
	before := course{}
	own := w.area(ownArea)
	counts := func(year int) float64 { return float64(w.caseloadCounts(year)[own.index]["mainstream_total"]) }
	first, second := counts(2024), counts(2025)
	for i := range months {
		before.points = append(before.points, first+(second-first)*float64(i-january2025)/12)
	}
	return before
}
