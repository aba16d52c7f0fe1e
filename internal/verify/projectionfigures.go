package verify

import (
	"bytes"
	"encoding/csv"
	"math"
	"path"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
)

const hindsightFile = "data/hindsight.csv"

// projectionPage is the page that may show every figure of the two files.
const projectionPage = "projection.html"

// projectedColumns are the columns of projection.csv that pages may show: a
// figure outside them, such as the largest of all futures, is not explained.
var projectedColumns = []string{"p05", "p25", "p50", "p75", "p95"}

// projectedNumbers are the figures that pages and packs may take from
// projection.csv and hindsight.csv: counts, the quantiles of futures, and the
// change of projected plans on the last count, in per cent.
func projectedNumbers(projection, hindsight []byte) Numbers {
	var out Numbers
	now := map[string]float64{} // the last count of plans by slice
	header, rows := tableOf(projection)
	at := func(row []string, column string) (float64, bool) {
		n, err := strconv.ParseFloat(row[slices.Index(header, column)], 64)
		return n, err == nil
	}
	for _, row := range rows {
		slice := strings.Join(row[5:8], "|")
		for _, c := range projectedColumns {
			n, ok := at(row, c)
			if !ok {
				continue
			}
			unit := quantity.Count
			if row[7] == "share-of-population" || row[7] == "change-pct" {
				unit = quantity.Percent
			}
			out.add(quantity.Of(n), unit, c)
			if was := now[slice]; row[4] == "projected" && row[5] == "total" && row[7] == "plans" && was > 0 {
				out.add(quantity.Of(100*(n-was)/was), quantity.Percent, c)
			}
			if row[4] == "observed" {
				now[slice] = n
			}
		}
	}
	header, rows = tableOf(hindsight)
	for _, row := range rows {
		for _, c := range append([]string{"actual"}, projectedColumns...) {
			if n, err := strconv.ParseFloat(row[max(0, slices.Index(header, c))], 64); err == nil {
				out.add(quantity.Of(n), quantity.Count, c)
			}
		}
	}
	for _, list := range []*[]float64{&out.plus, &out.minus} {
		sort.Float64s(*list)
		*list = slices.Compact(*list)
	}
	return out
}

// tableOf is a file's header and rows; nothing of a file that is not there or
// is no table, which CheckProjection tells.
func tableOf(raw []byte) (header []string, rows [][]string) {
	all, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
	if err != nil || len(all) == 0 {
		return nil, nil
	}
	if h := all[0]; !slices.Equal(h, projectionColumns) && !slices.Contains(h, "actual") {
		return nil, nil
	}
	return all[0], all[1:]
}

// tellsProjected reports whether a file may show projected figures: the page
// of the projection, and packs.
func tellsProjected(name string) bool {
	return name == projectionPage || path.Dir(name) == "packs"
}

// explained reports whether a page or pack may show a token as a figure.
func (a *area) explained(name, token string) bool {
	return a.numbers.Explains(token) || tellsProjected(name) && a.projected.Explains(token)
}

// known reports whether a page or pack may carry an exact number. Packs may
// show counts to the nearest 5 or 10.
func (a *area) known(name, shortest string) bool {
	pack := path.Dir(name) == "packs"
	switch {
	case a.numbers.Has(shortest) || pack && a.numbers.HasRounded(shortest):
		return true
	case !tellsProjected(name):
		return false
	}
	return a.projected.Has(shortest) || pack && a.projected.near(shortest)
}

// near reports whether a number is one of the numbers, which need not be
// whole, to the nearest 5 or 10.
func (x Numbers) near(shortest string) bool {
	n, err := strconv.ParseFloat(shortest, 64)
	if err != nil || math.Mod(n, 5) != 0 {
		return false
	}
	list := x.plus
	if n < 0 {
		list, n = x.minus, -n
	}
	for i := sort.SearchFloat64s(list, n-5); i < len(list) && list[i] <= n+5; i++ {
		if math.Round(list[i]/5)*5 == n || math.Round(list[i]/10)*10 == n {
			return true
		}
	}
	return false
}
