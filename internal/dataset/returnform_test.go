package dataset

import (
	"strings"
	"testing"
)

func TestARowOfAFormWithoutAFigureIsNoObservation(t *testing.T) {
	head := strings.Join(ReturnsHeader(), ",") + "\n"
	for name, c := range map[string]struct {
		rows, said string
		figures    int
	}{
		"an empty row is passed over":             {"waits,Plymouth,May 2026,,,,30,,\nwaits,Plymouth,June 2026,,,,,,\n", "", 1},
		"its period need not be given":            {"waits,Plymouth,May 2026,,,,30,,\nconfidence,Plymouth,,,,,,,\n", "", 1},
		"a nought is a figure":                    {"waits,Plymouth,May 2026,,,,0,,\n", "", 1},
		"a symbol is a figure":                    {"waits,Plymouth,May 2026,,,,x,,\n", "", 1},
		"words without a figure are told":         {"waits,Plymouth,May 2026,,,,30,,\nwaits,Plymouth,June 2026,,,,,,later\n", "the row has words and no figure", 1},
		"a status alone says nothing":             {"waits,Plymouth,May 2026,,,,30,,\nwaits,Plymouth,June 2026,,,,,final,\n", "", 1},
		"a denominator alone lacks its numerator": {"waits,Plymouth,June 2026,,,40,,,\n", "neither a value nor a numerator", 0},
		"a form that nobody filled in is told":    {"waits,Plymouth,June 2026,,,,,,\n", "the file has no figures", 0},
	} {
		t.Run(name, func(t *testing.T) {
			table, said := loadReturn(t, head+c.rows)
			var words []string
			for _, d := range said {
				words = append(words, d.String())
			}
			if got := strings.Join(words, "\n"); (c.said == "") != (got == "") || !strings.Contains(got, c.said) {
				t.Errorf("said %q, want %q", got, c.said)
			}
			if table.Len() != c.figures {
				t.Errorf("%d figures, want %d", table.Len(), c.figures)
			}
		})
	}
}
