package ledger

import (
	"runtime"
	"slices"
	"sync"
)

// A Heap takes rows of keys and sums in whatever order an engine finds them, each in little room, and
// gives them in the order of their keys: an engine that sorts wide rows moves every sum of them.
type Heap struct {
	columns []keyColumn
	sums    []Numbers
	rows    int
}

// A keyColumn is the keys of all rows at one place, each of which stands in it once.
type keyColumn struct {
	at     map[any]uint32
	values []any
	rows   []uint32
	last   any
	number uint32 // of the last
}

// NewHeap is a heap of rows with so many keys.
func NewHeap(width int) *Heap { return &Heap{columns: make([]keyColumn, width)} }

// Add takes one row more: its keys, each nil, an int64 or a string, and its sums.
func (h *Heap) Add(keys []any, sums []int64) {
	for i, key := range keys {
		h.columns[i].add(key)
	}
	if h.sums == nil {
		h.sums = make([]Numbers, len(sums))
	}
	for i, sum := range sums {
		h.sums[i].Put(h.rows, sum)
	}
	h.rows++
}

func (c *keyColumn) add(key any) {
	if len(c.rows) == 0 || key != c.last {
		number, known := c.at[key]
		if !known {
			if c.at == nil {
				c.at = map[any]uint32{}
			}
			number = uint32(len(c.values))
			c.at[key], c.values = number, append(c.values, key)
		}
		c.last, c.number = key, number
	}
	c.rows = append(c.rows, c.number)
}

// of is the key of a row.
func (c *keyColumn) of(row int) any { return c.values[c.rows[row]] }

// order lists the rows in the order of their keys.
func (h *Heap) order() []uint32 {
	rows := make([]uint32, h.rows)
	for i := range rows {
		rows[i] = uint32(i)
	}
	for i := len(h.columns) - 1; i >= 0; i-- { // what is equal in a column stays as the ones behind it say
		c := &h.columns[i]
		numbers := make([]uint32, len(c.values))
		for n := range numbers {
			numbers[n] = uint32(n)
		}
		slices.SortFunc(numbers, func(a, b uint32) int { return compareOne(c.values[a], c.values[b]) })
		count := make([]int, len(numbers))
		for _, number := range c.rows {
			count[number]++
		}
		next, from := make([]int, len(numbers)), 0
		for _, number := range numbers {
			next[number], from = from, from+count[number]
		}
		sorted := make([]uint32, len(rows))
		for _, row := range rows {
			number := c.rows[row]
			sorted[next[number]] = row
			next[number]++
		}
		rows = sorted
	}
	return rows
}

// Each hands out the rows in the order of their keys.
func (h *Heap) Each(do func(keys []any, sums []int64)) {
	keys, sums := make([]any, len(h.columns)), make([]int64, len(h.sums))
	for _, row := range h.order() {
		for i := range keys {
			keys[i] = h.columns[i].of(int(row))
		}
		for i := range sums {
			sums[i] = h.sums[i].At(int(row))
		}
		do(keys, sums)
	}
}

// Sheet makes the rows a sheet of the sums that are named, and leaves the heap empty.
func (h *Heap) Sheet(sums []string) *Sheet {
	s := New(len(h.columns), sums)
	s.rows = h.rows
	if h.rows == 0 {
		return s
	}
	order := h.order()
	var put []func()
	for i := range s.keys {
		put = append(put, func() {
			s.keys[i] = keyColumn{values: h.columns[i].values, rows: make([]uint32, len(order))}
			for to, row := range order {
				s.keys[i].rows[to] = h.columns[i].rows[row]
			}
			h.columns[i] = keyColumn{}
		})
	}
	for i, name := range sums {
		column := s.Sums[name]
		put = append(put, func() {
			for to, row := range order {
				column.Put(to, h.sums[i].At(int(row)))
			}
			h.sums[i] = Numbers{}
		})
	}
	together(put)
	h.sums, h.rows = nil, 0
	return s
}

// together does several things on all cores.
func together(all []func()) {
	var wg sync.WaitGroup
	next := make(chan func(), len(all))
	for _, do := range all {
		next <- do
	}
	close(next)
	for range min(len(all), runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for do := range next {
				do()
			}
		})
	}
	wg.Wait()
}
