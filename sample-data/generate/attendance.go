package main

import "math/rand/v2"

// attended is attendance since September in one kind of school, with its part
// of the pupils on roll and the pupils of one school.
type attended struct {
	label         string
	part, school  float64
	rate, persist series
}

const attendanceYear = 2026

func attendance(label string, part, school, england, own, persistent float64) attended {
	return attended{label, part, school,
		reached("attendance "+label, 0.1, yearly(attendanceYear, england), yearly(attendanceYear, own)),
		reached("persistent "+label, 0.12, yearly(attendanceYear, persistent), nil)}
}

var attendedPhases = []attended{
	attendance("Primary", 0.535, 280, 94.7, 94.4, 13.4),
	attendance("Secondary", 0.442, 1050, 91.3, 90.7, 23.1),
	attendance("Special", 0.023, 160, 87.2, 85.9, 35.4),
}

// attendanceTable is attendance from September to the day of publication, which
// is provisional.
func (w *world) attendanceTable() *table {
	t := &table{path: "ees/absence/EES_ytd_data.csv", header: []string{"time_period", "time_identifier", "geographic_level", "country_code", "country_name",
		"region_code", "region_name", "new_la_code", "la_name", "old_la_code", "education_phase", "num_schools", "enrolments", "overall_attendance",
		"overall_absence", "authorised_absence", "unauthorised_absence", "possible_sessions", "reason_c2_authorised_temp_reduced_timetable", "attendance_perc", "pa_perc"}}
	const day = attendanceYear*10000 + 630
	years := []int{attendanceYear}
	counts := make([]tally, len(w.areas))
	for _, ph := range attendedPhases {
		rate, persistent := w.draw(ph.rate, years)[attendanceYear], w.draw(ph.persist, years)[attendanceYear]
		for i, c := range w.areaCounts(day, "attendance "+ph.label, func(rng *rand.Rand, a *area) tally {
			return ph.tally(rng, round(onRoll(a, attendanceYear)*ph.part), rate[a.index], persistent[a.index])
		}) {
			if counts[i] == nil {
				counts[i] = tally{}
			}
			counts[i].plus(c)
		}
	}
	for _, p := range w.rollUp(w.on(day), func(a *area) tally { return counts[a.index] }) {
		for _, ph := range append(attendedPhases, attended{label: "Total"}) {
			t.add(attendanceRow(p, ph.label))
		}
	}
	return t
}

// tally counts sessions, for the phase and for all schools together.
func (ph attended) tally(rng *rand.Rand, pupils int, rate, persistent float64) tally {
	const sessions = 310 // of a pupil by the end of May
	possible := pupils * sessions
	missed := possible - level(possible, rate)
	authorised := level(missed, 66+3*bounded(rng))
	c := tally{}
	for key, n := range map[string]int{"schools": max(1, round(float64(pupils)/ph.school)), "enrolments": pupils, "possible": possible, "missed": missed,
		"authorised": authorised, "reduced": level(possible, 0.06+0.01*bounded(rng)), "persistent": level(pupils, persistent)} {
		c[ph.label+key], c["Total"+key] = n, n
	}
	return c
}

func attendanceRow(p placed, phase string) record {
	n := func(key string) int { return p.counts[phase+key] }
	r := p.record()
	r["time_period"], r["time_identifier"], r["education_phase"] = academic(attendanceYear), "Academic year", phase
	r["num_schools"], r["enrolments"], r["possible_sessions"] = count(n("schools")), count(n("enrolments")), count(n("possible"))
	r["overall_attendance"], r["overall_absence"] = count(n("possible")-n("missed")), count(n("missed"))
	r["authorised_absence"], r["unauthorised_absence"] = count(n("authorised")), count(n("missed")-n("authorised"))
	r["reason_c2_authorised_temp_reduced_timetable"] = count(n("reduced"))
	r["attendance_perc"] = decimal(100*float64(n("possible")-n("missed"))/float64(n("possible")), 6)
	r["pa_perc"] = decimal(100*float64(n("persistent"))/float64(n("enrolments")), 6)
	return r
}
