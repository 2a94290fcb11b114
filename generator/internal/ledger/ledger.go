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
	Sums map[string]*Numbers // by the expression that was summed, one for each row

	keys []keyColumn
	rows int
}

// New is a sheet without rows.
func New(width int, sums []string) *Sheet {
	s := &Sheet{Sums: map[string]*Numbers{}, keys: make([]keyColumn, width)}
	for _, name := range sums {
		s.Sums[name] = &Numbers{}
	}
	return s
}

// Rows is how many there are.
func (s *Sheet) Rows() int { return s.rows }

// Width is how many keys a row has.
func (s *Sheet) Width() int { return len(s.keys) }

// Key is one of a row's keys: nil, an int64 or a string.
func (s *Sheet) Key(row, i int) any { return s.keys[i].of(row) }

// Only is the sheet with no more than the sums that are named, which it has.
func (s *Sheet) Only(sums []string) *Sheet {
	only := &Sheet{Sums: map[string]*Numbers{}, keys: s.keys, rows: s.rows}
	for _, name := range sums {
		only.Sums[name] = s.Sums[name]
	}
	return only
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
	columns := make([]*Numbers, len(sums))
	for i, name := range sums {
		columns[i] = s.Sums[name]
	}
	v := make([]any, len(s.keys)+len(sums))
	for i := range s.rows {
		for j := range s.keys {
			v[j] = s.keys[j].of(i)
		}
		for j, column := range columns {
			v[len(s.keys)+j] = column.At(i)
		}
		row(v)
	}
}

// Add is one row more, behind the others.
func (s *Sheet) Add(keys []any, sums []string, values []int64) {
	for i, name := range sums {
		s.Sums[name].Put(s.rows, values[i])
	}
	s.key(keys)
}

// key begins a row.
func (s *Sheet) key(keys []any) {
	for i, key := range keys {
		s.keys[i].add(key)
	}
	s.rows++
}

// Plus is what two sheets come to together, of the sums that are named. Both have them.
func (s *Sheet) Plus(o *Sheet, sums []string) *Sheet {
	if o.Rows() == 0 {
		return s
	}
	if s.Rows() == 0 {
		return o
	}
	all, n := New(len(s.keys), sums), 0
	keys := make([]any, len(s.keys))
	for i, j := 0, 0; i < s.rows || j < o.rows; n++ {
		order := -1
		switch {
		case i == s.rows:
			order = 1
		case j < o.rows:
			order = s.compare(i, o, j)
		}
		from, row := s, i
		if order > 0 {
			from, row = o, j
		}
		for k := range keys {
			keys[k] = from.keys[k].of(row)
		}
		for _, name := range sums {
			sum := from.Sums[name].At(row)
			if order == 0 {
				sum += o.Sums[name].At(j)
			}
			all.Sums[name].Put(n, sum)
		}
		all.key(keys)
		if order <= 0 {
			i++
		}
		if order >= 0 {
			j++
		}
	}
	return all
}

// compare orders rows as the SQL engine does: numbers by size, texts byte by byte, and what is
// not known last.
func (s *Sheet) compare(i int, o *Sheet, j int) int {
	for k := range s.keys {
		if c := compareOne(s.keys[k].of(i), o.keys[k].of(j)); c != 0 {
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
