package besttime

import "fmt"

// Days is the load of several days in intervals of equal length, each day from midnight.
// Load is what was offered: answered, hung up and flowed out, redials included. A closed
// interval has a load of 0. Leave out days that were closed, holidays and outages.
type Days struct {
	Minutes int // length of an interval: 60, or a part of 60
	Load    [][]float64
}

// Hour is a busy hour.
type Hour struct {
	Start int     // minutes after midnight; -1 where it is another one each day (adph)
	Load  float64 // mean load of the hour over the days
	Step  int     // minutes from one hour that was tried to the next; 60: clock hours only, say so
	Tied  bool    // another hour is as busy (tcbh)
}

// BusyHour finds the busiest hour by one of these methods:
//
//	tcbh  time-consistent: the same 60 minutes every day, those with the greatest mean load.
//	      Of equal ones the earliest
//	adph  average daily peak hour: the mean over the days of each day's own busiest hour
//	fdmh  fixed daily measurement hour: the 60 minutes from fixedStart, minutes after
//	      midnight
//
// The hour is slid over the day in steps of 15 minutes if the intervals allow it, else by one
// interval: 20, 30, or 60 minutes, which makes it a clock hour. adph is never below tcbh. The
// hour does not reach over midnight. It is false without days. An unknown method, intervals
// that do not divide the hour, days of different lengths and a fixed hour that does not start
// with an interval are errors. For the load in erlangs multiply by the handling time in hours.
func BusyHour(d Days, method string, fixedStart int) (Hour, bool, error) {
	if err := d.check(); err != nil {
		return Hour{}, false, err
	}
	if len(d.Load) == 0 || len(d.Load[0])*d.Minutes < 60 {
		return Hour{}, false, nil
	}
	step := d.step()
	switch method {
	case "tcbh":
		return d.consistent(step), true, nil
	case "adph":
		return d.peaks(step), true, nil
	case "fdmh":
		if fixedStart < 0 || fixedStart%d.Minutes != 0 || fixedStart+60 > len(d.Load[0])*d.Minutes {
			return Hour{}, false, fmt.Errorf("fixed hour from minute %d: want the start of an interval of %d minutes, an hour or more before the day ends", fixedStart, d.Minutes)
		}
		return Hour{Start: fixedStart, Load: d.mean(fixedStart), Step: step}, true, nil
	}
	return Hour{}, false, fmt.Errorf("busy hour %q: want tcbh, adph or fdmh", method)
}

func (d Days) check() error {
	if d.Minutes <= 0 || 60%d.Minutes != 0 {
		return fmt.Errorf("intervals of %d minutes: want a part of an hour", d.Minutes)
	}
	for _, day := range d.Load {
		if len(day) != len(d.Load[0]) {
			return fmt.Errorf("days of %d and %d intervals: want one length", len(d.Load[0]), len(day))
		}
	}
	return nil
}

// step is how far the hour slides, in minutes.
func (d Days) step() int {
	if 15%d.Minutes == 0 {
		return 15
	}
	return d.Minutes
}

// hour is the load of a day from start on, in minutes after midnight.
func (d Days) hour(day []float64, start int) float64 {
	first := start / d.Minutes
	sum := 0.0
	for _, load := range day[first : first+60/d.Minutes] {
		sum += load
	}
	return sum
}

// mean is the mean load over the days from start on.
func (d Days) mean(start int) float64 {
	sum := 0.0
	for _, day := range d.Load {
		sum += d.hour(day, start)
	}
	return sum / float64(len(d.Load))
}

func (d Days) consistent(step int) Hour {
	best := Hour{Load: d.mean(0), Step: step}
	for start := step; start+60 <= len(d.Load[0])*d.Minutes; start += step {
		switch load := d.mean(start); {
		case load > best.Load:
			best = Hour{Start: start, Load: load, Step: step}
		case load == best.Load:
			best.Tied = true
		}
	}
	return best
}

func (d Days) peaks(step int) Hour {
	sum := 0.0
	for _, day := range d.Load {
		peak := d.hour(day, 0)
		for start := step; start+60 <= len(day)*d.Minutes; start += step {
			peak = max(peak, d.hour(day, start))
		}
		sum += peak
	}
	return Hour{Start: -1, Load: sum / float64(len(d.Load)), Step: step}
}
