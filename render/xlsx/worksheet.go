package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// start makes a worksheet, set to print landscape and one page wide, and opens
// its stream. Rows up to frozen stay in view; 0 freezes none.
func (b *book) start(name string, frozen int) (*excelize.StreamWriter, error) {
	if _, err := b.file.NewSheet(name); err != nil {
		return nil, err
	}
	yes, landscape, a4, wide, high := true, "landscape", 9, 1, 0
	// Fit-to-page is written at the start of the stream, so it comes first.
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return nil, err
	}
	w, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return nil, err
	}
	if frozen == 0 {
		return w, nil
	}
	err = b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: name,
		RefersTo: place(name, fmt.Sprintf("$%d:$%d", frozen, frozen))})
	if err != nil {
		return nil, err
	}
	return w, w.SetPanes(&excelize.Panes{Freeze: true, YSplit: frozen, TopLeftCell: fmt.Sprintf("A%d", frozen+1), ActivePane: "bottomLeft"})
}

// end names the table whose header is in row head and closes the stream.
// Without rows there is no table: a table must have one.
func (b *book) end(w *excelize.StreamWriter, name, table string, head, width, rows int) error {
	if table != "" && rows > 0 {
		last, err := excelize.CoordinatesToCellName(width, head+rows)
		if err != nil {
			return err
		}
		stripes := false // stripes are colour without meaning
		err = w.AddTable(&excelize.Table{Range: fmt.Sprintf("A%d:%s", head, last), Name: table,
			StyleName: "TableStyleLight1", ShowRowStripes: &stripes})
		if err != nil {
			return err
		}
		b.setTableAside()
	}
	return w.Flush()
}

// setTableAside takes the table before the newest out of excelize's keeping
// and into the archive. To number a table excelize decodes all that it holds,
// which for hundreds of sheets takes longer than all the rest; the newest one
// is enough to go on counting from.
func (b *book) setTableAside() {
	b.tables++
	path := fmt.Sprintf("xl/tables/table%d.xml", b.tables-1)
	if content, ok := b.file.Pkg.LoadAndDelete(path); ok {
		b.packed.aside = append(b.packed.aside, asidePart{path, content.([]byte)})
	}
}

func setRow(w *excelize.StreamWriter, row int, cells []any) error {
	at, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	return w.SetRow(at, cells)
}
