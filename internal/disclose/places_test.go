package disclose

import (
	"testing"

	"github.com/sendpack/sendpack/internal/dataset"
	"github.com/sendpack/sendpack/internal/evaluate"
)

func TestAnAuthorityIsNotWhatIsLeftOfEnglandOrOfLondon(t *testing.T) {
	london, _ := register.ByCode("E12000007")
	for name, wider := range map[string]dataset.AreaID{"England, without regions": england, "London": london} {
		def := definition("S1", "count")
		var results []evaluate.Result
		sum, first := 0.0, dataset.AreaID(-1)
		for _, id := range register.Current(20241231, dataset.LevelLA) {
			if a := register.Area(id); wider == london && register.ParentRegion(a.Region) != "E12000007" {
				continue
			}
			n := 3.0
			if first >= 0 {
				n = 40 + float64(len(results))
			} else {
				first = id
			}
			results, sum = append(results, result(def, id, n, 0)), sum+n
		}
		got, report := apply(def, Policy{}, append(results, result(def, wider, sum, 0))...)
		hidden := 0
		for _, r := range got {
			if look(r) == "c" {
				hidden++
			}
		}
		if len(results) < 30 || hidden != 2 || report.Primary != 1 || report.Secondary != 1 {
			t.Errorf("%s: of %d authorities and their total %d are hidden: %+v", name, len(results), hidden, report)
		}
	}
}
