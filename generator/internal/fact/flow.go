package fact

// An Outcome is how contacts ended, and how many of a month did.
type Outcome struct {
	Segment
	Day   Day    // the first of the month
	How   string // one of [Outcomes]
	Count int64
}

// Outcomes lists how contacts end, as a reader follows them: each contact has one.
func Outcomes() []string {
	return []string{"in_time", "late", "answered", "callback", "voicemail", "overflow", "left_queue", "hung_up", "unanswered", "not_known"}
}

// flow counts how contacts ended, each in one way. What the export does not tell is counted
// as not known: how soon somebody was answered, whether they hung up or went another way.
func (c *counter) flow(s *Source, a *aggregate) {
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
			ends[way] = lost + " AND exit = '" + way + "'"
		}
	}
	for how, condition := range ends {
		ends[how] = count(condition)
	}
	a.ends(ends)
}

// reported is the same of a report, whose counts are those of the aggregate.
func (a *aggregate) reported() {
	a.ends(map[string]string{
		"in_time": a.counts[AnsweredInTime], "late": "(" + a.counts[Answered] + ") - (" + a.counts[AnsweredInTime] + ")",
		"hung_up": a.counts[Abandoned], "left_queue": a.counts[FlowOuts], "not_known": a.counts[Other],
	})
}

// ends adds up outcomes by month.
func (a *aggregate) ends(ends map[string]string) {
	at := map[Outcome]int{}
	for _, how := range Outcomes() {
		if ends[how] == "" {
			continue
		}
		a.parts = append(a.parts, part{ends[how], func(seg Segment, day Day, n int64) {
			key := Outcome{Segment: seg, Day: PeriodOf(day, Month).First, How: how}
			i, there := at[key]
			if !there {
				i = len(a.set.Outcomes)
				at[key], a.set.Outcomes = i, append(a.set.Outcomes, key)
			}
			a.set.Outcomes[i].Count += n
		}})
	}
}
