package page

import (
	"strconv"

	"shingle/generator/internal/besttime"
)

var (
	windowColumns = []field{
		{"channel", "string", "empty means all", false, nil},
		{"time_zone", "string", "the zone of the service desk, whose clock this is", true, nil},
		{"kind", "string", "a time to call, one to avoid, the hour to which most come, or the whole week", true, []string{"quiet", "busy", "busiest_hour", "week"}},
		{"weekday", "integer", "1 is Monday, 7 is Sunday; empty: any", false, nil},
		{"start", "string", "HH:MM; empty: the whole week, or a busiest hour that is another one each day", false, nil},
		{"end", "string", "HH:MM", false, nil},
		{"offered", "integer", "contacts that came", false, nil},
		{"dates", "integer", "dates on which somebody came", false, nil},
		{"answered_in_time", "number", "percent of those offered", false, nil},
		{"wait_p50", "integer", "seconds that half of the answered waited at most", false, nil},
		{"wait_p90", "integer", "seconds that 9 of 10 of the answered waited at most", false, nil},
		{"wait_p90_of_all", "integer", "seconds within which 9 of 10 of all who called were answered; empty: fewer were", false, nil},
		{"contacts", "number", "contacts each time: in a slot, or in the busiest hour", false, nil},
	}

	accuracyColumns = []field{
		{"channel", "string", "empty means all", false, nil},
		{"week_from", "string", "the Monday of the week that forecast.csv is of", true, nil},
		{"weeks_ahead", "integer", "from the last week with data; the past was forecast so far ahead, too", true, nil},
		{"tried", "integer", "slots of the past that were forecast from what was known before", true, nil},
		{"wape", "number", "percent: all that was forecast in the wrong place, of all that came", true, nil},
		{"mase", "number", "the error over that of taking the last week known; below 1, or there is no forecast", true, nil},
		{"bands", "integer", "of these with a range", true, nil},
		{"held", "integer", "ranges that held what came", true, nil},
		{"meant", "number", "percent of ranges that were meant to", true, nil},
	}
)

// told are the channels of the week that have lines of their own.
func (in *Input) told() []*besttime.ChannelWeek {
	var all []*besttime.ChannelWeek
	for i := 0; in.Week != nil && i < len(in.Week.Channels); i++ {
		if c := &in.Week.Channels[i]; c.Channel == "" || c.Channel != in.Week.Only {
			all = append(all, c)
		}
	}
	return all
}

// windows is what best times say of a channel: when to call and when not, and the busiest hour.
func windows(in *Input) *table {
	t := newTable(in, "windows", "When to call and when not, and the busiest hour", windowColumns, false)
	share := func(percent float64, known bool) string {
		if !known {
			return ""
		}
		return float(percent)
	}
	for _, c := range in.told() {
		zone, byTime := in.Zone.String(), c.Basis.Threshold > 0
		for _, kind := range []string{besttime.Quiet, besttime.Busy} {
			for _, w := range map[string][]besttime.Window{besttime.Quiet: c.Quiet, besttime.Busy: c.Avoid}[kind] {
				t.add(c.Channel, zone, kind, strconv.Itoa(w.Weekday), clock(w.From), clock(w.To), figure(w.Offered), strconv.Itoa(w.Weeks),
					share(w.Share, w.Share >= 0), atLeast(w.P50), atLeast(w.P90), atLeast(w.OfAll), float(w.PerDay))
			}
		}
		for day, h := range c.ByDay {
			weekday := ""
			if day > 0 {
				weekday = strconv.Itoa(day)
			} else if h = c.Busy; !c.HasBusy {
				continue
			}
			start, end := "", ""
			if h.Start >= 0 {
				start, end = clock(h.Start), clock(h.Start+60)
			}
			if h.Load > 0 {
				t.add(c.Channel, zone, "busiest_hour", weekday, start, end, "", "", "", "", "", "", float(h.Load))
			}
		}
		contacts := ""
		if c.Basis.Load && c.Known {
			contacts = float(c.Whole)
		}
		t.add(c.Channel, zone, "week", "", "", "", figure(c.Offered), "", share(c.Whole, byTime && c.Known), atLeast(c.P50), atLeast(c.P90), "", contacts)
	}
	return t
}

// accuracy is how well forecasts like those of the coming week did in the past.
func accuracy(in *Input) *table {
	t := newTable(in, "forecast-accuracy", "How well such forecasts did in the past", accuracyColumns, false)
	for _, c := range in.told() {
		if f := c.Forecast; f != nil {
			t.add(c.Channel, f.Monday.String(), strconv.Itoa(f.Ahead), figure(f.Trial.N), float(f.Trial.WAPE), float(f.Trial.MASE), figure(f.Trial.Of), figure(f.Trial.Hits), "80")
		}
	}
	return t
}
