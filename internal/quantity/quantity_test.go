package quantity

import "testing"

func TestRoundHalvesAwayFromZeroOnTheDecimalForm(t *testing.T) {
	for _, c := range []struct {
		n        float64
		decimals int
		want     string
	}{
		{4.5, 0, "5"}, {-4.5, 0, "-5"}, {1.115, 2, "1.12"}, {3.55, 1, "3.6"}, {3.5499999999999972, 1, "3.6"},
		{-0.04, 1, "0.0"}, {0, 0, "0"}, {9.96, 1, "10.0"}, {99.95, 1, "100.0"}, {1e21, 0, "1000000000000000000000"}, {0.06, 2, "0.06"},
	} {
		if got := Round(c.n, c.decimals); got != c.want {
			t.Errorf("Round(%v, %d) = %q, want %q", c.n, c.decimals, got, c.want)
		}
	}
}

func TestRoundToBase(t *testing.T) {
	for _, c := range []struct{ n, want float64 }{{7, 5}, {8, 10}, {12, 10}, {13, 15}} {
		if got := RoundTo(c.n, 5); got != c.want {
			t.Errorf("RoundTo(%v, 5) = %v, want %v", c.n, got, c.want)
		}
	}
	if got := RoundTo(345, 10); got != 350 {
		t.Errorf("RoundTo(345, 10) = %v, want 350", got)
	}
}

func TestDisplayTexts(t *testing.T) {
	for _, c := range []struct {
		q    Quantity
		want string
	}{
		{New(Of(52.4444), Percent, 1), "52.4%"},
		{New(Of(1234567), Count, 0), "1,234,567"},
		{New(Of(-2.5), Score, 1), "−2.5"},
		{New(Missing(Suppressed), Percent, 1), "c"},
		{New(Value{}, Percent, 1), ""},
		{New(Of(1.25e6), Pounds, 0), "£1.3m"},
	} {
		if c.q.Text != c.want {
			t.Errorf("%+v: Text = %q, want %q", c.q.Value, c.q.Text, c.want)
		}
	}
	if got := New(Of(6.1), Points, 1).Signed(); got != "+6.1 pp" {
		t.Errorf("Signed = %q, want %q", got, "+6.1 pp")
	}
}

func TestOutOfTenNeverSaysNobodyOrEverybodyWhenItIsNot(t *testing.T) {
	for n, want := range map[float64]int{0: 0, 0.4: 1, 4.9: 1, 44.9: 4, 45: 5, 99.9: 9, 100: 10} {
		got, ok := New(Of(n), Percent, 1).OutOfTen()
		if !ok || got != want {
			t.Errorf("OutOfTen(%v) = %d, %t, want %d", n, got, ok, want)
		}
	}
	if _, ok := New(Missing(Suppressed), Percent, 1).OutOfTen(); ok {
		t.Error("a suppressed figure has no tenths")
	}
}

func TestParseSymbolReadsEveryStandardSpelling(t *testing.T) {
	for text, want := range map[string]Symbol{"c": Suppressed, "[C]": Suppressed, " z ": NotApplicable, ":": NotAvailable, "~": Low, "K": Low, "LOW": Low, "[low]": Low, "u": Unreliable, "w": NoData} {
		if got, ok := ParseSymbol(text); !ok || got != want {
			t.Errorf("ParseSymbol(%q) = %v, %t, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "-", "*", "..", "NA", "n/a", "0", "cc"} {
		if _, ok := ParseSymbol(text); ok {
			t.Errorf("ParseSymbol(%q) must be refused", text)
		}
	}
}
