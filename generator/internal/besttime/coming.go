package besttime

import (
	"math"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

// Coming is what is expected of the next week that begins on the day of the build or
// after it, and how far forecasts so many weeks ahead could be trusted in the past.
type Coming struct {
	Monday fact.Day // of the coming week
	Ahead  int      // weeks from the last one with data
	Slots  []Expected
	Trial  Trial
}

// Expected is how many are expected in a slot.
type Expected struct {
	Weekday, Slot int
	Load          float64
	Band          Band
	HasBand       bool
}

// trial is how the past is forecast; how far ahead follows from the last data.
func trial(ahead int) BacktestOptions {
	return BacktestOptions{Lambda: 0.85, History: 13, Least: 8, Horizon: ahead}
}

// leastTrial is how many weeks it takes before a forecast is tried at all.
const leastTrial = 10

// oldestForecast is how many days old the last data may be.
const oldestForecast = 8

// forecastOf forecasts a channel's coming week: the slots that are open then, which on a
// holiday are none. It gives nil if that would not have been better than "as last week",
// and where the data are too old or too few.
func forecastOf(channel string, p *fact.Profile, op *openings, o WeekOptions) *Coming {
	days := op.days[channel]
	if len(days) == 0 || o.AsOf-p.Last > oldestForecast {
		return nil
	}
	first, after := mondayOf(days[0]), mondayOf(days[len(days)-1])+7
	coming := mondayOf(o.AsOf)
	if coming < o.AsOf { // its week has begun: the one after it is to come
		coming += 7
	}
	weeks, ahead := int(after-first)/7, int(coming-after)/7+1
	if weeks < leastTrial || weeks > 520 {
		return nil
	}
	type slot struct{ weekday, start int }
	var slots []slot
	for weekday := 1; weekday <= 7; weekday++ {
		for start := 0; start < 1440; start += p.Minutes {
			if op.of(channel, weekday, start).open {
				slots = append(slots, slot{weekday, start})
			}
		}
	}
	index := map[slot]int{}
	for i, s := range slots {
		index[s] = i
	}
	load := make([][]float64, weeks)
	for i := range load {
		load[i] = make([]float64, len(slots))
		for j, s := range slots {
			load[i][j] = math.NaN()
			if _, open := slices.BinarySearch(days, first+fact.Day(7*i+s.weekday-1)); open {
				load[i][j] = 0
			}
		}
	}
	for _, a := range p.Arrivals {
		week := int(a.Day-first) / 7
		if a.Channel != channel || a.Day < first || week >= weeks {
			continue
		}
		if j, ok := index[slot{hours.Weekday(a.Day), a.Minute / p.Minutes * p.Minutes}]; ok && !math.IsNaN(load[week][j]) {
			load[week][j] += float64(a.Offered)
		}
	}
	t := Backtest(load, trial(ahead))
	if !t.Publish {
		return nil
	}
	c := &Coming{Monday: coming, Ahead: ahead, Trial: t}
	for j, n := range t.Next {
		if n.OK && !slices.Contains(o.Hours.Closed(), coming+fact.Day(slots[j].weekday-1)) {
			c.Slots = append(c.Slots, Expected{Weekday: slots[j].weekday, Slot: slots[j].start, Load: n.Load, Band: n.Band, HasBand: n.HasBand})
		}
	}
	if len(c.Slots) == 0 {
		return nil
	}
	return c
}

func mondayOf(d fact.Day) fact.Day { return d - fact.Day(hours.Weekday(d)-1) }
