package ledger

// Numbers are a column of whole numbers, in as little room as the largest leaves. What lies behind
// the last that was set is 0.
type Numbers struct {
	tiny  []int8
	small []int32
	large []int64
}

// At is the number of a row.
func (c *Numbers) At(i int) int64 {
	switch {
	case i < len(c.tiny):
		return int64(c.tiny[i])
	case i < len(c.small):
		return int64(c.small[i])
	case i < len(c.large):
		return c.large[i]
	}
	return 0
}

// Put keeps the number of a row, each behind the others.
func (c *Numbers) Put(i int, n int64) {
	if n == 0 {
		return
	}
	if c.small == nil && c.large == nil && n != int64(int8(n)) {
		c.tiny, c.small = nil, wider[int32](c.tiny)
	}
	if c.large == nil && n != int64(int32(n)) {
		c.small, c.large = nil, wider[int64](c.small)
	}
	switch {
	case c.large != nil:
		c.large = append(filled(c.large, i), n)
	case c.small != nil:
		c.small = append(filled(c.small, i), int32(n))
	default:
		c.tiny = append(filled(c.tiny, i), int8(n))
	}
}

// wider is a column with more room for each number.
func wider[To, From int8 | int32 | int64](c []From) []To {
	all := make([]To, len(c), len(c)+1)
	for i, n := range c {
		all[i] = To(n)
	}
	return all
}

// filled is a column with zeros up to i.
func filled[T int8 | int32 | int64](c []T, i int) []T {
	for len(c) < i {
		c = append(c, 0)
	}
	return c
}
