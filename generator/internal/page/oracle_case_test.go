package page_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/page"
	"shingle/generator/internal/score"
)

// A caseload is what really happened to single cases: when each was opened, why, and when it was
// closed, if it was; how many customers there were in each month, and what others reach.
type caseload struct {
	cases     []oneCase
	customers []int64 // by month from January 2023 on; 0: nobody knows
	older     int     // days after which a case is old
	others    score.Benchmark
	withheld  map[string]bool // reasons that are not told
}

type oneCase struct {
	opened, closed fact.Day // fact.NoDay: still open
	reason         string
}

func newCaseload(random *rand.Rand) *caseload {
	d := &caseload{older: 1 + random.IntN(40), withheld: map[string]bool{}}
	reasons := []string{"Bills", "Moving", "Prices", "Repairs"}[:1+random.IntN(4)]
	for month := range 1 + random.IntN(6) {
		d.customers = append(d.customers, random.Int64N(5)*(1+random.Int64N(3000)))
		for range random.IntN(40) {
			c := oneCase{firstDay(month) + fact.Day(random.IntN(28)), fact.NoDay, reasons[random.IntN(len(reasons))]}
			if random.IntN(4) > 0 {
				c.closed = c.opened + fact.Day(random.IntN(1+random.IntN(80)))
			}
			d.cases = append(d.cases, c)
		}
	}
	for _, r := range reasons {
		d.withheld[r] = random.IntN(4) == 0
	}
	d.others = score.Benchmark{Value: big.NewRat(random.Int64N(10000), 100), Whose: "Others", Method: "asked", Year: 2000 + random.IntN(24), N: random.Int64N(3) * random.Int64N(90000), Link: "https://others.example/"}
	return d
}

// of counts what was opened and closed in a month, and how many days each case had been open at its end.
func (d *caseload) of(month int) (opened, closed int64, ages []int) {
	from, to := firstDay(month), firstDay(month+1)
	for _, c := range d.cases {
		if c.opened >= from && c.opened < to {
			opened++
		}
		if c.closed != fact.NoDay && c.closed >= from && c.closed < to {
			closed++
		}
		if c.opened < to && (c.closed == fact.NoDay || c.closed >= to) {
			ages = append(ages, int(to-c.opened))
		}
	}
	slices.Sort(ages)
	return opened, closed, ages
}

// input is what a build would hand to the maker of pages.
func (d *caseload) input() *page.Input {
	months := len(d.customers)
	in := &page.Input{Title: "Scores", BaseURL: "https://scores.example/", Zone: time.UTC, AsOf: firstDay(months), MinResponses: 1, MinGroup: 1, Languages: []page.Language{{Code: "en"}}}
	for _, m := range []fact.Metric{{ID: "backlog", Kind: "backlog", OlderDays: d.older}, {ID: "rate", Kind: "complaints", Variant: "per_1000", PerCustomer: true}, {ID: "volume", Kind: "volume"}} {
		kind := metric.Of(m.Kind)
		if m.Variant == "" {
			m.Variant = kind.Method("").Name
		}
		in.Metrics = append(in.Metrics, score.Metric{Metric: m, Title: m.ID, Direction: kind.Method(m.Variant).Direction})
	}
	in.Metrics[0].Benchmarks = []score.Benchmark{d.others}
	in.Sets = make([]fact.Set, 3)
	reasons := fact.Set{Metric: &in.Metrics[2].Metric, Daily: true}
	for i := range in.Sets {
		in.Sets[i].Metric, in.Sets[i].Daily = &in.Metrics[i].Metric, true
	}
	for _, c := range d.cases {
		one := fact.Fact{Day: c.opened, Counts: fact.Counts{fact.X: 1}}
		for i := range in.Sets {
			in.Sets[i].Facts.Add(one)
		}
		one.Team = c.reason
		reasons.Facts.Add(one)
	}
	for month, customers := range d.customers {
		_, closed, ages := d.of(month)
		for _, days := range ages {
			in.Sets[0].Ages = append(in.Sets[0].Ages, fact.Age{Day: firstDay(month), Days: days, Count: 1})
		}
		in.Sets[0].Closings = append(in.Sets[0].Closings, fact.Closing{Day: firstDay(month), Count: closed})
		in.Sets[0].Until = firstDay(month)
		if customers > 0 {
			in.Sets[1].Bases = append(in.Sets[1].Bases, fact.Base{Period: fact.PeriodOf(firstDay(month), fact.Month), Count: customers})
		}
	}
	in.Lines = score.Compute(in.Sets, in.Metrics, in.AsOf)
	score.Compare(in.Lines)
	in.Reasons = score.ByReason([]fact.Set{reasons}, in.Metrics, in.AsOf)
	for _, l := range in.Reasons {
		if d.withheld[l.Team] && l.Shown() {
			empty(l)
		}
	}
	return in
}

// empty takes from a line what it says, as package privacy does.
func empty(l *score.Line) {
	l.State, l.Status, l.Verdict = score.Suppressed, score.None, score.None
	l.Value, l.Numerator, l.Denominator, l.Interval, l.Change, l.ChangeInterval = nil, nil, -1, nil, nil, nil
	l.N, l.People, l.Answers, l.Items = 0, 0, nil, nil
}

// What is said of single cases is true of them: what came, went and is open, since when; complaints
// for every thousand customers; why people got in touch; what others reach.
func TestNoCaseIsContradicted(t *testing.T) {
	speak, seen := tongues(t), map[string]int{}
	for seed := range invented(4000, 1500, 300) {
		d := newCaseload(rand.New(rand.NewPCG(seed, 17)))
		out, err := page.Write(d.input())
		if err != nil {
			t.Fatalf("caseload %d: %v", seed, err)
		}
		for _, file := range []string{"score_backlog", "score_rate", "score_volume"} {
			var data map[string]any
			if text := out.Hugo["data/"+file+".json"]; text == nil {
				continue // nothing was ever counted
			} else if err := json.Unmarshal(text, &data); err != nil {
				t.Fatal(err)
			}
			(&background{}).walk(data, func(s map[string]any) {
				seen[s["k"].(string)]++
				for _, in := range speak {
					if why := d.denied(in, s); why != "" {
						t.Fatalf("caseload %d, %s: %q: %s\n%+v", seed, in.code, in.sentence(s), why, d)
					}
				}
			}, func(map[string]any) {})
			if why := d.listed(data); why != "" {
				t.Fatalf("caseload %d, %s: %s\n%+v", seed, file, why, d)
			}
			if why := d.beside(speak, data); file == "score_backlog" && why != "" {
				t.Fatalf("caseload %d: %s\n%+v", seed, why, d.others)
			}
		}
	}
	for _, key := range []string{"says_backlog_open", "backlog_grew", "backlog_shrank", "backlog_same", "backlog_ages", "says_complaints_per_1000_customers", "says_volume", "reasons_of", "reasons_hidden"} {
		if seen[key] == 0 {
			t.Errorf("no caseload has led to %s", key)
		}
	}
}

func (d *caseload) denied(in *tongue, s map[string]any) string {
	key := s["k"].(string)
	text := in.sentence(s)
	heard := in.heard(key, text)
	number := func(name string, want int64) string { return in.equal(heard, name, in.number(float64(want), 0)) }
	month, dated := in.month(text)
	if !dated { // it stands beside one that is
		month = len(d.customers) - 1
	}
	opened, closed, ages := d.of(month)
	switch key {
	case "says_backlog_open":
		return number("value", int64(len(ages)))
	case "backlog_grew", "backlog_shrank", "backlog_same":
		if want := map[bool]string{true: "backlog_grew", false: "backlog_shrank"}[opened > closed]; opened == closed && key != "backlog_same" || opened != closed && key != want {
			return fmt.Sprintf("%d came, %d went", opened, closed)
		}
		return firstOf(number("opened", opened), number("closed", closed), number("by", max(opened-closed, closed-opened)))
	case "backlog_ages":
		old := int64(0)
		for _, days := range ages {
			if days >= d.older {
				old++
			}
		}
		return firstOf(number("open", int64(len(ages))), number("median", int64(ages[(len(ages)-1)/2])), number("oldest", int64(ages[len(ages)-1])), number("older", old), number("days", int64(d.older)))
	case "says_complaints_per_1000_customers":
		if d.customers[month] == 0 {
			return "nobody knows how many customers there were"
		}
		return in.equal(heard, "value", (&said{tongue: in}).tongueless(big.NewRat(1000*opened, d.customers[month]), 2))
	case "says_volume":
		return number("value", opened)
	case "reasons_of":
		return number("n", opened)
	}
	return ""
}

// counts is how often people got in touch in a month, by reason.
func (d *caseload) counts(month int) map[string]int64 {
	by := map[string]int64{}
	for _, c := range d.cases {
		if c.opened >= firstDay(month) && c.opened < firstDay(month+1) {
			by[c.reason]++
		}
	}
	return by
}

// listed denies a row of reasons that is withheld, another number than there were, or other ones hidden.
func (d *caseload) listed(data map[string]any) string {
	table, _ := data["reasons"].(map[string]any)
	if table == nil {
		return ""
	}
	period := table["says"].(map[string]any)["a"].(map[string]any)["period"].(map[string]any)["v"].(string)
	at, err := time.Parse("2006-01", period)
	if err != nil {
		return err.Error()
	}
	by := d.counts(12*(at.Year()-2023) + int(at.Month()) - 1)
	rows, _ := table["rows"].([]any)
	for _, r := range rows {
		row := r.(map[string]any)
		name := row["name"].(map[string]any)["v"].(string)
		if n := int64(row["n"].(float64)); d.withheld[name] || n != by[name] {
			return fmt.Sprintf("%s %d times, really %d, withheld: %v", name, n, by[name], d.withheld[name])
		}
		delete(by, name)
	}
	for name := range by {
		if !d.withheld[name] {
			return name + " is missing"
		}
	}
	hidden := 0.0
	if s, _ := table["hidden"].(map[string]any); s != nil {
		hidden = s["a"].(map[string]any)["Count"].(map[string]any)["v"].(float64)
	}
	if int(hidden) != len(by) {
		return fmt.Sprintf("%g are hidden, really %d", hidden, len(by))
	}
	return ""
}

// beside denies that others reached what they are said to.
func (d *caseload) beside(speak []*tongue, data map[string]any) string {
	all, _ := data["benchmarks"].([]any)
	if len(all) != 1 {
		return fmt.Sprintf("there are %d others", len(all))
	}
	b := all[0].(map[string]any)
	for _, in := range speak {
		got := in.value(b["value"].(map[string]any))
		want := (&said{tongue: in}).tongueless(d.others.Value, 2)
		if strings.TrimRight(want, "0") != strings.TrimRight(got, "0") && strings.TrimRight(strings.TrimRight(want, "0"), in.point) != got {
			return fmt.Sprintf("%s: they reached %q, really %q", in.code, got, want)
		}
	}
	if n, _ := b["n"].(float64); int64(n) != d.others.N || b["year"] != fmt.Sprint(d.others.Year) {
		return fmt.Sprintf("they were %v in %v", b["n"], b["year"])
	}
	return ""
}
