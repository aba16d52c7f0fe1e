package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"github.com/sendpack/sendpack/internal/document"
)

// Readers that others wrote, where they are installed.

func written(t *testing.T, theme document.Theme) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "gallery.pdf")
	if err := os.WriteFile(name, galleryPDF(t, theme), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func tool(t *testing.T, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(args[0]); err != nil {
		t.Skipf("%s is not installed", args[0])
	}
	out, err := exec.Command(args[0], args[1:]...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func TestQpdfFindsNothingWrong(t *testing.T) {
	for _, th := range themes {
		out := tool(t, "qpdf", "--check", written(t, th.theme))
		if !strings.Contains(out, "No syntax or stream encoding errors found") || strings.Contains(out, "WARNING") {
			t.Errorf("theme %s: %s", th.name, out)
		}
	}
}

func TestPdfinfoSaysTagged(t *testing.T) {
	out := tool(t, "pdfinfo", written(t, document.Board))
	for _, want := range []string{"Tagged:          yes", "PDF version:     1.7", "Title:           SEND strategic board pack", "Author:          Wexmoor local area partnership"} {
		if !strings.Contains(out, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, out)
		}
	}
}

func TestPdftotextReadsEveryLetter(t *testing.T) {
	out := tool(t, "pdftotext", written(t, document.Board), "-")
	for _, want := range []string{"Cyngor Gwynllŵg", "chŵn", "£1.2m, −2.5, 48 days, ≥ 30 and 5 ± 2", "“We want to see dates, not plans.”", "16–17s not in work or learning"} {
		if !strings.Contains(out, want) {
			t.Errorf("the extracted text lacks %q", want)
		}
	}
}

func TestFontsAreEmbeddedSubsets(t *testing.T) {
	out := tool(t, "pdffonts", written(t, document.Board))
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 6 {
		t.Fatalf("got %d lines, want a head and four faces:\n%s", len(lines), out)
	}
	for _, l := range lines[2:] {
		if !strings.Contains(l, "yes yes yes") {
			t.Errorf("not embedded, not a subset or without Unicode: %s", l)
		}
	}
}

func TestPdfcpuValidatesStrictly(t *testing.T) {
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	for _, th := range themes {
		data := galleryPDF(t, th.theme)
		if err := api.Validate(bytes.NewReader(data), conf); err != nil {
			t.Errorf("theme %s: %v", th.name, err)
		}
	}
}
