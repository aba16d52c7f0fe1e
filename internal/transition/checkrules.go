package transition

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/diag"
)

// costs compares the data with the unit costs.
func (c *checker) costs() {
	if !c.in.Files.Costs.given() {
		return
	}
	have, used := map[[2]string]bool{}, map[[2]string]bool{}
	for _, x := range c.in.Costs {
		have[[2]string{x.Need, x.Setting}] = true
	}
	counts, first := map[[2]string]int{}, map[[2]string]Transition{}
	var order [][2]string
	for _, t := range c.rows {
		if t.Leaver() {
			continue
		}
		key := [2]string{t.Need2, t.Setting2}
		any := [2]string{"*", t.Setting2}
		used[key], used[any] = true, true
		if have[key] || have[any] {
			continue
		}
		if counts[key] == 0 {
			order, first[key] = append(order, key), t
		}
		counts[key] += t.Count
	}
	for _, key := range order {
		c.warn(c.at(first[key], first[key].n2), "need "+strconv.Quote(key[0])+" in setting "+strconv.Quote(key[1])+" has no unit cost: "+several(counts[key], "occurrence"),
			"a row in "+c.in.Files.Costs.Name, "add its cost; until then it counts as 0 and totals are marked incomplete")
	}
	for _, x := range c.in.Costs {
		s, known := c.settings[x.Setting]
		if !known || (x.Need != "*" && !slices.Contains(s.Needs, x.Need)) {
			c.warn(x.pos, "the cost of need "+strconv.Quote(x.Need)+" in setting "+strconv.Quote(x.Setting)+" belongs to no state", "a need and setting of the valid states", "correct the code, or remove the row")
		}
	}
}

// rules looks for scenario rules that can change nothing.
func (c *checker) rules() {
	for _, r := range c.in.Rules {
		c.ruleCodes(r)
		if c.effective(r) {
			continue
		}
		c.warn(r.pos, "this "+r.Kind+" rule of scenario "+strconv.Quote(r.Scenario)+" matches nothing", "states, school years or calendar years that occur", "check its filters against the data and the valid states")
	}
}

// ruleCodes tells codes that no file knows: a rule with one does less than its
// author thinks.
func (c *checker) ruleCodes(r Rule) {
	look := func(pos diag.Pos, what string, codes []string, known func(string) bool, all []string) {
		for _, code := range codes {
			if code != NonSend && !known(code) {
				c.warn(pos, what+" "+strconv.Quote(code)+" is not in the valid states, so a rule about it does nothing", "one of "+strings.Join(all, ", "), "correct the code")
			}
		}
	}
	settings, needs := slices.Sorted(maps.Keys(c.settings)), slices.Sorted(maps.Keys(c.needs))
	isSetting := func(s string) bool { _, ok := c.settings[s]; return ok }
	isNeed := func(s string) bool { return c.needs[s] }
	look(r.need1, "need", r.Need1, isNeed, needs)
	look(r.setting1, "setting", r.Setting1, isSetting, settings)
	look(r.n2, "need", r.Need2, isNeed, needs)
	look(r.s2, "setting", r.Setting2, isSetting, settings)
	if r.ToSetting != "" {
		look(r.dest, "setting", []string{r.ToSetting}, isSetting, settings)
	}
}

// effective says whether anything in the inputs matches a rule.
func (c *checker) effective(r Rule) bool {
	years := map[int]bool{}
	for _, t := range c.rows {
		years[t.Year] = true
		if (r.Kind == KindRate || (r.Kind == KindHistory && r.acts(t.Year))) && r.matches(t.NCY+1, t.Need1, t.Setting1, t.Need2, t.Setting2) {
			return true
		}
	}
	if r.Kind == KindRate || r.Kind == KindHistory {
		return false
	}
	seed := keysOf(years)[len(years)-1] + 1
	if r.From > c.last() || (r.To != 0 && r.To <= seed) {
		return false
	}
	for _, s := range c.in.Settings {
		if passes(r.Setting2, s.Code) && r.MinNCY <= s.Max && r.MaxNCY >= s.Min && (len(r.Need2) == 0 || slices.ContainsFunc(s.Needs, func(n string) bool { return slices.Contains(r.Need2, n) })) {
			return true
		}
	}
	return false
}
