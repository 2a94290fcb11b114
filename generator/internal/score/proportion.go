package score

import "fmt"

// Proportion is a share as counted: X of N. Shares are pooled by adding X and N, never by
// averaging percentages (docs/definitions.md, "Rules for every number").
type Proportion struct{ X, N int64 }

// Percent is 100·X/N, 0 to 100. It is false if N is 0: no data.
func (p Proportion) Percent() (float64, bool) {
	if p.N == 0 {
		return 0, false
	}
	return 100 * float64(p.X) / float64(p.N), true
}

// Merge pools two shares.
func (p Proportion) Merge(o Proportion) Proportion { return Proportion{p.X + o.X, p.N + o.N} }

// mustBeShare panics unless x of n is a proportion: counts are checked when they are read.
func mustBeShare(x, n int64) {
	if n <= 0 || x < 0 || x > n {
		panic(fmt.Sprintf("bug: a share of %d of %d", x, n))
	}
}
