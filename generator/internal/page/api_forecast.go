package page

import (
	"strconv"

	"shingle/generator/internal/fact"
)

var forecastColumns = []field{
	{"channel", "string", "empty means all", false, nil},
	{"time_zone", "string", "the zone of the service desk", true, nil},
	{"date", "string", "the day", true, nil},
	{"start", "string", "HH:MM", true, nil},
	{"minutes", "integer", "how long the slot is", true, nil},
	{"expected", "number", "contacts expected", true, nil},
	{"low", "number", "8 of 10 times at least", false, nil},
	{"high", "number", "8 of 10 times at most", false, nil},
}

// forecasts is how many are expected in the coming week, where such forecasts
// were better than "as last week".
func forecasts(in *Input) *table {
	t := newTable(in, "forecast", "The coming week: how many are expected", forecastColumns, false)
	for _, c := range in.told() {
		if c.Forecast == nil {
			continue
		}
		for _, e := range c.Forecast.Slots {
			low, high := "", ""
			if e.HasBand {
				low, high = float(e.Band.Low), float(e.Band.High)
			}
			day := c.Forecast.Monday + fact.Day(e.Weekday-1)
			t.add(c.Channel, in.Zone.String(), day.String(), clock(e.Slot), strconv.Itoa(in.Week.Minutes), float(e.Load), low, high)
		}
	}
	return t
}
