package page

import (
	"math/big"
	"strconv"

	"shingle/generator/internal/score"
)

var timeColumns = []field{
	{"team", "string", "empty means all", false, nil},
	{"channel", "string", "empty means all", false, nil},
	{"time_zone", "string", "the zone of the service desk, whose clock this is", true, nil},
	{"weekday", "integer", "1 is Monday, 7 is Sunday", true, nil},
	{"start", "string", "HH:MM", true, nil},
	{"minutes", "integer", "how long the slot is", true, nil},
	{"open_days", "integer", "how often it was open in the weeks", true, nil},
	{"offered", "integer", "contacts that came, on holidays too", true, nil},
	{"offered_per_day", "number", "contacts each time it was open", false, nil},
	{"answered_in_time", "number", "percent of those offered; empty where channels of unlike promises are pooled", false, nil},
	{"low", "number", "lower end of its 95 % interval, dates taken as the units", false, nil},
	{"wait_p50", "integer", "seconds that half of the answered waited at most", false, nil},
	{"wait_p90", "integer", "seconds that 9 of 10 of the answered waited at most", false, nil},
	{"abandoned", "integer", "how many hung up", false, nil},
	{"label", "string", "judged against the whole week; empty where nobody waits, or channels of unlike promises are pooled", false, []string{"quiet", "normal", "busy", "unclear", "closed"}},
	{"state", "string", "whether anybody came", true, []string{"published", "no_data"}},
	{"high", "number", "upper end of the interval", false, nil},
	{"judged", "integer", "of how many it is known whether they were answered in time", false, nil},
}

// bestTimes is the week profile; of a large site's teams the slots to which anybody came.
func bestTimes(in *Input) *table {
	w := in.Week
	t := newTable(in, "best-times", "The week by time of day: how many come, how long they wait", timeColumns, true)
	if w == nil {
		return t
	}
	zone := in.Zone.String()
	for i := range w.Slots {
		s := &w.Slots[i]
		if s.Channel != "" && s.Channel == w.Only { // the line without a channel stands for both
			continue
		}
		if s.Team != "" && s.Offered == 0 && in.large() {
			continue
		}
		inTime, low, high, judged, p50, p90, lost := "", "", "", "", "", "", ""
		if s.Known {
			inTime, judged = float(s.InPercent), figure(s.Judged)
		}
		if s.HasRange {
			low, high = float(s.Low), float(s.High)
		}
		if v, ok := s.Typical(); ok {
			p50 = figure(v)
		}
		if v, ok := s.Bad(); ok {
			p90 = figure(v)
		}
		if s.HasLost {
			lost = figure(s.Abandoned)
		}
		perDay, state := "", score.Published
		if s.OpenDays > 0 {
			perDay = rat(big.NewRat(s.OnOpen, int64(s.OpenDays)))
		}
		if s.Offered == 0 {
			state = score.NoData
		}
		t.add(
			s.Team, s.Channel, zone, strconv.Itoa(s.Weekday), clock(s.Load.Slot), strconv.Itoa(w.Minutes), strconv.Itoa(s.OpenDays),
			figure(s.Offered), perDay, inTime, low, p50, p90, lost, s.Label, state, high, judged,
		)
	}
	return t
}
