package pdf

import "slices"

// leastShare is how much of its sheet a section's last part should fill.
const leastShare = 0.48

// chained is a chain of pieces that stay together, and the sheet it came to.
type chained struct{ first, sheet int }

// tighter are the shares to which the space between pieces may shrink where
// that spares a sheet. Type and leading never shrink.
var tighter = []float64{0.85, 0.7, 0.55}

// section starts a new sheet for a document page and fills it. Where its last
// sheet would stay almost empty, the space between pieces shrinks if that
// spares the sheet; else some of what stands before it moves there.
func (p *pager) section(index int, ps []piece) {
	base, failed := len(p.sheets), p.err
	fill := func(list []piece) []chained {
		p.sheets, p.err = p.sheets[:base], failed
		return p.fill(index, list)
	}
	links := fill(ps)
	count := len(p.sheets)
	if count-base < 2 || p.share(count-1) >= leastShare {
		return
	}
	for _, t := range tighter {
		if fill(tightened(ps, t)); len(p.sheets) < count {
			return
		}
	}
	for _, breakAt := range candidates(links, count-2) {
		list := slices.Clone(ps)
		list[breakAt].sheet = true
		fill(list)
		if len(p.sheets) == count && p.share(count-1) >= leastShare && p.share(count-2) >= leastShare {
			return
		}
	}
	fill(ps)
}

// tightened is the pieces with less space between them.
func tightened(ps []piece, share float64) []piece {
	out := slices.Clone(ps)
	for i := range out {
		out[i].gap *= share
		out[i].pitch = 0
	}
	return out
}

// candidates are the chains of a sheet at which it could end earlier, the last
// one first. The first chain of the sheet is none: moved, it would leave the
// sheet empty.
func candidates(links []chained, sheet int) []int {
	var out []int
	for i := len(links) - 1; i > 0; i-- {
		if links[i].sheet == sheet && links[i-1].sheet == sheet {
			out = append(out, links[i].first)
		}
	}
	return out
}

// fill places the pieces of a document page on new sheets.
func (p *pager) fill(index int, ps []piece) []chained {
	p.open(index)
	var links []chained
	for i := 0; i < len(ps); {
		n := chain(ps[i:])
		p.chain(index, ps[i:i+n])
		links = append(links, chained{i, len(p.sheets) - 1})
		i += n
	}
	return links
}

// share is how much of a sheet's height its pieces fill.
func (p *pager) share(n int) float64 {
	sum := 0.0
	for i, it := range p.sheets[n].items {
		sum += it.height
		if i > 0 && !it.foot {
			sum += it.gap
		}
	}
	return sum / (p.theme.floor() - p.theme.top)
}
