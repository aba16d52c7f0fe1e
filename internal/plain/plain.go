// Package plain measures how plain a text is: words, sentences, syllables,
// reading ages by two formulas, acronyms that nobody explained, and words that
// readers do not know or that look down on children. Its functions are pure and
// know nothing of packs or files: build hands over the passages of a page and
// the limits, and says whose words a finding is about. It refuses to measure
// what is too short to say anything.
//
// Reading ages are an aid: a short sentence of short words can still be wrong,
// and only readers can say whether they understand it.
package plain

import "math"

// Kind says how a passage stands on its page.
type Kind int

const (
	// Running text is measured, and each of its sentences is held to the limit.
	Running Kind = iota
	// Heading is measured when it says something: below five words it is a label.
	Heading
	// Label names a thing (a column, a tile). Labels are not measured, since each
	// would count as a very short sentence and flatter the text around it.
	Label
	// Quote is measured, and not held to any rule: people say what they say.
	Quote
	// Aside is heard and not seen, such as a picture's alternative text. It is held
	// to the rules on words and not measured.
	Aside
	// Name is a title that must stand as its owner wrote it, such as that of a
	// publication: neither measured nor held to any rule.
	Name
)

// leastHeading is how many words make a heading a sentence.
const leastHeading = 5

// leastRunning is how many words without a full stop make running text a
// sentence: below, it is a label, such as a name in a list.
const leastRunning = 4

// Passage is one paragraph, list item, heading or label.
type Passage struct {
	Text string
	Kind Kind
}

// exempt reports words that are not the writer's to choose.
func exempt(k Kind) bool { return k == Quote || k == Name }

// Measure is what was counted. The zero value is a text without words.
type Measure struct {
	Words, Sentences, Syllables int
	Polysyllables               int    // words of three syllables or more
	Longest                     int    // words in the longest sentence
	LongestText                 string // that sentence
}

// Of measures passages as one text.
func Of(passages []Passage) Measure {
	var m Measure
	for _, p := range passages {
		for _, s := range Measured(p) {
			m.add(p.Text[s.Start:s.End])
		}
	}
	return m
}

// Measured are the sentences of a passage that count towards its reading age,
// none where it is a label.
func Measured(p Passage) []Span {
	if p.Kind == Label || p.Kind == Aside || p.Kind == Name {
		return nil
	}
	all := Sentences(p.Text)
	if len(all) != 1 {
		return all
	}
	s := p.Text[all[0].Start:all[0].End]
	n := len(Words(s))
	if p.Kind == Heading && n < leastHeading || n < leastRunning && !closed(s) {
		return nil
	}
	return all
}

func (m *Measure) add(sentence string) {
	words := Words(sentence)
	if len(words) == 0 {
		return
	}
	m.Sentences++
	m.Words += len(words)
	for _, w := range words {
		n := Syllables(w.Text)
		m.Syllables += n
		if n >= 3 {
			m.Polysyllables++
		}
	}
	if len(words) > m.Longest {
		m.Longest, m.LongestText = len(words), sentence
	}
}

// Mean is the words in a sentence on average, 0 without sentences.
func (m Measure) Mean() float64 {
	if m.Sentences == 0 {
		return 0
	}
	return float64(m.Words) / float64(m.Sentences)
}

// leastWords is how long a text must be for a Flesch-Kincaid grade: the formula
// was made on passages of about 100 words or more.
const leastWords = 100

// Grade is the Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and
// Chissom, Derivation of new readability formulas, Naval Technical Training
// Command, 1975). Nothing is said of a text below 100 words.
func (m Measure) Grade() (grade float64, ok bool) {
	if m.Words < leastWords || m.Sentences == 0 {
		return 0, false
	}
	return 0.39*m.Mean() + 11.8*float64(m.Syllables)/float64(m.Words) - 15.59, true
}

// Age is the reading age in years: grade plus 5, since pupils in grade 1 of a
// United States school are 6 years old.
func (m Measure) Age() (years float64, ok bool) {
	g, ok := m.Grade()
	if !ok {
		return 0, false
	}
	return g + 5, true
}

// leastSMOG is how many sentences the SMOG formula was fitted to.
const leastSMOG = 30

// SMOG is the reading age in years by the second formula: the grade of
// McLaughlin (SMOG grading, Journal of Reading 12, 1969) in the form with its
// published constants, plus 5. It aims at full understanding where
// Flesch-Kincaid aims at three quarters, so it is the higher of the two by some
// years. Below 30 sentences it says nothing.
func (m Measure) SMOG() (years float64, ok bool) {
	if m.Sentences < leastSMOG {
		return 0, false
	}
	return 1.0430*math.Sqrt(float64(m.Polysyllables)*30/float64(m.Sentences)) + 3.1291 + 5, true
}
