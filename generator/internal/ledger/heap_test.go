package ledger_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"shingle/generator/internal/ledger"
)

// Rows come in the order of their keys, in whatever order they were added, and no number of theirs is
// another one.
func TestHeapOrdersRows(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	type row struct {
		keys []any
		sums []int64
	}
	var rows []row
	for _, team := range []any{"", "Team 2", "a", "ä", nil} {
		for _, day := range []any{int64(-3), int64(2), int64(20000), nil} {
			rows = append(rows, row{[]any{team, day}, []int64{random.Int64N(300), math.MinInt64 + random.Int64N(3), math.MaxInt64}})
		}
	}
	heap := ledger.NewHeap(2)
	for _, i := range random.Perm(len(rows)) {
		heap.Add(rows[i].keys, rows[i].sums)
	}
	var got []row
	heap.Each(func(keys []any, sums []int64) { got = append(got, row{slices.Clone(keys), slices.Clone(sums)}) })
	if !reflect.DeepEqual(got, rows) {
		t.Errorf("got %v, want %v", got, rows)
	}
	sheet := heap.Sheet([]string{"x", "y", "z"})
	if heap.Each(func([]any, []int64) { t.Error("what became a sheet is still in the heap") }); sheet.Rows() != len(rows) {
		t.Errorf("got %d rows, want %d", sheet.Rows(), len(rows))
	}
	i := 0
	sheet.Each([]string{"z", "x"}, func(keys []any, sums []int64) {
		if of := rows[i]; !slices.Equal(keys, of.keys) || sums[0] != of.sums[2] || sums[1] != of.sums[0] {
			t.Errorf("row %d of the sheet: got %v, %v, want %v", i, keys, sums, of)
		}
		i++
	})
	if none := ledger.NewHeap(0).Sheet([]string{"x"}); none.Rows() != 0 {
		t.Error(fmt.Sprint("a heap without rows has some: ", none))
	}
}
