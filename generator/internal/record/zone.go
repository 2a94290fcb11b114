package record

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// A shift is when a zone's clocks change: the instant, and how many seconds they
// were and are ahead of UTC.
type shift struct{ at, before, after int64 }

const micro = 1_000_000

// An abbreviation is what a zone's clocks are called for while they are so far ahead
// of UTC, in seconds.
type abbreviation struct {
	name   string
	offset int64
}

// abbreviations lists those that a zone had from 1970 to the given year.
func abbreviations(zone *time.Location, year int) []abbreviation {
	var all []abbreviation
	for t := time.Unix(0, 0).In(zone); ; {
		name, offset := t.Zone()
		if a := (abbreviation{strings.ToUpper(name), int64(offset)}); !slices.Contains(all, a) {
			all = append(all, a)
		}
		_, next := t.ZoneBounds()
		if next.IsZero() || next.Year() > year {
			return all
		}
		t = next
	}
}

// shifts lists a zone's changes from 1970 to the given year.
func shifts(zone *time.Location, year int) (first int64, all []shift) {
	t := time.Unix(0, 0).In(zone)
	_, offset := t.Zone()
	first = int64(offset)
	before := first
	end := time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC)
	for {
		_, next := t.ZoneBounds()
		if next.IsZero() || next.After(end) {
			return first, all
		}
		_, offset := next.Zone()
		if int64(offset) != before {
			all = append(all, shift{next.Unix(), before, int64(offset)})
		}
		before = int64(offset)
		t = next
	}
}

// between lists how far the clocks of one zone are ahead of another's, in seconds, by the time that
// the other's show, read as offsetAt does: one search tells what two would, one inside the other.
func between(own, other *time.Location, year int) (first int64, all []shift) {
	offset, here := shifts(own, year)
	away, there := shifts(other, year)
	first = away - offset
	ahead := first
	tell := func(at, now int64) {
		if now != ahead {
			all = append(all, shift{at: at, before: ahead, after: now})
			ahead = now
		}
	}
	start := int64(math.MinInt64 / micro)
	for i := 0; ; i++ { // each time for which the own clock stood still
		end := int64(math.MaxInt64 / micro)
		if i < len(here) {
			end = here[i].at + max(here[i].before, here[i].after)
		}
		now := away
		for _, s := range there {
			if s.at+offset <= start {
				now = s.after
			}
		}
		tell(start, now-offset)
		for _, s := range there {
			if at := s.at + offset; start < at && at < end {
				tell(at, s.after-offset)
			}
		}
		if i == len(here) {
			return first, all
		}
		start, offset = end, here[i].after
	}
}

// offsetAt is SQL for a zone's offset in microseconds. Its argument is SQL for
// microseconds since 1970, of UTC, or of the zone's own clock: there a time that
// does not exist counts as before the change (so that it moves forward), and one
// that exists twice as its first.
func (r reader) offsetAt(zone *time.Location, year int, arg string, local bool) string {
	first, all := shifts(zone, year)
	return r.ahead(first, all, arg, local)
}

// ahead is the offset that the last change before a time has left.
func (r reader) ahead(first int64, all []shift, arg string, local bool) string {
	s := steps{first: first * micro}
	for _, c := range all {
		at := c.at
		if local {
			at += max(c.before, c.after)
		}
		s.add(at*micro, c.after*micro)
	}
	return r.at(s, arg)
}

// Marks that the minute of a stamp bears until clocks are mended: it does not exist by
// the clock of its zone, or exists twice.
const (
	skippedMark = 1440
	twiceMark   = 2880
)

// oddAt is SQL for the mark of a time by the zone's own clock, or 0.
func (r reader) oddAt(zone *time.Location, year int, arg string) string {
	_, all := shifts(zone, year)
	var s steps
	for _, c := range all {
		mark := int64(twiceMark)
		if c.after > c.before {
			mark = skippedMark
		}
		s.add((c.at+min(c.before, c.after))*micro, mark)
		s.add((c.at+max(c.before, c.after))*micro, 0)
	}
	return r.at(s, arg)
}

// A span of local time, in microseconds since 1970 by the zone's own clock, that
// exists not at all or twice; and when that is, of UTC, where the first is meant or
// what is skipped moved forward.
type oddHour struct {
	from, to int64
	utc      int64
	gap      bool
}

// oddHours lists the local times that a zone's changes leave out or repeat.
func oddHours(zone *time.Location, from, to int64) []oddHour {
	_, all := shifts(zone, time.UnixMicro(to).Year()+1)
	var odd []oddHour
	for _, s := range all {
		o := oddHour{from: (s.at + min(s.before, s.after)) * micro, to: (s.at + max(s.before, s.after)) * micro, gap: s.after > s.before}
		o.utc = o.from - s.before*micro
		if o.to > from && o.from <= to {
			odd = append(odd, o)
		}
	}
	return odd
}

// dayMicros is a day in microseconds.
const dayMicros = 86400 * micro

// daysOf is the day that local microseconds lie on, as SQL.
func daysOf(local string) string {
	return fmt.Sprintf("CAST((%[1]s - %[1]s %% %[2]d) / %[2]d AS INTEGER)", local, dayMicros)
}

// minutesOf is the minute of the day, as SQL.
func minutesOf(local string) string {
	return fmt.Sprintf("CAST((%[1]s %% %[2]d - %[1]s %% %[3]d) / %[3]d AS SMALLINT)", local, dayMicros, 60*micro)
}
