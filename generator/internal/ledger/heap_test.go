package ledger_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"shingle/generator/internal/ledger"
)

// Rows come in the order of their keys, in whatever order they were added, and no number of theirs is
// another one.
func TestHeapOrdersRows(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var rows [][]any
	for _, team := range []any{"", "Team 2", "a", "ä", nil} {
		for _, day := range []any{int64(-3), int64(2), int64(20000), nil} {
			rows = append(rows, []any{team, day, random.Int64N(300), int64(math.MinInt64) + random.Int64N(3), int64(math.MaxInt64)})
		}
	}
	heap := ledger.NewHeap(2)
	for _, i := range random.Perm(len(rows)) {
		heap.Add(rows[i])
	}
	var got [][]any
	heap.Each(3, func(v []any) { got = append(got, append([]any(nil), v...)) })
	if !reflect.DeepEqual(got, rows) {
		t.Errorf("got %v, want %v", got, rows)
	}
	sheet := heap.Sheet([]string{"x", "y", "z"})
	i := 0
	sheet.Each([]string{"z", "x"}, func(v []any) {
		if want := []any{rows[i][0], rows[i][1], rows[i][4], rows[i][2]}; !reflect.DeepEqual(v, want) {
			t.Errorf("row %d of the sheet: got %v, want %v", i, v, want)
		}
		i++
	})
	if none := ledger.NewHeap(0).Sheet([]string{"x"}); none.Rows() != 0 {
		t.Error(fmt.Sprint("a heap without rows has some: ", none))
	}
}
