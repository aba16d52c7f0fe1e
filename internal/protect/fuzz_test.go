package protect

import (
	"context"
	"fmt"
	"slices"
	"testing"
)

// decode makes a system of any bytes: cells, then equations with bounds that
// their values fit.
func decode(data []byte) System {
	next := func() int64 {
		if len(data) == 0 {
			return 0
		}
		b := data[0]
		data = data[1:]
		return int64(b)
	}
	var s System
	for n := range 1 + next()%7 {
		flags := next()
		c := Cell{ID: fmt.Sprint("c", n), Value: next() % 20, HideZero: flags&1 > 0, Fixed: flags&14 == 2, Last: flags&14 == 4, Hidden: flags&14 == 6}
		c.Primary = !c.Fixed && (c.Value > 0 && c.Value < 6 || c.Value == 0 && c.HideZero)
		s.Cells = append(s.Cells, c)
	}
	for range next() % 6 {
		var e Equation
		sum := int64(0)
		for n := range s.Cells {
			if f := next()%11 - 5; f >= -3 && f <= 3 && f != 0 {
				f = max(-2, min(2, f))
				e.Terms = append(e.Terms, Term{s.Cells[n].ID, f})
				sum += f * s.Cells[n].Value
			}
		}
		e.Lower, e.Upper = sum, sum
		if width := next(); width%4 == 0 {
			e.Lower, e.Upper = sum-width%3, sum+width%5
		}
		if len(e.Terms) > 0 && next()%2 == 0 {
			e.Total, e.Threshold = e.Terms[0].Cell, 6
		}
		s.Equations = append(s.Equations, e)
	}
	return s
}

func FuzzProtect(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{4, 0, 3, 0, 9, 0, 12, 0, 18, 1, 4, 6, 6, 6, 1, 0})
	f.Add([]byte{6, 1, 0, 0, 4, 2, 17, 0, 19, 6, 8, 1, 5, 0, 2, 3, 4, 6, 6, 0, 6, 4, 6, 5, 1, 0, 6, 7, 5, 4, 3, 5, 6, 6, 0, 8, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		s := decode(data)
		p, err := Protect(context.Background(), s)
		if err != nil {
			return
		}
		slices.Reverse(s.Cells)
		slices.Reverse(s.Equations)
		again, err := Protect(context.Background(), s)
		if err != nil || !slices.Equal(p.Secondary, again.Secondary) || !slices.Equal(p.Exposed, again.Exposed) {
			t.Fatalf("%+v and the other way round %+v, %v", p, again, err)
		}
		hidden := hiddenBy(s, p.Secondary)
		for _, c := range s.Cells {
			if !c.Primary || slices.Contains(p.Exposed, c.ID) {
				continue
			}
			if workedOut(s, hidden, c) {
				t.Fatalf("with %v hidden %s can be worked out: %+v", p.Secondary, c.ID, s)
			}
		}
	})
}

// workedOut reports whether plain search proves a cell known; false too where
// it is too slow to say.
func workedOut(s System, hidden map[string]bool, c Cell) (known bool) {
	r := newReader(s, hidden)
	r.visits = patience * 99 / 100
	defer func() {
		if r.visits > patience {
			known = recover() == nil
		}
	}()
	return !r.secret(c.ID, c.Value)
}
