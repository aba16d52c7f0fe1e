package dataset

// Levels of areas (catalogue §1.5) as results.csv writes them.
const (
	LevelEngland = "ENG"
	LevelRegion  = "REG"
	LevelLA      = "LA"
)

// Area is one entry of the geography register. An abolished authority and its
// successor are two areas and stay two.
type Area struct {
	Code    string // 9-character code; unique
	Old     string // 3-digit code; "" where there is none. A successor may keep its predecessor's (Somerset 933)
	Name    string // as printed
	Level   string // ENG, REG, LA
	Region  string // code of its region; "" for regions and England. London authorities name Inner or Outer London
	Start   int    // yyyymmdd of its first day; 0 unknown
	End     int    // yyyymmdd of its last day; 0 while it exists
	Aliases []string
	Follows []string // codes of the areas it replaced
}

// Current reports whether the area exists on the day (yyyymmdd).
func (a Area) Current(day int) bool {
	return (a.Start == 0 || a.Start <= day) && (a.End == 0 || day <= a.End)
}
