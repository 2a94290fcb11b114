package fact_test

import (
	"maps"
	"testing"
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
`, map[string]int64{"in_time": 1, "late": 1, "answered": 1, "callback": 1, "voicemail": 1, "overflow": 1, "hung_up": 1, "unanswered": 1, "not_known": 1}},
		{"only who was answered is told", "contacts", `opened_at,answered,wait_seconds
2026-10-01 09:00,yes,20
2026-10-01 09:01,no,21
`, map[string]int64{"in_time": 1, "unanswered": 1}},
		{"calls that we made are no one's wait", "contacts", `opened_at,answered,wait_seconds,abandoned,direction
2026-10-01 09:00,yes,20,no,inbound
2026-10-01 09:01,no,21,yes,inbound
2026-10-01 09:01,no,21,yes,outbound
`, map[string]int64{"in_time": 1, "hung_up": 1}},
		{"a report", "intervals", `start,minutes,offered,answered,answered_in_time,abandoned,flow_outs
2026-10-01 09:00,30,10,7,6,1,1
2026-10-01 09:30,30,5,5,0,0,0
`, map[string]int64{"in_time": 6, "late": 6, "hung_up": 1, "left_queue": 1, "not_known": 1}},
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
