package dataset

// Series is the area under which rows of id are kept: the newest of those that
// follow it with the same 3-digit code. The Department for Education gives an
// authority a new 3-digit code when what it serves changes (Dorset 835 became
// 838), and keeps it when only the 9-character code or the kind of council
// changes (Somerset stayed 933 when E10000027 became E06000066). Its own files
// use the two 9-character codes of such an authority in any year, so rows are
// joined by this and by nothing else: an authority that was divided, joined or
// widened is never followed.
func (r *Register) Series(id AreaID) AreaID {
	if id < 0 || int(id) >= len(r.series) {
		return id
	}
	return r.series[id]
}

// History is every area whose rows are kept under id, oldest first and id
// last: the 9-character codes that one authority has had.
func (r *Register) History(id AreaID) []AreaID {
	var out []AreaID
	for i, s := range r.series {
		if s == id && AreaID(i) != id {
			out = append(out, AreaID(i))
		}
	}
	return append(out, id)
}

// joinSeries follows each area to its newest form. The bound on steps keeps a
// project's file with circular follows from running for ever.
func (r *Register) joinSeries() {
	next := make([]AreaID, len(r.areas))
	for i := range next {
		next[i] = NoArea
	}
	for i, a := range r.areas {
		for _, code := range a.Follows {
			if before, ok := r.byCode[code]; ok && a.Old != "" && r.areas[before].Old == a.Old {
				next[before] = AreaID(i)
			}
		}
	}
	r.series = make([]AreaID, len(r.areas))
	for i := range r.series {
		at := AreaID(i)
		for range r.areas {
			if next[at] == NoArea {
				break
			}
			at = next[at]
		}
		r.series[i] = at
	}
}
