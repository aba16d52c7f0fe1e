package compose

import "testing"

func TestInitialOfAWord(t *testing.T) {
	for word, want := range map[string]string{"“No plan” decisions": "N", "20 weeks": "#", "autism": "A", "": "#", "Ŵ": "#"} {
		if got := initial(word); got != want {
			t.Errorf("%q stands under %s, want %s", word, got, want)
		}
	}
}

func TestFiguresComeBeforeLettersAndCaseDoesNotCount(t *testing.T) {
	if !(folded("52 weeks") < folded("absence") && folded("“absence") == folded("Absence")) {
		t.Error("the order of the A to Z is wrong")
	}
}
