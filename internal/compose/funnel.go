package compose

import (
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// funnelOf is the plot of the figure's period with the area's own place in it;
// ok is false where there is no plot, or the area is not in it.
func (f *figure) funnelOf() (plot *assess.Funnel, label string, ok bool) {
	if !f.known() || f.def.SourceKey != "" || f.as.TooFew() || f.place.area.Level != dataset.LevelLA {
		return nil, "", false
	}
	plot = f.series.Funnel(f.latest)
	if plot.Reason != "" || !plot.Drawn() {
		return nil, "", false
	}
	own := plot.At(f.place.id)
	if own == nil {
		return nil, "", false
	}
	return plot, plot.Label(own).String(), true
}

// funnelWords say where an area lies among the limits.
var funnelWords = map[string]string{"within": "Within the limits", "above 95": "Above the 95% limit", "above 99.8": "Above the 99.8% limit",
	"below 95": "Below the 95% limit", "below 99.8": "Below the 99.8% limit"}

// funnelFinding is the heading of the plot: by the limits as drawn, and where
// only the wide ones of areas that differ a lot hold the figure, by chance too.
func (f *figure) funnelFinding(plot *assess.Funnel, label string) string {
	name := f.place.area.Name
	plain := plot.At(f.place.id).Label.String()
	switch {
	case label == "within" && plain == "within":
		return name + " is within the range to expect of an authority of its size"
	case label == "within":
		return name + " is " + f.side(plain) + " than chance alone explains, though within the wide spread of areas"
	case plot.Overdispersed:
		return name + " is " + f.side(label) + " than even the wide spread of areas explains"
	}
	return name + " is " + f.side(label) + " than chance alone explains"
}

// side is the word for a figure beyond a limit: better or worse only where a
// direction is good.
func (f *figure) side(label string) string {
	high := strings.HasPrefix(label, "above")
	switch {
	case high && f.def.Polarity == "high", !high && f.def.Polarity == "low":
		return "better"
	case f.def.Polarity == "high" || f.def.Polarity == "low":
		return "worse"
	case high:
		return "higher"
	}
	return "lower"
}

// funnel draws every authority by its size; nil where there is no plot.
func (f *figure) funnel(width document.Width) *document.Chart {
	plot, label, ok := f.funnelOf()
	if !ok {
		return nil
	}
	centre := f.quantity(quantity.Of(plot.Benchmark))
	spec := document.FunnelSpec{XTitle: f.sizeWords(), Centre: document.Reference{Kind: document.RefEngland, Label: "All areas " + centre.Text, Value: plot.Benchmark},
		Label95: "95% limit", Label998: "99.8% limit", OwnLabel: f.place.area.Name + " " + f.value().Text}
	near := map[dataset.AreaID]bool{}
	for _, id := range f.place.neighbourIDs() {
		near[id] = true
	}
	numbers, sizes := []float64{plot.Benchmark}, []float64{0}
	for n, p := range plot.Points {
		id := plot.Areas[n]
		spec.Areas = append(spec.Areas, document.FunnelArea{N: p.N, Value: p.Value, Own: id == f.place.id, Neighbour: near[id]})
		numbers, sizes = append(numbers, p.Value), append(sizes, p.N)
	}
	for n, c := range plot.Curve {
		spec.Limits = append(spec.Limits, document.FunnelLimit{N: c.N, Lower998: c.At998.Lower, Lower95: c.At95.Lower, Upper95: c.At95.Upper, Upper998: c.At998.Upper})
		if n >= len(plot.Curve)/3 { // from a tenth of the sizes on; nearer to 0 lines may leave the plot
			numbers = append(numbers, c.At998.Lower, c.At998.Upper)
		}
	}
	spec.X, spec.Y = axisFor(sizes, quantity.Count, true), axisFor(numbers, f.def.Unit, false)
	_, spec.X.Max = bounds(sizes) // the lines end at the largest area, beside their labels
	c := &document.Chart{ID: "funnel", Headline: f.funnelFinding(plot, label), Width: width, Spec: spec, Source: f.funnelSource(plot),
		Subtitle:   f.subtitle(f.period().Label, joinNotes("Each of "+strconv.Itoa(len(spec.Areas))+" authorities by its size; filled dots: similar areas.", startNote(spec.Y, f.def.Unit))),
		TableTitle: "Table: " + f.place.area.Name + " and similar areas among the limits, " + f.period().Label}
	c.Alt = short350("Funnel plot of "+strconv.Itoa(len(spec.Areas))+" authorities. "+c.Headline+". "+f.ownPhrase()+", of "+countOf(f.as.Result.Denominator).Text+"; "+
		lower(funnelWords[label])+" around "+centre.Text+" for all areas.", f.adjusted(plot))
	c.Table = f.funnelTable(plot, c.TableTitle)
	return c
}

// sizeWords say what the horizontal axis counts.
func (f *figure) sizeWords() string {
	if d := f.def.Denominator; d != nil && d.Text != "" {
		return upper(d.Text)
	}
	return "Denominator"
}

func (f *figure) adjusted(plot *assess.Funnel) string {
	if !plot.Overdispersed {
		return ""
	}
	return "Limits are adjusted for variation between areas not due to chance."
}

func (f *figure) funnelSource(plot *assess.Funnel) string {
	note := "Limits are around the figure of all areas together."
	if plot.Overdispersed {
		note += " They are adjusted for variation between areas not due to chance (dispersion " + quantity.New(quantity.Of(plot.Dispersion.Phi), quantity.Score, 2).Text + ")."
	}
	return note + f.place.setNote() + " " + f.source()
}

// funnelTable names the own area and its neighbours with their place: by chance
// alone and, where limits are adjusted, among those.
func (f *figure) funnelTable(plot *assess.Funnel, caption string) *document.Table {
	tab := &document.Table{ID: "table-funnel", Caption: upper(strings.TrimPrefix(caption, "Table: ")), Columns: []document.Column{{Title: "Area"},
		{Title: "Out of", Align: document.Right}, {Title: f.short() + f.unitHead(), Align: document.Right}, {Title: "By chance alone"}}}
	if plot.Overdispersed {
		tab.Columns = append(tab.Columns, document.Column{Title: "By adjusted limits"})
	}
	var rows []document.Row
	for _, id := range append([]dataset.AreaID{f.place.id}, f.place.neighbourIDs()...) {
		r := f.series.Indicator.At(id, f.latest, evaluate.Headline)
		if r == nil {
			continue
		}
		chance, adjusted := "Not drawn", "Not drawn"
		if p := plot.At(id); p != nil {
			chance, adjusted = funnelWords[p.Label.String()], funnelWords[plot.Label(p).String()]
		}
		c := cell(f.quantity(r.Value))
		c.Own = id == f.place.id
		cells := []document.Cell{words(f.place.in.Register.Area(id).Name), countCell(r, true), c, words(chance)}
		if plot.Overdispersed {
			cells = append(cells, words(adjusted))
		}
		rows = append(rows, document.Row{Own: c.Own, Cells: cells})
	}
	tab.Groups = []document.RowGroup{{Rows: rows}}
	return tab
}
