// Package ledger adds up what was counted of some rows and what was counted of others: sums of
// rows that do not change need not be counted again because there are more. It knows nothing
// of what is counted; rows of sums are told apart by their keys, and come in the order of them.
package ledger

import (
	"cmp"
	"slices"
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

// columns are the sums that are named.
func (s *Sheet) columns(names []string) []*Numbers {
	all := make([]*Numbers, len(names))
	for i, name := range names {
		all[i] = s.Sums[name]
	}
	return all
}

// Each hands out the rows: their keys, and the sums that are named.
func (s *Sheet) Each(sums []string, row func(keys []any, sums []int64)) {
	columns := s.columns(sums)
	keys, values := make([]any, len(s.keys)), make([]int64, len(sums))
	for i := range s.rows {
		for j := range s.keys {
			keys[j] = s.keys[j].of(i)
		}
		for j, column := range columns {
			values[j] = column.At(i)
		}
		row(keys, values)
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
	all := New(len(s.keys), sums)
	places := make([][2][]uint32, len(s.keys))
	for k := range s.keys {
		all.keys[k].values, places[k] = union(s.keys[k].values, o.keys[k].values)
		all.keys[k].rows = make([]uint32, 0, s.rows+o.rows)
	}
	const none = -1
	var rows [][2]int32 // of each, those of the two that it is of
	for i, j := 0, 0; i < s.rows || j < o.rows; {
		order := 0
		for k := 0; k < len(places) && order == 0 && i < s.rows && j < o.rows; k++ {
			order = cmp.Compare(places[k][0][s.keys[k].rows[i]], places[k][1][o.keys[k].rows[j]])
		}
		row := [2]int32{int32(i), int32(j)}
		if i == s.rows || j < o.rows && order > 0 {
			row[0] = none
		} else if j == o.rows || order < 0 {
			row[1] = none
		}
		if row[0] != none {
			i++
		}
		if row[1] != none {
			j++
		}
		rows = append(rows, row)
	}
	for k := range all.keys {
		for _, row := range rows {
			if row[0] != none {
				all.keys[k].rows = append(all.keys[k].rows, places[k][0][s.keys[k].rows[row[0]]])
			} else {
				all.keys[k].rows = append(all.keys[k].rows, places[k][1][o.keys[k].rows[row[1]]])
			}
		}
	}
	var add []func()
	for _, name := range sums {
		a, b, column := s.Sums[name], o.Sums[name], all.Sums[name]
		add = append(add, func() {
			for n, row := range rows {
				var sum int64
				if row[0] != none {
					sum = a.At(int(row[0]))
				}
				if row[1] != none {
					sum += b.At(int(row[1]))
				}
				column.Put(n, sum)
			}
		})
	}
	together(add)
	all.rows = len(rows)
	return all
}

// union is the values of two columns, each once and in order, and where in them those of each are.
func union(a, b []any) (values []any, places [2][]uint32) {
	values = slices.Concat(a, b)
	slices.SortFunc(values, compareOne)
	values = slices.CompactFunc(values, func(x, y any) bool { return x == y })
	for i, column := range [][]any{a, b} {
		for _, value := range column {
			at, _ := slices.BinarySearchFunc(values, value, compareOne)
			places[i] = append(places[i], uint32(at))
		}
	}
	return values, places
}

// compareOne orders keys as the SQL engine does: numbers by size, texts byte by byte, and what is
// not known last.
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
