package page_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// Which quiet times best times names for today and tomorrow are those that a reader's own days
// have, wherever the reader is: none is left out, none is over, and none is of another day.
func TestNoDayIsContradicted(t *testing.T) {
	b, speak := newBrowser(t, "say.js", "clock.js", "advice.js", "times.js"), tongues(t)
	seen := map[string]int{}
	for seed := range invented(600, 400, 60) {
		random := rand.New(rand.NewPCG(seed, 16))
		d := newDesk(t, random)
		var slots [][3]int
		for _, w := range d.Quiet {
			slots = append(slots, [3]int{w.Weekday, w.From, w.To})
		}
		closed := []string{}
		for _, day := range d.holidays {
			closed = append(closed, day.String())
		}
		for range 5 {
			in := speak[random.IntN(len(speak))]
			b.in = in
			texts := map[string]string{}
			for name, key := range map[string]string{"today": "soon_today", "notoday": "soon_no_today", "tomorrow": "soon_tomorrow", "notomorrow": "soon_no_tomorrow"} {
				texts[name] = in.word(key, map[string]any{"times": "{times}"})
			}
			given, err := json.Marshal([]any{slots, texts, d.zone.String(), closed})
			if err != nil {
				t.Fatal(err)
			}
			m := &moment{desk: d, in: in, now: firstDay(43).Time().Add(time.Duration(random.IntN(25*24*60)) * time.Minute),
				here: location(t, []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo", d.zone.String()}[random.IntN(6)])}
			var said []string
			b.run(t, fmt.Sprintf("(([slots, say, zone, closed]) => soonOf(slots ?? [], say, clockOf(zone, closed, new Date(%d)), %q))(%s)", m.now.UnixMilli(), m.here, given), &said)
			if len(said) != 2 {
				t.Fatalf("says %q", said)
			}
			for ahead, name := range []string{"today", "tomorrow"} {
				var want []string
				for _, s := range m.coming(d.Quiet) {
					if from := day(s.from.In(m.here)); from.Equal(day(m.now.In(m.here)).AddDate(0, 0, ahead)) || ahead == 0 && s.from.Before(m.now) {
						want = append(want, s.from.In(m.here).Format("15:04")+"–"+s.to.In(m.here).Format("15:04"))
					}
				}
				key := "soon_" + name
				if len(want) == 0 {
					key = "soon_no_" + name
				}
				parts := in.heard(key, said[ahead])
				if parts == nil || parts["times"] != strings.Join(want, ", ") {
					t.Fatalf("desk %d at %s in %s, %s: %q, want %s with %q\nquiet %+v", seed, m.now.In(d.zone), m.here, in.code, said[ahead], key, want, d.Quiet)
				}
				seen[key]++
			}
		}
	}
	if testing.Short() {
		return
	}
	for _, key := range []string{"soon_today", "soon_no_today", "soon_tomorrow", "soon_no_tomorrow"} {
		if seen[key] == 0 {
			t.Errorf("no moment has led to %s", key)
		}
	}
}
