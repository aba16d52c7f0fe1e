package compose

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/diag"
)

// Bounds of what a limit on words can sensibly be: below them no text passes.
const (
	leastAge      = 7
	leastSentence = 8
)

func (y *Layout) checkReading(pos map[string]diag.Pos, l *diag.List) {
	r := y.Reading
	if r == nil {
		return
	}
	if r.Age != 0 && (r.Age < leastAge || r.Age > 25) {
		l.Add(diag.Diagnostic{Pos: pos["reading.age"], Message: fmt.Sprintf("a reading age of %g is out of range", r.Age), Expected: "7 to 25, in years"})
	}
	if r.Sentence != 0 && r.Sentence < leastSentence {
		l.Add(diag.Diagnostic{Pos: pos["reading.sentence"], Message: fmt.Sprintf("no text has only sentences of %d words", r.Sentence), Expected: "at least 8 words"})
	}
	switch r.Words {
	case "", "families", "everyone":
	default:
		l.Add(diag.Diagnostic{Pos: pos["reading.words"], Message: fmt.Sprintf("no list of words to avoid is called %q", r.Words), Expected: "families or everyone"})
	}
}
