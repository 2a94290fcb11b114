package page

import (
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// dots is how the segments of a metric compare: each a dot with its margin, on one
// scale. They are in the order of their names: ranks would promise more than the
// margins hold.
type dots struct {
	Period  value     `json:"period"`
	Rows    []dotRow  `json:"rows"`
	Daily   bool      `json:"daily,omitempty"`   // everything was counted: margins are of how days differ
	Promise *float64  `json:"promise,omitempty"` // where the promise's line stands, 0 to 240
	From    value     `json:"from"`
	To      value     `json:"to"`
	Hidden  *sentence `json:"hidden,omitempty"` // segments that are withheld
}

type dotRow struct {
	Name    string    `json:"name"`
	Path    string    `json:"path,omitempty"`
	Value   *value    `json:"value,omitempty"`
	X       *float64  `json:"x,omitempty"`
	Low     *float64  `json:"low,omitempty"`
	High    *float64  `json:"high,omitempty"`
	Likely  *sentence `json:"likely,omitempty"` // from where to where, for the ear
	Status  mark      `json:"status"`
	State   mark      `json:"state"`
	Reason  *sentence `json:"reason,omitempty"`
	N       *sentence `json:"n,omitempty"`
	Few     bool      `json:"few,omitempty"`
	Verdict mark      `json:"verdict,omitzero"` // better or worse, where it holds
}

const dotWidth = 240

func (b *book) dots(m *score.Metric, p fact.Period, segments []fact.Segment, notable map[*score.Line]bool) *dots {
	var lines []*score.Line
	for _, seg := range segments {
		if l := b.at(m, seg, p); l != nil {
			lines = append(lines, l)
		}
	}
	if len(lines) < 2 {
		return nil
	}
	low, high, any := 0.0, 0.0, false
	reach := func(v float64) {
		if !any || v < low {
			low = v
		}
		if !any || v > high {
			high = v
		}
		any = true
	}
	for _, l := range lines {
		if !l.Shown() {
			continue
		}
		v, _ := l.Value.Float64()
		reach(v)
		if l.Interval != nil {
			reach(l.Interval.Low)
			reach(l.Interval.High)
		}
	}
	if m.Unit() == score.Count {
		reach(0)
	}
	promise := lines[0].Promise()
	if promise != nil && any {
		v, _ := promise.Float64()
		reach(v)
	}
	edge := (high - low) * 0.06
	if edge == 0 {
		edge = 1
	}
	low, high = low-edge, high+edge
	if u := m.Unit(); u == score.Percent || u == score.Index {
		low, high = max(low, 0), min(high, 100)
	} else if u == score.Seconds || u == score.Count || u == score.Rate {
		low = max(low, 0)
	}
	at := func(v float64) *float64 {
		x := roundedFloat(min(max((v-low)/(high-low), 0), 1)*dotWidth, 1)
		return &x
	}
	staff := lines[0].Staff
	d := &dots{Period: inPeriod(p), From: quantityFloat(m, low, decimals(m, staff)), To: quantityFloat(m, high, decimals(m, staff))}
	if promise != nil {
		v, _ := promise.Float64()
		d.Promise = at(v)
	}
	d.Hidden = hidden("hidden_teams", lines)
	for _, l := range lines {
		r := dotRow{Name: Mask(l.Team + l.Channel), Status: statusOf(l), State: stateOf(l)}
		if l.Team != "" {
			r.Path = "teams/" + b.slug(l.Team) + "/"
		}
		if !l.Shown() {
			r.Reason = reasonOf(l)
			d.Rows = append(d.Rows, r)
			continue
		}
		places := apart(l, decimals(m, l.Staff))
		v := quantity(m, l.Value, places)
		f := v.V.(float64)
		r.Value, r.X, r.N = &v, at(f), b.standsFor(l)
		r.Few = l.Survey() && l.N < fewAnswers
		if l.Interval != nil {
			key := "dots_daily"
			if giveOrTake(l) != nil {
				key = "dots_likely"
			}
			d.Daily = key == "dots_daily"
			r.Likely = say(key, args{"low": quantityFloat(m, l.Interval.Low, places), "high": quantityFloat(m, l.Interval.High, places)}).Rests(evidence{Line: l})
			r.Low, r.High = at(roundedFloat(l.Interval.Low, places)), at(roundedFloat(l.Interval.High, places))
		}
		if notable[l] && b.marked(l) {
			r.Verdict = verdictOf(l)
		}
		d.Rows = append(d.Rows, r)
	}
	return d
}
