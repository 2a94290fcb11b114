package score

import (
	"math"
	"strings"

	"shingle/generator/internal/fact"
)

func vectorServiceLevel(v *vector) {
	c := fact.Counts{
		fact.Answered: v.int("answered"), fact.AnsweredInTime: v.int("answered_in_T"), fact.Abandoned: v.int("abandoned"),
		fact.AbandonedInTime: v.int("abandoned_in_T"), fact.ShortAbandons: v.int("short_abandons"),
	}
	for field, variant := range map[string]string{
		"offered": "offered", "offered_less_short": "offered_less_short",
		"abandons_in_T_excluded": "abandons_in_t_excluded", "abandons_in_T_met": "abandons_in_t_met",
		"short_met": "short_abandons_met", "answered_only": "answered_only",
	} {
		v.is(field, serviceLevel(v, c, variant))
	}
	x, n := shareOf("service_level", "offered", c)
	v.isInterval("wilson_offered", Wilson(x, n))
}

func vectorBacklog(v *vector) {
	if source := v.text("source"); !strings.HasPrefix(source, "worked by hand") {
		v.t.Errorf("got the source %q", source)
	}
	ages := map[int]int64{}
	for _, days := range v.ints("ages_days") {
		ages[int(days)]++
	}
	b := NewBacklog(ages, v.int("opened"), v.int("closed"), 30)
	v.is("open", float64(b.Open))
	v.is("before", float64(b.Open+b.Closed-b.Opened))
	v.is("median", float64(b.Median))
	v.is("oldest", float64(b.Oldest))
	v.is("older_30", float64(b.Older))
	v.is("older_30_pct", percent(v.t, b.Older, b.Open))
}

func vectorComplaints(v *vector) {
	if source := v.text("source"); !strings.HasPrefix(source, "worked by hand") {
		v.t.Errorf("got the source %q", source)
	}
	value := func(mean bool) float64 {
		f, _ := Per1000(v.int("received"), v.ints("counts"), mean).Float64()
		return f
	}
	v.is("per_1000_contacts", value(false))
	v.is("per_1000_customers", value(true))
}

func vectorCisco(v *vector) {
	c := fact.Counts{fact.Answered: 90, fact.AnsweredInTime: 70, fact.Abandoned: 10, fact.AbandonedInTime: 10}
	v.is("negative", serviceLevel(v, c, "offered"))
	v.is("ignored", serviceLevel(v, c, "abandons_in_t_excluded"))
	v.is("positive", serviceLevel(v, c, "abandons_in_t_met"))
}

func vectorPool(v *vector) {
	quiet := fact.Counts{fact.Answered: 10, fact.AnsweredInTime: 10}
	busy := fact.Counts{fact.Answered: 90, fact.AnsweredInTime: 45}
	quiet.Add(busy)
	v.is("pooled", serviceLevel(v, quiet, "offered"))
	if pooled, naive := serviceLevel(v, quiet, "offered"), v.floats("naive")[0]; pooled == naive {
		v.t.Errorf("got %v: the mean of the percentages", pooled)
	}
}

func serviceLevel(v *vector, c fact.Counts, variant string) float64 {
	v.t.Helper()
	x, n := shareOf("service_level", variant, c)
	return percent(v.t, x, n)
}

// shareOf is what is published of a metric with such counts: x of n.
func shareOf(kind, variant string, c fact.Counts) (x, n int64) {
	m := Metric{Metric: fact.Metric{Kind: kind, Variant: variant}}
	method := m.Method()
	return m.share(&method, c)
}

func vectorCluster(v *vector) {
	var c Cluster
	var x, n int64
	ys, xs := v.ints("y"), v.ints("x")
	for i := range ys {
		c.Add(float64(ys[i]), float64(xs[i]))
		x, n = x+ys[i], n+xs[i]
	}
	r, se, ok := c.Ratio()
	if !ok {
		v.t.Fatal("no ratio")
	}
	v.is("R", 100*r)
	v.is("se_pts", 100*se)
	v.is("t", t975(float64(c.D-1)))
	interval, _ := (Days{c}).PercentInterval(5)
	v.isInterval("ci", interval)
	v.is("binom_se_pts", MarginOfError(r, n)/z95)
	v.isInterval("wilson", Wilson(x, n))
}

func vectorASA(v *vector) {
	const threshold = 20
	var seconds float64
	var inTime, before, n int64
	for _, w := range v.ints("waits") {
		seconds += float64(w)
		n++
		if w <= threshold {
			inTime++
		}
		if w < threshold {
			before++
		}
	}
	asa, _ := ASA(seconds, n)
	v.is("asa", asa)
	v.is("in20", float64(inTime))
	v.is("sl_leq", percent(v.t, inTime, n))
	v.is("sl_lt", percent(v.t, before, n))
}

func vectorAbandon(v *vector) {
	c := fact.Counts{fact.Answered: 1000, fact.Abandoned: 60, fact.AbandonedInTime: 20, fact.ShortAbandons: 10}
	for field, variant := range map[string]string{"all": "all", "less_short": "less_short", "after_T": "after_t"} {
		x, n := shareOf("abandonment", variant, c)
		v.is(field, percent(v.t, x, n))
	}
	v.isInterval("wilson", Wilson(60, 1060))
}

func vectorTickets(v *vector) {
	for field, variant := range map[string]string{"due_only": "due", "closed_only": "closed_only"} {
		x, n := shareOf("resolution_time", variant, fact.Counts{fact.InTime: v.int("met"), fact.Late: v.int("breached"), fact.Overdue: v.int("open_overdue"), fact.NotDue: v.int("open_not_due")})
		v.is(field, percent(v.t, x, n))
		if variant == "due" {
			v.isInterval("wilson_due", Wilson(x, n))
		}
	}
}

func vectorFCR(v *vector) {
	for base, fields := range map[string][2]string{"gross": {"gross", "w_gross"}, "net": {"net", "w_net"}} {
		x, n, err := FCR(base, 700, 1000, 120)
		if err != nil {
			v.t.Fatal(err)
		}
		v.is(fields[0], percent(v.t, x, n))
		v.isInterval(fields[1], Wilson(x, n))
	}
	x, n, _ := FCR("gross", 280, 400, 0)
	v.is("sqm", percent(v.t, x, n))
}

// The issues themselves are found where the records are.
func vectorFCRWindow(v *vector) {
	x, n := v.int("resolved"), v.int("issues")
	v.is("issue_fcr", percent(v.t, x, n))
	v.isInterval("wilson", Wilson(x, n))
	if other := v.floats("contact_variant")[0]; math.Abs(percent(v.t, x, n)-other) < 1 {
		v.t.Errorf("got %v: the share of contacts", other)
	}
}
