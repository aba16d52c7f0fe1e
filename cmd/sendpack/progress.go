package main

import (
	"fmt"
	"os"
	"time"
)

// progress is a line that is written over on a terminal: what, how many of how
// many, and how long it may still take. In a pipe it is silent.
func (a *app) progress() func(what string, done, of int) {
	f, ok := a.err.(*os.File)
	if !ok || a.quiet || a.json {
		return nil
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	begin, last, first := time.Now(), time.Time{}, ""
	return func(what string, done, of int) {
		if of != 0 && done == 1 && first != what {
			begin, first = time.Now(), what
		}
		if now := time.Now(); now.Sub(last) > 80*time.Millisecond || done == of {
			last = now
			left := ""
			if spent := now.Sub(begin); done > 0 && done < of && spent > time.Second {
				left = fmt.Sprintf(", about %.0f s left", spent.Seconds()/float64(done)*float64(of-done))
			}
			fmt.Fprintf(f, "\r\x1b[K%s: %d of %d%s", what, done, of, left)
			a.drawn = true
		}
	}
}

// clear removes the progress line before anything else is said.
func (a *app) clear() {
	if a.drawn {
		fmt.Fprint(a.err, "\r\x1b[K")
		a.drawn = false
	}
}
