package besttime

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/golden"
	"shingle/generator/internal/hours"
)

// A desk that is open day and night, with its rush at night on Mondays and little on Thursdays, grows over its
// weeks; before noon of Tuesdays people wait long.
func aDesk(seed uint64, weeks, minutes int, threshold float64, closed ...fact.Day) *fact.Profile {
	r := rand.New(rand.NewPCG(seed, 5))
	from := mondayOf(20665) - fact.Day(7*(weeks-13))
	p := profileOfCalls(from, from+fact.Day(7*weeks)-1, minutes, closed, func(day fact.Day, minute int) (c calls) {
		mean, wait := 4+float64(day-from)/60, 10.
		switch weekday := hours.Weekday(day); {
		case weekday == 1 && minute < 60:
			mean = 14
		case weekday == 4:
			mean = 2
		case weekday == 2 && minute >= 600 && minute < 720:
			wait = 45
		case weekday == 7 && minute > 900:
			return c
		}
		for range poisson(r, mean*float64(minutes)/60) {
			c.offered++
			w := int64(math.Ceil(wait * r.ExpFloat64()))
			if r.Float64() < .1 {
				c.left = append(c.left, w)
				continue
			}
			c.answered = append(c.answered, w)
			if w <= 20 {
				c.inTime++
			}
		}
		return c
	})
	p.Desks[0].Threshold = threshold
	return p
}

// What is made of two desks is as it was when it was read: each change of a number shows. What single
// numbers should be, other tests work out.
func TestWeeksOfEverythingAreAsTheyWere(t *testing.T) {
	var b bytes.Buffer
	to := mondayOf(20665) + 13*7 - 1
	for _, d := range []struct {
		what string
		p    *fact.Profile
		asOf fact.Day
	}{
		{"by the time until an answer", aDesk(1, 13, 60, 20, to-10), to + 1},
		{"by load", aDesk(2, 30, 60, 0), to + 2},
		{"of old data", aDesk(3, 13, 30, 20), to + 60},
	} {
		w := NewWeek(d.p, reading(d.asOf))
		fmt.Fprintf(&b, "%s: %s to %s, by %d, inferred %v, waits %v, until %s, old %v, only %q\n", d.what, w.From, w.To, w.Minutes, w.Inferred, w.Waits, w.Until, w.Old, w.Only)
		for _, c := range w.Channels {
			forecast := c.Forecast
			if c.Forecast = nil; c.Channel == "" {
				continue // the same
			}
			fmt.Fprintf(&b, "%+v\n", c)
			if forecast != nil {
				forecast.Slots = slices.DeleteFunc(forecast.Slots, func(s Expected) bool { return s.Slot%180 > 0 })
				fmt.Fprintf(&b, "%+v\n", *forecast)
			}
		}
		for _, s := range w.Slots {
			if s.Channel != "" && s.Slot%180 == 0 {
				fmt.Fprintf(&b, "%+v per day %.4f\n", s, s.PerDay())
			}
		}
	}
	golden.Check(t, "testdata/everything.txt", b.Bytes())
}

// aFew is a desk that is open for one hour on Mondays, to which so many come, all of them answered at once but
// some after a minute.
func aFew(weeks int, offered, late int64, threshold float64) *ChannelWeek {
	from := mondayOf(20665)
	p := profileOfCalls(from, from+fact.Day(7*weeks)-1, 60, nil, func(day fact.Day, minute int) (c calls) {
		if hours.Weekday(day) == 1 && minute == 600 {
			c.offered, c.inTime = offered, offered-late
		}
		return c
	})
	p.Desks[0].Threshold = threshold
	w := NewWeek(p, reading(from+fact.Day(7*weeks)))
	for i := range w.Channels {
		if w.Channels[i].Channel == "phone" {
			return &w.Channels[i]
		}
	}
	return nil
}

// 13 weeks of three calls are 39, too few to tell how many of all are answered in time, and enough to tell how many come.
func TestHowManyComeIsKnownOfFew(t *testing.T) {
	if c := aFew(13, 3, 1, 20); c.Known || math.Abs(c.Whole-200./3) > 1e-9 {
		t.Errorf("in time: got %v, known %v, want 66.7 of too few", c.Whole, c.Known)
	}
	if c := aFew(13, 3, 1, 0); !c.Known || c.Whole != 3 {
		t.Errorf("by load: got %v, known %v, want 3", c.Whole, c.Known)
	}
	if c := aFew(13, 4, 1, 1); !c.Known || c.Whole != 75 {
		t.Errorf("within a second: got %v, known %v, want 75 %%", c.Whole, c.Known)
	}
}
