package dataset

// Period is a typed span of time. Two periods are the same when Type, Start
// and End are equal; the label is only for print. Dates are yyyymmdd, both
// ends included; a snapshot has Start equal to End.
type Period struct {
	Type       string // catalogue §1.4 code: AY, CY, SJAN, M …
	Start, End int
	Label      string // as printed: 2024/25, 2024, January 2026, June 2026
}

// Same reports whether two periods are one, whatever their labels.
func (p Period) Same(q Period) bool {
	return p.Type == q.Type && p.Start == q.Start && p.End == q.End
}
