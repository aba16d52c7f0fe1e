package forecast

// Group is a setting group: where a plan is delivered.
type Group int

// The groups in the order in which they are printed. Elsewhere is what the
// other groups leave of the total: education at home, other arrangements, not
// in education, awaiting a place. Unknown is "not recorded", from 2023.
const (
	Mainstream Group = iota // with units and resourced provision
	Special                 // state, independent and non-maintained special, hospital
	APPRU                   // alternative provision and pupil referral units
	FEPost16                // further education and specialist post-16
	EarlyYears              // non-maintained early years
	Elsewhere
	Unknown
	groups = iota
)

var groupKeys = [groups]string{"mainstream", "special", "ap_pru", "fe_post16", "early_years", "elsewhere", "unknown"}

// String is the key of the group in files.
func (g Group) String() string { return groupKeys[g] }

// AllGroups lists the groups in their order.
func AllGroups() []Group {
	out := make([]Group, groups)
	for g := range out {
		out[g] = Group(g)
	}
	return out
}

// Total is the key of the sum of all groups.
const Total = "total"

// groupOf finds a group by its key.
func groupOf(key string) (Group, bool) {
	for g, k := range groupKeys {
		if k == key {
			return Group(g), true
		}
	}
	return 0, false
}
