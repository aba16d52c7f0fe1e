package main

// healthReturns is what the integrated care board and NHS services send.
func healthReturns() []returned {
	return []returned{
		// Registers of very few people: counts under 10 are never shown.
		{id: "dsr-18-25", periods: months, shape: counted, level: line(14, 9, 1)},
		{id: "tertiary-hospital", periods: months, shape: counted, level: points(2, 3, 3, 2, 4, 4, 3, 3, 2, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2, 2, 1, 1, 1, 0)},
		{id: "cc-packages", periods: quarters, shape: counted, level: line(31, 36, 1)},
		{id: "mh-caseload-send", periods: quarters, shape: portion, level: line(31, 36, 0.7), base: line(1430, 1560, 25),
			cuts: []cut{
				{list: "need", how: overlaps, parts: []part{{"ASD", 0.46, 0}, {"SEMH", 0.41, 0}, {"SLCN", 0.17, 0}, {"MLD", 0.08, 0}, {"SPLD", 0.06, 0}}},
				{list: "impairment", how: overlaps, parts: []part{{"behaviour", 0.52, 0}, {"learning", 0.21, 0}, {"speech", 0.12, 0}, {"danger", 0.09, 0}}},
			},
			marks: []mark{{period: "Q1 2026-27", provisional: true, note: "SEND read from the provider's own records"}}},
		// A missing quarter: the health visiting service sent nothing.
		{id: "idn-hv-notifications", periods: quarters, shape: counted, like: "idn-nhs-notifications notifiedBy=health-visitor",
			cuts: []cut{
				{list: "ageEarly", how: addsUp, parts: []part{{"0", 0.12, 0}, {"1", 0.20, 0}, {"2", 0.52, 0}, {"3", 0.16, 0}}},
				{list: "notifiedAt", how: addsUp, parts: []part{{"new-birth", 0.06, 0}, {"6-8-weeks", 0.08, 0}, {"1-year", 0.20, 0}, {"2-years", 0.55, 0}, {"other", 0.11, 0}}},
			},
			marks: []mark{{period: "Q3 2025-26", gap: true}, {period: "Q1 2026-27", note: "794 reviews at 2 to 2½ years were done"}}},
		// A symbol z: no service of another kind is on the agreed list.
		{id: "insp-nhs-good", periods: quarters, shape: portion, level: points(77.3, 77.3, 77.3, 81.8, 81.8, 79.2, 79.2, 83.3, 83.3), base: points(22, 22, 22, 22, 22, 24, 24, 24, 24),
			cuts: []cut{
				{list: "nhsService", how: addsUp, last: 4, exact: true, parts: []part{{"community", 3, 1}, {"mental-health", 2, 0.6}, {"hospital", 3, 0.8}, {"gp", 16, 1.08}, {"other", 0, 0}}},
			},
			marks: []mark{{period: "Q1 2026-27", group: "nhsService=other", symbol: "z"}, {period: "Q4 2025-26", group: "nhsService=other", symbol: "z"},
				{period: "Q3 2025-26", group: "nhsService=other", symbol: "z"}, {period: "Q2 2025-26", group: "nhsService=other", symbol: "z"}}},
		{id: "asq3-25-review", periods: financialYears[:4], shape: portion, level: points(79.8, 78.9, 80.1, 80.7), base: points(3188, 3241, 3307, 3352)},
		{id: "transition-adult-health", periods: months, shape: portion, level: line(44, 58, 3), base: line(58, 66, 2)},
		{id: "waiting-no-support", periods: months, shape: counted, level: line(418, 372, 9),
			cuts:  []cut{{list: "need", how: addsUp, last: 3, parts: []part{{"ASD", 0.44, 0}, {"SLCN", 0.24, 0}, {"SEMH", 0.21, 0}, {"MLD", 0.06, 0}, {"PD", 0.03, 0}, {"HI", 0.01, 0}, {"VI", 0.01, 0}}}},
			marks: []mark{{period: "June 2026", provisional: true, note: "Lists of paediatrics, therapies and mental health services"}}},
		{id: "csds-functional-impairment", periods: months, shape: counted, level: line(1380, 1490, 22),
			cuts: []cut{
				{list: "impairment", how: overlaps, last: 2, parts: []part{{"behaviour", 0.27, 0}, {"speech", 0.31, 0}, {"learning", 0.22, 0}, {"mobility", 0.17, 0},
					{"dexterity", 0.11, 0}, {"care", 0.09, 0}, {"danger", 0.06, 0}, {"progressive", 0.05, 0}, {"hearing", 0.04, 0}, {"sight", 0.03, 0}, {"other", 0.04, 0}}},
				{list: "age5", how: addsUp, last: 2, parts: []part{{"0-4", 0.33, 0}, {"5-9", 0.31, 0}, {"10-14", 0.21, 0}, {"15-19", 0.11, 0}, {"20-24", 0.04, 0}}},
				{list: "sex", how: addsUp, last: 2, parts: []part{{"male", 0.63, 0}, {"female", 0.37, 0}}},
			},
			marks: []mark{{period: "June 2026", provisional: true, note: "An impairment is recorded for 58 in 100 people seen"}}},
	}
}

// sinceApril is people who had a personal health budget, counted up through
// each financial year for the whole integrated care board.
var sinceApril = points(1480, 1955, 2410, 2890, 1615, 2140, 2630, 3175, 1720)

// budgetReasons are the groups of those people.
var budgetReasons = []part{{"adult-chc", 0.43, 0}, {"wheelchair", 0.34, 0}, {"aftercare", 0.13, 0}, {"children-cc", 0.06, 0}, {"lda", 0.04, 0}}

// boardWide notes that a figure is of the NHS area that fits best.
const boardWide = "Of NHS Mid Marches, the integrated care board"

// healthBoardReturns are figures that the NHS has for its own areas. Waits are
// medians in days; those of therapies grew with the empty posts.
func healthBoardReturns() []returned {
	return []returned{
		{id: "phb-trajectory", periods: quarters, shape: counted, level: sinceApril,
			cuts:  []cut{{list: "phbGroup", how: addsUp, last: 5, parts: budgetReasons}},
			marks: []mark{{period: "Q1 2026-27", provisional: true, note: boardWide}}},
		{id: "phb-per-100k", periods: quarters, shape: amounts, level: sinceApril, base: line(842_000, 855_600, 0),
			cuts: []cut{{list: "phbGroup", how: within, last: 5, parts: budgetReasons}}, marks: []mark{{period: "Q1 2026-27", provisional: true, note: boardWide}}},
		{id: "mh-contact-0-18", periods: months, shape: counted, level: line(2940, 3230, 35)},
		{id: "mh-referral-cla", periods: months, shape: counted, level: line(15, 19, 2.5)},
		{id: "mh-referral-cpp", periods: months, shape: counted, level: line(7, 9, 2)},
		// One person more or less decides whether anything can be shown.
		{id: "lda-inpatients-profile", periods: months, shape: counted, level: points(13, 13, 12, 12, 12, 11, 11, 9, 9, 9, 8, 9, 9, 8, 8, 7, 8, 8, 7, 7, 6, 7, 6, 6),
			cuts: []cut{
				{list: "ageInpatient", how: addsUp, last: 6, exact: true, parts: []part{{"under-18", 0.2, 0}, {"18-25", 0.8, 0}}},
				{list: "ldaDiagnosis", how: addsUp, last: 3, exact: true, parts: []part{{"autism", 0.7, 0}, {"both", 0.2, 0}, {"learning-disability", 0.1, 0}}},
			}},
		{id: "lda-inpatients-setting", periods: months, shape: counted, like: "lda-inpatients-profile",
			cuts: []cut{{list: "wardSecurity", how: addsUp, last: 6, exact: true, parts: []part{{"general", 0.75, 0}, {"low", 0.25, 0}}}}},
		{id: "hosp-admissions", periods: financialYears[:4], shape: counted, level: points(401, 422, 388, 371),
			cuts: []cut{
				{list: "condition", how: addsUp, parts: []part{{"mental-health", 0.45, 0}, {"asthma", 0.30, 0}, {"epilepsy", 0.16, 0}, {"diabetes", 0.09, 0}}},
				{list: "age5", how: addsUp, parts: []part{{"0-4", 0.17, 0}, {"5-9", 0.18, 0}, {"10-14", 0.27, 0}, {"15-19", 0.38, 0}}},
				{list: "sex", how: addsUp, parts: []part{{"female", 0.57, 0}, {"male", 0.43, 0}}},
			}},
		{id: "ldr-prevalence", periods: financialYears[:4], shape: portion, level: points(0.522, 0.531, 0.544, 0.553), base: points(364210, 367340, 370120, 372680)},
		// It counts up through the year and starts again each April.
		{id: "ld-health-checks", periods: months, shape: portion, base: line(1862, 1921, 3),
			level: points(13, 17, 22, 27, 33, 39, 50, 62, 76, 2, 5, 9, 14, 18, 23, 29, 35, 41, 52, 64, 78, 2, 6, 10),
			cuts:  []cut{{list: "age-check", how: addsUp, last: 3, exact: true, parts: []part{{"14-17", 0.06, 0.8}, {"18-25", 0.17, 0.85}, {"over-25", 0.77, 1.05}}}}},
		{id: "mh-wait-second-contact", periods: months, shape: whole, level: line(62, 71, 2.5), base: line(92, 101, 5)},
		{id: "wait-salt", periods: months, shape: whole, level: line(104, 133, 4), base: line(148, 131, 6)},
		{id: "wait-ot", periods: months, shape: whole, level: line(96, 127, 4), base: line(71, 60, 4)},
		{id: "wait-community-paeds", periods: months, shape: whole, level: line(118, 131, 4), base: line(112, 118, 6)},
		{id: "wait-autism", periods: months, shape: whole, level: line(498, 561, 8), base: line(42, 47, 3),
			cuts: []cut{{list: "ageAssessment", how: separate, last: 6, parts: []part{{"under-10", 508, 25}, {"10-17", 604, 20}}}}},
		{id: "wait-adhd", periods: months, shape: whole, level: line(441, 527, 8), base: line(36, 40, 3),
			cuts: []cut{{list: "ageAssessment", how: separate, last: 6, parts: []part{{"under-10", 466, 15}, {"10-17", 553, 23}}}}},
	}
}

// justiceReturns is what the youth justice service sends: so few children that
// most quarters show nothing.
func justiceReturns() []returned {
	return []returned{
		{id: "yj-caseload-send", periods: quarters, shape: portion, level: points(44, 43, 41, 40, 42, 34, 32, 36, 38), base: points(36, 35, 34, 35, 33, 29, 28, 31, 32)},
	}
}
