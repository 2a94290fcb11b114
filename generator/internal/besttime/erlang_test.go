package besttime

import (
	"fmt"
	"math"
	"testing"
)

func TestErlangCIsUnstableWithoutSlack(t *testing.T) {
	for agents, want := range map[int]bool{0: false, 19: false, 20: false, 21: true} {
		q, ok := ErlangC(100, 1800, 360, agents)
		if ok != want || q.Load != 20 {
			t.Errorf("%d people for 20 erlangs: got %v with %v erlangs, want %v", agents, ok, q.Load, want)
		}
	}
}

// One person is the M/M/1 queue of the textbooks: the chance to wait is the load itself.
func TestErlangCWithOnePersonIsTheTextbookQueue(t *testing.T) {
	q, ok := ErlangC(18, 3600, 100, 1) // half an erlang
	if !ok {
		t.Fatal("unstable")
	}
	near(t, "waits", q.Waits, .5, 12)
	near(t, "mean wait", q.MeanWait, 100, 9)
	near(t, "answered at once", q.AnsweredWithin(0), 50, 9)
	near(t, "answered within 200 s", q.AnsweredWithin(200), 100*(1-.5*math.Exp(-1)), 9)
}

func TestErlangCWithoutCalls(t *testing.T) {
	for _, c := range [][2]float64{{0, 240}, {100, 0}} {
		q, ok := ErlangC(c[0], 1800, c[1], 3)
		if !ok || q.Waits != 0 || q.MeanWait != 0 || q.AnsweredWithin(0) != 100 || q.Wait(.9) != 0 || q.Occupancy != 0 {
			t.Errorf("%v calls of %v s: got %+v %v, want no waits", c[0], c[1], q, ok)
		}
	}
}

func TestErlangCRefusesNegatives(t *testing.T) {
	for _, c := range []struct {
		calls, period, handle float64
		agents                int
	}{{-1, 1800, 240, 5}, {1, 0, 240, 5}, {1, -1800, 240, 5}, {1, 1800, -1, 5}, {1, 1800, 240, -1}, {math.NaN(), 1800, 240, 5}} {
		wantBug(t, fmt.Sprint(c), func() { ErlangC(c.calls, c.period, c.handle, c.agents) })
	}
}

func FuzzErlangC(f *testing.F) {
	f.Add(uint16(360), uint16(240), uint16(7))
	f.Add(uint16(65535), uint16(1800), uint16(1))
	f.Fuzz(func(t *testing.T, calls, handle, spare uint16) {
		load := float64(calls) / 1800 * float64(handle)
		agents := int(load) + 1 + int(spare)%1000
		q, ok := ErlangC(float64(calls), 1800, float64(handle), agents)
		if !ok {
			t.Fatalf("%d people for %v erlangs: unstable", agents, load)
		}
		if !(q.Waits >= 0 && q.Waits <= 1+1e-12 && q.MeanWait >= 0 && q.Occupancy >= 0 && q.Occupancy < 1) {
			t.Fatalf("got %+v", q)
		}
		more, _ := ErlangC(float64(calls), 1800, float64(handle), agents+1)
		if more.Waits > q.Waits || more.MeanWait > q.MeanWait {
			t.Errorf("one more person makes waits longer: %+v, %+v", q, more)
		}
		for _, share := range []float64{.1, .5, .8, .9, .99} {
			wait := q.Wait(share)
			within := q.AnsweredWithin(wait)
			if wait < 0 || within < 100*share-1e-6 || wait > 0 && within > 100*share+1e-6 {
				t.Errorf("%v of callers within %v s: got %v %%", share, wait, within)
			}
		}
		if now, later := q.AnsweredWithin(0), q.AnsweredWithin(20); now > later || math.Abs(now-100*(1-q.Waits)) > 1e-9 {
			t.Errorf("got %v at once and %v in 20 s", now, later)
		}
	})
}
