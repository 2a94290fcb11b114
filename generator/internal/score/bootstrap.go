package score

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"shingle/generator/internal/besttime"
)

// resamples is how often the days of a line are drawn anew.
const resamples = 2000

// resampled says how often each of some days is drawn, for each of the resamples: as many
// draws as there are days. The seed is fixed, so that the same days give the same interval
// on every machine; lines of as many days share the draws.
func resampled(days int) [][]int32 {
	found, _ := drawn.LoadOrStore(days, sync.OnceValue(func() [][]int32 {
		r := rand.New(rand.NewPCG(2026, uint64(days)))
		all := make([][]int32, resamples)
		for i := range all {
			all[i] = make([]int32, days)
			for range days {
				all[i][r.IntN(days)]++
			}
		}
		return all
	}))
	return found.(func() [][]int32)()
}

var drawn sync.Map // number of days → func() [][]int32

// draws are what a quantile of waits came out as when days were drawn anew: seconds, and
// how often, in order.
type draws []drawnValue

type drawnValue struct {
	value float64
	times int64
}

// bootstrap draws the days of the waits anew, and gives the quantile of each draw, among
// all who waited or those who were answered. It is false below 10 days, and where all draws are the same: that says nothing
// about how far the quantile might vary.
func (w *waits) bootstrap(leavers bool, q besttime.Quantile) (draws, bool) {
	if w.days < minDays {
		return nil, false
	}
	of := w.ranked(q)
	if leavers {
		of = w.survived(q)
	}
	found := map[float64]int64{}
	for _, times := range resampled(w.days) {
		if v, ok := of(times); ok {
			found[v]++
		}
	}
	var all draws
	for v, n := range found {
		all = append(all, drawnValue{v, n})
	}
	slices.SortFunc(all, func(a, b drawnValue) int { return cmp.Compare(a.value, b.value) })
	return all, len(all) > 1
}

// ranked gives the nearest-rank quantile of a draw, in whole seconds rounded up. How many
// of each day waited at most so long is counted once, so that each draw is a search.
func (w *waits) ranked(q besttime.Quantile) func([]int32) (float64, bool) {
	var seconds []int64
	var most [][]int64 // by distinct wait and day: how many waited at most so long
	each := make([]int64, w.days)
	for i := 0; i < len(w.rows); {
		now := wholeSecondsOf(w.rows[i].micros)
		for ; i < len(w.rows) && wholeSecondsOf(w.rows[i].micros) == now; i++ {
			each[w.rows[i].day] += w.rows[i].answered
		}
		seconds, most = append(seconds, now), append(most, slices.Clone(each))
	}
	return func(times []int32) (float64, bool) {
		rank := rankOf(q, within(each, times))
		if rank == 0 {
			return 0, false
		}
		i, _ := slices.BinarySearchFunc(most, rank, func(counts []int64, rank int64) int { return cmp.Compare(within(counts, times), rank) })
		return float64(seconds[i]), true
	}
}

// within sums counts of days, each as often as it was drawn.
func within(counts []int64, times []int32) (n int64) {
	for day, t := range times {
		n += int64(t) * counts[day]
	}
	return n
}

// survived gives the Kaplan–Meier quantile of a draw, in whole seconds rounded up.
func (w *waits) survived(q besttime.Quantile) func([]int32) (float64, bool) {
	limit := float64(q.Den-q.Num)/float64(q.Den) + 1e-12
	return func(times []int32) (float64, bool) {
		atRisk, waiting := int64(0), 1.0
		for i := range w.rows {
			r := &w.rows[i]
			atRisk += int64(times[r.day]) * (r.answered + r.left)
		}
		for i := 0; i < len(w.rows); {
			now := w.rows[i].micros
			var answered, gone int64
			for ; i < len(w.rows) && w.rows[i].micros == now; i++ {
				r := &w.rows[i]
				answered += int64(times[r.day]) * r.answered
				gone += int64(times[r.day]) * (r.answered + r.left)
			}
			if answered > 0 {
				waiting *= float64(atRisk-answered) / float64(atRisk)
				if waiting <= limit {
					return float64(wholeSecondsOf(now)), true
				}
			}
			atRisk -= gone
		}
		return 0, false
	}
}

// interval is the percentile interval: from the draw that a fortieth do not exceed to the
// one that all but a fortieth do not.
func (d draws) interval() Interval {
	return Interval{d.at(0.025), d.at(0.975)}
}

// at is the nearest-rank quantile of the draws.
func (d draws) at(share float64) float64 {
	rank, passed := int64(math.Ceil(share*float64(d.n()))), int64(0)
	for _, v := range d {
		if passed += v.times; passed >= rank {
			return v.value
		}
	}
	return d[len(d)-1].value
}

func (d draws) n() (n int64) {
	for _, v := range d {
		n += v.times
	}
	return n
}

// diff is the change of a quantile, now minus before: every draw of one against every draw
// of the other.
func (d draws) diff(now draws) Diff {
	found := map[float64]int64{}
	for _, a := range d {
		for _, b := range now {
			found[b.value-a.value] += a.times * b.times
		}
	}
	var all draws
	for v, n := range found {
		all = append(all, drawnValue{v, n})
	}
	slices.SortFunc(all, func(a, b drawnValue) int { return cmp.Compare(a.value, b.value) })
	return all.difference(all.at(0.5))
}

// difference is a change of which these are the draws: P is twice the smaller share of
// draws on either side of no change, and never below what so many draws can tell.
func (d draws) difference(value float64) Diff {
	var below, above int64
	for _, v := range d {
		if v.value <= 0 {
			below += v.times
		}
		if v.value >= 0 {
			above += v.times
		}
	}
	p := min(1, max(2*float64(min(below, above))/float64(d.n()), 1.0/resamples))
	return Diff{Value: value, Interval: d.interval(), P: p, draws: &d}
}

// moved are the draws, each so much higher.
func (d draws) moved(by float64) draws {
	all := slices.Clone(d)
	for i := range all {
		all[i].value += by
	}
	return all
}
