package page

import (
	"cmp"
	"slices"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// A row is a metric in a ledger: what was promised, what came of it, the months
// before, and what changed.
type row struct {
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	Kind    string    `json:"kind"`
	Path    string    `json:"path"`
	Owner   string    `json:"owner"`
	Period  *value    `json:"period,omitempty"`
	Value   *value    `json:"value,omitempty"`
	Low     *value    `json:"low,omitempty"`
	High    *value    `json:"high,omitempty"`
	Give    *sentence `json:"give,omitempty"` // give or take so much: the margin of answers or of a sample
	Promise *value    `json:"promise,omitempty"`
	Down    bool      `json:"down,omitempty"` // less is better
	Status  mark      `json:"status"`
	State   mark      `json:"state"`
	Reason  *sentence `json:"reason,omitempty"`
	N       *sentence `json:"n,omitempty"`
	Few     bool      `json:"few,omitempty"` // too few answers for a number to carry much
	squares
	Change  *sentence `json:"change,omitempty"`
	Since   *sentence `json:"since,omitempty"`
	Verdict mark      `json:"verdict"`
	Outlook *sentence `json:"outlook,omitempty"`
	Spark   *spark    `json:"spark,omitempty"`
	Why     []string  `json:"why,omitempty"` // the notices about it, for the board
}

// fewAnswers is below how many a survey's number carries a warning (docs/definitions.md, "People").
const fewAnswers = 30

// strip is how many periods a ledger looks back.
const strip = 12

// ledger makes a metric's row for a segment, as of the period of its line.
func (b *book) ledger(m *score.Metric, seg fact.Segment, notable map[*score.Line]bool) *row {
	l := b.latest(m, seg)
	if l == nil {
		return nil
	}
	r := &row{ID: m.ID, Title: Mask(m.Title), Kind: m.Kind, Path: "scores/" + m.ID + "/", Owner: Mask(m.Owner), Down: m.Direction == score.Down, Status: statusOf(l), State: stateOf(l), Verdict: verdictOf(l)}
	b.fill(r, l)
	lines := b.lines(m, seg, l.Period.Grain)
	end := slices.Index(lines, l)
	r.squares = squaresOf(m, lines[max(0, end-strip+1):end+1])
	r.Change = b.changeOf(l, notable)
	r.Outlook = b.outlook(m, seg)
	r.Since = since(lines[:end+1])
	if r.Since != nil && r.Outlook != nil && r.Outlook.K == "outlook_may_miss" { // a reader takes it for a contradiction
		r.Outlook = nil
	}
	r.Spark = newSpark(m, lines[max(0, end-strip+1):end+1])
	return r
}

// fill puts a line's numbers into a row.
func (b *book) fill(r *row, l *score.Line) {
	m := l.Metric
	p := inPeriod(l.Period)
	r.Period = &p
	places := decimals(m, l.Staff)
	if l.Promise() != nil {
		v := promiseOf(m)
		r.Promise = &v
	}
	if !l.Shown() {
		r.Reason = reasonOf(l)
		return
	}
	places = apart(l, places)
	v := quantity(m, l.Value, places)
	r.Value = &v
	if l.Interval != nil {
		low, high := quantityFloat(m, l.Interval.Low, places), quantityFloat(m, l.Interval.High, places)
		r.Low, r.High, r.Give = &low, &high, giveOrTake(l)
	}
	r.N = b.standsFor(l)
	r.Few = l.Survey() && l.N > 0 && l.N < fewAnswers
}

// apart is with how many decimals a value shows on which side of its promise it lies:
// 6.0 % against a promise of at most 6 % would not say why it was missed.
func apart(l *score.Line, places int) int {
	m := l.Metric
	if l.Promise() == nil || l.Staff || l.Value.Cmp(m.Promise) == 0 {
		return places
	}
	for places < 4 && score.FormatRat(l.Value, places) == score.FormatRat(m.Promise, places) {
		places++
	}
	return places
}

// promiseOf writes a promise with the decimals it has.
func promiseOf(m *score.Metric) value {
	text := plainRat(m.Promise)
	places := 0
	if _, after, ok := strings.Cut(text, "."); ok {
		places = len(after)
	}
	return quantity(m, m.Promise, places)
}

// statusOf is how a promise went: a period that is not over has kept or missed none.
func statusOf(l *score.Line) mark {
	m := mark{K: l.Status, Kind: "status", Of: evidence{Line: l}}
	if l.State == score.Provisional {
		m.K = score.None
	}
	return m
}

func stateOf(l *score.Line) mark { return mark{K: l.State, Kind: "state", Of: evidence{Line: l}} }

func verdictOf(l *score.Line) mark {
	return mark{K: l.Verdict, Kind: "verdict", Of: evidence{Line: l}}
}

func squareOf(l *score.Line) mark {
	m := mark{K: l.Status, Kind: "square", Of: evidence{Line: l}}
	switch l.State {
	case score.Suppressed:
		m.K = "withheld"
	case score.NoData, score.Provisional:
		m.K = l.State
	}
	return m
}

// reasonOf says why there is no number.
func reasonOf(l *score.Line) *sentence {
	switch l.State {
	case score.Suppressed:
		switch {
		case l.Staff:
			return say("withheld_people").Rests(evidence{Line: l})
		case !l.Survey():
			return say("no_data_too_few_to_tell").Rests(evidence{Line: l})
		}
		return say("withheld_few").Rests(evidence{Line: l})
	case score.NoData:
		return say("no_data_" + strings.ReplaceAll(l.Reason, " ", "_")).Rests(evidence{Line: l})
	}
	return nil
}

// standsFor says how many cases or answers a number stands for.
func (b *book) standsFor(l *score.Line) *sentence {
	m := l.Metric
	stands := func(key string, n int64) *sentence { return say(key, args{"n": number(n)}).Rests(evidence{Line: l}) }
	switch {
	case l.Supplied != "" && l.N == 0:
		return say("as_supplied").Rests(evidence{Line: l})
	case l.Supplied != "":
		return say("as_supplied_n", args{"n": number(l.N)}).Rests(evidence{Line: l})
	case m.Unit() == score.Count:
		return nil
	case l.Metric.OlderDays > 0:
		return stands("of_open", l.N)
	case l.Staff && l.People > 0, m.Method().Form == metric.PerPerson && !m.Method().PerItem: // whose answers are averaged first
		return stands("of_people", cmp.Or(l.People, l.N))
	case l.Survey():
		return stands("of_answers", l.N)
	case m.Method().Of == metric.Matters, m.Method().Counts == metric.Returns && !m.AnyReason && !m.Method().AnyReason:
		return stands("of_matters", l.N)
	case m.Method().Of == metric.Complaints:
		return stands("of_complaints", l.N)
	case m.Sampled:
		return stands("of_sample", l.N)
	case m.Method().Of == metric.Checks:
		return stands("of_checks", l.N)
	case m.Unit() == score.Seconds:
		return stands("of_answered", l.N)
	}
	return stands("of_"+b.unitOf(l), l.N)
}

// unitOf names what is counted: calls, e-mails or chats, where there is but one channel.
func (b *book) unitOf(l *score.Line) string {
	switch channel := fold(cmp.Or(l.Channel, l.Metric.Channel)); channel {
	case "phone", "email", "chat":
		return channel
	}
	return "contacts"
}

// since says for how long a promise has been kept or missed without a break.
func since(lines []*score.Line) *sentence {
	end := len(lines) - 1
	last := lines[end]
	if last.Status != score.Met && last.Status != score.Missed || last.State != score.Published {
		return nil
	}
	first := runOf(lines, end)
	if first == end { // one period is no run
		return nil
	}
	return say("since_"+last.Status, args{"period": inPeriod(lines[first].Period)}).Rests(evidence{Lines: lines})
}

// runOf is where the run of calendar neighbours begins that a line ends and that all went as
// it did.
func runOf(lines []*score.Line, end int) int {
	first := end
	for first > 0 && lines[first-1].Status == lines[end].Status && lines[first-1].State == lines[end].State && lines[first-1].Period.Next() == lines[first].Period {
		first--
	}
	return first
}

// outlook says what the process as it runs does with the promise. What the limits say is not
// said where the months that they rest on went otherwise: nothing is always kept that was missed.
func (b *book) outlook(m *score.Metric, seg fact.Segment) *sentence {
	s := b.series[run{m.ID, seg, fact.Month}]
	if s == nil || s.Assurance == "" {
		return nil
	}
	lines := s.Lines[s.Since:]
	all := func(status string) bool {
		return !slices.ContainsFunc(lines, func(l *score.Line) bool { return l.Status != status })
	}
	any := func(status string) bool {
		return slices.ContainsFunc(lines, func(l *score.Line) bool { return l.Status == status })
	}
	key := "outlook_" + s.Assurance
	switch {
	case s.Assurance == "will_keep" && any(score.Missed), s.Assurance == "will_miss" && any(score.Met):
		return nil
	case s.Assurance == "may_miss" && all(score.Met):
		key = "outlook_could_miss"
	case s.Assurance == "may_miss" && all(score.Missed):
		key = "outlook_could_keep"
	case s.Assurance == "may_miss" && !(any(score.Met) && any(score.Missed)): // undecided ones are neither
		return nil
	}
	return say(key).Rests(evidence{Lines: lines})
}
