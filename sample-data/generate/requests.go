package main

import "strconv"

var requestColumns = []string{"requests_received_in_year", "requests_rya", "requests_decided_to_assess",
	"requests_decided_not_to_assess", "requests_decision_not_made", "requests_withdrawn",
	"request_assess_pc", "request_not_assess_pc", "request_outstanding_pc", "request_withdrawn_pc",
	"request_outcome_six_weeks", "request_outcome_over_6_weeks", "request_outcome_six_weeks_pc",
	"request_outcome_over_6_weeks_pc", "mediation_related_request", "tribunal_related_request",
	"tribunal_after_mediation_request"}

// requests is requests for an assessment per 10,000 residents aged 0 to 25.
var requests = series{
	name: "requests", scale: rates, spread: 0.19, wobble: 0.07, weight: residentsOf,
	england: yearly(2019, 48.5, 44.4, 54.4, 66.4, 79.0, 87.6, 93.1),
	fixed:   map[string]map[int]float64{ownArea: yearly(2019, 45.6, 43.3, 54.9, 66.3, 77.4, 83.1, 89.55)},
}

// refused is the share of requests that led to a decision not to assess.
var refused = series{
	name: "refused", scale: percentages, spread: 0.42, wobble: 0.16, weight: residentsOf,
	england: yearly(2019, 22.8, 21.6, 22.3, 22.1, 24.0, 25.2, 26.1),
	fixed:   map[string]map[int]float64{ownArea: yearly(2019, 19.8, 18.9, 20.4, 21.2, 22.5, 24.6, 22.9)},
}

// requestsTable is the requests file of the EHC plans publication.
func (w *world) requestsTable() *table {
	t := &table{path: "ees/ehc_plans/requests.csv", bom: true, crlf: true,
		header: append(append([]string{}, eesLocation...), requestColumns...)}
	years := span(2019, 2025)
	received, shares := w.draw(requests, years), w.draw(refused, years)
	for _, year := range years {
		counts := w.requestCounts(year, received[year], shares[year])
		for _, p := range w.rollUp(w.on(year*10000+630), func(a *area) tally { return counts[a.index] }) {
			addRequests(t, p, year)
		}
	}
	return t
}

func (w *world) requestCounts(year int, received, refused []float64) []tally {
	counts := make([]tally, len(w.areas))
	rng := w.stream("requests " + strconv.Itoa(year))
	for _, a := range w.on(year*10000 + 630) {
		all := tally{"received": round(received[a.index] * a.residents(year) / 10000)}
		n := float64(all["received"])
		all["again"] = poisson(rng, n*0.002)
		all["refused"] = round(n * refused[a.index] / 100)
		all["open"] = round(n * (0.076 + 0.02*bounded(rng)))
		all["withdrawn"] = round(n * (0.016 + 0.004*bounded(rng)))
		all["assessed"] = all["received"] - all["refused"] - all["open"] - all["withdrawn"]
		decided := all["refused"] + all["assessed"]
		all["quick"] = round(float64(decided) * (0.86 + 0.055*bounded(rng)))
		all["slow"] = decided - all["quick"]
		all["mediation"] = round(float64(all["refused"]) * (0.27 + 0.04*bounded(rng)))
		all["tribunal"] = round(float64(all["refused"]) * (0.115 + 0.03*bounded(rng)))
		all["both"] = round(float64(all["tribunal"]) * 0.31)
		counts[a.index] = withSexes(all, 0.34+0.012*bounded(rng))
	}
	return counts
}

// withSexes adds girls' and boys' counts under prefixed names, so that each
// pair adds up to the whole. Parts that make up a total are split first and
// the total follows from them.
func withSexes(all tally, girls float64) tally {
	split := tally{}
	for _, key := range []string{"again", "refused", "open", "withdrawn", "assessed", "mediation", "tribunal", "both"} {
		split[key] = round(float64(all[key]) * girls)
	}
	split["received"] = split["refused"] + split["open"] + split["withdrawn"] + split["assessed"]
	split["slow"] = round(float64(all["slow"]) * girls)
	split["quick"] = split["refused"] + split["assessed"] - split["slow"]
	withParts := tally{}
	withParts.plus(all)
	for key, n := range split {
		withParts["girls "+key], withParts["boys "+key] = n, all[key]-n
	}
	return withParts
}

// group is a breakdown row: where its counts stand in a tally, and how the
// file names it.
type group struct{ prefix, topic, label string }

// sexes are the breakdown rows written beside a file's headline rows.
var sexes = []group{{"girls ", "Sex", "Female"}, {"boys ", "Sex", "Male"}}

func addRequests(t *table, p placed, year int) {
	groups := []group{{"", "All requests for EHC needs assessments", "All requests for EHC needs assessments"}}
	if year >= personLevel {
		groups = append(groups, sexes...)
	}
	for _, g := range groups {
		r := p.record()
		r["time_period"], r["time_identifier"] = strconv.Itoa(year), "Calendar year"
		r["breakdown_topic"], r["breakdown"] = g.topic, g.label
		t.add(requestRow(r, p.counts, g.prefix, year))
	}
}

func requestRow(r record, c tally, prefix string, year int) record {
	n := func(key string) int { return c[prefix+key] }
	r.all("x", requestColumns)
	r["requests_received_in_year"], r["requests_rya"] = count(n("received")), count(n("again"))
	r["requests_decided_not_to_assess"] = count(n("refused"))
	if year < personLevel {
		return r
	}
	decided := n("refused") + n("assessed")
	r["requests_decided_to_assess"], r["request_assess_pc"] = count(n("assessed")), percent(n("assessed"), n("received"))
	r["request_not_assess_pc"] = percent(n("refused"), n("received"))
	r["requests_decision_not_made"], r["request_outstanding_pc"] = count(n("open")), percent(n("open"), n("received"))
	r["requests_withdrawn"], r["request_withdrawn_pc"] = count(n("withdrawn")), percent(n("withdrawn"), n("received"))
	r["request_outcome_six_weeks"], r["request_outcome_six_weeks_pc"] = count(n("quick")), percent(n("quick"), decided)
	r["request_outcome_over_6_weeks"], r["request_outcome_over_6_weeks_pc"] = count(n("slow")), percent(n("slow"), decided)
	r["mediation_related_request"], r["tribunal_related_request"] = count(n("mediation")), count(n("tribunal"))
	r["tribunal_after_mediation_request"] = count(n("both"))
	return r
}
