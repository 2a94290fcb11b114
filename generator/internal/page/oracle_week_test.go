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
	"shingle/generator/internal/page"
)

// newWeek invents what was found out about the weeks of some channels, plausible or not: an hour
// to avoid may have shorter waits than a quiet one.
func newWeek(random *rand.Rand) *besttime.Week {
	w := &besttime.Week{From: firstDay(40), To: firstDay(43) - 1, Minutes: 30, Until: firstDay(45), Old: random.IntN(8) == 0}
	for _, name := range []string{"phone", "chat", "email"}[:1+random.IntN(3)] {
		c := besttime.ChannelWeek{Channel: name, Offered: 5000, P50: -1, P90: -1, Whole: 1 + 99*random.Float64(), Known: random.IntN(5) > 0, HasBusy: random.IntN(3) > 0}
		c.Basis = besttime.Basis{Threshold: []float64{0, 20, 60, 90}[random.IntN(4)], Waits: random.IntN(3) > 0, Later: name == "email"}
		c.Basis.Load = c.Basis.Threshold == 0 && random.IntN(4) > 0
		if c.Basis.Waits && random.IntN(3) > 0 {
			c.P50, c.P90 = random.Int64N(60), 60+random.Int64N(400)
		}
		c.Busy = besttime.Hour{Start: 60*random.IntN(24) - 60*random.IntN(2)*random.IntN(2), Load: 300 * random.Float64(), Step: 60, Tied: random.IntN(3) == 0}
		if c.Busy.Start < 0 {
			c.Busy.Start = -1
		}
		if c.Basis.Judged() && !w.Old {
			c.Quiet, c.Avoid = newWindows(random, &c), newWindows(random, &c)
		}
		label := []string{besttime.Normal, besttime.Unclear}[random.IntN(2)]
		for slot := 9 * 60; slot < 12*60; slot += 30 {
			w.Slots = append(w.Slots, besttime.Slot{Load: fact.Load{Segment: fact.Segment{Channel: name}, Weekday: 1, Slot: slot, OnOpen: 20}, OpenDays: 10, Label: label})
		}
		if random.IntN(2) == 0 {
			c.Forecast = &besttime.Coming{Monday: firstDay(43), Ahead: 1, Trial: besttime.Trial{N: 100, WAPE: 20}}
			for slot := range 1 + random.IntN(5) {
				c.Forecast.Slots = append(c.Forecast.Slots, besttime.Expected{Weekday: 1 + random.IntN(5), Slot: 540 + 30*slot, Load: 10 * float64(random.IntN(4))})
			}
		}
		w.Channels = append(w.Channels, c)
	}
	return w
}

func newWindows(random *rand.Rand, c *besttime.ChannelWeek) (all []besttime.Window) {
	for range random.IntN(4) {
		from := 60 * (7 + random.IntN(12))
		w := besttime.Window{Weekday: 1 + random.IntN(7), From: from, To: from + 60*(1+random.IntN(4)), Offered: 100, Weeks: 12, Share: -1, P50: -1, P90: -1, OfAll: -1, PerDay: 100 * random.Float64()}
		if c.Basis.Threshold > 0 {
			w.Share = 100 * random.Float64()
		}
		if c.Basis.Waits && random.IntN(4) > 0 {
			w.P90 = random.Int64N(300)
			if random.IntN(2) == 0 {
				w.OfAll = w.P90 + random.Int64N(100)
			}
		}
		all = append(all, w)
	}
	return all
}

// Each clock time, weekday, wait and threshold that is said of a channel is that channel's; what is
// "longer", "only", "fewer" or "more" is so by numbers of one kind, and by those that are told
// beside it; no time is the busiest beside an equal one; nothing is called alike that differs.
func TestNoAdviceIsContradicted(t *testing.T) {
	speak := tongues(t)
	seen := map[string]int{}
	for seed := range uint64(2000) {
		random := rand.New(rand.NewPCG(seed, 13))
		week := newWeek(random)
		out, err := page.Write(&page.Input{Title: "Scores", BaseURL: "https://scores.example/", Zone: time.UTC, AsOf: firstDay(43), Week: week, Languages: []page.Language{{Code: "en"}}})
		if err != nil {
			t.Fatalf("week %d: %v", seed, err)
		}
		for _, file := range []string{"home", "times"} {
			var data map[string]any
			if err := json.Unmarshal(out.Hugo["data/"+file+".json"], &data); err != nil {
				t.Fatal(err)
			}
			a := &advice{Week: week, speak: speak, seen: seen}
			if a.walk(week.Channels[0], nil, file, data); a.wrong != "" {
				t.Fatalf("week %d: %s", seed, a.wrong)
			}
		}
	}
	for _, key := range []string{"call_best", "call_not", "call_any", "call_none", "call_few", "call_unjudged", "call_old", "call_busy", "call_lede_all", "call_lede_p90", "call_lede_share", "call_lede_load",
		"call_avoid_all", "call_avoid_p90", "call_avoid_share", "call_avoid_load", "window_all", "window_load", "expect_wait", "expect_share", "expect_both", "coming", "coming_busiest", "busy_hour", "busy_tied", "busy_mean", "later_plain", "marked quiet", "marked busy", "marked <nil>"} {
		if seen[key] == 0 {
			t.Errorf("no week has led to %s", key)
		}
	}
}

type advice struct {
	*besttime.Week
	speak []*tongue
	seen  map[string]int
	wrong string
}

func (a *advice) walk(c besttime.ChannelWeek, row map[string]any, at string, v any) {
	switch v := v.(type) {
	case []any:
		for i, x := range v {
			a.walk(c, row, fmt.Sprintf("%s[%d]", at, i), x)
		}
	case map[string]any:
		if key, ok := v["k"].(string); ok {
			a.seen[key]++
			for _, in := range a.speak {
				if why := a.denied(c, row, in, key, v); why != "" && a.wrong == "" {
					a.wrong = fmt.Sprintf("%s %s, %s: %q: %s\n%+v", at, in.code, key, in.sentence(v), why, c)
				}
			}
			return
		}
		if i := slices.IndexFunc(a.Channels, func(x besttime.ChannelWeek) bool { return x.Channel == v["name"] }); i >= 0 {
			c = a.Channels[i]
		}
		if why := a.marked(c, row, v); why != "" && a.wrong == "" && !strings.Contains(at, ".typical.") {
			a.wrong = fmt.Sprintf("%s: %v of %v: %s\n%+v", at, v, row, why, c)
		}
		for k, x := range v {
			a.walk(c, v, at+"."+k, x)
		}
	}
}

// marked judges a cell of the week's grid: it is marked as part of a stretch that is told, or as clearly quiet or busy by
// itself, or not at all.
func (a *advice) marked(c besttime.ChannelWeek, row, cell map[string]any) string {
	label, is := cell["l"].(string)
	if !is || cell["s"] != nil {
		return ""
	}
	want := any(nil)
	if (label == besttime.Quiet || label == besttime.Busy) && !a.Old {
		want = label
	}
	for i, windows := range [][]besttime.Window{c.Quiet, c.Avoid} { // in these invented weeks they may overlap
		for _, w := range windows {
			if at := int(row["at"].(float64)); w.Weekday == int(cell["d"].(float64)) && at >= w.From && at < w.To {
				want = []string{besttime.Quiet, besttime.Busy}[i]
			}
		}
	}
	if cell["told"] != want {
		return fmt.Sprintf("it is %v", want)
	}
	a.seen[fmt.Sprintf("marked %v", want)]++
	return ""
}

// denied judges by the words: weekday, hours and numbers as this language writes them.
func (a *advice) denied(c besttime.ChannelWeek, row map[string]any, in *tongue, key string, v map[string]any) string {
	if strings.HasPrefix(key, "js_") { // what a browser may say is held against moments
		return ""
	}
	text := in.sentence(v)
	said := in.heard(key, text)
	if said == nil {
		return "its words do not fit their form"
	}
	if within, ok := said["threshold"]; ok && within != in.spoken(int(c.Basis.Threshold)) {
		return "another channel's threshold"
	}
	told := append(slices.Clone(c.Quiet), c.Avoid...)
	switch {
	case key == "call_best":
		return in.place(c.Quiet[0], said)
	case key == "call_not":
		return in.place(c.Avoid[0], said)
	case strings.HasPrefix(key, "call_lede_"):
		return firstOf(in.place(c.Quiet[0], said), in.holds(c.Quiet[0], key, said))
	case strings.HasPrefix(key, "call_avoid_"):
		return firstOf(in.place(c.Avoid[0], said), in.holds(c.Avoid[0], key, said), a.longer(c, key))
	case strings.HasPrefix(key, "window_"):
		from, weekday := row["from"].(float64), row["weekday"].(float64)
		for _, w := range told {
			if float64(w.From) == from && float64(w.Weekday) == weekday && in.holds(w, key, said) == "" {
				return ""
			}
		}
		return "no such stretch has these numbers"
	case key == "call_none" || key == "call_none_lede":
		return map[bool]string{true: "a time differs, or nothing was looked at"}[len(told) > 0 || !c.Basis.Judged() || a.Old]
	case key == "call_few" || key == "call_unjudged":
		return map[bool]string{true: "it was looked at"}[len(told) > 0 || key == "call_unjudged" && c.Basis.Judged()]
	case key == "call_old":
		return map[bool]string{true: "the figures are new"}[!a.Old]
	case key == "call_busy":
		return map[bool]string{true: "a time is quiet, or none is busy"}[len(c.Quiet) > 0 || len(c.Avoid) == 0]
	case key == "call_any":
		longest := c.P90
		for said["wait"] != in.spoken(int(longest)) {
			if longest++; longest > c.P90+60 || len(told) > 0 {
				return "times differ, or it is another wait"
			}
		}
		return ""
	case strings.HasPrefix(key, "expect_"):
		if _, told := said["share"]; told && !c.Known {
			return "nobody knows that share"
		}
		return firstOf(in.equal(said, "half", in.spoken(int(c.P50))), in.equal(said, "long", in.spoken(int(c.P90))), in.equal(said, "share", in.number(math.Round(c.Whole), 0)))
	case key == "coming" || key == "coming_busiest":
		return a.forecast(c, in, key, said)
	case strings.HasPrefix(key, "busy_"):
		if (key == "busy_mean") != (c.Busy.Start < 0) || key == "busy_hour" && c.Busy.Tied {
			return "another hour is as busy"
		}
		return firstOf(in.equal(said, "from", clock(c.Busy.Start)), in.equal(said, "to", clock(c.Busy.Start+60)))
	}
	return ""
}

func clock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

func (o *tongue) equal(said map[string]string, name, want string) string {
	if got, named := said[name]; named && strings.ReplaceAll(strings.ReplaceAll(got, "<b>", ""), "</b>", "") != want {
		return fmt.Sprintf("%s is %q, really %q", name, got, want)
	}
	return ""
}

func (o *tongue) place(w besttime.Window, said map[string]string) string {
	return firstOf(o.equal(said, "day", o.word(fmt.Sprintf("weekday_%d", w.Weekday), nil)), o.equal(said, "from", clock(w.From)), o.equal(said, "to", clock(w.To)))
}

func (o *tongue) holds(w besttime.Window, key string, said map[string]string) string {
	wait := w.P90
	if strings.HasSuffix(key, "_all") {
		wait = w.OfAll
	}
	if _, named := said["wait"]; named && wait < 0 {
		return "nobody knows that wait"
	}
	return firstOf(o.equal(said, "wait", o.spoken(int(wait))), o.equal(said, "share", o.number(math.Round(w.Share), 0)), o.equal(said, "perhour", o.number(math.Round(2*w.PerDay), 0)))
}

// longer: an hour to avoid is worse than the quiet one told beside it, or else than the week, by
// numbers of one kind; and its number does not read as the shorter of two unlike ones.
func (a *advice) longer(c besttime.ChannelWeek, key string) string {
	bad := c.Avoid[0]
	type pair struct{ bad, good, week float64 }
	all := map[string]pair{"all": {float64(bad.OfAll), -1, float64(c.P90)}, "p90": {float64(bad.P90), -1, float64(c.P90)}, "share": {-bad.Share, 1, -c.Whole}, "load": {bad.PerDay, -1, c.Whole}}
	if len(c.Quiet) > 0 {
		q := c.Quiet[0]
		for by, good := range map[string]float64{"all": float64(q.OfAll), "p90": float64(q.P90), "share": -q.Share, "load": q.PerDay} {
			p := all[by]
			p.good = good
			all[by] = p
		}
		if by := strings.TrimPrefix(key, "call_avoid_"); by == "p90" && float64(q.OfAll) >= all[by].bad {
			return "it reads as the shorter wait"
		}
	}
	p := all[strings.TrimPrefix(key, "call_avoid_")]
	known := p.good >= 0
	if strings.HasSuffix(key, "_share") {
		known = p.good <= 0
	}
	if than := map[bool]float64{true: p.good, false: p.week}[known]; p.bad <= than {
		return fmt.Sprintf("it is %g, and %g elsewhere", p.bad, than)
	}
	return ""
}

func (a *advice) forecast(c besttime.ChannelWeek, in *tongue, key string, said map[string]string) string {
	total, busiest := 0.0, slices.MaxFunc(c.Forecast.Slots, func(x, y besttime.Expected) int { return int(x.Load - y.Load) })
	equal := 0
	for _, s := range c.Forecast.Slots {
		if total += s.Load; s.Load == busiest.Load {
			equal++
		}
	}
	if key == "coming" {
		return in.equal(said, "total", in.number(total, 0))
	}
	if equal > 1 {
		return "several times are as busy"
	}
	return firstOf(in.equal(said, "day", in.word(fmt.Sprintf("weekday_%d", busiest.Weekday), nil)), in.equal(said, "start", clock(busiest.Slot)))
}
