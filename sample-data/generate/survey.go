package main

// Surveys and ratings of the sample, wave by wave. Some groups have too few
// answers to show, and some so few that the result is unsure.

// answers is one group's result in one wave.
type answers struct {
	wave, breakdown string
	positive, all   int
	note            string
}

func surveyRows(indicator string, results []answers) []localRow {
	var rows []localRow
	for _, a := range results {
		rows = append(rows, localRow{indicator: indicator, period: a.wave, breakdown: a.breakdown,
			numerator: a.positive, denominator: a.all, note: a.note})
	}
	return rows
}

// forumRating is the parent carer forum's own score out of 10.
func forumRating() []localRow {
	var rows []localRow
	for _, r := range []struct{ wave, breakdown, score, note string }{
		{"Spring 2024", "", "5.2", "Forum steering group"},
		{"Autumn 2024", "", "5.6", "Forum steering group"},
		{"Spring 2025", "", "6", "Forum steering group"},
		{"Autumn 2025", "", "5.8", "Forum steering group"},
		{"Spring 2026", "", "6.6", "Forum steering group, agreed at its May meeting"},
		{"Spring 2026", "strand=planning", "6.8", ""},
		{"Spring 2026", "strand=information", "7.2", ""},
		{"Spring 2026", "strand=decisions", "5.6", ""},
		{"Spring 2026", "strand=feedback", "6.8", ""},
	} {
		rows = append(rows, localRow{indicator: "cop-forum-rating", period: r.wave, breakdown: r.breakdown,
			numerator: -1, denominator: -1, value: r.score, note: r.note})
	}
	return rows
}

// answeredBy notes how many were asked in each wave, beside everyone's answers.
func answeredBy(rows []localRow, invited map[string]int) []localRow {
	for i, row := range rows {
		if row.breakdown == "" {
			rows[i].invited = invited[row.period]
		}
	}
	return rows
}

// confidence is parent carers who feel sure they can get the right help. In
// each wave the phases add up to everyone, and the answers to all answers.
func confidence() []localRow {
	return answeredBy(surveyRows("kpi-parent-carer-confidence", []answers{
		{"Spring 2024", "", 88, 221, ""},
		{"Spring 2024", "phase=early-years", 7, 19, ""},
		{"Spring 2024", "phase=primary", 47, 108, ""},
		{"Spring 2024", "phase=secondary", 31, 87, ""},
		{"Spring 2024", "phase=fe", 3, 7, ""},
		{"Spring 2025", "", 115, 268, ""},
		{"Spring 2025", "phase=early-years", 9, 22, ""},
		{"Spring 2025", "phase=primary", 63, 134, ""},
		{"Spring 2025", "phase=secondary", 38, 101, ""},
		{"Spring 2025", "phase=fe", 5, 11, ""},
		{"Spring 2025", "answer=very-confident", 29, 268, ""},
		{"Spring 2025", "answer=fairly-confident", 86, 268, ""},
		{"Spring 2025", "answer=not-very-confident", 104, 268, ""},
		{"Spring 2025", "answer=not-at-all-confident", 49, 268, ""},
		{"Spring 2026", "", 169, 312, "Few answers from fathers, and few from families in Eastquay"},
		{"Spring 2026", "phase=early-years", 13, 24, ""},
		{"Spring 2026", "phase=primary", 98, 159, ""},
		{"Spring 2026", "phase=secondary", 54, 121, ""},
		{"Spring 2026", "phase=fe", 4, 8, ""},
		{"Spring 2026", "answer=very-confident", 46, 312, ""},
		{"Spring 2026", "answer=fairly-confident", 123, 312, ""},
		{"Spring 2026", "answer=not-very-confident", 95, 312, ""},
		{"Spring 2026", "answer=not-at-all-confident", 48, 312, ""},
	}), map[string]int{"Spring 2025": 1450, "Spring 2026": 1500})
}

// listenedTo is people who felt listened to at a plan's review; the answers
// of parent carers, young people and children are told apart.
func listenedTo() []localRow {
	return answeredBy(surveyRows("review-listened-to", []answers{
		{"Spring 2025", "", 101, 148, ""},
		{"Spring 2025", "respondent=parent-carer", 85, 121, ""},
		{"Spring 2025", "respondent=young-person", 12, 19, ""},
		{"Spring 2025", "respondent=child", 4, 8, ""},
		{"Autumn 2025", "", 116, 163, ""},
		{"Autumn 2025", "respondent=parent-carer", 95, 131, ""},
		{"Autumn 2025", "respondent=young-person", 15, 23, ""},
		{"Autumn 2025", "respondent=child", 6, 9, ""},
		{"Spring 2026", "", 137, 184, ""},
		{"Spring 2026", "respondent=parent-carer", 109, 146, ""},
		{"Spring 2026", "respondent=young-person", 19, 27, ""},
		{"Spring 2026", "respondent=child", 9, 11, ""},
		{"Spring 2026", "answer=yes-fully", 74, 184, ""},
		{"Spring 2026", "answer=yes-partly", 63, 184, ""},
		{"Spring 2026", "answer=not-heard", 47, 184, ""},
	}), map[string]int{"Spring 2026": 962})
}

// shortBreaks is disabled children who had a short break in the quarter. A
// child with two kinds of break is under each, and once in the total. Summer
// quarters are the fullest; clubs closed for part of summer 2025.
func shortBreaks() []localRow {
	var rows []localRow
	for _, q := range []struct {
		quarter                          string
		all, universal, targeted, expert int
		note                             string
	}{
		{"Q1 2024-25", 241, 112, 148, 43, ""},
		{"Q2 2024-25", 318, 171, 189, 46, ""},
		{"Q3 2024-25", 262, 124, 160, 44, ""},
		{"Q4 2024-25", 255, 119, 157, 45, ""},
		{"Q1 2025-26", 252, 115, 158, 46, ""},
		{"Q2 2025-26", 271, 129, 161, 47, "Holiday clubs closed for part of the summer"},
		{"Q3 2025-26", 266, 125, 163, 47, ""},
		{"Q4 2025-26", 261, 121, 160, 48, ""},
		{"Q1 2026-27", 258, 118, 159, 48, ""},
	} {
		for _, kind := range []struct {
			breakdown string
			n         int
		}{{"", q.all}, {"break=universal", q.universal}, {"break=targeted", q.targeted}, {"break=specialist", q.expert}} {
			row := localRow{indicator: "short-breaks-children", period: q.quarter, breakdown: kind.breakdown,
				numerator: kind.n, denominator: -1, value: count(kind.n)}
			if kind.breakdown == "" {
				row.note = q.note
			}
			rows = append(rows, row)
		}
	}
	return rows
}
