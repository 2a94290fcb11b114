package score

import (
	"math/big"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// A maker invents what was counted, always the same.
type maker struct {
	seed    uint64
	sets    []fact.Set
	metrics []Metric
}

// n is a number from low to high.
func (k *maker) n(low, high int64) int64 {
	k.seed = k.seed*6364136223846793005 + 1442695040888963407
	return low + int64(k.seed>>33)%(high-low+1)
}

var (
	everything = []fact.Segment{{Team: "A", Channel: "phone"}, {Team: "B", Channel: "phone"}, {Team: "B", Channel: "chat"}, {Channel: "chat"}}
	asOfAll    = fact.DayOf(time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC))
)

// month is the first day of the nth month before the last.
func month(before int) fact.Day {
	return fact.DayOf(time.Date(2026, time.October-time.Month(before), 1, 0, 0, 0, 0, time.UTC))
}

// set adds what a metric counts, of a kind and its method, with what is the same for all.
func (k *maker) set(m fact.Metric, promise int64, fill func(*fact.Set)) *Metric {
	m.ID = m.Kind + "_" + m.Variant + string(rune('a'+len(k.sets)%26)) + string(rune('a'+len(k.sets)/26))
	if m.Scale == (fact.ScaleOf{}) {
		m.Scale = fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}
	}
	out := Metric{Metric: m, Promise: big.NewRat(promise, 1)}
	out.Direction = out.Method().Direction
	s := fact.Set{Metric: &m, Sources: []string{"rows"}}
	fill(&s)
	k.sets, k.metrics = append(k.sets, s), append(k.metrics, out)
	return &k.metrics[len(k.metrics)-1]
}

// daily counts something on the open days of so many months.
func (k *maker) daily(months int, counts func() fact.Counts) func(*fact.Set) {
	return func(s *fact.Set) {
		s.Daily, s.Crossed = true, true
		for day := month(months - 1); day < asOfAll; day++ {
			if w := weekdayOf(day); w == 6 || day.Time().Month() == time.March && day.Time().Year() == 2026 { // closed all March
				continue
			}
			for i, seg := range everything {
				if i == 3 && weekdayOf(day) != 2 {
					continue
				}
				s.Facts.Add(fact.Fact{Segment: seg, Day: day, Counts: counts(), Missing: k.n(0, 1), Rejected: k.n(0, 1) / 1})
			}
		}
	}
}

func (k *maker) queue() fact.Counts {
	c := fact.Counts{fact.Answered: k.n(15, 25), fact.Abandoned: k.n(1, 4), fact.FlowOuts: k.n(0, 2), fact.Other: k.n(0, 1)}
	c[fact.AnsweredInTime], c[fact.AbandonedInTime] = k.n(8, c[fact.Answered]), k.n(0, c[fact.Abandoned])
	c[fact.ShortAbandons], c[fact.CallbacksInTime] = k.n(0, c[fact.AbandonedInTime]), k.n(0, c[fact.FlowOuts])
	return c
}

func (k *maker) part() fact.Counts {
	c := fact.Counts{fact.N: k.n(3, 9)}
	c[fact.X] = k.n(0, c[fact.N])
	return c
}

func (k *maker) seconds() fact.Counts {
	c := fact.Counts{fact.N: k.n(3, 9)}
	c[fact.X], c[fact.Attempts] = c[fact.N]*k.n(10, 60)*1e6, c[fact.N]+k.n(0, 3)
	return c
}

// answers are what customers answered in so many months, to some questions, by segment and by theme.
func (k *maker) answers(months int, questions ...string) func(*fact.Set) {
	return func(s *fact.Set) {
		s.Crossed, s.PerPerson = true, len(questions) == 1
		for before := range months {
			for _, seg := range everything {
				for _, q := range questions {
					for v := s.Metric.Scale.Min; v <= s.Metric.Scale.Max; v++ {
						a := fact.Answer{Segment: seg, Day: month(before), Grain: fact.Month, Question: q, Value: v, Count: k.n(0, 12) + int64(v-s.Metric.Scale.Min)}
						s.Answers = append(s.Answers, a)
						if a.Segment = (fact.Segment{Team: []string{"waiting", "tone", fact.NoTheme}[k.n(0, 2)]}); before < 3 && len(questions) == 1 {
							s.Themed = append(s.Themed, a)
						}
					}
				}
			}
			s.Facts.Add(fact.Fact{Segment: everything[0], Day: month(before), Grain: fact.Month, Missing: k.n(0, 5), Rejected: k.n(0, 2)})
			s.Excluded = append(s.Excluded, fact.Exclusion{Segment: everything[1], Day: month(before), Grain: fact.Month, Reason: "preview", Count: k.n(0, 3)})
			if before%2 == 0 {
				for i, seg := range []fact.Segment{{}, {Team: "A"}, {Team: "B"}} { // all of them are more than its parts
					if i > 0 || before%4 == 0 {
						s.Invited = append(s.Invited, fact.Invitation{Segment: seg, Period: fact.PeriodOf(month(before), fact.Month), Invited: 900 - 300*int64(i), Delivered: 800 - 300*int64(i) + k.n(0, 9), HasDelivered: before%4 == 0})
					}
				}
			}
		}
		if len(questions) > 1 {
			k.clusters(s, months)
		}
	}
}

// clusters are the respondents of each line.
func (k *maker) clusters(s *fact.Set, months int) {
	for before := range months {
		for _, grain := range fact.Grains {
			c := fact.Cluster{Period: fact.PeriodOf(month(before), grain), D: k.n(10, 30)}
			if grain == fact.All {
				c.Period.First = 0
			}
			for range c.D {
				x := float64(k.n(1, 3))
				y := float64(k.n(0, int64(x)))
				c.Y, c.X, c.YY, c.XY, c.XX = c.Y+y, c.X+x, c.YY+y*y, c.XY+x*y, c.XX+x*x
			}
			s.Clusters = append(s.Clusters, c)
		}
	}
}

// spreads are an index of so many waves of employees, and of the months of customers.
func (k *maker) spreads(months int, employees bool) func(*fact.Set) {
	return func(s *fact.Set) {
		s.Employees = employees
		for before := 0; before < months; before += 3 {
			for _, seg := range []fact.Segment{{Team: "A"}, {Team: "B"}, {}} {
				p := fact.Spread{Segment: seg, Day: month(before) + 3, Grain: fact.Quarter, N: k.n(10, 20), Partial: k.n(0, 3)}
				for range p.N {
					mean, good := float64(k.n(4, 20))/4, float64(k.n(0, 4))/4
					p.Sum, p.Squares, p.Pos, p.PosSq = p.Sum+mean, p.Squares+mean*mean, p.Pos+good, p.PosSq+good*good
				}
				s.Spreads = append(s.Spreads, p)
				for _, q := range []string{"q1", "q2"} {
					for v := 1; v <= 5; v++ {
						s.Answers = append(s.Answers, fact.Answer{Segment: seg, Day: p.Day, Grain: fact.Quarter, Question: q, Value: v, Count: k.n(0, 5)})
					}
				}
				if employees {
					s.People = append(s.People, fact.People{Segment: seg, Day: p.Day, N: p.N})
				}
			}
			if employees {
				s.People = append(s.People, fact.People{Segment: fact.Segment{Team: fact.Everyone}, Day: month(before) + 3, N: 50})
			}
		}
	}
}

// waits are how long each waited in a month, and whose wait was long.
func (k *maker) waits(months int) func(*fact.Set) {
	return func(s *fact.Set) {
		k.daily(months, k.seconds)(s)
		for before := range months {
			for _, seg := range everything[:3] {
				for at := int64(5); at < 200; at += 5 + k.n(0, 30) {
					s.Waits = append(s.Waits, fact.Wait{Segment: seg, Day: month(before), Micros: at * 1e6, Answered: k.n(1, 9), Abandoned: k.n(0, 2)})
				}
				s.Longs = append(s.Longs, fact.Long{Segment: seg, Day: month(before), Answered: 60, Left: 9}, fact.Long{Segment: seg, Day: month(before), Minutes: 2, Answered: k.n(1, 9), Left: k.n(0, 4)})
				for _, how := range fact.Outcomes() {
					if k.n(0, 4) > 0 {
						s.Outcomes = append(s.Outcomes, fact.Outcome{Segment: seg, Day: month(before), How: how, Count: k.n(0, 40)})
					}
				}
			}
		}
	}
}

// given is what somebody else counted, by month of teams and channels, by quarter of all.
func (k *maker) given(months int, nps, hist bool) func(*fact.Set) {
	return func(s *fact.Set) {
		row := func(seg fact.Segment, p fact.Period) {
			g := fact.Given{Segment: seg, Period: p}
			switch {
			case p.Grain == fact.Month && p.First == month(2) && months < 24:
				g.HasValue, g.Value, g.HasN, g.ValueN = true, "71.5", true, 40
			case nps:
				g.HasNPS, g.NPS = true, [3]int64{k.n(20, 40), k.n(5, 20), k.n(5, 15)}
			case hist:
				g.HasAnswers, g.Answers = true, map[int]int64{1: k.n(0, 9), 3: k.n(0, 9), 4: k.n(5, 19), 5: k.n(5, 19)}
			default:
				g.HasCounts, g.N = true, k.n(100, 200)
				g.X = k.n(50, 100)
			}
			s.Given = append(s.Given, g)
		}
		for before := range months {
			p := fact.PeriodOf(month(before), fact.Month)
			for i, seg := range everything {
				if before%3 != i {
					row(seg, p)
				}
			}
			if before%4 == 1 {
				row(fact.Segment{Team: "A"}, p)
			}
			if before%5 == 1 {
				row(fact.Segment{}, p)
			}
			if before%6 == 5 {
				row(fact.Segment{Team: "B"}, fact.PeriodOf(month(before), fact.Quarter))
			}
		}
	}
}

// few counts a handful of days.
func (k *maker) few(s *fact.Set) {
	s.Daily = true
	for _, day := range []fact.Day{month(2), month(2) + 1, month(1)} {
		c := k.seconds()
		s.Facts.Add(fact.Fact{Segment: everything[0], Day: day, Counts: fact.Counts{fact.X: c[fact.X], fact.N: 3 + k.n(0, 1), fact.Attempts: 5}})
	}
}

// make invents a desk that has something of everything.
func (k *maker) make() {
	for _, kind := range []string{"service_level", "abandonment"} {
		for i, v := range metric.Find(kind).Names() {
			k.set(fact.Metric{Kind: kind, Variant: v, FlowOutsOut: i%2 == 1, Threshold: 20, ShortAbandon: 5}, 70, k.daily(8, k.queue))
		}
	}
	long := k.set(fact.Metric{Kind: "service_level", Variant: "offered", Threshold: 20}, 72, k.daily(30, k.queue))
	long.Rebase = []Rebase{{Day: month(14), Reason: "new desk"}}
	for _, v := range metric.Find("wait").Names() {
		k.set(fact.Metric{Kind: "wait", Variant: v, Tail: []int{2}}, 40, k.waits(6))
	}
	k.set(fact.Metric{Kind: "wait", Variant: "asa"}, 35, k.daily(28, k.seconds))
	for _, v := range metric.Find("fcr").Names() {
		k.set(fact.Metric{Kind: "fcr", Variant: v}, 50, k.daily(7, k.part))
	}
	k.set(fact.Metric{Kind: "fcr", Variant: "agent_flag"}, 50, k.daily(27, k.part)).Interval = "wilson"
	k.set(fact.Metric{Kind: "resolution_time", Variant: "due"}, 50, k.daily(7, k.queue))
	k.set(fact.Metric{Kind: "volume"}, 2000, k.daily(27, k.part))
	k.set(fact.Metric{Kind: "compliance"}, 90, k.daily(6, k.part)).Interval = "clopper_pearson"
	k.set(fact.Metric{Kind: "complaints", Variant: "received"}, 300, k.daily(7, k.part))
	for _, customers := range []bool{false, true} {
		k.set(fact.Metric{Kind: "complaints", Variant: "per_1000", PerCustomer: customers}, 300, func(s *fact.Set) {
			k.daily(7, k.part)(s)
			for before := range 7 {
				for i, seg := range []fact.Segment{{Team: "A"}, {Team: "B"}, {Channel: "phone"}, {Channel: "chat"}, {}} {
					if i != 4 || before%2 == 0 {
						s.Bases = append(s.Bases, fact.Base{Segment: seg, Period: fact.PeriodOf(month(before), fact.Month), Count: k.n(700, 900)})
					}
				}
			}
		})
	}
	k.set(fact.Metric{Kind: "backlog", OlderDays: 30}, 50, func(s *fact.Set) {
		k.daily(14, k.part)(s)
		s.Until = month(1)
		for before := 1; before < 14; before++ {
			for _, seg := range everything[:3] {
				for days := range 4 {
					s.Ages = append(s.Ages, fact.Age{Segment: seg, Day: month(before), Days: days * int(k.n(5, 20)), Count: k.n(1, 9)})
				}
				s.Closings = append(s.Closings, fact.Closing{Segment: seg, Day: month(before), Count: k.n(20, 60)})
			}
		}
	})
	for i, v := range metric.Find("csat").Names() {
		m := fact.Metric{Kind: "csat", Variant: v}
		if v == "acsi_like" {
			k.set(m, 60, k.spreads(6, false))
			continue
		}
		k.set(m, 60, k.answers(5+10*(i%2), "q"))
	}
	ten := fact.ScaleOf{Min: 0, Max: 10, PositiveMin: 9}
	k.set(fact.Metric{Kind: "nps", Scale: ten}, 20, k.answers(27, "q")).XmR = XmROptions{Rules: "western_electric", ScreenOutliers: true}
	k.set(fact.Metric{Kind: "nps", Scale: ten}, 20, k.answers(4, "q")).Interval = "nps_wald"
	k.set(fact.Metric{Kind: "favourable"}, 60, k.answers(5, "q1", "q2"))
	k.set(fact.Metric{Kind: "enps", Scale: ten}, 10, func(s *fact.Set) {
		k.spreads(9, true)(s)
		s.Answers, s.Spreads = nil, nil
		for before := 0; before < 9; before += 3 {
			for v := range 11 {
				s.Answers = append(s.Answers, fact.Answer{Segment: fact.Segment{Team: "A"}, Day: month(before) + 3, Grain: fact.Quarter, Question: "q", Value: v, Count: k.n(0, 4) + int64(v)/4})
			}
		}
	}).Headcount = 80
	for _, v := range metric.Find("engagement").Names() {
		k.set(fact.Metric{Kind: "engagement", Variant: v}, 60, k.spreads(9, true)).Headcount = 60
	}
	for _, v := range metric.Find("trust_index").Names() {
		k.set(fact.Metric{Kind: "trust_index", Variant: v}, 60, k.spreads(9, false))
	}
	k.set(fact.Metric{Kind: "wait", Variant: "total"}, 40, k.few) // of fewer matters than are told
	k.set(fact.Metric{Kind: "wait", Variant: "asa"}, 40, k.few)
	k.set(fact.Metric{Kind: "compliance"}, 60, func(s *fact.Set) { // counted by day, and no day is a bunch
		k.daily(3, k.part)(s)
		s.Daily = false
	})
	k.set(fact.Metric{Kind: "compliance"}, 60, k.given(15, false, false)).Sampled = true
	k.set(fact.Metric{Kind: "enps", Scale: ten}, 20, func(s *fact.Set) {
		k.given(24, true, false)(s)
		s.Employees = true
	})
	k.set(fact.Metric{Kind: "csat", Variant: "top2_pct"}, 60, k.given(15, false, true))
	k.set(fact.Metric{Kind: "csat", Variant: "mean"}, 3, k.given(15, false, false))
	k.set(fact.Metric{Kind: "nps", Scale: ten}, 20, k.given(24, true, false))
}
