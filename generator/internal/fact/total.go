package fact

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Attempts is where a set of total waits counts the contacts that its issues were made of, beside X and N.
const Attempts = N + 1

// total counts how long people waited in all for one issue: the legs of a contact that bear one id
// of a conversation, and the contacts of one customer (about one reason) within the window after
// the first. A contact is the first if there was none in the window before it. What comes later than
// the window, but begins no issue, is left out: each issue has the same time to grow.
// It gives nil if the source has nothing for it.
func (c *counter) total(s *Source, set *Set) error {
	m := set.Metric
	if s.answered() == "" || s.wait() == "" {
		return nil
	}
	by := "issue_"
	switch {
	case m.OneContact && !s.Has["conversation"]:
		c.inputs(m, fmt.Sprintf("match = \"conversation\" needs the column conversation; %q has none", s.Name))
		return nil
	case m.OneContact:
	case !s.Has["customer"]:
		c.inputs(m, fmt.Sprintf("needs the column customer, or conversation and match = \"conversation\"; %q has none", s.Name))
		return nil
	case m.AnyReason:
		by = "customer"
	case !s.Has["reason"]:
		c.inputs(m, fmt.Sprintf("match = \"customer+reason\" needs the column reason; %q has none (match = \"customer\" does without)", s.Name))
		return nil
	default:
		by = "customer, reason"
	}
	window := fmt.Sprint(int64(m.WindowDays) * aDay)
	edges := fmt.Sprintf("opened_ >= first_ + %[1]s AS whole_, opened_ + %[1]s <= last_ AS mature_", window)
	if m.OneContact { // which is over when it is
		edges = "true AS whole_, true AS mature_"
	}
	good := "whole_ AND mature_ AND answered_ AND known_"
	columns := []string{"sum(wait_) FILTER (WHERE " + good + ")", counted(good), "sum(attempts_) FILTER (WHERE " + good + ")",
		counted("NOT whole_"), counted("whole_ AND NOT mature_"), counted("whole_ AND mature_ AND NOT answered_"), counted("whole_ AND mature_ AND answered_ AND NOT known_"), "sum(later_)"}
	for _, minutes := range m.Tail {
		columns = append(columns, counted(good+" AND wait_ > "+micros(60*float64(minutes))))
	}
	for i, expr := range columns {
		columns[i] = "CAST(coalesce(" + expr + ", 0) AS BIGINT)"
	}
	in := fmt.Sprintf("begun - opened_ <= %s", window)
	query := s.attempts() + fmt.Sprintf("linked AS (SELECT *, lag(begun) OVER w AS before_ FROM attempts WHERE %[1]s WINDOW w AS (PARTITION BY %[2]s ORDER BY begun, issue_)), "+
		"opened AS (SELECT *, max(CASE WHEN before_ IS NULL OR begun - before_ > %[3]s THEN begun END) OVER (PARTITION BY %[2]s ORDER BY begun, issue_ ROWS UNBOUNDED PRECEDING) AS opened_ FROM linked), "+
		"edges AS (SELECT min(begun) AS first_, max(begun) AS last_ FROM %[4]s), "+
		"placed AS (SELECT *, row_number() OVER (PARTITION BY %[2]s, opened_ ORDER BY begun, issue_) AS place_ FROM opened), "+
		"issues AS (SELECT opened_, max(team_) FILTER (WHERE place_ = 1) AS team_, max(channel_) FILTER (WHERE place_ = 1) AS channel_, max(day) FILTER (WHERE place_ = 1) AS day, sum(wait_) FILTER (WHERE %[5]s) AS wait_, "+
		"coalesce(bool_and(known_) FILTER (WHERE %[5]s), false) AS known_, coalesce(bool_or(answered_) FILTER (WHERE %[5]s), false) AS answered_, count(*) FILTER (WHERE %[5]s) AS attempts_, count(*) FILTER (WHERE NOT (%[5]s)) AS later_ FROM placed GROUP BY %[2]s, opened_), "+
		"judged AS (SELECT *, %[6]s FROM issues, edges) "+
		"SELECT team_, channel_, day, %[7]s FROM judged GROUP BY 1, 2, 3 ORDER BY 1, 2, 3", known(by, "customer")+" AND "+known(by, "reason"), by, window, s.Table, in, edges, strings.Join(columns, ", "))
	err := c.each(query, 3+len(columns), func(v []any) {
		seg, day := Segment{name(v[0]), name(v[1])}, Day(whole(v[2]))
		if whole(v[4]) > 0 {
			set.Facts.Add(Fact{Segment: seg, Day: day, Counts: Counts{X: whole(v[3]), N: whole(v[4]), Attempts: whole(v[5])}})
			month := PeriodOf(day, Month).First
			set.Longs = append(set.Longs, Long{Segment: seg, Day: month, Answered: whole(v[4])})
			for i, minutes := range m.Tail {
				set.Longs = append(set.Longs, Long{Segment: seg, Day: month, Minutes: minutes, Answered: whole(v[11+i])})
			}
		}
		for i, reason := range []string{"left_edge", "immature", "never_answered", "no_wait", "later"} {
			set.exclude(seg, day, reason, whole(v[6+i]))
		}
	})
	if err != nil {
		return err
	}
	return c.unlinked(s, set, by)
}

// attempts is SQL for a source's contacts, the legs of each brought together: begun, day, team_, channel_,
// customer, reason, wait_, and whether it is known_, whether somebody answered_, and issue_, which is no other's.
func (s *Source) attempts() string {
	optional := func(column, kind string) string {
		if s.Has[column] {
			return column
		}
		return "CAST(NULL AS " + kind + ") AS " + column
	}
	segment := strings.Replace(s.segment(), ",", " AS team_,", 1) + " AS channel_"
	legs := fmt.Sprintf("WITH legs AS (SELECT %s, day, begun, %s, %s, %s, %s AS wait_, (%s) IS NOT NULL AS known_, coalesce(%s, false) AS answered_, %s AS issue_ FROM %s WHERE %s), ",
		segment, optional("customer", "BIGINT"), optional("reason", "VARCHAR"), optional("conversation", "BIGINT"), s.wait(), s.wait(), s.answered(), s.RowID, s.Table, s.inbound())
	var ranks []string // of each column's texts among the legs that have one
	first := func(column string) string {
		ranks = append(ranks, fmt.Sprintf("row_number() OVER (PARTITION BY conversation, %[1]s IS NULL ORDER BY begun, issue_) AS nth_%[1]s", column))
		return fmt.Sprintf("max(%[1]s) FILTER (WHERE nth_%[1]s = 1) AS %[1]s", column)
	}
	const all = "team_, channel_, day, begun, customer, reason, wait_, known_, answered_, issue_"
	columns := fmt.Sprintf("%s, %s, min(day), min(begun), %s, %s", first("team_"), first("channel_"), first("customer"), first("reason"))
	return legs + fmt.Sprintf("ranked AS (SELECT *, %s FROM legs WHERE conversation IS NOT NULL), attempts AS (SELECT %s FROM legs WHERE conversation IS NULL UNION ALL "+
		"SELECT %s, sum(wait_), bool_and(known_), bool_or(answered_), min(issue_) FROM ranked GROUP BY conversation), ",
		strings.Join(ranks, ", "), all, columns)
}

// unlinked counts the contacts of which it is not known whose they are, or about what.
func (c *counter) unlinked(s *Source, set *Set, by string) error {
	unknown := []string{counted("NOT " + known(by, "customer")), counted(known(by, "customer") + " AND NOT " + known(by, "reason"))}
	err := c.each(strings.TrimSuffix(s.attempts(), ", ")+" SELECT team_, channel_, day, "+strings.Join(unknown, ", ")+" FROM attempts GROUP BY 1, 2, 3 ORDER BY 1, 2, 3", 5, func(v []any) {
		for i, reason := range []string{"no_customer", "no_reason"} {
			set.exclude(Segment{name(v[0]), name(v[1])}, Day(whole(v[2])), reason, whole(v[3+i]))
		}
	})
	if err != nil {
		return err
	}
	if err := c.leftOut(s, set, s.uncounted()); err != nil {
		return err
	}
	set.fed(s)
	set.Daily, set.Crossed = true, true
	return c.unusable(s, set, "")
}

// known holds where a column that issues are told by is not blank.
func known(by, column string) string {
	if strings.Contains(by, column) {
		return "(" + column + " IS NOT NULL)"
	}
	return "true"
}

// leftOut counts, by reason, the rows for which a condition holds.
func (c *counter) leftOut(s *Source, set *Set, conditions map[string]string) error {
	key := s.segment()
	for _, reason := range slices.Sorted(maps.Keys(conditions)) {
		err := c.each(fmt.Sprintf("SELECT %[1]s, day, count(*) FROM %[2]s WHERE %[3]s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3", key, s.Table, conditions[reason]), 4, func(v []any) {
			set.exclude(Segment{name(v[0]), name(v[1])}, Day(whole(v[2])), reason, whole(v[3]))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// exclude notes so many that are left out, if there are any.
func (set *Set) exclude(seg Segment, day Day, reason string, n int64) {
	if n > 0 {
		set.Excluded = append(set.Excluded, Exclusion{Segment: seg, Day: day, Reason: reason, Count: n})
	}
}
