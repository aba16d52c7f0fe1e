package disclose

// showVain shows again what was hidden in vain: a figure that is not small, was
// chosen to protect others, and follows from what is shown all the same. Hiding
// it protects nobody, and a reader who works it out would think that the rest
// can be worked out too. What is small was proved safe without it.
func (j *joint) showVain() {
	var vain [sides]map[string]int // the equation that gives each cell away
	for p := counted; p < sides; p++ {
		j.write(p)
		hidden := map[string]bool{}
		for n := range j.system.Cells {
			c := &j.system.Cells[n]
			hidden[c.ID] = c.Primary || c.Hidden
		}
		vain[p] = j.reckon(hidden)
	}
	again := map[owner]bool{}
	for _, s := range j.all {
		for n := range s.results {
			if s.hidden[n] && !s.held[n] && !s.primaries[n] && s.showable() && j.follows(s, n, vain) {
				again[owner{s, n}] = true
			}
		}
	}
	j.onlyWhole(again, j.printedCounts())
	for o := range again {
		o.s.results[o.n], o.s.hidden[o.n] = o.s.in.Results[o.n], false
		o.s.report.Secondary--
	}
}

// showable reports a measure whose figure is made of nothing but counts.
func (s *suppressor) showable() bool {
	return s.class.RoundTo == 0 && (s.def.Measure == "count" || s.def.Measure == "rate" || s.def.Measure == "proportion")
}

// follows reports whether every count of a result can be reckoned.
func (j *joint) follows(s *suppressor, n int, vain [sides]map[string]int) bool {
	any := false
	for p := counted; p < sides; p++ {
		if _, ok := s.count(n, p); ok {
			any = true
			if _, again := vain[p][j.id(s, n, p)]; !again {
				return false
			}
		}
	}
	return any
}
