package verify

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAWellSetFileHasNoProblems(t *testing.T) {
	for _, p := range CheckLayout("small.pdf", sample(t)) {
		t.Errorf("%s: %s", p.Where, p.Message)
	}
}

// pageRefs are the references of the small file's two pages.
func pageRefs(t *testing.T) [2]string {
	t.Helper()
	c := newPDFCheck("small.pdf", sample(t))
	c.readPages()
	if len(c.pages) != 2 {
		t.Fatalf("the sample has %d pages, want 2", len(c.pages))
	}
	return [2]string{fmt.Sprintf("%d 0 R", c.pages[0].object), fmt.Sprintf("%d 0 R", c.pages[1].object)}
}

func TestEachFaultOfAPageIsTold(t *testing.T) {
	pg := pageRefs(t)
	on := func(page int, mcid int) string { return fmt.Sprintf("<</Type /MCR /Pg %s /MCID %d>>", pg[page], mcid) }
	cases := []struct{ name, old, new, want string }{
		{"type that is too small", "7.50 Tf", "6.00 Tf", "page 1: type of 6.0 points"},
		{"words as small as note letters", "7.50 Tf", "6.80 Tf", "page 1: type of 6.8 points"},
		{"text left of the margin", "51.02 726.02 Td", "20.00 726.02 Td", "page 1: text stands outside the margins"},
		{"text that runs off the right margin", "431.78 806.04 Td", "480.00 806.04 Td", "page 1: text stands outside the margins"},
		{"text at the foot of the sheet", "51.02 31.33 Td", "51.02 10.00 Td", "page 1: text stands at the edge of the sheet"},
		{"one line over another", "65.02 688.08 Td", "65.02 702.00 Td", "page 1: two texts cover each other"},
		{"two cells of a row over each other", "528.24 658.82 Td", "60.00 658.82 Td", "page 2: two texts cover each other"},
		{"a chart torn over two pages", "/K [15]", "/K [15 " + on(1, 0) + "]", "Figure on page 1: is torn over pages 1 and 2"},
		{"a row torn over two pages", "/K [6]", "/K [" + on(0, 0) + "]", "is torn over pages 1 and 2"},
		{"a table that goes on without its head", "/K [6]", "/K [" + on(0, 0) + "]", "page 2: a table goes on without its head"},
		{"a heading at the foot of a page", "51.02 648.40 Td", "51.02 70.00 Td", "H2 on page 1: is a heading with nothing below it"},
		{"a single line on the next page", "/K [14]", "/K [14 " + on(1, 0) + "]", "P on page 2: has a single line on this page"},
		{"a page that is mostly empty", "[" + pg[0] + " " + pg[1] + "]", "[" + pg[1] + " " + pg[0] + "]", "of its height is used"},
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
			for _, p := range CheckLayout("x", broken) {
				told = append(told, p.Where+": "+p.Message)
			}
			if !strings.Contains(strings.Join(told, "\n"), c.want) {
				t.Errorf("got %q, want %q", told, c.want)
			}
		})
	}
}

// TestPacksOfAnOutputAreWellSet reads the packs below the folder that
// SENDPACK_PACKS names: those of all authorities after a full build.
func TestPacksOfAnOutputAreWellSet(t *testing.T) {
	root := os.Getenv("SENDPACK_PACKS")
	if root == "" {
		t.Skip("SENDPACK_PACKS names no folder with packs")
	}
	count := 0
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".pdf" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		count++
		for _, p := range CheckLayout(path, data) {
			t.Errorf("%s: %s: %s", path, p.Where, p.Message)
		}
		for _, p := range CheckPDF(path, data) {
			t.Errorf("%s: %s: %s", path, p.Where, p.Message)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count == 0 {
		t.Fatalf("no pack below %s", root)
	}
	t.Logf("%d packs", count)
}
