package score

import (
	"math"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/golden"
)

func vectorServiceLevel(v *golden.Vector) {
	c := fact.Counts{
		fact.Answered: v.Int("answered"), fact.AnsweredInTime: v.Int("answered_in_T"), fact.Abandoned: v.Int("abandoned"),
		fact.AbandonedInTime: v.Int("abandoned_in_T"), fact.ShortAbandons: v.Int("short_abandons"),
	}
	for field, variant := range map[string]string{
		"offered": "offered", "offered_less_short": "offered_less_short",
		"abandons_in_T_excluded": "abandons_in_t_excluded", "abandons_in_T_met": "abandons_in_t_met",
		"short_met": "short_abandons_met", "answered_only": "answered_only",
	} {
		v.Is(field, serviceLevel(v, c, variant))
	}
	x, n := shareOf("service_level", "offered", c)
	isInterval(v, "wilson_offered", Wilson(x, n))
}

func vectorBacklog(v *golden.Vector) {
	if source := v.Text("source"); !strings.HasPrefix(source, "worked by hand") {
		v.T.Errorf("got the source %q", source)
	}
	ages := map[int]int64{}
	for _, days := range v.Ints("ages_days") {
		ages[int(days)]++
	}
	b := NewBacklog(ages, v.Int("opened"), v.Int("closed"), 30)
	v.Is("open", float64(b.Open))
	v.Is("before", float64(b.Open+b.Closed-b.Opened))
	v.Is("median", float64(b.Median))
	v.Is("oldest", float64(b.Oldest))
	v.Is("older_30", float64(b.Older))
	v.Is("older_30_pct", percent(v.T, b.Older, b.Open))
}

func vectorComplaints(v *golden.Vector) {
	if source := v.Text("source"); !strings.HasPrefix(source, "worked by hand") {
		v.T.Errorf("got the source %q", source)
	}
	value := func(mean bool) float64 {
		f, _ := Per1000(v.Int("received"), v.Ints("counts"), mean).Float64()
		return f
	}
	v.Is("per_1000_contacts", value(false))
	v.Is("per_1000_customers", value(true))
}

func vectorCisco(v *golden.Vector) {
	c := fact.Counts{fact.Answered: 90, fact.AnsweredInTime: 70, fact.Abandoned: 10, fact.AbandonedInTime: 10}
	v.Is("negative", serviceLevel(v, c, "offered"))
	v.Is("ignored", serviceLevel(v, c, "abandons_in_t_excluded"))
	v.Is("positive", serviceLevel(v, c, "abandons_in_t_met"))
}

func vectorPool(v *golden.Vector) {
	quiet := fact.Counts{fact.Answered: 10, fact.AnsweredInTime: 10}
	busy := fact.Counts{fact.Answered: 90, fact.AnsweredInTime: 45}
	quiet.Add(busy)
	v.Is("pooled", serviceLevel(v, quiet, "offered"))
	if pooled, naive := serviceLevel(v, quiet, "offered"), v.Floats("naive")[0]; pooled == naive {
		v.T.Errorf("got %v: the mean of the percentages", pooled)
	}
}

func serviceLevel(v *golden.Vector, c fact.Counts, variant string) float64 {
	v.T.Helper()
	x, n := shareOf("service_level", variant, c)
	return percent(v.T, x, n)
}

// shareOf is what is published of a metric with such counts: x of n.
func shareOf(kind, variant string, c fact.Counts) (x, n int64) {
	m := Metric{Metric: fact.Metric{Kind: kind, Variant: variant}}
	method := m.Method()
	return m.share(method, c)
}

func vectorCluster(v *golden.Vector) {
	var c Cluster
	var x, n int64
	ys, xs := v.Ints("y"), v.Ints("x")
	for i := range ys {
		c.Add(float64(ys[i]), float64(xs[i]))
		x, n = x+ys[i], n+xs[i]
	}
	r, se, ok := c.Ratio()
	if !ok {
		v.T.Fatal("no ratio")
	}
	v.Is("R", 100*r)
	v.Is("se_pts", 100*se)
	v.Is("t", t975(float64(c.D-1)))
	interval, _ := (Days{c}).PercentInterval(5)
	isInterval(v, "ci", interval)
	isInterval(v, "wilson", Wilson(x, n))
}

func vectorAbandon(v *golden.Vector) {
	c := fact.Counts{fact.Answered: 1000, fact.Abandoned: 60, fact.AbandonedInTime: 20, fact.ShortAbandons: 10}
	for field, variant := range map[string]string{"all": "all", "less_short": "less_short", "after_T": "after_t"} {
		x, n := shareOf("abandonment", variant, c)
		v.Is(field, percent(v.T, x, n))
	}
	isInterval(v, "wilson", Wilson(60, 1060))
}

func vectorTickets(v *golden.Vector) {
	for field, variant := range map[string]string{"due_only": "due", "closed_only": "closed_only"} {
		x, n := shareOf("resolution_time", variant, fact.Counts{fact.InTime: v.Int("met"), fact.Late: v.Int("breached"), fact.Overdue: v.Int("open_overdue"), fact.NotDue: v.Int("open_not_due")})
		v.Is(field, percent(v.T, x, n))
		if variant == "due" {
			isInterval(v, "wilson_due", Wilson(x, n))
		}
	}
}

// The issues themselves are found where the records are.
func vectorFCRWindow(v *golden.Vector) {
	x, n := v.Int("resolved"), v.Int("issues")
	v.Is("issue_fcr", percent(v.T, x, n))
	isInterval(v, "wilson", Wilson(x, n))
	if other := v.Floats("contact_variant")[0]; math.Abs(percent(v.T, x, n)-other) < 1 {
		v.T.Errorf("got %v: the share of contacts", other)
	}
}
