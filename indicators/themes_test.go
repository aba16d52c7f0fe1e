package indicators

import "testing"

func TestEverySubdomainGivesEvidenceOnExactlyOneTheme(t *testing.T) {
	themes := map[string]int{}
	for _, theme := range Themes() {
		for _, s := range theme.Subdomains {
			themes[s]++
		}
	}
	for _, d := range Domains() {
		for _, s := range Subdomains(d.ID) {
			if themes[s.ID] != 1 {
				t.Errorf("%s belongs to %d themes", s.ID, themes[s.ID])
			}
			delete(themes, s.ID)
		}
	}
	for s := range themes {
		t.Errorf("%s is no subdomain", s)
	}
}
