package privacy

import (
	"container/heap"
)

// prime is the modulus of the elimination: whether one sum can be made from
// others is asked of whole numbers, without rounding. A wrong answer would need
// a coincidence of one in a billion.
const prime = 2_147_483_647

// A vector says which atoms a sum counts, and how often.
type vector map[int32]int64

// A span is everything that can be worked out from published sums: each row is
// reduced by the ones before it, and begins at an atom of its own.
type span map[int32]vector

func (s span) add(v vector) {
	if rest, pivot := s.reduce(v); pivot >= 0 {
		scale := inverse(rest[pivot])
		for k, x := range rest {
			rest[k] = x * scale % prime
		}
		s[pivot] = rest
	}
}

// solves tells whether a sum can be worked out.
func (s span) solves(v vector) bool {
	_, pivot := s.reduce(v)
	return pivot < 0
}

// reduce takes from a sum all that the rows can make, from the first atom on, and gives what
// is left with its first atom; -1 if nothing is.
func (s span) reduce(v vector) (rest vector, first int32) {
	rest, first = make(vector, len(v)), -1
	var todo numbers
	for k, x := range v {
		rest[k] = x
		todo = append(todo, k)
	}
	heap.Init(&todo)
	for len(todo) > 0 {
		k := heap.Pop(&todo).(int32)
		x, there := rest[k]
		row := s[k]
		switch {
		case !there:
		case row == nil:
			if first < 0 {
				first = k
			}
		default:
			for j, y := range row {
				old, had := rest[j]
				if sum := (old + (prime-x)*y) % prime; sum == 0 {
					delete(rest, j)
				} else {
					rest[j] = sum
					if !had {
						heap.Push(&todo, j)
					}
				}
			}
		}
	}
	return rest, first
}

// numbers is a heap, the least on top.
type numbers []int32

func (n numbers) Len() int           { return len(n) }
func (n numbers) Less(i, j int) bool { return n[i] < n[j] }
func (n numbers) Swap(i, j int)      { n[i], n[j] = n[j], n[i] }
func (n *numbers) Push(x any)        { *n = append(*n, x.(int32)) }
func (n *numbers) Pop() any {
	last := (*n)[len(*n)-1]
	*n = (*n)[:len(*n)-1]
	return last
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
