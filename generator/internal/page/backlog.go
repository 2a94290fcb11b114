package page

import (
	"strconv"

	"shingle/generator/internal/score"
)

var backlogColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
	field{"reason", "string", "why people got in touch, in the publisher's words; empty means all", false, nil},
	field{"open", "integer", "open at the period's end, or at the newest record of one that is not over", true, nil},
	field{"opened", "integer", "opened in the period; empty by reason", false, nil},
	field{"closed", "integer", "closed in the period, whenever they were opened; empty by reason", false, nil},
	field{"median_age_days", "integer", "whole days that half of the open had at most been open for; empty: nothing was open", false, nil},
	field{"oldest_days", "integer", "whole days that the oldest had been open for", false, nil},
	field{"older_days", "integer", "open for so many days or longer is old", true, nil},
	field{"older", "integer", "how many of the open were", true, nil})

// backlogs is what was open, and for how long.
func backlogs(in *Input) *table {
	t := newTable(in, "backlog", "Backlog: what was open at the end, what was opened and closed, how old the open was", backlogColumns, true)
	add := func(l *score.Line, team, reason string) {
		b, ok := l.Backlog()
		if !ok {
			return
		}
		opened, closed, median, oldest := figure(b.Opened), figure(b.Closed), "", ""
		if reason != "" {
			opened, closed = "", ""
		}
		if b.Open > 0 {
			median, oldest = strconv.Itoa(b.Median), strconv.Itoa(b.Oldest)
		}
		t.add(l.Metric.ID, team, l.Channel, l.Period.Grain.String(), l.Period.String(), reason, figure(b.Open), opened, closed, median, oldest, strconv.Itoa(l.Metric.OlderDays), figure(b.Older))
	}
	for i := range in.Metrics {
		for _, l := range in.Lines {
			if l.Metric.ID == in.Metrics[i].ID {
				add(l, l.Team, "")
			}
		}
		for _, l := range in.Reasons {
			if l.Metric.ID == in.Metrics[i].ID && l.Team != "" {
				add(l, "", l.Team)
			}
		}
	}
	return t
}

// backlogView is what is open, and for how long.
type backlogView struct {
	Says   *sentence `json:"says"`
	Ages   *sentence `json:"ages,omitempty"` // nil: nothing is open
	Opened int64     `json:"opened"`
	Closed int64     `json:"closed"`
	Open   int64     `json:"open"`
	Older  int64     `json:"older"`
	Days   int       `json:"days"`
	Median int       `json:"median"`
	Oldest int       `json:"oldest"`
}

func backlogOf(l *score.Line) *backlogView {
	b, ok := l.Backlog()
	if !ok {
		return nil
	}
	v := &backlogView{Opened: b.Opened, Closed: b.Closed, Open: b.Open, Older: b.Older, Days: l.Metric.OlderDays, Median: b.Median, Oldest: b.Oldest}
	key := "backlog_same"
	switch {
	case b.Opened > b.Closed:
		key = "backlog_grew"
	case b.Opened < b.Closed:
		key = "backlog_shrank"
	}
	v.Says = say(key, args{"opened": number(b.Opened), "closed": number(b.Closed), "period": inPeriod(l.Period), "by": number(max(b.Opened-b.Closed, b.Closed-b.Opened))}).Rests(evidence{Line: l})
	if b.Open > 0 {
		v.Ages = say("backlog_ages", args{"open": number(b.Open), "median": number(int64(b.Median)), "oldest": number(int64(b.Oldest)), "older": number(b.Older), "days": number(int64(l.Metric.OlderDays))}).Rests(evidence{Line: l})
	}
	return v
}
