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

// stocks sums, month by month, what was opened and closed in it, and open at its end.
func (c *counted) stocks() (opened, closed, open map[fact.Day]int64) {
	opened, closed, open = map[fact.Day]int64{}, map[fact.Day]int64{}, map[fact.Day]int64{}
	for f := range c.sets[0].Facts.All() {
		opened[fact.PeriodOf(f.Day, fact.Month).First] += f.Counts[0]
	}
	for _, x := range c.sets[0].Closings {
		closed[x.Day] += x.Count
	}
	for _, a := range c.sets[0].Ages {
		open[a.Day] += a.Count
	}
	return opened, closed, open
}

// The clocks go back on 25 October: from 24 October 12:00 on, 31 October's end is 7 days and 13
// hours away. A case that is closed as a month ends was open in it; one that we began is nobody's.
func TestBacklogIsWhatIsOpenAsAMonthEnds(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "backlog", Kind: "backlog", OlderDays: 7}}}
	d.source(t, "cases", "contacts", `opened_at,closed_at,team,direction
2026-09-30 23:59,2026-10-01 00:00,north,inbound
2026-09-01 09:00,2026-10-31 23:59,north,inbound
2026-10-24 12:00,,north,inbound
2026-10-24 00:00,2026-11-01 00:00,south,inbound
2026-10-31 23:30,,south,inbound
2026-10-31 23:30,,south,outbound
2026-10-02 09:00,2026-10-02 10:00,south,inbound
`)
	c := d.count(t)
	if s := c.said(); s != "" {
		t.Fatal(s)
	}
	var got []string
	for _, a := range c.sets[0].Ages {
		got = append(got, fmt.Sprintf("%s %s %d days: %d", a.Day, a.Team, a.Days, a.Count))
	}
	for _, x := range c.sets[0].Closings {
		got = append(got, fmt.Sprintf("%s %s closed: %d", x.Day, x.Team, x.Count))
	}
	slices.Sort(got)
	want := []string{"2026-09-01 north 0 days: 1", "2026-09-01 north 29 days: 1", "2026-10-01 north 7 days: 1", "2026-10-01 north closed: 2",
		"2026-10-01 south 0 days: 1", "2026-10-01 south 8 days: 1", "2026-10-01 south closed: 1"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What is open is what was open, and what was opened, less what was closed: over a change of the
// clocks, too.
func TestBacklogsFollowFromWhatCameAndWent(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 2))
	text := strings.Builder{}
	text.WriteString("opened_at,closed_at\n")
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 3000 {
		came := begin.Add(time.Duration(random.IntN(300*24*60)) * time.Minute)
		closed := ""
		if at := came.Add(time.Duration(random.IntN(90*24*60)) * time.Minute); random.IntN(10) > 0 && at.Before(begin.AddDate(0, 10, 0)) {
			closed = at.Format("2006-01-02 15:04")
		}
		fmt.Fprintf(&text, "%s,%s\n", came.Format("2006-01-02 15:04"), closed)
	}
	d := &desk{metrics: []fact.Metric{{ID: "backlog", Kind: "backlog"}}}
	d.source(t, "cases", "contacts", text.String())
	opened, closed, open := d.count(t).stocks()
	before := int64(0)
	for p := fact.PeriodOf(on(t, "2026-01-01"), fact.Month); p.First < on(t, "2026-11-01"); p = p.Next() {
		if want := before + opened[p.First] - closed[p.First]; open[p.First] != want || opened[p.First] == 0 {
			t.Errorf("%s: got %d open, want %d + %d - %d = %d", p, open[p.First], before, opened[p.First], closed[p.First], want)
		}
		before = open[p.First]
	}
}
