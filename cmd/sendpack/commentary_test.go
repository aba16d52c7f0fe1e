package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// calls runs one command and returns what it says.
func calls(t *testing.T, want int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(args, &stdout, &stderr); code != want {
		t.Fatalf("sendpack %s: exit %d, want %d\n%s%s", strings.Join(args, " "), code, want, stdout.String(), stderr.String())
	}
	return stdout.String() + stderr.String()
}

func TestTheGuideToCommentaryCanBeFollowed(t *testing.T) {
	guide := readDoc(t, "templates/write-commentary.md")
	begin, fill, ok := strings.Cut(guide, "## 3. Fill it in")
	if !ok {
		t.Fatal("the guide has lost its third part")
	}
	t.Chdir(t.TempDir())
	if n := writeGuide(t, begin); n != 5 {
		t.Fatalf("the guide begins with %d files, want 5", n)
	}
	if said := calls(t, 1, "build", "my-area", "--strict"); !strings.Contains(said, "nobody explains what is red or worsening: health-advice-6-weeks") {
		t.Errorf("a strict build does not stop at the unexplained figure:\n%s", said)
	}
	commands := commandLine.FindAllStringSubmatch(guide, -1)
	if len(commands) != 4 {
		t.Fatalf("the guide shows %d commands, want 4", len(commands))
	}
	if said := calls(t, 0, strings.Fields(commands[0][1])...); !strings.Contains(said, "health-advice-6-weeks: missing (red)") || strings.Contains(said, "wrote") {
		t.Errorf("the list:\n%s", said)
	}
	if said := calls(t, 0, strings.Fields(commands[1][1])...); !strings.Contains(said, "wrote my-area/commentary/health-advice-6-weeks.board.md") {
		t.Errorf("nothing was written:\n%s", said)
	}
	calls(t, 0, "build", "my-area", "--format", "html")
	page, err := os.ReadFile("my-area/site/packs/board.html")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(page, []byte("Not yet provided by the head of SEND performance, due 8 September 2026")) || bytes.Contains(page, []byte("To be written")) {
		t.Error("the unfilled file does not print who is asked")
	}
	if n := writeGuide(t, fill); n != 2 {
		t.Fatalf("the guide fills in %d files, want 2", n)
	}
	if said := calls(t, 0, strings.Fields(commands[2][1])...); !strings.Contains(said, "2 texts, 0 in need of someone") {
		t.Errorf("something is still missing:\n%s", said)
	}
	said := calls(t, 0, strings.Fields(commands[3][1])...)
	if !strings.Contains(said, "reading age (SMOG in brackets): board ") || strings.Contains(said, "nobody explains") {
		t.Errorf("no reading age, or a figure that is still unexplained:\n%s", said)
	}
}

func TestCommentaryNeverOverwritesAFile(t *testing.T) {
	begin, _, _ := strings.Cut(readDoc(t, "templates/write-commentary.md"), "## 3. Fill it in")
	t.Chdir(t.TempDir())
	writeGuide(t, begin)
	const name = "my-area/commentary/health-advice-6-weeks.board.md"
	mine := "---\nindicator: health-advice-6-weeks\naudience: M\n---\n\nAnother text under this name.\n"
	if err := os.WriteFile(name, []byte(mine), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		var r struct {
			Texts []struct {
				Indicator string   `json:"indicator"`
				States    []string `json:"states"`
			} `json:"texts"`
			Wrote []string `json:"wrote"`
		}
		var stdout, stderr bytes.Buffer
		if code := run([]string{"commentary", "my-area", "--json", "--pack", "board"}, &stdout, &stderr); code != 0 {
			t.Fatal(stderr.String())
		}
		if err := json.Unmarshal(stdout.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if len(r.Texts) != 1 || len(r.Wrote) > 1 {
			t.Errorf("got %+v", r)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != mine {
			t.Fatalf("the file was changed (%v):\n%s", err, got)
		}
	}
	if _, err := os.Stat("my-area/commentary/health-advice-6-weeks.board.E06000026.md"); err != nil {
		t.Error("the new text did not get a name of its own:", err)
	}
}

func TestTheBuiltInSampleCannotBeWrittenTo(t *testing.T) {
	t.Chdir(t.TempDir())
	if said := calls(t, 2, "commentary"); !strings.Contains(said, "--list") {
		t.Errorf("said %s", said)
	}
}
