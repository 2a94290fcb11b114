package score

import (
	"cmp"
	"maps"
	"slices"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
)

// waitRuns cuts waits into runs of one segment and month, as they come.
func waitRuns(all []fact.Wait) [][]fact.Wait {
	var runs [][]fact.Wait
	first := 0
	for i := range all {
		if i+1 == len(all) || all[i+1].Segment != all[i].Segment || fact.PeriodOf(all[i+1].Day, fact.Month) != fact.PeriodOf(all[i].Day, fact.Month) {
			runs = append(runs, all[first:i+1])
			first = i + 1
		}
	}
	return runs
}

// waits are those behind a line: how many callers of each day waited how long.
type waits struct {
	rows     []waitRow // by time
	days     int       // on which anybody called
	answered int64
}

type waitRow struct {
	micros         int64
	day            int // counted from 0, in order
	answered, left int64
}

func newWaits(runs [][]fact.Wait) *waits {
	w := &waits{}
	days := map[fact.Day]int{}
	for _, run := range runs {
		for i := range run {
			days[run[i].Day] = 0
			w.rows = append(w.rows, waitRow{micros: run[i].Micros, day: int(run[i].Day), answered: run[i].Answered, left: run[i].Abandoned})
			w.answered += run[i].Answered
		}
	}
	for i, day := range slices.Sorted(maps.Keys(days)) { // in whatever order the runs come
		days[day] = i
	}
	for i := range w.rows {
		w.rows[i].day = days[fact.Day(w.rows[i].day)]
	}
	w.days = len(days)
	slices.SortFunc(w.rows, func(a, b waitRow) int { return cmp.Or(cmp.Compare(a.micros, b.micros), cmp.Compare(a.day, b.day)) })
	return w
}

// outcomes are the waits of all who called, whichever way they ended.
func (w *waits) outcomes() []besttime.Outcome[int64] {
	all := make([]besttime.Outcome[int64], len(w.rows))
	for i, r := range w.rows {
		all[i] = besttime.Outcome[int64]{Time: r.micros, Answered: r.answered, HungUp: r.left}
	}
	return all
}

// nearestRank is the wait of the one who stands at the share q of those answered: always
// one that really happened.
func (w *waits) nearestRank(q besttime.Quantile) int64 {
	rank, passed := rankOf(q, w.answered), int64(0)
	for _, r := range w.rows {
		if passed += r.answered; passed >= rank {
			return r.micros
		}
	}
	return 0
}

// rankOf is the place, from 1, of the share q of n.
func rankOf(q besttime.Quantile, n int64) int64 { return (q.Num*n + q.Den - 1) / q.Den }
