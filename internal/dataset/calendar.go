package dataset

import (
	"fmt"
	"time"
)

var monthNames = [12]string{"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December"}

// day is a date as a number, yyyymmdd.
func day(y, m, d int) int { return y*1_00_00 + m*1_00 + d }

func daysIn(y, m int) int {
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// thirdThursday is the day of the school census in January.
func thirdThursday(y int) int {
	first := time.Date(y, time.January, 1, 0, 0, 0, 0, time.UTC).Weekday()
	return 15 + int((time.Thursday-first+7)%7)
}

func four(y int) string       { return fmt.Sprintf("%04d", y) }
func slashYears(y int) string { return fmt.Sprintf("%04d/%02d", y, (y+1)%100) }
func dashYears(y int) string  { return fmt.Sprintf("%04d-%02d", y, (y+1)%100) }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// isoDate reads YYYY-MM-DD.
func isoDate(s string) (y, m, d int, ok bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	return validDate(digits(s[:4]), digits(s[5:7]), digits(s[8:]))
}

// ukDate reads DD/MM/YYYY; the day may have one digit.
func ukDate(s string) (y, m, d int, ok bool) {
	if len(s) == 9 {
		s = "0" + s
	}
	if len(s) != 10 || s[2] != '/' || s[5] != '/' {
		return 0, 0, 0, false
	}
	return validDate(digits(s[6:]), digits(s[3:5]), digits(s[:2]))
}

// shortDate reads DD/MM/YY of this century.
func shortDate(s string) (y, m int, ok bool) {
	if len(s) != 8 || digits(s[6:]) < 0 {
		return 0, 0, false
	}
	y, m, _, ok = ukDate(s[:6] + "20" + s[6:])
	return y, m, ok
}

func validDate(y, m, d int) (int, int, int, bool) {
	ok := goodYear(y) && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
	return y, m, d, ok
}

// goodYear bounds years to what statistics on children can be of; it catches
// 0, 20245 and Excel's serial numbers.
func goodYear(y int) bool { return y >= 1950 && y <= 2100 }

// digits is the value of a text of digits alone; -1 for anything else.
func digits(s string) int {
	if s == "" || len(s) > 9 {
		return -1
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
