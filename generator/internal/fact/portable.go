package fact

import "fmt"

// The queries of this package are in the SQL that DuckDB, PostgreSQL and Trino read alike:
// groups by number, no division, no calendar, no percentile and no hash of an engine. What
// such a function would do is done by Go, before (months, opening times) or after (a day of
// so many microseconds), or by counting (percentiles).

// among is SQL for what holds from the last of n bounds, in their order, that an expression
// has reached: a balanced search. What lies before the first is taken for the first.
func among(x string, n int, bound func(int) int64, then func(int) string) string {
	var part func(low, high int) string
	part = func(low, high int) string {
		if high-low == 1 {
			return then(low)
		}
		mid := (low + high) / 2
		return fmt.Sprintf("CASE WHEN %s < %d THEN %s ELSE %s END", x, bound(mid), part(low, mid), part(mid, high))
	}
	return "(" + part(0, n) + ")"
}

// beginning is SQL for the first day of the period that a day of the source lies in.
func (s *Source) beginning(day string, g Grain) string {
	first := []Day{0}
	if s.First != NoDay {
		first = nil
		for p := PeriodOf(s.First, g); p.First <= s.Last; p = p.Next() {
			first = append(first, p.First)
		}
	}
	return "CAST(" + among(day, len(first), func(i int) int64 { return int64(first[i]) }, func(i int) string { return fmt.Sprint(int32(first[i])) }) + " AS INTEGER)"
}

// ceiling is SQL for microseconds that are not negative, rounded up to whole seconds.
func ceiling(micros string) string {
	return fmt.Sprintf("(%[1]s + (1000000 - %[1]s %% 1000000) %% 1000000)", micros)
}
