package ledger

import (
	"encoding/binary"
	"slices"
)

// A Heap takes rows of keys and sums in whatever order an engine finds them, each in little room, and
// gives them in the order of their keys: an engine that sorts wide rows moves every sum of them.
type Heap struct {
	columns []keyColumn
	sums    []byte // of one row after the other
	starts  []int  // where each row's begin
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
func (h *Heap) Add(v []any) {
	for i := range h.columns {
		h.columns[i].add(v[i])
	}
	h.starts = append(h.starts, len(h.sums))
	for _, sum := range v[len(h.columns):] {
		h.sums = binary.AppendVarint(h.sums, sum.(int64))
	}
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
	rows := make([]uint32, len(h.starts))
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

// each hands out the rows in their order.
func (h *Heap) each(sums int, do func(row uint32, sums []int64)) {
	values := make([]int64, sums)
	for _, row := range h.order() {
		at := h.starts[row]
		for i := range values {
			n := 0
			values[i], n = binary.Varint(h.sums[at:])
			at += n
		}
		do(row, values)
	}
}

// Each hands out the rows in the order of their keys, each of which has so many sums.
func (h *Heap) Each(sums int, do func(v []any)) {
	v := make([]any, len(h.columns)+sums)
	h.each(sums, func(row uint32, values []int64) {
		for i := range h.columns {
			c := &h.columns[i]
			v[i] = c.values[c.rows[row]]
		}
		for i, sum := range values {
			v[len(h.columns)+i] = sum
		}
		do(v)
	})
}

// Sheet is the rows as a sheet of the sums that are named.
func (h *Heap) Sheet(sums []string) *Sheet {
	s := New(len(h.columns), sums)
	for i := range s.keys {
		s.keys[i] = keyColumn{values: h.columns[i].values, rows: make([]uint32, 0, len(h.starts))}
	}
	h.each(len(sums), func(row uint32, values []int64) {
		for i := range h.columns {
			s.keys[i].rows = append(s.keys[i].rows, h.columns[i].rows[row])
		}
		for i, name := range sums {
			s.Sums[name].Put(s.rows, values[i])
		}
		s.rows++
	})
	return s
}
