// Package stats holds the statistics that results and comparisons are made
// with: intervals, tests of differences, comparison with a benchmark, changes,
// trends, control charts, funnel plots, quantiles, bands, ranks and ratings. It
// serves the evaluate and assess stages. Every function is pure: numbers in,
// numbers out, nothing rounded, nothing remembered. Results carry what they
// were worked out from (standard errors, limits, moving ranges, rule hits), so
// that a reader who asks can be shown every step.
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
