// Package compose chooses, orders and words what each output says about one
// area, and hands it on as documents. It is the compose stage, the last that
// may compute anything: after it every figure is text. Packs are data
// (templates/packs/*.yaml); this package knows the kinds of section a pack can
// ask for, not the packs. It refuses to invent: where nothing can be said it
// says why.
package compose

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/assess"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diff"
	"github.com/sendpack/sendpack/internal/disclose"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/forecast"
	"github.com/sendpack/sendpack/internal/project"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Input is all that documents are made from. It is not changed and may be
// shared by goroutines that compose different areas.
type Input struct {
	Project    *project.Project
	Register   *dataset.Register
	Series     []*assess.Series // in the order of the catalogue
	Sources    map[string]dataset.Spec
	Set        *dataset.NeighbourSet
	Commentary *Commentary
	Packs      []Layout
	Reports    []disclose.Report
	Equations  int // that hidden figures were proved on
	Tables     int // sets of figures with something to protect
	Draft      bool
	Version    string               // of the tool, for the data book
	Several    bool                 // more than one area is built
	Formats    map[string]bool      // formats that this run makes; nil: all
	Bank       Bank                 // common questions, in the order of their page
	Outlook    *forecast.Projection // of the plans of the area that is composed; nil: none are made
	Changes    *diff.Changes        // of the area that is composed since an earlier output; nil: none was given
}

// place is one area's view of everything: what every document of that area is
// drawn from.
type place struct {
	in      *Input
	id      dataset.AreaID
	area    dataset.Area
	figures []*figure
	byID    map[string]*figure
	asked   []*figure       // whose written text a page looked for, once each
	told    map[string]bool // comparisons that readers are told; nil: all
	round   int             // counts are shown to the nearest of this; 0: exact
}

// figure is one indicator for one area at its latest period.
type figure struct {
	place  *place
	series *assess.Series
	def    *indicators.Definition
	as     assess.Assessment
	latest int  // index of the period shown, -1 when the area has nothing
	has    bool // there is a result, with a number or a reason for none
}

func newPlace(in *Input, id dataset.AreaID) *place {
	p := &place{in: in, id: id, area: in.Register.Area(id), byID: map[string]*figure{}}
	for _, s := range in.Series {
		f := &figure{place: p, series: s, def: s.Indicator.Def, latest: s.Indicator.Latest(id, evaluate.Headline)}
		if f.latest >= 0 {
			f.as, f.has = s.At(id, f.latest, evaluate.Headline)
		}
		p.figures = append(p.figures, f)
		p.byID[f.def.ID] = f
	}
	return p
}

// shown are the figures with at least a result for the area, in order.
func (p *place) shown() []*figure {
	var out []*figure
	for _, f := range p.figures {
		if f.has {
			out = append(out, f)
		}
	}
	return out
}

// forAudience are the indicators whose definitions name an audience, or only
// those that it sees as headlines; none that are no longer published.
func (p *place) forAudience(code string, headlineOnly bool) []*figure {
	var out []*figure
	for _, f := range p.shown() {
		if f.def.Retired != "" {
			continue // kept for the site and the data book: a pack is about now
		}
		switch f.def.Audiences[code] {
		case "headline":
			out = append(out, f)
		case "page":
			if !headlineOnly {
				out = append(out, f)
			}
		}
	}
	return out
}

// headlines are the figures for tiles: the project's list, else those that the
// definitions mark for the audience; at most n, figures with a number first.
func (p *place) headlines(code string, n int) []*figure {
	var list []*figure
	for _, id := range p.in.Project.Headlines {
		if f := p.byID[id]; f != nil && f.has && f.def.Audiences[code] != "" && f.def.Retired == "" {
			list = append(list, f)
		}
	}
	if len(list) == 0 {
		list = p.forAudience(code, true)
	}
	if len(list) < n {
		for _, f := range p.forAudience(code, false) {
			if !contains(list, f) && f.def.SourceKey == "" {
				list = append(list, f)
			}
		}
	}
	if len(p.in.Project.Headlines) == 0 {
		sort.SliceStable(list, func(a, b int) bool { return list[a].weight() > list[b].weight() })
		list = p.statutoryFirst(list)
	}
	sort.SliceStable(list, func(a, b int) bool { return list[a].telling() > list[b].telling() })
	if len(list) > n {
		list = list[:n]
	}
	return list
}

func contains(list []*figure, f *figure) bool {
	for _, g := range list {
		if g == f {
			return true
		}
	}
	return false
}

// comparable reports a number that may be compared: not one that is marked as
// a small sample.
func (f *figure) comparable() bool {
	return f.known() && f.as.Result.Value.Symbol == quantity.NoSymbol
}

// telling puts figures that say something now before those that are old or
// rest on few cases, and these before those without a number.
func (f *figure) telling() int {
	switch {
	case !f.known():
		return 0
	case f.stale() || f.as.TooFew() || f.countsEvents() && !f.as.Result.Numerator.Known:
		return 1 // a rate of rare events without its count may be one child
	}
	return 2
}

// staleAfter is how many years after the end of its period a figure is too old
// to stand among headlines.
const staleAfter = 3

// stale reports a figure whose period ended long before the date of the data.
func (f *figure) stale() bool {
	asOf := project.Day(f.place.in.Project.AsOf)
	return asOf > 0 && f.latest >= 0 && f.period().End < asOf-staleAfter*10000
}

func (f *figure) known() bool { return f.has && f.as.Result.Value.Known }

func (f *figure) period() dataset.Period {
	if f.latest < 0 {
		return dataset.Period{}
	}
	return f.series.Indicator.Periods[f.latest]
}

func (f *figure) decimals() int {
	if f.def.Decimals != nil {
		return *f.def.Decimals
	}
	return f.def.Unit.Decimals()
}

// quantity is a value of the indicator ready for print.
func (f *figure) quantity(v quantity.Value) quantity.Quantity {
	return quantity.New(f.place.rounded(v, f.def.Unit), f.def.Unit, f.decimals())
}

// rounded is a count to the nearest that the readers are shown; a count that
// would be rounded away is said to be low, never zero.
func (p *place) rounded(v quantity.Value, u quantity.Unit) quantity.Value {
	if p.round == 0 || u != quantity.Count || !v.Known {
		return v
	}
	n := math.Round(v.Number/float64(p.round)) * float64(p.round)
	if n == 0 && v.Number != 0 {
		return quantity.Missing(quantity.Low)
	}
	v.Number = n
	return v
}

// value is the latest figure.
func (f *figure) value() quantity.Quantity {
	if !f.has {
		return quantity.Quantity{}
	}
	return f.quantity(f.as.Result.Value)
}

// difference is a change or gap in the unit of changes.
func (f *figure) difference(v quantity.Value) quantity.Quantity {
	if r := f.place.rounded(v, f.def.Unit); r.Known {
		v = r
	}
	return quantity.New(v, f.def.Unit.ChangeUnit(), f.decimals())
}

// short is the title for tiles and scorecards.
func (f *figure) short() string {
	if f.def.ShortTitle != "" {
		return f.def.ShortTitle
	}
	return f.def.Title
}

func (f *figure) provisional() bool { return f.has && f.as.Result.Status == dataset.Provisional }

// id is the page of the figure on the site.
func (f *figure) page() string { return "indicators/" + f.def.ID }

func (f *figure) link(text string) *document.Link {
	return &document.Link{Text: text, Page: f.page()}
}

// England and region names as they stand in sentences.
func (p *place) regionName(as *assess.Assessment) string {
	if !as.HasRegion {
		return "the region"
	}
	return p.in.Register.Area(as.RegionID).Name
}

// base is the document that every output of the area starts from.
func (p *place) base(id, title, subject string, theme document.Theme) document.Document {
	pr := p.in.Project
	d := document.Document{ID: id, Theme: theme, Title: title, Subject: subject, Lang: "en-GB",
		Area: document.Area{Code: p.area.Code, Name: p.area.Name}, Owner: pr.Partnership, Edition: pr.Edition,
		Status: pr.Status, Draft: p.in.Draft, AsOf: pr.AsOf, Footer: p.footer()}
	if d.Owner == "" {
		d.Owner = p.area.Name
	}
	if p.in.Draft {
		d.Status = "DRAFT " + d.Status
	}
	if p.in.Several {
		d.Base = "../"
	}
	return d
}

func (p *place) footer() string {
	pr := p.in.Project
	s := pr.Partnership
	if s == "" {
		s = p.area.Name
	}
	s += ". Data to " + longDate(pr.AsOf)
	if pr.Published != "" {
		s += ", published " + longDate(pr.Published)
	}
	s += "."
	if pr.Meeting.Embargo != "" {
		s += " " + strings.TrimSuffix(pr.Meeting.Embargo, ".") + "."
	}
	if pr.Fictional {
		s += " Fictional data."
	}
	return s
}

var months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// longDate writes an ISO date out: "30 June 2026"; other text stays.
func longDate(iso string) string {
	var y, m, d int
	if n, _ := fmt.Sscanf(iso, "%4d-%2d-%2d", &y, &m, &d); n != 3 || m < 1 || m > 12 {
		return iso
	}
	return fmt.Sprintf("%d %s %d", d, months[m-1], y)
}

// monthYear writes "June 2026" for an ISO date.
func monthYear(iso string) string {
	var y, m, d int
	if n, _ := fmt.Sscanf(iso, "%4d-%2d-%2d", &y, &m, &d); n < 2 || m < 1 || m > 12 {
		return iso
	}
	return fmt.Sprintf("%s %d", months[m-1], y)
}
