package metric_test

import (
	"fmt"

	"shingle/generator/internal/metric"
)

func print(kind string, c metric.Counts, variants ...string) {
	for _, variant := range variants {
		x, n := metric.Of(kind).Method(variant).Share(c)
		fmt.Printf("%-22s  %d of %d = %.2f %%\n", variant, x, n, 100*float64(x)/float64(n))
	}
}

// A thousand callers were answered, 860 of them within 20 seconds; 60 hung up, 20 of them
// within 20 seconds and 10 of those at once. One centre can honestly print anything from 81 to 86.
func Example_serviceLevel() {
	c := metric.Counts{metric.Answered: 1000, metric.AnsweredInTime: 860, metric.Abandoned: 60, metric.AbandonedInTime: 20, metric.ShortAbandons: 10}
	print("service_level", c, "offered", "offered_less_short", "abandons_in_t_excluded", "abandons_in_t_met", "answered_only")
	// Output:
	// offered                 860 of 1060 = 81.13 %
	// offered_less_short      860 of 1050 = 81.90 %
	// abandons_in_t_excluded  860 of 1040 = 82.69 %
	// abandons_in_t_met       880 of 1060 = 83.02 %
	// answered_only           860 of 1000 = 86.00 %
}

// A quiet interval with 10 of 10 in time and a busy one with 45 of 90: the counts are added.
// The mean of 100 % and 50 % would be 75 %, which nobody's callers saw.
func ExampleCounts_Add() {
	c := metric.Counts{metric.Answered: 10, metric.AnsweredInTime: 10}
	c.Add(metric.Counts{metric.Answered: 90, metric.AnsweredInTime: 45})
	print("service_level", c, "offered")
	// Output: offered                 55 of 100 = 55.00 %
}

// Counts that cannot be are named.
func ExampleCounts_Queue() {
	fmt.Println(metric.Counts{metric.Answered: 10, metric.AnsweredInTime: 12}.Queue())
	// Output: 12 answered in time of 10 answered: want at most all of them
}

func Example_abandonment() {
	c := metric.Counts{metric.Answered: 1000, metric.Abandoned: 60, metric.AbandonedInTime: 20, metric.ShortAbandons: 10}
	print("abandonment", c, "all", "less_short", "after_t")
	// Output:
	// all                     60 of 1060 = 5.66 %
	// less_short              50 of 1050 = 4.76 %
	// after_t                 40 of 1060 = 3.77 %
}

// 90 e-mails were answered in time, 6 late, 4 have waited too long already. 5 more are not due.
func Example_firstResponse() {
	c := metric.Counts{metric.InTime: 90, metric.Late: 6, metric.Overdue: 4, metric.NotDue: 5}
	print("first_response", c, "")
	// Output: 90 of 100 = 90.00 %
}

// 170 tickets were closed in time, 20 late, 2 are open and overdue, 8 open and not yet due.
func Example_resolutionTime() {
	c := metric.Counts{metric.InTime: 170, metric.Late: 20, metric.Overdue: 2, metric.NotDue: 8}
	print("resolution_time", c, "due", "closed_only")
	// Output:
	// due                     170 of 192 = 88.54 %
	// closed_only             170 of 190 = 89.47 %
}
