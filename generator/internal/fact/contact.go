package fact

import (
	"fmt"
	"slices"

	"shingle/generator/internal/metric"
	"shingle/generator/internal/quote"
)

// Expressions over contacts. Each is SQL that is NULL where it is
// not known.

// begun holds for contacts that customers began, whether or not they got as far as the queue.
func (s *Source) begun() string {
	if s.Has["direction"] {
		return "coalesce(direction, true)"
	}
	return "true"
}

// outside holds for contacts that never joined the queue.
func (s *Source) outside() string {
	return "coalesce(exit IN (" + quote.Texts(NeverJoined()) + "), false)"
}

// inbound holds for contacts that customers began and that somebody was to answer.
func (s *Source) inbound() string {
	if s.Has["exit"] {
		return s.begun() + " AND NOT " + s.outside()
	}
	return s.begun()
}

// uncounted holds, by the reason, for contacts that are none of the score's: those that the organisation
// began, and those that never joined the queue.
func (s *Source) uncounted() map[string]string {
	out := map[string]string{}
	if s.Has["direction"] {
		out["outbound"] = "NOT " + s.begun()
	}
	if s.Has["exit"] {
		for _, way := range NeverJoined() {
			out[way] = s.begun() + " AND exit = " + quote.Text(way)
		}
	}
	return out
}

// answered is whether a person answered; "" if the table cannot tell.
func (s *Source) answered() string {
	switch {
	case s.Has["answered"]:
		return "answered"
	case s.Has["answered_at"] && s.bad("answered_at") != "false":
		return "CASE WHEN " + s.bad("answered_at") + " THEN NULL ELSE answered_at IS NOT NULL END"
	case s.Has["answered_at"]:
		return "(answered_at IS NOT NULL)"
	case s.Has["abandoned"]:
		return "(NOT abandoned)"
	}
	return ""
}

// flowOut holds for contacts that left the queue another way than by hanging up.
func (s *Source) flowOut() string {
	if s.Has["exit"] {
		return "coalesce(exit IN ('callback', 'voicemail', 'overflow'), false)"
	}
	return "false"
}

// abandoned holds for contacts that hung up: without a column for it, all that
// were not answered.
func (s *Source) abandoned() string {
	lost := "NOT " + s.answered()
	if s.Has["abandoned"] {
		lost = "coalesce(abandoned, " + lost + ") AND NOT coalesce(" + s.answered() + ", false)"
	}
	return "((" + lost + ") AND NOT " + s.flowOut() + ")"
}

// wait is how long somebody waited, in microseconds; "" if the table cannot tell.
func (s *Source) wait() string {
	derived := ""
	if s.Has["answered_at"] {
		derived = "(answered_at - begun)"
	}
	switch {
	case s.Has["wait_seconds"] && derived != "":
		return "coalesce(wait_seconds, " + derived + ")"
	case s.Has["wait_seconds"]:
		return "wait_seconds"
	}
	return derived
}

func micros(seconds float64) string { return fmt.Sprintf("%.0f", seconds*1e6) }

// contacts counts what can be told from single contacts. It gives nil, and no
// mistake, if the source has nothing for the metric.
func (c *counter) contacts(s *Source, set *Set) (*aggregate, error) {
	m, method := set.Metric, set.Metric.method()
	a := &aggregate{set: set, excluded: counts(s.uncounted())}
	in := s.inbound()
	switch method.Counts {
	case metric.Number:
		a.counts[X] = counted(in)
		return a, nil
	case metric.WaitsInAll:
		return nil, c.total(s, set)
	case metric.Timely:
		return c.timely(s, a)
	case metric.Due:
		return c.due(s, a)
	case metric.Open:
		return c.backlog(s, a)
	case metric.Flags:
		return c.flags(s, a), nil
	case metric.Returns:
		return nil, c.window(s, set)
	case metric.Outcomes, metric.Waits:
	default:
		return nil, nil
	}
	ans := s.answered()
	if ans == "" || method.Waited && s.wait() == "" {
		return nil, nil
	}
	known := in + " AND " + ans + " IS NOT NULL"
	a.missing = counted(in + " AND " + ans + " IS NULL AND NOT " + s.bad("answered", "answered_at", "abandoned"))
	a.rejected = counted(in + " AND " + s.bad("answered", "answered_at", "abandoned", "wait_seconds", "exit"))
	if m.defined().Tail {
		c.tail(s, a)
	}
	if method.Counts == metric.Waits {
		return c.wait(s, a, known)
	}
	if m.defined().Flow {
		if err := c.flow(s, a); err != nil {
			return nil, err
		}
	}
	w, lost, out := s.wait(), s.abandoned(), s.flowOut()
	if method.HungUp {
		if w == "" {
			c.inputs(m, fmt.Sprintf("needs how long people waited who hung up; %q has no wait_seconds", s.Name))
			return nil, nil
		}
		silent := false
		err := c.sum(s, Asked{Sums: []string{counted(lost), counted(lost + " AND " + w + " IS NOT NULL")}, Where: "true"}, func(_ []any, n []int64) { silent = n[0] > 0 && n[1] == 0 })
		if err != nil {
			return nil, err
		}
		if silent { // where nobody hung up, nobody's wait is missing
			c.inputs(m, fmt.Sprintf("needs how long people waited who hung up; %q says it of nobody", s.Name))
			return nil, nil
		}
	}
	within := func(t float64) string {
		if w == "" {
			return "false"
		}
		return w + " <= " + micros(t)
	}
	a.counts[Answered] = counted(in + " AND " + ans)
	a.counts[AnsweredInTime] = counted(in + " AND " + ans + " AND " + within(m.Threshold))
	a.counts[Abandoned] = counted(in + " AND " + lost)
	a.counts[AbandonedInTime] = counted(in + " AND " + lost + " AND " + within(m.Threshold))
	if m.ShortAbandon > 0 {
		a.counts[ShortAbandons] = counted(in + " AND " + lost + " AND " + within(m.ShortAbandon))
	}
	a.counts[FlowOuts] = counted(known + " AND NOT " + ans + " AND " + out)
	if s.Has["exit"] {
		a.counts[CallbacksInTime] = counted(known + " AND NOT " + ans + " AND exit = 'callback' AND " + within(m.Threshold))
	}
	a.counts[Other] = counted(known + " AND NOT " + ans + " AND NOT " + out + " AND NOT " + lost)
	return a, nil
}

// inputs notes that a metric's method lacks what it needs.
func (c *counter) inputs(m *Metric, text string) {
	method := ""
	if m.Variant != "" {
		method = fmt.Sprintf("variant %q ", m.Variant)
	}
	c.wrong(m, "variant", "", "%s%s", method, text)
}

// wait counts the average speed of answer, or every wait.
func (c *counter) wait(s *Source, a *aggregate, known string) (*aggregate, error) {
	ans, w, method := s.answered(), s.wait(), a.set.Metric.method()
	waited := known + " AND " + ans + " AND " + w + " IS NOT NULL"
	a.missing = counted(known + " AND " + ans + " AND " + w + " IS NULL AND NOT " + s.bad("wait_seconds", "answered_at"))
	a.counts[N] = counted(waited)
	of, time := waited, ceiling(w)
	if method.Leavers {
		of, time = known+" AND "+w+" IS NOT NULL", w
	} else {
		a.counts[X] = "sum(" + w + ") FILTER (WHERE " + waited + ")"
	}
	if method.Form == metric.Mean {
		return a, nil
	}
	key := s.segment()
	err := c.sum(s, Asked{Keys: fmt.Sprintf("%s, day, CAST(%s AS BIGINT)", key, time), Width: 4, Sums: []string{counted(ans), counted("NOT " + ans)}, Where: of}, func(v []any, n []int64) {
		a.set.Waits = append(a.set.Waits, Wait{Segment: Segment{name(v[0]), name(v[1])}, Day: Day(whole(v[2])), Micros: whole(v[3]), Answered: n[0], Abandoned: n[1]})
	})
	return a, err
}

func (c *counter) one(query string) (int64, error) {
	var n int64
	err := c.each(query, 1, func(v []any) { n = whole(v[0]) })
	return n, err
}

// shareChannel tells whether two sources of a set count contacts of one channel.
func shareChannel(set *Set, a, b *Source) bool {
	if !a.Has["channel"] || !b.Has["channel"] {
		return true
	}
	return a.Channels == nil || b.Channels == nil || slices.ContainsFunc(a.Channels, func(ch string) bool { return slices.Contains(b.Channels, ch) })
}
