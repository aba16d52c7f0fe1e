package main

import "strconv"

// need is one primary need with England's share of plans, in percent.
type need struct {
	column, percentage string
	all, girls         float64
}

var needs = []need{
	{"number_asd", "asd_pc", 31.9, 26.2}, {"number_hi", "hi_pc", 1.35, 2.0}, {"number_mld", "mld_pc", 10.3, 13.4},
	{"number_msi", "msi_pc", 0.3, 0.4}, {"number_oth", "oth_pc", 1.2, 1.5}, {"number_pd", "pd_pc", 3.7, 5.5},
	{"number_pmld", "pmld_pc", 1.3, 2.0}, {"number_semh", "semh_pc", 21.0, 19.5}, {"number_slcn", "slcn_pc", 21.6, 20.4},
	{"number_sld", "sld_pc", 3.8, 4.9}, {"number_spld", "spld_pc", 2.2, 2.4}, {"number_vi", "vi_pc", 0.8, 1.3},
	{"number_need_unknown", "unknown_pc", 0.6, 0.6},
}

// needsTable is the file of plans by primary need, for the two Januaries a
// reader can compare; the real file holds the newest alone.
func (w *world) needsTable() *table {
	t := &table{path: "ees/ehc_plans/sen_needs_all_plans.csv", bom: true, crlf: true,
		header: append(append([]string{}, eesLocation...), "ehc_plans")}
	for _, n := range needs {
		t.header = append(t.header, n.column)
	}
	for _, n := range needs {
		t.header = append(t.header, n.percentage)
	}
	for _, year := range []int{2025, 2026} {
		counts := w.needCounts(year)
		for _, p := range w.rollUp(w.on(january(year)), func(a *area) tally { return counts[a.index] }) {
			for _, g := range append([]group{{"", "All EHC plans", "All EHC plans"}}, sexes...) {
				r := p.record()
				r["time_period"], r["time_identifier"] = academic(year), "Academic year"
				r["breakdown_topic"], r["breakdown"] = g.topic, g.label
				t.add(needsRow(r, p.counts, g.prefix))
			}
		}
	}
	return t
}

func (w *world) needCounts(year int) []tally {
	plans := w.plans(year)
	counts := make([]tally, len(w.areas))
	lasting := w.stream("needs")
	passing := w.stream("needs " + strconv.Itoa(year))
	for _, a := range w.areas {
		weights := make([]float64, len(needs))
		girls := make([]float64, len(needs))
		for i, n := range needs {
			weights[i], girls[i] = n.all, n.girls*0.294/n.all
		}
		weights = vary(passing, vary(lasting, weights, 0.14), 0.02)
		c := tally{"ehc_plans": plans[a.index]}
		for i, n := range share(plans[a.index], weights) {
			female := min(n, round(float64(n)*girls[i]))
			c[needs[i].column] = n
			c["girls "+needs[i].column], c["boys "+needs[i].column] = female, n-female
			c["girls ehc_plans"] += female
			c["boys ehc_plans"] += n - female
		}
		counts[a.index] = c
	}
	return counts
}

func needsRow(r record, c tally, prefix string) record {
	r["ehc_plans"] = count(c[prefix+"ehc_plans"])
	for _, n := range needs {
		r[n.column] = count(c[prefix+n.column])
		r[n.percentage] = percent(c[prefix+n.column], c[prefix+"ehc_plans"])
	}
	return r
}
