package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	sampledata "github.com/sendpack/sendpack/sample-data"
)

// documents are those that show commands to type.
var documents = []string{"README.md", "CHANGELOG.md", "sample-data/README.md", "sample-data/england/README.md", "templates/README.md", "indicators/README.md"}

// published is the folder with real published files; without it the test of
// commands that read them is left out.
func published(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("SENDPACK_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no published files: set SENDPACK_DATA to their folder")
	}
	return dir
}

func readDoc(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// commandLine is a line of an indented block that calls the tool.
// One after "$ " is shown with its output and has a test of its own.
var commandLine = regexp.MustCompile(`(?m)^ {4,}(?:go run \./cmd/sendpack|sendpack) ([a-z].*?)(?: +# .*)?$`)

func TestCommandsInTheDocumentationWork(t *testing.T) {
	if testing.Short() {
		t.Skip("builds several projects")
	}
	data := published(t)
	commands := map[string][]string{}
	for _, doc := range documents {
		for _, m := range commandLine.FindAllStringSubmatch(readDoc(t, doc), -1) {
			commands[doc] = append(commands[doc], m[1])
		}
	}
	if len(commands["README.md"]) < 6 || len(commands["sample-data/england/README.md"]) < 4 {
		t.Fatalf("the documents have lost their commands: %q", commands)
	}
	enter(t, data)
	done := map[string]bool{}
	for _, doc := range documents {
		for _, c := range commands[doc] {
			once := strings.Join(arguments(c, data, ""), " ")
			if done[once] {
				continue
			}
			done[once] = true
			t.Run(doc+": "+c, func(t *testing.T) {
				var stdout, stderr bytes.Buffer
				if code := run(arguments(c, data, t.TempDir()), &stdout, &stderr); code != 0 {
					t.Errorf("exit %d\n%s%s", code, stdout.String(), stderr.String())
				}
			})
		}
	}
}

// arguments puts real folders for the words DIR and OUT. One authority stands
// for all, to keep the test short: other tests build several.
func arguments(command, data, out string) []string {
	args := strings.Fields(command)
	for n, a := range args {
		switch {
		case a == "DIR":
			args[n] = data
		case a == "OUT":
			args[n] = filepath.Join(out, "made")
		case a == "all" && args[n-1] == "--area":
			args[n] = "E06000026"
		}
	}
	return args
}

// enter makes a folder like a clone, with the project my-area of README.md in
// it, and goes there.
func enter(t *testing.T, data string) {
	t.Helper()
	_, block, _ := strings.Cut(readDoc(t, "README.md"), "```yaml\n")
	projectFile, _, _ := strings.Cut(block, "```")
	england, err := filepath.Abs(filepath.Join("..", "..", "sample-data", "england"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, err := range []error{
		os.CopyFS("sample-data", sampledata.FS),
		os.CopyFS("sample-data/england", os.DirFS(england)),
		os.MkdirAll("my-area/data", 0o755),
		os.WriteFile("my-area/sendpack.yaml", []byte(projectFile), 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{"ees/ehc_plans_2025/timeliness_20_week.csv", "neighbours/sn_model_2025_wide.csv"} {
		raw, err := os.ReadFile(filepath.Join(data, f))
		if err == nil {
			err = os.WriteFile(filepath.Join("my-area", "data", filepath.Base(f)), raw, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheProblemInTheDocumentationIsWhatIsPrinted(t *testing.T) {
	data := published(t)
	readme, changelog := readDoc(t, "README.md"), readDoc(t, "CHANGELOG.md")
	enter(t, data)
	const name = "my-area/data/timeliness_20_week.csv"
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(raw), "\n")
	lines[207] = strings.Replace(lines[207], ",289,", ",28O,", 1)
	if err := os.WriteFile(name, []byte(strings.Join(lines, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := run([]string{"check", "my-area"}, &stdout, &stderr); code != 1 {
		t.Errorf("exit %d, want 1", code)
	}
	at := strings.Index(stderr.String(), name+":208:")
	if at < 0 {
		t.Fatalf("the letter in line 208 was not found:\n%s", stderr.String())
	}
	problem, _, _ := strings.Cut(stderr.String()[at:], "\n1 error")
	if !strings.Contains(readme, problem+"\n") {
		t.Errorf("README.md does not show what is printed:\n%s", problem)
	}
	if !strings.Contains(changelog, "    "+strings.ReplaceAll(problem, "\n", "\n    ")+"\n") {
		t.Errorf("CHANGELOG.md does not show what is printed:\n%s", problem)
	}
}
