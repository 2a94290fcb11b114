package besttime

import (
	"math"
	"slices"

	"shingle/generator/internal/fact"
)

// Coming is what is expected of the next week that begins on the day of the build or
// after it, and how far such forecasts could be trusted in the past.
type Coming struct {
	Monday fact.Day // of the coming week
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

// How the past is forecast (metrics.md 7.7).
var trial = BacktestOptions{Lambda: 0.85, History: 13, Least: 8, Horizon: 1}

// leastTrial is how many weeks it takes before a forecast is tried at all.
const leastTrial = 10

// forecastOf forecasts a channel's coming week, and gives nil if that would not
// have been better than "as last week".
func forecastOf(channel string, p *fact.Profile, op *openings, o WeekOptions) *Coming {
	days := op.days[channel]
	if len(days) == 0 {
		return nil
	}
	first := days[0] - fact.Day(isoWeekday(days[0])-1)
	next := o.AsOf - fact.Day(isoWeekday(o.AsOf)-1) // the Monday of the build's week
	weeks := int(next-first) / 7
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
		if j, ok := index[slot{isoWeekday(a.Day), a.Minute / p.Minutes * p.Minutes}]; ok && !math.IsNaN(load[week][j]) {
			load[week][j] += float64(a.Offered)
		}
	}
	how, monday := trial, next
	if monday < o.AsOf { // its week has begun: the one after it is to come
		how.Horizon, monday = 2, next+7
	}
	t := Backtest(load, how)
	if !t.Publish {
		return nil
	}
	c := &Coming{Monday: monday, Trial: t}
	for j, n := range t.Next {
		if n.OK {
			c.Slots = append(c.Slots, Expected{Weekday: slots[j].weekday, Slot: slots[j].start, Load: n.Load, Band: n.Band, HasBand: n.HasBand})
		}
	}
	return c
}
