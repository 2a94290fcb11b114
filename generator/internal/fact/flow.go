package fact

import "shingle/generator/internal/quote"

// An Outcome is how contacts ended, and how many of a month did.
type Outcome struct {
	Segment
	Day   Day    // the first of the month
	How   string // one of [Outcomes], or [Untold] of one
	Count int64
}

// Outcomes lists how contacts end, along their way: each has one.
func Outcomes() []string {
	return append(NeverJoined(), "hung_up", "unanswered", "callback", "voicemail", "overflow", "left_queue", "not_known", "late", "answered", "in_time")
}

// NeverJoined lists the ends of contacts that never joined the queue: lines that were engaged, people
// who gave up in the menu, and those whom a machine helped. No score of a queue counts them.
func NeverJoined() []string { return []string{"blocked", "left_menu", "self_served"} }

// Untold is what counts the contacts, or rows of a report, that do not tell how many never joined the
// queue in such a way: where there are any, it is not known.
func Untold(way string) string { return "untold_" + way }

// flow counts how contacts ended, each in one way. What the export does not tell is counted
// as not known: how soon somebody was answered, whether they hung up or went another way.
func (c *counter) flow(s *Source, a *aggregate) error {
	in, ans, w := s.inbound(), s.answered(), s.wait()
	hung := "false"
	if s.Has["exit"] {
		hung = "coalesce(exit = 'abandoned', false)"
	}
	if s.Has["abandoned"] {
		hung = "(" + hung + " OR coalesce(abandoned, false))"
	}
	limit := micros(a.set.Metric.Threshold)
	answered, lost := in+" AND "+ans, in+" AND NOT "+ans
	ends := map[string]string{
		"in_time":    answered + " AND " + w + " <= " + limit,
		"late":       answered + " AND " + w + " > " + limit,
		"answered":   answered + " AND " + w + " IS NULL",
		"hung_up":    lost + " AND NOT " + s.flowOut() + " AND " + hung,
		"unanswered": lost + " AND NOT " + s.flowOut() + " AND NOT " + hung,
		"not_known":  in + " AND " + ans + " IS NULL",
	}
	if s.Has["exit"] {
		for _, way := range []string{"callback", "voicemail", "overflow"} {
			ends[way] = lost + " AND exit = " + quote.Text(way)
		}
	}
	for _, way := range NeverJoined() {
		told, err := c.tells(s, way)
		if err != nil {
			return err
		}
		if ends[Untold(way)] = in; told {
			delete(ends, Untold(way))
			ends[way] = s.begun() + " AND exit = " + quote.Text(way)
		}
	}
	for how, condition := range ends {
		ends[how] = counted(condition)
	}
	a.ends(ends)
	return nil
}

// tells tells whether single contacts say of any that it never joined the queue in such a way; where
// none does, it is not known of how many nobody wrote it down.
func (c *counter) tells(s *Source, way string) (bool, error) {
	if !s.Has["exit"] {
		return false, nil
	}
	n := int64(0)
	err := c.sum(s, Asked{Sums: []string{counted("exit = " + quote.Text(way))}, Where: "true"}, func(_ []any, sums []int64) { n = sums[0] })
	return n > 0, err
}

// reported is the same of a report, whose counts are those of the aggregate.
func (a *aggregate) reported(s *Source) {
	ends := map[string]string{
		"in_time": a.counts[AnsweredInTime], "late": "(" + a.counts[Answered] + ") - (" + a.counts[AnsweredInTime] + ")",
		"hung_up": a.counts[Abandoned], "left_queue": a.counts[FlowOuts], "not_known": a.counts[Other],
	}
	for _, way := range NeverJoined() {
		ends[Untold(way)] = "count(*)"
		if s.Has[way] {
			ends[way], ends[Untold(way)] = "sum("+way+")", counted(way+" IS NULL")
		}
	}
	a.ends(ends)
}

// ends adds up outcomes by month.
func (a *aggregate) ends(ends map[string]string) {
	ways := Outcomes()
	for _, way := range NeverJoined() {
		ways = append(ways, Untold(way))
	}
	for _, how := range ways {
		if ends[how] == "" {
			continue
		}
		at := monthly{}
		a.parts = append(a.parts, part{ends[how], func(seg Segment, day Day, n int64) {
			i := at.of(seg, day, func(month Day) int {
				a.set.Outcomes = append(a.set.Outcomes, Outcome{Segment: seg, Day: month, How: how})
				return len(a.set.Outcomes) - 1
			})
			a.set.Outcomes[i].Count += n
		}})
	}
}

// A monthly is where what is added up of each segment's months stands.
type monthly struct {
	at map[segmentMonth]int

	last     Segment // days come in their order, and then mostly of the same month
	from, to Day
	place    int
}

type segmentMonth struct {
	Segment
	first Day
}

// of is where the month of a day stands; add makes it a place.
func (m *monthly) of(seg Segment, day Day, add func(first Day) int) int {
	if m.at != nil && m.from <= day && day <= m.to && m.last == seg {
		return m.place
	}
	month := PeriodOf(day, Month)
	key := segmentMonth{seg, month.First}
	i, there := m.at[key]
	if !there {
		if m.at == nil {
			m.at = map[segmentMonth]int{}
		}
		i = add(month.First)
		m.at[key] = i
	}
	m.last, m.from, m.to, m.place = seg, month.First, month.Last(), i
	return i
}
