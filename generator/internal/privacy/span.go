package privacy

import (
	"maps"
	"slices"
)

// prime is the modulus of the elimination: whether one sum can be made from
// others is asked of whole numbers, without rounding. A wrong answer would need
// a coincidence of one in a billion.
const prime = 2_147_483_647

// A vector says which atoms a sum counts, and how often.
type vector map[int]int64

// A span is everything that can be worked out from published sums: each row is
// reduced by the ones before it, and remembers which sums it was made from.
type span struct {
	rows  map[int]vector // by pivot
	parts map[int]vector // by pivot: which sums, how often
}

func newSpan() *span { return &span{map[int]vector{}, map[int]vector{}} }

// add takes in a published sum by its number.
func (s *span) add(number int, v vector) {
	rest, from := s.reduce(v)
	if len(rest) == 0 {
		return
	}
	from[number] = 1
	pivot := slices.Min(slices.Collect(maps.Keys(rest)))
	scale := inverse(rest[pivot])
	s.rows[pivot], s.parts[pivot] = times(rest, scale), times(from, scale)
}

// solve tells whether a sum can be worked out, and from which published ones.
func (s *span) solve(v vector) ([]int, bool) {
	rest, from := s.reduce(v)
	if len(rest) > 0 {
		return nil, false
	}
	return slices.Sorted(maps.Keys(from)), true
}

// reduce takes from a sum all that the rows can make; from says what was taken.
func (s *span) reduce(v vector) (rest, from vector) {
	rest, from = maps.Clone(v), vector{}
	for {
		pivot := -1
		for k := range rest {
			if s.rows[k] != nil && (pivot < 0 || k < pivot) {
				pivot = k
			}
		}
		if pivot < 0 {
			return rest, from
		}
		factor := prime - rest[pivot]
		plus(rest, s.rows[pivot], factor)
		plus(from, s.parts[pivot], factor)
	}
}

func plus(to, v vector, factor int64) {
	for k, x := range v {
		if sum := (to[k] + factor*x) % prime; sum == 0 {
			delete(to, k)
		} else {
			to[k] = sum
		}
	}
}

func times(v vector, factor int64) vector {
	out := vector{}
	plus(out, v, factor)
	return out
}

// inverse is x to the power of prime-2: times x it is 1.
func inverse(x int64) int64 {
	result, base := int64(1), x%prime
	for e := int64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			result = result * base % prime
		}
		base = base * base % prime
	}
	return result
}
