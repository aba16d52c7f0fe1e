package indicators

// Theme is a line of enquiry of an inspection of a local area, with the groups
// of indicators that give evidence on it.
type Theme struct {
	ID, Title  string
	Subdomains []string
}

// Themes are what inspectors of a local area's SEND arrangements ask about, in
// our words, after the criteria of the framework that Ofsted and the Care
// Quality Commission have used since 2023: the experience of children first,
// then what leaders do. Each subdomain belongs to exactly one.
func Themes() []Theme {
	return []Theme{
		{"needs-identified", "Are needs spotted and assessed well and in time?", []string{"sen-profile", "identification", "ehc-process", "demand-timeliness"}},
		{"families-decide", "Do children and families have a say in decisions?", []string{"co-production-partnership", "personal-budgets", "parent-carer-confidence"}},
		{"right-help", "Do children get the right help at the right time?", []string{"mental-health", "complex-health-lda", "health-access", "health-social-care", "good-health", "disputes"}},
		{"next-steps", "Are children ready for what comes next, and do they do well?", []string{"attainment-destinations", "learning-employment", "transition-adulthood", "independent-living"}},
		{"included", "Are children visible, included and safe?", []string{"attendance-exclusion", "inclusion", "friends-relationships-community", "social-care", "youth-justice"}},
		{"needs-understood", "Do leaders know the needs of the area?", []string{"population", "unmet-need"}},
		{"places-planned", "Do leaders plan and pay for the right places and services?", []string{"placements", "reform"}},
		{"leaders-improve", "Do leaders work together, check what works and put things right?", []string{"experience-workforce", "inspection"}},
	}
}
