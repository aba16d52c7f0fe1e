package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// project is the small whole project testdata/base, ready to be spoilt.
type project struct {
	t   *testing.T
	dir string
}

func newProject(t *testing.T) project {
	t.Helper()
	p := project{t, filepath.Join(t.TempDir(), "small")}
	if err := os.CopyFS(p.dir, os.DirFS(baseDir)); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p project) read(name string) string {
	p.t.Helper()
	raw, err := os.ReadFile(filepath.Join(p.dir, name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(raw)
}

func (p project) write(name, text string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// change replaces the first occurrence of old, which must be there.
func (p project) change(name, old, text string) {
	p.t.Helper()
	s := p.read(name)
	if !strings.Contains(s, old) {
		p.t.Fatalf("%s does not hold %q", name, old)
	}
	p.write(name, strings.Replace(s, old, text, 1))
}

// The last rows of data/plans.csv, which the cases spoil.
const (
	plansFile = "data/plans.csv"
	plymouth  = "E06000026,879,Plymouth,All,106,64,60.4" // line 28
	bath      = "E06000022,800,Bath and North East Somerset,All,86,50,58.1"
)

// TestBadInputsStopTheBuild spoils one thing at a time in a good project and
// builds it: the command says where, what was expected and how to mend it,
// returns 1 and writes nothing. Every part of said must be in the output; "~"
// at its start makes a regular expression of it.
func TestBadInputsStopTheBuild(t *testing.T) {
	for _, c := range []struct {
		mistake string
		spoil   func(project)
		said    []string
	}{
		{"a needed column is missing", func(p project) { p.change(plansFile, "breakdown,plans,", "breakdown,plan,") },
			[]string{`small/data/plans.csv:1: column "plans" is missing`, "expected: a header with plans", `fix: if "plan" is the same column`}},
		{"a needed column stands twice", func(p project) { p.change(plansFile, ",in_time_pc", ",plans") },
			[]string{`small/data/plans.csv:1: column "plans" stands 2 times`, "expected: each needed column once", "fix: remove or rename all but one"}},
		{"a column that nobody knows", func(p project) { p.write(plansFile, addColumn(p.read(plansFile), "surprise", "1")) },
			[]string{`small/data/plans.csv:1: unknown column "surprise"`, "expected: only columns that the mapping names or ignores", "fix: add it to the mapping"}},
		{"semicolons between columns", func(p project) { p.write(plansFile, strings.ReplaceAll(p.read(plansFile), ",", ";")) },
			[]string{"small/data/plans.csv:1:1: the columns are separated by semicolons", "expected: commas between columns", "fix: save the file as"}},
		{"tabs between columns", func(p project) { p.write(plansFile, strings.ReplaceAll(p.read(plansFile), ",", "\t")) },
			[]string{"small/data/plans.csv:1:1: the columns are separated by tabs", "expected: commas", "fix: "}},
		{"UTF-16 with its mark", func(p project) { p.write(plansFile, inUTF16(p.read(plansFile), "\ufeff")) },
			[]string{"small/data/plans.csv:1:1: the file is UTF-16 text", "expected: UTF-8", `fix: save it as "CSV UTF-8`}},
		{"UTF-16 without a mark", func(p project) { p.write(plansFile, inUTF16(p.read(plansFile), "")) },
			[]string{"small/data/plans.csv:1:1: the file is UTF-16 text", "expected: UTF-8", "fix: "}},
		{"broken UTF-8", func(p project) {
			p.change(plansFile, "Bath and", "B\u00e2th \xc3( and")
		}, []string{"~small/data/plans.csv:5:[0-9]+: byte 0xC3 is not UTF-8 here", "expected: UTF-8 throughout", "fix: the file was cut or joined"}},
		{"a row with a cell too many", func(p project) { p.change(plansFile, plymouth, "E06000026,879,Plymouth,All,1,006,64,60.4") },
			[]string{"~small/data/plans.csv:28:[0-9]+: the row has 15 cells and the header 14", "expected: 14 cells in every row", "fix: look for a comma inside a cell"}},
		{"a row with a cell too few", func(p project) { p.change(plansFile, plymouth, "E06000026,879,Plymouth,All,106,64") },
			[]string{"~small/data/plans.csv:28:[0-9]+: the row has 13 cells and the header 14", "expected: 14 cells", "fix: add the missing commas"}},
		{"a letter in a number", func(p project) { p.change(plansFile, plymouth, strings.Replace(plymouth, ",106,", ",1O6,", 1)) },
			[]string{`~small/data/plans.csv:28:[0-9]+: plans "1O6" is not a number`, "expected: digits, or one of c, z, x, low, u, w", "fix: character 2 is the letter O"}},
		{"a symbol that nobody knows", func(p project) { p.change(plansFile, plymouth, strings.Replace(plymouth, ",64,", ",*,", 1)) },
			[]string{`~small/data/plans.csv:28:[0-9]+: unknown symbol "\*" in in_time`, "expected: digits, or one of c, z, x, low, u, w", "fix: say what it means in the mapping"}},
		{"an area that nobody knows", func(p project) {
			p.change(plansFile, plymouth, strings.Replace(plymouth, "E06000026,879,Plymouth", "E06000999,879,Plymuth", 1))
		}, []string{`~small/data/plans.csv:28:[0-9]+: unknown area "E06000999"`, "expected: a 9-character code, a 3-digit code or a name", `fix: did you mean "Plymouth (E06000026)"?`}},
		{"the same observation twice", func(p project) { p.change(plansFile, bath, strings.Replace(plymouth, ",106,", ",107,", 1)) },
			[]string{`small/data/plans.csv:29: duplicate observation "Plymouth, 2024, group all"`, "expected: one row for each area, period and breakdown", "fix: remove one of the two rows", "see: small/data/plans.csv:28: the first row for it"}},
		{"more in time than there are plans", func(p project) { p.change(plansFile, plymouth, strings.Replace(plymouth, ",64,", ",164,", 1)) },
			[]string{`~small/data/plans.csv:28:[0-9]+: `, "numerator 164", "denominator 106", "expected: ", "fix: "}},
		{"a negative count", func(p project) { p.change(plansFile, plymouth, strings.Replace(plymouth, ",64,", ",-64,", 1)) },
			[]string{`~small/data/plans.csv:28:[0-9]+: in_time "-64" is negative`, "expected: 0 or more", "fix: mend the number"}},
		{"a percentage over 100", func(p project) { p.change(plansFile, plymouth, strings.Replace(plymouth, "60.4", "160.4", 1)) },
			[]string{`~small/data/plans.csv:28:[0-9]+: in_time_pc "160.4" is more than 100%`, "expected: a percentage from 0 to 100", "fix: look for a count in the column"}},
		{"two kinds of period in one file", func(p project) {
			p.change(plansFile, "2024,Calendar year,Local authority,E92000001,England,E12000009,South West,E06000026", "202425,Academic year,Local authority,E92000001,England,E12000009,South West,E06000026")
		}, []string{`~small/data/plans.csv:28:[0-9]+: the file mixes the time identifiers "Calendar year" and "Academic year"`, "expected: one kind of period", "fix: list each under period.identifiers"}},
		{"a period of another kind in a return", func(p project) { p.change("data/returns.csv", "June 2026", "2025/26") },
			[]string{"~small/data/returns.csv:4:[0-9]+: .*2025/26", "expected: ", "fix: "}},
		{"a return for an indicator that does not exist", func(p project) {
			p.change("data/returns.csv", "advice-on-time,E06000026,June", "advice-in-time,E06000026,June")
		},
			[]string{`~small/data/returns.csv:4:[0-9]+: .*"advice-in-time"`, `did you mean "advice-on-time"?`}},
		{"neighbours with one column for each area", func(p project) {
			p.write("data/neighbours.csv", "Plymouth,Portsmouth,Derby,York\nDerby,Derby,York,Plymouth\n")
		},
			[]string{"small/data/neighbours.csv:1: the neighbour file has one column per area, which is not read", "expected: old_la_code with SN_1", "fix: turn each column into rows"}},
		{"neighbours of no known layout", func(p project) { p.write("data/neighbours.csv", "first,second\n1,2\n") },
			[]string{"small/data/neighbours.csv:1: ", "expected: ", "fix: "}},
		{"an empty file", func(p project) { p.write(plansFile, "") },
			[]string{"small/data/plans.csv: the file is empty", "expected: a header row and rows of data", "fix: save the file again"}},
		{"a truncated gzip file", func(p project) {
			packed := zipped(p.read(plansFile))
			p.write(plansFile+".gz", packed[:len(packed)/2])
			p.change("sendpack.yaml", "file: plans.csv", "file: plans.csv.gz")
		}, []string{"small/data/plans.csv.gz: the gzip file ends too early", "expected: a whole gzip file", "fix: download or copy the file again"}},
		{"an unknown field in the project", func(p project) { p.change("sendpack.yaml", "as_of:", "asof:") },
			[]string{`~small/sendpack.yaml:[0-9]+:1: unknown field "asof"`, "expected: ", `fix: did you mean "as_of"?`}},
		{"a broken line of YAML", func(p project) { p.change("sendpack.yaml", "areas: [E06000026]", "areas: [E06000026") },
			[]string{"~small/sendpack.yaml:[0-9]+", "fix: "}},
		{"a data folder that leaves the project", func(p project) { p.change("sendpack.yaml", "data: data", "data: ../data") },
			[]string{`~small/sendpack.yaml:[0-9]+:[0-9]+: "../data" leaves the project's folder`, "expected: a path below", "fix: "}},
		{"an unknown field in a definition", func(p project) { p.change("indicators/in-time.yaml", "rationale:", "rational:") },
			[]string{`~small/indicators/in-time.yaml:[0-9]+:1: unknown field "rational"`, `did you mean "rationale"?`}},
		{"a definition of a column that no source has", func(p project) { p.change("indicators/in-time.yaml", "column: in_time}", "column: in_tme}") },
			[]string{"~small/indicators/in-time.yaml:[0-9]+:[0-9]+: .*in_tme", "in_time"}},
		{"a target for an indicator that does not exist", func(p project) {
			p.write("sendpack.yaml", p.read("sendpack.yaml")+"\ntargets:\n  plan-in-time: {goal: 60}\n")
		}, []string{`~small/sendpack.yaml:[0-9]+:[0-9]+: no indicator has the id "plan-in-time"`, `did you mean "plans-in-time"?`}},
		{"a neighbour set that no source gives", func(p project) { p.change("sendpack.yaml", "set: sn-2025", "set: sn-2026") },
			[]string{`~small/sendpack.yaml:[0-9]+:[0-9]+: no source gives the neighbour set "sn-2026"`, "expected: a source of format neighbours"}},
	} {
		t.Run(c.mistake, func(t *testing.T) {
			p := newProject(t)
			c.spoil(p)
			var stdout, stderr bytes.Buffer
			if got := runAt(filepath.Dir(p.dir), []string{"build", "small", "-o", "out"}, &stdout, &stderr); got != 1 {
				t.Errorf("exit %d, want 1\n%s%s", got, stdout.String(), stderr.String())
			}
			for _, s := range c.said {
				if !says(stderr.String(), s) {
					t.Errorf("not said: %s\n%s", s, stderr.String())
				}
			}
			if !regexp.MustCompile(`(?m)^[1-9][0-9]* errors?, [0-9]+ warnings?$`).Match(stderr.Bytes()) {
				t.Errorf("the problems are not counted:\n%s", stderr.String())
			}
			nothingWritten(t, filepath.Dir(p.dir))
		})
	}
}

func says(text, want string) bool {
	if pattern, ok := strings.CutPrefix(want, "~"); ok {
		return regexp.MustCompile("(?m)" + pattern).MatchString(text)
	}
	return strings.Contains(text, want)
}

// nothingWritten looks for an output, and for what a build makes aside.
func nothingWritten(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != "small" {
			t.Errorf("%s was written", e.Name())
		}
	}
}

// TestSlipOfUnitIsAWarning has a value ten times as large as its own series and
// as all areas': told with its place, and the build goes on.
func TestSlipOfUnitIsAWarning(t *testing.T) {
	p := newProject(t)
	p.change(plansFile, plymouth, strings.Replace(plymouth, ",106,", ",1060,", 1))
	var stdout, stderr bytes.Buffer
	if got := runAt(filepath.Dir(p.dir), []string{"build", "small", "-o", "out", "--format", "csv"}, &stdout, &stderr); got != 0 {
		t.Errorf("exit %d, want 0\n%s", got, stderr.String())
	}
	for _, s := range []string{`small/data/plans.csv:28: warning: plans "1060" for "Plymouth" in "2024" is far from its other periods`,
		"expected: something like its other periods", "fix: it is about 10 times as much", "0 errors, 1 warning"} {
		if !strings.Contains(stderr.String(), s) {
			t.Errorf("not said: %s\n%s", s, stderr.String())
		}
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(p.dir), "out", "data", "results.csv")); err != nil {
		t.Error(err)
	}
}

// TestEveryProblemInOneRun spoils several files and rows at once.
func TestEveryProblemInOneRun(t *testing.T) {
	p := newProject(t)
	p.change(plansFile, plymouth, strings.Replace(plymouth, ",106,", ",1O6,", 1))
	p.change(plansFile, bath, strings.Replace(bath, ",50,", ",-50,", 1))
	p.change("data/returns.csv", "April 2026", "Aprl 2026")
	p.write("data/neighbours.csv", "first,second\n1,2\n")
	var stdout, stderr bytes.Buffer
	if got := runAt(filepath.Dir(p.dir), []string{"check", "small"}, &stdout, &stderr); got != 1 {
		t.Errorf("exit %d, want 1", got)
	}
	places := regexp.MustCompile(`(?m)^small/data/[a-z]+\.csv:[0-9]+`).FindAllString(stderr.String(), -1)
	want := []string{"small/data/neighbours.csv:1", "small/data/plans.csv:28", "small/data/plans.csv:29", "small/data/returns.csv:2"}
	if strings.Join(places, " ") != strings.Join(want, " ") {
		t.Errorf("places %v, want %v, in this order\n%s", places, want, stderr.String())
	}
	if !strings.Contains(stderr.String(), "4 errors, 0 warnings") {
		t.Errorf("the problems are not counted:\n%s", stderr.String())
	}
}

func addColumn(table, name, value string) string {
	lines := strings.Split(strings.TrimRight(table, "\n"), "\n")
	for n := range lines {
		if n == 0 {
			lines[n] += "," + name
		} else {
			lines[n] += "," + value
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func inUTF16(text, mark string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(mark + text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

func zipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}
