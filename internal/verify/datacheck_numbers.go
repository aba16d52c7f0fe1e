package verify

import (
	"math"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
)

// mostDecimals is how many decimals any output prints.
const mostDecimals = 4

// Numbers knows every number of some rows and says whether a printed text can
// be one of them. It keeps the numbers and not their many texts, so a large
// file costs eight bytes a number.
type Numbers struct {
	plus, minus []float64 // magnitudes, rising, without repeats
	pounds      []float64 // of money alone
	tenths      [11]bool  // percentages as people out of ten
}

// Numbers indexes every number of the rows.
func (r Results) Numbers() Numbers {
	var out Numbers
	for _, row := range r.Rows {
		unit := quantity.Unit(row.Text("unit"))
		for _, c := range resultColumns {
			if v := row.Number(c.name); c.kind != textCell && v.Known {
				out.add(v, unit, c.name)
			}
		}
		for _, v := range noteNumbers(row.Text("notes")) {
			out.add(v, quantity.Count, "notes")
		}
	}
	for _, list := range []*[]float64{&out.plus, &out.minus, &out.pounds} {
		sort.Float64s(*list)
		*list = slices.Compact(*list)
	}
	return out
}

// noteNumbers are the numbers that ids of notes carry: how many were asked in a
// survey and how many answered are said also where the result is hidden.
func noteNumbers(notes string) []quantity.Value {
	var out []quantity.Value
	for _, id := range strings.Split(notes, ";") {
		word, number, ok := strings.Cut(id, "-")
		if !ok || !slices.Contains([]string{"answers", "invited", "response"}, word) {
			continue
		}
		if n, err := strconv.ParseFloat(number, 64); err == nil {
			out = append(out, quantity.Of(n))
		}
	}
	return out
}

func (x *Numbers) add(v quantity.Value, unit quantity.Unit, column string) {
	if v.Number < 0 {
		x.minus = append(x.minus, -v.Number)
	} else {
		x.plus = append(x.plus, v.Number)
	}
	if unit == quantity.Pounds {
		x.pounds = append(x.pounds, math.Abs(v.Number))
	}
	if tenths, ok := quantity.New(v, unit, 0).OutOfTen(); ok && slices.Contains(inTenths, column) {
		x.tenths[tenths] = true
	}
}

// inTenths are the columns that pages may put as people out of ten: figures of
// places, not limits or changes.
var inTenths = []string{"value", "sn_value", "region_value", "england_value", "target"}

var (
	printedNumber = regexp.MustCompile(`^([+−-]?)(£?)([0-9][0-9,]*)(?:\.([0-9]+))?(m?)(?:%| ?pp)?$`)
	outOfTenWords = regexp.MustCompile(`^([0-9]|10) (?:out of|in) (?:10|ten)$`)
)

// Explains reports whether the text is a declared form of one of the numbers:
// rounded to at most four decimals, halves away from zero, with thousands
// separators; with its sign, or as a magnitude without one; with % or pp after
// it or £ before it, in millions for money ("£1.3m"); the exact number; or
// people out of ten ("6 out of 10"). Any other text is not explained.
func (x Numbers) Explains(token string) bool {
	token = strings.TrimSpace(token)
	if m := outOfTenWords.FindStringSubmatch(token); m != nil {
		n, _ := strconv.Atoi(m[1]) // the pattern lets only numbers through
		return x.tenths[n]
	}
	m := printedNumber.FindStringSubmatch(token)
	if m == nil {
		return false
	}
	sign, whole, fraction := m[1], m[3], m[4]
	if m[5] == "m" {
		return m[2] == "£" && explainsMillions(x.pounds, whole, fraction)
	}
	return sign != "-" && sign != "−" && explainsAmong(x.plus, whole, fraction) || sign != "+" && explainsAmong(x.minus, whole, fraction)
}

// Has reports whether a number in its shortest decimal form is exactly one of
// the numbers.
func (x Numbers) Has(shortest string) bool {
	n, err := strconv.ParseFloat(shortest, 64)
	if err != nil {
		return false
	}
	list := x.plus
	if n < 0 {
		list, n = x.minus, -n
	}
	i := sort.SearchFloat64s(list, n)
	return i < len(list) && list[i] == n
}

// HasRounded reports whether a number is one of the whole numbers to the nearest
// 5 or 10, as a pack may show counts.
func (x Numbers) HasRounded(shortest string) bool {
	n, err := strconv.ParseFloat(shortest, 64)
	if err != nil || math.Mod(n, 5) != 0 {
		return false
	}
	list := x.plus
	if n < 0 {
		list, n = x.minus, -n
	}
	for i := sort.SearchFloat64s(list, n-5); i < len(list) && list[i] <= n+5; i++ {
		if exact := list[i]; exact == math.Trunc(exact) && (math.Round(exact/5)*5 == n || math.Round(exact/10)*10 == n) {
			return true
		}
	}
	return false
}

// leadingNumber is the number that a worded figure begins with: "+6.1 points".
var leadingNumber = regexp.MustCompile(`^(?:[0-9]+ (?:out of|in) (?:10|ten)|[+−-]?£?[0-9][0-9,]*(?:\.[0-9]+)?m?(?:%| ?pp)?)`)

// ExplainsWords is Explains for a figure followed by words of its unit.
func (x Numbers) ExplainsWords(text string) bool {
	return x.Explains(leadingNumber.FindString(strings.TrimSpace(text)))
}

// printsAs reports whether a text is a declared form of one exact number, given
// in its shortest decimal form. The unit is the text's own: money where it
// begins with a pound sign, a percentage where it says so or counts in tens.
func printsAs(shortest, text string) bool {
	n, err := strconv.ParseFloat(shortest, 64)
	if err != nil {
		return false
	}
	unit := quantity.Percent
	if strings.Contains(text, "£") {
		unit = quantity.Pounds
	}
	var own Numbers
	own.add(quantity.Of(n), unit, "value")
	return own.ExplainsWords(text)
}

// explainsAmong looks among magnitudes for one that prints as whole.fraction.
func explainsAmong(list []float64, whole, fraction string) bool {
	want, ok := decimalNumber(whole, fraction)
	if !ok {
		return false
	}
	decimals := len(fraction)
	half := 0.5 * math.Pow10(-decimals)
	slack := half/100 + want*1e-12 // a rounding decides on decimal digits; candidates are tried below
	text := decimalText(whole, fraction)
	for i := sort.SearchFloat64s(list, want-half-slack); i < len(list) && list[i] <= want+half+slack; i++ {
		if quantity.Of(list[i]).Shortest() == text || decimals <= mostDecimals && quantity.Format(list[i], decimals) == text {
			return true
		}
	}
	return false
}

// explainsMillions is the same for money printed in millions to one decimal.
func explainsMillions(pounds []float64, whole, fraction string) bool {
	want, ok := decimalNumber(whole, fraction)
	if !ok || len(fraction) != 1 {
		return false
	}
	for i := sort.SearchFloat64s(pounds, (want-0.051)*1e6); i < len(pounds) && pounds[i] <= (want+0.051)*1e6; i++ {
		if quantity.New(quantity.Of(pounds[i]), quantity.Pounds, 0).Bare == "£"+decimalText(whole, fraction)+"m" {
			return true
		}
	}
	return false
}

func decimalNumber(whole, fraction string) (float64, bool) {
	n, err := strconv.ParseFloat(decimalText(strings.ReplaceAll(whole, ",", ""), fraction), 64)
	return n, err == nil && !math.IsInf(n, 0)
}

func decimalText(whole, fraction string) string {
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}
