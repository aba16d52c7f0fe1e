package transition

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// oracle works the parameters out a second time, from names and maps and
// literally as the method says, sharing no code with the fit.
type oracle struct {
	in     Inputs
	count  map[string]float64 // by whatever is counted
	states map[string]Setting
	years  map[int]bool
}

func newOracle(in Inputs) *oracle {
	o := &oracle{in: in, count: map[string]float64{}, states: map[string]Setting{}, years: map[int]bool{}}
	for _, s := range in.Settings {
		o.states[s.Code] = s
	}
	for _, t := range in.Transitions {
		n := float64(t.Count)
		o.years[t.Year] = true
		o.count["seen "+itoa(t.NCY)] += 0
		from := fmt.Sprint(t.NCY, t.Need1, t.Setting1)
		switch {
		case t.Setting1 == NonSend:
			o.count[fmt.Sprint("joined ", t.Year, t.NCY+1)] += n
			o.count[fmt.Sprint("joined into ", t.NCY+1, t.Need2, t.Setting2)] += n
			o.count["joined ever "+itoa(t.NCY+1)] += n
		case t.Setting2 == NonSend:
			o.count["left "+from] += n
			o.count["left at "+itoa(t.NCY)] += n
		default:
			o.count["kept "+from] += n
			o.count["kept at "+itoa(t.NCY)] += n
			if t.Setting1 == t.Setting2 {
				o.count["stayed "+from] += n
				o.count["stayed at "+itoa(t.NCY)] += n
				continue
			}
			o.count["moved "+from] += n
			o.count["moved at "+itoa(t.NCY)] += n
			o.count[fmt.Sprint("moves to ", t.NCY, t.Setting2)] += n
			o.count[fmt.Sprint("moves from ", from, " to ", t.Need2, t.Setting2)] += n
		}
	}
	return o
}

// beta is the own counts and a prior of one plan.
func (o *oracle) beta(yes, no, state, ncy string, unseen float64) (alpha, beta float64) {
	a, b := o.count[yes+" at "+ncy], o.count[no+" at "+ncy]
	if a+b == 0 {
		return unseen, unseen
	}
	return o.count[yes+" "+state] + (a+0.5)/(a+b+1), o.count[no+" "+state] + (b+0.5)/(a+b+1)
}

// carried is the school year whose moves stand for ncy: its own, or the last
// before it that had any.
func (o *oracle) carried(ncy int) int {
	for y := ncy; y >= lowestNCY; y-- {
		if o.count["moved at "+itoa(y)] > 0 {
			return y
		}
	}
	return ncy
}

func (o *oracle) valid(ncy int, need, setting string) bool {
	s, ok := o.states[setting]
	return ok && ncy >= s.Min && ncy <= s.Max && slices.Contains(s.Needs, need)
}

// where is the weights of movers by need and setting.
func (o *oracle) where(ncy int, need, setting string) map[[2]string]float64 {
	prior, sum := map[string]float64{}, 0.0
	allowed := 0
	for _, to := range o.states[setting].Reach {
		if o.valid(ncy, need, to) {
			allowed++
		}
	}
	for to := range o.states {
		w := o.count[fmt.Sprint("moves to ", o.carried(ncy), to)]
		if slices.Contains(o.states[setting].Reach, to) && o.valid(ncy, need, to) {
			w += 1 / float64(allowed)
		}
		if to != setting && w > 0 {
			prior[to] = w
			sum += w
		}
	}
	out := map[[2]string]float64{}
	for to, w := range prior {
		out[[2]string{need, to}] = w / sum
	}
	for _, t := range o.in.Transitions {
		if t.NCY == ncy && t.Need1 == need && t.Setting1 == setting && t.Mover() {
			out[[2]string{t.Need2, t.Setting2}] += float64(t.Count)
		}
	}
	return out
}

// join is the chance of joining at a school year.
func (o *oracle) join(ncy int, start bool) (alpha, beta float64) {
	k := float64(len(o.years))
	for y := range o.years {
		j, at := o.count[fmt.Sprint("joined ", y, ncy)], y+1
		if start {
			at = y
		}
		p, _ := o.in.Population.At(at, ncy)
		if j > 0 {
			alpha, beta = alpha+j/k, beta+(p-j)/k
		} else {
			alpha, beta = alpha+0.001, beta+p/k
		}
	}
	return alpha, beta
}

func TestTheFitAgreesWithASecondOne(t *testing.T) {
	in, l := sample(t)
	if l.HasErrors() {
		t.Fatal(l.Sorted())
	}
	for name, set := range map[string]Settings{"parity": Parity(), "default": Defaults()} {
		o := newOracle(in)
		compared := map[string]int{}
		same := func(p Param, what string, got, want float64) {
			compared[p.Kind]++
			if math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
				t.Fatalf("%s: %s of %s %d %s %s to %s %s is %v, want %v", name, what, p.Kind, p.AcademicYear, p.Need, p.Setting, p.Need2, p.Setting2, got, want)
			}
		}
		for _, p := range Fit(in, set) {
			state, ncy := fmt.Sprint(p.AcademicYear, p.Need, p.Setting), itoa(p.AcademicYear)
			var a, b float64
			switch p.Kind {
			case ParamLeavers:
				a, b = o.beta("left", "kept", state, ncy, 0.5)
			case ParamMovers:
				a, b = o.beta("moved", "stayed", state, ncy, 1)
			case ParamJoiners:
				a, b = o.join(p.AcademicYear, !set.AtArrival)
			case ParamMoverTo:
				same(p, "weight", p.Weight, o.where(p.AcademicYear, p.Need, p.Setting)[[2]string{p.Need2, p.Setting2}])
				continue
			case ParamJoinerTo:
				n := 0.0
				for _, s := range in.Settings {
					for _, need := range s.Needs {
						if o.valid(p.AcademicYear, need, s.Code) {
							n++
						}
					}
				}
				same(p, "weight", p.Weight, 1/n+o.count[fmt.Sprint("joined into ", p.AcademicYear, p.Need2, p.Setting2)])
				continue
			default:
				continue
			}
			same(p, "alpha", p.Alpha, a)
			same(p, "beta", p.Beta, b)
		}
		states := 0
		for _, s := range in.Settings {
			states += len(s.Needs) * (s.Max - s.Min + 1)
		}
		if compared[ParamLeavers] != 2*states || compared[ParamMovers] != 2*states || compared[ParamMoverTo] < states || compared[ParamJoiners] != 2*25 {
			t.Errorf("%s: compared %v, want all %d states", name, compared, states)
		}
	}
}
