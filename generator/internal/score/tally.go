package score

import "shingle/generator/internal/fact"

// A tally is what was counted for a line, from which its value follows.
type tally struct {
	counts   fact.Counts
	given    Proportion // counted by somebody else
	days     *Days      // y and x of each day; nil: none, or packed
	packed   packedDays // the days of a line that is measured
	ratio    dayRatio   // theirs, once the line is measured
	answers  map[string]*Answers
	missing  int64
	rejected int64
	excluded map[string]int64
	longs    amounts[int, [2]int64] // by minutes, who waited longer: answered, not; 0: all whose wait is known
	outcomes amounts[string, int64]
	persons  int64
	seldom   *seldom
	unbased  bool // of some month with cases it is not known of how many a rate is told
	daily    bool // something came from contacts or intervals
	handed   bool // something was counted by somebody else
	apart    bool // there are only values of parts, which are not averaged
}

// Seldom is what only a few metrics count: apart, because of many teams there are hundreds of
// thousands of tallies.
type seldom struct {
	people Cluster  // y and x of each respondent
	nps    [3]int64 // promoters, passives, detractors, where only these were given
	spread spread
	waits  [][]fact.Wait // in runs, each of one segment and month
	stock  *stock        // what is open at the end; nil: not counted
	closed int64
	bases  []int64 // by month, of how many a rate is told
	bare   string
	bareN  int64
}

// rare is what is seldom counted, to be read.
func (t *tally) rare() seldom {
	if t.seldom == nil {
		return seldom{}
	}
	return *t.seldom
}

// rarely is what is seldom counted, to be added to.
func (t *tally) rarely() *seldom {
	if t.seldom == nil {
		t.seldom = &seldom{}
	}
	return t.seldom
}

// pool adds days.
func (t *tally) pool(days Days) {
	if days == (Days{}) {
		return
	}
	if t.days == nil {
		of := t.byDay()
		t.days = &of
	}
	*t.days = t.days.Merge(days)
}

// byDay are the days behind a line.
func (t *tally) byDay() Days {
	if t.days == nil {
		return t.packed.days()
	}
	return *t.days
}

// settle lets go of what only a line's measure needed. The days of months are compared by
// weekday, and those of a year so far pooled: they stay.
func (t *tally) settle(grain fact.Grain) {
	if t.days != nil && grain == fact.Month {
		t.packed = t.days.pack()
	}
	t.days = nil
}

// spread sums an index over respondents.
type spread struct {
	n, partial int64
	index, pos Moments
}

// merge adds what another tally counted. Bare values are never pooled.
func (t *tally) merge(o *tally) {
	t.counts.Add(o.counts)
	t.given = t.given.Merge(o.given)
	t.pool(o.byDay())
	for q, a := range o.answers {
		t.answer(q, a.Min, len(a.Counts), func(mine *Answers) {
			for i, n := range a.Counts {
				mine.Counts[i] += n
			}
		})
	}
	t.missing += o.missing
	t.rejected += o.rejected
	for r, n := range o.excluded {
		t.exclude(r, n)
	}
	for _, l := range o.longs {
		t.long(l.key, l.v[0], l.v[1])
	}
	for _, o := range o.outcomes {
		t.end(o.key, o.v)
	}
	t.unbased = t.unbased || o.unbased || len(o.rare().bases) == 0 && o.counts[fact.X] > 0
	if o.seldom != nil {
		t.rarely().merge(o.seldom)
	}
	t.persons += o.persons
	t.daily = t.daily || o.daily
	t.handed = t.handed || o.handed
	t.apart = t.apart || o.apart
}

func (s *seldom) merge(o *seldom) {
	s.people = s.people.Merge(o.people)
	for i, n := range o.nps {
		s.nps[i] += n
	}
	s.spread.n += o.spread.n
	s.spread.partial += o.spread.partial
	s.spread.index = s.spread.index.Merge(o.spread.index)
	s.spread.pos = s.spread.pos.Merge(o.spread.pos)
	s.waits = append(s.waits, o.waits...)
	if o.stock != nil {
		s.keep(o.stock.month, o.stock.ages)
	}
	s.closed += o.closed
	s.bases = append(s.bases, o.bases...)
}

func (t *tally) answer(question string, low, steps int, add func(*Answers)) {
	if t.answers == nil {
		t.answers = map[string]*Answers{}
	}
	if t.answers[question] == nil {
		t.answers[question] = &Answers{Min: low, Counts: make([]int64, steps)}
	}
	add(t.answers[question])
}

func (t *tally) exclude(reason string, n int64) {
	t.excluded = with(t.excluded, reason, n)
}

// pooled is the histogram of all questions together.
func (t *tally) pooled() *Answers {
	var all *Answers
	for _, a := range t.answers {
		if all == nil {
			all = &Answers{Min: a.Min, Counts: make([]int64, len(a.Counts))}
		}
		for i, n := range a.Counts {
			all.Counts[i] += n
		}
	}
	return all
}
