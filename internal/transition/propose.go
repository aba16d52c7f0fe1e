package transition

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// seen is what the data show of one setting or of all.
type seen struct{ min, max int }

func (s *seen) add(ncy int, first bool) {
	if first {
		s.min, s.max = ncy, ncy
		return
	}
	s.min, s.max = min(s.min, ncy), max(s.max, ncy)
}

// Propose makes valid states from the data alone: each setting is valid from
// the beginning of the phase in which it is first seen to the end of the phase
// in which it is last seen, within the school years of the data, for all needs,
// and all settings can be reached from it. It is a start for a person to mend,
// not a finding.
func Propose(transitions []Transition) []Setting {
	settings, needs := map[string]*seen{}, map[string]bool{}
	var all seen
	any := false
	note := func(ncy int, need, setting string) {
		if setting == NonSend {
			return
		}
		all.add(ncy, !any)
		any, needs[need] = true, true
		s, known := settings[setting]
		if !known {
			s = &seen{}
			settings[setting] = s
		}
		s.add(ncy, !known)
	}
	for _, t := range transitions {
		note(t.NCY, t.Need1, t.Setting1)
		note(t.NCY+1, t.Need2, t.Setting2)
	}
	codes, allNeeds := slices.Sorted(maps.Keys(settings)), slices.Sorted(maps.Keys(needs))
	var out []Setting
	for _, code := range codes {
		first, _ := phaseRange(settings[code].min)
		_, last := phaseRange(settings[code].max)
		out = append(out, Setting{Code: code, Group: code, Min: max(first, all.min), Max: min(last, all.max), Needs: allNeeds, Reach: codes})
	}
	return out
}

// SettingsCSV is a valid-states.csv that reads back as the same settings.
func SettingsCSV(settings []Setting) []byte {
	var b strings.Builder
	b.WriteString("setting,setting-group,min-academic-year,max-academic-year,needs,setting->setting\n")
	for _, s := range settings {
		b.WriteString(quoted(s.Code) + "," + quoted(s.Group) + "," + strconv.Itoa(s.Min) + "," + strconv.Itoa(s.Max) + "," +
			quoted(strings.Join(s.Needs, ",")) + "," + quoted(strings.Join(s.Reach, ",")) + "\n")
	}
	return []byte(b.String())
}

// quoted is a CSV cell.
func quoted(text string) string {
	if strings.ContainsAny(text, ",\"\r\n") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}
