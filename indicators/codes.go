package indicators

import "github.com/sendpack/sendpack/internal/quantity"

// The words that a definition may use, in the order in which the references
// list them. Each function returns a fresh slice.

// Measures are the statistical types of an indicator (statistics note §1).
func Measures() []string {
	return []string{"count", "proportion", "rate", "mean", "ratio-oe", "ratio-counts", "index", "survey", "published-ci"}
}

// Polarities say which way is good.
func Polarities() []string { return []string{"high", "low", "none", "target"} }

// PeriodTypes are the codes of catalogue §1.4.
func PeriodTypes() []string {
	return []string{"AY", "AT", "SPT", "SUT", "AS", "CY", "FY", "SJAN", "S31M", "S30S", "M", "Q", "R12", "MYE", "SURV"}
}

func term(typ string) bool { return has(terms(), typ) }

func terms() []string { return []string{"AT", "SPT", "SUT"} }

// AllTypes are the period types that figures of the definition may have, its
// own first. An indicator published by term has all three terms.
func (p Period) AllTypes() []string {
	out := []string{p.Type}
	add := func(types []string) {
		for _, t := range types {
			if !has(out, t) {
				out = append(out, t)
			}
		}
	}
	add(p.Also)
	if p.Frequency == "termly" {
		add(terms())
	}
	return out
}

// Frequencies say how often a new figure appears.
func Frequencies() []string {
	return []string{"annual", "six-monthly", "termly", "quarterly", "monthly", "survey"}
}

// Geographies are the area levels of catalogue §1.5.
func Geographies() []string {
	return []string{"ENG", "REG", "LA", "LAD", "PCON", "WARD", "LOC", "ICB", "SICB", "PROV", "SCH", "MAT"}
}

// Comparators are the ids of benchmarks note §1.
func Comparators() []string {
	return []string{"sn", "region", "england", "target", "self", "cipfa", "lginform", "icb-peers", "custom", "best-quartile"}
}

// SuppressionClasses are the codes of catalogue §1.9.
func SuppressionClasses() []string { return []string{"S0", "S1", "S2", "S3", "S4", "S5", "S6"} }

// Audiences are the codes that a definition may name. The data book, D, has
// every indicator and is never named.
func Audiences() []string { return []string{"B", "M", "P", "S"} }

// Statuses say how an indicator stands to the recommended set.
func Statuses() []string { return []string{"final-set", "scoping-list", "extension", "reserved"} }

// Populations say who fills an indicator.
func Populations() []string { return []string{"national", "local", "mixed"} }

// Bases are what a rating may be against.
func Bases() []string { return []string{"target", "sn", "region", "england"} }

// places are where an audience sees an indicator; kinds are kinds of target.
func places() []string        { return []string{"headline", "page"} }
func targetKinds() []string   { return []string{"statutory", "local"} }
func snMethods() []string     { return []string{"mean", "median", "pooled"} }
func controlCharts() []string { return []string{"xmr", "p", "u", "p-prime", "u-prime", "none"} }
func bandRules() []string     { return []string{"better", "dfe"} }

// unitsOf lists the units that a measure can have; nil means any.
func unitsOf(measure string) []quantity.Unit {
	switch measure {
	case "count":
		return []quantity.Unit{quantity.Count}
	case "proportion":
		return []quantity.Unit{quantity.Percent}
	case "rate":
		return []quantity.Unit{quantity.Per10k, quantity.Per100k, quantity.Rate100}
	case "mean":
		return []quantity.Unit{quantity.Score, quantity.Days, quantity.Weeks, quantity.Miles, quantity.Pounds}
	case "ratio-oe", "ratio-counts":
		return []quantity.Unit{quantity.Score}
	case "survey":
		return []quantity.Unit{quantity.Percent, quantity.Score}
	}
	return nil
}

// Domain is one of the three parts of the Council for Disabled Children set,
// with the questions that frame it.
type Domain struct {
	ID, Title string
	Questions []string
}

// Domains are in the order of the set.
func Domains() []Domain {
	return []Domain{
		{"local-profile", "Local profile", []string{"Understanding local need"}},
		{"governance-assurance", "Governance and assurance", []string{"What did we do?", "How well are we doing it?"}},
		{"qualitative-kpi", "Making a difference", []string{"How do we know we are making a difference?"}},
	}
}

// domainIDs are the words for cdc.domain.
func domainIDs() []string {
	var out []string
	for _, d := range Domains() {
		out = append(out, d.ID)
	}
	return out
}

// Subdomain is a group within a domain, with its heading.
type Subdomain struct{ ID, Title string }

// Subdomains are the groups of a domain in the order of catalogue §2.1;
// extensions add the sections of §9. An unknown domain has none.
func Subdomains(domain string) []Subdomain {
	switch domain {
	case "local-profile":
		return []Subdomain{{"population", "Population"}, {"sen-profile", "Pupils with SEN"}, {"attainment-destinations", "Attainment and destinations"},
			{"social-care", "Social care"}, {"mental-health", "Mental health"}, {"complex-health-lda", "Complex health, learning disability and autism"},
			{"placements", "Placements"}, {"youth-justice", "Youth justice"}, {"unmet-need", "Unmet need, interventions and small areas"}}
	case "governance-assurance":
		return []Subdomain{{"identification", "Identifying needs"}, {"ehc-process", "The EHC process"}, {"demand-timeliness", "Demand, flow and timeliness of plans"},
			{"attendance-exclusion", "Attendance and exclusion"}, {"inclusion", "Inclusion and children at risk of missing out"}, {"disputes", "Disputes"},
			{"health-access", "Access to health services"}, {"health-social-care", "Health access and social care"}, {"personal-budgets", "Personal budgets"},
			{"co-production-partnership", "Co-production and partnership"}, {"inspection", "Inspection"}, {"reform", "Proposed reforms"}}
	case "qualitative-kpi":
		return []Subdomain{{"learning-employment", "Learning and employment"}, {"friends-relationships-community", "Friends, relationships and community"},
			{"good-health", "Good health"}, {"independent-living", "Independent living"}, {"parent-carer-confidence", "Parent carer confidence"},
			{"transition-adulthood", "Transition and preparing for adulthood"}, {"experience-workforce", "Experience, workforce, partnership and money"}}
	}
	return nil
}

func subdomainIDs(domain string) []string {
	var out []string
	for _, s := range Subdomains(domain) {
		out = append(out, s.ID)
	}
	return out
}

// Outcome is what the logic model wants for children and families, with the
// words of its heading.
type Outcome struct{ ID, Title string }

// Outcomes are the logic model's four and, as the fifth, the confidence of
// parent carers, which the workshops treat as a core question (catalogue §7).
func Outcomes() []Outcome {
	return []Outcome{{"learning-employment", "Learning and employment"}, {"friends-relationships-community", "Friends, relationships and community"},
		{"good-health", "Good health"}, {"independent-living", "Independent living"}, {"parent-carer-confidence", "Parent carer confidence"}}
}

func outcomeIDs() []string {
	var out []string
	for _, o := range Outcomes() {
		out = append(out, o.ID)
	}
	return out
}

// Agency is who fills in a part of a local return: a sheet of its workbook.
type Agency struct{ ID, Title string }

// Agencies are in the order of the workbook's sheets.
func Agencies() []Agency {
	return []Agency{{"sen", "SEND team"}, {"education", "Education"}, {"health", "Health"}, {"social-care", "Social care"},
		{"youth-justice", "Youth justice"}, {"forum", "Parent carer forum"}, {"surveys", "Surveys"}, {"finance", "Finance"}}
}

func agencyIDs() []string {
	var out []string
	for _, a := range Agencies() {
		out = append(out, a.ID)
	}
	return out
}

// Question is a core question from the workshops, such as Q1.
type Question struct{ ID, Text string }

// CoreQuestions are Q1 to Q17 (catalogue §1.11).
func CoreQuestions() []Question {
	return []Question{
		{"Q1", "Are we, as a partnership, meeting our statutory duties?"},
		{"Q2", "How many children have each type of need, against neighbours with the same level of need?"},
		{"Q3", "How many children have each functional impairment?"},
		{"Q4", "Are children progressing compared with those without additional needs? Is the gap closing?"},
		{"Q5", "How effective are interventions over time for different cohorts?"},
		{"Q6", "Are children ready for transition: early years to primary, primary to secondary, into adulthood?"},
		{"Q7", "Attainment at each key stage"},
		{"Q8", "Attendance, absence and exclusion by need, SEN support or EHC plan, and looked-after children with SEND"},
		{"Q9", "What is the level of need and how is it changing?"},
		{"Q10", "How confident are parents that children have the right support, at transitions and by need?"},
		{"Q11", "How resilient are families and schools or settings?"},
		{"Q12", "Is support offered and given on time?"},
		{"Q13", "Do children and young people contribute to society?"},
		{"Q14", "Child in need and child protection rates"},
		{"Q15", "Destinations, and the impact of a placement"},
		{"Q16", "Are children helped to meet aspirations and prepare for transitions?"},
		{"Q17", "Staff satisfaction, turnover and confidence"},
	}
}

func questionIDs() []string {
	var out []string
	for _, q := range CoreQuestions() {
		out = append(out, q.ID)
	}
	return out
}
