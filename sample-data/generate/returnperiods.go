package main

import (
	"fmt"
	"strconv"
)

// The periods of local returns, oldest first, as far as they had come in on
// 17 July 2026.

// months are July 2024 to June 2026.
var months = labels(0, 24, month)

// quarters are April to June 2024 to the same months of 2026.
var quarters = labels(0, 9, func(i int) string {
	year := 2024 + i/4
	return "Q" + strconv.Itoa(1+i%4) + " " + pair(year, "-")
})

// schoolYears ends with the last one whose results are known.
func schoolYears(first int) []string {
	return labels(first, 2025-first, func(year int) string { return pair(year, "/") })
}

// financialYears are 2021-22 to 2025-26.
var financialYears = labels(2021, 5, financialYear)

func financialYear(first int) string { return pair(first, "-") }

// calendarYears are five years up to the one given.
func calendarYears(last int) []string {
	return labels(last-4, 5, strconv.Itoa)
}

// days are one day a year, such as January, of the years up to the one given.
func days(name string, n, last int) []string {
	return labels(last-n+1, n, func(year int) string { return name + " " + strconv.Itoa(year) })
}

// waves are a survey's yearly waves up to the one given.
func waves(season string, n, last int) []string { return days(season, n, last) }

// pair is two years in one label, as 2024/25.
func pair(first int, separator string) string {
	return fmt.Sprintf("%d%s%02d", first, separator, (first+1)%100)
}

func labels(first, n int, name func(int) string) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = name(first + i)
	}
	return names
}
