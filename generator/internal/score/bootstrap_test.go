package score

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
)

// callsOf are the waits of some days, in seconds.
func callsOf(days ...[]int64) [][]fact.Wait {
	var run []fact.Wait
	for d, waits := range days {
		for _, s := range waits {
			run = append(run, fact.Wait{Day: fact.Day(d), Micros: s * 1e6, Answered: 1})
		}
	}
	return [][]fact.Wait{run}
}

// A draw's quantile, found by search, is that of the days as they were drawn.
func TestBootstrapDrawsAreQuantilesOfTheirDays(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 20 {
		days := make([][]int64, 10+r.IntN(20))
		for d := range days {
			for range r.IntN(12) {
				days[d] = append(days[d], int64(r.ExpFloat64()*30))
			}
		}
		days[0] = append(days[0], 5)
		w := newWaits(callsOf(days...))
		order := map[int]int{} // the number of a day among those on which anybody called
		for d, waits := range days {
			if len(waits) > 0 {
				order[d] = len(order)
			}
		}
		for _, q := range []besttime.Quantile{besttime.Median(), besttime.P90()} {
			of := w.ranked(q)
			for _, times := range resampled(w.days)[:50] {
				var drawn []int64
				for d, waits := range days {
					if i, ok := order[d]; ok {
						for range times[i] {
							drawn = append(drawn, waits...)
						}
					}
				}
				slices.Sort(drawn)
				want, ok := besttime.NearestRank(drawn, q)
				if got, found := of(times); found != ok || found && got != float64(want) {
					t.Fatalf("%v: got %v %v, want %v %v", q, got, found, want, ok)
				}
			}
		}
	}
}

// Without anybody who hung up, Kaplan–Meier's draws are those of the nearest rank.
func TestSurvivalDrawsOfThoseWhoAllWereAnswered(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	days := make([][]int64, 20)
	for d := range days {
		for range 5 + r.IntN(9) {
			days[d] = append(days[d], 1+int64(r.ExpFloat64()*40))
		}
	}
	w := newWaits(callsOf(days...))
	plain, curve := w.ranked(besttime.P90()), w.survived(besttime.P90())
	for _, times := range resampled(w.days)[:300] {
		a, _ := plain(times)
		b, _ := curve(times)
		if a != b {
			t.Fatalf("got %v by ranks, %v by survival", a, b)
		}
	}
}

func TestBootstrapNeedsDaysAndVariation(t *testing.T) {
	if _, ok := newWaits(callsOf(make([][]int64, 9)...)).bootstrap(false, besttime.P90()); ok {
		t.Error("an interval of nine days")
	}
	alike := make([][]int64, 20)
	for d := range alike {
		alike[d] = []int64{10, 10}
	}
	if d, ok := newWaits(callsOf(alike...)).bootstrap(false, besttime.P90()); ok {
		t.Errorf("got %v of waits that are all the same", d)
	}
}

// Days that are busy together: 95 of 100 intervals hold the long wait of the process, where
// counting calls as independent would hold it far less often; and of two months alike few
// are told apart.
func TestBootstrapOverDaysCovers(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of months")
	}
	r := rand.New(rand.NewPCG(15, 16))
	month := func() *waits {
		days := make([][]int64, 30)
		for d := range days {
			busy := math.Exp(0.5 * r.NormFloat64())
			for range 60 {
				days[d] = append(days[d], int64(30*busy*r.ExpFloat64()))
			}
		}
		return newWaits(callsOf(days...))
	}
	var all []int64
	for range 200 {
		for _, row := range month().rows {
			all = append(all, row.micros/1e6)
		}
	}
	slices.Sort(all)
	truth, _ := besttime.NearestRank(all, besttime.P90())
	held, told := 0, 0
	const runs = 300
	var last draws
	for range runs {
		d, ok := month().bootstrap(false, besttime.P90())
		if !ok {
			t.Fatal("no interval")
		}
		if d.interval().Contains(float64(truth)) {
			held++
		}
		if last != nil && !last.diff(d).Contains(0) {
			told++
		}
		last = d
	}
	if held < runs*88/100 || held > runs*98/100 {
		t.Errorf("%d of %d intervals hold the long wait of %d s", held, runs, truth)
	}
	if told > runs*8/100 {
		t.Errorf("%d of %d months seem changed, and none is", told, runs)
	}
	t.Logf("held %d, told %d of %d", held, told, runs)
}

// Worked by hand: two draws of 10 and two of 20 against one of 20 and one of 40 give -, of
// eight pairs: 10 (twice), 0 (twice), 30 (twice), 20 (twice).
func TestDrawsOfAChange(t *testing.T) {
	before, now := draws{{10, 2}, {20, 2}}, draws{{20, 1}, {40, 1}}
	d := before.diff(now)
	if d.Low != 0 || d.High != 30 || d.P != 0.5 {
		t.Errorf("got %+v, want 0 to 30, and two of eight draws at 0 or below: P = 0.5", d)
	}
	if moved := d.less(Season{Effect: 40, Years: 2}); moved.Low != -40 || moved.High != -10 || moved.P != 1.0/resamples {
		t.Errorf("less a season of 40: got %+v", moved)
	}
}

// Whatever order the months of a line come in, its draws are the same.
func TestBootstrapKnowsNoOrder(t *testing.T) {
	var run []fact.Wait
	for i := range int64(400) {
		run = append(run, fact.Wait{Day: fact.Day(i % 40), Micros: (i*i%97 + 1) * 1e6, Answered: 1})
	}
	slices.SortFunc(run, func(a, b fact.Wait) int { return int(a.Day - b.Day) })
	one, _ := newWaits([][]fact.Wait{run[:200], run[200:]}).bootstrap(false, besttime.P90())
	other, _ := newWaits([][]fact.Wait{run[200:], run[:200]}).bootstrap(false, besttime.P90())
	if !slices.Equal(one, other) {
		t.Errorf("got %v and %v", one, other)
	}
}
