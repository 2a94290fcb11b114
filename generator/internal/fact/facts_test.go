package fact

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestFactsComeBackAsTheyWereAdded(t *testing.T) {
	for seed := range uint64(50) {
		random := rand.New(rand.NewPCG(seed, 3))
		var all []Fact
		number := func() int64 {
			switch random.IntN(8) {
			case 0:
				return random.Int64N(200)
			case 1:
				return -random.Int64N(200)
			case 2:
				return math.MaxInt32 + random.Int64N(3) - 1
			case 3:
				return math.MinInt64 + random.Int64N(3)
			}
			return 0
		}
		for range random.IntN(60) {
			one := Fact{Segment: Segment{Team: []string{"", "a", "b"}[random.IntN(3)], Channel: []string{"", "chat"}[random.IntN(2)]}, Day: Day(random.IntN(9)), Grain: Grain(random.IntN(5))}
			if random.IntN(9) == 0 {
				one.Day = NoDay
			}
			for i := range random.IntN(len(one.Counts) + 1) {
				one.Counts[i] = number()
			}
			if random.IntN(3) == 0 {
				one.Missing, one.Rejected = number(), number()
			}
			all = append(all, one)
		}
		kept := FactsOf(all...)
		if got := slices.Collect(kept.All()); !slices.Equal(got, all) || kept.Len() != len(all) {
			t.Fatalf("seed %d:\n got %v\nwant %v", seed, got, all)
		}
	}
}
