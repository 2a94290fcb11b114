package page

import (
	"math/big"
	"strconv"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

var flowColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
	field{"outcome", "string", "how contacts ended; each is counted once", true, fact.Outcomes()},
	field{"count", "integer", "how many", true, nil},
	field{"of_100", "integer", "of a hundred, in whole numbers that add up to 100", true, nil})

var tailColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
	field{"over_minutes", "integer", "who waited longer than this", true, nil},
	field{"count", "integer", "how many, answered or not", true, nil},
	field{"share", "number", "percent of those whose wait is known", true, nil},
	field{"answered", "integer", "of these, answered in the end", true, nil},
	field{"left_queue", "integer", "of these, left without an answer", true, nil},
	field{"known", "integer", "of how many it is known how long they waited", true, nil})

// flows is how contacts ended, where a service level is told.
func flows(in *Input) *table {
	t := newTable("flow", "What became of contacts: how they ended, of a hundred", flowColumns, false)
	for _, l := range in.Lines {
		for _, o := range l.Flow() {
			t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), o.How, count(o.N), count(o.Hundred))
		}
	}
	return t
}

// tails is how many waited long.
func tails(in *Input) *table {
	t := newTable("tail", "Long waits: who waited longer than some minutes", tailColumns, false)
	for _, l := range in.Lines {
		for _, w := range l.Tails() {
			t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), strconv.Itoa(w.Minutes), count(w.N()),
				score.FormatRat(big.NewRat(100*w.N(), w.Of), 4), count(w.Answered), count(w.Left), count(w.Of))
		}
	}
	return t
}

// flowView is what became of a hundred who joined the queue.
type flowView struct {
	Says      *sentence `json:"says"`
	Threshold value     `json:"threshold"`
	Ends      []endView `json:"ends"`
}

type endView struct {
	How     string `json:"how"`
	Hundred int64  `json:"hundred"`
	N       int64  `json:"n"`
}

func flowOf(l *score.Line) *flowView {
	v, n := &flowView{Threshold: seconds(int64(l.Metric.Threshold))}, int64(0)
	for _, o := range l.Flow() {
		v.Ends, n = append(v.Ends, endView{o.How, o.Hundred, o.N}), n+o.N
	}
	if n == 0 {
		return nil
	}
	v.Says = say("flow_of", args{"n": whole(n), "period": inPeriod(l.Period)}).Rests(evidence{Line: l})
	return v
}

// tailView is how many waited long, beside what an average says.
type tailView struct {
	Says    *sentence  `json:"says"`
	Rows    []longView `json:"rows"`
	Leavers bool       `json:"leavers"` // those who left without an answer are in it, too
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
	v := &tailView{Leavers: first.Leavers}
	key := "tail_says"
	if first.N() == 0 {
		key = "tail_none"
	}
	v.Says = say(key, args{"n": whole(first.N()), "of": whole(first.Of), "over": seconds(60 * int64(first.Minutes)), "period": inPeriod(l.Period)}).Rests(evidence{Line: l})
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
