package besttime

import (
	"fmt"
	"slices"
	"testing"

	"shingle/generator/internal/golden"
)

func TestNearestRankOfNothingIsNoData(t *testing.T) {
	if v, ok := NearestRank([]int64(nil), P90()); ok {
		t.Errorf("got %v, want none", v)
	}
}

// In binary fractions 0.9·10 and 0.7·10 may come out above the whole number, one place too far.
func TestNearestRankIsExact(t *testing.T) {
	ten := []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	for _, c := range []struct {
		q    Quantile
		want int64
	}{
		{Quantile{1, 10}, 1}, {Quantile{3, 10}, 3}, {Quantile{7, 10}, 7}, {P90(), 9}, {Quantile{91, 100}, 10},
		{Quantile{1, 1}, 10}, {Quantile{1, 1000}, 1}, {Median(), 5}, {Quantile{501, 1000}, 6},
	} {
		if got, _ := NearestRank(ten, c.q); got != c.want {
			t.Errorf("%v: got %d, want %d", c.q, got, c.want)
		}
	}
	if got, _ := NearestRank(ten[:7], Median()); got != 4 {
		t.Errorf("median of seven: got %d, want 4", got)
	}
}

func TestNearestRankRefusesWhatIsNoQuantile(t *testing.T) {
	for _, q := range []Quantile{{0, 1}, {-1, 2}, {2, 1}, {0, 0}, {1, 0}} {
		golden.Bug(t, fmt.Sprint(q), func() { NearestRank([]int64{1, 2}, q) })
	}
}

// At least the share q of the values is not above the percentile, and less than q is below it.
func FuzzNearestRank(f *testing.F) {
	f.Add([]byte{0, 0, 3, 5, 8, 12, 20, 33, 60, 95}, int64(9), int64(10))
	f.Add([]byte{7}, int64(1), int64(1000000))
	f.Fuzz(func(t *testing.T, b []byte, num, den int64) {
		if num <= 0 || den < num || den > 1<<40 {
			return
		}
		slices.Sort(b)
		v, ok := NearestRank(b, Quantile{num, den})
		if !ok {
			return
		}
		var upTo, below int64
		for _, w := range b {
			if w <= v {
				upTo++
			}
			if w < v {
				below++
			}
		}
		if n := int64(len(b)); upTo*den < num*n || below*den >= num*n {
			t.Errorf("%d/%d of %v: got %d", num, den, b, v)
		}
	})
}

// Of 30 who called, each another second, 27 were answered within 27 seconds; of 31 it takes 28.
func TestNineOfTenOfAllAreRoundedUp(t *testing.T) {
	var seconds []int64
	for second := int64(1); second <= 31; second++ {
		seconds = append(seconds, second)
	}
	h := histogramOf(seconds)
	if got := h.ofAll(30); got != 27 {
		t.Errorf("of 30: got %d, want 27", got)
	}
	if got := h.ofAll(31); got != 28 {
		t.Errorf("of 31: got %d, want 28", got)
	}
}
