package compose

import (
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
)

func TestPeriodsAreSaidAsPeopleSayThem(t *testing.T) {
	for _, c := range []struct {
		p               dataset.Period
		board, families string
	}{
		{dataset.Period{Type: "CY", Label: "2024"}, "in 2024", "in 2024"},
		{dataset.Period{Type: "S31M", Label: "31 March 2026"}, "on 31 March 2026", "on 31 March 2026"},
		{dataset.Period{Type: "S30S", Label: "30 September 2025"}, "on 30 September 2025", "on 30 September 2025"},
		{dataset.Period{Type: "SJAN", Label: "January 2026"}, "in January 2026", "in January 2026"},
		{dataset.Period{Type: "R12", Label: "12 months to June 2026"}, "in the 12 months to June 2026", "in the 12 months to June 2026"},
		{dataset.Period{Type: "AT", Label: "2024/25 Autumn term"}, "in the autumn term of 2024/25", "in the autumn term of 2024/25"},
		{dataset.Period{Type: "SURV", Label: "Spring 2026"}, "in the spring 2026 survey", "in the spring 2026 survey"},
		{dataset.Period{Type: "Q", Start: 20260401, End: 20260630, Label: "Q1 2026-27"}, "in Q1 2026-27", "in April to June 2026"},
		{dataset.Period{Type: "Q", Start: 20260101, End: 20260331, Label: "Q4 2025-26"}, "in Q4 2025-26", "in January to March 2026"},
		{dataset.Period{Type: "Q", Start: 20251101, End: 20260131, Label: "odd"}, "in odd", "in odd"},
	} {
		if got := boardVoice.when(c.p); got != c.board {
			t.Errorf("board: %q, want %q", got, c.board)
		}
		if got := familyVoice.when(c.p); got != c.families {
			t.Errorf("families: %q, want %q", got, c.families)
		}
	}
}
