package attack

import (
	"testing"

	"github.com/sendpack/sendpack/internal/quantity"
)

// meanOf adds a mean of so many.
func (b *book) meanOf(breakdown string, mean, of float64) {
	r := b.add("LA1", "wait", breakdown, "2025", "0")
	r.Numerator, r.Value, r.Denominator = quantity.Value{}, quantity.Of(mean), quantity.Of(of)
}

func TestTheSumBehindAHiddenMeanFollowsFromTheOthers(t *testing.T) {
	averaged := Indicator{Measure: "mean", Threshold: 6, Lists: map[string]Split{"by": Adds}}
	b := newBook(map[string]Indicator{"wait": averaged})
	b.meanOf("", 4.01, 100)
	b.meanOf("by=A", 3.05, 60)
	b.add("LA1", "wait", "by=B", "2025", "c")
	want(t, b.audit(t), "recomputed wait LA1 by=B 2025 numerator")
	// With a second hidden group neither mean follows.
	b.meanOf("by=D", 5.25, 12)
	b.rows[0].Denominator = quantity.Of(140)
	b.add("LA1", "wait", "by=C", "2025", "c")
	want(t, b.audit(t))
	// A mean that is no sum of whole numbers says nothing of its sum.
	b = newBook(map[string]Indicator{"wait": averaged})
	b.meanOf("", 4.4321, 100)
	b.meanOf("by=A", 3.0123, 60)
	b.add("LA1", "wait", "by=B", "2025", "c")
	want(t, b.audit(t))
}
