package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// guideFile is a file shown in a guide: its path in code marks on a line of its
// own, then a fenced block with its text.
var guideFile = regexp.MustCompile("(?m)^`([a-z0-9./_-]+)`\n\n```[a-z]*\n((?s:.*?))^```$")

// writeGuide writes the files that a guide shows into the current folder.
func writeGuide(t *testing.T, text string) int {
	t.Helper()
	found := guideFile.FindAllStringSubmatch(text, -1)
	for _, m := range found {
		if err := os.MkdirAll(filepath.Dir(m[1]), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(m[1], []byte(m[2]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return len(found)
}

func TestTheGuideToAnIndicatorCanBeFollowed(t *testing.T) {
	guide := readDoc(t, "indicators/add-an-indicator.md")
	t.Chdir(t.TempDir())
	if n := writeGuide(t, guide); n != 4 {
		t.Fatalf("the guide shows %d files, want 4", n)
	}
	commands := commandLine.FindAllStringSubmatch(guide, -1)
	if len(commands) != 4 {
		t.Fatalf("the guide shows %d commands, want 4: %q", len(commands), commands)
	}
	for _, c := range commands {
		var stdout, stderr bytes.Buffer
		if code := run(strings.Fields(c[1]), &stdout, &stderr); code != 0 {
			t.Fatalf("sendpack %s: exit %d\n%s%s", c[1], code, stdout.String(), stderr.String())
		}
		for _, want := range map[string][]string{"test": {"1 definition", "3 tests"}, "explain": {"52", "58", "89.6"}}[strings.Fields(c[1])[0]] {
			if !strings.Contains(stdout.String()+stderr.String(), want) {
				t.Errorf("sendpack %s does not say %q:\n%s%s", c[1], want, stdout.String(), stderr.String())
			}
		}
	}
	page, err := os.ReadFile("my-area/site/indicators/wheelchairs-18-weeks.html")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(page, []byte("Wheelchairs that came in time")) {
		t.Error("the page of the indicator does not name it")
	}
}
