package dataset

import "github.com/sendpack/sendpack/internal/diag"

// Format names of source files (contract §2).
const (
	FormatEES        = "ees"
	FormatLAIT       = "lait"
	FormatTidy       = "tidy"
	FormatNeighbours = "neighbours"
	FormatReturn     = "return"
)

// Spec is a source mapping: which file, how it is laid out, and what its
// columns are called here. It is decoded from YAML by package project.
type Spec struct {
	Pos         diag.Pos `yaml:"-"`
	Source      string   `yaml:"source,omitempty" desc:"the source's id, the same in every release; definitions refer to it"`
	Release     string   `yaml:"release,omitempty" desc:"which release of the publication this mapping reads, such as 2025"`
	Format      string   `yaml:"format,omitempty" desc:"layout of the file: ees, lait, tidy, return or neighbours"`
	File        string   `yaml:"file,omitempty" desc:"file or glob below the project's data folder (.csv or .csv.gz)"`
	Publication string   `yaml:"publication,omitempty" desc:"title of the publication, as its publisher writes it"`
	Publisher   string   `yaml:"publisher,omitempty" desc:"who publishes it"`
	Published   string   `yaml:"published,omitempty" desc:"publication date, YYYY-MM-DD"`
	NextUpdate  string   `yaml:"next_update,omitempty" desc:"when the next release is due, as the publisher words it"`
	Licence     string   `yaml:"licence,omitempty" desc:"licence of the data, such as OGL-3.0"`
	URL         string   `yaml:"url,omitempty" desc:"address of the publication's page"`
	Status      string   `yaml:"status,omitempty" desc:"final (default), provisional or revised, for the whole file"`

	Period     PeriodSpec            `yaml:"period,omitempty" desc:"how the file writes periods"`
	Area       AreaSpec              `yaml:"area,omitempty" desc:"tidy: where the area stands"`
	Dimensions map[string]ColumnSpec `yaml:"dimensions,omitempty" desc:"text columns by their name here"`
	Measures   map[string]ColumnSpec `yaml:"measures,omitempty" desc:"number columns by their name here"`
	Ignore     []string              `yaml:"ignore,omitempty" desc:"columns of the file that are not needed; any other unknown column is an error. A name ending in * ignores all columns that begin so"`
	Where      map[string][]string   `yaml:"where,omitempty" desc:"keep only rows whose file column has one of these labels (an indicator column fixed to some, demonstration rows left out)"`
	Symbols    map[string]string     `yaml:"symbols,omitempty" desc:"marks of this source that are not standard, with the standard symbol each means (or the word absent)"`
	Levels     []string              `yaml:"levels,omitempty" desc:"ees: geographic levels to keep; default National, Regional, Local authority"`
	SkipRows   int                   `yaml:"skip_rows,omitempty" desc:"tidy: title rows above the header"`
	HeaderRows int                   `yaml:"header_rows,omitempty" desc:"tidy: rows that make the header (default 1); two rows are joined with a blank, the first filled to the right"`
	BestFit    map[string][]string   `yaml:"best_fit,omitempty" desc:"authority to the codes, over time, of the one wider area that fits it best: its figures are also shown for the authority, and said to be the wider area's"`
	Wide       *WideSpec             `yaml:"wide,omitempty" desc:"tidy: columns that each hold one period or group"`
	StatusFrom string                `yaml:"status_column,omitempty" desc:"tidy: column holding final, provisional or revised"`
	Statuses   map[string]string     `yaml:"statuses,omitempty" desc:"tidy: other words of the status column, each with the one it means: final, provisional or revised"`
	Returns    bool                  `yaml:"returns,omitempty" desc:"tidy: the fixed header of local returns (indicator, area, period, breakdown, numerator, denominator, value, status, note; wording and invited may follow)"`

	Dictionary string   `yaml:"dictionary,omitempty" desc:"lait: the data dictionary file"`
	Publish    []string `yaml:"publish,omitempty" desc:"lait: keys to publish as indicators of their own; the one word all publishes every key"`

	Set      string `yaml:"set,omitempty" desc:"neighbours: id of the set, such as sn-2025"`
	SetTitle string `yaml:"set_title,omitempty" desc:"neighbours: how the set is named in print"`

	// PeriodTypes gives the period type of each indicator of a local return;
	// filled from the definitions, never from YAML.
	PeriodTypes map[string]string `yaml:"-"`
	// AlsoTypes gives further period types that an indicator of a local return
	// may have, tried in order where a label is none of its own type.
	AlsoTypes map[string][]string `yaml:"-"`
}

// ColumnSpec is one column of the file. Labels maps the file's labels (any
// case) to codes here; when it is not empty, any other label is an error.
type ColumnSpec struct {
	Column  string            `yaml:"column,omitempty" desc:"header in the file (case does not matter)"`
	Aliases []string          `yaml:"aliases,omitempty" desc:"other headers the same column has in other files of this release"`
	Labels  map[string]string `yaml:"labels,omitempty" desc:"label in the file to code here; an unlisted label is an error"`
	Fixed   string            `yaml:"fixed,omitempty" desc:"a constant instead of a column"`
	Percent bool              `yaml:"percent,omitempty" desc:"values must lie between 0 and 100"`
	Signed  bool              `yaml:"signed,omitempty" desc:"negative values are possible (progress scores, variances)"`
	Needed  *bool             `yaml:"needed,omitempty" desc:"false: the column may be missing from some files of this source; its values are then x"`
	Scale   float64           `yaml:"scale,omitempty" desc:"multiply by this while reading (shares written 0.52 become 52 with 100)"`
	Suffix  string            `yaml:"suffix,omitempty" desc:"text that follows every number and is dropped, such as %"`
}

// PeriodSpec says how periods are written. Type is a catalogue §1.4 code.
type PeriodSpec struct {
	Type        string            `yaml:"type,omitempty" desc:"period type of all rows (AY, CY, FY, SJAN, S31M, S30S, AT, SPT, SUT, AS, M, Q, R12, MYE, SURV)"`
	Identifiers map[string]string `yaml:"identifiers,omitempty" desc:"ees: time_identifier to period type, where a file has several"`
	Column      string            `yaml:"column,omitempty" desc:"tidy: column with the period's label"`
	Fixed       string            `yaml:"fixed,omitempty" desc:"tidy: one period for the whole file"`
	Layout      string            `yaml:"layout,omitempty" desc:"tidy: how dates are written when the label is a date: dd/mm/yyyy, dd/mm/yy (this century) or yyyy-mm-dd"`
	Ends        bool              `yaml:"ends,omitempty" desc:"tidy: a single year stands for the academic or financial year that ends in it"`
}

// AreaSpec says which columns of a tidy file hold the area.
type AreaSpec struct {
	Code  string `yaml:"code,omitempty" desc:"column with 9-character or 3-digit codes"`
	Name  string `yaml:"name,omitempty" desc:"column with names, used where there is no code"`
	Level string `yaml:"level,omitempty" desc:"column with the geographic level, where one file mixes levels"`
	// Region and All are for files that name the region of every row.
	Region string            `yaml:"region,omitempty" desc:"column with the names of regions, for rows of a region: those of level Regional, or where there is no level those that have all in place of the area"`
	All    string            `yaml:"all,omitempty" desc:"word that stands for every area, such as ALL: in place of the area it makes a row of the region, in place of the region too a row of England"`
	Names  map[string]string `yaml:"names,omitempty" desc:"spellings of this source to a code, or to a name in the register, which is then the area of the period"`
	Adds   map[string]string `yaml:"adds,omitempty" desc:"areas that the register lacks are added with the code and name of the file: label in the level column (or * for every row) to their level, such as SICB, ICB or PROV; LA, REG or ENG for rows of areas that the register has"`
	Skip   []string          `yaml:"skip,omitempty" desc:"labels in the area column that are no areas (footnotes, totals); one that ends in * stands for all that begin so, and a blank one for rows without an area"`
}

// WideSpec turns columns into rows. Each column's header becomes the value of
// Dimension (or the period when Dimension is "period").
type WideSpec struct {
	Dimension string            `yaml:"dimension" desc:"period, or the dimension the headers are labels of"`
	Measure   string            `yaml:"measure,omitempty" desc:"name here of the number in the cells"`
	Columns   map[string]string `yaml:"columns,omitempty" desc:"header to label; used when headers are not labels themselves"`
	Measures  map[string]string `yaml:"measures,omitempty" desc:"several numbers a group, as in two-row headers: what follows the label in the header to the name here; in place of measure, columns and match"`
	Match     string            `yaml:"match,omitempty" desc:"headers that begin so are taken; what follows is the label"`
}
