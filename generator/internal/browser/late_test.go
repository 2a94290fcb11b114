package browser

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// A stretch is a time to call or to avoid, at its next moments.
type stretch struct {
	from, to time.Time
	value    float64
}

// next is when a stretch of a weekday (0: of any day) by the desk's clock comes next, or is now.
func next(now time.Time, desk *time.Location, closed []string, weekday, from, to int) stretch {
	today := now.In(desk)
	for d := 0; ; d++ {
		day := time.Date(today.Year(), today.Month(), today.Day()+d, 12, 0, 0, 0, desk)
		at := func(minute int) time.Time {
			return time.Date(day.Year(), day.Month(), day.Day(), 0, minute, 0, 0, desk)
		}
		if on := int(day.Weekday()+6)%7 + 1; weekday != 0 && on != weekday || slices.Contains(closed, day.Format(time.DateOnly)) || !at(to).After(now) {
			continue
		}
		return stretch{from: at(from), to: at(to)}
	}
}

// A slot is an hour or so of the desk's, at its moment.
type slot struct {
	at    time.Time
	text  string
	label string
}

// coming are the desk's slots from a day before now to days after it, in order.
func coming(now time.Time, before, days int, desk *time.Location, closed []string, on func(weekday int) map[int]slot) (all []slot) {
	today := now.In(desk)
	for d := -before; d < days; d++ {
		day := time.Date(today.Year(), today.Month(), today.Day()+d, 12, 0, 0, 0, desk)
		if slices.Contains(closed, day.Format(time.DateOnly)) {
			continue
		}
		slots := on(int(day.Weekday()+6)%7 + 1)
		for _, start := range slices.Sorted(maps.Keys(slots)) {
			s := slots[start]
			s.at = time.Date(day.Year(), day.Month(), day.Day(), 0, start, 0, 0, desk)
			all = append(all, s)
		}
	}
	return all
}

func location(t *testing.T, name string) *time.Location {
	t.Helper()
	l, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// No clock time stands untouched in another zone: each is told by the reader's clock, and
// is the next such time of the desk's. What somebody wrote by hand in a notice stands, and
// beside it whose clock it is. Outside of CI each zone is looked at on each page at one of the
// moments.
func testNoForeignClock(b *browser, t *testing.T) {
	for i, zone := range []string{"Asia/Kathmandu", "America/New_York", "America/St_Johns", "Pacific/Kiritimati"} {
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			here := location(t, zone)
			p := b.tab(t)
			for j, path := range []string{"", "best-times/", "de/", "es/best-times/"} {
				for k, m := range []int{0, 4, 6} {
					if !one(i+j+k, 3) {
						continue
					}
					m := moments[m]
					now, err := time.Parse(time.RFC3339, m.at)
					if err != nil {
						t.Fatal(err)
					}
					p.open(path, reader{zone: zone, now: now})
					if left := js[[]string](p, `(() => {
						const left = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
						for (let n = walker.nextNode(); n; n = walker.nextNode()) {
							const e = n.parentElement;
							if (/\d:\d\d/.test(n.data) && !e.closest('[data-slot], table.moved, .soon, .strip, h1, .best, .notice, script') && e.getClientRects().length > 0) left.push(n.data);
						}
						return left;
					})()`); len(left) > 0 {
						t.Errorf("/%s, %s: not told by the reader's clock: %q", path, m.what, left)
					}
					if !js[bool](p, `[...document.querySelectorAll('[data-desk-time]')].every((e) => !e.hidden)`) {
						t.Errorf("/%s, %s: a notice does not say whose clock it goes by", path, m.what)
					}
					closed := []string{"2026-12-25", "2026-12-26", "2026-12-28", "2027-01-01"}
					for _, e := range js[[]struct{ Slot, Part, Text string }](p, `[...document.querySelectorAll('[data-slot]')].map((e) => ({ Slot: e.dataset.slot, Part: e.dataset.part, Text: e.textContent }))`) {
						var weekday, from, to int
						if _, err := fmt.Sscan(e.Slot, &weekday, &from, &to); err != nil {
							t.Fatal(err)
						}
						w := next(now, location(t, "Europe/London"), closed, weekday, from, to)
						want := w.from.In(here).Format("15:04")
						switch e.Part {
						case "to":
							want = w.to.In(here).Format("15:04")
						case "day":
							if path != "" && path != "best-times/" { // in another language
								continue
							}
							want = w.from.In(here).Weekday().String()
						}
						if e.Text != want {
							t.Errorf("/%s, %s: %+v, want %q", path, m.what, e, want)
						}
					}
				}
			}
		})
	}
}

// A page that is read after the next update was due says so; a notice that has ended
// is gone, and so is a forecast of a week that is over: by the desk's calendar, wherever
// the reader is.
func testLate(b *browser, t *testing.T) {
	for path, zone := range map[string]string{"": "Pacific/Auckland", "scores/service_level/": "", "notices/": "America/New_York", "es/": "", "best-times/": "Pacific/Auckland", "de/best-times/": ""} {
		t.Run("/"+path, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			seen := map[string][2]int{} // how often something was shown, and hidden
			for _, day := range []string{"2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-09", "2027-06-01"} {
				now, err := time.ParseInLocation("2006-01-02 15:04", day+" 22:30", location(t, "Europe/London"))
				if err != nil {
					t.Fatal(err)
				}
				p.open(path, reader{now: now, zone: zone})
				for _, e := range js[[]struct {
					Due, Until string
					Shown      bool
				}](p, `[...document.querySelectorAll('[data-due], [data-until]')].map((e) => ({ Due: e.dataset.due ?? '', Until: e.dataset.until ?? '', Shown: e.getClientRects().length > 0 }))`) {
					want := e.Due != "" && e.Due < day || e.Until != "" && e.Until >= day
					if e.Shown != want {
						t.Errorf("on %s: due %q, until %q: shown %t, want %t", day, e.Due, e.Until, e.Shown, want)
					}
					n := seen[e.Due+"/"+e.Until]
					if want {
						n[0]++
					} else {
						n[1]++
					}
					seen[e.Due+"/"+e.Until] = n
				}
			}
			if len(seen) == 0 || strings.HasSuffix(path, "notices/") && len(seen) < 3 {
				t.Errorf("the page holds only %v", seen)
			}
			for what, n := range seen {
				if n[0] == 0 || n[1] == 0 {
					t.Errorf("%s was shown %d times and hidden %d times", what, n[0], n[1])
				}
			}
		})
	}
}
