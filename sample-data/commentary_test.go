package sampledata

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// texts are the Markdown files whose names end so, by name.
func texts(t *testing.T, suffix string) map[string]string {
	t.Helper()
	names, err := fs.Glob(FS, "commentary/*"+suffix)
	if err != nil || len(names) == 0 {
		t.Fatalf("no commentary ends in %s (%v)", suffix, err)
	}
	found := map[string]string{}
	for _, name := range names {
		text, err := fs.ReadFile(FS, name)
		if err != nil {
			t.Fatal(err)
		}
		_, body, ok := strings.Cut(strings.TrimPrefix(string(text), "---\n"), "\n---\n")
		if !ok {
			t.Errorf("%s has no front matter", name)
		}
		found[name] = body
	}
	return found
}

// Figures come from the data, by shortcode: a percentage typed into a text
// would stay when the figure changes.
func TestNoPercentageIsTypedIntoCommentary(t *testing.T) {
	typed := regexp.MustCompile(`[0-9](\.[0-9]+)? ?(%|per cent)`)
	for name, text := range texts(t, ".md") {
		if found := typed.FindString(text); found != "" {
			t.Errorf("%s: %q is typed", name, found)
		}
	}
}

// Families' texts keep to short sentences and leave out trade words and words
// that look down on children.
func TestFamilyTextsArePlain(t *testing.T) {
	const longest = 15
	banned := regexp.MustCompile(`(?i)\b(KPI|RAG|statistical neighbours?|cohort|baseline|trajectory|YTD|SEN2|CDC|SEND child(ren)?|problems?|failed|failing|hard to reach|low functioning|suffer(s|ing)? from|burden|pushy)\b`)
	shortcodes := regexp.MustCompile(`\{\{[^}]*\}\}`)
	marks := regexp.MustCompile(`(?m)^(#.*|> |- |[0-9]+\. )|\*\*`)
	for name, text := range texts(t, "parent-carer.md") {
		if found := banned.FindString(text); found != "" {
			t.Errorf("%s: %q is on the list of words to avoid", name, found)
		}
		plain := marks.ReplaceAllString(shortcodes.ReplaceAllString(text, "figure"), "")
		for _, sentence := range regexp.MustCompile(`[.?!:\n]+`).Split(plain, -1) {
			if n := len(strings.Fields(sentence)); n > longest {
				t.Errorf("%s: %d words in %q", name, n, strings.TrimSpace(sentence))
			}
		}
	}
}
