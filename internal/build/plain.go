package build

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"sync"

	"github.com/sendpack/sendpack/internal/compose"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/plain"
)

// PackReading is how hard one pack is to read, over all areas of a build.
// Ages are in years to one decimal, by Flesch-Kincaid and by SMOG; zero where
// the text is too short to say.
type PackReading struct {
	Pack        string  `json:"pack"`
	Areas       int     `json:"areas"`
	LowestAge   float64 `json:"lowest_age"`
	HighestAge  float64 `json:"highest_age"`
	LowestSMOG  float64 `json:"lowest_smog"`
	HighestSMOG float64 `json:"highest_smog"`
	MostAllowed float64 `json:"most_allowed,omitempty"`
	Sentences   int     `json:"sentences"` // of all areas together
	Words       int     `json:"words"`
}

// wording gathers how the packs of a build read. Areas are composed side by
// side, so what each adds is put in order before anything is told.
type wording struct {
	written []compose.Written
	mu      sync.Mutex
	packs   []packWording
}

// packWording is one pack of one area.
type packWording struct {
	area, name string
	pack       int // position among the layouts
	layout     *compose.Layout
	measure    plain.Measure
	findings   diag.List
	own        []string // findings in words that this tool made: none is to be left
	hardest    []hardSentence
	wants      []compose.Want
}

// hardSentence is one that a person wrote, and how hard it is.
type hardSentence struct {
	pos diag.Pos
	age float64
	say string
}

// add measures one composed pack and holds it to the limits of its layout.
func (w *wording) add(y *compose.Layout, pack int, d *document.Document, wants []compose.Want) {
	p := packWording{area: d.Area.Code, name: d.Area.Name, pack: pack, layout: y, wants: wants}
	limits := y.Reading
	if limits == nil {
		limits = &compose.Reading{}
	}
	var all []plain.Passage
	for _, page := range d.Pages {
		ps := passages(page)
		if all = append(all, ps...); y.TwinOf == "" { // a twin says the same again
			p.page(ps, limits, w.written)
		}
	}
	p.measure = plain.Of(all)
	if age, ok := p.measure.Age(); ok && limits.Age > 0 && age > limits.Age {
		p.hard(all, limits.Age, w.written)
	}
	w.mu.Lock()
	w.packs = append(w.packs, p)
	w.mu.Unlock()
}

// page holds one page to the rules on words and sentences.
func (p *packWording) page(ps []plain.Passage, limits *compose.Reading, written []compose.Written) {
	if limits.Acronyms {
		for _, f := range plain.Unexplained(ps) {
			p.tell(ps[f.Passage].Text, f.Span, written, diag.Diagnostic{
				Message:  fmt.Sprintf("%q is not explained where a page of the pack %s first uses it", f.Text, p.layout.ID),
				Expected: "the full words and the acronym in brackets: education, health and care plan (EHC plan)", Fix: "write the full words there"})
		}
	}
	for _, f := range plain.Avoid(limits.Words, ps) {
		p.tell(ps[f.Passage].Text, f.Span, written, diag.Diagnostic{
			Message: fmt.Sprintf("%q is on the list of words to avoid in the pack %s", f.Text, p.layout.ID), Fix: "better: " + f.Better})
	}
	if limits.Sentence == 0 {
		return
	}
	for _, passage := range ps {
		if passage.Kind == plain.Quote {
			continue // people say what they say
		}
		for _, s := range plain.Measured(passage) {
			sentence := passage.Text[s.Start:s.End]
			if n := len(plain.Words(sentence)); n > limits.Sentence {
				p.tell(passage.Text, s, written, diag.Diagnostic{
					Message:  fmt.Sprintf("a sentence of %d words in the pack %s: %q", n, p.layout.ID, sentence),
					Expected: fmt.Sprintf("at most %d words", limits.Sentence), Fix: "make it two sentences"})
			}
		}
	}
}

// mostlyWritten is how many in a hundred letters of a sentence a person must
// have written before it is theirs to mend: this tool puts titles of indicators into
// sentences of its own.
const mostlyWritten = 50

// tell says where the words were written; a finding in words that this tool
// made is no fault of the input and is kept for the tests.
func (p *packWording) tell(passage string, s plain.Span, written []compose.Written, d diag.Diagnostic) {
	pos, letters := whereWritten(passage, s, written)
	if letters < min(s.End-s.Start, mostlyWritten*(s.End-s.Start)/100+1) {
		p.own = append(p.own, d.Message)
		return
	}
	d.Pos, d.Severity = pos, diag.Warning
	p.findings.Add(d)
}

// hard finds the sentences that a person wrote and that lift the reading age
// above the limit.
func (p *packWording) hard(all []plain.Passage, limit float64, written []compose.Written) {
	for _, passage := range all {
		for _, s := range plain.Measured(passage) {
			m := plain.Of([]plain.Passage{{Text: passage.Text[s.Start:s.End], Kind: plain.Quote}})
			age := sentenceAge(m)
			if pos, letters := whereWritten(passage.Text, s, written); letters*100 >= mostlyWritten*(s.End-s.Start) && age > limit {
				p.hardest = append(p.hardest, hardSentence{pos, age, passage.Text[s.Start:s.End]})
			}
		}
	}
	sort.SliceStable(p.hardest, func(a, b int) bool { return p.hardest[a].age > p.hardest[b].age })
	if len(p.hardest) > 3 {
		p.hardest = p.hardest[:3]
	}
}

// sentenceAge is the formula on one sentence, good only to put sentences in
// order.
func sentenceAge(m plain.Measure) float64 {
	if m.Words == 0 {
		return 0
	}
	return 0.39*m.Mean() + 11.8*float64(m.Syllables)/float64(m.Words) - 15.59 + 5
}

// inOrder sorts packs by area and by their place in the project.
func (w *wording) inOrder() []packWording {
	sort.Slice(w.packs, func(a, b int) bool {
		if w.packs[a].area != w.packs[b].area {
			return w.packs[a].area < w.packs[b].area
		}
		return w.packs[a].pack < w.packs[b].pack
	})
	return w.packs
}

// report tells every finding and gives the reading of each pack, in the order
// of layouts.
func (w *wording) report(layouts []compose.Layout, l *diag.List) []PackReading {
	packs := w.inOrder()
	var out []PackReading
	for n := range layouts {
		r := PackReading{Pack: layouts[n].ID}
		if limits := layouts[n].Reading; limits != nil {
			r.MostAllowed = limits.Age
		}
		var over []*packWording
		for i := range packs {
			if p := &packs[i]; p.pack == n {
				l.Append(p.findings)
				r.add(&p.measure)
				if age, ok := p.measure.Age(); ok && r.MostAllowed > 0 && tenth(age) > r.MostAllowed {
					over = append(over, p)
				}
			}
		}
		tooHard(over, l)
		if r.Areas > 0 {
			out = append(out, r)
		}
	}
	return out
}

func (r *PackReading) add(m *plain.Measure) {
	r.Areas, r.Sentences, r.Words = r.Areas+1, r.Sentences+m.Sentences, r.Words+m.Words
	widen := func(low, high *float64, years float64, ok bool) {
		if !ok {
			return
		}
		years = tenth(years)
		if *low == 0 || years < *low {
			*low = years
		}
		*high = max(*high, years)
	}
	age, ok := m.Age()
	widen(&r.LowestAge, &r.HighestAge, age, ok)
	smog, ok := m.SMOG()
	widen(&r.LowestSMOG, &r.HighestSMOG, smog, ok)
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }

// tooHard tells once for a pack that it reads too hard, in which areas, and
// which sentences that people wrote weigh most.
func tooHard(over []*packWording, l *diag.List) {
	if len(over) == 0 {
		return
	}
	worst := over[0]
	for _, p := range over {
		if a, _ := p.measure.Age(); a > must(worst.measure.Age()) {
			worst = p
		}
	}
	where := worst.name
	if more := len(over) - 1; more > 0 {
		where += fmt.Sprintf(" and %d more", more)
	}
	y := worst.layout
	pos, ok := y.Fields["reading.age"]
	if !ok {
		pos = y.Pos
	}
	d := diag.Diagnostic{Pos: pos, Severity: diag.Warning, Message: fmt.Sprintf("the pack %s has a reading age of %.1f (%s)", y.ID, must(worst.measure.Age()), where),
		Expected: fmt.Sprintf("at most %g", y.Reading.Age), Fix: "shorter sentences and shorter words"}
	for _, h := range worst.hardest {
		d.See = append(d.See, diag.Related{Pos: h.pos, Why: fmt.Sprintf("reads like age %.0f: %s", h.age, h.say)})
	}
	l.Add(d)
}

func must(age float64, _ bool) float64 { return age }

// ReadingLine is the reading of packs in one line for people, "" when nothing
// was measured.
func ReadingLine(packs []PackReading) string {
	var parts []string
	for _, p := range packs {
		if p.HighestAge == 0 {
			parts = append(parts, p.Pack+" too short to say")
			continue
		}
		s := p.Pack + " " + spread(p.LowestAge, p.HighestAge)
		if p.HighestSMOG > 0 {
			s += " (" + spread(p.LowestSMOG, p.HighestSMOG) + ")"
		}
		if p.MostAllowed > 0 {
			s += fmt.Sprintf(", at most %g", p.MostAllowed)
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "; ")
}

func spread(low, high float64) string {
	if low == high {
		return fmt.Sprintf("%.1f", low)
	}
	return fmt.Sprintf("%.1f to %.1f", low, high)
}
