package besttime

import (
	"math"
	"slices"
	"testing"
)

// curveOf is the curve of callers one by one, and whether each was answered.
func curveOf(times []int64, answered []bool) Survival[int64] {
	outcomes := make([]Outcome[int64], len(times))
	for i, t := range times {
		outcomes[i] = Outcome[int64]{Time: t, HungUp: 1}
		if answered[i] {
			outcomes[i] = Outcome[int64]{Time: t, Answered: 1}
		}
	}
	return KaplanMeier(outcomes)
}

func TestKaplanMeierCountsAbandonsOfTheSameSecondAsWaiting(t *testing.T) {
	curve := curveOf([]int64{10, 10, 10, 20}, []bool{true, false, true, true})
	if len(curve) != 2 || curve[0].AtRisk != 4 || curve[0].Answered != 2 || curve[0].Waiting != .5 || curve[1].AtRisk != 1 || curve[1].Waiting != 0 {
		t.Errorf("got %+v", curve)
	}
}

// 3/4 · 2/3 is one half: the median is reached, though not in binary fractions.
func TestKaplanMeierReachesTheMedianExactly(t *testing.T) {
	curve := curveOf([]int64{10, 15, 20, 30, 40, 50, 60, 70, 80}, []bool{true, false, true, true, false, true, true, true, true})
	for _, q := range []Quantile{{1, 9}, {1, 2}, {9, 10}, {1, 1}} {
		wait, ok := curve.Quantile(q)
		if !ok {
			t.Fatalf("%v: got none", q)
		}
		share, before := 1.0, 1.0
		for _, step := range curve {
			if step.Time < wait {
				before = step.Waiting
			}
			if step.Time <= wait {
				share = step.Waiting
			}
		}
		limit := 1 - float64(q.Num)/float64(q.Den)
		if share > limit+1e-12 || before <= limit+1e-12 {
			t.Errorf("%v: got %d, with %v before and %v from then on", q, wait, before, share)
		}
	}
	half := curveOf([]int64{10, 20, 30, 40}, []bool{true, true, false, false})
	if m, ok := half.Quantile(Median()); !ok || m != 20 {
		t.Errorf("two of four: got %d %v, want 20", m, ok)
	}
	// 3/4 · 2/3 with a caller who hung up between.
	between := curveOf([]int64{1, 2, 3, 4, 5, 6, 7, 8}, []bool{true, true, false, false, true, false, false, false})
	// 6/8 · 3/4 = .5625: not yet half.
	if m, ok := between.Quantile(Median()); ok {
		t.Errorf("got %d, want none", m)
	}
	thirds := curveOf([]int64{1, 2, 3, 4}, []bool{true, false, true, false}) // 3/4 · 1/2
	if m, ok := thirds.Quantile(Quantile{5, 8}); !ok || m != 3 {
		t.Errorf("3/8 left: got %d %v, want 3", m, ok)
	}
	sixths := curveOf([]int64{1, 1, 2, 2, 2, 3, 3, 3}, []bool{true, true, false, false, false, true, false, false}) // 3/4 · 2/3
	if m, ok := sixths.Quantile(Median()); !ok || m != 3 {
		t.Errorf("1/2 left: got %d %v, want 3", m, ok)
	}
}

func TestKaplanMeierWithoutAnswersSaysNothing(t *testing.T) {
	if curve := curveOf([]int64{5, 9}, []bool{false, false}); len(curve) != 0 {
		t.Errorf("got %+v", curve)
	}
	if m, ok := curveOf(nil, nil).Quantile(Median()); ok {
		t.Errorf("got %d, want none", m)
	}
}

func FuzzKaplanMeier(f *testing.F) {
	f.Add([]byte{10, 20, 30, 40, 50, 60}, uint64(0b101011))
	f.Add([]byte{1, 1, 2, 2, 2, 3, 3, 3}, uint64(0b00100011))
	f.Fuzz(func(t *testing.T, b []byte, outcomes uint64) {
		if len(b) > 64 {
			return
		}
		var times, reversed []int64
		var observed, reversedOutcomes, all []bool
		for i, v := range b {
			times, observed = append(times, int64(v)), append(observed, outcomes>>i&1 == 1)
			all = append(all, true)
		}
		reversed, reversedOutcomes = slices.Clone(times), slices.Clone(observed)
		slices.Reverse(reversed)
		slices.Reverse(reversedOutcomes)
		curve, again := curveOf(times, observed), curveOf(reversed, reversedOutcomes)
		left := 1.0
		for i, step := range curve {
			if step.Waiting > left || step.Waiting < 0 || i > 0 && step.Time <= curve[i-1].Time || step.Answered < 1 || step.Answered > step.AtRisk {
				t.Errorf("got %+v after %v", step, left)
			}
			// The definition: the share that is left of those still there.
			if want := left * (1 - float64(step.Answered)/float64(step.AtRisk)); math.Abs(step.Waiting-want) > 1e-12 {
				t.Errorf("at %d: got %v, want %v", step.Time, step.Waiting, want)
			}
			left = step.Waiting
			if o := again[i]; o.Time != step.Time || o.Waiting != step.Waiting {
				t.Errorf("the order of the callers matters: %+v and %+v", step, o)
			}
		}
		slices.Sort(times)
		for _, q := range []Quantile{{1, 10}, {1, 3}, {1, 2}, {9, 10}, {1, 1}} {
			// Nobody hangs up: the nearest rank. Somebody does: never a shorter wait than if
			// they had been answered then.
			want, ok := NearestRank(times, q)
			if got, has := curveOf(times, all).Quantile(q); got != want || has != ok {
				t.Errorf("%v of %v: got %d, want %d", q, times, got, want)
			}
			if got, has := curve.Quantile(q); has && got < want {
				t.Errorf("%v of %v: got %d with abandons, %d without", q, times, got, want)
			}
		}
	})
}
