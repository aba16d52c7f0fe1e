package xlsx

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/sendpack/sendpack/internal/document"
)

const (
	coverName       = "Cover"
	contentsName    = "Contents"
	notesName       = "Notes"
	definitionsName = "Definitions"

	longestSheetName = 31 // UTF-16 units, set by Excel
	longestTableName = 200
)

// sheet is one indicator's place in the workbook.
type sheet struct {
	note  document.IndicatorNote
	name  string // worksheet name, unique; "" when there are no records and so no sheet
	table string // table name, unique
	rows  []int  // its records' places in the document
}

// plan gives every indicator that has records a sheet: first those of Sheets
// in order, then any that has no note, so that no record is left out.
func plan(d document.Document) []sheet {
	place := map[string]int{}
	var sheets []sheet
	add := func(n document.IndicatorNote) int {
		i, seen := place[n.ID]
		if !seen {
			i = len(sheets)
			place[n.ID] = i
			sheets = append(sheets, sheet{note: n})
		}
		return i
	}
	for _, n := range d.Sheets {
		add(n)
	}
	for r := range d.Records {
		id := d.Records[r].Indicator
		i := add(document.IndicatorNote{ID: id, Title: id, TechnicalTitle: id, Unit: d.Records[r].Unit})
		sheets[i].rows = append(sheets[i].rows, r)
	}
	nameSheets(sheets)
	return sheets
}

func nameSheets(sheets []sheet) {
	// Excel keeps the name History for itself.
	names := taken{"HISTORY": true, fold(coverName): true, fold(contentsName): true, fold(notesName): true, fold(definitionsName): true}
	tables := taken{}
	for i := range sheets {
		if s := &sheets[i]; len(s.rows) > 0 {
			s.name = names.unique(sheetName(s.note.ID), longestSheetName)
			s.table = tables.unique(tableName(s.note.ID), longestTableName)
		}
	}
}

// taken holds names in use, case folded, because Excel ignores case.
type taken map[string]bool

// unique shortens base to limit and numbers it when it is in use.
func (t taken) unique(base string, limit int) string {
	name := cut(base, limit)
	for n := 2; t[fold(name)]; n++ {
		suffix := "_" + strconv.Itoa(n)
		name = cut(base, limit-len(suffix)) + suffix
	}
	t[fold(name)] = true
	return name
}

func fold(s string) string { return strings.ToUpper(strings.ToLower(s)) }

// cut keeps at most limit UTF-16 units and no half character.
func cut(s string, limit int) string {
	units := 0
	for i, r := range s {
		units += max(utf16.RuneLen(r), 1)
		if units > limit {
			return s[:i]
		}
	}
	return s
}

// sheetName replaces what Excel forbids in a worksheet name. Apostrophes go
// too, since a name may neither start nor end with one.
func sheetName(id string) string {
	s := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) || !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return '-'
		}
		return r
	}, strings.ToValidUTF8(id, "-"))
	if s = strings.TrimSpace(s); s == "" {
		return "indicator"
	}
	return s
}

// tableName keeps letters and digits; the prefix keeps it from being a cell
// reference such as AB12.
func tableName(id string) string {
	return "t_" + strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return '_'
	}, id)
}

// place is a cell of a worksheet as a link target.
func place(name, cell string) string {
	return "'" + strings.ReplaceAll(name, "'", "''") + "'!" + cell
}
