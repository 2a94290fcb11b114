package score

import (
	"math"
	"math/rand/v2"
	"testing"

	"shingle/generator/internal/fact"
)

func TestPackedDaysAreExact(t *testing.T) {
	if got := packedDays("").days(); got != (Days{}) {
		t.Errorf("got %v of none, want none", got)
	}
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 9))
		var days Days
		for range random.IntN(60) {
			y, x := float64(random.IntN(40)), float64(random.IntN(40))
			switch random.IntN(4) {
			case 0:
				y = random.NormFloat64()
			case 1:
				y = math.MaxFloat64 * random.Float64()
			}
			days.Add(fact.Day(random.IntN(31)), y, x)
		}
		if got := days.pack().days(); got != days {
			t.Fatalf("seed %d:\n got %v\nwant %v", seed, got, days)
		}
	}
}
