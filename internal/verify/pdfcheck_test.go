package verify

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

const smallPDF = "testdata/pdf/small.pdf"

func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(smallPDF)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// plainPDF rewrites a file so that every object is text without compression,
// keys sorted, with a classic cross-reference table: something to break by
// replacing words.
func plainPDF(t testing.TB, data []byte, mend func(n int, text string) string) []byte {
	t.Helper()
	f, err := openPDF(data)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	numbers := slices.Sorted(maps.Keys(f.places))
	offsets := map[int]int{}
	for _, n := range numbers {
		v := f.object(n)
		if s, ok := v.(pdfStream); ok && (f.name(s.dict["Type"]) == "ObjStm" || f.name(s.dict["Type"]) == "XRef") || v == nil {
			continue
		}
		offsets[n] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, mend(n, plainValue(t, f, v, mend, n)))
	}
	at := out.Len()
	last := numbers[len(numbers)-1]
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", last+1)
	for n := 1; n <= last; n++ {
		if at, ok := offsets[n]; ok {
			fmt.Fprintf(&out, "%010d 00000 n \n", at)
		} else {
			out.WriteString("0000000000 65535 f \n")
		}
	}
	trailer := pdfDict{"Root": f.trailer["Root"], "Info": f.trailer["Info"], "ID": f.trailer["ID"], "Size": float64(last + 1)}
	fmt.Fprintf(&out, "trailer\n%s\nstartxref\n%d\n%%%%EOF\n", mend(0, plainValue(t, f, trailer, mend, 0)), at)
	return out.Bytes()
}

func plainValue(t testing.TB, f *pdfFile, v any, mend func(n int, text string) string, n int) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case pdfName:
		return "/" + string(v)
	case pdfString:
		if decoded := pdfDecode(string(v)); decoded == string(v) && !strings.ContainsAny(decoded, `()\`) && isText(decoded) {
			return "(" + decoded + ")"
		}
		return "<" + hex.EncodeToString([]byte(v)) + ">"
	case pdfRef:
		return fmt.Sprintf("%d 0 R", int(v))
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = plainValue(t, f, x, mend, n)
		}
		return "[" + strings.Join(parts, " ") + "]"
	case pdfDict:
		var parts []string
		for _, k := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, "/"+k+" "+plainValue(t, f, v[k], mend, n))
		}
		return "<<" + strings.Join(parts, " ") + ">>"
	case pdfStream:
		data, err := f.inflate(v)
		if err != nil {
			t.Fatal(err)
		}
		dict := maps.Clone(v.dict)
		delete(dict, "Filter")
		data = []byte(mend(n, string(data)))
		dict["Length"] = float64(len(data))
		return plainValue(t, f, dict, mend, n) + "\nstream\n" + string(data) + "\nendstream"
	}
	return fmt.Sprint(v)
}

func isText(s string) bool {
	for _, r := range s {
		if r < 0x20 || r > 0x7e {
			return false
		}
	}
	return true
}

func TestGoodFileHasNoProblems(t *testing.T) {
	for _, p := range CheckPDF("small.pdf", sample(t)) {
		t.Errorf("packed: %s: %s", p.Where, p.Message)
	}
	plain := plainPDF(t, sample(t), func(_ int, text string) string { return text })
	for _, p := range CheckPDF("small.pdf", plain) {
		t.Errorf("plain: %s: %s", p.Where, p.Message)
	}
}

// Each case breaks one thing: all occurrences of the old words, or the first
// where there is a once.
func TestEachBreachOfTheRulesIsTold(t *testing.T) {
	cases := []struct{ name, old, new, want string }{
		{"not marked as tagged", "/Marked true", "/Marked false", "catalog: does not say that the file is tagged"},
		{"no title in the window", "/DisplayDocTitle true", "/DisplayDocTitle false", "catalog: does not ask for the title"},
		{"no language", "/Lang (en-GB) /", "/", "catalog: has no language"},
		{"no structure", "/StructTreeRoot ", "/Nothing ", "catalog: has no structure tree"},
		{"no identifier", "/ID [<", "/IX [<", "file: has no identifier"},
		{"no title in the metadata", "<dc:title>", "<dc:tilte>", "metadata: "},
		{"titles differ", "/Title (A small pack)", "/Title (Another pack)", `metadata: the title "A small pack" is not`},
		{"no claim", "<pdfuaid:part>1<", "<pdfuaid:part>2<", "metadata: does not claim PDF/UA-1"},
		{"dates differ", "<xmp:CreateDate>2026-06-30", "<xmp:CreateDate>2025-06-30", "metadata: xmp:CreateDate differs"},
		{"content in no sequence", "/Artifact <</Type /Pagination /Subtype /Header>> BDC", "/Other BMC", "page 1: content is neither tagged nor an artifact"},
		{"tagged content inside an artifact", "/Artifact <</Type /Layout>> BDC", "/Artifact <</Type /Layout>> BDC /P <</MCID 999>> BDC EMC", "tagged content lies inside an artifact"},
		{"an artifact inside tagged content", "/P <</MCID 1>> BDC", "/P <</MCID 1>> BDC /Artifact BMC EMC", "page 1: an artifact lies inside tagged content"},
		{"a sequence that is not closed", "/P <</MCID 1>> BDC", "/P <</MCID 1>> BDC q", "not properly nested"},
		{"an identifier used twice", "<</MCID 2>> BDC", "<</MCID 1>> BDC", "page 1: the content identifier 1 is used twice"},
		{"a skipped heading level", "/S /H2", "/S /H4", "H4 on page 1: follows a heading of level 1: a level is skipped"},
		{"a heading without a level", "/S /H2", "/S /H", "is a heading without a level"},
		{"a figure without words", "/Alt ", "/Alx ", "Figure on page 1: has no text alternative"},
		{"a figure whose words repeat its heading", "/Alt (Line. Plans on time rose in 2025. ", "/Alt (Plans on time: up in 2025) /Altx (", "its text alternative only repeats its heading"},
		{"a figure with too many words", "/Alt (Line. ", "/Alt (Line. " + strings.Repeat("And so on. ", 40), "Figure on page 1: its text alternative has"},
		{"a figure without a place", "/BBox ", "/BBix ", "Figure on page 1: has no place on its page"},
		{"a foreign role", "/S /Note", "/S /Footnote", "Footnote on page 2: is no standard role"},
		{"a cell outside a row", "/S /TR", "/S /Div", "stands outside its container"},
		{"a table with a paragraph", "/S /THead", "/S /P", "Table (object"},
		{"a head cell without a scope", "/Scope /Column", "/Scopx /Column", "TH on page 2: does not say whether it heads a row or a column"},
		{"rows of unequal length", "/ColSpan 2", "/ColSpan 3", "columns and the first has 2"},
		{"a list item outside a list", "/S /L /Type", "/S /Div /Type", "LI (object"},
		{"a label in the wrong place", "/S /LBody", "/S /P", "may not hold P"},
		{"a note without an identifier", "/ID (note-1)", "/IX (note-1)", "Note on page 2: has no identifier of its own"},
		{"two notes with one identifier", "/ID (note-2)", "/ID (note-1)", "Note on page 2: has no identifier of its own"},
		{"a link without words", "/Contents (Published statistics)", "/Contents ()", "page 1: a link has no words"},
		{"a link in no link element", "/S /Link", "/S /Span", `the link "Published statistics" is in no Link element`},
		{"a link to no page", "/Dest [", "/Dest [null ", "leads nowhere"},
		{"tabs in no order", "/Tabs /S", "/Tabs /R", "page 1: its tab order is not that of the structure"},
		{"a page without its parents", "/StructParents 0", "/StructPxrents 0", "page 1: has no /StructParents"},
		{"a parent tree that leads astray", "/Nums [0 ", "/Nums [7 ", "page 1: the parent tree does not lead from content"},
		{"a font that is not embedded", "/FontFile2", "/FontFilx2", "is not embedded"},
		{"a font without a map to Unicode", "/ToUnicode", "/ToUnicodx", "has no map to Unicode"},
		{"a map with an illegal range", "<0000> <00FF> <0000>", "<0000> <01FF> <0000>", "has no Unicode character"},
		{"widths that are not the font's", "/W [32 [", "/W [33 [", "the width of"},
		{"glyphs that are missing", "/CIDToGIDMap ", "/CIDToGIDMap null /X ", "has no glyph"},
		{"a bookmark without words", "/Title (Figures)", "/Title ()", "outline: an entry has no title"},
		{"a bad language", "/Lang (cy)", "/Lang (Welsh language)", `its language "Welsh language" is no language`},
		{"doubtful tags", "/Marked true", "/Marked true /Suspects true", "catalog: says that its tags are doubtful"},
		{"a form of another program", "/Type /Catalog", "/Type /Catalog /AcroForm <</XFA 1>>", "catalog: holds a form that needs another program"},
		{"layers without a name", "/Type /Catalog", "/Type /Catalog /OCProperties <</D <</Order []>>>>", "catalog: has layers without a name"},
		{"layers that switch by themselves", "/Type /Catalog", "/Type /Catalog /OCProperties <</D <</Name (a) /AS []>>>>", "or that switch by themselves"},
		{"a standard role mapped to another", "/Type /StructTreeRoot", "/Type /StructTreeRoot /RoleMap <</P /Span>>", "structure: the standard role P is mapped to another"},
		{"a mapping in a circle", "/Type /StructTreeRoot", "/Type /StructTreeRoot /RoleMap <</Box /Crate /Crate /Box>>", "structure: the mapping of the role Box goes in a circle"},
		{"a title in another name space", "http://purl.org/dc/elements/1.1/", "http://example.org/dc/", "metadata: its title is not in the name space"},
		{"a claim in another name space", "http://www.aiim.org/pdfua/ns/id/", "http://example.org/ua/", "metadata: its claim is not in the name space"},
		{"a list that hides its labels' kind", "/ListNumbering /Disc", "/ListNumberinx /Disc", "has labels and does not say of which kind"},
		{"a foot without a body", "/S /TBody", "/S /TFoot", "has a foot and no body"},
		{"cells without heads", "/S /TH", "/S /TD", "has no head"},
		{"codes of another encoding", "/Encoding /Identity-H", "/Encoding /WinAnsiEncoding", "its codes are not those of its glyph map"},
		{"no map from codes to glyphs", "/CIDToGIDMap", "/CIDToGIDMax", "has no map from codes to glyphs"},
		{"content that is a form", "/Subtype /XML", "/Subtype /Form", "is a form: its content cannot be tagged"},
		{"a list of characters that lacks some", "/FontFile2", "/CIDSet", "is missing in the list of its characters"},
		{"an attachment without names", "/Type /Outlines", "/Type /Outlines /EF 1", "attachments: object"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			hit := false
			broken := plainPDF(t, sample(t), func(_ int, text string) string {
				hit = hit || strings.Contains(text, c.old)
				return strings.ReplaceAll(text, c.old, c.new)
			})
			if !hit {
				t.Fatalf("the sample has no %q to break", c.old)
			}
			var told []string
			for _, p := range CheckPDF("x", broken) {
				told = append(told, p.Where+": "+p.Message)
			}
			if !strings.Contains(strings.Join(told, "\n"), c.want) {
				t.Errorf("got %q, want %q", told, c.want)
			}
		})
	}
}

func TestTheFirstLineNamesAVersion(t *testing.T) {
	for _, line := range []string{"%PDF-2.0\n", "%PDF-1.8\n", "%PDF-1.7 x"} {
		broken := append([]byte(line), sample(t)[len("%PDF-1.7\n"):]...)
		told := ""
		for _, p := range CheckPDF("x", broken) {
			told += p.Where + ": " + p.Message
		}
		if !strings.Contains(told, "file: does not begin with its version") {
			t.Errorf("%q is taken as a version: %q", line, told)
		}
	}
}

func TestFilesThatAreNone(t *testing.T) {
	good := sample(t)
	cases := []struct {
		name string
		data []byte
	}{
		{"nothing", nil}, {"text", []byte("hello")}, {"half a file", good[:len(good)/2]},
		{"a start that leads nowhere", []byte("%PDF-1.7\nstartxref\n99999\n%%EOF")},
		{"a cross-reference that leads to itself", []byte("%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF")},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if len(CheckPDF("x", c.data)) == 0 {
				t.Error("no problem was told")
			}
			if _, err := TextPDF(c.data); err == nil {
				t.Error("text was read")
			}
		})
	}
}

func TestTextIsReadInStructureOrder(t *testing.T) {
	texts, err := TextPDF(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []PDFText{
		{Page: 1, Role: "H1", Text: "Half of plans are on time"},
		{Page: 1, Role: "P", Text: "Source: Published statistics. See the table. In Welsh: tŷ a chŵn."},
		{Page: 1, Role: "Lbl", Text: "•"},
		{Page: 1, Role: "LBody", Text: "More plans were on time."},
	}
	for i, w := range want {
		if texts[i] != w {
			t.Errorf("part %d: got %+v, want %+v", i, texts[i], w)
		}
	}
	for _, w := range []PDFText{
		{Page: 2, Role: "TH", Text: "Wexmoor a"}, {Page: 2, Role: "TD", Text: "52.4"}, {Page: 2, Role: "TD", Text: "suppressed"},
	} {
		if !slices.Contains(texts, w) {
			t.Errorf("%+v was not read", w)
		}
	}
	i := slices.IndexFunc(texts, func(x PDFText) bool { return x.Role == "Figure" })
	if i < 0 || !texts[i].Figure || !strings.Contains(texts[i].Text+" ", "Wexmoor 52.4% ") || !strings.HasPrefix(texts[i].Alt, "Line. Plans on time rose") {
		t.Errorf("the figure was read as %+v", texts[max(i, 0)])
	}
}

func FuzzCheckPDF(f *testing.F) {
	good := sample(f)
	f.Add(good)
	f.Add(plainPDF(f, good, func(_ int, text string) string { return text })[:6000])
	f.Add([]byte("%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 1 0 R /StructTreeRoot <</K 1 0 R>>>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Root 1 0 R /Size 2>>\nstartxref\n98\n%%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		problems := CheckPDF("x", data)
		if texts, err := TextPDF(data); err == nil && texts == nil && problems == nil {
			t.Error("a file with nothing to read has nothing wrong with it")
		}
	})
}
