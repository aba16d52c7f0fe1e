package disclose

import (
	"sort"

	"github.com/sendpack/sendpack/internal/protect"
)

// groupsExposed are further cells to hide because a hidden cell that a reader
// can reckon protects nobody: without it the hidden parts of a shown total may
// be too few together (statistics note 14.2, rule b). In each such total the
// smallest part that is shown is taken.
func (j *joint) groupsExposed(pattern protect.Pattern) []string {
	hidden := map[string]bool{}
	at := map[string]*protect.Cell{}
	for n := range j.system.Cells {
		c := &j.system.Cells[n]
		at[c.ID], hidden[c.ID] = c, c.Primary || c.Hidden
	}
	for _, id := range pattern.Secondary {
		hidden[id] = true
	}
	via := j.reckon(hidden)
	var out []string
	for n := range j.system.Equations {
		e := &j.system.Equations[n]
		if !tooFewTogether(e, at, hidden) {
			continue
		}
		if id := smallestShown(e, at, hidden, via); id != "" {
			out = append(out, id)
			continue
		}
		// All that is left are cells that were hidden in vain: make one of
		// them count, by hiding another of the sum that gives it away.
		for _, t := range e.Terms {
			if from, ok := via[t.Cell]; ok {
				if id := smallestShown(&j.system.Equations[from], at, hidden, via); id != "" {
					out = append(out, id)
					break
				}
			}
		}
	}
	sort.Strings(out)
	return out
}

// reckon shows every hidden cell that is alone in an exact equation, again and
// again, and returns the equation that gave each away.
func (j *joint) reckon(hidden map[string]bool) map[string]int {
	via := map[string]int{}
	for again := true; again; {
		again = false
		for n := range j.system.Equations {
			e := &j.system.Equations[n]
			alone := ""
			for _, t := range e.Terms {
				switch {
				case !hidden[t.Cell]:
				case alone == "":
					alone = t.Cell
				default:
					alone = " " // two or more
				}
				if alone == " " {
					break
				}
			}
			if alone != "" && alone != " " && e.Lower == e.Upper {
				hidden[alone], again, via[alone] = false, true, n
			}
		}
	}
	return via
}

// tooFewTogether reports a shown total whose hidden parts, one of them small,
// are together below its threshold.
func tooFewTogether(e *protect.Equation, at map[string]*protect.Cell, hidden map[string]bool) bool {
	if e.Total == "" || hidden[e.Total] {
		return false
	}
	sum, primary := int64(0), false
	for _, t := range e.Terms {
		if c := at[t.Cell]; t.Cell != e.Total && hidden[t.Cell] && c != nil {
			sum, primary = sum+c.Value, primary || c.Primary
		}
	}
	return primary && sum < e.Threshold
}

// smallestShown is the smallest part of an equation that is shown and may be
// hidden; failing that its total; "" where there is none.
func smallestShown(e *protect.Equation, at map[string]*protect.Cell, hidden map[string]bool, via map[string]int) string {
	best := ""
	for _, t := range e.Terms {
		c := at[t.Cell]
		if _, reckoned := via[t.Cell]; reckoned || t.Cell == e.Total || hidden[t.Cell] || c == nil || c.Fixed || c.Value == 0 {
			continue
		}
		if best == "" || c.Value < at[best].Value || c.Value == at[best].Value && t.Cell < best {
			best = t.Cell
		}
	}
	if _, reckoned := via[e.Total]; best == "" && !reckoned && at[e.Total] != nil && !hidden[e.Total] && !at[e.Total].Fixed {
		return e.Total
	}
	return best
}
