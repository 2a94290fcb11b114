package besttime

import (
	"cmp"
	"slices"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

// WeekOptions say how a load profile is read.
type WeekOptions struct {
	Zone   *time.Location
	AsOf   fact.Day
	Hours  *hours.Hours // where they are not known, they are inferred from the contacts
	Method string       // of the busy hour: tcbh or adph

	// What statistics lends: Student's t that leaves 2.5 % above it, the two-sided chance of
	// a t at least so far from 0, and Holm's answer to which of many such chances count.
	T975 func(df float64) float64
	P    func(t, df float64) float64
	Holm func(p []float64, alpha float64) []bool
}

// A Week is when a desk is busy and when it is quiet.
type Week struct {
	From, To fact.Day // what the records span
	Minutes  int      // of a slot
	Inferred bool     // the opening times were inferred
	Waits    bool     // single waits of some channel are told
	Until    fact.Day // after it the records are too old to advise
	Old      bool     // they are, on the day of the build
	Only     string   // the one channel of all contacts: its lines are those of all; "" where there are several, or none
	Sources  []string
	Channels []ChannelWeek // none if no slot was open in these weeks
	Slots    []Slot        // of every segment, by team, channel, weekday and start
}

// ChannelWeek is what can be said of a channel's week ("" is all channels).
type ChannelWeek struct {
	Channel  string
	Basis    Basis
	Offered  int64
	Busy     Hour     // busy hour of all days
	HasBusy  bool     // there are open days
	ByDay    [8]Hour  // busy hour of each weekday; Start is -1 where there is none
	Quiet    []Window // at most three, the quietest first
	Avoid    []Window // at most three, the busiest first
	Whole    float64  // share answered in time over all open slots, percent; or contacts per open slot
	Known    bool     // Whole is known, and of enough contacts to tell
	P50, P90 int64    // waits of who was answered over all open slots; -1: not known, or too few
	Forecast *Coming  // nil: not better than "as last week", too few weeks, or old data
}

// The labels of a slot.
const (
	Quiet   = "quiet"
	Normal  = "normal"
	Busy    = "busy"
	Unclear = "unclear"
	Closed  = "closed"
)

// A Slot is one time of the week in one segment.
type Slot struct {
	fact.Load
	Basis     Basis
	OpenDays  int     // how often the slot was open
	OpenDates int     // on how many dates
	Weeks     int     // in how many weeks contacts came to it, in its channel
	InPercent float64 // answered in time, of those offered of whom it is known
	Low, High float64 // its 95 % interval, dates taken as the units
	Known     bool    // InPercent is known
	HasRange  bool    // so is its interval
	Label     string  // "" where the segment's contacts cannot be judged together
}

// PerDay is how many came each time the slot was open.
func (s *Slot) PerDay() float64 {
	if s.OpenDays == 0 {
		return 0
	}
	return float64(s.OnOpen) / float64(s.OpenDays)
}

// What a slot needs to be judged.
const (
	leastOffered = 50
	leastWeeks   = 4
	oldestData   = 8 * 7 // days
)

// inOrder sorts slots by segment and time, moving each, which is large, once.
func inOrder(slots []Slot) {
	from := make([]int, len(slots))
	for i := range from {
		from[i] = i
	}
	slices.SortStableFunc(from, func(i, j int) int {
		a, b := &slots[i], &slots[j]
		return cmp.Or(cmp.Compare(a.Team, b.Team), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.Load.Slot, b.Load.Slot))
	})
	for first := range slots {
		moved := slots[first]
		for to := first; from[to] != to; {
			next := from[to]
			from[to] = to
			if next == first {
				slots[to] = moved
				break
			}
			slots[to], to = slots[next], next
		}
	}
}

// NewWeek reads a load profile.
func NewWeek(p *fact.Profile, o WeekOptions) *Week {
	w := &Week{From: p.From, To: p.To, Minutes: p.Minutes, Inferred: !o.Hours.Known(), Only: onlyChannel(p), Sources: p.Sources, Until: p.To + oldestData, Old: o.AsOf-p.To > oldestData}
	op, waits := newOpenings(p, o), newWaits(p)
	w.Slots = withEmpty(p, op)
	inOrder(w.Slots)
	for i := 0; i < len(w.Slots); {
		first := i
		for i < len(w.Slots) && w.Slots[i].Segment == w.Slots[first].Segment {
			i++
		}
		j := judge{slots: w.Slots[first:i], basis: basisOf(p, w.Slots[first].Segment), waits: waits, fresh: !w.Old, o: o}
		j.fill(op)
		j.label()
		w.Waits = w.Waits || j.basis.Waits
	}
	for _, channel := range op.channels() {
		w.Channels = append(w.Channels, w.channel(channel, p, op, waits, o))
	}
	return w
}

// withEmpty is the load of all slots, also of those that were open and to which nobody came: a zero
// is something else than nothing known.
func withEmpty(p *fact.Profile, op *openings) []Slot {
	each := (1440 + p.Minutes - 1) / p.Minutes
	there := map[fact.Segment][]bool{} // by slot of the week
	for _, l := range p.Loads {
		if there[l.Segment] == nil {
			there[l.Segment] = make([]bool, 7*each)
		}
		there[l.Segment][(l.Weekday-1)*each+l.Slot/p.Minutes] = true
	}
	empty := func(yield func(fact.Load) bool) {
		for seg, came := range there {
			for i := range came {
				weekday, slot := 1+i/each, i%each*p.Minutes
				if !came[i] && op.of(seg.Channel, weekday, slot).open && !yield(fact.Load{Segment: seg, Weekday: weekday, Slot: slot}) {
					return
				}
			}
		}
	}
	n := len(p.Loads)
	for range empty {
		n++
	}
	slots := make([]Slot, 0, n) // of many teams this is much
	for _, l := range p.Loads {
		slots = append(slots, Slot{Load: l})
	}
	for l := range empty {
		slots = append(slots, Slot{Load: l})
	}
	return slots
}
