package csv

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/document"
)

const (
	bytesPerRecord = 360  // a usual line, so that the buffer rarely grows
	rowsAtOnce     = 4096 // rows that exist as text at the same time, to bound memory
)

// results writes one line per record in the document's order. gocsv takes half
// as long again as encoding/csv for this (0.46 s against 0.32 s for 60,000
// records), which is worth one way of writing every CSV file.
func results(ctx context.Context, records []document.Record) ([]byte, error) {
	var out bytes.Buffer
	out.Grow((len(records) + 2) * bytesPerRecord)
	rows := make([]resultRow, 0, min(len(records), rowsAtOnce))
	for start := 0; start == 0 || start < len(records); start += rowsAtOnce {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		rows = rows[:0]
		for i, record := range records[start:min(start+rowsAtOnce, len(records))] {
			row, err := newResultRow(record.Published())
			if err != nil {
				return nil, fmt.Errorf("%s: record %d (%s, %s, %s, %s): %w", resultsPath, start+i+1,
					record.AreaCode, record.Indicator, record.Breakdown, record.Period, err)
			}
			rows = append(rows, row)
		}
		after := &afterHeader{w: &out}
		if start > 0 {
			after.skip = headerBytes
		}
		if err := csvfile.Write(after, rows); err != nil {
			return nil, fmt.Errorf("writing %s: %w", resultsPath, err)
		}
	}
	return out.Bytes(), nil
}

// headerBytes is the length of the header line, which csvfile writes before
// each run of rows and which the file holds once.
var headerBytes = len(strings.Join(csvfile.Tags[resultRow](), ",") + "\n")

// afterHeader passes on what follows the first skip bytes.
type afterHeader struct {
	w    io.Writer
	skip int
}

// Write counts skipped bytes as written, as io.Writer asks.
func (a *afterHeader) Write(b []byte) (int, error) {
	n := min(a.skip, len(b))
	a.skip -= n
	if _, err := a.w.Write(b[n:]); err != nil {
		return n, err
	}
	return len(b), nil
}
