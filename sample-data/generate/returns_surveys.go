package main

// confident are the four answers of questions about confidence; the first two
// are counted.
func confident(very, fairly, not, notAtAll float64) cut {
	return cut{list: "answer", how: answered, parts: []part{{"very-confident", very, positive}, {"fairly-confident", fairly, positive},
		{"not-very-confident", not, 0}, {"not-at-all-confident", notAtAll, 0}}}
}

// provisionCut is families of children with a plan and with SEN support, and
// how each group's level compares with all.
func provisionCut(plan, support float64) cut {
	return cut{list: "provision", how: addsUp, exact: true, parts: []part{{"ehc", 0.56, plan}, {"support", 0.44, support}}}
}

// schoolPhases are families by the phase of their child. Few answer about
// colleges.
func schoolPhases(last int) cut {
	return cut{list: "phase", how: addsUp, last: last, exact: true, parts: []part{{"early-years", 0.09, 1.05}, {"primary", 0.49, 1.1}, {"secondary", 0.37, 0.85}, {"fe", 0.05, 1}}}
}

// surveyReturns is what surveys found, wave by wave.
func surveyReturns() []returned {
	springs, autumns := waves("Spring", 3, 2026), waves("Autumn", 3, 2025)
	return []returned{
		// The first wave asked about the website, so it is not compared with the
		// later ones. A base of 22 is flagged as small.
		{id: "local-offer-rating", periods: autumns, shape: portion, level: points(41, 44, 53), base: points(143, 186, 231), invited: []int{0, 1200, 1250},
			cuts: []cut{
				{list: "respondent", how: addsUp, exact: true, parts: []part{{"parent-carers", 148, 0.94}, {"young-people", 22, 0.86}, {"professionals", 61, 1.2}}},
				{list: "answer", how: answered, parts: []part{{"excellent", 1, positive}, {"good", 4, positive}, {"fair", 5, 0}, {"poor", 3, 0}, {"very-poor", 1, 0}}},
			},
			marks: []mark{{period: "Autumn 2023", wording: "How would you rate the Local Offer website?", note: "Asked on the website only"},
				{period: "Autumn 2025", note: "Asked by the forum, by schools and on the website"}}},
		// A base of 8 is hidden, and one beside it, since all together would give
		// it back.
		{id: "partnership-360", periods: springs, shape: portion, level: points(47, 53, 58), base: points(71, 78, 84), invited: []int{120, 122, 124},
			cuts: []cut{
				{list: "organisation", how: addsUp, exact: true, parts: []part{{"council", 31, 1.08}, {"nhs", 22, 0.94}, {"education", 23, 0.93}, {"forum", 8, 0.9}}},
				{list: "answer", how: answered, parts: []part{{"strongly-agree", 1, positive}, {"agree", 3, positive}, {"neither", 3, 0}, {"disagree", 3, 0}, {"strongly-disagree", 1, 0}}},
			}},
		{id: "kpi-leisure-participation", periods: autumns, shape: portion, level: points(46, 45, 51), base: points(118, 137, 164), invited: []int{600, 640, 700},
			cuts: []cut{
				{list: "answer", how: answered, parts: []part{{"yes-all", 2, positive}, {"yes-most", 3, positive}, {"only-some", 4, 0}, {"hardly-any", 2, 0}}},
				{list: "ageEHC", how: addsUp, last: 2, parts: []part{{"5-10", 0.31, 1.12}, {"11-15", 0.44, 0.96}, {"16-19", 0.19, 0.9}, {"20-25", 0.06, 0.8}}},
			}},
		{id: "parent-confidence-support", periods: springs, shape: portion, level: points(47, 49, 55), base: points(219, 264, 309), invited: []int{0, 1450, 1500},
			cuts: []cut{confident(1, 3, 3, 2), provisionCut(1.09, 0.89), schoolPhases(2)}},
		{id: "family-resilience", periods: springs[1:], shape: averaged, level: points(5.4, 5.6), base: points(251, 297), invited: []int{1450, 1500},
			cuts: []cut{provisionCut(0.97, 1.04), schoolPhases(1)}},
		{id: "family-resilience-share", periods: springs[1:], shape: portion, level: points(33, 36), base: points(251, 297), invited: []int{1450, 1500},
			cuts: []cut{
				{list: "answer", how: answered, parts: []part{{"coping-very-well", 1, positive}, {"coping-well", 3, positive}, {"coping-partly", 5, 0}, {"coping-hardly", 2, 0}}},
				provisionCut(0.95, 1.06),
			}},
		{id: "transition-confidence", periods: springs[1:], shape: portion, level: points(43, 47), base: points(96, 112), invited: []int{410, 432},
			cuts: []cut{confident(1, 4, 4, 2),
				{list: "transition", how: addsUp, exact: true, parts: []part{{"into-school", 31, 1.1}, {"to-secondary", 51, 1.05}, {"to-post-16", 22, 0.8}, {"to-adult-life", 8, 0.6}}}}},
		{id: "setting-resilience", periods: autumns[1:], shape: portion, level: points(57, 54), base: points(81, 88), invited: []int{126, 126},
			cuts: []cut{confident(1, 5, 4, 1),
				{list: "phase", how: addsUp, parts: []part{{"early-years", 0.16, 1.02}, {"primary", 0.60, 1.05}, {"secondary", 0.17, 0.75}, {"special", 0.07, 1.3}}}}},
		{id: "staff-confidence", periods: springs, shape: portion, level: points(66, 69, 70), base: points(174, 188, 203), invited: []int{420, 431, 440},
			cuts: []cut{confident(2, 5, 3, 1),
				{list: "agency", how: addsUp, exact: true, parts: []part{{"education", 118, 1.02}, {"health", 47, 1.01}, {"social-care", 29, 0.9}, {"voluntary", 9, 1.1}}}}},
		{id: "staff-satisfaction", periods: springs, shape: portion, level: points(58, 60, 57), base: points(173, 187, 201), invited: []int{420, 431, 440},
			cuts: []cut{
				{list: "answer", how: answered, parts: []part{{"very-satisfied", 2, positive}, {"fairly-satisfied", 4, positive}, {"neither-satisfied", 3, 0}, {"fairly-dissatisfied", 3, 0}, {"very-dissatisfied", 1, 0}}},
				{list: "agency", how: addsUp, exact: true, parts: []part{{"education", 117, 1.03}, {"health", 46, 0.9}, {"social-care", 29, 0.98}, {"voluntary", 9, 1.15}}},
			}},
	}
}

// forumReturns is what the parent carer forum sends beside its rating.
func forumReturns() []returned {
	return []returned{
		{id: "cop-you-said-we-did", periods: months, shape: counted, level: points(6, 3, 7, 8, 6, 4, 7, 9, 8, 6, 7, 8, 7, 0, 9, 8, 7, 6, 8, 10, 9, 7, 8, 9),
			marks: []mark{{period: "August 2025", note: "The forum did not meet in August"}, {period: "June 2026", note: "14 actions are still open"}}},
	}
}
