package returns

import (
	"slices"
	"sort"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/quantity"
)

// history finds the newest returned row of each figure.
type history struct {
	table  *dataset.Table
	newest map[rowKey]int
	period map[rowKey]dataset.Period // by indicator and area alone
	groups map[string][]string       // returned breakdown keys by indicator, sorted
}

type rowKey struct {
	indicator string
	area      dataset.AreaID
	breakdown string
}

func newHistory(t *dataset.Table) *history {
	h := &history{table: t, newest: map[rowKey]int{}, period: map[rowKey]dataset.Period{}, groups: map[string][]string{}}
	if t == nil || t.Dimension("indicator") == nil || t.Dimension("breakdown") == nil {
		return h
	}
	id, breakdown := t.Dimension("indicator"), t.Dimension("breakdown")
	for row := range t.Len() {
		k := rowKey{id.At(row), t.Areas[row], breakdown.At(row)}
		p := t.Periods[t.PeriodOf[row]]
		first, seen := h.newest[k]
		if !seen || !later(t.Periods[t.PeriodOf[first]], p) {
			h.newest[k] = row
		}
		top := rowKey{indicator: k.indicator, area: k.area}
		if q, seen := h.period[top]; !seen || later(p, q) {
			h.period[top] = p
		}
		if k.breakdown != "" && !slices.Contains(h.groups[k.indicator], k.breakdown) {
			h.groups[k.indicator] = append(h.groups[k.indicator], k.breakdown)
		}
	}
	for _, keys := range h.groups {
		slices.Sort(keys)
	}
	return h
}

// later reports whether p comes after q.
func later(p, q dataset.Period) bool {
	if p.End != q.End {
		return p.End > q.End
	}
	return p.Start > q.Start
}

// latest is the newest period that was returned of an indicator, nil for none.
func (h *history) latest(indicator string, area dataset.AreaID) *dataset.Period {
	if p, ok := h.period[rowKey{indicator: indicator, area: area}]; ok {
		return &p
	}
	return nil
}

// last is what was returned for a figure at its newest.
func (h *history) last(indicator string, area dataset.AreaID, breakdown string) Last {
	row, ok := h.newest[rowKey{indicator, area, breakdown}]
	if !ok {
		return Last{}
	}
	at := func(name string) quantity.Value {
		if m := h.table.Measure(name); m != nil {
			return m.At(row)
		}
		return quantity.Value{}
	}
	return Last{Period: h.table.Periods[h.table.PeriodOf[row]].Label,
		Numerator: at("numerator"), Denominator: at("denominator"), Value: at("value")}
}

// waves are the names of returned survey waves, newest first.
func (h *history) waves() []string {
	if h.table == nil {
		return nil
	}
	var out []dataset.Period
	for _, p := range h.table.Periods {
		if p.Type == dataset.Survey {
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return later(out[i], out[j]) })
	var labels []string
	for _, p := range out[:min(len(out), 8)] {
		labels = append(labels, p.Label)
	}
	return labels
}
