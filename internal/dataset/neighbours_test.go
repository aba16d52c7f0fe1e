package dataset

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/diag"
)

func TestNeighboursInThreeLayouts(t *testing.T) {
	layouts := map[string]string{
		"wide": "\ufeffold_la_code,la_name,region_ind,region_name,SN_1,SN_1P,SN_2,SN_2P\n" +
			"879,Plymouth,7,South West,851,Very Close,831,Not close \n370,Barnsley,9,Y,933,Close,815,Close\n",
		"sheet": "Statistical neighbours,,,,,,,,\n,,,,,,,,\nMay 2025\nLA num,LA Name,LA number,GOInd,GOReg,SN1,SNP,SN2,SNP\n" +
			"1,Plymouth,879,7,South West,851,Very close,831,Not close\n2,Barnsley,370,9,Y,933,close,815,Close\n,,,,,,,,\nOld SNs:,,,,,,,,\n" +
			"3,Poole,836,7,South West,851,Close,879,Close\n",
		"long": "Rank,area,neighbour,closeness\n2,E06000026,Derby,not close\n1,Plymouth,851,Very close\n1,Barnsley,Somerset,Close\n2,370,North Yorkshire,Close\n",
	}
	want := map[string][]string{"E06000026": {"E06000044 Very close", "E06000015 Not close"}, "E08000038": {"E06000066 Close", "E06000065 Close"}}
	reg := LoadRegister()
	for name, text := range layouts {
		t.Run(name, func(t *testing.T) {
			var l diag.List
			set, err := LoadNeighbours(context.Background(), fstest.MapFS{"n.csv": {Data: []byte(text)}}, Spec{Set: "sn-2025", SetTitle: "2025"}, []string{"n.csv"}, reg, &l)
			if err != nil || l.Len() > 0 {
				t.Fatal(err, l.Sorted())
			}
			got := map[string][]string{}
			for area, list := range set.Of {
				for _, n := range list {
					code := reg.Area(area).Code
					got[code] = append(got[code], reg.Area(n.Area).Code+" "+n.Closeness)
				}
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("neighbours differ (-want +got):\n%s", d)
			}
		})
	}
}
