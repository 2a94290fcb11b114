package score

import (
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// share is what a metric's counts say by its method: x of n.
func (m *Metric) share(method *metric.Method, c fact.Counts) (x, n int64) {
	if method.Share == nil {
		return c[fact.X], c[fact.N]
	}
	if m.FlowOutsOut && !method.FlowOutsStay {
		c = c.WithoutFlowOuts()
	}
	if method.Counts == metric.Outcomes {
		if err := c.Queue(); err != nil {
			panic("bug: " + err.Error()) // records with impossible counts are rejected
		}
	}
	return method.Share(c)
}

// yx says what one day's counts add to a ratio that is clustered by day: y of x, of a mean
// in seconds.
func (m *Metric) yx() func(c fact.Counts) (y, x float64) {
	method := m.Method()
	switch {
	case m.waits():
		return func(c fact.Counts) (y, x float64) { return float64(c[fact.X]) / 1e6, float64(c[fact.N]) }
	case m.Defined().PerDay:
		return func(c fact.Counts) (y, x float64) { return float64(c[fact.X]), float64(c[fact.X]) }
	}
	return func(c fact.Counts) (y, x float64) {
		a, b := m.share(method, c)
		return float64(a), float64(b)
	}
}

// leftOut is what a metric's method leaves out of its denominator, by reason.
func (m *Metric) leftOut(c fact.Counts) (out map[string]int64) {
	method := m.Method()
	omits := method.Omits
	if m.FlowOutsOut && !method.FlowOutsStay {
		omits = slices.Concat(omits, []metric.Omission{{Reason: "flow_out", Part: fact.FlowOuts}})
	}
	for _, o := range omits {
		if n := c[o.Part]; n > 0 {
			out = with(out, o.Reason, n)
		}
	}
	return out
}

// with is what is counted by reason, and n more. Most lines leave nothing out, and have no map.
func with(counts map[string]int64, reason string, n int64) map[string]int64 {
	if counts == nil {
		counts = map[string]int64{}
	}
	counts[reason] += n
	return counts
}

// measure works out a line's value, counts and interval from its tally.
func (l *Line) measure() {
	m, t, rare := l.Metric, l.tally, l.tally.rare()
	l.Missing, l.Rejected, l.People, l.Partial = t.missing, t.rejected, t.persons, rare.spread.partial
	l.Denominator = -1
	t.ratio = t.byDay().measured()
	l.Excluded = m.leftOut(t.counts)
	for reason, n := range t.excluded {
		l.Excluded = with(l.Excluded, reason, n)
	}
	if l.Partial > 0 {
		l.Excluded = with(l.Excluded, "partial", l.Partial)
	}
	l.items()
	if rare.bare != "" {
		l.Supplied, l.N = rare.bare, rare.bareN
		l.Value, _ = new(big.Rat).SetString(rare.bare)
		return
	}
	switch m.Method().Form {
	case metric.Rate:
		l.rated()
	case metric.Total:
		l.volume()
	case metric.Stock:
		l.backlogged()
	case metric.Mean, metric.Quantile:
		l.waited()
	case metric.PerPerson:
		l.indexed()
	case metric.Net:
		l.promoters()
	case metric.MeanAnswer:
		l.meanAnswer()
	default:
		l.shared()
	}
}

// items keeps the histograms behind a line.
func (l *Line) items() {
	if len(l.tally.answers) == 0 {
		return
	}
	l.Answers = l.tally.pooled()
	if len(l.tally.answers) > 1 {
		l.Items = map[string]Answers{}
		for q, a := range l.tally.answers {
			l.Items[q] = *a
		}
	}
}

// answered is the histogram behind a line, which may be known where it is not shown.
func (l *Line) answered() *Answers {
	if l.Answers != nil {
		return l.Answers
	}
	return l.tally.pooled()
}

func whole(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// ratio sets the value to scale·num/den, and the counts with it.
func (l *Line) ratio(scale, num *big.Rat, den int64) {
	l.Denominator, l.N = den, den
	if den == 0 {
		l.Numerator = whole(0)
		return
	}
	l.Numerator = num
	if s, n := scale.Num(), num.Num(); scale.IsInt() && num.IsInt() && s.IsInt64() && n.BitLen() < 50 { // the usual case, in the least room
		l.Value = big.NewRat(s.Int64()*n.Int64(), den)
		return
	}
	l.Value = new(big.Rat).Mul(scale, new(big.Rat).Quo(num, whole(den)))
}

// volume is a count of its own. A period that nothing tells of has none, which is not 0.
func (l *Line) volume() {
	if !l.tally.daily && !l.tally.handed {
		return
	}
	n := l.tally.counts[fact.X] + l.tally.given.X
	l.Numerator, l.Value, l.N = whole(n), whole(n), n
}

// proportion is what the line counts as x of n.
func (l *Line) proportion() Proportion {
	m, t, method := l.Metric, l.tally, l.Metric.Method()
	x, n := m.share(method, t.counts)
	p := Proportion{x, n}.Merge(t.given)
	if a := l.answered(); a != nil && method.Form != metric.Net {
		p = p.Merge(Proportion{a.AtLeast(m.Scale.PositiveMin), a.N()})
	}
	return p
}

// shared is a percentage: x of n.
func (l *Line) shared() {
	m, t := l.Metric, l.tally
	p := l.proportion()
	l.ratio(whole(100), whole(p.X), p.N)
	if p.N == 0 {
		return
	}
	switch l.method() {
	case "wilson":
		l.sure("wilson", l.wilson(p))
	case "clopper_pearson":
		l.sure("clopper_pearson", ClopperPearson(p.X, p.N))
	case "respondent_cluster":
		if i, ok := t.rare().people.interval(100, 2); ok {
			if people := t.rare().people.D; l.wholeHeadcount(people) {
				v, _ := l.Value.Float64()
				i = i.Narrow(v, people, m.Headcount)
			}
			l.sure("respondent_cluster", i.Clip(0, 100))
		}
	case "day_cluster":
		if i, ok := t.ratio.percent(minDays); ok {
			l.sure("day_cluster", i)
		}
	}
}

// minDays is from how many days on a day-clustered interval is told.
const minDays = 10

func (l *Line) sure(method string, i Interval) { l.Method, l.Interval = method, &i }

// wholeHeadcount tells whether the answers of this line came from a known number
// of people, all of whom were asked.
func (l *Line) wholeHeadcount(n int64) bool {
	return l.Metric.Headcount >= n && l.Metric.Headcount > 0 && l.Segment == (fact.Segment{})
}

// method is the interval that a share gets.
func (l *Line) method() string {
	m, t := l.Metric, l.tally
	if m.Interval != "" {
		return m.Interval
	}
	switch {
	case m.Defined().Pooled && len(t.answers) > 1:
		if t.rare().people.D > 0 {
			return "respondent_cluster"
		}
		return "" // who gave which of the answers is not known
	case m.Survey() && t.rare().people.D > 0:
		return "respondent_cluster"
	case m.Survey(), m.Sampled:
		return "wilson"
	case t.daily && !t.handed:
		return "day_cluster"
	}
	return ""
}

// promoters is a Net Promoter Score: promoters less detractors of all who answered.
func (l *Line) promoters() {
	m := l.Metric
	p, s, d, ok := l.groups()
	if !ok { // only the difference and n were given
		l.ratio(whole(100), whole(l.tally.given.X), l.tally.given.N)
		return
	}
	n := p + s + d
	l.ratio(whole(100), whole(p-d), n)
	if n == 0 || m.Interval == "none" {
		return
	}
	switch {
	case m.Interval == "nps_wald":
		l.sure("nps_wald", NPSWald(p, s, d))
	case l.wholeHeadcount(n):
		l.sure("nps_adjusted_wald", NPSAdjustedWaldFPC(p, s, d, m.Headcount))
	default:
		l.sure("nps_adjusted_wald", NPSAdjustedWald(p, s, d))
	}
}

// groups counts promoters, passives and detractors; false if some of the answers
// are only known as a difference.
func (l *Line) groups() (p, s, d int64, ok bool) {
	t := l.tally
	nps := t.rare().nps
	p, s, d = nps[0], nps[1], nps[2]
	if a := l.answered(); a != nil {
		p2, s2, d2, err := a.NPSGroups()
		if err != nil {
			panic("bug: " + err.Error())
		}
		p, s, d = p+p2, s+s2, d+d2
	}
	return p, s, d, t.given.N == 0
}

// meanAnswer is the mean of the answers, or that mean moved onto 0 to 100.
func (l *Line) meanAnswer() {
	m, method := l.Metric, l.Metric.Method()
	a := l.Answers
	if a == nil {
		l.ratio(whole(1), whole(l.tally.given.X), l.tally.given.N)
	} else {
		l.ratio(whole(1), whole(a.Sum()+l.tally.given.X), a.N()+l.tally.given.N)
	}
	if method.Unit == Index && l.Value != nil {
		l.Value.Sub(l.Value, whole(int64(m.Scale.Min)))
		l.Value.Mul(l.Value, big.NewRat(100, int64(m.Scale.Max-m.Scale.Min)))
	}
	if a == nil || l.tally.given.N > 0 || m.Interval == "none" {
		return
	}
	i, ok := a.MeanInterval()
	low, high := float64(m.Scale.Min), float64(m.Scale.Max)
	if method.Unit == Index {
		i, ok = a.Norm100Interval()
		low, high = 0, 100
	}
	if ok {
		l.sure("t", i.Clip(low, high))
	}
}

// indexed is a mean over people of an index of their own (docs/definitions.md, "Trust" and "Employees").
func (l *Line) indexed() {
	m, sp := l.Metric, l.tally.rare().spread
	l.Denominator, l.N = sp.n, sp.n
	if l.tally.given.N > 0 && sp.n == 0 {
		l.ratio(whole(1), whole(l.tally.given.X), l.tally.given.N)
		return
	}
	if sp.n == 0 {
		return
	}
	steps := float64(m.Scale.Max - m.Scale.Min)
	moments := Moments{sp.n, 0, 0}
	if m.Method().PerItem {
		total, items := new(big.Rat), int64(0)
		for _, a := range l.tally.answers {
			if a.N() > 0 {
				total.Add(total, new(big.Rat).SetFrac64(100*a.AtLeast(m.Scale.PositiveMin), a.N()))
				items++
			}
		}
		l.Value = total.Quo(total, whole(items))
		moments = scaled(sp.pos, 100, 0)
	} else {
		moments = scaled(sp.index, 100/steps, -100*float64(m.Scale.Min)/steps)
		mean, _ := moments.Mean()
		l.Value, _ = new(big.Rat).SetString(FormatFloat(mean, 9)) // what fractions of people add up to may fall short of a half by a hair
		l.Numerator = new(big.Rat).Mul(l.Value, whole(sp.n))
	}
	if m.Interval == "none" {
		return
	}
	i, ok := moments.Interval()
	if !ok {
		return
	}
	mean, _ := moments.Mean()
	v, _ := l.Value.Float64()
	i = Interval{i.Low + v - mean, i.High + v - mean} // around the value that is published
	if l.wholeHeadcount(sp.n) {
		i = i.Narrow(v, sp.n, m.Headcount)
	}
	l.sure("t", i.Clip(0, 100))
}

// scaled moves moments: each value times a plus b.
func scaled(m Moments, a, b float64) Moments {
	n := float64(m.N)
	return Moments{m.N, a*m.Sum + n*b, a*a*m.SumSq + 2*a*b*m.Sum + n*b*b}
}
