package fact

import (
	"fmt"
)

// timely counts contacts by whether and when what people wait for came, such as a first reply.
func (c *counter) timely(s *Source, a *aggregate) (*aggregate, error) {
	m, came := a.set.Metric, a.set.Metric.defined().Stamp
	if !s.Has[came] {
		return nil, nil
	}
	late, err := c.exceeds(s, m, came)
	if err != nil {
		return nil, err
	}
	overdue, err := c.exceeds(s, m, fmt.Sprint(c.now(s)))
	if err != nil {
		return nil, err
	}
	in := s.inbound()
	bad := s.bad(came)
	a.rejected = counted(in + " AND " + bad)
	known := in + " AND NOT " + bad
	there, not := known+" AND "+came+" IS NOT NULL", known+" AND "+came+" IS NULL"
	a.counts[InTime] = counted(there + " AND NOT " + late)
	a.counts[Late] = counted(there + " AND " + late)
	a.counts[Overdue] = counted(not + " AND " + overdue)
	a.counts[NotDue] = counted(not + " AND NOT " + overdue)
	return a, nil
}

// due counts tickets by whether they were closed by when they were due. What a system says of
// open tickets is not taken as met.
func (c *counter) due(s *Source, a *aggregate) (*aggregate, error) {
	m := a.set.Metric
	if !s.Has["closed_at"] {
		if s.Has["due_met"] {
			c.inputs(m, fmt.Sprintf("needs closed_at: in %q due_met says met of open tickets, too", s.Name))
		}
		return nil, nil
	}
	in := s.inbound()
	bad := s.bad("closed_at", "due_met", "due_at")
	known := in + " AND NOT " + bad
	a.rejected = counted(in + " AND " + bad)
	now := fmt.Sprint(c.now(s))
	var late, overdue string
	switch {
	case s.Has["due_met"]:
		late = "NOT due_met"
		overdue = "NOT coalesce(due_met, true)"
		a.missing = counted(known + " AND closed_at IS NOT NULL AND due_met IS NULL")
		known += " AND (closed_at IS NULL OR due_met IS NOT NULL)"
		if s.Has["due_at"] {
			overdue = "(" + overdue + " OR coalesce(due_at < " + now + ", false))"
		}
	case s.Has["due_at"]:
		late, overdue = "closed_at > due_at", "due_at < "+now
		a.missing = counted(known + " AND due_at IS NULL")
		known += " AND due_at IS NOT NULL"
	case m.Threshold > 0:
		var err error
		if late, err = c.exceeds(s, m, "closed_at"); err != nil {
			return nil, err
		}
		if overdue, err = c.exceeds(s, m, now); err != nil {
			return nil, err
		}
	default:
		c.inputs(m, fmt.Sprintf("needs due_met, due_at or threshold_seconds; %q has only closed_at", s.Name))
		return nil, nil
	}
	closed, open := known+" AND closed_at IS NOT NULL", known+" AND closed_at IS NULL"
	a.counts[InTime] = counted(closed + " AND NOT " + late)
	a.counts[Late] = counted(closed + " AND " + late)
	a.counts[Overdue] = counted(open + " AND " + overdue)
	a.counts[NotDue] = counted(open + " AND NOT " + overdue)
	return a, nil
}

// now is when a source's open contacts are looked at: as the day of the build
// begins, or at the last thing the source tells, if that is later.
func (c *counter) now(s *Source) int64 {
	if s.Latest > c.o.Now {
		return s.Latest
	}
	return c.o.Now
}

// exceeds is the condition that more than the threshold passed from a contact's
// beginning to the instant, by the calendar or while the desk was open.
func (c *counter) exceeds(s *Source, m *Metric, instant string) (string, error) {
	if !m.Business {
		return fmt.Sprintf("(%s - begun > %s)", instant, micros(m.Threshold)), nil
	}
	if len(c.o.Opened) == 0 {
		c.wrong(m, "clock", "", "clock = \"business_hours\" needs [shingle.hours]")
		return "false", nil
	}
	return fmt.Sprintf("(%s - %s > %s)", c.openBy(instant), c.openBy("begun"), micros(m.Threshold)), nil
}

// openBy is SQL for how long the desk has been open by an instant, in
// microseconds: from the last opening that began before it.
func (c *counter) openBy(instant string) string {
	before := make([]int64, len(c.o.Opened)+1)
	for i, o := range c.o.Opened {
		before[i+1] = before[i] + o.To - o.From
	}
	return among(instant, len(c.o.Opened), func(i int) int64 { return c.o.Opened[i].From }, func(i int) string {
		o := c.o.Opened[i]
		return fmt.Sprintf("%d + least(greatest(%s - %d, 0), %d)", before[i], instant, o.From, o.To-o.From)
	})
}
