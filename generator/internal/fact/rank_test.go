package fact

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// A rank is the wait at its place among all waits, each listed as often as it is there.
func TestRanksOfWaits(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		var waits []waiting
		for range 1 + random.IntN(40) {
			waits = append(waits, waiting{uint32(random.IntN(3)), uint32(random.IntN(2)), random.Int64N(9), 1 + random.Int64N(4)})
		}
		slices.SortFunc(waits, func(a, b waiting) int { return cmp.Compare(a.micros, b.micros) })
		for _, by := range [][2]bool{{true, true}, {true, false}, {false, true}, {false, false}} {
			for _, r := range ranksOf(waits, by[0], by[1]) {
				var all []int64
				for _, w := range waits {
					if (!by[0] || w.team == r.team) && (!by[1] || w.channel == r.channel) {
						all = append(all, slices.Repeat([]int64{w.micros}, int(w.n))...)
					}
				}
				if half, most := all[(len(all)+1)/2-1], all[(9*len(all)+9)/10-1]; r.half != half || r.most != most {
					t.Errorf("of %v: got %v and %v, want %d and %d", all, r.half, r.most, half, most)
				}
			}
		}
	}
}
