// Package draw makes the random numbers of projections: uniform, normal,
// Poisson, gamma, beta, binomial and the compound counts built from them, each
// from a stream that depends on nothing but what it is for. A Stream belongs
// to one simulation of one area; a Source below it belongs to one year, cohort
// and purpose. So the order in which workers run changes nothing, and two
// scenarios that ask for the same thing get the same luck, whatever else they
// ask for. It serves the evaluation of projections, holds no state of its own,
// allocates nothing, and refuses approximations: a binomial count is drawn from
// the binomial distribution, never from a normal beside it.
package draw

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
	"math/rand/v2"
)

// Stream is the randomness of one simulation. The zero value is a stream too,
// but one that every forgetful caller shares: make it with NewStream.
type Stream struct{ a, b uint64 }

// NewStream keys the stream by SHA-256 of all three, so that neighbouring seeds
// or simulations have nothing in common.
func NewStream(seed uint64, area string, simulation int) Stream {
	h := sha256.New()
	var n [16]byte
	binary.LittleEndian.PutUint64(n[:8], seed)
	binary.LittleEndian.PutUint64(n[8:], uint64(simulation))
	h.Write(n[:])
	h.Write([]byte(area))
	sum := h.Sum(nil)
	return Stream{binary.LittleEndian.Uint64(sum[:8]), binary.LittleEndian.Uint64(sum[8:16])}
}

// Key is a number for a cohort's name, from SHA-256: names that differ in one
// character have unrelated keys.
func Key(name string) uint64 {
	sum := sha256.Sum256([]byte(name))
	return binary.LittleEndian.Uint64(sum[:8])
}

// Kind separates what is drawn for one cohort in one year: whether it leaves,
// whether it moves, where to. Each caller numbers its own.
type Kind uint16

// Sub is the source for one year, cohort key and kind of draw. Equal arguments
// give equal sources: a caller that needs two numbers takes both from one.
func (s Stream) Sub(year int, key uint64, kind Kind) Source {
	place := mix(key^s.b) + (uint64(uint32(year))<<16 | uint64(kind))
	high := mix(place ^ s.a)
	var out Source
	out.pcg.Seed(high, mix(high^s.b^key))
	return out
}

// mix spreads every bit of x over the whole word (the finaliser of SplitMix64,
// Steele, Lea and Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// Source gives numbers one after the other (PCG-DXSM, whose output Go's
// standard library fixes for all machines). It is not safe for use by two
// goroutines.
type Source struct{ pcg rand.PCG }

// Uniform is a number above 0 and below 1, never either.
func (s *Source) Uniform() float64 {
	return (float64(s.pcg.Uint64()>>11) + 0.5) / (1 << 53)
}

// Below is a whole number from 0 to n-1, each equally likely; 0 when n is not
// positive.
func (s *Source) Below(n int) int {
	if n <= 0 {
		return 0
	}
	high, _ := bits.Mul64(s.pcg.Uint64(), uint64(n))
	return int(high)
}

// Normal is a standard normal number. It takes exactly one uniform number, so
// that paired runs stay in step.
func (s *Source) Normal() float64 {
	return math.Sqrt2 * math.Erfinv(float64(2*s.Uniform())-1)
}
