package main

// educationReturns is what schools, the virtual school and the inclusion team
// send through the council.
func educationReturns() []returned {
	return []returned{
		// A retired series: it ends with 2022/23, and two years had no tests.
		{id: "ks1-gap-rwm", periods: []string{"2016/17", "2017/18", "2018/19", "2021/22", "2022/23"}, shape: rated, level: points(48.1, 47.4, 47.9, 46.2, 46.8),
			cuts: []cut{{list: "provision", how: separate, parts: []part{{"ehc", 60.4, 0}, {"support", 42.6, 0}}}}},
		{id: "ks4-att8-cla-sen", periods: schoolYears(2019), shape: averaged, level: points(17.1, 18.4, 16.2, 15.6, 15.9, 16.8), base: points(21, 24, 22, 26, 25, 28),
			cuts: []cut{{list: "provision", how: addsUp, exact: true, parts: []part{{"ehc", 0.56, 0.62}, {"support", 0.44, 1.45}}}}},
		{id: "grad-approach", periods: schoolYears(2021), shape: portion, level: points(51, 55, 58, 64), base: points(42, 48, 51, 55),
			cuts: []cut{{list: "phase", how: addsUp, parts: []part{{"early-years", 0.36, 1.05}, {"primary", 0.45, 1.03}, {"secondary", 0.19, 0.8}}}}},
		{id: "cla-send-absence-exclusion", periods: schoolYears(2020), shape: portion, level: points(25.9, 26.5, 27.2, 27.9, 26.6), base: points(232, 238, 239, 244, 248),
			cuts: []cut{{list: "missed", how: overlaps, parts: []part{{"severe", 0.19, 0}, {"suspended", 0.61, 0}}}}},
		{id: "cme-send", periods: months, shape: counted, level: line(43, 34, 3),
			cuts: []cut{{list: "provision", how: addsUp, last: 12, parts: []part{{"ehc", 0.27, 0}, {"support", 0.73, 0}}}}},
		{id: "part-time-timetable", periods: months, shape: portion, level: line(1.95, 1.62, 0.07), base: line(8450, 9420, 60),
			cuts: []cut{{list: "provision", how: addsUp, last: 12, exact: true, parts: []part{{"ehc", 0.24, 1.9}, {"support", 0.76, 0.75}}}}},
		{id: "part-time-timetable-share", periods: months, shape: portion, like: "part-time-timetable"},
		// Another retired series, frozen at the end of August 2024.
		{id: "insp-education-good", periods: labels(-22, 24, month), shape: portion, level: line(87.2, 90.3, 0.3), base: points(209, 209, 209, 209, 210, 210, 210, 210,
			210, 211, 211, 211, 211, 211, 212, 212, 212, 212, 213, 213, 213, 213, 213, 213),
			cuts: []cut{{list: "phase", how: addsUp, last: 3, exact: true, parts: []part{{"early-years", 96, 1.05}, {"primary", 83, 1.01}, {"secondary", 21, 0.8}, {"special", 10, 1}, {"ap", 3, 0.74}}}}},
		{id: "intervention-effect", periods: schoolYears(2022), shape: rated, level: points(1.8, 2.4, 2.1), base: points(46, 61, 58),
			cuts:  []cut{{list: "support", how: separate, last: 1, exact: true, parts: []part{{"reading-writing", 1.4, 44}, {"wellbeing", 0.6, 37}}}},
			marks: []mark{{period: "2024/25", note: "Talk groups: 6.3 points, comparison group 4.2"}}},
	}
}
