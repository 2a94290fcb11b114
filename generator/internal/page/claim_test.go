package page

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// A history is how a promise went, month by month from January 2024 on: + kept, - missed,
// ~ too close to call, . no data.
func history(m *score.Metric, marks string) []*score.Line {
	var lines []*score.Line
	p := fact.PeriodOf(fact.Day(19723), fact.Month)
	for _, mark := range marks {
		l := &score.Line{Metric: m, Period: p, State: score.Published, Value: big.NewRat(80, 1), N: 100}
		switch mark {
		case '+':
			l.Status = score.Met
		case '-':
			l.Status = score.Missed
		case '~':
			l.Status = score.Unclear
		case '.':
			l.Status, l.State, l.Value = score.None, score.NoData, nil
		}
		lines = append(lines, l)
		p = p.Next()
	}
	return lines
}

func promised(id string) *score.Metric {
	return &score.Metric{Metric: fact.Metric{ID: id, Kind: "service_level"}, Title: id, Direction: score.Up, Promise: big.NewRat(80, 1)}
}

func randomHistory(random *rand.Rand) string {
	marks := make([]byte, 3+random.IntN(40))
	mark := byte('+')
	for i := range marks {
		if random.IntN(3) == 0 { // runs, as real histories have them
			mark = "++--~."[random.IntN(6)]
		}
		marks[i] = mark
	}
	return string(marks)
}

// monthOf is the month at a place of a history, as sentences name it.
func monthOf(lines []*score.Line, i int) value { return inPeriod(lines[i].Period) }

// What is said of a promise under its chart is held against the whole history by rules of
// its own: counts are those of what is shown, "since" is the first of an unbroken run to the
// present, "kept again" comes after a miss and before none, "all" and "none" have no exception.
func TestWhatIsSaidOfAPromiseIsTrue(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	seen := map[string]int{}
	for round := range 5000 {
		marks := randomHistory(random)
		lines := history(promised("m"), marks)
		from := max(0, len(marks)-longest)
		var settled []*score.Line
		for _, l := range lines[from:] {
			if l.Shown() {
				settled = append(settled, l)
			}
		}
		if len(settled) < 2 {
			continue
		}
		s := findingOfPromise(lines, settled, args{"from": inPeriod(settled[0].Period), "to": inPeriod(settled[len(settled)-1].Period), "n": number(int64(len(settled)))})
		seen[s.K]++
		shown := marks[from:]
		count := func(mark byte) (n int64) {
			for i := range len(shown) {
				if shown[i] == mark {
					n++
				}
			}
			return n
		}
		kept, missed, unclear := count('+'), count('-'), count('~')
		newest := len(marks) - 1
		for marks[newest] == '.' {
			newest--
		}
		wrong := func(why string) { t.Fatalf("round %d, %s: %s %v: %s", round, marks, s.K, s.A, why) }
		if v, ok := s.A["misses"]; ok && v != number(missed) {
			wrong("misses")
		}
		if v, ok := s.A["of"]; ok && v != number(kept+missed+unclear) {
			wrong("of")
		}
		since := func(mark byte) int { // the first month of the run that ends now; -1 if it is of another kind
			if marks[newest] != mark {
				return -1
			}
			first := newest
			for first > 0 && marks[first-1] == mark {
				first--
			}
			return first
		}
		lastMiss := -1
		for i := from; i < len(marks); i++ {
			if marks[i] == '-' {
				lastMiss = i
			}
		}
		switch s.K {
		case "finding_kept_all", "finding_kept_known":
			if kept != int64(len(settled)) {
				wrong("not all are kept")
			}
		case "finding_missed_all", "finding_missed_known":
			if missed != int64(len(settled)) {
				wrong("not all are missed")
			}
		case "finding_never_missed":
			if missed != 0 || unclear == 0 || s.A["kept"] != number(kept) || s.A["unclear"] != number(unclear) {
				wrong("counts")
			}
		case "finding_missed_last":
			if newest != lastMiss || since('-') != newest || s.A["first"] != monthOf(lines, newest) {
				wrong("the last one")
			}
		case "finding_missed_since":
			if first := since('-'); first < 0 || first == newest || s.A["first"] != monthOf(lines, first) {
				wrong("since")
			}
		case "finding_kept_again":
			if first := since('+'); first < 0 || newest-first+1 < 3 || lastMiss > first || s.A["first"] != monthOf(lines, first) || s.A["last"] != monthOf(lines, lastMiss) {
				wrong("kept again")
			}
		case "finding_missed_some":
			if missed == 0 || s.A["last"] != monthOf(lines, lastMiss) || since('-') >= 0 {
				wrong("some")
			}
		default:
			wrong("a sentence that the rules do not know")
		}
		if s := since2(lines, newest); s != nil {
			mark := map[string]byte{"since_met": '+', "since_missed": '-'}[s.K]
			if first := since(mark); first < 0 || first == newest || s.A["period"] != monthOf(lines, first) {
				t.Fatalf("round %d, %s: %s %v", round, marks, s.K, s.A)
			}
		}
	}
	for _, key := range []string{"finding_kept_again", "finding_missed_since", "finding_missed_last", "finding_missed_some", "finding_never_missed", "finding_kept_all", "finding_missed_all"} {
		if seen[key] == 0 {
			t.Errorf("no history has led to %s", key)
		}
	}
}

func since2(lines []*score.Line, newest int) *sentence { return since(lines[:newest+1]) }

// The counts of a summary are those of the period that it names, the period is the one in
// which most promises were judged, and each promise judged elsewhere is told apart.
func TestSummarySpeaksOfOnePeriod(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for round := range 3000 {
		var lines []*score.Line
		for i := range 1 + random.IntN(7) {
			all := history(promised(string(rune('a'+i))), "++++")
			l := all[random.IntN(4)]
			l.State, l.Status = score.Published, []string{score.Met, score.Missed, score.Unclear, score.None}[random.IntN(4)]
			if random.IntN(5) == 0 {
				l.Metric.Promise, l.Status = nil, score.None
			}
			lines = append(lines, l)
		}
		s, period, _ := summary("summary", lines)
		per := map[string][]*score.Line{}
		most := 0
		for _, l := range lines {
			if l.Status != score.None {
				per[l.Period.String()] = append(per[l.Period.String()], l)
				most = max(most, len(per[l.Period.String()]))
			}
		}
		if s == nil {
			if most > 0 {
				t.Fatalf("round %d: nothing is said of %v", round, per)
			}
			continue
		}
		named := period.V.(string)
		for p, ls := range per {
			if len(ls) == most && p > named {
				t.Fatalf("round %d: got %s, want the newest of the most, %s", round, named, p)
			}
		}
		var kept, missed, unclear, others int64
		for p, ls := range per {
			for _, l := range ls {
				switch {
				case p != named:
					others++
				case l.Status == score.Met:
					kept++
				case l.Status == score.Missed:
					missed++
				case l.Status == score.Unclear:
					unclear++
				}
			}
		}
		if len(per[named]) != most || s.A["kept"] != number(kept) || s.A["missed"] != number(missed) || s.A["unclear"] != number(unclear) || s.A["of"] != number(kept+missed+unclear) ||
			int64(len(s.A["others"].V.([]value))) != others || strings.HasSuffix(s.K, "_three") != (unclear > 0 && most > 1) || strings.HasSuffix(s.K, "_all") != (kept == int64(most) && most > 1) || strings.HasSuffix(s.K, "_none") != (missed == int64(most) && most > 1) || strings.Contains(s.K, "_one_") != (most == 1) {
			t.Fatalf("round %d: %s %v of %v", round, s.K, s.A, per)
		}
	}
}

// A stretch is told as from first to last only if nothing is missing in it.
func TestPeriodsAreListedWithoutGaps(t *testing.T) {
	lines := history(promised("m"), "++++++++")
	for _, test := range []struct {
		of   []int
		want int // items
	}{{[]int{0}, 1}, {[]int{0, 1}, 2}, {[]int{0, 1, 2, 3}, 1}, {[]int{0, 2, 4, 6}, 4}, {[]int{0, 1, 2, 5, 6, 7}, 2}, {[]int{0, 3, 4, 5}, 2}} {
		var some []*score.Line
		for _, i := range test.of {
			some = append(some, lines[i])
		}
		if got := len(periods(some).V.([]value)); got != test.want {
			t.Errorf("%v: got %d items, want %d", test.of, got, test.want)
		}
	}
}

func TestWeakestIsWeakerByMoreThanItsMargin(t *testing.T) {
	for _, test := range []struct {
		shares []score.Proportion
		want   int
	}{
		{[]score.Proportion{{X: 80, N: 100}, {X: 80, N: 100}, {X: 80, N: 100}}, -1},
		{[]score.Proportion{{X: 105, N: 150}, {X: 108, N: 150}, {X: 111, N: 150}}, -1},
		{[]score.Proportion{{X: 80, N: 100}, {X: 50, N: 100}, {X: 80, N: 100}}, 1},
		{[]score.Proportion{{X: 50, N: 100}, {X: 50, N: 100}, {X: 80, N: 100}}, -1},
		{[]score.Proportion{{X: 100, N: 100}, {X: 100, N: 100}}, -1},
		{nil, -1},
	} {
		if got := weakest(test.shares); got != test.want {
			t.Errorf("%v: got %d, want %d", test.shares, got, test.want)
		}
	}
}

func TestNoSuperlativeOnATie(t *testing.T) {
	m := promised("m")
	m.Promise = nil
	b := &book{series: map[run]*score.Series{}}
	for values, want := range map[[3]int64]string{{60, 69, 70}: "finding_range", {60, 70, 70}: "finding_between", {60, 60, 70}: "finding_between", {70, 70, 70}: "finding_steady"} {
		lines := history(m, "+++")
		for i, l := range lines {
			l.Value = big.NewRat(values[i], 1)
		}
		if got := b.finding(m, lines, lines).K; got != want {
			t.Errorf("%v: got %s, want %s", values, got, want)
		}
	}
	if !slices.Contains([]string{"finding_begun"}, b.finding(m, nil, nil).K) {
		t.Error("nothing is not begun")
	}
}
