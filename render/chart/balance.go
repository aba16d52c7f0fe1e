package chart

import (
	"math"
	"slices"
)

// Bounds of a heading that is balanced exactly; longer text is set as narrow as
// its number of lines allows.
const (
	balanceWords = 40
	balanceLines = 8
)

// balanced lists the first words of n lines, no wider than width, whose widths
// spread least. Ties go to the narrower setting, then to the longer first line.
func balanced(words []word, n int, width float64) []int {
	widths := candidateWidths(words, width)
	if len(words) > balanceWords || n > balanceLines {
		return narrowest(words, n, widths)
	}
	best, bestSpread := greedy(words, width), math.Inf(1)
	for _, limit := range widths {
		starts, shortest := evenest(words, n, limit)
		if starts != nil && limit-shortest < bestSpread-1e-9 {
			best, bestSpread = starts, limit-shortest
		}
	}
	return best
}

// candidateWidths are all widths a line could have, from narrow to wide.
func candidateWidths(words []word, width float64) []float64 {
	var out []float64
	for i := range words {
		for j := i + 1; j <= len(words); j++ {
			w := lineWidth(words, i, j)
			if w > width+1e-9 {
				break
			}
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// narrowest fills n lines of the smallest width that holds the words.
func narrowest(words []word, n int, widths []float64) []int {
	if len(widths) == 0 {
		return greedy(words, 0)
	}
	i, _ := slices.BinarySearchFunc(widths, n, func(w float64, n int) int {
		if lines := greedy(words, w); len(lines) > n || lineTooWide(words, lines, w) {
			return -1
		}
		return 1
	})
	return greedy(words, widths[min(i, len(widths)-1)])
}

// lineTooWide reports a line that is over w because a single word is.
func lineTooWide(words []word, starts []int, w float64) bool {
	for i, s := range starts {
		end := len(words)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if lineWidth(words, s, end) > w+1e-9 {
			return true
		}
	}
	return false
}

// evenest finds n lines within limit whose shortest line is longest, and that
// line's width; nil when n lines cannot hold the words.
func evenest(words []word, n int, limit float64) ([]int, float64) {
	m := len(words)
	// shortest[k][i] is the best shortest line when words[i:] fill k lines.
	shortest := make([][]float64, n+1)
	next := make([][]int, n+1)
	for k := range shortest {
		shortest[k] = slices.Repeat([]float64{math.Inf(-1)}, m+1)
		next[k] = make([]int, m+1)
	}
	shortest[0][m] = math.Inf(1)
	for k := 1; k <= n; k++ {
		for i := range m {
			end := 0.0
			for j := i + 1; j <= m; j++ {
				w := end + words[j-1].width
				end = w + words[j-1].space
				if w > limit+1e-9 {
					break
				}
				if got := min(w, shortest[k-1][j]); got >= shortest[k][i] && !math.IsInf(got, -1) {
					shortest[k][i], next[k][i] = got, j
				}
			}
		}
	}
	if math.IsInf(shortest[n][0], -1) {
		return nil, 0
	}
	starts := []int{0}
	for k, i := n, 0; k > 1; k-- {
		i = next[k][i]
		starts = append(starts, i)
	}
	return starts, shortest[n][0]
}
