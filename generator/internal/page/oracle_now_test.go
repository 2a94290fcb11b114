package page_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"modernc.org/quickjs"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
	"shingle/generator/internal/page"
	"shingle/generator/internal/score"
)

// A browser is the theme's own script with the little of a browser that its rules ask for:
// clocks, names of days and numbers come from here.
type browser struct {
	*quickjs.VM
	in *tongue
}

const rulesOfBrowsers = `
globalThis.document = { documentElement: { lang: '' }, querySelector: () => null, querySelectorAll: () => [] };
globalThis.Intl = {
  DateTimeFormat: function (lang, o) {
    this.format = (date) => weekdayName(+date, !!o.day);
    this.formatToParts = (date) => clockParts(o.timeZone, +date).map((value, i) => ({ type: ['year', 'month', 'day', 'hour', 'minute'][i], value: String(value) }));
  },
  NumberFormat: function (lang, o) { this.format = (v) => written(+v, o?.style ?? '', +(o?.maximumFractionDigits ?? 0)); },
};`

func newBrowser(t *testing.T, scripts ...string) *browser {
	t.Helper()
	vm, err := quickjs.NewVM()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { vm.Close() })
	b := &browser{VM: vm}
	number := func(v any) float64 {
		if n, ok := v.(int); ok {
			return float64(n)
		}
		return v.(float64)
	}
	host := func(name string, f func(args []any) any) {
		if err := vm.RegisterHostFunc(name, func(args []any) (any, error) { return f(args), nil }); err != nil {
			t.Fatal(err)
		}
	}
	zones := map[string]*time.Location{}
	host("clockParts", func(args []any) any {
		zone := args[0].(string)
		if zones[zone] == nil {
			zones[zone] = location(t, zone)
		}
		at := time.UnixMilli(int64(number(args[1]))).In(zones[zone])
		return []int{at.Year(), int(at.Month()), at.Day(), at.Hour(), at.Minute()}
	})
	host("weekdayName", func(args []any) any {
		day := time.UnixMilli(int64(number(args[0]))).UTC()
		return b.in.word(fmt.Sprintf("weekday_%d", isoDay(day)), nil) + map[any]string{true: day.Format(" 2.1.")}[args[1]]
	})
	host("written", func(args []any) any {
		v, places := number(args[0]), int(number(args[2]))
		if args[1] == "percent" {
			text := b.in.number(100*v, places)
			if whole, rest, ok := strings.Cut(text, b.in.point); ok && strings.Trim(rest, "0") == "" {
				text = whole
			}
			return b.in.word("unit_percent", map[string]any{"n": text})
		}
		return b.in.number(v, places)
	})
	code := rulesOfBrowsers
	for _, name := range scripts {
		text, err := os.ReadFile(filepath.Join("..", "..", "..", "themes", "shingle", "assets", "js", name))
		if err != nil {
			t.Fatal(err)
		}
		code += string(text)
	}
	if _, err := vm.Eval(code, quickjs.EvalGlobal); err != nil {
		t.Fatal(err)
	}
	return b
}

func location(t *testing.T, name string) *time.Location {
	t.Helper()
	l, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func isoDay(at time.Time) int { return int(at.Weekday()+6)%7 + 1 }

// run calls what the scripts leave behind, and gives its answer back as JSON does.
func (b *browser) run(t *testing.T, code string, into any) {
	t.Helper()
	text, err := b.Eval("JSON.stringify("+code+")", quickjs.EvalGlobal)
	if err != nil {
		t.Fatalf("%v\n%s", err, code)
	}
	if err := json.Unmarshal([]byte(text.(string)), into); err != nil {
		t.Fatal(err)
	}
}

// A desk is a channel's week with the clock that it is told by.
type desk struct {
	*besttime.ChannelWeek
	slots    []besttime.Slot
	minutes  int
	zone     *time.Location
	holidays []fact.Day
	until    fact.Day
	promise  float64 // -1: none
}

// newDesk invents one: open on some days from and to some hour, with slots of which more or less
// is known, and stretches of them that are told as quiet or to be avoided, whatever their slots are.
func newDesk(t *testing.T, random *rand.Rand) *desk {
	d := &desk{ChannelWeek: &besttime.ChannelWeek{Channel: "phone", P50: 5, P90: int64(20 + random.IntN(300)), Whole: 60, Known: true}, minutes: []int{15, 30, 60}[random.IntN(3)], promise: -1,
		zone: location(t, []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"}[random.IntN(5)])}
	d.Basis = [...]besttime.Basis{{Threshold: 20, Waits: true}, {Threshold: 60}, {Load: true}, {Load: true, Waits: true}, {}}[random.IntN(5)]
	if d.P90 < 25 || !d.Basis.Waits {
		d.P90 = -1
	}
	d.until = firstDay(43) + fact.Day(40-random.IntN(60))
	from, to := 60*(7+random.IntN(3)), 60*(11+random.IntN(10))
	days := 1 + random.IntN(7)
	for day := 1; day <= days; day++ {
		first := len(d.slots)
		for at := from; at < to; at += d.minutes {
			s := besttime.Slot{Load: fact.Load{Segment: fact.Segment{Channel: "phone"}, Weekday: day, Slot: at, OnOpen: random.Int64N(400), Answered: random.Int64N(60), P90: random.Int64N(200)}, OpenDays: 10, Basis: d.Basis, Label: besttime.Normal}
			if d.Basis.Threshold > 0 {
				s.InPercent, s.Known = float64(random.IntN(101)), random.IntN(6) > 0
			}
			d.slots = append(d.slots, s)
		}
		if !d.Basis.Judged() {
			continue
		}
		last := from
		for range random.IntN(4) {
			start := from + 60*random.IntN((to-from)/60)
			if random.IntN(2) == 0 && last < to { // right after another one
				start = last
			}
			w := besttime.Window{Weekday: day, From: start, To: min(to, start+60*(1+random.IntN(3))), Share: -1, P90: -1, OfAll: -1, PerDay: 40 * random.Float64(), Offered: 100, Weeks: 9}
			if d.Basis.Threshold > 0 {
				w.Share = float64(random.IntN(101))
			}
			if d.Basis.Waits && random.IntN(8) > 0 {
				w.P90 = random.Int64N(150)
			}
			for _, s := range d.slots[first:] { // as a rule its slots are alike
				if at := s.Load.Slot; at >= w.From && at < w.To && random.IntN(3) > 0 && w.P90 >= 0 {
					d.slots[first+(at-from)/d.minutes].P90 = w.P90
				}
			}
			if side := map[bool]*[]besttime.Window{true: &d.Quiet, false: &d.Avoid}[random.IntN(3) > 0]; len(*side) < 3 && !overlaps(w, d.Quiet) && !overlaps(w, d.Avoid) {
				*side, last = append(*side, w), w.To
			}
		}
	}
	if random.IntN(3) == 0 {
		d.Quiet = nil
	}
	for day := firstDay(43); day < firstDay(43)+40; day++ {
		if random.IntN(12) == 0 {
			d.holidays = append(d.holidays, day)
		}
	}
	if d.Basis.Threshold > 0 && random.IntN(2) == 0 {
		d.promise = 80
	}
	return d
}

func overlaps(w besttime.Window, among []besttime.Window) bool {
	return slices.ContainsFunc(among, func(x besttime.Window) bool { return x.Weekday == w.Weekday && w.From < x.To && x.From < w.To })
}

// offered is what a built home gives to the browser: the sentences, and the numbers to choose by.
func (d *desk) offered(t *testing.T) (says map[string]map[string]any, data json.RawMessage) {
	t.Helper()
	in := &page.Input{Title: "Scores", BaseURL: "https://scores.example/", Zone: d.zone, AsOf: firstDay(43), Languages: []page.Language{{Code: "en"}}, Hours: &hours.Hours{}}
	in.Week = &besttime.Week{From: firstDay(40), To: firstDay(43) - 1, Minutes: d.minutes, Until: d.until, Slots: d.slots, Channels: []besttime.ChannelWeek{*d.ChannelWeek}, Only: "phone"}
	in.Hours.Holidays = d.holidays
	if d.promise >= 0 {
		m := score.Metric{Metric: fact.Metric{ID: "sl", Kind: "service_level", Variant: "offered", Threshold: d.Basis.Threshold}, Channel: "phone", Direction: score.Up, Promise: big.NewRat(int64(d.promise), 1)}
		in.Metrics = []score.Metric{m}
		in.Sets = []fact.Set{{Metric: &in.Metrics[0].Metric, Daily: true, Facts: fact.FactsOf(fact.Fact{Day: firstDay(42), Counts: fact.Counts{fact.Answered: 10, fact.AnsweredInTime: 9}})}}
		in.Lines = score.Compute(in.Sets, in.Metrics, in.AsOf)
		score.Compare(in.Lines)
	}
	out, err := page.Write(in)
	if err != nil {
		t.Fatal(err)
	}
	var home struct {
		Call struct {
			Says map[string]map[string]any
			Data json.RawMessage
		}
	}
	if err := json.Unmarshal(out.Hugo["data/home.json"], &home); err != nil {
		t.Fatal(err)
	}
	return home.Call.Says, home.Call.Data
}
