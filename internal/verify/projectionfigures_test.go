package verify

import (
	"strings"
	"testing"
	"testing/fstest"
)

// projectionOfTest has 3,081 plans in 2025 and futures of 2028 around 4,021.
const projectionOfTest = projectionHead +
	"E06000026,baseline,open,2025,observed,total,total,plans,3081,0,3081,3081,3081,3081,3081,3081,3081,3081,3081,3081,3081,0\n" +
	"E06000026,baseline,open,2028,projected,total,total,plans,4030.5,380.25,2900,3300,3440.5,3500,3800,4021.25,4250,4600,4745,4900,5777,1000\n"

const hindsightOfTest = "area,tier,origin,calendar-year,slice,key,measure,p05,p25,p50,p75,p95,actual\n" +
	"E06000026,open,2023,2024,total,total,plans,2701,2755,2788,2822,2899,2812\n" +
	"E06000026,open,2023,2025,total,total,plans,c,c,c,c,c,c\n"

func TestPagesMayShowTheFiguresOfAProjection(t *testing.T) {
	a := area{projected: projectedNumbers([]byte(projectionOfTest), []byte(hindsightOfTest))}
	for _, c := range []struct {
		name, page, value string
		want              bool
	}{
		{"a count", "projection.html", "3081", true},
		{"the median", "projection.html", "4021.25", true},
		{"the end of a range", "projection.html", "3440.5", true},
		{"what would have been said before", "projection.html", "2788", true},
		{"what happened then", "projection.html", "2812", true},
		{"the change on now in per cent", "projection.html", "11.668289516390782", true},
		{"the largest of all futures", "projection.html", "5777", false},
		{"their spread", "projection.html", "380.25", false},
		{"a figure of its own", "projection.html", "4022", false},
		{"the median in a pack", "packs/board.html", "4021.25", true},
		{"the median to the nearest 10 in a pack", "packs/board.html", "4020", true},
		{"the same on the page", "projection.html", "4020", false},
		{"the median on the page of an indicator", "indicators/ehc-plans-active.html", "4021.25", false},
		{"no number", "projection.html", "many", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := a.known(c.page, c.value); got != c.want {
				t.Errorf("%s on %s: %t, want %t", c.value, c.page, got, c.want)
			}
		})
	}
	if !a.explained("projection.html", "+11.7%") || a.explained("projection.html", "+12.7%") || a.explained("index.html", "+11.7%") {
		t.Error("a change in per cent is told where it is not in the file, or not where it is")
	}
}

func TestFiguresOfAnotherFileExplainNothing(t *testing.T) {
	for name, text := range map[string]string{"nothing": "", "another header": strings.Replace(projectionOfTest, "p50", "median", 1), "a broken file": projectionHead + "\""} {
		t.Run(name, func(t *testing.T) {
			if got := projectedNumbers([]byte(text), []byte(text)); len(got.plus)+len(got.minus) > 0 {
				t.Errorf("%v are taken from it", got)
			}
		})
	}
}

func TestAnInventedFigureOfAProjectionIsFound(t *testing.T) {
	page := func(figure string) string {
		return "<!doctype html><html lang=\"en\"><head><title>Plans</title><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"></head><body><main><h1>Plans</h1><p>" + figure + "</p></main></body></html>"
	}
	for figure, want := range map[string]int{`About <data value="4021.25">4,021</data> plans, +30.5%.`: 0, `About <data value="5777">5,777</data> plans.`: 1, `+31.5% on now.`: 1} {
		out := fstest.MapFS{"data/results.csv": {Data: []byte("area_code\n")}, "data/projection.csv": {Data: []byte(projectionOfTest)}, "projection.html": {Data: []byte(page(figure))}}
		found := 0
		for _, p := range Area(out, "", nil, nil) {
			if p.File == "projection.html" {
				found++
			}
		}
		if found != want {
			t.Errorf("%q: %d problems of the page, want %d", figure, found, want)
		}
	}
}
