package page_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
)

// What home says by the reader's own clock is true of the desk at that moment: thousands of desks,
// zones and moments are put to the theme's script, which may only pick among the sentences that the
// build has passed, and what it says is taken apart by its words and held against the desk.
func TestNoMomentIsContradicted(t *testing.T) {
	desks := invented(600, 400, 60)
	b := newBrowser(t, "say.js", "clock.js", "advice.js")
	speak := tongues(t)
	seen := map[string]int{}
	for seed := range desks {
		random := rand.New(rand.NewPCG(seed, 14))
		d := newDesk(t, random)
		says, data := d.offered(t)
		if data == nil {
			continue
		}
		for range 5 {
			in := speak[random.IntN(len(speak))]
			b.in = in
			texts := map[string]string{"s": in.word("dur_s", map[string]any{"s": "{s}"}), "min": in.word("dur_min_s", map[string]any{"m": "{m}", "s": "{s}"}), "minute": in.word("dur_min", map[string]any{"m": "{m}"})}
			for name, s := range says {
				texts[name] = in.sentence(s)
			}
			given, err := json.Marshal(texts)
			if err != nil {
				t.Fatal(err)
			}
			m := &moment{desk: d, in: in, offered: says, now: firstDay(43).Time().Add(time.Duration(random.IntN(25*24*60)) * time.Minute),
				here: location(t, []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo", d.zone.String()}[random.IntN(6)])}
			b.run(t, fmt.Sprintf("((data) => (({ title, text, also }) => ({ title, text, also }))(adviceOf(data, %s, clockOf(data.zone, data.closed, new Date(%d)), %q)))(%s)", given, m.now.UnixMilli(), m.here, data), &m.said)
			if why := m.denied(seen); why != "" {
				t.Fatalf("desk %d at %s in %s, %s: %q, %q: %s\nquiet %+v\navoid %+v\nbasis %+v", seed, m.now.In(d.zone), m.here, in.code, m.said.Title, m.said.Text, why, d.Quiet, d.Avoid, d.Basis)
			}
		}
	}
	if testing.Short() {
		return
	}
	for _, key := range []string{"now", "later", "after", "tomorrow", "day", "fine", "busy", "expect", "closed", "opens", "opens_today", "old", "here_wait", "here_share", "here_load", "saves_wait", "saves_share", "saves_load", "then_wait", "then_share", "then_load"} {
		if seen["js_"+key] == 0 {
			t.Errorf("no moment has led to js_%s", key)
		}
	}
}

// A moment is when a reader looks, and what home says then.
type moment struct {
	*desk
	in      *tongue
	offered map[string]map[string]any
	now     time.Time
	here    *time.Location
	said    struct {
		Title, Text string
		Also        bool
	}
}

// A span is a stretch of the week that comes, or is now.
type span struct {
	from, to time.Time
	value    float64 // in the measure that times are compared by; -1: not known
}

// open is the value of the slot in which the desk is open at an instant: -1 if it is not known;
// false if it is closed.
func (d *desk) open(at time.Time) (value, share float64, ok bool) {
	there := at.In(d.zone)
	if slices.Contains(d.holidays, fact.DayOf(time.Date(there.Year(), there.Month(), there.Day(), 0, 0, 0, 0, time.UTC))) {
		return 0, 0, false
	}
	minute := there.Hour()*60 + there.Minute()
	for _, s := range d.slots {
		if s.Weekday != isoDay(there) || minute < s.Load.Slot || minute >= s.Load.Slot+d.minutes {
			continue
		}
		value, share = -1, -1
		if s.Known {
			share = s.InPercent
		}
		switch wait, known := s.Bad(); d.by() {
		case "wait":
			if known {
				value = float64(wait)
			}
		case "share":
			value = share
		default:
			value = math.Round(float64(s.OnOpen) / 10 * 60 / float64(d.minutes))
		}
		return value, share, true
	}
	return 0, 0, false
}

func (d *desk) by() string {
	switch {
	case d.P90 >= 0:
		return "wait"
	case d.Basis.Threshold > 0:
		return "share"
	}
	return "load"
}

// coming are stretches that are now, or come within eight days.
func (m *moment) coming(windows []besttime.Window) (all []span) {
	today := m.now.In(m.zone)
	for _, w := range windows {
		value := map[string]float64{"wait": float64(w.P90), "share": w.Share, "load": math.Round(w.PerDay * 60 / float64(m.minutes))}[m.by()]
		for n := range 60 { // the next that is not over
			day := time.Date(today.Year(), today.Month(), today.Day()+n, 0, 0, 0, 0, time.UTC)
			if isoDay(day) != w.Weekday || slices.Contains(m.holidays, fact.DayOf(day)) {
				continue
			}
			at := func(minute int) time.Time {
				return time.Date(day.Year(), day.Month(), day.Day(), 0, minute, 0, 0, m.zone)
			}
			if s := (span{at(w.From), at(w.To), value}); s.to.After(m.now) {
				if s.from.Before(m.now.Add(8 * 24 * time.Hour)) {
					all = append(all, s)
				}
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b span) int { return a.from.Compare(b.from) })
	return all
}

func at(spans []span, t time.Time) bool {
	return slices.ContainsFunc(spans, func(s span) bool { return !t.Before(s.from) && t.Before(s.to) })
}

// alike: within 30 seconds or half as much again, or 10 of 100.
func (m *moment) alike(a, b float64) bool {
	switch m.by() {
	case "wait":
		return a-b <= 30 || 2*a <= 3*b
	case "share":
		return b-a < 10
	}
	return 2*a <= 3*b
}

func (m *moment) less(a, b float64) bool {
	return m.by() == "share" && a > b || m.by() != "share" && a < b
}

// denied gives why something that is said cannot be, or why something must be that is not.
func (m *moment) denied(seen map[string]int) string {
	title, text := m.said.Title, m.said.Text
	quiet, avoid := m.coming(m.Quiet), m.coming(m.Avoid)
	value, share, open := m.open(m.now)
	best := -1.0
	for _, q := range quiet {
		if q.value >= 0 && (best < 0 || m.less(q.value, best)) {
			best = q.value
		}
	}
	key, parts := m.heard(title, "now", "later", "after", "tomorrow", "day", "fine", "busy", "expect", "closed", "old")
	if title != "" && key == "" {
		return "its title is none of the sentences that the build offers"
	}
	seen[key]++
	if old := fact.DayOf(day(m.now.In(m.zone))) > m.until; old != (key == "js_old") || old && text != "" {
		return "the records are too old, or are not"
	} else if old {
		return ""
	}
	isQuiet, isBusy := at(quiet, m.now) && open, at(avoid, m.now) && open
	if isQuiet != (key == "js_now") {
		return "it is a quiet time, or is not"
	}
	var named span
	switch key {
	case "js_fine", "js_expect":
		switch {
		case !open || isBusy || value < 0:
			return "nobody knows that, or it is a time to avoid"
		case best >= 0 && !m.alike(value, best):
			return fmt.Sprintf("it is %g now, and %g at the best time to come", value, best)
		case key == "js_fine" && (best < 0 || share >= 0 && m.promise >= 0 && share < m.promise):
			return "it is outside of the promise, or nothing is better to compare with"
		}
	case "js_later", "js_tomorrow", "js_day":
		var why string
		if named, why = m.named(key, parts); why != "" {
			return why
		}
		if why := m.worth(named, quiet, avoid, best); why != "" {
			return why
		}
	case "js_after":
		from, ok := m.local(parts["from"], 0)
		later, _, still := m.open(from)
		if !ok || !isBusy || len(quiet) > 0 || at(avoid, from) || !still && later == 0 && !m.opensAfter(from) {
			return "it is no time to avoid, or there is none after it today"
		}
	case "js_busy":
		if !isBusy || len(quiet) > 0 {
			return "it is no time to avoid"
		}
	case "js_closed":
		if open || len(quiet) > 0 {
			return "it is open, or there is something better to say"
		}
	}
	return m.below(key, text, seen, named, value, open)
}

// heard is which of some sentences a text is, taken apart by its words.
func (m *moment) heard(text string, names ...string) (key string, parts map[string]string) {
	for _, name := range names {
		s, offered := m.offered[name]
		if !offered {
			continue
		}
		k := s["k"].(string)
		if parts := m.in.heard(k, text); parts != nil {
			return k, parts
		}
	}
	return "", nil
}

// local is a clock time of the reader's, so many days from the reader's today.
func (m *moment) local(clock string, days int) (time.Time, bool) {
	var hour, minute int
	if n, err := fmt.Sscanf(clock, "%d:%d", &hour, &minute); n != 2 || err != nil {
		return time.Time{}, false
	}
	today := m.now.In(m.here)
	return time.Date(today.Year(), today.Month(), today.Day()+days, hour, minute, 0, 0, m.here), true
}

// named is the stretch that a title names by the reader's clock.
func (m *moment) named(key string, parts map[string]string) (s span, why string) {
	days := map[string]int{"js_later": 0, "js_tomorrow": 1}[key]
	if key == "js_day" {
		for days = 2; m.called(m.now.AddDate(0, 0, days)) != parts["day"]; days++ {
			if days > 9 {
				return s, "no such day comes"
			}
		}
	}
	var ok, okay bool
	s.from, ok = m.local(parts["from"], days)
	s.to, okay = m.local(parts["to"], days)
	if !s.to.After(s.from) {
		s.to = s.to.AddDate(0, 0, 1)
	}
	if !ok || !okay {
		return s, "it names no time"
	}
	return s, ""
}

// called is what a day is called: by its weekday alone only in the seven days from today on, in
// which there is one of it.
func (m *moment) called(at time.Time) string {
	at = at.In(m.here)
	name := m.in.word(fmt.Sprintf("weekday_%d", isoDay(at)), nil)
	if !day(at).Before(day(m.now.In(m.here)).AddDate(0, 0, 7)) {
		name += at.Format(" 2.1.")
	}
	return name
}

// worth denies a stretch that is no quiet time and not about as good as the best to come, and one
// that comes after such a quiet time.
func (m *moment) worth(named span, quiet, avoid []span, best float64) string {
	if at(avoid, named.from) || !named.to.After(m.now) {
		return "it is a time to avoid, or is over"
	}
	for _, q := range quiet {
		if (best < 0 || q.value >= 0 && m.alike(q.value, best)) && q.from.Before(named.from) {
			return "a quiet time comes before"
		}
	}
	if slices.ContainsFunc(quiet, func(q span) bool { return q.from.Equal(named.from) && q.to.Equal(named.to) }) {
		return ""
	}
	for t := named.from; t.Before(named.to); t = t.Add(time.Duration(m.minutes) * time.Minute) {
		value, share, open := m.open(t)
		if !open || value < 0 || best < 0 || !m.alike(value, best) || share >= 0 && m.promise >= 0 && share < m.promise || at(avoid, t) {
			return fmt.Sprintf("at %s it is %g", t.In(m.zone), value)
		}
	}
	return ""
}

// opensAfter tells whether the desk is open at some time after an instant, on the same day.
func (m *moment) opensAfter(from time.Time) bool {
	for t := from; t.In(m.zone).Day() == m.now.In(m.zone).Day(); t = t.Add(15 * time.Minute) {
		if _, _, open := m.open(t); open {
			return true
		}
	}
	return false
}

// below judges the text under the title: that it is closed, when it opens, what to expect.
func (m *moment) below(title, text string, seen map[string]int, named span, value float64, open bool) string {
	said := func(name string) (string, map[string]string, bool) { // what a text begins with
		if s, offered := m.offered[name]; offered {
			k := s["k"].(string)
			form := strings.TrimSuffix(pattern(fmt.Sprint(m.in.forms[k])).String(), "$")
			if whole := strings.TrimSpace(compiled(form + `(?:\s|$)`).FindString(text)); whole != "" {
				return whole, m.in.heard(k, whole), true
			}
		}
		return "", nil, false
	}
	closed := title == "js_closed"
	if whole, _, is := said("closed"); is {
		closed, text = true, strings.TrimSpace(strings.TrimPrefix(text, whole))
	}
	opening, comes := m.opening()
	if whether := !open && comes; closed != whether {
		return "the desk is closed, or is not"
	}
	if closed {
		seen["js_closed"]++
		at, name := opening.In(m.here), "opens"
		if today := m.now.In(m.here).Format(time.DateOnly) == at.Format(time.DateOnly); today {
			name = "opens_today"
		}
		whole, parts, is := said(name)
		if !is || parts["from"] != at.Format("15:04") || name == "opens" && parts["day"] != m.called(at) {
			return "it opens on " + at.String()
		}
		seen["js_"+name]++
		text = strings.TrimSpace(strings.TrimPrefix(text, whole))
	}
	if text == "" {
		return ""
	}
	key, parts := m.heard(text, "here", "saves", "then")
	if key == "" {
		return fmt.Sprintf("%q is none of the sentences that the build offers", text)
	}
	seen[key]++
	if here, named := parts["here"]; named && (!open || value < 0 || here != m.amount(value)) {
		return fmt.Sprintf("it is %g now", value)
	}
	best, is := parts["best"]
	if !is {
		return ""
	}
	worst := m.expected(named)
	if best != m.amount(worst) {
		return fmt.Sprintf("then it is %g", worst)
	}
	if strings.HasPrefix(key, "js_saves") && !m.less(worst, value) {
		return fmt.Sprintf("nothing is saved: then it is %g, now %g", worst, value)
	}
	if strings.HasPrefix(key, "js_then") && (parts["from"] != named.from.In(m.here).Format("15:04") || parts["day"] != m.called(named.from)) {
		return "title and text name two times"
	}
	return ""
}
