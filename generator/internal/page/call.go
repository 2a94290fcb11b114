package page

import (
	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
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

// callView is the answer to "when do I call?".
type callView struct {
	Channel string       `json:"channel"`
	Unit    string       `json:"unit"` // what times are compared by: wait, share or load
	Quiet   []windowView `json:"quiet"`
	Avoid   []windowView `json:"avoid"`
	Thresh  *value       `json:"threshold,omitempty"`
	Weeks   int          `json:"weeks"`
	Expect  *sentence    `json:"expect,omitempty"` // whenever one calls
	Any     *value       `json:"any,omitempty"`    // the wait at any time, if none differs
	Strip   *stripView   `json:"strip,omitempty"`
	Data    *weekData    `json:"data,omitempty"`
	Old     bool         `json:"old,omitempty"`   // the records are too old to advise
	Entry   string       `json:"entry,omitempty"` // the best time as a calendar entry
}

// callView says when to call by the main channel's week; nil where there is nothing to say,
// or nobody waits.
func (b *book) callView() *callView {
	w := b.week(b.mainChannel())
	if w == nil || w.Basis.Later {
		return nil
	}
	c := &callView{Channel: Mask(w.Channel), Unit: unitOf(w), Quiet: b.windowViews(w.Quiet), Avoid: b.windowViews(w.Avoid), Weeks: b.weeks(), Expect: expect(w), Any: whenever(w), Thresh: thresholdOf(w)}
	if c.Old = b.in.Week.Old; !c.Old {
		c.Data = b.weekData(w)
	}
	if len(w.Quiet) > 0 {
		c.Entry = calendarFile
	}
	day := isoWeekday(b.in.AsOf)
	for range 7 { // the next day on which somebody is there
		if c.Strip = b.strip(w, day); c.Strip != nil {
			break
		}
		day = day%7 + 1
	}
	return c
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
	waits, a := c.Basis.Waits && c.P90 >= 0, args{}
	if waits {
		a["half"], a["long"] = seconds(c.P50), seconds(c.P90)
	}
	if c.Basis.Threshold == 0 {
		if waits {
			return say("expect_wait", a)
		}
		return nil
	}
	a["share"], a["threshold"] = value{T: "number", V: roundedFloat(c.Whole, 0)}, *thresholdOf(c)
	if waits {
		return say("expect_both", a)
	}
	return say("expect_share", a)
}

// weekData is what the browser needs to say whether now is a good time.
type weekData struct {
	Zone    string   `json:"zone"`
	Minutes int      `json:"minutes"`
	By      string   `json:"by"` // what times are compared by: wait, share or load
	Promise *float64 `json:"promise,omitempty"`
	Slots   [][]any  `json:"slots"`            // weekday, start, what the strip shows or null, label, what is compared or null, percent in time or null
	Quiet   [][]any  `json:"quiet"`            // weekday, from, to, what is compared
	Avoid   [][]any  `json:"avoid"`            // likewise
	Closed  []string `json:"closed,omitempty"` // holidays to come
	Until   string   `json:"until"`            // after it the records are too old to advise
}

func (b *book) weekData(c *besttime.ChannelWeek) *weekData {
	unit := unitOf(c)
	d := &weekData{Zone: b.in.Zone.String(), Minutes: b.in.Week.Minutes, Until: b.in.Week.Until.String(), By: unit, Quiet: [][]any{}, Avoid: [][]any{}}
	if unit == "load" && c.Basis.Threshold > 0 {
		d.By = "share"
	}
	known := false
	for _, s := range b.slots[fact.Segment{Channel: c.Channel}] {
		if s.Label == besttime.Closed {
			continue
		}
		var shown, compared, share any
		if v, ok := cellValue(s, unit); ok {
			shown, known = roundedFloat(v, 0), true
			compared = shown
		}
		if s.Known {
			share = roundedFloat(s.InPercent, 1)
		}
		if d.By == "share" {
			compared = share
		}
		d.Slots = append(d.Slots, []any{s.Weekday, s.Load.Slot, shown, s.Label, compared, share})
	}
	if !known {
		return nil
	}
	for into, windows := range map[*[][]any][]besttime.Window{&d.Quiet: c.Quiet, &d.Avoid: c.Avoid} {
		for _, w := range windows {
			compared := map[string]float64{"wait": float64(w.P90), "share": w.Share, "load": w.PerDay}[d.By]
			*into = append(*into, []any{w.Weekday, w.From, w.To, roundedFloat(compared, 1)})
		}
	}
	d.Promise = b.promised(c)
	if h := b.in.Hours; h != nil {
		for _, day := range h.Holidays {
			if day >= b.in.AsOf {
				d.Closed = append(d.Closed, day.String())
			}
		}
	}
	return d
}

// promised is the share in time that is promised of a channel's contacts, in percent: by
// the first service level with its threshold that promises one.
func (b *book) promised(c *besttime.ChannelWeek) *float64 {
	for i := range b.in.Metrics {
		if m := &b.in.Metrics[i]; m.Kind == "service_level" && m.Promise != nil && m.Threshold == c.Basis.Threshold && c.Basis.Threshold > 0 {
			v, _ := m.Promise.Float64()
			return &v
		}
	}
	return nil
}

// laterSentence is what there is to say of a channel that nobody waits in: how many are
// answered in time, if some metric tells it of that channel.
func (b *book) laterSentence(channel string) *sentence {
	seg := fact.Segment{Channel: channel}
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		if m.Kind != "first_response" || m.Threshold == 0 {
			continue
		}
		l := b.latest(m, seg)
		if m.Channel == channel || l == nil && len(b.channels(m)) == 0 && b.laterChannels() == 1 { // it counts one channel: this one
			l = b.latest(m, fact.Segment{})
		}
		if l != nil && l.Value != nil && l.State != score.Suppressed {
			v, _ := l.Value.Float64()
			return say("later_reply", args{"share": value{T: "number", V: roundedFloat(v, 0)}, "threshold": seconds(int64(m.Threshold)), "period": inPeriod(l.Period)})
		}
	}
	return say("later_plain")
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
