// Package forecast says where the number of education, health and care plans
// may be heading, from published counts alone: how many plans there were each
// January, by setting, and how many new ones each year. It is the open tier of
// projections: nothing links one year's child to the next, so it knows net
// retention by setting and neither needs nor moves.
//
// The package also owns what both tiers of projections share: the row of
// projection.csv, the summary of simulated values and the scores of a
// back-test. It refuses to look ahead: a projection takes a panel that was cut
// at its last year, and the back-test has no other way of making one.
//
// Everything is a pure function of its inputs and a seed. Random numbers come
// from streams named by seed, area and simulation, so results do not depend on
// how many workers make them or in which order.
package forecast
