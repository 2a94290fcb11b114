package score

import (
	"math"
	"math/rand/v2"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/golden"
)

// One week's rhythm, four times: Mondays at 60 of 100, other days at 80 of 100 but for one
// call here and there. The worked numbers are by hand: R = 2102/2800; the residuals of each
// weekday less their mean are all 0 but for the two odd days.
func TestDaysAreHeldAgainstTheirOwnWeekday(t *testing.T) {
	var d Days
	for day := fact.Day(4); day < 32; day++ { // 5 January 1970 was a Monday
		y := 80.0
		if weekdayOf(day) == 0 {
			y = 60
		}
		if day == 12 || day == 20 {
			y++
		}
		d.Add(day, y, 100)
	}
	r, se, df, ok := d.Ratio()
	if !ok || df != 21 {
		t.Fatalf("got %v degrees of freedom (%v), want 28 - 7", df, ok)
	}
	golden.Near(t, "R", r, (4*60+24*80+2)/2800.0, 12)
	// Each odd day is 3/4 above its weekday's mean, its three fellows 1/4 below: Σ = 2·(9/16 + 3/16) = 1.5.
	golden.Near(t, "SE", se, math.Sqrt(28.0/21*1.5)/2800, 9)
	_, pooled, _ := d.All().Ratio()
	if !(se < pooled/5) {
		t.Errorf("got %v, want far below %v of days that know no weekday", se, pooled)
	}
}

func TestBelow28DaysWeekdaysAreNotTakenApart(t *testing.T) {
	var d Days
	for day := fact.Day(0); day < 27; day++ {
		d.Add(day, float64(50+int(day)%9), 100)
	}
	r, se, df, _ := d.Ratio()
	r2, se2, _ := d.All().Ratio()
	if r != r2 || se != se2 || df != 26 {
		t.Errorf("got %v ± %v on %v, want %v ± %v on 26", r, se, df, r2, se2)
	}
}

func TestWeekdaysAloneAreNoSpread(t *testing.T) {
	var d Days
	for day := fact.Day(0); day < 35; day++ {
		d.Add(day, float64(10*weekdayOf(day)), 100)
	}
	if i, ok := d.PercentInterval(10); ok {
		t.Errorf("got %v, want none: no day differs from its like", i)
	}
}

func TestWeekdayOf(t *testing.T) {
	for day, want := range map[fact.Day]int{0: 3, 4: 0, -3: 0, -1: 2, 20_000: 4} {
		if got := weekdayOf(day); got != want {
			t.Errorf("%s: got %d, want %d (%s)", day, got, want, day.Time().Weekday())
		}
	}
}

// Where Mondays are 15 points worse and nothing else differs, 95 of 100 intervals hold the
// truth, and not all of them.
func TestIntervalsWithinWeekdaysAreNeitherTooWideNorTooNarrow(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	held, width := 0, 0.0
	const runs = 2000
	for range runs {
		var d Days
		for day := fact.Day(0); day < 28; day++ {
			p := 0.8 + 0.04*r.NormFloat64()
			if weekdayOf(day) == 0 {
				p -= 0.15
			}
			d.Add(day, 1000*p, 1000)
		}
		i, ok := d.PercentInterval(10)
		if !ok {
			t.Fatal("no interval")
		}
		if i.Contains(80 - 15.0/7) {
			held++
		}
		width += i.High - i.Low
	}
	if held < runs*93/100 || held > runs*97/100 {
		t.Errorf("%d of %d intervals held what is true, want about 95 %%", held, runs)
	}
	if mean := width / runs / 2; mean > 1.8 {
		t.Errorf("half widths are %.2f points, want about 1.6 (2.5 without weekdays)", mean)
	}
}

// A month of five Mondays against one of four, each weekday as good as before.
func TestEqualWeekdays(t *testing.T) {
	month := func(first, days int) (d Days) {
		for i := range days {
			y := 80.0
			if weekdayOf(fact.Day(first+i)) == 0 {
				y = 50
			}
			d.Add(fact.Day(first+i), y, 100)
		}
		return d
	}
	before, now := month(4, 28), month(32, 29) // the second has a fifth Monday
	r1, _, _, _ := before.Ratio()
	r2, _, _, _ := now.Ratio()
	if !(r2 < r1-0.005) {
		t.Fatalf("got %v after %v, want the fifth Monday to tell", r2, r1)
	}
	got, ok := EqualWeekdays(before, now, 100)
	if !ok || math.Abs(got) > 1e-9 {
		t.Errorf("got %v %v, want no change at equal weekdays", got, ok)
	}
	if _, ok := EqualWeekdays(before, before, 100); ok {
		t.Error("months of the same weekdays need no other comparison")
	}
	if _, ok := EqualWeekdays(month(5, 6), now, 100); ok {
		t.Error("a month without a Monday says nothing of Mondays")
	}
}

// Nine weeks of Mondays to Thursdays and one Friday are 37 days on five weekdays.
func TestAWeekdayOfOneDayIsAWeekday(t *testing.T) {
	var d Days
	for week := range 9 {
		for weekday := range 4 {
			d.Add(fact.Day(4+7*week+weekday), float64(5+(week+weekday)%3), 10) // the 4th day was a Monday
		}
	}
	d.Add(4+4, 6, 10)
	if _, _, df, ok := d.Ratio(); !ok || df != 32 {
		t.Errorf("got %v degrees of freedom, %v, want 37 - 5", df, ok)
	}
}

// Days without an error, or of which none is known, are held against none.
func TestRatiosWithoutAnErrorAreNotHeldAgainstOthers(t *testing.T) {
	fine := dayRatio{r: .5, se: .1, df: 20, days: 21, ok: true}
	still, unknown := fine, fine
	still.se, unknown.ok = 0, false
	for _, c := range []struct {
		before, now dayRatio
		want        bool
	}{{fine, fine, true}, {fine, still, false}, {still, fine, false}, {fine, unknown, false}, {unknown, fine, false}} {
		if _, ok := c.before.diff(c.now, 100); ok != c.want {
			t.Errorf("%+v against %+v: got %v, want %v", c.now, c.before, ok, c.want)
		}
	}
}
