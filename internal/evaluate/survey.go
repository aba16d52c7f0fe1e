package evaluate

import (
	"fmt"
	"sort"
	"strings"

	"github.com/sendpack/sendpack/indicators"
	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/diag"
	"github.com/sendpack/sendpack/internal/quantity"
)

// Asked is what a return says of one wave of a survey beside its answers.
type Asked struct {
	Wording string         // the question as it was put, "" when the return does not say
	Invited quantity.Value // how many were asked; absent when the return does not say
	Answers quantity.Value // how many answered: said also where the result itself is hidden
}

// asked reads wording and invited of a returned row; nil when it gives neither.
func (c *collector) asked(t *dataset.Table, row int) *Asked {
	if c.def.Measure != "survey" || t.Source != returnsSource {
		return nil
	}
	var a Asked
	if d := t.Dimension("wording"); d != nil {
		a.Wording = strings.TrimSpace(d.At(row))
	}
	if m := t.Measure("invited"); m != nil {
		a.Invited = m.At(row)
	}
	if a.Wording == "" && a.Invited.Absent() {
		return nil
	}
	return &a
}

// shareWording gives the groups of a wave the wording of its main row, where
// theirs say nothing: one question was put to all.
func (c *collector) shareWording() {
	if c.def.Measure != "survey" {
		return
	}
	for k, x := range c.cells {
		top := k
		top.group = Headline
		h := c.cells[top]
		if k.group == Headline || h == nil || h.asked == nil || h.asked.Wording == "" || x.asked != nil && x.asked.Wording != "" {
			continue
		}
		a := Asked{Wording: h.asked.Wording}
		if x.asked != nil {
			a.Invited = x.asked.Invited
		}
		x.asked = &a
	}
}

// Reworded reports whether two waves of a survey asked different questions, so
// that they cannot be compared. A wave that does not say how it asked used the
// wording of the definition. Case, spacing and the closing mark do not matter.
func Reworded(def *indicators.Definition, a, b *Result) bool {
	if def.Measure != "survey" {
		return false
	}
	return question(def, a) != question(def, b)
}

func question(def *indicators.Definition, r *Result) string {
	text := ""
	if def.Survey != nil {
		text = def.Survey.Wording
	}
	if r != nil && r.Asked != nil && r.Asked.Wording != "" {
		text = r.Asked.Wording
	}
	return strings.TrimRight(strings.Join(strings.Fields(strings.ToLower(text)), " "), "?.! ")
}

// ResponseRate is the share of those asked who answered, in percent; absent
// when either number is not known or more answered than were asked.
func (a *Asked) ResponseRate() quantity.Value {
	if a == nil || !a.Invited.Known || !a.Answers.Known || a.Invited.Number <= 0 || a.Answers.Number > a.Invited.Number {
		return quantity.Value{}
	}
	return quantity.Of(100 * a.Answers.Number / a.Invited.Number)
}

// answered notes the number of answers, which is given whatever becomes of the
// result (catalogue §1.9, S5).
func (r *Result) answered() {
	if !r.Denominator.Known {
		return
	}
	a := Asked{}
	if r.Asked != nil {
		a = *r.Asked
	}
	a.Answers = r.Denominator
	r.Asked = &a
}

// checkAnswers refuses a wave whose answers do not add up: to the number of
// people who answered, and those that the indicator counts to its numerator
// (statistics note §16). It needs every answer of the question.
func (c *collector) checkAnswers() {
	v := c.def.Survey
	if v == nil || len(v.Answers) == 0 {
		return
	}
	keys := make([]cellKey, 0, len(c.cells))
	for k := range c.cells {
		if k.group == Headline {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(a, b int) bool { return keys[a].less(keys[b]) })
	for _, k := range keys {
		all, counted, complete := c.answers(k)
		top := c.cells[k]
		n, d := top.parts[numerator], top.parts[denominator]
		if !complete || !d.Known {
			continue
		}
		if all != d.Number {
			c.unequal(top, fmt.Sprintf("the answers add up to %s, and %s answered", quantity.Of(all).Shortest(), d.Shortest()))
		} else if c.def.Unit == quantity.Percent && len(v.Positive) > 0 && n.Known && counted != n.Number {
			c.unequal(top, fmt.Sprintf("the answers that count add up to %s, and the numerator is %s", quantity.Of(counted).Shortest(), n.Shortest()))
		}
	}
}

// answers adds up the answers of a wave; complete is false unless each of them
// has a number.
func (c *collector) answers(k cellKey) (all, counted float64, complete bool) {
	positive := map[string]bool{}
	for _, code := range c.def.Survey.Positive {
		positive[code] = true
	}
	for code := range c.def.Survey.Answers {
		g, ok := c.groups[indicators.AnswerList+"="+code]
		if !ok {
			return 0, 0, false
		}
		k.group = g
		x := c.cells[k]
		if x == nil || !x.parts[numerator].Known {
			return 0, 0, false
		}
		all += x.parts[numerator].Number
		if positive[code] {
			counted += x.parts[numerator].Number
		}
	}
	return all, counted, true
}

func (c *collector) unequal(x *cell, message string) {
	from := x.from[numerator]
	if from.table < 0 {
		from = x.from[denominator]
	}
	c.diags.Add(diag.Diagnostic{Pos: c.at(from), Message: c.def.ID + ": " + message,
		Expected: "the rows with answer=… of a wave to add up to its main row", Fix: "check the rows of this wave: people who skipped the question are in none of them"})
}
