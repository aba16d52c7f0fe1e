package dataset

// Levels of areas (catalogue §1.5) as results.csv writes them.
const (
	LevelEngland = "ENG"
	LevelRegion  = "REG"
	LevelLA      = "LA"

	// Places within an authority.
	LevelWard     = "WARD"
	LevelLocality = "LOC"
)

// otherAreaLevels are the levels beside those that the shipped register has:
// places within an authority, and areas of the NHS and of schools, which are
// no part of any. A project's geography file or a mapping's area.adds brings
// them in.
var otherAreaLevels = []string{"LAD", "PCON", "WARD", "LOC", "ICB", "SICB", "PROV", "SCH", "MAT"}

// ordinary reports whether areas of a level are found by their names as they
// stand. Others are not: the integrated care board of Devon is called Devon.
func ordinary(level string) bool {
	return level == LevelEngland || level == LevelRegion || level == LevelLA
}

// Area is one entry of the geography register. An abolished authority and its
// successor are two areas and stay two.
type Area struct {
	Code    string // 9-character code; unique
	Old     string // 3-digit code; "" where there is none. A successor may keep its predecessor's (Somerset 933)
	Name    string // as printed
	Level   string // ENG, REG, LA; one of otherAreaLevels where a project or a mapping adds such areas
	Region  string // code of its region; "" for regions and England. London authorities name Inner or Outer London
	Within  string // code of the authority that a ward or locality lies in; "" for all others, and where the file does not say
	Start   int    // yyyymmdd of its first day; 0 unknown
	End     int    // yyyymmdd of its last day; 0 while it exists
	Aliases []string
	Follows []string // codes of the areas it replaced
}

// Current reports whether the area exists on the day (yyyymmdd).
func (a Area) Current(day int) bool {
	return (a.Start == 0 || a.Start <= day) && (a.End == 0 || day <= a.End)
}
