// Package stats holds the statistics that results and comparisons are made
// with: intervals, tests of differences, comparison with a benchmark, trends,
// quantiles, bands, ranks and ratings. It serves the evaluate and assess
// stages and the control charts. Every function is pure: numbers in, numbers
// out, nothing rounded, nothing remembered.
//
// Files are named for the authors of the method they hold and cite the paper;
// "note" in a comment is the project's statistics note, whose worked examples
// are the first tests.
//
// The package refuses what it cannot compute honestly. Counts that are
// negative, fractional or above MaxCount, more cases than people in a
// proportion, an empty denominator, NaN and infinities give an error that
// matches ErrInput; nothing here panics. It knows no symbols and no
// suppression: a caller with a missing or hidden figure does not call.
package stats
