package forecast

import (
	"fmt"
	"sort"
)

// Fault is a kind of known fault of the published files.
type Fault string

// The faults that are looked for. Each has its sentence in Note.String.
const (
	FaultRegionTotal Fault = "region-total" // an authority's total is its region's
	FaultParts       Fault = "parts"        // settings do not add up to the total
	FaultNoSettings  Fault = "no-settings"  // total without usable settings
	FaultNoTotal     Fault = "no-total"     // a year without a total between years that have one
	FaultNoJoiners   Fault = "no-joiners"   // a year with plans and without new plans
	FaultBreak       Fault = "break"        // the collection changed
	FaultReorganised Fault = "reorganised"  // boundaries changed
	FaultJump        Fault = "jump"         // a change from one year to the next that counts rarely make
	FaultFew         Fault = "few"          // fewer than 50 plans
	FaultShort       Fault = "short"        // fewer than four usable years
)

// Note is one thing about the published figures that a reader of a projection
// should know. Area is empty when it concerns all areas, Year 0 when none.
type Note struct {
	Fault  Fault
	Area   string
	Year   int
	What   string  // plans, new plans
	Before float64 // figures that the sentence quotes
	After  float64
	From   []string // codes before a reorganisation
}

// String is the note as a sentence for readers.
func (n Note) String() string {
	switch n.Fault {
	case FaultRegionTotal:
		return fmt.Sprintf("The published total of %s of %d is that of the whole region; the sum of its settings is used.", n.What, n.Year)
	case FaultParts:
		return fmt.Sprintf("The settings of the %s of %d do not add up to the published total; the sum of the settings is used.", n.What, n.Year)
	case FaultNoSettings:
		return fmt.Sprintf("For January %d the return gives no usable split by setting, so that year says nothing about settings.", n.Year)
	case FaultNoTotal:
		return fmt.Sprintf("There is no published number of plans for January %d.", n.Year)
	case FaultNoJoiners:
		return fmt.Sprintf("There is no usable number of new plans for the year before January %d.", n.Year)
	case FaultBreak:
		return fmt.Sprintf("From %d each plan is collected by itself and \"not recorded\" appears as a setting; figures before and after are not quite alike.", n.Year)
	case FaultReorganised:
		return fmt.Sprintf("The authority was made from others in %d; their years before that are not used.", n.Year)
	case FaultJump:
		return fmt.Sprintf("Plans went from %.0f to %.0f in the year to January %d, an unusual change that may come from how they were counted.", n.Before, n.After, n.Year)
	case FaultFew:
		return "There are fewer than 50 plans; the projection rests on England's rates."
	case FaultShort:
		return "There are fewer than four usable years; growth and rates are England's."
	}
	return ""
}

// sortNotes orders notes by area, year and fault, and drops repeats.
func sortNotes(notes []Note) []Note {
	sort.SliceStable(notes, func(a, b int) bool {
		x, y := notes[a], notes[b]
		switch {
		case x.Area != y.Area:
			return x.Area < y.Area
		case x.Year != y.Year:
			return x.Year < y.Year
		case x.Fault != y.Fault:
			return x.Fault < y.Fault
		}
		return x.What < y.What
	})
	kept := notes[:0]
	for n, x := range notes {
		if n == 0 || x.String() != notes[n-1].String() || x.Area != notes[n-1].Area {
			kept = append(kept, x)
		}
	}
	return kept
}
