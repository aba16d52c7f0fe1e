package verify

import (
	"strings"
	"testing"
)

const projectionHead = "area,scenario,tier,calendar-year,kind,slice,key,measure,mean,sd,min,p02.5,p05,p10,p25,p50,p75,p90,p95,p97.5,max,n-sims\n"

func projected(kind, slice, key, mean string) string {
	return "E06000026,baseline,open,2026," + kind + "," + slice + "," + key + ",plans," + mean + "\n"
}

func TestProjectionFilesAreProved(t *testing.T) {
	spread := ",2,1,2,3,4,5,10,15,16,17,18,19,100"
	for _, c := range []struct {
		name, text, want string
	}{
		{"nothing wrong", projectionHead + projected("projected", "total", "total", "10"+spread) + projected("projected", "setting-group", "special", "10"+spread), ""},
		{"another header", strings.Replace(projectionHead, "p50", "median", 1), "the header is not that of the contract"},
		{"quantiles out of order", projectionHead + projected("projected", "total", "total", "10,2,1,2,3,4,5,10,9,16,17,18,19,100"), "not in order"},
		{"a mean outside the values", projectionHead + projected("projected", "total", "total", "20"+spread), "not in order"},
		{"an observed figure with a spread", projectionHead + projected("observed", "total", "total", "10"+spread), "an observed figure has a spread"},
		{"no number", projectionHead + projected("projected", "total", "total", "NaN"+spread), "is no number"},
		{"hidden in part", projectionHead + projected("projected", "total", "total", "c"+spread), "hidden in part"},
		{"groups that do not add up", projectionHead + projected("projected", "total", "total", "10"+spread) + projected("projected", "setting-group", "special", "9"+spread), "add up to 9, the total is 10"},
		{"groups of which one is hidden", projectionHead + projected("projected", "total", "total", "10"+spread) + projected("projected", "setting-group", "special", "9"+spread) +
			projected("projected", "setting-group", "ap_pru", "c,c,c,c,c,c,c,c,c,c,c,c,c,100"), ""},
		{"a broken file", projectionHead + "\"", "quote"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := CheckProjection([]byte(c.text), Results{})
			if c.want == "" && len(got) > 0 || c.want != "" && (len(got) == 0 || !strings.Contains(got[0].Message, c.want)) {
				t.Errorf("got %v, want %q", got, c.want)
			}
		})
	}
}

func TestAProjectionMayNotShowWhatResultsHide(t *testing.T) {
	c := projectionCheck{hidden: map[string]bool{"E06000026|2026|setting-group|ap_pru|plans": true}, sums: map[string]*projectedSum{}}
	row := projected("observed", "setting-group", "ap_pru", "3,0,3,3,3,3,3,3,3,3,3,3,3,0")
	c.row(strings.Split(strings.TrimSpace(row), ","), "line 2")
	if len(c.problems) != 1 || !strings.Contains(c.problems[0].Message, "hidden in results.csv") {
		t.Errorf("got %v", c.problems)
	}
}
