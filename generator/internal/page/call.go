package page

import (
	"slices"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/claim"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// A place is a stretch of a weekday by the desk's clock (weekday 0: of any day); what a
// page shows of it, the reader's browser tells by the reader's own clock.
type place struct {
	Weekday int   `json:"weekday"`
	From    int   `json:"from"` // minutes after midnight
	To      int   `json:"to"`
	Day     value `json:"day,omitzero"`
	Start   value `json:"start"`
	End     value `json:"end"`
}

func placeOf(day, from, to int) *place {
	p := &place{Weekday: day, From: from, To: to, Start: atClock(from), End: atClock(to)}
	if day > 0 {
		p.Day = weekday(day)
	}
	return p
}

// slotPart is a part of a place, day, from or to, in a sentence.
func slotPart(p *place, part string) value { return value{T: "slot", V: p, G: part} }

func (p *place) parts() args {
	return args{"day": slotPart(p, "day"), "from": slotPart(p, "from"), "to": slotPart(p, "to")}
}

// callView is the answer to "when do I call?".
type callView struct {
	Channel string               `json:"channel"`
	Others  bool                 `json:"others,omitempty"` // more channels have a week
	Title   *sentence            `json:"title"`
	Lede    *sentence            `json:"lede,omitempty"`  // what to expect then, or whenever one calls
	Worst   *sentence            `json:"worst,omitempty"` // when it takes longer
	Unit    string               `json:"unit"`            // what times are compared by: wait, share or load
	Quiet   []windowView         `json:"quiet"`
	Thresh  *value               `json:"threshold,omitempty"`
	Weeks   int                  `json:"weeks"`
	To      value                `json:"to"` // the last day of these weeks
	Strip   *stripView           `json:"strip,omitempty"`
	Says    map[string]*sentence `json:"says,omitempty"` // what the browser may say instead, by the reader's clock
	Data    *claim.Moments       `json:"data,omitempty"`
	Old     bool                 `json:"old,omitempty"`   // the records are too old to advise
	Entry   string               `json:"entry,omitempty"` // the best time as a calendar entry
}

// callView says when to call by the main channel's week; nil where there is nothing to say,
// or nobody waits.
func (b *book) callView() *callView {
	w := b.week(b.mainChannel())
	if w == nil || w.Basis.Later {
		return nil
	}
	c := &callView{Channel: Mask(w.Channel), Unit: unitOf(w), Quiet: b.windowViews(w, w.Quiet), Weeks: b.weeks(), To: onDay(b.in.Week.To), Thresh: thresholdOf(w)}
	c.Others = len(b.in.Week.Channels) > 2 // the first is all of them together
	c.Title, c.Lede = b.callTitle(w), expect(w)
	if c.Old = b.in.Week.Old; !c.Old {
		c.Says, c.Data = b.nowSays(w)
	}
	if len(w.Quiet) > 0 {
		c.Entry = calendarFile
		if best := b.windowSays("call_lede_", w, &w.Quiet[0], nil); best != nil {
			c.Lede = best
		}
	}
	if len(w.Avoid) > 0 {
		var beside *besttime.Window
		if len(w.Quiet) > 0 {
			beside = &w.Quiet[0]
		}
		c.Worst = b.windowSays("call_avoid_", w, &w.Avoid[0], beside)
	}
	if c.Lede == nil && c.Title.K == "call_none" {
		c.Lede = say("call_none_lede").Rests(evidence{Week: w})
	}
	day := hours.Weekday(b.in.AsOf)
	for range 7 { // the next day on which somebody is there
		if c.Strip = b.strip(w, day); c.Strip != nil {
			break
		}
		day = day%7 + 1
	}
	return c
}

// callTitle is the answer in one sentence: when, when not, that it is the same whenever, or
// why nobody can say.
func (b *book) callTitle(w *besttime.ChannelWeek) *sentence {
	rests := evidence{Week: w}
	first := func(key string, all []besttime.Window) *sentence {
		rests.Window = &all[0]
		return say(key, placeOf(all[0].Weekday, all[0].From, all[0].To).parts()).Rests(rests)
	}
	switch any := whenever(w); {
	case len(w.Quiet) > 0:
		return first("call_best", w.Quiet)
	case len(w.Avoid) > 0:
		return first("call_not", w.Avoid)
	case b.in.Week.Old:
		return say("call_old").Rests(rests)
	case any != nil:
		return say("call_any", args{"wait": *any}).Rests(rests)
	}
	return b.nothingTold(w)
}

// nothingTold says why no time is told: it was looked at and none differs, or too few came to
// look, or the channel's contacts cannot be judged together.
func (b *book) nothingTold(w *besttime.ChannelWeek) *sentence {
	rests := evidence{Week: w}
	switch {
	case b.in.Week.Old:
		return say("call_old").Rests(rests)
	case len(w.Avoid) > 0:
		return say("call_busy").Rests(rests)
	case !w.Basis.Judged():
		return say("call_unjudged").Rests(rests)
	case !slices.ContainsFunc(b.slots[fact.Segment{Channel: w.Channel}], func(s *besttime.Slot) bool {
		return s.Label == besttime.Quiet || s.Label == besttime.Normal || s.Label == besttime.Busy
	}):
		return say("call_few").Rests(rests)
	}
	return say("call_none").Rests(rests)
}

// measures are what a stretch can be told by, the most telling first: the wait of 9 of 10 of
// all who call, that of 9 of 10 of those answered, how many are answered in time, how many come.
var measures = []string{"all", "p90", "share", "load"}

// measured is one of them of a stretch, and how it is put into a sentence: of loads, how many come in an hour.
func measured(w *besttime.Window, by string, minutes int) (v float64, a args) {
	switch by {
	case "all":
		return float64(w.OfAll), args{"wait": seconds(w.OfAll)}
	case "p90":
		return float64(w.P90), args{"wait": seconds(w.P90)}
	case "share":
		return w.Share, args{"share": {T: "number", V: roundedFloat(w.Share, 0)}}
	}
	return w.PerDay, args{"perhour": {T: "number", V: roundedFloat(w.PerDay*60/float64(minutes), 0)}}
}

// windowSays says what to expect in a stretch of the week, by the first measure that is known
// of it. That it takes longer there, or that fewer are answered in time, is only said by a
// measure in which it does: than in the stretch told beside it, or else in the whole week.
func (b *book) windowSays(key string, c *besttime.ChannelWeek, w, beside *besttime.Window) *sentence {
	minutes := b.in.Week.Minutes
	for _, by := range measures {
		v, a := measured(w, by, minutes)
		if v < 0 || by == "share" && c.Basis.Threshold == 0 {
			continue
		}
		than := map[string]float64{"all": float64(c.P90), "p90": float64(c.P90), "share": c.Whole, "load": c.Whole}[by]
		if beside != nil {
			if known, _ := measured(beside, by, minutes); known >= 0 {
				than = known
			}
			if best, _ := measured(beside, "all", minutes); by == "p90" && best >= v { // a page would read as if it were shorter
				continue
			}
		}
		compares := key == "call_avoid_" || key == "call_lede_" && by == "load"
		less := key == "call_lede_" || by == "share"
		if by == "load" && compares && !c.Basis.Load || compares && (less && v >= than || !less && v <= than) {
			continue
		}
		if c.Basis.Threshold > 0 {
			a["threshold"] = *thresholdOf(c)
		}
		return say(key+by, a, placeOf(w.Weekday, w.From, w.To).parts()).Rests(evidence{Week: c, Window: w, Beside: beside, Minutes: minutes})
	}
	return nil
}

// unitOf is what times of a channel's week are shown and compared by: the wait that 9 of
// 10 of those answered stayed within, or else how many come.
func unitOf(c *besttime.ChannelWeek) string {
	if c.Basis.Waits && c.P90 >= 0 {
		return "wait"
	}
	return "load"
}

func thresholdOf(c *besttime.ChannelWeek) *value {
	if c.Basis.Threshold == 0 {
		return nil
	}
	v := seconds(int64(c.Basis.Threshold))
	return &v
}

// whenever is how long a call takes to be answered at any time, rounded up to what a person
// would say; nil unless no time is better or worse than the rest.
func whenever(c *besttime.ChannelWeek) *value {
	if !c.Basis.Waits || c.P90 < 0 || len(c.Quiet)+len(c.Avoid) > 0 {
		return nil
	}
	step := int64(10)
	if c.P90 > 120 {
		step = 60
	}
	v := seconds((c.P90 + step - 1) / step * step)
	return &v
}

// expect is what the whole week is like; nil where only loads are known.
func expect(c *besttime.ChannelWeek) *sentence {
	waits, a, key := c.Basis.Waits && c.P90 >= 0, args{}, ""
	if waits {
		a["half"], a["long"], key = seconds(c.P50), seconds(c.P90), "expect_wait"
	}
	if c.Basis.Threshold > 0 && c.Known {
		a["share"], a["threshold"], key = value{T: "number", V: roundedFloat(c.Whole, 0)}, *thresholdOf(c), "expect_share"
		if waits {
			key = "expect_both"
		}
	}
	if key == "" {
		return nil
	}
	return say(key, a).Rests(evidence{Week: c})
}

// promised is the metric whose promise a channel's week is held to: the first service level
// that counts its contacts, within as many seconds as the week does; nil if there is none.
func (b *book) promised(c *besttime.ChannelWeek) *score.Metric {
	counts := func(m *score.Metric) bool {
		channels := b.channels(m)
		return m.Channel == c.Channel || m.Channel == "" && (len(channels) == 0 || slices.Contains(channels, c.Channel))
	}
	for i := range b.in.Metrics {
		if m := &b.in.Metrics[i]; until(m) == metric.Answer && m.Promise != nil && m.Threshold == c.Basis.Threshold && c.Basis.Threshold > 0 && counts(m) {
			return m
		}
	}
	return nil
}

// until is what people wait for whom a metric's threshold is about.
func until(m *score.Metric) metric.Until {
	if t := m.Defined().Threshold; t != nil {
		return t.Until
	}
	return metric.Something
}

// laterSentence is what there is to say of a channel that nobody waits in: how many are
// answered in time, if some metric tells it of that channel.
func (b *book) laterSentence(channel string) *sentence {
	seg := fact.Segment{Channel: channel}
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		if until(m) != metric.Reply || m.Threshold == 0 {
			continue
		}
		l := b.latest(m, seg)
		if m.Channel == channel || l == nil && len(b.channels(m)) == 0 && b.laterChannels() == 1 { // it counts one channel: this one
			l = b.latest(m, fact.Segment{})
		}
		if l != nil && l.Value != nil && l.State != score.Suppressed {
			v, _ := l.Value.Float64()
			return say("later_reply", args{"share": value{T: "number", V: roundedFloat(v, 0)}, "threshold": seconds(int64(m.Threshold)), "period": inPeriod(l.Period)}).Rests(evidence{Line: l})
		}
	}
	return say("later_plain").Rests(evidence{})
}

// laterChannels is how many channels there are that nobody waits in.
func (b *book) laterChannels() (n int) {
	for i := range b.in.Week.Channels {
		if c := &b.in.Week.Channels[i]; c.Channel != "" && c.Basis.Later {
			n++
		}
	}
	return n
}
