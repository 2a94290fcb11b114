package fact_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/fact"
)

// an attempt is somebody's contact.
type attempt struct {
	at               time.Time
	customer, reason string
	answered         bool
}

// issues counts by the rule as it is written: in order of time, an answered contact begins
// an issue unless an issue's chain is within the window before it; every attempt (or every
// answered one) within the window of the last link is one more link.
func issues(all []attempt, window time.Duration, byReason, answeredOnly bool) (resolved, n, noCustomer, noReason int64) {
	first, last := all[0].at, all[0].at
	chains := map[string][]attempt{}
	for _, a := range all {
		if a.at.Before(first) {
			first = a.at
		}
		if a.at.After(last) {
			last = a.at
		}
		key := a.customer
		switch {
		case a.customer == "":
			noCustomer++
			continue
		case byReason && a.reason == "":
			noReason++
			continue
		case byReason:
			key += "/" + a.reason
		}
		if a.answered || !answeredOnly {
			chains[key] = append(chains[key], a)
		}
	}
	for _, c := range chains {
		slices.SortStableFunc(c, func(a, b attempt) int { return a.at.Compare(b.at) })
		open := false
		for i, a := range c {
			if i > 0 && a.at.Sub(c[i-1].at) > window {
				open = false
			}
			if open || !a.answered {
				continue
			}
			open = true
			if a.at.Before(first.Add(window)) || a.at.Add(window).After(last) {
				continue
			}
			n++
			if i+1 == len(c) || c[i+1].at.Sub(a.at) > window {
				resolved++
			}
		}
	}
	return
}

func TestRepeatsAreCountedByTheRule(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 8))
	for round := range 12 {
		byReason, answeredOnly := round%2 == 0, round%3 == 0
		var all []attempt
		var csv strings.Builder
		csv.WriteString("opened_at,customer,reason,answered\n")
		for range 150 {
			a := attempt{
				at:       time.Date(2026, 8, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(random.IntN(80*24*4)) * 15 * time.Minute),
				customer: []string{"", "a", "b", "c", "d", "e", "f", "g", "h"}[random.IntN(9)],
				reason:   []string{"", "bill", "line"}[random.IntN(3)],
				answered: random.IntN(3) > 0,
			}
			all = append(all, a)
			fmt.Fprintf(&csv, "%s,%s,%s,%v\n", a.at.Format("2006-01-02 15:04:05Z"), a.customer, a.reason, a.answered)
		}
		d := &desk{metrics: []fact.Metric{{ID: "fcr", Kind: "fcr", Variant: "repeat_window", WindowDays: 7, AnyReason: !byReason, AnsweredOnly: answeredOnly}}}
		d.source(t, "calls", "contacts", csv.String())
		c := d.count(t)
		x, n, noCustomer, noReason := issues(all, 7*24*time.Hour, byReason, answeredOnly)
		left := map[string]int64{}
		for _, e := range c.sets[0].Excluded {
			left[e.Reason] += e.Count
		}
		if got, of := c.sum("fcr", fact.X), c.sum("fcr", fact.N); got != x || of != n || left["no_customer"] != noCustomer || left["no_reason"] != noReason {
			t.Errorf("round %d (by reason %v, answered only %v): got %d of %d, %v; want %d of %d, no_customer %d, no_reason %d", round, byReason, answeredOnly, got, of, left, x, n, noCustomer, noReason)
		}
	}
}

func TestHangingUpIsNoResolution(t *testing.T) {
	for answeredOnly, want := range map[bool]int64{false: 0, true: 1} {
		d := &desk{metrics: []fact.Metric{{ID: "fcr", Kind: "fcr", Variant: "repeat_window", WindowDays: 7, AnyReason: true, AnsweredOnly: answeredOnly}}}
		d.source(t, "calls", "contacts", "opened_at,customer,answered\n2026-09-01 09:00,edge,yes\n2026-09-20 09:00,a,yes\n2026-09-22 09:00,a,no\n2026-10-20 09:00,young,yes\n")
		if x, n := d.count(t).sum("fcr", fact.X), d.count(t).sum("fcr", fact.N); x != want || n != 1 {
			t.Errorf("answered only %v: got %d of %d, want %d of 1", answeredOnly, x, n, want)
		}
	}
}
