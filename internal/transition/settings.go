package transition

// Settings are the choices of a run. The zero value is not useful: begin with
// Defaults or Parity.
type Settings struct {
	Area         string
	Seed         uint64
	Simulations  int
	Horizon      int // last year to project; 0 goes to the end of the population file
	FirstYear    int // first calendar year of transitions to fit; 0 takes all
	LastYear     int // last calendar year of transitions to use, for looking back; 0 takes all
	TopNCY       int
	PriceYear    int // of the unit costs; 0 is the seed year
	Persistent   bool
	DampedTrend  bool
	AtArrival    bool // joining rates are per resident at the census of arrival
	KeepUnplaced bool // nobody is lost when a setting ends; see simulate.go
	WarnOnly     bool // a history that does not join up, and gaps in the population to come, are warned of only
	Workers      int  // 0 is one for each processor; changes no result
	States       bool // rows for each single state too
}

// Defaults is how a projection should be made.
func Defaults() Settings {
	return Settings{Simulations: 1000, Seed: 1, TopNCY: TopNCY, Persistent: true, DampedTrend: true, AtArrival: true, KeepUnplaced: true, States: true}
}

// Parity is how the reference model works, with its known faults: for
// comparison with it only.
func Parity() Settings {
	s := Defaults()
	s.Persistent, s.DampedTrend, s.AtArrival, s.KeepUnplaced = false, false, false, false
	s.WarnOnly = true
	return s
}

// mostSimulations and mostYears bound memory.
const (
	mostSimulations = 20_000
	mostYears       = 60
)
