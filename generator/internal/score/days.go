package score

import (
	"math"
	"math/big"

	"shingle/generator/internal/fact"
)

// Days are the days of a line, each a bunch of its calls, by weekday (0 is Monday): a
// Monday is held against Mondays, so that a week's own rhythm does not pass for chance.
type Days [7]Cluster

// withinWeekdays is from how many days on the weekdays are taken apart.
const withinWeekdays = 28

// weekdayOf is the weekday of a date, 0 for Monday. The first of 1970 was a Thursday.
func weekdayOf(d fact.Day) int { return ((int(d)+3)%7 + 7) % 7 }

// Add counts one day.
func (d *Days) Add(day fact.Day, y, x float64) { d[weekdayOf(day)].Add(y, x) }

// Merge pools the days of both.
func (d Days) Merge(o Days) Days {
	for w := range d {
		d[w] = d[w].Merge(o[w])
	}
	return d
}

// All is all days as one cluster.
func (d Days) All() Cluster {
	var all Cluster
	for _, c := range d {
		all = all.Merge(c)
	}
	return all
}

// Ratio is R = Σy/Σx, its standard error, and the error's degrees of freedom. Below 28
// days it is that of [Cluster.Ratio], with D - 1. From 28 on the residuals e = y - R·x are
// taken less their weekday's mean, on D - W for the W weekdays there are:
//
//	SE = sqrt(D/(D-W) · Σ(e - ē of the weekday)²) / Σx
//
// A weekday of which there is one day has no mean of its own; its residual counts whole.
func (d Days) Ratio() (r, se, df float64, ok bool) {
	all := d.All()
	n := float64(all.D)
	if all.D < withinWeekdays {
		r, se, ok = all.Ratio()
		return r, se, n - 1, ok
	}
	if !(all.X > 0) {
		return 0, 0, 0, false
	}
	weekdays := 0
	for _, c := range d {
		if c.D > 0 {
			weekdays++
		}
	}
	r, df = all.Y/all.X, n-float64(weekdays)
	se = math.Sqrt(n/df*d.residual(all)) / all.X
	return r, se, df, !math.IsNaN(se)
}

// residual is Σ(e - ē)² within weekdays: Σe² less each weekday's (Σe)²/D.
func (d Days) residual(all Cluster) float64 {
	ss := residual(all.Y, all.X, all.YY, all.XY, all.XX)
	if ss == 0 || math.IsNaN(ss) {
		return ss
	}
	for _, c := range d {
		if c.D >= 2 {
			of := c.rest(all)
			ss -= of * of / float64(c.D)
		}
	}
	if ss <= 1e-12*all.YY { // nothing but weekdays: what is left is the rounding
		return 0
	}
	return ss
}

// rest is Σy less R·Σx, where R is the ratio of all: from the sums as exact fractions.
func (c Cluster) rest(all Cluster) float64 {
	if short(c.Y) && short(c.X) && short(all.Y) && short(all.X) {
		if a, b := c.Y*all.X, all.Y*c.X; exact(math.Abs(a)+math.Abs(b)) && all.X > 0 {
			return (a - b) / all.X
		}
		num := product(c.Y, all.X)
		return over(num.Sub(num, product(all.Y, c.X)), product(all.X))
	}
	r := new(big.Rat).Quo(rat(all.Y), rat(all.X))
	of, _ := r.Sub(rat(c.Y), r.Mul(r, rat(c.X))).Float64()
	return of
}

// PercentInterval is the 95 % interval of a share in percent, cut to 0 to 100. It is false
// for fewer than least days, and where no day differs from its like.
func (d Days) PercentInterval(least int64) (Interval, bool) { return d.measured().percent(least) }

// MeanInterval is the 95 % interval of a mean, in the unit of y per x, not cut.
func (d Days) MeanInterval(least int64) (Interval, bool) { return d.measured().interval(1, least) }

// A dayRatio is the ratio of some days, its error and that error's degrees of freedom: worked
// out once, for the interval and for each comparison.
type dayRatio struct {
	r, se, df float64
	days      int64
	ok        bool
}

func (d Days) measured() (m dayRatio) {
	m.days = d.All().D
	m.r, m.se, m.df, m.ok = d.Ratio()
	return m
}

func (m dayRatio) percent(least int64) (Interval, bool) {
	i, ok := m.interval(100, least)
	return i.Clip(0, 100), ok
}

func (m dayRatio) interval(scale float64, least int64) (Interval, bool) {
	if !m.ok || m.days < least || m.se == 0 {
		return Interval{}, false
	}
	half := t975(m.df) * m.se
	return Interval{scale * (m.r - half), scale * (m.r + half)}, true
}

func (before dayRatio) diff(now dayRatio, scale float64) (Diff, bool) {
	if !before.ok || !now.ok || before.se == 0 || now.se == 0 {
		return Diff{}, false
	}
	return studentDiff(scale*now.r-scale*before.r, square(scale*before.se), before.df, square(scale*now.se), now.df), true
}

// alike is the ratio as it would be if each weekday came as often as in weights: a month of
// five Mondays is held against one of four. It is false if a weekday that counts is missing.
func (d Days) alike(weights [7]float64) (float64, bool) {
	y, x := 0.0, 0.0
	for w, c := range d {
		if weights[w] == 0 {
			continue
		}
		if c.D == 0 {
			return 0, false
		}
		y += weights[w] * c.Y / float64(c.D)
		x += weights[w] * c.X / float64(c.D)
	}
	return y / x, x > 0
}

// EqualWeekdays is the change, now minus before, times scale, as it would be if both had had
// the same weekdays: those of the two together. It is false where they had, or where one of
// them lacks a weekday of the other.
func EqualWeekdays(before, now Days, scale float64) (float64, bool) {
	var weights [7]float64
	differ := false
	for w := range weights {
		weights[w] = float64(before[w].D + now[w].D)
		differ = differ || before[w].D != now[w].D
	}
	r1, ok1 := before.alike(weights)
	r2, ok2 := now.alike(weights)
	return scale * (r2 - r1), differ && ok1 && ok2
}
