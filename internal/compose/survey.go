package compose

import (
	"github.com/sendpack/sendpack/internal/document"
	"github.com/sendpack/sendpack/internal/evaluate"
	"github.com/sendpack/sendpack/internal/quantity"
)

// baseNote is the number of answers of a survey and the response rate. Both
// are always given (statistics note §14.5), also beside a hidden result.
func (f *figure) baseNote() document.Text {
	if f.def.Measure != "survey" || !f.has || f.as.Result.Asked == nil || !f.as.Result.Asked.Answers.Known {
		return nil
	}
	a := f.as.Result.Asked
	q := countOf(a.Answers)
	noun := " answers"
	if a.Answers.Number == 1 {
		noun = " answer"
	}
	out := text(" ", said{q, q.Text}, noun)
	if rate := a.ResponseRate(); rate.Known {
		asked, share := countOf(a.Invited), quantity.New(rate, quantity.Percent, 0)
		out = append(out, text(" from ", said{asked, asked.Text}, " asked (", said{share, share.Text}, ")")...)
	}
	if f.as.Result.Value.Symbol == quantity.Suppressed {
		return append(out, text(", too few to show what they said.")...)
	}
	return append(out, text(".")...)
}

// surveyNotes are the ids of notes that carry what was asked and answered: a
// row whose result is hidden may hold no number in its columns.
func surveyNotes(r *evaluate.Result) []string {
	if r.Asked == nil || !r.Asked.Answers.Known {
		return nil
	}
	out := []string{"answers-" + r.Asked.Answers.Shortest()}
	if rate := r.Asked.ResponseRate(); rate.Known {
		out = append(out, "invited-"+r.Asked.Invited.Shortest(), "response-"+rate.Shortest())
	}
	return out
}

// surveyFacts are the question as it was put, who was asked and how many
// answered, for the indicator's page.
func (f *figure) surveyFacts() []document.Fact {
	var out []document.Fact
	wording := ""
	if v := f.def.Survey; v != nil {
		wording = v.Wording
		if v.Asked != "" {
			out = append(out, document.Fact{Term: "Who was asked", Verdict: text(upper(v.Asked))})
		}
	}
	if f.has && f.as.Result.Asked != nil && f.as.Result.Asked.Wording != "" {
		wording = f.as.Result.Asked.Wording
	}
	if wording != "" {
		out = append([]document.Fact{{Term: "Question asked", Verdict: text(wording)}}, out...)
	}
	if base := f.baseNote(); base != nil {
		out = append(out, document.Fact{Term: "Answers", Verdict: base})
	}
	return out
}
