package project

import "testing"

func TestWhatIsWrongInTheBoardsParticularsIsToldAtItsPlace(t *testing.T) {
	for more, want := range map[string]string{
		"meeting:\n  history:\n    - {version: \"1\", date: June, what: All}\n":                `place/sendpack.yaml:6:28: "June" is not a date`,
		"meeting:\n  sign_off:\n    - {part: All, role: Director, date: 2026-02-30}\n":         `place/sendpack.yaml:6:41: "2026-02-30" is not a date`,
		"deep_dive:\n  question: Why?\n  indicators: [a, b, c, d, e]\n":                        `place/sendpack.yaml:6:3: a deep dive into 5 indicators`,
		"part_b:\n  paragraphs: [3, 8]\n":                                                      `place/sendpack.yaml:5:19: Schedule 12A has no paragraph 8 of exempt information`,
		"meeting: {embargo: Not before noon, next_pack: May}\npart_b: {indicators: [waits]}\n": "",
	} {
		_, ds := load(begin + more)
		got := ""
		if all := said(ds); len(all) > 0 {
			got = all[0]
		}
		if got != want || len(ds) > 1 {
			t.Errorf("%q: said %q", more, said(ds))
		}
	}
}
