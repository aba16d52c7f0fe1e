package dataset

import (
	"fmt"
	"strings"
	"testing"
)

// series is a published file of n authorities whose count grows by a twentieth
// a year from 2016 to 2025, with some values replaced.
func series(n int, replaced map[string]string) string {
	var b strings.Builder
	b.WriteString("time_period,time_identifier,geographic_level,new_la_code,breakdown,plans,plans_pc\n")
	for i := range n {
		value := 100 * float64(i+1)
		for year := 2016; year <= 2025; year++ {
			text := fmt.Sprintf("%.0f", value)
			if r, ok := replaced[fmt.Sprintf("%d/%d", i+1, year)]; ok {
				text = r
			}
			fmt.Fprintf(&b, "%d,Calendar year,Local authority,E060000%02d,All,%s,50\n", year, i+1, text)
			value *= 1.05
		}
	}
	return b.String()
}

func TestFarValuesAreTold(t *testing.T) {
	cases := []struct {
		name     string
		areas    int
		replaced map[string]string
		want     []string
	}{
		{"steady growth", 20, nil, nil},
		{"ten times, within what large areas have", 20, map[string]string{"1/2020": "1216"}, []string{"1216"}},
		{"ten times in the newest year", 20, map[string]string{"2/2025": "3103"}, []string{"3103"}},
		{"a digit lost", 20, map[string]string{"9/2021": "115"}, []string{"115"}},
		{"a hundred times, beyond all areas", 20, map[string]string{"20/2018": "220500"}, []string{"220500"}},
		{"a true doubling", 20, map[string]string{"3/2025": "931"}, nil},
		{"one area alone", 1, map[string]string{"1/2020": "1216"}, []string{"1216"}},
		{"few areas, another unit in one year", 3, map[string]string{"1/2025": "15", "2/2025": "31", "3/2025": "46"}, []string{"15", "31", "46"}},
		{"all areas, another unit in one year", 10, tenth(10), []string{"15", "31", "46", "62", "77", "93", "108", "124", "139", "155"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, said := loadText(t, badSpec(), series(c.areas, c.replaced))
			if len(said) != len(c.want) {
				t.Fatalf("said %v; want %d warnings", said, len(c.want))
			}
			for i, d := range said {
				if !strings.HasPrefix(d.Message, fmt.Sprintf("plans %q for", c.want[i])) {
					t.Errorf("said %v; want it of %s", d, c.want[i])
				}
			}
		})
	}
}

// tenth is the newest figure of n authorities divided by ten.
func tenth(n int) map[string]string {
	out := map[string]string{}
	for i := range n {
		out[fmt.Sprintf("%d/2025", i+1)] = fmt.Sprint(int(15.5 * float64(i+1)))
	}
	return out
}
