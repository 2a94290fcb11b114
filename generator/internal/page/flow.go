package page

import (
	"math/big"
	"strconv"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

var flowColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
	field{"outcome", "string", "how contacts ended; each is counted once. The first three never joined the queue, and count in no score of it", true, fact.Outcomes()},
	field{"count", "integer", "how many; empty: the export does not tell", false, nil},
	field{"of_100", "integer", "of a hundred, in whole numbers that add up to 100; empty: the export does not tell", false, nil})

var tailColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
	field{"over_minutes", "integer", "who waited longer than this", true, nil},
	field{"count", "integer", "how many, answered or not", true, nil},
	field{"share", "number", "percent of those whose wait is known", true, nil},
	field{"answered", "integer", "of these, answered in the end", true, nil},
	field{"left_queue", "integer", "of these, left without an answer", true, nil},
	field{"known", "integer", "of how many it is known how long they waited", true, nil})

// flows is how contacts ended, where a service level is told.
func flows(in *Input) *table {
	t := newTable(in, "flow", "What became of contacts: how they ended, of a hundred", flowColumns, false)
	for _, l := range in.Lines {
		for _, o := range l.Flow() {
			n, hundred := figure(o.N), figure(o.Hundred)
			if o.N < 0 && l.Team != "" {
				continue
			} else if o.N < 0 {
				n, hundred = "", ""
			}
			t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), o.How, n, hundred)
		}
	}
	return t
}

// tails is how many waited long. Of a large site's lines, the shortest time that nobody waited
// longer than is the last.
func tails(in *Input) *table {
	t := newTable(in, "tail", "Long waits: who waited longer than some minutes", tailColumns, false)
	for _, l := range in.Lines {
		for _, w := range l.Tails() {
			t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), strconv.Itoa(w.Minutes), figure(w.N()),
				score.FormatRat(big.NewRat(100*w.N(), w.Of), 4), figure(w.Answered), figure(w.Left), figure(w.Of))
			if w.N() == 0 && in.large() {
				break
			}
		}
	}
	return t
}

// flowView is where a hundred who asked for a person went, and how many reached one.
type flowView struct {
	Says      *sentence `json:"says"`
	Reach     *sentence `json:"reach,omitempty"`
	Helped    *sentence `json:"helped,omitempty"`
	Threshold value     `json:"threshold"`
	Beyond    bool      `json:"beyond"` // who never joined the queue is in it
	Ends      []endView `json:"ends"`
}

// endView is one way to end: of a trunk of a hundred, it takes W away and leaves X. Told is false where the
// export does not tell how many.
type endView struct {
	How     string  `json:"how"`
	Told    bool    `json:"told"`
	Hundred int64   `json:"hundred"`
	N       int64   `json:"n"`
	X       float64 `json:"x"`
	W       float64 `json:"w"`
}

func flowOf(l *score.Line) *flowView {
	r, ok := l.Reach()
	if !ok {
		return nil
	}
	v, left := &flowView{Threshold: seconds(int64(l.Metric.Threshold)), Beyond: r.Beyond}, r.Asked
	at := func(n int64) float64 { return roundedFloat(100*float64(n)/float64(r.Asked), 2) }
	for _, o := range l.Flow() {
		e := endView{How: o.How, Told: o.N >= 0}
		if e.Told {
			left -= o.N
			e.Hundred, e.N, e.X, e.W = o.Hundred, o.N, at(left), at(o.N)
		}
		v.Ends = append(v.Ends, e)
	}
	key := "flow_reached"
	switch {
	case !r.Beyond:
		key = "flow_reached_queue"
	case !r.Whole:
		key = "flow_reached_known"
	}
	asked := args{"n": number(r.Asked), "period": inPeriod(l.Period)}
	v.Says = say("flow_of", asked).Rests(evidence{Line: l})
	v.Reach = say(key, asked, args{"share": fineShare(r.Reached, r.Asked)}).Rests(evidence{Line: l})
	if r.Helped > 0 {
		v.Helped = say("flow_helped", args{"share": fineShare(r.Helped, r.Asked)}).Rests(evidence{Line: l})
	}
	return v
}

// tailView is how many waited long, beside what an average says.
type tailView struct {
	Says    *sentence  `json:"says"`
	Rows    []longView `json:"rows"`
	Leavers bool       `json:"leavers"`         // those who left without an answer are in it, too
	Whole   bool       `json:"whole,omitempty"` // of whole matters, with all their waits
}

type longView struct {
	Over  value `json:"over"`
	N     int64 `json:"n"`
	Share value `json:"share"`
	Left  int64 `json:"left"`
}

func tailOf(l *score.Line) *tailView {
	all := l.Tails()
	if len(all) == 0 {
		return nil
	}
	first := all[0]
	v := &tailView{Leavers: first.Leavers, Whole: l.Metric.Method().Of == metric.Matters}
	key := "tail_says"
	if first.N() == 0 {
		key = "tail_none"
	}
	if v.Whole {
		key += "_matters"
	}
	v.Says = say(key, args{"n": number(first.N()), "of": number(first.Of), "over": seconds(60 * int64(first.Minutes)), "period": inPeriod(l.Period)}).Rests(evidence{Line: l})
	for _, w := range all {
		v.Rows = append(v.Rows, longView{seconds(60 * int64(w.Minutes)), w.N(), fineShare(w.N(), w.Of), w.Left})
	}
	return v
}

// fineShare is a share in percent, with as many decimals as show that it is not nothing.
func fineShare(x, n int64) value {
	places := 1
	for r := big.NewRat(100*x, n); x > 0 && places < 4 && rounded(r, places) == 0; {
		places++
	}
	return value{T: "percent", V: rounded(big.NewRat(100*x, n), places), D: places}
}
