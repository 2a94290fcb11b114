package score

import (
	"slices"
	"testing"

	"shingle/generator/internal/golden"
)

func TestNoAnswersAreNoData(t *testing.T) {
	a := Answers{1, make([]int64, 5)}
	if _, ok := a.Mean(); ok {
		t.Error("got a mean")
	}
	if _, ok := a.Norm100(); ok {
		t.Error("got an index")
	}
	if _, ok := a.Norm100Interval(); ok {
		t.Error("got an interval")
	}
	if _, ok := (Answers{1, []int64{7}}).Norm100(); ok {
		t.Error("got an index of a scale with one answer")
	}
}

func TestNorm100RunsFromTheLowestToTheHighestAnswer(t *testing.T) {
	for _, a := range []Answers{{1, []int64{3, 0, 0, 0, 0}}, {0, []int64{3, 0}}, {-2, []int64{3, 0, 0, 0, 0}}} {
		if low, _ := a.Norm100(); low != 0 {
			t.Errorf("%v: got %v, want 0", a, low)
		}
		if high, _ := a.Reversed().Norm100(); high != 100 {
			t.Errorf("%v: got %v, want 100", a.Reversed(), high)
		}
	}
}

func TestTopBoxTakesTheHighestAnswers(t *testing.T) {
	a := Answers{1, []int64{1, 2, 4, 8, 16}}
	for k, want := range map[int]int64{0: 0, 1: 16, 2: 24, 3: 28, 5: 31, 9: 31} {
		if got := a.TopBox(k); got != want {
			t.Errorf("top %d: got %d, want %d", k, got, want)
		}
	}
}

func TestNPSWantsZeroToTen(t *testing.T) {
	for _, a := range []Answers{{1, make([]int64, 10)}, {0, make([]int64, 6)}, {1, make([]int64, 11)}, {0, make([]int64, 10)}} {
		if _, _, _, err := a.NPSGroups(); err == nil {
			t.Errorf("%d to %d: got no error", a.Min, a.Max())
		}
	}
	p, s, d, err := Answers{0, []int64{1, 1, 1, 1, 1, 1, 1, 10, 10, 100, 100}}.NPSGroups()
	if p != 200 || s != 20 || d != 7 || err != nil {
		t.Errorf("got %d, %d, %d, %v, want 200, 20, 7", p, s, d, err)
	}
}

func TestAnswersOfTwoScalesDoNotMix(t *testing.T) {
	for _, o := range []Answers{{0, make([]int64, 5)}, {1, make([]int64, 7)}} {
		if _, err := (Answers{1, make([]int64, 5)}).Merge(o); err == nil {
			t.Errorf("1 to 5 and %d to %d: got no error", o.Min, o.Max())
		}
	}
}

func FuzzAnswers(f *testing.F) {
	f.Add([]byte{10, 15, 25, 80, 70}, []byte{1, 0, 0, 0, 9}, int8(1))
	f.Add([]byte{0, 3}, []byte{4, 0}, int8(-1))
	f.Fuzz(func(t *testing.T, one, two []byte, lowest int8) {
		steps := min(len(one), len(two))
		if steps < 2 {
			return
		}
		a, b := Answers{int(lowest), nil}, Answers{int(lowest), nil}
		var m Moments
		for i := range steps {
			a.Counts, b.Counts = append(a.Counts, int64(one[i])), append(b.Counts, int64(two[i]))
			for range a.Counts[i] {
				m.Add(float64(a.Min + i))
			}
		}
		if a.Moments() != m {
			t.Errorf("got %v, want %v", a.Moments(), m)
		}
		whole, err := a.Merge(b)
		if err != nil {
			t.Fatal(err)
		}
		if whole.N() != a.N()+b.N() || whole.Sum() != a.Sum()+b.Sum() || whole.SumSq() != a.SumSq()+b.SumSq() || whole.TopBox(2) != a.TopBox(2)+b.TopBox(2) {
			t.Errorf("%v and %v: got %v", a, b, whole)
		}
		if !slices.Equal(a.Reversed().Reversed().Counts, a.Counts) || a.Reversed().TopBox(1) != a.Counts[0] {
			t.Errorf("%v: got %v turned round", a, a.Reversed())
		}
		if index, ok := whole.Norm100(); ok != (whole.N() > 0) || index < 0 || index > 100 {
			t.Errorf("%v: got an index of %v", whole, index)
		}
		index, ok := whole.Norm100()
		turned, _ := whole.Reversed().Norm100()
		if ok {
			golden.Near(t, "index and its opposite", index+turned, 100, 9)
		}
		interval, ok1 := whole.MeanInterval()
		normed, ok2 := whole.Norm100Interval()
		if ok1 != ok2 || ok1 && !normed.Contains(index) {
			t.Errorf("%v: got %v and %v", whole, interval, normed)
		}
	})
}
