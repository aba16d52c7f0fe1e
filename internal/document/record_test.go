package document

import (
	"testing"

	"github.com/sendpack/sendpack/internal/quantity"
)

func TestPublishedHidesWhatASymbolMustHide(t *testing.T) {
	full := Record{AreaCode: "E06000999", Value: quantity.Of(7), Display: "7", Lower95: quantity.Of(3), Numerator: quantity.Of(7),
		EnglandValue: quantity.Of(9), ChangeResult: "increase", Band: "A", RAG: "red", Notes: "n1"}
	suppressed, small := full, full
	suppressed.Value.Symbol = quantity.Suppressed
	small.Value.Symbol = quantity.Unreliable

	if got := full.Published(); got != full {
		t.Errorf("without a symbol: %+v, want the record unchanged", got)
	}
	want := Record{AreaCode: "E06000999", Value: quantity.Missing(quantity.Suppressed), Display: "c", ChangeResult: "no-comparison", RAG: "not-rated", Notes: "n1"}
	if got := suppressed.Published(); got != want {
		t.Errorf("suppressed: %+v, want %+v", got, want)
	}
	want.Value, want.Display, want.Lower95 = small.Value, "7", quantity.Of(3)
	if got := small.Published(); got != want {
		t.Errorf("small sample: %+v, want %+v", got, want)
	}
}
