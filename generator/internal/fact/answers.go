package fact

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/metric"
	"shingle/generator/internal/quote"
)

// all tells whether a metric takes every question of its sources.
func (m *Metric) all() bool { return m.defined().All && len(m.Questions) == 0 }

// asks lists the questions that a metric reads by name.
func (m *Metric) asks() []string {
	switch named := m.defined().Question; {
	case len(m.Questions) > 0:
		return m.Questions
	case named != "":
		return []string{m.ID, named}
	}
	return []string{m.ID}
}

// Asks tells whether a metric reads a question of that name.
func (m *Metric) Asks(question string) bool {
	return slices.ContainsFunc(m.asks(), func(q string) bool { return strings.EqualFold(q, question) })
}

// perPerson tells whether the score is a mean over people of an index of their own.
func (m *Metric) perPerson() bool { return m.method().Form == metric.PerPerson }

// answers counts how questions were answered, from whatever source has them.
func (c *counter) answers(s *Source, set *Set) error {
	m := set.Metric
	questions, err := c.questions(s, m)
	if err != nil || len(questions) == 0 {
		return err
	}
	if s.byReason && len(questions) > 1 {
		return nil // of whom several answers are is not known by reason
	}
	set.fed(s)
	before := len(set.Answers)
	if s.Long {
		err = c.longAnswers(s, set, questions)
	} else {
		err = c.wideAnswers(s, set, questions)
	}
	if err != nil {
		return err
	}
	given := map[int]int64{}
	for _, a := range set.Answers[before:] {
		given[a.Value] += a.Count
	}
	c.bottomless(s, set, given)
	if err := c.themes(s, set, questions); err != nil {
		return err
	}
	if m.perPerson() {
		if err := c.spread(s, set, questions); err != nil {
			return err
		}
	}
	return c.persons(s, set, questions)
}

// questions finds which of a source's questions a metric reads.
func (c *counter) questions(s *Source, m *Metric) ([]string, error) {
	var there []string
	if s.Long {
		err := c.each("SELECT DISTINCT question FROM "+s.Table+" WHERE question IS NOT NULL ORDER BY 1", 1, func(v []any) { there = append(there, name(v[0])) })
		if err != nil {
			return nil, err
		}
	} else {
		there = slices.Sorted(maps.Keys(s.Wide))
	}
	var asked []string
	for _, want := range m.asks() { // in the metric's order: items have their places
		for _, q := range there {
			if strings.EqualFold(q, want) && !slices.Contains(asked, q) {
				asked = append(asked, q)
			}
		}
	}
	if len(asked) > 0 || !m.all() {
		return asked, nil
	}
	if len(m.Sources) == 0 && s.Kind != m.home() {
		return nil, nil
	}
	for _, q := range there {
		if !slices.ContainsFunc(c.metrics, func(o Metric) bool { return o.ID != m.ID && o.Asks(q) && !o.all() }) {
			asked = append(asked, q)
		}
	}
	return asked, nil
}

// home is the kind of source whose questions a metric takes all of, if it names
// neither questions nor sources.
func (m *Metric) home() string {
	if m.defined().Whom == metric.Customers {
		return "responses"
	}
	return "employees"
}

// dated is SQL for the day and grain that a survey's answers are told in: their
// month, or the period they name.
func (s *Source) dated() string {
	if s.Grains {
		return "day, grain"
	}
	return s.beginning("day", Month) + ", 1"
}

// valid is the condition that an answer is on the metric's scale.
func (m *Metric) valid(column string) string {
	return fmt.Sprintf("%s BETWEEN %d AND %d", column, m.Scale.Min, m.Scale.Max)
}

// turned is SQL for an answer, turned round on a reversed scale.
func (m *Metric) turned(column string) string {
	if m.Scale.Reversed {
		return fmt.Sprintf("(%d - CAST(%s AS INTEGER))", m.Scale.Min+m.Scale.Max, column) // what was no answer is the least of all numbers
	}
	return column
}

// wideAnswers counts answers that each have a column of their own.
func (c *counter) wideAnswers(s *Source, set *Set, questions []string) error {
	key := s.segment()
	for _, q := range questions {
		col := s.Wide[q]
		day, groups := "day", "1, 2, 3, 4"
		if s.Grains {
			day, groups = "day, grain", "1, 2, 3, 4, 5"
		}
		// by day first: the engine groups by small numbers, then few rows by month
		byDay := func(table string) string {
			return fmt.Sprintf("(SELECT %s, %s, %s, count(*) FROM %s GROUP BY %s) AS t(team_, channel_, %[2]s, answer_, n_)", key, day, col, table, groups)
		}
		asked := Asked{Keys: "team_, channel_, " + s.dated() + ", answer_", Width: 5, Sums: []string{"CAST(sum(n_) AS BIGINT)"}, Where: "true", Of: byDay}
		err := c.sum(s, asked, func(v []any, n []int64) {
			c.answer(set, Segment{name(v[0]), name(v[1])}, Day(whole(v[2])), Grain(whole(v[3])), q, v[4], n[0])
		})
		if err != nil {
			return err
		}
	}
	return c.unusable(s, set, "")
}

// longAnswers counts answers that each have a row of their own.
func (c *counter) longAnswers(s *Source, set *Set, questions []string) error {
	among := "question IN (" + quote.Texts(questions) + ")"
	query := fmt.Sprintf("SELECT %s, %s, question, score, count(*) FROM %s WHERE %s GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6", s.segment(), s.dated(), s.Table, among)
	err := c.each(query, 7, func(v []any) {
		c.answer(set, Segment{name(v[0]), name(v[1])}, Day(whole(v[2])), Grain(whole(v[3])), name(v[4]), v[5], whole(v[6]))
	})
	if err != nil {
		return err
	}
	return c.unusable(s, set, among)
}

// answer notes one way of answering and how often it was given.
func (c *counter) answer(set *Set, seg Segment, day Day, grain Grain, question string, value any, n int64) {
	m := set.Metric
	if value == nil {
		set.Facts.Add(Fact{Segment: seg, Day: day, Grain: grain, Missing: n})
		return
	}
	answer := int(whole(value))
	if answer < m.Scale.Min || answer > m.Scale.Max {
		set.Facts.Add(Fact{Segment: seg, Day: day, Grain: grain, Rejected: n})
		return
	}
	if m.Scale.Reversed {
		answer = m.Scale.Min + m.Scale.Max - answer
	}
	set.Answers = append(set.Answers, Answer{Segment: seg, Day: day, Grain: grain, Question: question, Value: answer, Count: n})
}

// person is SQL that tells respondents apart; "" if it cannot be told.
func (s *Source) person() string {
	switch {
	case s.Has["respondent"]:
		return "respondent"
	case !s.Long:
		return s.RowID
	case s.Kind == "responses" && s.Has["id"]:
		return "id"
	}
	return ""
}

// people gives one row per respondent, segment and period, with their answers to
// the questions in columns a0, a1, ...: NULL where there is no valid one. Rows that do
// not say whose they are are taken for a person each, whom alone_ tells apart.
func (s *Source) people(m *Metric, questions []string) string {
	var items []string
	for i, q := range questions {
		if s.Long {
			items = append(items, fmt.Sprintf("max(%s) FILTER (WHERE question = %s AND %s) AS a%d", m.turned("score"), quote.Text(q), m.valid("score"), i))
			continue
		}
		col := s.Wide[q]
		items = append(items, fmt.Sprintf("CASE WHEN %s THEN %s END AS a%d", m.valid(col), m.turned(col), i))
	}
	group := ""
	if s.Long {
		group = " GROUP BY 1, 2, 3, 4, 5, 6"
	}
	day := "day AS day_, 0 AS grain_"
	if s.Grains {
		day = "day AS day_, grain AS grain_"
	}
	segment := strings.Replace(s.segment(), ",", " AS team_,", 1) + " AS channel_"
	return fmt.Sprintf("(SELECT %s, %s, %[3]s AS person_, CASE WHEN %[3]s IS NULL THEN %[4]s END AS alone_, %[5]s FROM %[6]s%[7]s) AS people_", segment, day, s.person(), s.RowID, strings.Join(items, ", "), s.Table, group)
}

func plus(n int, f func(i int) string) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = f(i)
	}
	return strings.Join(parts, " + ")
}

// needs is how many of k items one must answer to be counted in an index.
func (m *Metric) needs(k int) int {
	switch {
	case m.MinItems == 0 && m.method().Blanks: // they are dropped item by item
		return 1
	case m.MinItems == 0:
		return k
	}
	return min(m.MinItems, k)
}

// howMany is SQL for how many of k items a person of [Source.people] answered.
func howMany(k int) string {
	return plus(k, func(i int) string { return fmt.Sprintf("CASE WHEN a%d IS NULL THEN 0 ELSE 1 END", i) })
}

// spread sums the index of each respondent who answered enough of the items. The
// sums are of whole numbers (each mean times a common multiple), so that they are
// the same in any order.
func (c *counter) spread(s *Source, set *Set, questions []string) error {
	m := set.Metric
	if s.person() == "" {
		c.wrong(m, "", "", "needs to know which answers are one person's; %q has no respondent", s.Name)
		return nil
	}
	k := len(questions)
	need := m.needs(k)
	multiple, weights := int64(1), make([]int64, k)
	for i := range weights {
		weights[i] = 1
		if len(m.Weights) == k {
			weights[i] = int64(m.Weights[i]*1e6 + 0.5)
		}
	}
	var total int64
	for _, w := range weights {
		total += w
	}
	for n := int64(need); n <= int64(k); n++ {
		multiple = multiple / gcd(multiple, n) * n
	}
	sum := plus(k, func(i int) string { return fmt.Sprintf("coalesce(a%d, 0) * %d", i, weights[i]) })
	pos := plus(k, func(i int) string {
		return fmt.Sprintf("CASE WHEN a%d >= %d THEN 1 ELSE 0 END", i, m.Scale.PositiveMin)
	})
	inner := fmt.Sprintf("SELECT team_, channel_, day_, grain_, %s AS given_, CAST(%s AS BIGINT) AS sum_, %s AS pos_ FROM %s", howMany(k), sum, pos, s.people(m, questions))
	times := "CASE given_"
	for n := int64(need); n <= int64(k); n++ {
		times += fmt.Sprintf(" WHEN %d THEN %d", n, multiple/n)
	}
	exact := func(sum string) string {
		return fmt.Sprintf("CAST(%s * (%s ELSE 0 END) AS DECIMAL(18, 0))", sum, times)
	}
	mean, share := exact("sum_"), exact("pos_")
	enough := fmt.Sprintf(" FILTER (WHERE given_ >= %d)", need)
	dated := "day_, grain_"
	if !s.Grains {
		dated = s.beginning("day_", Month) + ", 1"
	}
	query := fmt.Sprintf("SELECT team_, channel_, %[1]s, count(*)%[2]s, count(*) FILTER (WHERE given_ BETWEEN 1 AND %[3]d), "+
		"CAST(sum(%[4]s)%[2]s AS VARCHAR), CAST(sum(%[4]s * %[4]s)%[2]s AS VARCHAR), CAST(sum(%[5]s)%[2]s AS VARCHAR), CAST(sum(%[5]s * %[5]s)%[2]s AS VARCHAR) FROM (%[6]s) AS index_ GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
		dated, enough, need-1, mean, share, inner)
	scale := float64(multiple)
	weight := float64(total) / float64(k) // weights of one mean need not be 1
	return c.each(query, 10, func(v []any) {
		real := func(i int) float64 { f, _ := strconv.ParseFloat(name(v[i]), 64); return f }
		sp := Spread{Segment: Segment{name(v[0]), name(v[1])}, Day: Day(whole(v[2])), Grain: Grain(whole(v[3])), N: whole(v[4]), Partial: whole(v[5]),
			Sum: real(6) / scale / weight, Squares: real(7) / scale / scale / weight / weight, Pos: real(8) / scale, PosSq: real(9) / scale / scale}
		if sp.N+sp.Partial > 0 {
			set.Spreads = append(set.Spreads, sp)
		}
	})
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// Reads lists the questions that a metric reads from a kind of source; "" stands
// for every question that no other metric names.
func (m *Metric) Reads(kind string) []string {
	k := m.defined()
	switch {
	case !slices.Contains(k.From, kind) || !k.Asked(m.Variant):
		return nil
	case !m.all():
		return m.asks()
	case len(m.Sources) == 0 && kind != m.home():
		return []string{m.ID}
	}
	return []string{m.ID, ""}
}
