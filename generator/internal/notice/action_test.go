package notice

import (
	"fmt"
	"testing"

	"shingle/generator/internal/fact"
)

// on is a day of the year 2026.
func on(month, day int) fact.Day {
	p, _ := fact.ParsePeriod(fmt.Sprintf("2026-%02d-%02d", month, day))
	return p.First
}

// Due on 30 September, seen on 1 November: done in time, done after 20 days, 32 days over,
// and one that has until the day itself.
func ExampleAction_Status() {
	asOf := on(11, 1)
	for _, a := range []Action{
		{Due: on(9, 30), Done: on(9, 30)},
		{Due: on(9, 30), Done: on(10, 20)},
		{Due: on(9, 30), Done: fact.NoDay},
		{Due: on(11, 1), Done: fact.NoDay},
	} {
		fmt.Println(a.Status(asOf), a.Late(asOf))
	}
	// Output:
	// kept 0
	// late 20
	// overdue 32
	// open 0
}

// Built as of an earlier day, what was done later is not done yet.
func TestActionsAreTakenAsOfTheDay(t *testing.T) {
	a := Action{Due: on(6, 30), Done: on(7, 20)}
	for _, c := range []struct {
		asOf fact.Day
		want string
		late int64
	}{{on(6, 30), "open", 0}, {on(7, 1), "overdue", 1}, {on(7, 19), "overdue", 19}, {on(7, 20), "late", 20}, {on(12, 1), "late", 20}} {
		if got, late := a.Status(c.asOf), a.Late(c.asOf); got != c.want || late != c.late {
			t.Errorf("as of %s: got %s, %d days late; want %s, %d", c.asOf, got, late, c.want, c.late)
		}
	}
}
