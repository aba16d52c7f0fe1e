package verify

import (
	"context"
	"strings"
	"testing"

	"github.com/sendpack/sendpack/internal/attack"
	"github.com/sendpack/sendpack/internal/quantity"
)

// published is an auditor with counts of one list: need, count as printed.
func published(t *testing.T, figures ...[2]string) []Problem {
	t.Helper()
	a := NewAuditor(attack.Facts{Indicators: map[string]attack.Indicator{"plans": {Measure: "count", Threshold: 6}}})
	for _, f := range figures {
		columns := map[string]string{"area_code": "E06000026", "area_level": "LA", "indicator": "plans", "breakdown": f[0], "period": "2024", "period_type": "CY"}
		if f[1] == quantity.Suppressed.Code() {
			columns["symbol"], columns["display"] = f[1], f[1]
		} else {
			columns["value"], columns["numerator"], columns["display"] = f[1], f[1], f[1]
		}
		a.release.Add(attack.RowOf(func(column string) string { return columns[column] }))
	}
	report, err := a.Audit(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return Disclosed(report)
}

func TestTheAuditFindsWhatFollowsFromATotalAndNeverSaysIt(t *testing.T) {
	problems := published(t, [2]string{"", "9150"}, [2]string{"need=a", "9038"}, [2]string{"need=b", "c"}, [2]string{"need=c", "108"})
	if len(problems) != 1 {
		t.Fatalf("%d problems: %v", len(problems), problems)
	}
	said := problems[0].Where + problems[0].Message
	if !strings.Contains(said, "plans, E06000026, 2024, need=b") || !strings.Contains(said, "determined") {
		t.Errorf("said: %s", said)
	}
	for _, n := range []string{"9150", "9038", "108", " 4"} {
		if strings.Contains(problems[0].Message, n) {
			t.Errorf("the message has a number of the table: %s", said)
		}
	}
}

func TestTheAuditPassesWhatIsProtected(t *testing.T) {
	if p := published(t, [2]string{"", "150"}, [2]string{"need=a", "38"}, [2]string{"need=b", "c"}, [2]string{"need=c", "c"}, [2]string{"need=d", "96"}); len(p) > 0 {
		t.Errorf("a safe table is refused: %v", p)
	}
}

func TestFiguresPublishedInFullAreNotAudited(t *testing.T) {
	a := NewAuditor(attack.Facts{Indicators: map[string]attack.Indicator{"open": {Measure: "count"}}})
	a.add(Results{Rows: []ResultRow{}}, a.release.Add)
	if a.wanted["open"] || a.unknown("open") || !a.unknown("other") {
		t.Error("an open indicator is audited, or an unknown one is not")
	}
}
