package compose

import (
	"strings"
	"unicode/utf8"

	"github.com/sendpack/sendpack/internal/document"
)

// Alternative texts follow one pattern (design §8): kind, finding, own value
// with its period, comparators, highest and lowest named, what is missing.
// They are made from the same quantities as the drawing, so that a hidden
// figure cannot appear in them.

// short350 joins the parts and drops the last one when the whole would be
// longer than a screen reader's user wants to hear.
func short350(main, extra string) string {
	if extra == "" || utf8.RuneCountInString(main)+1+utf8.RuneCountInString(extra) > 350 {
		return clip(main, 350)
	}
	return main + " " + extra
}

// clip ends a long text at a whole part.
func clip(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	r := []rune(s)[:most-1]
	cut := strings.LastIndexAny(string(r), ";.")
	if cut < most/2 {
		cut = len(string(r))
	}
	return strings.TrimRight(string(r)[:cut], " ;.") + "."
}

func (f *figure) comparators() string {
	var parts []string
	if b := f.as.SN.Benchmark; b.Known && f.def.Measure != "count" {
		parts = append(parts, "similar areas "+f.quantity(b).Text)
	}
	if b := f.as.England.Benchmark; b.Known && f.def.Measure != "count" {
		parts = append(parts, "England "+f.quantity(b).Text)
	}
	return strings.Join(parts, ", ")
}

func (f *figure) ownPhrase() string {
	v := f.value().Text
	if !f.known() {
		v = lower(f.missingWords())
	}
	return f.place.area.Name + " " + v + ", " + f.period().Label
}

func (f *figure) benchmarkAlt(finding string, rows []document.BenchmarkRow) string {
	kind := "Bar chart. "
	for _, r := range rows {
		if r.Interval.Known {
			kind = "Dot plot with intervals. "
			break
		}
	}
	s := kind + finding + ". " + f.ownPhrase()
	if c := f.comparators(); c != "" {
		s += "; " + c
	}
	var hi, lo *document.BenchmarkRow
	var missing []string
	for n := range rows {
		r := &rows[n]
		switch {
		case !r.Value.Value.Known:
			missing = append(missing, r.Label+" "+r.Missing)
			continue
		case hi == nil || r.Value.Value.Number > hi.Value.Value.Number:
			hi = r
		}
		if lo == nil || r.Value.Value.Number < lo.Value.Value.Number {
			lo = r
		}
	}
	if hi != nil && lo != nil && hi != lo {
		s += "; highest " + hi.Label + " " + hi.Value.Text + ", lowest " + lo.Label + " " + lo.Value.Text
	}
	extra := ""
	if len(missing) > 0 {
		extra = "Missing: " + strings.Join(missing, ", ") + "."
	}
	return short350(s+".", extra)
}

func (f *figure) trendAlt(finding string, spec document.TrendSpec) string {
	s := "Line chart. " + finding + ". " + f.ownPhrase()
	if p, ok := firstKnown(spec.Series[0].Points); ok {
		s += "; " + spec.Periods[p] + " " + spec.Series[0].Points[p].Value.Text
	}
	if c := f.comparators(); c != "" {
		s += "; latest " + c
	}
	extra := ""
	if len(spec.Breaks) > 0 {
		b := spec.Breaks[len(spec.Breaks)-1]
		extra = "Break before " + spec.Periods[b.Before] + ": " + lower(strings.TrimSuffix(b.Reason, ".")) + "."
	} else if spec.Missing != "" {
		extra = "A gap: " + spec.Missing + "."
	}
	return short350(s+".", extra)
}

func firstKnown(points []document.Point) (int, bool) {
	for n, p := range points {
		if p.Value.Value.Known && n < len(points)-1 {
			return n, true
		}
	}
	return 0, false
}

func (f *figure) sparkAlt(spec document.SparkSpec) string {
	s := "Line from " + spec.First + " to " + spec.Last + ". " + f.ownPhrase()
	if p, ok := firstKnown(spec.Points); ok {
		s += "; earliest " + spec.Points[p].Value.Text
	}
	if spec.Target != nil {
		s += "; " + lower(spec.Target.Label)
	}
	return s + "."
}

func (f *figure) breakdownAlt(finding string, rows []document.BarRow) string {
	s := "Bar chart. " + finding + ". "
	var parts, missing []string
	for _, r := range rows {
		if r.Value.Value.Known {
			parts = append(parts, r.Label+" "+r.Value.Text)
		} else {
			missing = append(missing, r.Label+" "+r.Missing)
		}
	}
	s += strings.Join(parts, "; ") + "."
	extra := ""
	if len(missing) > 0 {
		extra = "Missing: " + strings.Join(missing, ", ") + "."
	}
	return short350(clip(s, 340), extra)
}
