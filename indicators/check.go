package indicators

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// shortTitle is the most characters that a scorecard row has room for.
const shortTitle = 30

// slug is how ids are written.
var slug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// checker holds one definition to the rules.
type checker struct {
	def  *Definition
	list *diag.List
}

func (c *checker) add(path, message, expected, fix string) {
	c.list.Add(diag.Diagnostic{Pos: c.def.At(path), Message: message, Expected: expected, Fix: fix})
}

// oneOf refuses a word that is not in a list and names the nearest.
func (c *checker) oneOf(path, what, word string, known []string) bool {
	if has(known, word) {
		return true
	}
	if word == "" && c.def.Fields != nil && !c.def.given(path) {
		return false // already told as a missing field
	}
	fix := ""
	// A code of one or two letters is near to every other.
	if near := diag.Nearest(word, known); near != "" && len(word) > 2 {
		fix = fmt.Sprintf("did you mean %q?", near)
	}
	c.add(path, fmt.Sprintf("%s %q is not known", what, word), "one of "+strings.Join(known, ", "), fix)
	return false
}

// eachOf holds a list of words to a code list, each word once.
func (c *checker) eachOf(field, what string, words, known []string) {
	seen := map[string]bool{}
	for i, w := range words {
		at := path(field, i, "")
		if seen[w] {
			c.add(at, fmt.Sprintf("%s %q is given twice", what, w), "", "keep one of them")
		}
		seen[w] = true
		c.oneOf(at, what, w, known)
	}
}

func has(list []string, word string) bool {
	for _, w := range list {
		if w == word {
			return true
		}
	}
	return false
}

// path is the name of a field of the i-th item of a list, as strictyaml writes it.
func path(list string, i int, field string) string {
	p := fmt.Sprintf("%s[%d]", list, i)
	if field != "" {
		p += "." + field
	}
	return p
}

// identity checks id, version, titles and the place in the set.
func (c *checker) identity() {
	d := c.def
	if !slug.MatchString(d.ID) {
		c.add("id", fmt.Sprintf("id %q is not well formed", d.ID), "lower-case words joined by hyphens, such as ehc-20-weeks", "")
	}
	if d.Version < 1 {
		c.add("version", fmt.Sprintf("version %d is below 1", d.Version), "1 or more", "")
	}
	for _, t := range []struct{ field, text string }{{"title", d.Title}, {"technical_title", d.TechnicalTitle}} {
		if strings.TrimSpace(t.text) == "" {
			c.add(t.field, t.field+" is empty", "a title", "")
		}
	}
	switch n := len([]rune(d.ShortTitle)); {
	case n > shortTitle:
		c.add("short_title", fmt.Sprintf("short_title has %d characters", n), fmt.Sprintf("at most %d, to fit a scorecard row", shortTitle), "")
	case n == 0 && len([]rune(d.Title)) > shortTitle:
		c.add("title", fmt.Sprintf("title has %d characters and there is no short_title", len([]rune(d.Title))), "a short_title", fmt.Sprintf("add short_title with at most %d characters", shortTitle))
	}
	c.oneOf("cdc.status", "status", d.CDC.Status, Statuses())
	c.oneOf("cdc.populated_by", "populated_by", d.CDC.PopulatedBy, Populations())
	if c.oneOf("cdc.domain", "domain", d.CDC.Domain, domainIDs()) && d.CDC.Subdomain != "" {
		c.oneOf("cdc.subdomain", "subdomain", d.CDC.Subdomain, subdomainIDs(d.CDC.Domain))
	}
	c.eachOf("questions", "question", d.Questions, questionIDs())
	c.eachOf("outcomes", "outcome", d.Outcomes, outcomeIDs())
}

// judgement checks polarity, target and thresholds against one another.
func (c *checker) judgement() {
	d := c.def
	known := c.oneOf("polarity", "polarity", d.Polarity, Polarities())
	if d.Target != nil {
		c.target()
		if known && d.Polarity == "none" {
			c.add("target", "a target has no effect while polarity is none", "polarity high, low or target", "choose a polarity or remove the target")
		}
	}
	t := d.Thresholds
	if t == nil {
		return
	}
	c.oneOf("thresholds.basis", "basis", t.Basis, Bases())
	if t.AmberWithin < 0 {
		c.add("thresholds.amber_within", "amber_within is negative", "0 or more", "")
	}
	if known && d.Polarity == "none" {
		c.add("thresholds", "thresholds have no effect while polarity is none", "polarity high, low or target", "choose a polarity or remove the thresholds")
	}
	if t.Percent && t.AmberWithin > 100 {
		c.add("thresholds.amber_within", "amber_within is above 100 per cent", "0 to 100", "")
	}
}

func (c *checker) target() {
	t := c.def.Target
	c.oneOf("target.kind", "target kind", t.Kind, targetKinds())
	if t.Value != nil && c.def.Unit == quantity.Percent && (*t.Value < 0 || *t.Value > 100) {
		c.add("target.value", fmt.Sprintf("target %v is not a percentage", *t.Value), "0 to 100", "")
	}
}

// period checks period types, geographies and breaks.
func (c *checker) period() {
	d := c.def
	c.oneOf("period.type", "period type", d.Period.Type, PeriodTypes())
	if d.Period.Frequency != "" {
		c.oneOf("period.frequency", "frequency", d.Period.Frequency, Frequencies())
	}
	c.eachOf("period.also", "period type", d.Period.Also, PeriodTypes())
	if cum := d.Period.Cumulative; cum != "" {
		c.oneOf("period.cumulative", "year", cum, []string{"FY", "AY"})
		if d.Period.Type != "M" && d.Period.Type != "Q" {
			c.add("period.cumulative", fmt.Sprintf("period type %q cannot add up through a year", d.Period.Type), "M or Q", "")
		}
	}
	if has(d.Period.Also, d.Period.Type) {
		c.add("period.also", fmt.Sprintf("period type %q is the definition's own", d.Period.Type), "other types", "")
	}
	if !term(d.Period.Type) && !slices.ContainsFunc(d.Period.Also, term) && d.Period.Frequency == "termly" {
		c.add("period.type", fmt.Sprintf("period type %q is not a term", d.Period.Type), "AT, SPT or SUT where frequency is termly", "")
	}
	if d.LocalInYear != nil {
		c.oneOf("local_inyear.type", "period type", d.LocalInYear.Type, PeriodTypes())
		c.slug("local_inyear.source", "source", d.LocalInYear.Source)
	}
	c.eachOf("geographies", "geography", d.Geographies, Geographies())
	seen := map[string]bool{}
	for i, b := range d.Breaks {
		if strings.TrimSpace(b.At) == "" || strings.TrimSpace(b.Reason) == "" {
			c.add(path("breaks", i, ""), "a break without period or reason", "at and reason, both with text", "")
		}
		if seen[b.At] {
			c.add(path("breaks", i, "at"), fmt.Sprintf("a second break at %q", b.At), "", "give both reasons in one")
		}
		seen[b.At] = true
	}
}

// comparison checks comparators and the options of benchmarks note §5.
func (c *checker) comparison() {
	d, o := c.def, c.def.Comparison
	c.eachOf("comparators", "comparator", d.Comparators, Comparators())
	c.oneOf("comparison.sn_method", "sn_method", o.SNMethod, snMethods())
	c.oneOf("comparison.band_rule", "band_rule", o.BandRule, bandRules())
	if o.MinN < 1 {
		c.add("comparison.min_n", fmt.Sprintf("min_n %d is below 1", o.MinN), "1 or more; 6 unless there is a reason", "")
	}
	if o.MinAreas < 4 {
		c.add("comparison.min_areas", fmt.Sprintf("min_areas %d is below 4", o.MinAreas), "4 or more, as there are four bands", "")
	}
	if o.Tolerance != nil && *o.Tolerance < 0 {
		c.add("comparison.tolerance", "tolerance is negative", "0 or more", "")
	}
	if o.SNSet != "" {
		c.slug("comparison.sn_set", "sn_set", o.SNSet)
	}
	if o.SNMethod == "pooled" && (d.Numerator == nil || d.Denominator == nil) {
		c.add("comparison.sn_method", "sn_method pooled needs counts", "a numerator and a denominator", "use mean or median")
	}
}

// audience checks who sees it and the class that protects people.
func (c *checker) audience() {
	d := c.def
	for _, code := range sortedKeys(d.Audiences) {
		at := "audiences." + code
		if code == "D" {
			c.add(at, `audience "D" is named`, "one of "+strings.Join(Audiences(), ", "), "leave it out: the data book has every indicator")
			continue
		}
		c.oneOf(at, "audience", code, Audiences())
		c.oneOf(at, "place", d.Audiences[code], places())
		if d.Suppression == "S4" && code != "B" {
			c.add(at, fmt.Sprintf("audience %q may not see class S4", code), "B alone", "very small groups are shown to the board and in the data book only")
		}
	}
	if !c.oneOf("suppression", "suppression class", d.Suppression, SuppressionClasses()) {
		return
	}
	survey := d.Measure == "survey"
	switch {
	case d.Suppression == "S4" && len(d.Breakdowns) > 0:
		c.add("breakdowns", "class S4 allows no breakdowns", "no breakdowns", "remove them: the groups are too small")
	case survey && (d.Suppression == "S0" || d.Suppression == "S6"):
		c.add("suppression", fmt.Sprintf("class %s does not protect people who answered a survey", d.Suppression), "S5", "")
	case d.Suppression == "S5" && !survey:
		c.add("suppression", "class S5 needs the number of answers", "measure survey", "use S1, or make the measure survey")
	}
}

// texts checks the parts that are only read.
func (c *checker) texts() {
	d := c.def
	for i, t := range d.Caveats {
		if strings.TrimSpace(t) == "" {
			c.add(path("caveats", i, ""), "a caveat is empty", "a sentence", "")
		}
	}
	if u := d.Source.URL; u != "" && !strings.HasPrefix(u, "https://") && !strings.HasPrefix(u, "http://") {
		c.add("provenance.url", fmt.Sprintf("%q is not an address", u), "https://…", "")
	}
	for i, id := range d.ReadWith {
		if id == d.ID {
			c.add(path("read_with", i, ""), "an indicator is to be read with itself", "ids of others", "")
		}
	}
}

// returned checks how local areas fill it in, and the question of a survey.
func (c *checker) returned() {
	d := c.def
	if d.Return != nil {
		c.oneOf("return.agency", "agency", d.Return.Agency, agencyIDs())
		if d.NoData == "" && !has(d.Sources(), localReturns) {
			c.add("return", "no part is read from local-returns", "a part with source local-returns", "remove return")
		}
	}
	v := d.Survey
	if v == nil {
		return
	}
	if d.Measure != "survey" {
		c.add("survey", fmt.Sprintf("measure %q has no question", d.Measure), "measure survey", "")
	}
	known := sortedKeys(v.Answers)
	c.eachOf("survey.order", "answer", v.Order, known)
	c.eachOf("survey.positive", "answer", v.Positive, known)
	for _, code := range known {
		if !slug.MatchString(code) {
			c.add("survey.answers."+code, fmt.Sprintf("answer %q is not well formed", code), "lower-case words joined by hyphens", "")
		}
	}
}
