// Package ledger adds up what was counted of some rows and what was counted of others: sums of
// rows that do not change need not be counted again because there are more. It knows nothing
// of what is counted; rows of sums are told apart by their keys, and come in the order of them.
package ledger

import (
	"cmp"
	"strings"
)

// A Sheet is what was summed by the same keys and under the same condition.
type Sheet struct {
	Width int                // how many keys a row has
	Keys  []any              // of one row after the other: nil, an int64 or a string
	Sums  map[string][]int64 // by the expression that was summed, one for each row
}

// New is a sheet without rows.
func New(width int, sums []string) *Sheet {
	s := &Sheet{Width: width, Sums: map[string][]int64{}}
	for _, name := range sums {
		s.Sums[name] = nil
	}
	return s
}

// Rows is how many there are.
func (s *Sheet) Rows() int {
	if s.Width > 0 {
		return len(s.Keys) / s.Width
	}
	for _, sums := range s.Sums {
		return len(sums)
	}
	return 0
}

// Lacks tells which of several sums are not in the sheet.
func (s *Sheet) Lacks(sums []string) (names []string) {
	for _, name := range sums {
		if _, ok := s.Sums[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

// Each hands out the rows: their keys, then the sums that are named.
func (s *Sheet) Each(sums []string, row func(v []any)) {
	columns := make([][]int64, len(sums))
	for i, name := range sums {
		columns[i] = s.Sums[name]
	}
	v := make([]any, s.Width+len(sums))
	for i := range s.Rows() {
		copy(v, s.Keys[i*s.Width:(i+1)*s.Width])
		for j, column := range columns {
			v[s.Width+j] = column[i]
		}
		row(v)
	}
}

// Add is one row more, behind the others.
func (s *Sheet) Add(keys []any, sums []string, values []int64) {
	s.Keys = append(s.Keys, keys...)
	for i, name := range sums {
		s.Sums[name] = append(s.Sums[name], values[i])
	}
}

// Plus is what two sheets come to together, of the sums that are named. Both have them.
func (s *Sheet) Plus(o *Sheet, sums []string) *Sheet {
	if o.Rows() == 0 {
		return s
	}
	if s.Rows() == 0 {
		return o
	}
	all := New(s.Width, sums)
	all.Keys = make([]any, 0, len(s.Keys)+len(o.Keys))
	var mine, others []int // the row of each sheet that a row is made of; -1: none
	for i, j := 0, 0; i < s.Rows() || j < o.Rows(); {
		order := -1
		switch {
		case i == s.Rows():
			order = 1
		case j < o.Rows():
			order = compare(s.keys(i), o.keys(j))
		}
		a, b := i, j
		if order > 0 {
			a = -1
			all.Keys = append(all.Keys, o.keys(j)...)
		} else {
			all.Keys = append(all.Keys, s.keys(i)...)
			i++
		}
		if order < 0 {
			b = -1
		} else {
			j++
		}
		mine, others = append(mine, a), append(others, b)
	}
	for _, name := range sums {
		column := make([]int64, len(mine))
		from, more := s.Sums[name], o.Sums[name]
		for i := range column {
			if mine[i] >= 0 {
				column[i] = from[mine[i]]
			}
			if others[i] >= 0 {
				column[i] += more[others[i]]
			}
		}
		all.Sums[name] = column
	}
	return all
}

func (s *Sheet) keys(row int) []any { return s.Keys[row*s.Width : (row+1)*s.Width] }

// compare orders keys as the SQL engine does: numbers by size, texts byte by byte, and what is
// not known last.
func compare(a, b []any) int {
	for i := range a {
		if c := compareOne(a[i], b[i]); c != 0 {
			return c
		}
	}
	return 0
}

func compareOne(a, b any) int {
	switch x := a.(type) {
	case int64:
		if y, ok := b.(int64); ok {
			return cmp.Compare(x, y)
		}
	case string:
		if y, ok := b.(string); ok {
			return strings.Compare(x, y)
		}
	}
	return cmp.Compare(rank(a), rank(b))
}

// rank orders what is not alike; a column holds either numbers or texts.
func rank(v any) int {
	switch v.(type) {
	case int64:
		return 0
	case string:
		return 1
	}
	return 2
}
