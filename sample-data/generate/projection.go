package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// projectionTables are the inputs of the full projection of the own authority.
func (w *world) projectionTables() []*table {
	return []*table{w.transitionsTable(), w.residentsTable(), validStatesTable(), unitCostsTable(), scenariosTable()}
}

// transitionsTable is plans from one January to the next, counted by state.
func (w *world) transitionsTable() *table {
	t := &table{path: "projection/transitions.csv", header: strings.Split("calendar-year,academic-year-1,need-1,setting-1,academic-year-2,need-2,setting-2,count", ",")}
	h := w.planHistory()
	for _, key := range h.order {
		t.rows = append(t.rows, append(strings.Split(key, ","), strconv.Itoa(h.steps[key])))
	}
	slices.SortFunc(t.rows, compareSteps)
	return t
}

// compareSteps orders rows by year, then school year, then codes.
func compareSteps(a, b []string) int {
	for i := range a {
		if i == 1 || i == 4 {
			x, _ := strconv.Atoi(a[i])
			y, _ := strconv.Atoi(b[i])
			if x != y {
				return x - y
			}
		} else if c := strings.Compare(a[i], b[i]); c != 0 {
			return c
		}
	}
	return 0
}

// residentsTable is residents by school year at each January: those of the
// middle of the year before, a school year being age less 4. From 2026 on they
// are projected, and as in real projections not whole.
func (w *world) residentsTable() *table {
	t := &table{path: "projection/population.csv", header: []string{"calendar-year", "academic-year", "population"}}
	a := w.own()
	heads := agesOf(w.stream("ages "+a.name), a)
	const last = 2036
	ages := make([]float64, len(heads))
	for i, n := range heads {
		ages[i] = float64(n)
	}
	for year := 2021; year <= last; year++ {
		if year > 2021 {
			births := ages[0] * 0.993
			for age := len(ages) - 1; age > 0; age-- {
				ages[age] = ages[age-1] * (1.002 + 0.012*math.Exp(-float64((age-19)*(age-19))/2))
			}
			ages[0] = births
		}
		for age := range 25 {
			people := strconv.Itoa(round(ages[age]))
			if year > planLast {
				people = strconv.FormatFloat(ages[age], 'f', 1, 64)
			}
			t.rows = append(t.rows, []string{strconv.Itoa(year), strconv.Itoa(age - 4), people})
		}
	}
	return t
}

func validStatesTable() *table {
	t := &table{path: "projection/valid-states.csv", header: strings.Split("setting,setting-group,min-academic-year,max-academic-year,needs,setting->setting", ",")}
	var codes []string
	for i := range needs {
		codes = append(codes, needCode(i))
	}
	for _, p := range planPlaces {
		t.rows = append(t.rows, []string{p.code, p.group, strconv.Itoa(p.low), strconv.Itoa(p.high), strings.Join(codes, ","), p.reach})
	}
	return t
}

// unitCostsTable is pounds a year for one plan; profound needs cost more in
// special schools.
func unitCostsTable() *table {
	t := &table{path: "projection/costs.csv", header: []string{"need", "setting", "cost"}}
	for _, p := range planPlaces {
		t.rows = append(t.rows, []string{"*", p.code, strconv.Itoa(p.pounds)})
		if p.code == "SSS" || p.code == "ISS" {
			t.rows = append(t.rows, []string{"PMLD", p.code, strconv.Itoa(p.pounds * 5 / 4)})
		}
	}
	return t
}

// scenariosTable is questions that the board of the sample asks.
func scenariosTable() *table {
	t := &table{path: "projection/scenarios.csv", header: strings.Split("scenario,order,kind,from-year,to-year,academic-year-min,academic-year-max,"+
		"need-1,setting-1,need-2,setting-2,factor,to-setting,share", ",")}
	for _, row := range []string{
		"More places in units,1,transfer,2028,,0,11,,,,SSS|ISS,,MRP,0.3",
		"Fewer new plans,1,joiners,2028,,,,,,,,0.9,,",
		"Fewer independent places,1,transfer,2027,,,,,,,ISS,,SSS,0.5",
		"Fewer independent places,2,cost,,,,,,,,ISS,1.02,,",
	} {
		t.rows = append(t.rows, strings.Split(row, ","))
	}
	return t
}
