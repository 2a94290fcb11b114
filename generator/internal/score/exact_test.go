package score

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// What is worked out with whole numbers is what fractions give, to the last bit.
func TestWholeSumsGiveWhatFractionsGive(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 20_000 {
		var c, all Cluster
		most := int64(1) << (1 + r.IntN(25))
		for range 2 + r.IntN(40) {
			x := 1 + float64(r.Int64N(most))
			y := float64(r.Int64N(int64(x) + 1))
			all.Add(y, x)
			if r.IntN(3) == 0 {
				c.Add(y, x)
			}
		}
		ratio := new(big.Rat).Quo(rat(all.Y), rat(all.X))
		ss := new(big.Rat).Mul(ratio, rat(all.XX))
		ss.Sub(ss, rat(2*all.XY))
		ss.Mul(ss, ratio)
		want, _ := ss.Add(ss, rat(all.YY)).Float64()
		if got := residual(all.Y, all.X, all.YY, all.XY, all.XX); got != want {
			t.Fatalf("residual of %+v is %v, want %v", all, got, want)
		}
		e := new(big.Rat).Sub(rat(c.Y), new(big.Rat).Mul(ratio, rat(c.X)))
		want, _ = e.Float64()
		if got := c.rest(all); got != want {
			t.Fatalf("rest of %+v in %+v is %v, want %v", c, all, got, want)
		}
	}
}
