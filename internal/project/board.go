package project

import (
	"fmt"

	"github.com/sendpack/sendpack/internal/diag"
)

// Meeting is what a board pack says about itself: on its cover, at the head of
// each page and in its last section.
type Meeting struct {
	Name     string    `yaml:"name,omitempty" desc:"the meeting and its date"`
	Decision string    `yaml:"decision,omitempty" desc:"what is asked of it"`
	Version  string    `yaml:"version,omitempty" desc:"version with what was checked by whom (roles)"`
	NextPack string    `yaml:"next_pack,omitempty" desc:"when the next pack is issued"`
	Marking  string    `yaml:"marking,omitempty" desc:"protective marking: Official"`
	Embargo  string    `yaml:"embargo,omitempty" desc:"printed on every page: Not for release before 9.30am on 15 September 2026"`
	History  []Version `yaml:"history,omitempty" desc:"versions of this pack, oldest first"`
	SignOff  []SignOff `yaml:"sign_off,omitempty" desc:"who answers for what, and when they agreed"`
}

// Version is one version of a pack.
type Version struct {
	Version string `yaml:"version" desc:"number or words: 0.9, for partners"`
	Date    string `yaml:"date" desc:"YYYY-MM-DD"`
	What    string `yaml:"what" desc:"what changed in it"`
}

// SignOff is one agreement, by role and never by name. Without a date it is
// still asked for.
type SignOff struct {
	Part string `yaml:"part" desc:"what is agreed: health figures"`
	Role string `yaml:"role" desc:"role that agrees, never a name"`
	Date string `yaml:"date,omitempty" desc:"YYYY-MM-DD; left out while it is waited for"`
}

// DeepDive is the question of a board's choice, with the figures that answer
// it. The board's commentary may add to it under the headings "Deep dive" and
// "Case study".
type DeepDive struct {
	Question   string   `yaml:"question" desc:"the question as the board asks it"`
	Indicators []string `yaml:"indicators" desc:"ids of the indicators that answer it, at most four"`
	Breakdowns []string `yaml:"breakdowns,omitempty" desc:"lists that they are split by, where they have them: need, phase"`
	Text       string   `yaml:"text,omitempty" desc:"why it is asked, in one or two sentences"`
}

// mostDive is how many indicators a deep dive looks at: a page of charts, not
// a second data book.
const mostDive = 4

// PartB says what is kept from the public and why.
type PartB struct {
	Paragraphs []int    `yaml:"paragraphs,omitempty" desc:"paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972 that it is exempt under: 1 to 7"`
	Reason     string   `yaml:"reason,omitempty" desc:"why the public interest in keeping it back is the greater, in one sentence"`
	Indicators []string `yaml:"indicators,omitempty" desc:"ids that stand in the pack board-part-b alone: in no public page, pack or data file"`
}

// checkBoard checks the particulars of the board's packs.
func (p *Project) checkBoard(l *diag.List) {
	date := func(field, text string) {
		if text != "" && Day(text) == 0 {
			l.Add(diag.Diagnostic{Pos: p.at(field), Message: fmt.Sprintf("%q is not a date", text), Expected: "YYYY-MM-DD"})
		}
	}
	for n, v := range p.Meeting.History {
		date(fmt.Sprintf("meeting.history[%d].date", n), v.Date)
	}
	for n, s := range p.Meeting.SignOff {
		date(fmt.Sprintf("meeting.sign_off[%d].date", n), s.Date)
	}
	if d := p.DeepDive; d != nil && len(d.Indicators) > mostDive {
		l.Add(diag.Diagnostic{Pos: p.at("deep_dive.indicators"), Message: fmt.Sprintf("a deep dive into %d indicators", len(d.Indicators)), Expected: fmt.Sprintf("at most %d", mostDive), Fix: "keep those that answer the question"})
	}
	for n, k := range p.PartB.Paragraphs {
		if k < 1 || k > 7 {
			l.Add(diag.Diagnostic{Pos: p.at(fmt.Sprintf("part_b.paragraphs[%d]", n)), Message: fmt.Sprintf("Schedule 12A has no paragraph %d of exempt information", k), Expected: "1 to 7"})
		}
	}
}
