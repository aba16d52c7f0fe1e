package csv

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/sendpack/sendpack/internal/csvfile"
	"github.com/sendpack/sendpack/internal/document"
)

// Objects are records as JSON objects with the columns of results.csv, in its
// order and with its very numbers; a cell that is empty there is null where a
// number stands and "" elsewhere. Text is as it is meant, without the
// apostrophe that guards spreadsheets.
func Objects(records []document.Record) ([]json.RawMessage, error) {
	names := csvfile.Tags[resultRow]()
	isNumber := map[string]bool{}
	for _, c := range resultColumns {
		isNumber[c.name] = c.kind != text
	}
	out := make([]json.RawMessage, 0, len(records))
	for n, r := range records {
		row, err := newResultRow(r.Published())
		if err != nil {
			return nil, fmt.Errorf("record %d (%s, %s, %s, %s): %w", n+1, r.AreaCode, r.Indicator, r.Breakdown, r.Period, err)
		}
		var b bytes.Buffer
		cells := reflect.ValueOf(row)
		for i, name := range names {
			b.WriteByte("{,"[min(i, 1)])
			fmt.Fprintf(&b, "%q:", name)
			object(&b, cells.Field(i).String(), isNumber[name])
		}
		b.WriteByte('}')
		out = append(out, b.Bytes())
	}
	return out, nil
}

// object writes one cell as a JSON value.
func object(b *bytes.Buffer, s string, number bool) {
	switch {
	case number && s == "":
		b.WriteString("null")
	case number:
		b.WriteString(s)
	default:
		enc := json.NewEncoder(b)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(unguarded(s)) // a string always encodes
		b.Truncate(b.Len() - 1)      // the line end
	}
}

func unguarded(s string) string {
	if len(s) > 1 && s[0] == '\'' && startsFormula(s[1:]) {
		return s[1:]
	}
	return s
}
