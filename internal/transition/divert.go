package transition

// transfer takes a share of those who would enter a setting to another.
func (w *worker) transfer(r Rule, at int) {
	to, ok := w.setAt[r.ToSetting]
	if !ok {
		return
	}
	for i := range len(w.entries) {
		e := w.entries[i]
		d := w.combo(w.need(e.to), to)
		if !w.about(r, e) || w.plan.goes[w.cell(e.ncy, d)] != d || d == e.to {
			continue
		}
		src := w.stream.Sub(w.plan.year, w.entryKey(e)+uint64(at), drawTransfer)
		if n := src.Binomial(e.n, r.Share); n > 0 {
			w.entries[i].n -= n
			w.entries = append(w.entries, entry{e.from, d, e.ncy, n})
		}
	}
}

// about says whether a rule is about an entry.
func (w *worker) about(r Rule, e entry) bool {
	need1, setting1 := w.name(e.from)
	need2, setting2 := w.name(e.to)
	return e.n > 0 && r.matches(e.ncy, need1, setting1, need2, setting2)
}

// entryKey names an entry for random numbers.
func (w *worker) entryKey(e entry) uint64 {
	key := w.keys[w.cell(e.ncy, e.to)]
	if e.from != outside {
		key ^= w.comboKey[e.from] * 3
	}
	return key
}

// cap turns people away from a full setting, each who comes being as likely as
// the next; those who are in it already stay.
func (w *worker) cap(r Rule, at int) {
	to, ok := w.setAt[r.ToSetting]
	if !ok {
		return
	}
	for s, name := range w.settings {
		if passes(r.Setting2, name) && s != to {
			w.capOne(r, s, to, at)
		}
	}
}

func (w *worker) capOne(r Rule, s, to, at int) {
	held, coming := 0, 0
	for _, c := range w.coming {
		ncy, k := w.parts(c)
		if w.setting(k) == s && r.ages(ncy) && passes(r.Need2, w.needs[w.need(k)]) {
			held += int(w.next[c])
		}
	}
	mine := func(e entry) bool {
		return w.setting(e.to) == s && r.ages(e.ncy) && passes(r.Need2, w.needs[w.need(e.to)])
	}
	for _, e := range w.entries {
		if mine(e) {
			coming += e.n
		}
	}
	over := coming - max(0, int(min(r.Factor, mostPlans))-held)
	src := w.stream.Sub(w.plan.year, uint64(s)<<8|uint64(at), drawCap)
	for i := range len(w.entries) {
		e := w.entries[i]
		if !mine(e) {
			continue
		}
		turned := 0
		for range e.n {
			if over > 0 && src.Below(coming) < over {
				turned, over = turned+1, over-1
			}
			coming--
		}
		d := w.combo(w.need(e.to), to)
		if turned == 0 || w.plan.goes[w.cell(e.ncy, d)] != d {
			continue // nowhere to send them: they come in all the same
		}
		w.entries[i].n -= turned
		w.entries = append(w.entries, entry{e.from, d, e.ncy, turned})
	}
}
