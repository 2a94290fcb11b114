package fact

import (
	"fmt"
	"shingle/generator/internal/quote"
	"strings"
)

// persons counts who answered: how many different people (employees), and, where
// one person gives several of the answers, what each one's share was.
func (c *counter) persons(s *Source, set *Set, questions []string) error {
	m := set.Metric
	person := s.person()
	several := len(questions) > 1
	if several && person == "" {
		set.NoPerson = true
	}
	if !several {
		set.PerPerson = true
	}
	if s.Kind == "employees" {
		if err := c.countPeople(s, set, questions, person); err != nil {
			return err
		}
	}
	if several && person != "" && !m.perPerson() {
		return c.clusters(s, set, questions)
	}
	return nil
}

// countPeople counts the different people of each wave who gave a valid answer, or for
// an index of persons enough of them; if they cannot be told apart, the most answers that one
// question got.
func (c *counter) countPeople(s *Source, set *Set, questions []string, person string) error {
	m := set.Metric
	if person == "" {
		most := map[Segment]map[Day]map[string]int64{}
		for _, a := range set.Answers {
			for _, seg := range []Segment{a.Segment, {}} {
				if most[seg] == nil {
					most[seg] = map[Day]map[string]int64{}
				}
				if most[seg][a.Day] == nil {
					most[seg][a.Day] = map[string]int64{}
				}
				most[seg][a.Day][a.Question] += a.Count
			}
		}
		for seg, days := range most {
			for day, byQuestion := range days {
				var n int64
				for _, count := range byQuestion {
					n = max(n, count)
				}
				if seg == (Segment{}) { // the blank group is told apart below
					continue
				}
				set.People = append(set.People, People{seg, day, n})
			}
		}
		return c.blankAndAll(set, most[Segment{}])
	}
	enough := 1
	if m.perPerson() && !m.method().PerItem { // these take every answer
		enough = m.needs(len(questions))
	}
	gave := fmt.Sprintf("%s >= %d", howMany(len(questions)), enough)
	query := fmt.Sprintf("SELECT team_, GROUPING(team_), day_, count(DISTINCT person_) FROM %s WHERE %s GROUP BY GROUPING SETS ((team_, day_), (day_)) ORDER BY 2, 1, 3", s.people(m, questions), gave)
	return c.each(query, 4, func(v []any) {
		p := People{Segment{Team: name(v[0])}, Day(whole(v[2])), whole(v[3])}
		if whole(v[1]) == 1 {
			p.Team = Everyone
		}
		set.People = append(set.People, p)
	})
}

// Everyone is the team of the People of a whole wave, with and without a group:
// no team can be called that, because blanks around names are taken off.
const Everyone = " "

// blankAndAll adds the people of a whole wave, and those without a group.
func (c *counter) blankAndAll(set *Set, all map[Day]map[string]int64) error {
	blank := map[Day]map[string]int64{}
	for _, a := range set.Answers {
		if a.Segment == (Segment{}) {
			if blank[a.Day] == nil {
				blank[a.Day] = map[string]int64{}
			}
			blank[a.Day][a.Question] += a.Count
		}
	}
	most := func(m map[string]int64) (n int64) {
		for _, count := range m {
			n = max(n, count)
		}
		return n
	}
	for day, byQuestion := range all {
		set.People = append(set.People, People{Segment{Team: Everyone}, day, most(byQuestion)})
	}
	for day, byQuestion := range blank {
		set.People = append(set.People, People{Segment{}, day, most(byQuestion)})
	}
	return nil
}

// clusters sums each respondent's answers within every line that is published:
// sums of squares do not add up over lines that share a person.
func (c *counter) clusters(s *Source, set *Set, questions []string) error {
	m := set.Metric
	k := len(questions)
	y := plus(k, func(i int) string {
		return fmt.Sprintf("CASE WHEN a%d >= %d THEN 1 ELSE 0 END", i, m.Scale.PositiveMin)
	})
	rows := fmt.Sprintf("SELECT team_, channel_, person_, alone_, day_, grain_, %s AS x_, %s AS y_ FROM %s", howMany(k), y, s.people(m, questions))
	for _, grain := range Grains {
		period := "CAST(0 AS INTEGER)"
		if grain != All {
			period = s.beginning("day_", grain)
		}
		wave := "CAST(0 AS INTEGER)"
		if s.Kind == "employees" {
			wave = "day_"
		}
		for _, by := range []string{"", "team_", "channel_"} {
			group := by
			if by == "" {
				group = "CAST(NULL AS VARCHAR)"
			}
			if by == "channel_" && !s.Has["channel"] || by == "team_" && !s.Has["team"] && !s.Has["group"] {
				continue
			}
			where := fmt.Sprintf("grain_ <= %d", grain)
			if by != "" {
				where += " AND " + by + " IS NOT NULL"
			}
			query := fmt.Sprintf("SELECT g, p, w, count(*), CAST(sum(y) AS BIGINT), CAST(sum(x) AS BIGINT), CAST(sum(y*y) AS BIGINT), CAST(sum(x*y) AS BIGINT), CAST(sum(x*x) AS BIGINT) FROM "+
				"(SELECT %s AS g, %s AS p, %s AS w, person_, alone_, CAST(sum(x_) AS BIGINT) AS x, CAST(sum(y_) AS BIGINT) AS y FROM (%s) AS rows_ WHERE %s GROUP BY 1, 2, 3, 4, 5 HAVING sum(x_) > 0) AS persons_ GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
				group, period, wave, rows, where)
			err := c.each(query, 9, func(v []any) {
				real := func(i int) float64 { return float64(whole(v[i])) }
				cl := Cluster{Period: Period{Grain: grain, First: Day(whole(v[1]))}, Wave: Day(whole(v[2])), D: whole(v[3]), Y: real(4), X: real(5), YY: real(6), XY: real(7), XX: real(8)}
				switch by {
				case "team_":
					cl.Team = name(v[0])
				case "channel_":
					cl.Channel = name(v[0])
				}
				set.Clusters = append(set.Clusters, cl)
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// checks counts compliance checks by month (docs/definitions.md, "Compliance, volume").
func (c *counter) checks(s *Source, set *Set) error {
	m := set.Metric
	where := "true"
	if len(m.Measures) > 0 {
		where = "measure IN (" + quote.Texts(m.Measures) + ")"
	}
	var measures []string
	err := c.each("SELECT DISTINCT measure FROM "+s.Table+" WHERE "+where+" ORDER BY 1", 1, func(v []any) { measures = append(measures, name(v[0])) })
	if err != nil {
		return err
	}
	if len(measures) == 0 {
		return nil
	}
	if len(measures) > 1 && len(m.Measures) == 0 {
		c.wrong(m, "", "say which: measure = [\""+measures[0]+"\"], and a metric for each of the others",
			"%q holds %d different measures (%s); unlike duties are not pooled", s.Name, len(measures), strings.Join(measures, ", "))
		return nil
	}
	total := "1"
	if s.Has["total"] {
		total = "total"
	}
	bad := s.bad("passed", "total")
	query := fmt.Sprintf("SELECT %s, %s, CAST(coalesce(sum(passed) FILTER (WHERE %[4]s IS NOT NULL), 0) AS BIGINT), CAST(coalesce(sum(%[4]s) FILTER (WHERE passed IS NOT NULL), 0) AS BIGINT), "+
		"count(*) FILTER (WHERE (passed IS NULL OR %[4]s IS NULL) AND NOT %[5]s), count(*) FILTER (WHERE %[5]s) FROM %[3]s WHERE %[6]s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
		s.segment(), s.beginning("day", Month), s.Table, total, bad, where)
	err = c.each(query, 7, func(v []any) {
		set.Facts.Add(Fact{Segment: Segment{name(v[0]), name(v[1])}, Day: Day(whole(v[2])), Grain: Month,
			Counts: Counts{X: whole(v[3]), N: whole(v[4])}, Missing: whole(v[5]), Rejected: whole(v[6])})
	})
	if err != nil {
		return err
	}
	set.fed(s)
	set.Crossed = true
	return c.unusable(s, set, where)
}
