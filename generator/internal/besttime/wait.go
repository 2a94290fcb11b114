package besttime

import (
	"maps"
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

// waits are the single waits of a channel's slots.
type waits map[place][]fact.Waited

type place struct {
	channel       string
	weekday, slot int
}

func newWaits(p *fact.Profile) waits {
	w := waits{}
	for _, one := range p.Waited {
		at := place{one.Channel, one.Weekday, one.Slot}
		w[at] = append(w[at], one)
	}
	return w
}

// of pools the waits of slots of one channel.
func (w waits) of(channel string, slots []*Slot) histogram {
	h := histogram{}
	for _, s := range slots {
		for _, one := range w[place{channel, s.Weekday, s.Load.Slot}] {
			n := h[one.Seconds]
			h[one.Seconds] = [2]int64{n[0] + one.Answered, n[1] + one.Left}
		}
	}
	return h
}

// A histogram is how many were answered after so many seconds, and how many left.
type histogram map[int64][2]int64

func (h histogram) answered() (n int64) {
	for _, one := range h {
		n += one[0]
	}
	return n
}

// rank is the wait within which so many were answered; -1 if fewer were.
func (h histogram) rank(n int64) int64 {
	for _, seconds := range slices.Sorted(maps.Keys(h)) {
		if n -= h[seconds][0]; n <= 0 {
			return seconds
		}
	}
	return -1
}

// percentile is a nearest rank of those who were answered; -1 for fewer than least.
func (h histogram) percentile(q Quantile, least int64) int64 {
	n := h.answered()
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
