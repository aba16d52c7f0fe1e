package csvfile

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/sendpack/sendpack/internal/diag"
)

// MaxBytes bounds a file after decompression.
const MaxBytes = 2 << 30

// A gzip stream may grow at most so many times once it is past the grace size:
// real tables reach about 40, a bomb 1,000.
const (
	maxRatio   = 200
	ratioGrace = 64 << 20
)

// Decode turns the bytes of a CSV file into UTF-8 text: it decompresses gzip,
// strips the byte order mark, makes lone carriage returns line feeds, and
// converts Windows-1252, which it says as an Info. It returns nil after an
// error in l: UTF-16, broken UTF-8, a damaged gzip, or too much data. The
// result may share memory with raw.
//
// The rule for Windows-1252: the bytes are not UTF-8; they hold no well-formed
// UTF-8 character outside ASCII (a file that holds some is UTF-8 with damage,
// and converting it would turn those into rubbish); they hold no control bytes
// other than tab and line ends; none of the five bytes that Windows-1252
// leaves undefined; and they do not end within a UTF-8 character. So one "é" typed in Excel is converted, while a UTF-8 file
// that was cut inside a character is refused with the place.
func Decode(file string, raw []byte, l *diag.List) []byte {
	if len(raw) >= 2 && raw[0] == 0x1f && raw[1] == 0x8b {
		if raw = gunzip(file, raw, l); raw == nil {
			return nil
		}
	}
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) || bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the file is a workbook or an archive, not CSV",
			Expected: "a CSV file", Fix: `open it and save the sheet as "CSV UTF-8 (comma delimited)"; renaming is not enough`})
		return nil
	}
	if len(raw) > MaxBytes {
		tooLarge(file, l)
		return nil
	}
	if utf16(raw) {
		l.Add(diag.Diagnostic{Pos: diag.Pos{File: file, Line: 1, Column: 1}, Message: "the file is UTF-16 text",
			Expected: "UTF-8", Fix: `save it as "CSV UTF-8 (comma delimited)"; "Unicode Text" is UTF-16`})
		return nil
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		l.Add(diag.Diagnostic{Pos: placeOf(file, raw, i), Message: "the file holds a zero byte and is not text",
			Expected: "a CSV file", Fix: "fetch the file again, or save it anew as CSV"})
		return nil
	}
	if !utf8.Valid(raw) {
		if raw = fromWindows1252(file, raw, l); raw == nil {
			return nil
		}
	}
	if bytes.IndexByte(raw, '\n') < 0 && bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(raw, []byte{'\r'}, []byte{'\n'})
	}
	if raw == nil {
		raw = []byte{}
	}
	return raw
}

// utf16 knows a byte order mark, and text of which every second byte in the
// first kilobyte is zero.
func utf16(raw []byte) bool {
	if bytes.HasPrefix(raw, []byte{0xff, 0xfe}) || bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		return true
	}
	head := raw[:min(len(raw), 1024)]
	zeros := [2]int{}
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	return len(head) >= 4 && max(zeros[0], zeros[1]) > len(head)*2/5 && min(zeros[0], zeros[1]) <= len(head)/20
}

// fromWindows1252 converts, or tells where UTF-8 is broken and returns nil.
func fromWindows1252(file string, raw []byte, l *diag.List) []byte {
	first, convertible := -1, true
	for i := 0; i < len(raw); {
		if b := raw[i]; b < utf8.RuneSelf {
			if b < 0x20 && b != '\t' && b != '\n' && b != '\r' {
				convertible = false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			if first < 0 {
				first = i
			}
			if undefined := raw[i] < 0xa0 && windows1252[raw[i]-0x80] == 0; undefined || !utf8.FullRune(raw[i:]) {
				convertible = false
			}
		} else {
			convertible = false
		}
		i += size
	}
	if !convertible {
		l.Add(diag.Diagnostic{Pos: placeOf(file, raw, first),
			Message:  fmt.Sprintf("byte 0x%02X is not UTF-8 here", raw[first]),
			Expected: "UTF-8 throughout",
			Fix:      "the file was cut or joined from parts in different encodings: fetch it again, or save it anew as UTF-8"})
		return nil
	}
	at := placeOf(file, raw, first)
	l.Add(diag.Diagnostic{Pos: at, Severity: diag.Info, Message: "the file is not UTF-8 and is read as Windows-1252",
		Fix: "save it as UTF-8 if accents or pound signs look wrong"})
	out := make([]byte, 0, len(raw)+len(raw)/50+16)
	for _, b := range raw {
		switch {
		case b < 0x80:
			out = append(out, b)
		case b < 0xa0:
			out = utf8.AppendRune(out, windows1252[b-0x80])
		default:
			out = utf8.AppendRune(out, rune(b))
		}
	}
	return out
}

// windows1252 is 0x80 to 0x9F; zero where the encoding defines nothing.
var windows1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// placeOf is the line and column of a byte.
func placeOf(file string, raw []byte, i int) diag.Pos {
	before := raw[:i]
	return diag.Pos{File: file, Line: 1 + bytes.Count(before, []byte{'\n'}), Column: i - bytes.LastIndexByte(before, '\n')}
}

func tooLarge(file string, l *diag.List) {
	l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the file holds more than 2 GiB",
		Expected: "a table of at most 2 GiB", Fix: "keep only the rows and columns that are needed"})
}

// gunzip decompresses within the bounds, telling a damaged stream.
func gunzip(file string, raw []byte, l *diag.List) []byte {
	z, err := gzip.NewReader(bufio.NewReader(bytes.NewReader(raw)))
	if err != nil {
		damaged(file, err, l)
		return nil
	}
	var out bytes.Buffer
	out.Grow(guessSize(raw))
	for {
		n, err := io.CopyN(&out, z, 1<<20)
		switch {
		case errors.Is(err, io.EOF):
			return out.Bytes()
		case err != nil:
			damaged(file, err, l)
			return nil
		case n > 0 && out.Len() > MaxBytes:
			tooLarge(file, l)
			return nil
		case out.Len() > ratioGrace && out.Len()/len(raw) > maxRatio:
			l.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Message: "the gzip file grows far more than a table can",
				Fix: "decompress it yourself and look at what it holds"})
			return nil
		}
	}
}

// guessSize is the size that the gzip trailer claims, believed only up to the
// ordinary ratio of a table.
func guessSize(raw []byte) int {
	if len(raw) < 18 {
		return 0
	}
	t := raw[len(raw)-4:]
	claimed := int(t[0]) | int(t[1])<<8 | int(t[2])<<16 | int(t[3])<<24
	return min(claimed, 40*len(raw)) + bytes.MinRead
}

// damaged words the ways in which a gzip file can be broken.
func damaged(file string, err error, l *diag.List) {
	d := diag.Diagnostic{Pos: diag.Pos{File: file}, Expected: "a whole gzip file",
		Fix: "download or copy the file again; compare its size with the original"}
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		d.Message = "the gzip file ends too early"
	case errors.Is(err, gzip.ErrChecksum):
		d.Message = "the gzip file is damaged: its checksum does not match"
	case errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		d.Message = "the gzip file is damaged"
	default:
		d.Message = fmt.Sprintf("the gzip file cannot be read: %v", err)
	}
	l.Add(d)
}
