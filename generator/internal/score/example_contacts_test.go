package score_test

import (
	"fmt"
	"math/big"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Of 1,000 who called, 400 find the line engaged and 248 are helped by a machine; of the 352 who join
// the queue 310 are answered. 88 % of the queue is not 31 % of the callers.
func ExampleReachOf() {
	r := score.ReachOf([]score.Outcome{{How: "blocked", N: 400}, {How: "self_served", N: 248}, {How: "left_menu", N: -1}, {How: "hung_up", N: 42}, {How: "late", N: 60}, {How: "in_time", N: 250}})
	fmt.Printf("of the queue %s %%, of all %s %%; all ways known: %t\n", score.FormatRat(big.NewRat(100*r.Reached, 352), 1), score.FormatRat(big.NewRat(100*r.Reached, r.Asked), 1), r.Whole)
	// Output: of the queue 88.1 %, of all 31.0 %; all ways known: false
}

// Five days with 100 or 200 calls each. Counting every call as independent would claim an
// interval from 82.2 to 87.5; good and bad days make it three times as wide.
func ExampleDays() {
	var days score.Cluster
	for _, d := range []struct{ inTime, calls float64 }{{90, 100}, {160, 200}, {70, 100}, {180, 200}, {95, 100}} {
		days.Add(d.inTime, d.calls)
	}
	r, se, _ := days.Ratio()
	interval, _ := score.Days{days}.PercentInterval(5)
	fmt.Printf("%.1f %%, standard error %.2f, from %.1f to %.1f\n", 100*r, 100*se, interval.Low, interval.High)
	// Output: 85.0 %, standard error 3.75, from 74.6 to 95.4
}

// The mean wait of three days, clustered by day.
func ExampleDays_MeanInterval() {
	var days score.Cluster
	days.Add(1000, 100) // seconds waited, calls
	days.Add(2400, 200)
	days.Add(1400, 100)
	interval, _ := score.Days{days}.MeanInterval(2)
	fmt.Printf("%.1f to %.1f seconds\n", interval.Low, interval.High)
	// Output: 8.3 to 15.7 seconds
}

// Service level rose from 80 % to 90 %, on five days each.
func ExampleClusterDiff() {
	var before, now score.Cluster
	for _, inTime := range []float64{70, 75, 80, 85, 90} {
		before.Add(inTime, 100)
		now.Add(inTime+10, 100)
	}
	d, _ := score.ClusterDiff(before, now, 100)
	fmt.Printf("%+.1f points, from %.1f to %.1f, t = %.2f\n", d.Value, d.Low, d.High, d.Z)
	// Output: +10.0 points, from -1.5 to 21.5, t = 2.00
}

// Seven people waited 12 seconds once. One hung up after 45 seconds and waited 5 when calling again; one
// was passed on twice and waited 20, 30 and 10 seconds in three calls; one waited 6 seconds. Those are 200
// seconds in ten matters, of 13 contacts.
func ExampleLine_Attempts() {
	metric := score.Metric{Metric: fact.Metric{ID: "total", Kind: "wait", Variant: "total"}}
	day, _ := fact.ParsePeriod("2026-10-05")
	counted := fact.Fact{Day: day.First, Counts: fact.Counts{fact.X: (7*12 + 45 + 5 + 20 + 30 + 10 + 6) * 1e6, fact.N: 10, fact.Attempts: 7 + 2 + 3 + 1}}
	lines := score.Compute([]fact.Set{{Metric: &metric.Metric, Facts: fact.FactsOf(counted), Daily: true}}, []score.Metric{metric}, day.First+40)
	attempts, _ := lines[0].Attempts()
	fmt.Println(score.FormatRat(lines[0].Value, 1), "seconds for a matter,", score.FormatRat(attempts, 1), "contacts")
	// Output: 20.0 seconds for a matter, 1.3 contacts
}
