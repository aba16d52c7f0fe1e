// Package transition projects education, health and care plans for an
// authority that knows which plan of one January is which of the next: the
// full tier of projections. From counted transitions between states (school
// year, need and setting) it fits how likely plans are to cease, to move and to
// begin, and plays many possible futures forward one year at a time.
//
// It reads its own input files and says everything that is wrong with them
// before it fits anything. It keeps a flow identity in every simulation, year
// and slice: no plan appears or disappears without being a joiner, a leaver or
// a mover. It shares the row, the summary and the quantiles of package forecast,
// takes its random numbers from package draw, writes no file, and gives the
// same bytes for the same inputs and seed at any number of workers. What is
// counted here is not yet safe to publish: disclosure comes after it.
package transition
