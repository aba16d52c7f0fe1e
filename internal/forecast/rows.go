package forecast

// observed are the rows of what was published, year by year: the total, the
// groups where the split can be used, joiners, and the leavers that follow.
func observed(s *Series, last int) []Row {
	var out []Row
	for year := s.First; year <= last; year++ {
		o := s.At(year)
		add := func(slice, key, measure string, c Count) {
			if c.Known {
				out = append(out, Row{Area: s.Area, Scenario: Baseline, Tier: TierOpen, Year: year, Kind: KindObserved, Slice: slice, Key: key, Measure: measure, Summary: Certain(c.N)})
			}
		}
		add(SliceTotal, Total, MeasurePlans, o.Plans)
		if n, has, ok := o.split(); ok {
			for g := range n {
				add(SliceSettingGroup, Group(g).String(), MeasurePlans, Count{n[g], has[g]})
			}
		}
		add(SliceTotal, Total, MeasureJoiners, o.Joiners)
		if l, _, ok := s.leavers(year); ok {
			add(SliceTotal, Total, MeasureLeavers, CountOf(l))
		}
	}
	return out
}

// rows summarises simulated futures. Every figure is made inside a simulation
// and then summarised, so changes have ranges of their own.
func (f *Futures) rows(area string, last int, s *Series) []Row {
	var out []Row
	for h := range f.Plans {
		row := Row{Area: area, Scenario: Baseline, Tier: TierOpen, Year: last + h + 1, Kind: KindProjected, Slice: SliceTotal, Key: Total, Sims: f.Simulations}
		add := func(measure string, s Summary) {
			row.Measure, row.Summary = measure, s
			out = append(out, row)
		}
		change, percent := f.changes(h)
		// Plans are summarised last: that sorts them, and changes pair them.
		joiners, leavers := Summarise(f.Joiners[h]), Summarise(f.Leavers[h])
		plans := summaryOf(f.Plans[h])
		add(MeasurePlans, plans)
		add(MeasureJoiners, joiners)
		add(MeasureLeavers, leavers)
		add(MeasureChange, Summarise(change))
		if percent != nil {
			add(MeasureChangePct, Summarise(percent))
		}
		add(MeasureChangeFromSeed, plans.shifted(-f.Start))
		if people := s.People[row.Year]; people > 0 {
			add(MeasureShare, plans.scaled(100/people))
		}
		out = append(out, f.groupRows(row, h, s.At(last))...)
	}
	return out
}

// groupRows are those of the setting groups in year h.
func (f *Futures) groupRows(row Row, h int, now Observation) []Row {
	var out []Row
	n, has, ok := now.split()
	for g := range f.Settings {
		if !f.Has[g] {
			continue
		}
		plans := Summarise(f.Settings[g][h])
		row.Slice, row.Key, row.Measure, row.Summary = SliceSettingGroup, Group(g).String(), MeasurePlans, plans
		out = append(out, row)
		if ok && has[g] {
			row.Measure, row.Summary = MeasureChangeFromSeed, plans.shifted(-n[g])
			out = append(out, row)
		}
	}
	return out
}

// changes of the total against the year before, as plans and as per cent;
// percent is nil when a simulation had none the year before.
func (f *Futures) changes(h int) (change, percent []float64) {
	change, percent = make([]float64, f.Simulations), make([]float64, f.Simulations)
	for n := range change {
		before := f.Start
		if h > 0 {
			before = f.Plans[h-1][n]
		}
		change[n] = f.Plans[h][n] - before
		if before <= 0 {
			percent = nil
		}
		if percent != nil {
			percent[n] = 100 * change[n] / before
		}
	}
	return change, percent
}

// summaryOf leaves the values in their order.
func summaryOf(values []float64) Summary {
	return Summarise(append([]float64(nil), values...))
}

// shifted is the summary of values that all have d added.
func (s Summary) shifted(d float64) Summary {
	s.Mean, s.Min, s.Max = s.Mean+d, s.Min+d, s.Max+d
	for i := range s.Quantiles {
		s.Quantiles[i] += d
	}
	return s
}

// scaled is the summary of values that are all multiplied by k above 0.
func (s Summary) scaled(k float64) Summary {
	s.Mean, s.SD, s.Min, s.Max = s.Mean*k, s.SD*k, s.Min*k, s.Max*k
	for i := range s.Quantiles {
		s.Quantiles[i] *= k
	}
	return s
}
