package fact

// A Long is how many waited longer than some minutes in a month, by how their wait ended.
type Long struct {
	Segment
	Day      Day // the first of the month
	Minutes  int // 0: all of whom it is known how long they waited
	Answered int64
	Left     int64 // the queue, without an answer
}

// TailMinutes are the minutes that long waits are counted from unless config says others.
func TailMinutes() []int { return []int{5, 10, 30, 60} }

// tail counts whose wait was long, answered or not: an average does not show them.
func (c *counter) tail(s *Source, a *aggregate) {
	waited := s.inbound() + " AND " + s.answered() + " IS NOT NULL AND " + s.wait() + " IS NOT NULL"
	for _, minutes := range append([]int{0}, a.set.Metric.Tail...) {
		long := waited
		if minutes > 0 {
			long += " AND " + s.wait() + " > " + micros(60*float64(minutes))
		}
		at := monthly{}
		count := func(condition string, into func(*Long) *int64) {
			a.parts = append(a.parts, part{counted(long + " AND " + condition), func(seg Segment, day Day, n int64) {
				i := at.of(seg, day, func(month Day) int {
					a.set.Longs = append(a.set.Longs, Long{Segment: seg, Day: month, Minutes: minutes})
					return len(a.set.Longs) - 1
				})
				*into(&a.set.Longs[i]) += n
			}})
		}
		count(s.answered(), func(l *Long) *int64 { return &l.Answered })
		count("NOT "+s.answered(), func(l *Long) *int64 { return &l.Left })
	}
}
