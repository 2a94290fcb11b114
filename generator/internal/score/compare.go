package score

import (
	"math/big"
	"runtime"
	"sync"

	"shingle/generator/internal/fact"
)

// Compare says of each line that is shown whether the promise was kept, and what
// changed since the calendar neighbour before: "a 27 last month and a 28 this
// month" with the interval of the difference. It is one comparison, on its own;
// pages that show many correct for that (Notable).
func Compare(lines []*Line) {
	var wg sync.WaitGroup
	each := 1 + len(lines)/runtime.GOMAXPROCS(0)
	for from := 0; from < len(lines); from += each {
		wg.Go(func() {
			for i := from; i < min(from+each, len(lines)); i++ {
				l := lines[i]
				l.Status, l.Verdict, l.ChangeP = None, None, 1
				l.Change, l.ChangeInterval, l.Season = nil, nil, nil
				if !l.Shown() {
					continue
				}
				l.judge()
				if before := neighbour(lines, i); before != nil && before.Shown() {
					l.compare(before, monthsBefore(lines, i-1))
				}
			}
		})
	}
	wg.Wait()
}

// neighbour is the line of the calendar period before the i-th line's; nil if there is none.
// The periods of a segment stand in order, without gaps.
func neighbour(lines []*Line, i int) *Line {
	l := lines[i]
	if i == 0 || l.Period.Grain == fact.All {
		return nil
	}
	if b := lines[i-1]; b.Metric == l.Metric && b.Segment == l.Segment && b.Period == l.Period.Before() {
		return b
	}
	return nil
}

// monthsBefore are the months of a segment before its i-th line; none before other periods.
func monthsBefore(lines []*Line, i int) []*Line {
	first := i
	for first > 0 && lines[first-1].Metric == lines[i].Metric && lines[first-1].Segment == lines[i].Segment && lines[first-1].Period.Grain == fact.Month {
		first--
	}
	if lines[i].Period.Grain != fact.Month {
		return nil
	}
	return lines[first:i]
}

// judge holds the line against the promise. Where the interval speaks of a survey
// or a sample, a promise within it is unclear; else the number itself decides, and
// equal is met.
func (l *Line) judge() {
	m, promise := l.Metric, l.Promise()
	if promise == nil || m.Direction == Neither || l.Value == nil {
		return
	}
	good := l.Value.Cmp(promise)
	if m.Direction == Down {
		good = -good
	}
	l.Status = Met
	if good < 0 {
		l.Status = Missed
	}
	if l.Interval == nil || !(l.Survey() || m.Sampled) {
		return
	}
	if l.Interval.Contains(floatOf(promise)) {
		l.Status = Unclear
	}
}

// Promise is what was promised of a line; nil: nothing. How many there may be in all is no
// promise of a part.
func (l *Line) Promise() *big.Rat {
	if l.Metric.Unit() == Count && l.Segment != (fact.Segment{}) {
		return nil
	}
	return l.Metric.Promise
}

// compare works out the change since an earlier line, of whose segment the months before
// tell the season: from 24 of them on the verdict is on the change less the season.
func (l *Line) compare(before *Line, months []*Line) {
	if l.Value == nil || before.Value == nil {
		return
	}
	l.Change = less(l.Value, before.Value)
	if l.Few || before.Few { // an exact change would tell the exact value
		l.Change.SetString(FormatRat(l.Change, 0))
		return
	}
	if l.Metric.Defined().PerDay {
		l.perOpenDay(before)
		return
	}
	if l.Interval == nil || before.Interval == nil || l.Method != before.Method {
		return
	}
	d, ok := l.difference(before)
	if !ok {
		return
	}
	if season, ok := seasonOf(months, before.Period, l.Period); ok {
		d, l.Season = d.less(season), &season
	}
	interval := d.Interval // alone: the rest of a difference need not be kept
	l.ChangeInterval, l.ChangeP = &interval, d.P
	l.Verdict = l.verdict(before, d)
}

// less is a less b; of small numbers, as nearly all are, in the least room.
func less(a, b *big.Rat) *big.Rat {
	const bits = 31 // of which two products and their difference fit into a word
	of, than := a.Denom(), b.Denom()
	if max(a.Num().BitLen(), b.Num().BitLen(), of.BitLen(), than.BitLen()) > bits {
		return new(big.Rat).Sub(a, b)
	}
	return big.NewRat(a.Num().Int64()*than.Int64()-b.Num().Int64()*of.Int64(), of.Int64()*than.Int64())
}

// perOpenDay judges the change of a volume by how many came on each day on which anybody
// did: months have unlike numbers of them.
func (l *Line) perOpenDay(before *Line) {
	a, b := before.tally.ratio, l.tally.ratio
	if a.days < minDays || b.days < minDays || before.tally.handed || l.tally.handed {
		return
	}
	if d, ok := a.diff(b, 1); ok {
		l.ChangeP, l.Verdict = d.P, l.verdict(before, d)
	}
}

// verdict is what a difference from an earlier line says.
func (l *Line) verdict(before *Line, d Diff) string {
	switch {
	case l.State == Provisional || before.State == Provisional || l.Metric.Direction == Neither:
		return None
	case d.Contains(0):
		return NoEvidence
	case (d.High < 0) == (l.Metric.Direction == Up):
		return Worse
	}
	return Better
}

// difference is the change with its interval, by the method of the lines.
func (l *Line) difference(before *Line) (Diff, bool) {
	m := l.Metric
	switch l.Method {
	case "wilson", "clopper_pearson":
		a, b := before.proportion(), l.proportion()
		return newcombe(a.X, a.N, before.wilson(a), b.X, b.N, l.wilson(b)), true
	case "nps_adjusted_wald", "nps_wald":
		p1, s1, d1, ok1 := before.groups()
		p2, s2, d2, ok2 := l.groups()
		if !ok1 || !ok2 {
			return Diff{}, false
		}
		return npsDiffOf([3]int64{p1, s1, d1}, [3]int64{p2, s2, d2}, before.finite(p1+s1+d1), l.finite(p2+s2+d2)), true
	case "day_cluster":
		return before.tally.ratio.diff(l.tally.ratio, m.scaleOfRatio())
	case "day_bootstrap":
		return before.draws.diff(l.draws), true
	case "respondent_cluster":
		a, b := before.tally.rare().people, l.tally.rare().people
		d, ok := ClusterDiff(a, b, 100)
		_, se1, _ := a.Ratio()
		_, se2, _ := b.Ratio()
		return d.nearer(se1*se1, before.finite(a.D), se2*se2, l.finite(b.D)), ok
	case "t":
		a, b := before.moments(), l.moments()
		mean1, _ := a.Mean()
		mean2, _ := b.Mean()
		sd1, ok1 := a.SD()
		sd2, ok2 := b.SD()
		if !ok1 || !ok2 {
			return Diff{}, false
		}
		d, ok := WelchDiff(a.N, mean1, sd1, b.N, mean2, sd2)
		return d.nearer(sd1*sd1/float64(a.N), before.finite(a.N), sd2*sd2/float64(b.N), l.finite(b.N)), ok
	}
	return Diff{}, false
}

// wilson is the interval of a share, with the finite population where it is known.
func (l *Line) wilson(p Proportion) Interval {
	if l.wholeHeadcount(p.N) {
		return WilsonFPC(p.X, p.N, l.Metric.Headcount)
	}
	return Wilson(p.X, p.N)
}

// finite is what the finite population leaves of the standard error of n answers.
func (l *Line) finite(n int64) float64 {
	if l.wholeHeadcount(n) {
		return FPC(1, n, l.Metric.Headcount)
	}
	return 1
}

// scaleOfRatio makes percentages of shares and seconds of waits.
func (m *Metric) scaleOfRatio() float64 {
	if m.waits() {
		return 1
	}
	return 100
}

// moments are those behind a line whose interval is Student's, in its unit.
func (l *Line) moments() Moments {
	m, sp := l.Metric, l.tally.rare().spread
	low, steps := float64(m.Scale.Min), float64(m.Scale.Max-m.Scale.Min)
	switch {
	case m.Method().PerItem:
		return scaled(sp.pos, 100, 0)
	case m.perPerson():
		return scaled(sp.index, 100/steps, -100*low/steps)
	case m.Unit() == Index:
		return scaled(l.answered().Moments(), 100/steps, -100*low/steps)
	}
	return l.answered().Moments()
}

// Notable says which of the changes that a page shows together it may point at:
// those that still hold when all of them are corrected for by Holm's method.
func Notable(lines []*Line) map[*Line]bool {
	var compared []*Line
	var p []float64
	for _, l := range lines {
		if l.Verdict == Better || l.Verdict == Worse || l.Verdict == NoEvidence {
			compared = append(compared, l)
			p = append(p, l.ChangeP)
		}
	}
	notable := map[*Line]bool{}
	for i, holds := range Holm(p, 0.05) {
		if holds && compared[i].Verdict != NoEvidence {
			notable[compared[i]] = true
		}
	}
	return notable
}
