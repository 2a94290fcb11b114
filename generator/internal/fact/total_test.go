package fact_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/fact"
)

// total is a metric of total waits.
func total(change func(*fact.Metric)) []fact.Metric {
	m := fact.Metric{ID: "total", Kind: "wait", Variant: "total", WindowDays: 7, Tail: []int{5}}
	if change != nil {
		change(&m)
	}
	return []fact.Metric{m}
}

// summed is what total waits came to: seconds, issues, contacts, over five minutes, and what is left out.
type summed struct {
	seconds, issues, contacts, long int64
	left                            map[string]int64
}

func (c *counted) total() summed {
	s := summed{seconds: c.sum("total", fact.X) / 1e6, issues: c.sum("total", fact.N), contacts: c.sum("total", fact.Attempts), long: c.longs("total")[5][0], left: map[string]int64{}}
	for _, e := range c.sets[0].Excluded {
		s.left[e.Reason] += e.Count
	}
	return s
}

func (s summed) String() string {
	return fmt.Sprintf("%d s, %d issues, %d contacts, %d long, %v", s.seconds, s.issues, s.contacts, s.long, s.left)
}

func TestTotalWaitAddsUpTheWaitsOfAMatter(t *testing.T) {
	const edges = "2026-09-01 09:00,,edge,bill,north,yes,1\n2026-10-30 09:00,,edge,bill,north,yes,1\n"
	tests := []struct {
		what, rows string
		change     func(*fact.Metric)
		want       string
	}{
		{"who hangs up and calls again waits twice", "2026-09-20 09:00,,a,bill,north,no,40\n2026-09-20 09:30,,a,bill,south,yes,5\n2026-09-21 10:00,,b,bill,north,yes,12\n", nil, "57 s, 2 issues, 3 contacts, 0 long, map[immature:1 left_edge:1]"},
		{"another reason is another matter", "2026-09-20 09:00,,a,bill,north,yes,40\n2026-09-20 09:30,,a,move,north,yes,5\n", nil, "45 s, 2 issues, 2 contacts, 0 long, map[immature:1 left_edge:1]"},
		{"whatever it is about", "2026-09-20 09:00,,a,bill,north,yes,40\n2026-09-20 09:30,,a,move,north,yes,5\n", func(m *fact.Metric) { m.AnyReason = true }, "45 s, 1 issues, 2 contacts, 0 long, map[immature:1 left_edge:1]"},
		{"legs of one call are one contact", "2026-09-20 09:00,x,a,bill,north,yes,200\n2026-09-20 09:09,x,,,south,yes,101\n", nil, "301 s, 1 issues, 1 contacts, 1 long, map[immature:1 left_edge:1]"},
		{"legs alone", "2026-09-20 09:00,x,,,north,yes,200\n2026-09-20 09:09,x,,,south,no,\n2026-09-20 09:20,y,,,south,yes,7\n2026-09-20 09:21,y,,,north,yes,8\n2026-09-21 09:00,,,,north,yes,9\n", func(m *fact.Metric) { m.OneContact = true }, "26 s, 4 issues, 4 contacts, 0 long, map[no_wait:1]"},
		{"exactly seven days is within seven days", "2026-09-20 09:00,,a,bill,north,yes,40\n2026-09-27 09:00,,a,bill,north,yes,5\n", nil, "45 s, 1 issues, 2 contacts, 0 long, map[immature:1 left_edge:1]"},
		{"a second longer is another matter", "2026-09-20 09:00,,a,bill,north,yes,40\n2026-09-27 09:00:01,,a,bill,north,yes,5\n", nil, "45 s, 2 issues, 2 contacts, 0 long, map[immature:1 left_edge:1]"},
		{"what goes on for longer is cut, and begins nothing", "2026-09-20 09:00,,a,bill,north,yes,40\n2026-09-26 09:00,,a,bill,north,yes,5\n2026-10-01 09:00,,a,bill,north,yes,6\n", nil, "45 s, 1 issues, 2 contacts, 0 long, map[immature:1 later:1 left_edge:1]"},
		{"nobody was reached, or a wait is not known", "2026-09-20 09:00,,a,bill,north,no,40\n2026-09-20 09:00,,b,bill,north,yes,\n2026-09-20 09:00,,,bill,north,yes,4\n2026-09-20 09:00,,c,,north,yes,4\n", nil, "0 s, 0 issues, 0 contacts, 0 long, map[immature:1 left_edge:1 never_answered:1 no_customer:1 no_reason:1 no_wait:1]"},
	}
	for _, test := range tests {
		d := &desk{metrics: total(test.change)}
		d.source(t, "calls", "contacts", "opened_at,conversation,customer,reason,team,answered,wait_seconds\n"+edges+test.rows)
		c := d.count(t)
		if said := c.said(); said != "" {
			t.Errorf("%s: %s", test.what, said)
		}
		if got := c.total().String(); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.want)
		}
	}
}

func TestTotalWaitWithoutIdsIsAMistakeWithItsReason(t *testing.T) {
	for column, want := range map[string]string{
		"team":     `config.toml:99: shingle.metrics.total: variant "total" needs the column customer, or conversation and match = "conversation"; "calls" has none`,
		"customer": `config.toml:99: shingle.metrics.total: variant "total" match = "customer+reason" needs the column reason; "calls" has none (match = "customer" does without)`,
	} {
		d := &desk{metrics: total(nil)}
		d.source(t, "calls", "contacts", "opened_at,"+column+",answered,wait_seconds\n2026-10-01 09:00,x,yes,1\n")
		if got := d.count(t).said(); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

// a leg is a call, or a part of one.
type leg struct {
	at                             time.Time
	conversation, customer, reason string
	answered                       bool
	wait                           int // -1: not known
}

// totals adds up by the rule as it is written.
func totals(legs []leg, window time.Duration) summed {
	out := summed{left: map[string]int64{}}
	first, last := legs[0].at, legs[0].at
	var calls []leg
	slices.SortStableFunc(legs, func(a, b leg) int { return a.at.Compare(b.at) })
	for _, l := range legs {
		if l.at.Before(first) {
			first = l.at
		}
		if l.at.After(last) {
			last = l.at
		}
		i := slices.IndexFunc(calls, func(c leg) bool { return l.conversation != "" && c.conversation == l.conversation })
		if i < 0 {
			calls = append(calls, l)
			continue
		}
		c := &calls[i]
		c.answered = c.answered || l.answered
		c.customer, c.reason = cmp.Or(c.customer, l.customer), cmp.Or(c.reason, l.reason)
		if c.wait < 0 || l.wait < 0 {
			c.wait = -1
		} else {
			c.wait += l.wait
		}
	}
	matters := map[string][]leg{}
	for _, c := range calls {
		switch {
		case c.customer == "":
			out.left["no_customer"]++
		case c.reason == "":
			out.left["no_reason"]++
		default:
			matters[c.customer+"/"+c.reason] = append(matters[c.customer+"/"+c.reason], c)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(matters)) {
		for all := matters[key]; len(all) > 0; {
			chain := 1
			for chain < len(all) && all[chain].at.Sub(all[chain-1].at) <= window {
				chain++
			}
			begun, sum, answered, known, n := all[0].at, 0, false, true, int64(0)
			for _, c := range all[:chain] {
				if c.at.Sub(begun) > window {
					out.left["later"]++
					continue
				}
				n++
				sum += max(c.wait, 0)
				answered, known = answered || c.answered, known && c.wait >= 0
			}
			all = all[chain:]
			switch {
			case begun.Before(first.Add(window)):
				out.left["left_edge"]++
			case begun.Add(window).After(last):
				out.left["immature"]++
			case !answered:
				out.left["never_answered"]++
			case !known:
				out.left["no_wait"]++
			default:
				out.seconds, out.issues, out.contacts = out.seconds+int64(sum), out.issues+1, out.contacts+n
				if sum > 300 {
					out.long++
				}
			}
		}
	}
	return out
}

func TestTotalWaitIsCountedByTheRule(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 11))
	for round := range 10 {
		var all []leg
		var csv strings.Builder
		csv.WriteString("opened_at,conversation,customer,reason,answered,wait_seconds\n")
		minutes := random.Perm(80 * 24 * 60) // no two at once: which of them was first is not known
		for i := range 160 {
			l := leg{
				at:       time.Date(2026, 8, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(minutes[i]) * time.Minute),
				customer: []string{"", "a", "b", "c", "d", "e", "f"}[random.IntN(7)], reason: []string{"", "bill", "line"}[random.IntN(3)],
				answered: random.IntN(3) > 0, wait: random.IntN(400) - 20,
			}
			if random.IntN(3) == 0 {
				l.conversation = fmt.Sprint("c", random.IntN(25))
			}
			wait := fmt.Sprint(l.wait)
			if l.wait < 0 {
				l.wait, wait = -1, ""
			}
			fmt.Fprintf(&csv, "%s,%s,%s,%s,%v,%s\n", l.at.Format("2006-01-02 15:04:05Z"), l.conversation, l.customer, l.reason, l.answered, wait)
			all = append(all, l)
		}
		d := &desk{metrics: total(nil)}
		d.source(t, "calls", "contacts", csv.String())
		if got, want := d.count(t).total().String(), totals(all, 7*24*time.Hour).String(); got != want {
			t.Errorf("round %d:\n got %s\nwant %s", round, got, want)
		}
	}
}
