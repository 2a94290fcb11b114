package besttime

import (
	"slices"

	"shingle/generator/internal/fact"
)

// How many answered contacts it takes to tell a percentile.
const (
	leastForP50 = 10
	leastForP90 = 30
)

// Typical is the wait that half of those who got through stayed within; false for too few.
func (s *Slot) Typical() (seconds int64, ok bool) {
	return s.P50, s.Basis.Waits && s.Answered >= leastForP50
}

// Bad is the wait that 9 of 10 of those who got through stayed within; false for too few.
func (s *Slot) Bad() (seconds int64, ok bool) {
	return s.P90, s.Basis.Waits && s.Answered >= leastForP90
}

// waits are the single waits of each channel.
type waits map[string]*channelWaits

// channelWaits are the waits of a channel's slots, by how many there are of each that occurs.
type channelWaits struct {
	seconds []int64 // those that occur, in order
	slots   map[[2]int][]waited
}

type waited struct {
	at       int // of the seconds
	answered int64
}

func newWaits(p *fact.Profile) waits {
	w := waits{}
	for _, one := range p.Waited {
		c := w[one.Channel]
		if c == nil {
			c = &channelWaits{slots: map[[2]int][]waited{}}
			w[one.Channel] = c
		}
		c.seconds = append(c.seconds, one.Seconds)
	}
	for _, c := range w {
		slices.Sort(c.seconds)
		c.seconds = slices.Compact(c.seconds)
	}
	for _, one := range p.Waited {
		c, slot := w[one.Channel], [2]int{one.Weekday, one.Slot}
		at, _ := slices.BinarySearch(c.seconds, one.Seconds)
		c.slots[slot] = append(c.slots[slot], waited{at, one.Answered})
	}
	return w
}

// of pools the waits of slots of one channel.
func (w waits) of(channel string, slots []*Slot) (h histogram) {
	c := w[channel]
	if c == nil {
		return h
	}
	h = histogram{c.seconds, make([]int64, len(c.seconds))}
	for _, s := range slots {
		for _, one := range c.slots[[2]int{s.Weekday, s.Load.Slot}] {
			h.answered[one.at] += one.answered
		}
	}
	return h
}

// A histogram is how many were answered after so many seconds, which rise.
type histogram struct{ seconds, answered []int64 }

func (h histogram) all() (n int64) {
	for _, answered := range h.answered {
		n += answered
	}
	return n
}

// rank is the wait within which so many were answered; -1 if fewer were.
func (h histogram) rank(n int64) int64 {
	for i, answered := range h.answered {
		if n -= answered; n <= 0 {
			return h.seconds[i]
		}
	}
	return -1
}

// percentile is a nearest rank of those who were answered; -1 for fewer than least.
func (h histogram) percentile(q Quantile, least int64) int64 {
	n := h.all()
	if n < least {
		return -1
	}
	return h.rank((n*q.Num + q.Den - 1) / q.Den)
}

// ofAll is the wait within which 9 of 10 of all who called were answered, those who hung
// up counted among the ten; -1 if fewer were answered ever, or too few called to tell.
func (h histogram) ofAll(offered int64) int64 {
	if offered < leastForP90 {
		return -1
	}
	return h.rank((offered*9 + 9) / 10)
}
