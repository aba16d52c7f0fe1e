package build

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/sendpack/sendpack/internal/quantity"
	"github.com/sendpack/sendpack/internal/verify"
)

// hiddenNumbers are numbers that must stand nowhere, by what they are. All are
// chosen so that no size, offset or coordinate can look like one: counts of
// seven digits, other numbers of five significant digits from 1,000 up or of
// eight.
type hiddenNumbers map[float64]string

// leaks lists where one of the numbers stands in a file, in any form in which a
// number is written, whatever the file packs it in.
func (h hiddenNumbers) leaks(name string, data []byte) []string {
	found := map[string]bool{}
	exact := map[string]string{}
	var sorted []float64
	for n, what := range h {
		exact[quantity.Round(n, 0)] = what
		sorted = append(sorted, n)
	}
	sort.Float64s(sorted)
	for _, layer := range layersOf(name, data) {
		for _, token := range numbersIn(layer.text) {
			if what, ok := h.is(token, exact, sorted); ok {
				found[fmt.Sprintf("%s%s: %s, as %q", name, layer.inside, what, token)] = true
			}
		}
	}
	var out []string
	for f := range found {
		out = append(out, f)
	}
	sort.Strings(out)
	return out
}

// is compares one number of a file with the hidden ones: as a whole count, or as
// a rounding of one to the decimals that it has.
func (h hiddenNumbers) is(token string, exact map[string]string, sorted []float64) (string, bool) {
	whole, fraction, decimal := strings.Cut(token, ".")
	if !decimal {
		what, ok := exact[whole]
		return what, ok && len(whole) >= 7
	}
	v, err := strconv.ParseFloat(token, 64)
	digits := len(strings.TrimLeft(whole+fraction, "0"))
	if err != nil || digits < 8 && (v < 1000 || digits < 5) {
		return "", false
	}
	half := 0.5000001
	for range fraction {
		half /= 10
	}
	i := sort.SearchFloat64s(sorted, v-half)
	if i < len(sorted) && sorted[i] <= v+half {
		return h[sorted[i]], true
	}
	return "", false
}

// digitRun is a run of digits with separators of thousands and decimals.
var digitRun = regexp.MustCompile(`[0-9]+(?:(?:,|\x{00a0}|\x{2009}|\x{202f}|&nbsp;|&#160;|&thinsp;)[0-9]{3})*(?:\.[0-9]+)?`)

var separators = strings.NewReplacer(",", "", "\u00a0", "", "\u2009", "", "\u202f", "", "&nbsp;", "", "&#160;", "", "&thinsp;", "")

// plainRun is one without separators of thousands, as in a list.
var plainRun = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)

// numbersIn are the numbers of a text, without separators.
func numbersIn(text string) []string {
	out := plainRun.FindAllString(text, -1)
	for _, run := range digitRun.FindAllString(text, -1) {
		if plain := separators.Replace(run); plain != run {
			out = append(out, plain)
		}
	}
	return out
}

// layer is one reading of a file's bytes.
type layer struct{ inside, text string }

// layersOf unpacks a file: its bytes, what they say as UTF-16, the parts of a
// workbook, the streams of a PDF and the text that a reading program hears.
func layersOf(name string, data []byte) []layer {
	out := readings("", data)
	switch path.Ext(name) {
	case ".html", ".svg", ".xml":
		out = append(out, layer{" (unescaped)", html.UnescapeString(string(data))})
	case ".xlsx", ".zip":
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return append(out, layer{" (unreadable)", ""})
		}
		for _, f := range z.File {
			if r, err := f.Open(); err == nil {
				part, _ := io.ReadAll(r)
				out = append(out, readings("/"+f.Name, part)...)
			}
		}
	case ".pdf":
		for n, stream := range streamsOf(data) {
			out = append(out, readings(fmt.Sprintf(" stream %d", n), stream)...)
		}
		if blocks, err := verify.TextPDF(data); err == nil {
			for _, b := range blocks {
				out = append(out, layer{fmt.Sprintf(" page %d", b.Page), b.Text + "\n" + b.Alt})
			}
		}
	}
	return out
}

var hexText = regexp.MustCompile(`<(?:[0-9A-Fa-f]{4}\s*){4,}>`)

// readings are bytes as they are, as UTF-16, and as hexadecimal UTF-16.
func readings(inside string, data []byte) []layer {
	out := []layer{{inside, string(data)}}
	if bytes.IndexByte(data, 0) >= 0 {
		out = append(out, layer{inside + " (UTF-16)", string(bytes.ReplaceAll(data, []byte{0}, nil))})
	}
	for _, m := range hexText.FindAll(data, -1) {
		raw, err := hex.DecodeString(strings.Join(strings.Fields(string(m[1:len(m)-1])), ""))
		if err == nil {
			out = append(out, layer{inside + " (hexadecimal)", string(bytes.ReplaceAll(raw, []byte{0}, nil))})
		}
	}
	return out
}

// streamsOf inflates everything in a PDF that can be inflated.
func streamsOf(data []byte) [][]byte {
	var out [][]byte
	for rest := data; ; {
		at := bytes.Index(rest, []byte("stream"))
		if at < 0 {
			return out
		}
		rest = rest[at+len("stream"):]
		if r, err := zlib.NewReader(bytes.NewReader(bytes.TrimLeft(rest[:min(len(rest), 4)], "\r\n"))); err == nil {
			r.Close()
			body := bytes.TrimLeft(rest, "\r\n")
			if r, err = zlib.NewReader(bytes.NewReader(body)); err == nil {
				if plain, err := io.ReadAll(r); err == nil {
					out = append(out, plain)
				}
			}
		}
	}
}
