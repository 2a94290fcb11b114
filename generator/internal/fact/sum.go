package fact

import (
	"context"
	"fmt"
	"strings"

	"shingle/generator/internal/ledger"
)

// An Asked is what is summed over the rows of a source for which a condition holds, by keys that
// are whole numbers or texts. What is asked of some rows and of others adds up to what is asked of
// all of them, so that who has the rows may know a part of the answer already.
type Asked struct {
	Keys  string                    // SQL
	Width int                       // how many keys there are
	Sums  []string                  // SQL: each a whole number, also of no rows
	Where string                    // SQL
	Of    func(table string) string // SQL of what is made of the rows first; nil: the rows themselves
}

// SQL asks it of a table.
func (a Asked) SQL(table string) string {
	columns := a.Sums
	groups := ""
	if a.Width > 0 {
		columns = append([]string{a.Keys}, columns...)
		numbers := make([]string, a.Width)
		for i := range numbers {
			numbers[i] = fmt.Sprint(i + 1)
		}
		groups = " GROUP BY " + strings.Join(numbers, ", ")
	}
	if a.Of != nil {
		table = a.Of(table)
	}
	return "SELECT " + strings.Join(columns, ", ") + " FROM " + table + " WHERE " + a.Where + groups
}

// From asks it of a table of an engine.
func (a Asked) From(ctx context.Context, q Queryer, table string) (*ledger.Heap, error) {
	heap, sums := ledger.NewHeap(a.Width), make([]int64, len(a.Sums))
	return heap, Each(ctx, q, a.SQL(table), a.Width+len(a.Sums), func(v []any) {
		keys := v[:a.Width]
		for i, key := range keys {
			keys[i] = Key(key)
		}
		for i, sum := range v[a.Width:] {
			sums[i] = whole(sum)
		}
		heap.Add(keys, sums)
	})
}

// Key is a whole number or a text as a ledger holds it.
func Key(key any) any {
	switch key := key.(type) {
	case nil, string:
		return key
	case []byte:
		return string(key)
	}
	return whole(key)
}

// sum hands out the rows of what is asked of a source's own table, in the order of their keys.
func (c *counter) sum(s *Source, a Asked, row func(keys []any, sums []int64)) error {
	if s.Sums != nil {
		return s.Sums(c.ctx, a, row)
	}
	heap, err := a.From(c.ctx, c.q, s.Table)
	if err == nil {
		heap.Each(row)
	}
	return err
}
