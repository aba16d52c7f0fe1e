package main

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// The NHS counts by its own areas. In the sample each region is one integrated
// care board, and Wexmoor is shown the figures of its board.

// board is the name of a region's board.
func (r *region) board() string { return r.name + " Integrated Care Board" }

// waitedFor is one therapy: children on the list for each 10,000 of England,
// the shares that waited 18 to 52 weeks and longer, in percent, and Wexmoor's
// board's shares against England's.
var waitedFor = []struct {
	label            string
	waiting          float64
	middle, long, at float64
}{{"Audiology", 14, 21, 3, 1}, {"Community Paediatric Service", 70, 42, 17, 1.08}, {"Occupational Therapy", 16, 30, 7, 1.12}, {"Speech And Language", 57, 33, 6, 1.15}}

// waitMonths are the ends of months, the last in the month before the pack.
var waitMonths = monthsTo(2026, time.May, 12)

// monthsTo are the first days of as many months, the last the given one.
func monthsTo(year int, last time.Month, n int) []time.Time {
	months := make([]time.Time, n)
	for i := range months {
		months[i] = time.Date(year, last-time.Month(n-1-i), 1, 0, 0, 0, 0, time.UTC)
	}
	return months
}

// waitsTable is waits for community health services by board, with the number
// that the file gives each row. South Coombes sent nothing about audiology and,
// in February, nothing at all.
func (w *world) waitsTable() *table {
	t := &table{path: "health/la_ch_time_series.csv", quoteText: true, header: []string{"", "Organisation Type", "Organisation Name", "Date", "formattedDate",
		"Therapy", "Total waiting list", "Waiting >18-52 weeks", "Waiting >52 weeks", "Percentage waiting more than 18 weeks"}}
	for n, month := range waitMonths {
		for _, s := range waitedFor {
			england := tally{}
			rows := make([]tally, len(w.regions))
			for i, r := range w.regions {
				rng := w.stream("waits " + s.label + r.name + month.Format(time.DateOnly))
				if r.name == "South Coombes" && (s.label == "Audiology" || month.Month() == time.February) {
					continue
				}
				at := 1 + 0.004*float64(n)
				if r == w.area(ownArea).region {
					at *= s.at
				}
				waiting := round(w.childrenIn(r) * s.waiting / 10000 * (1 + 0.006*float64(n) + 0.02*bounded(rng)))
				rows[i] = tally{"waiting": waiting, "middle": level(waiting, s.middle*at*(1+0.02*bounded(rng))), "long": level(waiting, s.long*at*(1+0.03*bounded(rng)))}
				england.plus(rows[i])
			}
			country, provider := "NA", "Provider"
			if month.Year() == 2026 {
				country, provider = "National", "Organisation"
			}
			t.add(waitRow(len(t.rows)+1, country, englandName, month, s.label, england))
			for i, r := range w.regions {
				t.add(waitRow(len(t.rows)+1, "ICB", r.board(), month, s.label, rows[i]))
			}
			t.add(waitRow(len(t.rows)+1, provider, "Fells and Moors Community Health", month, s.label, tally{"waiting": rows[1]["waiting"] / 2,
				"middle": rows[1]["middle"] / 2, "long": rows[1]["long"] / 2}))
		}
	}
	return t
}

func waitRow(line int, kind, name string, month time.Time, therapy string, c tally) record {
	r := record{"": strconv.Itoa(line), "Organisation Type": kind, "Organisation Name": name, "Date": month.Format("January 2006"),
		"formattedDate": month.Format(time.DateOnly), "Therapy": therapy}
	if c == nil {
		return r.all("NA", []string{"Total waiting list", "Waiting >18-52 weeks", "Waiting >52 weeks", "Percentage waiting more than 18 weeks"})
	}
	r["Total waiting list"], r["Waiting >18-52 weeks"], r["Waiting >52 weeks"] = count(c["waiting"]), count(c["middle"]), count(c["long"])
	r["Percentage waiting more than 18 weeks"] = decimal(100*float64(c["middle"]+c["long"])/float64(max(1, c["waiting"])), 4)
	return r
}

// childrenIn is the children of a region in the middle of 2025.
func (w *world) childrenIn(r *region) float64 {
	var sum float64
	for _, a := range w.on(20250630) {
		if a.region == r {
			sum += a.children(2025)
		}
	}
	return sum
}

// contactMonths are the last months of twelve. Up to June 2022 clinical
// commissioning groups stood in place of the boards' locations.
var contactMonths = monthsTo(2026, time.March, 46)

// contactsTable is children with a contact with a mental health service in
// twelve months, by board. Counts below England are rounded to 5; the newest
// month may still be revised, and South Coombes' of it is hidden.
func (w *world) contactsTable() *table {
	t := &table{path: "converted/send_ap_mentalhealth.csv", quoteText: true, header: []string{"REPORTING_PERIOD_START", "REPORTING_PERIOD_END", "STATUS", "BREAKDOWN",
		"PRIMARY_LEVEL", "MEASURE_ID", "MEASURE_VALUE", "nhs_name"}}
	last := len(contactMonths) - 1
	for n, month := range contactMonths {
		total, kind := 0, "Sub ICB of Residence"
		if n == 0 {
			kind = "CCG of Residence"
		}
		for _, r := range w.regions {
			share := (5.6 + 0.028*float64(n)) * vary(w.lastingOf(r), []float64{1}, 0.06)[0]
			people := level(round(w.childrenIn(r)), share*(1+0.006*bounded(w.stream("contacts "+r.name+month.Format(time.DateOnly)))))
			total += people
			row := contactRow(month, n == last, kind, "Y"+r.old, "NHS "+r.name, count((people+2)/5*5))
			if r.name == "South Coombes" && n == last {
				row["MEASURE_VALUE"] = "*"
			}
			t.add(row)
		}
		t.add(contactRow(month, n == last, englandName, englandName, englandName, count(total)))
	}
	return t
}

// lastingOf is a stream that is the same in each month.
func (w *world) lastingOf(r *region) *rand.Rand { return w.stream("contacts " + r.name) }

func contactRow(month time.Time, newest bool, level, code, name, value string) record {
	end := month.AddDate(0, 1, -1)
	r := record{"REPORTING_PERIOD_START": month.AddDate(0, -11, 0).Format("02/01/2006"), "REPORTING_PERIOD_END": end.Format("02/01/2006"), "STATUS": "Final",
		"BREAKDOWN": level, "PRIMARY_LEVEL": code, "nhs_name": name, "MEASURE_ID": "MHS95", "MEASURE_VALUE": value}
	if newest {
		r["STATUS"] = "Performance"
	}
	return r
}
