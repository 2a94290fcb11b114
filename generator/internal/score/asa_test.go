package score

import (
	"math"
	"testing"
)

func TestASAOfNobodyIsNoData(t *testing.T) {
	if _, ok := ASA(0, 0); ok {
		t.Error("got an average of nobody")
	}
	if _, ok := PoolASA(nil, nil); ok {
		t.Error("got an average of no interval")
	}
	if _, ok := PoolASA([]float64{math.NaN()}, []int64{0}); ok {
		t.Error("got an average of an interval without calls")
	}
}

func TestPoolASALeavesOutIntervalsWithoutCalls(t *testing.T) {
	if got, ok := PoolASA([]float64{10, math.NaN(), 100}, []int64{90, 0, 10}); !ok || got != 19 {
		t.Errorf("got %v %v, want 19", got, ok)
	}
}
