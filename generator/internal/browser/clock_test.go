package browser

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// moments are when readers look, each with what it is about.
var moments = []struct{ what, at string }{
	{"a Monday noon", "2026-11-02T11:20:00Z"},
	{"a quiet hour", "2026-11-02T13:30:00Z"},
	{"before opening", "2026-11-03T05:00:00Z"},
	{"Saturday evening", "2026-11-07T20:00:00Z"},
	{"a Monday after the desk's clock changed and before New York's", "2026-10-26T08:10:00Z"},
	{"a week in which New York's clock changes", "2026-10-29T12:00:00Z"},
	{"before holidays", "2026-12-24T21:00:00Z"},
}

// The times of home and of best times are those of the reader's clock: recomputed
// here from the desk's slots, with another library's rules of the zones. Outside of CI each
// zone and moment is looked at on one of the two pages.
func testTimes(b *browser, t *testing.T) {
	for i, zone := range []string{"Asia/Kolkata", "America/New_York", "Europe/London"} {
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			p := b.tab(t)
			for j, m := range moments {
				now, err := time.Parse(time.RFC3339, m.at)
				if err != nil {
					t.Fatal(err)
				}
				if one(i+j, 2) {
					p.homeAt(m.what, now, zone)
				}
				if one(i+j+1, 2) {
					p.bestTimesAt(m.what, now, zone)
				}
			}
		})
	}
	t.Run("nine in the morning, in New York", func(t *testing.T) {
		p := b.open(t, "best-times/", reader{zone: "America/New_York", now: time.Date(2026, 10, 29, 12, 0, 0, 0, time.UTC)})
		desk := p.grids()[0].cells()
		moved := p.grids()[0].Moved
		for _, want := range []struct {
			weekday int
			col     string
			row     string
		}{{5, "30", "05:00"}, {1, "2", "04:00"}} { // New York's clock changes on 1 November
			col := slices.IndexFunc(moved.Heads, func(h string) bool { return slices.Contains(strings.Fields(h), want.col) })
			row := slices.IndexFunc(moved.Rows, func(r movedRow) bool { return r.Head == want.row })
			if col < 0 || row < 0 {
				t.Errorf("there is no %s at %s", want.col, want.row)
				continue
			}
			if got := moved.Rows[row].Cells[col].Text; got != desk[[2]int{want.weekday, 9 * 60}].text {
				t.Errorf("on the %s at %s: got %q, want the desk's 09:00, %q", want.col, want.row, got, desk[[2]int{want.weekday, 9 * 60}].text)
			}
		}
	})
}

// homeAt looks whether home says when to call, if that is worth it, and shows the desk's
// day by the hour.
func (p *tab) homeAt(what string, now time.Time, zone string) {
	t := p.T
	p.open("", reader{now: now, zone: zone})
	p.quiet()
	var data struct {
		Zone    string
		By      string
		Minutes int
		Promise float64
		Until   string
		Closed  []string
		Slots   [][6]any // weekday, minute, shown, label, value, share
		Quiet   [][4]float64
		Avoid   [][4]float64
	}
	if err := json.Unmarshal([]byte(js[string](p, `document.getElementById('part.moments').textContent`)), &data); err != nil {
		t.Fatal(err)
	}
	if data.By != "wait" || len(data.Quiet) == 0 {
		t.Fatalf("%s: home compares %q and has %d quiet times, want waits and some", what, data.By, len(data.Quiet))
	}
	step := time.Duration(data.Minutes) * time.Minute
	here, desk := location(t, zone), location(t, data.Zone)
	type moment struct{ wait, share float64 } // -1: not known
	values := map[[2]int]moment{}
	all := coming(now, 1, 8, desk, data.Closed, func(weekday int) map[int]slot {
		slots := map[int]slot{}
		for _, s := range data.Slots {
			if int(s[0].(float64)) == weekday {
				slots[int(s[1].(float64))] = slot{label: s[3].(string)}
				m := moment{-1, -1}
				if v, ok := s[4].(float64); ok {
					m.wait = v
				}
				if v, ok := s[5].(float64); ok {
					m.share = v
				}
				values[[2]int{weekday, int(s[1].(float64))}] = m
			}
		}
		return slots
	})
	open := slices.IndexFunc(all, func(s slot) bool { return !s.at.After(now) && s.at.Add(step).After(now) })
	following := slices.IndexFunc(all, func(s slot) bool { return s.at.Add(step).After(now) })
	of := func(i int) moment {
		at := all[i].at.In(desk)
		return values[[2]int{int(at.Weekday()+6)%7 + 1, at.Hour()*60 + at.Minute()}]
	}
	least := math.Inf(1)
	for _, q := range data.Quiet {
		least = min(least, q[3])
	}
	alike := func(m moment) bool { return m.wait >= 0 && (m.wait <= least+30 || m.wait <= 1.5*least) }
	var best stretch // the next quiet time that is about as good as the best
	quiet := false
	for _, q := range data.Quiet {
		w := next(now, desk, data.Closed, int(q[0]), int(q[1]), int(q[2]))
		quiet = quiet || !w.from.After(now)
		if alike(moment{q[3], -1}) && (best.from.IsZero() || w.from.Before(best.from)) {
			best = w
		}
	}
	avoided := func(at time.Time) bool {
		return slices.ContainsFunc(data.Avoid, func(a [4]float64) bool {
			w := next(now, desk, data.Closed, int(a[0]), int(a[1]), int(a[2]))
			return !at.Before(w.from) && at.Before(w.to)
		})
	}
	kept := func(m moment) bool { return m.share < 0 || m.share >= data.Promise }
	known := moment{-1, -1}
	if open >= 0 {
		known = of(open)
	}
	good := func(i int) bool { return alike(of(i)) && kept(of(i)) && !avoided(all[i].at) }
	for i := following; !quiet && i < len(all); i++ { // or the first that is about as good
		if !all[i].at.Before(best.from) {
			break
		}
		if good(i) {
			best = stretch{from: all[i].at, to: all[i].at.Add(step)}
			for j := i + 1; j < len(all) && all[j].at.Equal(best.to) && good(j); j++ {
				best.to = best.to.Add(step)
			}
			break
		}
	}
	from, to, today := best.from.In(here), best.to.In(here), now.In(here)
	key := "day"
	old := now.In(desk).Format(time.DateOnly) > data.Until
	switch {
	case old:
		key = "old"
	case quiet:
		key = "now"
	case alike(known) && !avoided(now):
		key = "expect"
		if kept(known) {
			key = "fine"
		}
	case from.Format(time.DateOnly) == today.Format(time.DateOnly):
		key = "later"
	case from.Format(time.DateOnly) == today.AddDate(0, 0, 1).Format(time.DateOnly):
		key = "tomorrow"
	}
	said := func(key string) string {
		opens := all[following].at.In(here)
		if strings.HasPrefix(key, "opens") {
			return strings.NewReplacer("{from}", opens.Format("15:04"), "{day}", opens.Weekday().String()).Replace(js[string](p, `JSON.parse(document.getElementById('part.moments').textContent).say.`+key))
		}
		return strings.NewReplacer("{from}", from.Format("15:04"), "{to}", to.Format("15:04"), "{day}", from.Weekday().String()).Replace(js[string](p, `JSON.parse(document.getElementById('part.moments').textContent).say.`+key))
	}
	if got, want := js[string](p, `document.querySelector('h1').textContent.trim()`), said(key); got != want {
		t.Errorf("%s: home says %q, want %q", what, got, want)
	}
	reopens := "opens"
	if all[following].at.In(here).Format(time.DateOnly) == today.Format(time.DateOnly) {
		reopens = "opens_today"
	}
	lede := js[string](p, `document.querySelector('.best').textContent`)
	if closed := strings.Contains(lede, said("closed")+" "+said(reopens)); closed != (open < 0 && !old) {
		t.Errorf("%s: home says %q; is the desk open: %t", what, lede, open >= 0)
	}

	// The strip is the desk's day of the next slot, an hour a column.
	var hours []string
	marked := 0
	for _, s := range all {
		if s.at.Format(time.DateOnly) != all[following].at.Format(time.DateOnly) || s.at.Minute() != 0 {
			continue
		}
		hours = append(hours, strings.TrimSuffix(s.at.In(here).Format("15:04"), ":00"))
		if !s.at.After(now) && now.Before(s.at.Add(time.Hour)) {
			marked++
		}
	}
	got := js[[]string](p, `[...document.querySelectorAll('.strip .h')].map((h) => h.textContent)`)
	if !slices.Equal(got, hours) {
		t.Errorf("%s: the strip shows %v, want %v", what, got, hours)
	}
	if n := js[int](p, `document.querySelectorAll('.strip .now').length`); n != marked {
		t.Errorf("%s: the strip marks %d hours as the present, want %d", what, n, marked)
	}
}

// A grid is a week's table: as the desk has it, and moved to the reader's clock.
type grid struct {
	Channel int
	Hidden  bool
	Desk    []struct {
		Day, At     int
		Text, Label string
		Closed      bool
	}
	Moved *struct {
		Heads []string
		Rows  []movedRow
	}
}

type movedRow struct {
	Head  string
	Cells []struct {
		Text            string
		Closed, Current bool
	}
}

func (g *grid) cells() map[[2]int]slot {
	cells := map[[2]int]slot{}
	for _, c := range g.Desk {
		if !c.Closed {
			cells[[2]int{c.Day, c.At}] = slot{text: c.Text, label: c.Label}
		}
	}
	return cells
}

func (p *tab) grids() []grid {
	p.Helper()
	return js[[]grid](p, `(() => {
		const channels = [...document.querySelectorAll('.channel')];
		return [...document.querySelectorAll('table.week:not(.moved)')].map((t) => {
			const days = [...t.tHead.rows[0].cells].slice(1).map((h) => +h.dataset.day);
			const after = t.nextElementSibling;
			return {
				Channel: channels.indexOf(t.closest('.channel')), Hidden: t.hidden,
				Desk: [...t.tBodies[0].rows].flatMap((r) => [...r.cells].slice(1).map((c, i) => ({ Day: days[i], At: +r.dataset.at, Text: c.textContent, Label: c.dataset.l ?? '', Closed: c.className === 'closed' }))),
				Moved: after?.matches('table.moved') ? {
					Heads: [...after.tHead.rows[0].cells].slice(1).map((h) => h.textContent.replaceAll(',', '')),
					Rows: [...after.tBodies[0].rows].map((r) => ({ Head: r.cells[0].textContent, Cells: [...r.cells].slice(1).map((c) => ({ Text: c.textContent, Closed: c.className === 'closed', Current: c.classList.contains('current') })) })),
				} : null,
			};
		});
	})()`)
}

// bestTimesAt looks whether each of the desk's slots stands where it falls for the
// reader, nothing else stands there, and the next quiet windows are told.
func (p *tab) bestTimesAt(what string, now time.Time, zone string) {
	t := p.T
	p.open("best-times/", reader{now: now, zone: zone})
	p.quiet()
	desk := location(t, js[string](p, `document.querySelector('form.tz').dataset.zone`))
	shut := strings.Fields(js[string](p, `document.querySelector('form.tz').dataset.shut ?? ''`))
	step := time.Duration(js[int](p, `+document.querySelector('form.tz').dataset.minutes`)) * time.Minute
	here := location(t, zone)
	grids := p.grids()
	if len(grids) < 3 {
		t.Fatalf("%d grids", len(grids))
	}
	told := map[int]bool{}
	for i, g := range grids {
		cells := g.cells()
		slots := coming(now, 0, 7, desk, shut, func(weekday int) map[int]slot {
			on := map[int]slot{}
			for at, s := range cells {
				if at[0] == weekday {
					on[at[1]] = s
				}
			}
			return on
		})
		name := fmt.Sprintf("%s, grid %d", what, i)
		if zone == desk.String() {
			if g.Hidden || g.Moved != nil {
				t.Errorf("%s: the desk's own week is moved", name)
			}
		} else if !g.Hidden || g.Moved == nil {
			t.Errorf("%s: the week is not moved", name)
		} else {
			moved(t, name, &g, slots, now, step, here)
		}
		if told[g.Channel] {
			continue
		}
		told[g.Channel] = true
		if js[bool](p, fmt.Sprintf(`document.querySelectorAll('.channel')[%d].querySelector('.soon')?.hidden ?? true`, g.Channel)) {
			continue
		}
		var quiet []stretch
		for _, at := range js[[]string](p, fmt.Sprintf(`[...document.querySelectorAll('.channel')[%d].querySelectorAll('.quiet li b time[data-part="from"]')].map((e) => e.dataset.slot)`, g.Channel)) {
			var weekday, from, to int
			if _, err := fmt.Sscan(at, &weekday, &from, &to); err != nil {
				t.Fatal(err)
			}
			quiet = append(quiet, next(now, desk, shut, weekday, from, to))
		}
		slices.SortFunc(quiet, func(a, b stretch) int { return a.from.Compare(b.from) })
		got := js[[]string](p, fmt.Sprintf(`[...document.querySelectorAll('.channel')[%d].querySelectorAll('.soon b')].map((b) => b.textContent)`, g.Channel))
		want := []string{soon("Today", quiet, now, now.In(here)), soon("Tomorrow", quiet, now, now.In(here).AddDate(0, 0, 1))}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// moved compares a moved table with the slots.
func moved(t *testing.T, name string, g *grid, slots []slot, now time.Time, step time.Duration, here *time.Location) {
	t.Helper()
	type place struct{ day, clock string }
	want, days := map[place]slot{}, map[string]bool{}
	for _, s := range slots {
		at := s.at.In(here)
		want[place{at.Format(time.DateOnly), at.Format("15:04")}] = s
		days[at.Format(time.DateOnly)] = true
	}
	columns := slices.Sorted(maps.Keys(days))
	if len(g.Moved.Heads) != len(columns) {
		t.Errorf("%s: the days are %v, want %v", name, g.Moved.Heads, columns)
		return
	}
	for i, day := range columns {
		d, _ := time.Parse(time.DateOnly, day)
		if head := strings.TrimSpace(g.Moved.Heads[i]); !strings.HasPrefix(head, d.Format("Mon 2 Jan")) {
			t.Errorf("%s: a day is called %q, want %s", name, head, d.Format("Mon 2 Jan"))
		}
	}
	found := 0
	for _, row := range g.Moved.Rows {
		for i, cell := range row.Cells {
			s, ok := want[place{columns[i], row.Head}]
			current := ok && !s.at.After(now) && now.Before(s.at.Add(step))
			if ok == cell.Closed || ok && cell.Text != s.text || cell.Current != current {
				t.Errorf("%s: on %s at %s: got %+v, want %+v", name, columns[i], row.Head, cell, s)
			}
			if ok {
				found++
			}
		}
	}
	if found != len(want) {
		t.Errorf("%s: %d slots are shown, want %d", name, found, len(want))
	}
}

// soon is the line of quiet times on a day of the reader's.
func soon(title string, quiet []stretch, now, day time.Time) string {
	var texts []string
	for _, s := range quiet {
		from := s.from.In(day.Location())
		if from.Format(time.DateOnly) == day.Format(time.DateOnly) || from.Before(now) && !day.After(now) {
			texts = append(texts, from.Format("15:04")+"–"+s.to.In(day.Location()).Format("15:04"))
		}
	}
	none := map[string]string{"Today": "none of these times is still to come", "Tomorrow": "none of these times"}[title]
	return title + ": " + cmp.Or(strings.Join(texts, ", "), none)
}
