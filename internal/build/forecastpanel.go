package build

import (
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/forecast"
)

// The sources from which plans are projected, by their mappings.
const (
	sourceCaseload = "ees-ehcp-caseload"
	sourceNewPlans = "ees-ehcp-newplans"
	sourceCeased   = "ees-ehcp-ceased"
)

// groupColumns are the measures of the two sources by setting that make up the
// groups; elsewhere is what they leave.
var groupColumns = map[forecast.Group]string{
	forecast.Mainstream: "mainstream_total",
	forecast.Special:    "special_total",
	forecast.APPRU:      "ap_pru_total",
	forecast.FEPost16:   "fe_total",
	forecast.EarlyYears: "nm_early_years",
	forecast.Unknown:    "placement_unknown",
}

const publishedElsewhere = "ed_elsewhere"

// plansPanel makes the series of all authorities from the published files; nil
// where a project does not read them.
func (in *Loaded) plansPanel() *forecast.Panel {
	caseload := in.Tables[sourceCaseload]
	if caseload == nil || caseload.Measure("ehcplans") == nil {
		return nil
	}
	b := forecast.NewPanelBuilder()
	in.eachTotal(caseload, 0, func(area dataset.Area, year, row int) {
		o := b.At(area.Code, year)
		o.Plans = countAt(caseload, "ehcplans", row)
		o.Settings = splitAt(caseload, row, o.Plans, true)
	})
	if t := in.Tables[sourceNewPlans]; t != nil {
		trusted := in.addUp(t, "new_ehc_plans")
		in.eachTotal(t, 1, func(area dataset.Area, year, row int) {
			o := b.At(area.Code, year)
			o.Joiners = countAt(t, "new_ehc_plans", row)
			o.NewBySetting = splitAt(t, row, o.Joiners, trusted[year])
		})
	}
	if t := in.Tables[sourceCeased]; t != nil {
		in.eachTotal(t, 1, func(area dataset.Area, year, row int) {
			b.At(area.Code, year).Ceased = countAt(t, "total_ceased", row)
		})
	}
	p := b.Panel()
	in.noteReorganised(p)
	return p
}

// eachTotal calls do for every row of all plans of an authority. What is of a
// calendar year belongs to the January after it: later is then 1.
func (in *Loaded) eachTotal(t *dataset.Table, later int, do func(area dataset.Area, year, row int)) {
	in.eachRow(t, func(area dataset.Area, period dataset.Period, row int) {
		if area.Level == dataset.LevelLA {
			do(area, period.Start/10000+later, row)
		}
	})
}

func (in *Loaded) eachRow(t *dataset.Table, do func(area dataset.Area, period dataset.Period, row int)) {
	topic, group := t.Dimension("topic"), t.Dimension("group")
	for row := range t.Len() {
		if topic != nil && topic.At(row) != "all" || group != nil && group.At(row) != "all" {
			continue
		}
		do(in.Register.Area(t.Areas[row]), t.Periods[t.PeriodOf[row]], row)
	}
}

// addUp reports for which stock years the authorities' totals of a calendar
// year add up to England's, within one per cent. Where they do not, some
// authority has its region's total, and no total of that year is believed
// against its own settings.
func (in *Loaded) addUp(t *dataset.Table, column string) map[int]bool {
	england, sum := map[int]float64{}, map[int]float64{}
	in.eachRow(t, func(area dataset.Area, period dataset.Period, row int) {
		year := period.Start/10000 + 1
		c := countAt(t, column, row)
		switch {
		case !c.Known:
		case area.Level == dataset.LevelEngland:
			england[year] = c.N
		case area.Level == dataset.LevelLA:
			sum[year] += c.N
		}
	})
	out := map[int]bool{}
	for year, n := range sum {
		all, ok := england[year]
		out[year] = !ok || n <= 1.01*all
	}
	return out
}

func countAt(t *dataset.Table, column string, row int) forecast.Count {
	m := t.Measure(column)
	if m == nil || !m.Known[row] || m.Numbers[row] < 0 {
		return forecast.Count{}
	}
	return forecast.CountOf(m.Numbers[row])
}

// splitAt reads the groups of a row. Elsewhere is what they leave of a total
// that is believed, since the published figure leaves out other placements and
// those who wait for one.
func splitAt(t *dataset.Table, row int, total forecast.Count, believed bool) forecast.Split {
	var out forecast.Split
	sum := 0.0
	for g, column := range groupColumns {
		out[g] = countAt(t, column, row)
		sum += out[g].N
	}
	if !out[forecast.Mainstream].Known || !out[forecast.Special].Known {
		return forecast.Split{}
	}
	if !believed {
		out[forecast.Elsewhere] = countAt(t, publishedElsewhere, row)
		return out
	}
	if total.Known && total.N >= sum {
		out[forecast.Elsewhere] = forecast.CountOf(total.N - sum)
	}
	return out
}

// noteReorganised tells of authorities that were made from others within the
// years of the panel.
func (in *Loaded) noteReorganised(p *forecast.Panel) {
	first, last := p.Span()
	for n := range p.Areas {
		id, ok := in.Register.ByCode(p.Areas[n].Area)
		if !ok {
			continue
		}
		area := in.Register.Area(id)
		year := area.Start / 10000
		made := len(area.Follows) > 0 && len(in.Register.History(id)) == 1
		if made && year >= first && year <= last {
			p.Notes = append(p.Notes, forecast.Note{Fault: forecast.FaultReorganised, Area: area.Code, Year: year, From: area.Follows})
		}
	}
}
