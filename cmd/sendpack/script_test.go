package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// here serialises what depends on the process's current folder: run is called
// in process, in the folder of the script.
var here sync.Mutex

// TestScripts runs testdata/script/*.txtar. Besides the commands of
// testscript they have:
//
//	sendpack ARGS       run must return 0; with ! before it, 1
//	misused ARGS        run must return 2
//	base DIR            copies the small whole project testdata/base to DIR
//	remember DIR        notes every byte of DIR; unchanged DIR compares
//	clean DIR           DIR holds no folder that a build made aside
//	replace OLD NEW F   changes text in a file, which must hold it
//	json F, jsonl F     F is JSON, or one JSON object a line ("stdout", "stderr")
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 scriptDir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"sendpack":  scriptRun,
			"misused":   scriptMisused,
			"base":      scriptBase,
			"remember":  scriptRemember,
			"unchanged": scriptUnchanged,
			"clean":     scriptClean,
			"replace":   scriptReplace,
			"json":      scriptJSON,
			"jsonl":     scriptJSONLines,
		},
	})
}

func scriptRun(ts *testscript.TestScript, neg bool, args []string) {
	want := 0
	if neg {
		want = 1
	}
	runIn(ts, args, want)
}

func scriptMisused(ts *testscript.TestScript, _ bool, args []string) { runIn(ts, args, 2) }

// runIn calls run in the script's folder.
func runIn(ts *testscript.TestScript, args []string, want int) {
	var stdout, stderr bytes.Buffer
	got := runAt(ts.MkAbs("."), args, &stdout, &stderr)
	_, _ = ts.Stdout().Write(stdout.Bytes())
	_, _ = ts.Stderr().Write(stderr.Bytes())
	if got != want {
		ts.Fatalf("sendpack %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, want, stdout.String(), stderr.String())
	}
}

// runAt calls run with dir as the current folder.
func runAt(dir string, args []string, stdout, stderr *bytes.Buffer) int {
	here.Lock()
	defer here.Unlock()
	was, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	if err := os.Chdir(dir); err != nil {
		panic(err)
	}
	defer func() {
		if err := os.Chdir(was); err != nil {
			panic(err)
		}
	}()
	return run(args, stdout, stderr)
}

// Absolute, since scripts change the current folder.
var scriptDir, baseDir = absolute("testdata/script"), absolute("testdata/base")

func absolute(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		panic(err)
	}
	return dir
}

func scriptBase(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(baseDir)))
}

// tree is the hash of every file below a folder, by path.
func tree(dir string) (map[string][32]byte, error) {
	out := map[string][32]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = sha256.Sum256(raw)
		return err
	})
	return out, err
}

type remembered struct{ dir string }

var memory sync.Map

func scriptRemember(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	files, err := tree(dir)
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("%s holds nothing to remember", args[0])
	}
	memory.Store(remembered{dir}, files)
}

func scriptUnchanged(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	was, ok := memory.Load(remembered{dir})
	if !ok {
		ts.Fatalf("%s was not remembered", args[0])
	}
	got, err := tree(dir)
	ts.Check(err)
	for _, d := range differences(was.(map[string][32]byte), got) {
		ts.Fatalf("%s: %s", args[0], d)
	}
}

// differences says in words how two trees differ.
func differences(was, got map[string][32]byte) []string {
	var out []string
	for name, sum := range was {
		if now, ok := got[name]; !ok {
			out = append(out, name+" is gone")
		} else if now != sum {
			out = append(out, name+" differs")
		}
	}
	for name := range got {
		if _, ok := was[name]; !ok {
			out = append(out, name+" is new")
		}
	}
	return out
}

func scriptClean(ts *testscript.TestScript, _ bool, args []string) {
	if left := aside(ts.MkAbs(args[0])); len(left) > 0 {
		ts.Fatalf("%s still holds %s", args[0], strings.Join(left, ", "))
	}
}

// aside lists the folders that builds have left in dir.
func aside(dir string) []string {
	left, err := filepath.Glob(filepath.Join(dir, ".sendpack-*"))
	if err != nil {
		panic(err)
	}
	return left
}

func scriptReplace(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[2])
	raw := ts.ReadFile(args[2])
	if !strings.Contains(raw, args[0]) {
		ts.Fatalf("%s does not hold %q", args[2], args[0])
	}
	ts.Check(os.WriteFile(name, []byte(strings.Replace(raw, args[0], args[1], 1)), 0o644))
}

func scriptJSON(ts *testscript.TestScript, _ bool, args []string) {
	var v any
	if err := json.Unmarshal([]byte(ts.ReadFile(args[0])), &v); err != nil {
		ts.Fatalf("%s: %v", args[0], err)
	}
	if list, ok := v.([]any); ok && len(list) == 0 {
		ts.Fatalf("%s: an empty list", args[0])
	}
}

func scriptJSONLines(ts *testscript.TestScript, _ bool, args []string) {
	in := bufio.NewScanner(strings.NewReader(ts.ReadFile(args[0])))
	n := 0
	for in.Scan() {
		n++
		var d struct{ File, Severity, Message string }
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			ts.Fatalf("%s:%d: %v\n%s", args[0], n, err, in.Text())
		}
		if d.File == "" || d.Severity == "" || d.Message == "" {
			ts.Fatalf("%s:%d: a diagnostic without place, severity or message: %s", args[0], n, in.Text())
		}
	}
	if n == 0 {
		ts.Fatalf("%s: no line", args[0])
	}
}
