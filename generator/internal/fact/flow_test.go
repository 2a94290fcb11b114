package fact_test

import (
	"maps"
	"testing"

	"shingle/generator/internal/fact"
)

// endings sums how contacts of a metric ended.
func (c *counted) endings(metric string) map[string]int64 {
	all := map[string]int64{}
	for _, s := range c.sets {
		for _, o := range s.Outcomes {
			if s.Metric.ID == metric {
				all[o.How] += o.Count
			}
		}
	}
	return all
}

// longs sums who waited longer than some minutes: answered, and not.
func (c *counted) longs(metric string) map[int][2]int64 {
	all := map[int][2]int64{}
	for _, s := range c.sets {
		for _, l := range s.Longs {
			if s.Metric.ID == metric {
				all[l.Minutes] = [2]int64{all[l.Minutes][0] + l.Answered, all[l.Minutes][1] + l.Left}
			}
		}
	}
	return all
}

func TestEveryContactEndsInOneWay(t *testing.T) {
	tests := []struct {
		what, kind, text string
		ends             map[string]int64
	}{
		{"exits are told", "contacts", `opened_at,team,answered,exit,wait_seconds
2026-10-01 09:00,north,yes,,20
2026-10-01 09:01,north,yes,,21
2026-10-31 23:59,south,yes,,
2026-11-01 00:00,south,no,callback,5
2026-10-01 09:04,south,no,voicemail,5
2026-10-01 09:05,,no,overflow,5
2026-10-01 09:06,,no,abandoned,5
2026-10-01 09:07,,no,,5
2026-10-01 09:08,,,,5
`, map[string]int64{"in_time": 1, "late": 1, "answered": 1, "callback": 1, "voicemail": 1, "overflow": 1, "hung_up": 1, "unanswered": 1, "not_known": 1, "untold_blocked": 9, "untold_left_menu": 9, "untold_self_served": 9}},
		{"only who was answered is told", "contacts", `opened_at,answered,wait_seconds
2026-10-01 09:00,yes,20
2026-10-01 09:01,no,21
`, map[string]int64{"in_time": 1, "unanswered": 1, "untold_blocked": 2, "untold_left_menu": 2, "untold_self_served": 2}},
		{"calls that we made are no one's wait", "contacts", `opened_at,answered,wait_seconds,abandoned,direction
2026-10-01 09:00,yes,20,no,inbound
2026-10-01 09:01,no,21,yes,inbound
2026-10-01 09:01,no,21,yes,outbound
`, map[string]int64{"in_time": 1, "hung_up": 1, "untold_blocked": 2, "untold_left_menu": 2, "untold_self_served": 2}},
		{"some never joined the queue", "contacts", `opened_at,answered,exit,wait_seconds
2026-10-01 09:00,yes,,20
2026-10-01 09:01,no,blocked,
2026-10-01 09:02,no,blocked,0
2026-10-01 09:03,yes,self_served,5
2026-10-01 09:04,,self_served,
`, map[string]int64{"in_time": 1, "blocked": 2, "self_served": 2, "untold_left_menu": 1}},
		{"a report", "intervals", `start,minutes,offered,answered,answered_in_time,abandoned,flow_outs
2026-10-01 09:00,30,10,7,6,1,1
2026-10-01 09:30,30,5,5,0,0,0
`, map[string]int64{"in_time": 6, "late": 6, "hung_up": 1, "left_queue": 1, "not_known": 1, "untold_blocked": 2, "untold_left_menu": 2, "untold_self_served": 2}},
		{"a report that tells of lines and menus", "intervals", `start,minutes,offered,answered,answered_in_time,abandoned,blocked,left_menu,self_served
2026-10-01 09:00,30,10,9,6,1,4,2,
2026-10-01 09:30,30,5,5,5,0,0,0,8
`, map[string]int64{"in_time": 11, "late": 3, "hung_up": 1, "blocked": 4, "left_menu": 2, "self_served": 8, "untold_self_served": 1}},
	}
	for _, test := range tests {
		d := &desk{metrics: phone()[:0]}
		for _, m := range phone() {
			if m.ID == "service_level" {
				d.metrics = append(d.metrics, m)
			}
		}
		d.source(t, "calls", test.kind, test.text)
		c := d.count(t)
		if s := c.said(); s != "" {
			t.Errorf("%s: %s", test.what, s)
		}
		if got := c.endings("service_level"); !maps.Equal(got, test.ends) {
			t.Errorf("%s: got %v, want %v", test.what, got, test.ends)
		}
	}
}

func TestLongWaitsCountWhoeverWaited(t *testing.T) {
	d := &desk{metrics: phone()}
	for i := range d.metrics {
		if d.metrics[i].Kind == "wait" {
			d.metrics[i].Tail = []int{5, 10}
		}
	}
	d.source(t, "calls", "contacts", `opened_at,answered,wait_seconds
2026-10-01 09:00,yes,300
2026-10-01 09:01,yes,301
2026-10-01 09:02,no,601
2026-10-01 09:03,no,
2026-10-01 09:04,,900
`)
	c := d.count(t)
	want := map[int][2]int64{0: {2, 1}, 5: {1, 1}, 10: {0, 1}}
	if got := c.longs("wait"); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v (minutes: answered, left)", got, want)
	}
}

// Whoever never joined the queue is in no score of it, and is counted as left out; who calls again
// about the same has called again, whatever the first call ran into.
func TestWhoNeverJoinedTheQueueIsInNoScoreOfIt(t *testing.T) {
	rows := `opened_at,customer,reason,answered,exit,wait_seconds
2026-09-01 09:00,z,bill,yes,,9
2026-10-01 09:00,a,bill,yes,,20
2026-10-01 09:01,b,bill,no,abandoned,30
2026-10-30 09:00,z,bill,yes,,9
`
	outside := `2026-10-02 09:00,a,bill,no,blocked,0
2026-10-02 09:01,c,bill,yes,self_served,3
2026-10-02 09:02,d,bill,no,left_menu,7
`
	count := func(text string) *counted {
		d := &desk{metrics: append(phone()[:4:4], fact.Metric{ID: "repeat", Kind: "fcr", Variant: "repeat_window", WindowDays: 7}, fact.Metric{ID: "volume", Kind: "volume"})}
		d.source(t, "calls", "contacts", text)
		return d.count(t)
	}
	without, with := count(rows), count(rows+outside)
	for _, m := range []string{"service_level", "abandonment", "wait", "volume"} {
		for i := range 8 {
			if got, want := with.sum(m, i), without.sum(m, i); got != want {
				t.Errorf("%s: count %d is %d, without the calls that never joined %d", m, i, got, want)
			}
		}
		left := map[string]int64{}
		for _, s := range with.sets {
			for _, e := range s.Excluded {
				if s.Metric.ID == m {
					left[e.Reason] += e.Count
				}
			}
		}
		if want := map[string]int64{"blocked": 1, "self_served": 1, "left_menu": 1}; !maps.Equal(left, want) {
			t.Errorf("%s leaves out %v, want %v", m, left, want)
		}
	}
	if x, n := without.sum("repeat", fact.X), with.sum("repeat", fact.X); x != 1 || n != 0 || with.sum("repeat", fact.N) != 1 {
		t.Errorf("resolved without the engaged line %d, with it %d of %d; want 1, then 0 of 1", x, n, with.sum("repeat", fact.N))
	}
}
