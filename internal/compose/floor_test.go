package compose

import (
	"fmt"
	"strings"
	"testing"
)

// public packs are those that anyone may be handed.
var publicPacks = []string{"members", "parent-carer", "parent-carer-large-print"}

func TestCountsUnderTenAndRatesOnThemAreNotInMembersAndForumPacks(t *testing.T) {
	// Counts of 7 and 8, open to all by class S0: now, the year before, and as
	// the latest of a count.
	w := world{measures: []string{"n", "d"}, dimensions: []string{"topic"}}
	s := secrets{}
	me := code(authorities[0])
	for _, id := range []string{"now", "before"} {
		w.definitions += indicator(id, "proportion", "pct", "where: topic == \""+id+"\"\n"+phrases)
	}
	for _, topic := range []string{"now", "before"} {
		for y, n := range []int{401, 408, 415, 422} {
			switch {
			case topic == "now" && y == 3:
				w.rows = append(w.rows, row(me, "2024", topic, 7, 98765))
				s.plant("now", 7, 98765, 41.5)
			case topic == "before" && y == 2:
				w.rows = append(w.rows, row(me, "2023", topic, 8, 87654))
				s.plant("the year before", 8, 87654, 42.2)
			default:
				w.rows = append(w.rows, row(me, fmt.Sprint(2021+y), topic, n, 1000))
			}
		}
	}
	w.commentary = map[string]string{
		"notes/members.md": "---\npack: members\ntitle: \"{{value now}}, {{previous before}}\"\n---\n## At a glance\n{{value now}} {{previous before}} {{change before}} {{change now}} {{out_of_ten now}} {{rank now}}\n\n## What is driving this\n{{value now}}\n",
		"notes/forum.md":   "---\npack: parent-carer\n---\n## What this is\n{{value now}} {{previous before}} {{out_of_ten now}}\n",
		"notes/before.md":  "---\nindicator: before\naudience: P\n---\n## What happens next\n{{previous}} {{change}}\n",
	}
	in := w.input(t)
	for n := range in.Packs { // a layout that names them shows them no more
		for k := range in.Packs[n].Pages {
			if in.Packs[n].Audience != "B" && in.Packs[n].Pages[k].Section != "questions" {
				in.Packs[n].Pages[k].Indicators = []string{"now", "before"}
			}
		}
	}
	for _, id := range publicPacks {
		doc := pack(t, in, id)
		for _, f := range s.found(id, doc) {
			t.Error(f)
		}
		if !strings.Contains(wordsOf(doc), "too small to show") {
			t.Errorf("%s does not say that something is too small to show", id)
		}
	}
	if len(s.found("board", pack(t, in, "board"))) == 0 {
		t.Error("the board sees them")
	}
}

func TestAPublishedRateOfEventsWithoutItsCountMayBeOneChild(t *testing.T) {
	w := world{definitions: indicator("excluded", "index", "per10k", "polarity: low\nvalue: {source: src, column: n}\n"), measures: []string{"n"}}
	for y, v := range []float64{1.2321, 1.3431, 1.4541} {
		w.rows = append(w.rows, row(code(authorities[0]), fmt.Sprint(2022+y), v))
	}
	w.commentary = map[string]string{"notes/members.md": "---\npack: members\n---\n## At a glance\n{{value excluded}}\n"}
	in := w.input(t)
	for n := range in.Packs {
		for k := range in.Packs[n].Pages {
			in.Packs[n].Pages[k].Indicators = []string{"excluded"}
		}
	}
	s := secrets{1.4541: "2024", 1.3431: "2023"}
	for _, id := range publicPacks {
		for _, f := range s.found(id, pack(t, in, id)) {
			t.Error(f)
		}
	}
	if len(s.found("board", pack(t, in, "board"))) == 0 {
		t.Error("the board sees it")
	}
}

func TestProvisionalFiguresAreNotInTheForumsPack(t *testing.T) {
	w := share(phrases, 300, 30, 401, 408, 463)
	for n := range w.rows {
		if strings.HasPrefix(w.rows[n], code(authorities[0])+",2024") {
			w.rows[n] += "provisional"
		}
	}
	w.commentary = map[string]string{"notes/forum.md": "---\npack: parent-carer\n---\n## What this is\nIt was {{value share}}, {{change share}}, {{out_of_ten share}}.\n"}
	in := w.input(t)
	for n := range in.Packs {
		for k := range in.Packs[n].Pages {
			in.Packs[n].Pages[k].Indicators = []string{"share"}
		}
	}
	s := secrets{46.3: "value", 5.5: "change", 463: "count"}
	for _, id := range []string{"parent-carer", "parent-carer-large-print"} {
		doc := pack(t, in, id)
		for _, f := range s.found(id, doc) {
			t.Error(f)
		}
		if w := wordsOf(doc); !strings.Contains(w, "It was not available yet, not available yet, not available yet.") {
			t.Errorf("%s: a provisional figure is told as such", id)
		}
	}
	members := pack(t, in, "members")
	if len(s.found("members", members)) == 0 || !strings.Contains(wordsOf(members), "(provisional)") && !strings.Contains(wordsOf(members), "(p)") {
		t.Error("members see it, marked as provisional")
	}
}

func TestClassS4IsForTheBoardAndTheDataBook(t *testing.T) {
	w := world{definitions: indicator("register", "count", "count", "suppression: S4\npolarity: none\naudiences: {B: headline}\n"), measures: []string{"n"}}
	w.commentary = map[string]string{}
	for _, id := range publicPacks[:2] {
		w.commentary["notes/"+id+".md"] = "---\npack: " + id + "\n---\n## At a glance\n{{value register}}\n\n## What this is\n{{value register}} {{change register}}\n"
	}
	for y, n := range []int{6543, 6544, 6545} {
		w.rows = append(w.rows, row(code(authorities[0]), fmt.Sprint(2022+y), n))
	}
	in := w.input(t)
	in.Project.Headlines = []string{"register"}
	for n := range in.Packs {
		for k := range in.Packs[n].Pages {
			in.Packs[n].Pages[k].Indicators = []string{"register"}
		}
	}
	s := secrets{6543: "2022", 6544: "2023", 6545: "2024"}
	for _, id := range publicPacks {
		for _, f := range s.found(id, pack(t, in, id)) {
			t.Error(f)
		}
	}
	if len(s.found("data", Data(in, int32(authorities[0])))) == 0 || len(s.found("board", pack(t, in, "board"))) == 0 {
		t.Error("board and data book show it")
	}
}

func TestTheSameNumberInEveryPack(t *testing.T) {
	in := share(phrases+"audiences: {B: headline, M: headline, P: headline, S: page}\n", 563, 48, 444, 463, 524).input(t)
	for id, doc := range everything(t, in) {
		if id == "landing" {
			continue
		}
		if len(contentOf(doc).numbers[52.4]) == 0 {
			t.Errorf("%s does not hold the unrounded 52.4", id)
		}
	}
}
