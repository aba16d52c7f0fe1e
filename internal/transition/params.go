package transition

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// The kinds of fitted parameter.
const (
	ParamLeavers    = "leavers"            // alpha ceases, beta goes on
	ParamMovers     = "movers"             // alpha changes setting, beta keeps it
	ParamMoverTo    = "mover-destination"  // a weight
	ParamJoiners    = "joiners"            // alpha joins, beta does not, of residents
	ParamJoinerTo   = "joiner-destination" // a weight
	ParamStart      = "start"              // plans in the seed year
	ParamLeaveYear  = "leavers-prior"      // of a school year, total weight one plan
	ParamMoveYear   = "movers-prior"
	ParamYearEffect = "joiner-trend" // slope and level in logarithms, sd of the year effect
)

// Param is one line of params.csv. AcademicYear is the school year that is
// left for leavers and movers, that of arrival for joiners.
type Param struct {
	Kind                           string
	AcademicYear                   int
	Need, Setting, Need2, Setting2 string
	Alpha, Beta, Weight            float64
	Mean                           float64 // of the beta distribution, or the weight's share
	Total                          float64 // alpha + beta, or the sum of the weights
}

// params lists all parameters in the order of kind, school year and codes.
func (m *model) params(r *rates, t Trend) []Param {
	var out []Param
	for _, kind := range []struct {
		name  string
		pairs []pair
	}{{ParamLeavers, r.leave}, {ParamMovers, r.move}} {
		for c, p := range kind.pairs {
			if !p.some() {
				continue
			}
			ncy, k := m.parts(c)
			need, setting := m.name(k)
			out = append(out, p.param(kind.name, ncy, need, setting))
		}
	}
	for c, lot := range r.where {
		ncy, k := m.parts(c)
		need, setting := m.name(k)
		out = append(out, m.weights(ParamMoverTo, ncy, need, setting, lot)...)
	}
	for i, p := range r.join {
		if p.some() {
			out = append(out, p.param(ParamJoiners, i+m.low, NonSend, NonSend))
		}
	}
	for i, lot := range r.joinWhere {
		out = append(out, m.weights(ParamJoinerTo, i+m.low, NonSend, NonSend, lot)...)
	}
	for c, n := range m.start {
		if n > 0 {
			ncy, k := m.parts(c)
			need, setting := m.name(k)
			out = append(out, Param{Kind: ParamStart, AcademicYear: ncy, Need: need, Setting: setting, Weight: float64(n)})
		}
	}
	for i := range r.leavePrior {
		out = append(out, r.leavePrior[i].param(ParamLeaveYear, i+m.low, "", ""), r.movePrior[i].param(ParamMoveYear, i+m.low, "", ""))
	}
	return append(out, Param{Kind: ParamYearEffect, Alpha: t.Slope, Beta: t.Level, Weight: t.SD})
}

func (p pair) param(kind string, ncy int, need, setting string) Param {
	return Param{Kind: kind, AcademicYear: ncy, Need: need, Setting: setting, Alpha: p.alpha, Beta: p.beta, Mean: p.mean(), Total: p.alpha + p.beta}
}

func (m *model) weights(kind string, ncy int, need, setting string, lot []target) []Param {
	sum := 0.0
	for _, t := range lot {
		sum += t.weight
	}
	var out []Param
	for _, t := range lot {
		need2, setting2 := m.name(t.to)
		out = append(out, Param{Kind: kind, AcademicYear: ncy, Need: need, Setting: setting, Need2: need2, Setting2: setting2,
			Weight: t.weight, Mean: t.weight / sum, Total: sum})
	}
	return out
}

// WriteParams writes params.csv with every digit that the numbers hold.
func WriteParams(w io.Writer, area string, params []Param) error {
	out := csv.NewWriter(w)
	header := []string{"area", "kind", "academic-year", "need", "setting", "need-2", "setting-2", "alpha", "beta", "weight", "mean", "total"}
	rows := [][]string{header}
	for _, p := range params {
		row := []string{area, p.Kind, strconv.Itoa(p.AcademicYear), p.Need, p.Setting, p.Need2, p.Setting2}
		for _, v := range []float64{p.Alpha, p.Beta, p.Weight, p.Mean, p.Total} {
			row = append(row, strconv.FormatFloat(v, 'f', -1, 64))
		}
		rows = append(rows, row)
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("writing parameters: %w", err)
	}
	return nil
}

// Fit is the parameters of the baseline alone, without a simulation. The
// inputs must have passed Check.
func Fit(in Inputs, set Settings) []Param {
	m := newModel(in, set)
	r := m.fit(nil)
	return m.params(r, m.trend(r))
}
