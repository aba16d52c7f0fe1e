package csvfile

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/sendpack/sendpack/internal/diag"
)

type goal struct {
	Indicator string  `csv:"indicator"`
	Value     float64 `csv:"value"`
	Rank      int     `csv:"rank"`
	Note      string  `csv:"note"`
}

func messages(l *diag.List) []string {
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, d.Pos.String()+": "+d.Message)
	}
	return out
}

func TestReadKnowsTheLineOfEachRecord(t *testing.T) {
	var l diag.List
	got := Read[goal]("goals.csv", []byte("\ufeff# what we aim for\r\nnote,indicator,value,rank\r\n\"two\nlines\",a,-2.5,1\r\n,,,\r\n# aside\r\nplain,b,3,2\r\n"), &l)
	want := []Row[goal]{{Value: goal{Indicator: "a", Value: -2.5, Rank: 1, Note: "two\nlines"}, Line: 3},
		{Value: goal{Indicator: "b", Value: 3, Rank: 2, Note: "plain"}, Line: 7}}
	if len(got) != 2 || l.Len() != 0 {
		t.Fatalf("got %v, %v; want %v", got, messages(&l), want)
	}
	for n := range want {
		if got[n].Value != want[n].Value || got[n].Line != want[n].Line {
			t.Errorf("got %v, want %v", got[n], want[n])
		}
	}
	if indicator, value, none := got[1].Column("indicator"), got[1].Column("value"), got[1].Column("no such column"); indicator != 7 || value != 9 || none != 0 {
		t.Errorf("cells begin at columns %d, %d and %d, want 7, 9 and 0", indicator, value, none)
	}
}

func TestReadTellsEveryProblem(t *testing.T) {
	cases := map[string]struct {
		text string
		want []string
	}{
		"empty":            {"", []string{"f.csv: the file is empty"}},
		"header only":      {"indicator,value,rank,note\n", []string{"f.csv: the file has a header and no rows"}},
		"column missing":   {"indicator,value,rank\na,1,1\n", []string{`f.csv:1: column "note" is missing`}},
		"column doubled":   {"indicator,value,rank,note,note\na,1,1,,\n", []string{`f.csv:1: column "note" stands twice in the header`}},
		"column unknown":   {"indicator,value,rank,note,extra\na,1,1,,\n", []string{`f.csv:1: unknown column "extra"`}},
		"wrong case":       {"Indicator,value,rank,note\na,1,1,\n", []string{`f.csv:1: column "Indicator" is written in another case`}},
		"semicolons":       {"indicator;value;rank;note\na;1;1;\n", []string{"f.csv:1:1: the columns are separated by semicolons"}},
		"blank number":     {"indicator,value,rank,note\na,,1,\n", []string{`f.csv:2:3: value "" is not a number`}},
		"decimal as whole": {"indicator,value,rank,note\na,1,3.0,\n", []string{`f.csv:2:5: rank "3.0" is not a whole number`}},
		"after quoted lines": {"indicator,value,rank,note\na,1,1,\"x\ny\"\nb,1O,1,\n",
			[]string{`f.csv:4:3: value "1O" is not a number`}},
		"ragged": {"indicator,value,rank,note\na,1,1\nb,1,1,,\n",
			[]string{"f.csv:2:1: the row has 3 cells and the header 4", "f.csv:3:8: the row has 5 cells and the header 4"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var l diag.List
			Read[goal]("f.csv", []byte(c.text), &l)
			if d := cmp.Diff(c.want, messages(&l)); d != "" {
				t.Errorf("messages differ (-want +got):\n%s", d)
			}
		})
	}
}

func TestDecode(t *testing.T) {
	cases := map[string]struct {
		raw, want string
		said      []string
	}{
		"plain":              {"a,b\n", "a,b\n", nil},
		"byte order mark":    {"\ufeffa,b\r\n", "a,b\r\n", nil},
		"lone returns":       {"a,b\r1,2\r", "a,b\n1,2\n", nil},
		"Windows-1252":       {"a\nCaf\xe9 \x80 5 \x96 6\n", "a\nCafé € 5 – 6\n", []string{"f.csv:2:4: the file is not UTF-8 and is read as Windows-1252"}},
		"good UTF-8":         {"é£–\n", "é£–\n", nil},
		"damaged UTF-8":      {"é\nx\xe9y\n", "", []string{"f.csv:2:2: byte 0xE9 is not UTF-8 here"}},
		"cut in a character": {"abc\nd\xc2", "", []string{"f.csv:2:2: byte 0xC2 is not UTF-8 here"}},
		"undefined byte":     {"a\x81b\xe9 \n", "", []string{"f.csv:1:2: byte 0x81 is not UTF-8 here"}},
		"UTF-16":             {"\xff\xfea\x00,\x00b\x00", "", []string{"f.csv:1:1: the file is UTF-16 text"}},
		"UTF-16, big, bare":  {"\x00a\x00,\x00b\x00\n", "", []string{"f.csv:1:1: the file is UTF-16 text"}},
		"zero byte":          {"abcdefgh,\x00\n", "", []string{"f.csv:1:10: the file holds a zero byte and is not text"}},
		"workbook":           {"PK\x03\x04....", "", []string{"f.csv: the file is a workbook or an archive, not CSV"}},
		"empty":              {"", "", nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var l diag.List
			got := Decode("f.csv", []byte(c.raw), &l)
			if string(got) != c.want || (got == nil) != (c.want == "" && c.said != nil) {
				t.Errorf("got %q; want %q", got, c.want)
			}
			if d := cmp.Diff(c.said, messages(&l)); d != "" {
				t.Errorf("messages differ (-want +got):\n%s", d)
			}
		})
	}
}

func zipped(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGzip(t *testing.T) {
	text := []byte(strings.Repeat("some,row,of,data\n", 5000))
	whole := zipped(t, text)
	var l diag.List
	if got := Decode("f.csv.gz", whole, &l); !bytes.Equal(got, text) || l.Len() > 0 {
		t.Errorf("got %d bytes; want %d", len(got), len(text))
	}
	broken := bytes.Clone(whole)
	broken[len(broken)-6] ^= 1
	cases := map[string]struct {
		raw  []byte
		want string
	}{
		"cut in the data":    {whole[:len(whole)/2], "f.csv.gz: the gzip file ends too early"},
		"cut in the trailer": {whole[:len(whole)-4], "f.csv.gz: the gzip file ends too early"},
		"cut in the header":  {whole[:5], "f.csv.gz: the gzip file ends too early"},
		"wrong checksum":     {broken, "f.csv.gz: the gzip file is damaged: its checksum does not match"},
		"a bomb":             {bytes.Repeat(zipped(t, make([]byte, 1<<20)), 80), "f.csv.gz: the gzip file grows far more than a table can"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var l diag.List
			if got := Decode("f.csv.gz", c.raw, &l); got != nil || !cmp.Equal(messages(&l), []string{c.want}) {
				t.Errorf("got %d bytes, %v; want %s", len(got), messages(&l), c.want)
			}
		})
	}
}

func TestWriteNeutralisesFormulasInTextOnly(t *testing.T) {
	type row struct {
		Name  string  `csv:"name"`
		Shown string  `csv:"shown" kind:"number"`
		Value float64 `csv:"value"`
	}
	var b bytes.Buffer
	err := Write(&b, []row{{"=SUM(A1)", "-2.5", -2.5}, {"+1", "", 0}, {"-a", "1", 1}, {"@x", "1", 1}, {"\ttab", "1", 1}, {"\rreturn", "1", 1},
		{`Plymouth, "city"`, "1", 1}, {"", "1", 1}})
	want := "name,shown,value\n'=SUM(A1),-2.5,-2.5\n'+1,,0\n'-a,1,1\n'@x,1,1\n'\ttab,1,1\n\"'\rreturn\",1,1\n\"Plymouth, \"\"city\"\"\",1,1\n,1,1\n"
	if err != nil || b.String() != want {
		t.Errorf("wrote %q, %v; want %q", b.String(), err, want)
	}
}

func TestWhatIsWrittenReadsBack(t *testing.T) {
	rows := []goal{{Indicator: "a", Value: 0.1, Rank: 3, Note: "line\nbreak, \"quote\""}, {Indicator: "é", Value: -7, Rank: 1}}
	var b bytes.Buffer
	if err := Write(&b, rows); err != nil {
		t.Fatal(err)
	}
	var l diag.List
	got := Read[goal]("f.csv", b.Bytes(), &l)
	if len(got) != 2 || got[0].Value != rows[0] || got[1].Value != rows[1] || l.Len() > 0 {
		t.Errorf("read back %v, %v", got, messages(&l))
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("indicator,value,rank,note\na,1,1,\"x\ny\"\n"))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Add([]byte("indicator;value\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var l diag.List
		if got := Read[goal]("f.csv", raw, &l); len(got) == 0 && l.Len() == 0 {
			t.Fatal("nothing is read and nothing said")
		}
	})
}
