package record

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/quote"
)

// Two sources may tell of the same people: one survey exported by team and by site, a month beside
// its year. Nobody says so; their ids do, or, where there are none, that their answers are the same.

// A Both is a question that two sources asked of the same people.
type Both struct {
	A, B         string // the sources
	AsksA, AsksB string // what each calls the question
	Known        bool   // whose answers are whose: by ids, or as rows of one file
	Ties         []Tie  // by how the two group people; nil: not known
}

// A Tie is how many people one group of the first source has in common with one of the
// second; "" stands for those whom the other source does not have.
type Tie struct {
	A, B   string
	People int64
}

// How few people in common are a chance, and of how many rows without ids answers tell whether
// they are the same.
const (
	fewCommon = 3
	fewAlike  = 5
)

// Both finds the questions that another source asked of the same people.
func (t *Table) Both(ctx context.Context, db *engine.DB, o *Table, oneFile bool) ([]Both, error) {
	if t.Elsewhere() || o.Elsewhere() {
		return nil, nil
	}
	mine, err := t.asks(ctx, db)
	if err != nil {
		return nil, err
	}
	others, err := o.asks(ctx, db)
	if err != nil {
		return nil, err
	}
	named, renamed := questionPairs(mine, others)
	var found []Both
	for _, ways := range [][][2]string{named, renamed} {
		for _, q := range ways {
			b, ok, err := t.known(ctx, db, o, q[0], q[1], oneFile)
			if err != nil {
				return nil, err
			}
			if ok {
				found = append(found, b)
			}
		}
		if len(found) > 0 {
			return found, nil
		}
	}
	for i, q := range slices.Concat(named, renamed) {
		together := named
		if i >= len(named) {
			together = nil
		}
		b, ok, err := t.alikeTo(ctx, db, o, q[0], q[1], together)
		if err != nil {
			return nil, err
		}
		if ok {
			found = append(found, b)
		}
	}
	return found, nil
}

// SameQuestions lists the questions that another source calls the same.
func (t *Table) SameQuestions(ctx context.Context, db *engine.DB, o *Table) ([][2]string, error) {
	mine, err := t.asks(ctx, db)
	if err != nil {
		return nil, err
	}
	others, err := o.asks(ctx, db)
	named, _ := questionPairs(mine, others)
	return named, err
}

// questionPairs lists the questions of two sources that are called the same, and all others.
func questionPairs(mine, others []string) (named, renamed [][2]string) {
	for _, a := range mine {
		for _, b := range others {
			if fold(a) == fold(b) {
				named = append(named, [2]string{a, b})
			} else if len(mine)*len(others) <= 400 {
				renamed = append(renamed, [2]string{a, b})
			}
		}
	}
	return named, renamed
}

// asks lists the questions that a table has answers to.
func (t *Table) asks(ctx context.Context, db *engine.DB) ([]string, error) {
	if t.Long {
		return t.different(ctx, t.store(db), "question")
	}
	return sortedKeys(t.Wide), nil
}

// answers is SQL for the answers to a question: whose (k and p; by person, SQL), of which group, what.
func (t *Table) answers(question, person, mark string) string {
	value, where := t.Wide[question], "true"
	if t.Long {
		value, where = "score", "question = "+quote.Text(question)
	}
	month := "CAST(date_trunc('month', DATE '1970-01-01' + day) AS VARCHAR)"
	k := "''"
	if t.Source.Kind == "employees" { // of each wave
		month = "CAST(date_trunc('quarter', DATE '1970-01-01' + day) AS VARCHAR)"
		k = month
	}
	segment := strings.NewReplacer(" AS team,", " || chr(31) ||", " AS channel", "").Replace(t.segment())
	return fmt.Sprintf("SELECT k, p, max(node) AS node, max(v) AS v, max(day) AS day FROM (SELECT %s AS k, coalesce(CAST(%s AS VARCHAR), '%s' || rowid) AS p, %s || chr(31) || %s AS node, %s AS v, day FROM %s WHERE %s) WHERE v <> %d GROUP BY k, p",
		k, person, mark, segment, month, value, t.Name, where, rejected)
}

// persons are the columns that may tell people apart.
func (t *Table) persons() []string {
	var all []string
	for _, c := range []string{"respondent", "id"} {
		if t.Has[c] {
			all = append(all, c)
		}
	}
	return all
}

// known finds the people that two sources have in common by their ids, or by their rows in one
// file: they are the same if they said the same.
func (t *Table) known(ctx context.Context, db *engine.DB, o *Table, mine, others string, oneFile bool) (Both, bool, error) {
	var ways [][2]string
	for _, a := range t.persons() {
		for _, b := range o.persons() {
			ways = append(ways, [2]string{a, b})
		}
	}
	if oneFile {
		ways = append(ways, [2]string{"rowid", "rowid"})
	}
	for _, way := range ways {
		x, y := t.answers(mine, way[0], "a"), o.answers(others, way[1], "b")
		if agree, err := agreed(ctx, db, x, y); err != nil {
			return Both{}, false, err
		} else if !agree {
			continue
		}
		rows, err := texts(ctx, db, fmt.Sprintf("SELECT coalesce(a.node, ''), coalesce(b.node, ''), count(*) FROM (%s) AS a FULL JOIN (%s) AS b ON a.k = b.k AND a.p = b.p GROUP BY 1, 2 ORDER BY 1, 2", x, y))
		if err != nil {
			return Both{}, false, err
		}
		b := Both{A: t.Source.Name, B: o.Source.Name, AsksA: mine, AsksB: others, Known: true}
		for _, r := range rows {
			b.Ties = append(b.Ties, Tie{r[0], r[1], whole(r[2])})
		}
		return b, true, nil
	}
	return Both{}, false, nil
}

// agreed tells whether those of one id in two sources are the same people: they answered alike,
// far more often than others would by chance (Cohen's kappa of 0.8).
func agreed(ctx context.Context, db *engine.DB, x, y string) (bool, error) {
	rows, err := texts(ctx, db, fmt.Sprintf("SELECT a.v, b.v, count(*) FROM (%s) AS a JOIN (%s) AS b ON a.k = b.k AND a.p = b.p GROUP BY 1, 2", x, y))
	if err != nil {
		return false, err
	}
	var common, same float64
	mine, others := map[string]float64{}, map[string]float64{}
	for _, r := range rows {
		n := float64(whole(r[2]))
		common += n
		mine[r[0]] += n
		others[r[1]] += n
		if r[0] == r[1] {
			same += n
		}
	}
	chance := 0.0
	for v, n := range mine {
		chance += n * others[v] / max(common, 1)
	}
	return common >= fewCommon && same > 0 && same-chance >= 0.8*(common-chance), nil
}

// alikeTo tells whether two sources hold the same answers, but for a few, where no id says whose
// they are: to all questions that both ask, taken together; to one of another name exactly.
func (t *Table) alikeTo(ctx context.Context, db *engine.DB, o *Table, mine, others string, asked [][2]string) (Both, bool, error) {
	b := Both{A: t.Source.Name, B: o.Source.Name, AsksA: mine, AsksB: others}
	slack := int64(2)
	together := func(t *Table, question string, side int) string {
		if t.Long || o.Long || len(asked) < 2 {
			return t.answers(question, "rowid", "")
		}
		slack = min(9, 2*int64(len(asked)))
		var all []string
		for _, q := range asked {
			all = append(all, fmt.Sprintf("coalesce(CAST(%s AS VARCHAR), '')", t.Wide[q[side]]))
		}
		rows := t.answers(question, "rowid", "")
		return fmt.Sprintf("SELECT a.k, a.p, a.node, a.day, w.v FROM (%s) AS a JOIN (SELECT CAST(rowid AS VARCHAR) AS p, %s AS v FROM %s) AS w ON a.p = w.p", rows, strings.Join(all, " || ',' || "), t.Name)
	}
	day := "CAST(day AS VARCHAR)"
	if t.Source.Kind == "employees" {
		day = "''"
	}
	tuples := func(rows string) string {
		return fmt.Sprintf("SELECT k, %s || ':' || CAST(v AS VARCHAR) AS v, count(*) AS n FROM (%s) GROUP BY ALL", day, rows)
	}
	x, y := together(t, mine, 0), together(o, others, 1)
	rows, err := texts(ctx, db, fmt.Sprintf("SELECT k, coalesce(sum(a.n), 0), coalesce(sum(b.n), 0), coalesce(sum(least(a.n, b.n)) FILTER (a.n IS NOT NULL AND b.n IS NOT NULL), 0), count(*) FROM (%s) AS a FULL JOIN (%s) AS b USING (k, v) GROUP BY k ORDER BY k", tuples(x), tuples(y)))
	if err != nil {
		return b, false, err
	}
	same := slices.ContainsFunc(rows, func(r []string) bool {
		m, n, common := whole(r[1]), whole(r[2]), whole(r[3])
		least, slack := int64(fewAlike), slack
		if asked == nil && m+n < 200 {
			least, slack = 20, 0
		}
		return min(m, n) >= least && max(m, n)-min(m, n) <= slack && common == min(m, n) && whole(r[4]) >= 3
	})
	if !same {
		return b, false, nil
	}
	b.Ties, err = trivial(ctx, db, x, y)
	return b, true, err
}

// trivial are the ties of two sources of which one does not group people; nil if both do, or
// one has people whom the other lacks.
func trivial(ctx context.Context, db *engine.DB, x, y string) ([]Tie, error) {
	var sides [2][][]string
	var sums [2]int64
	for i, rows := range []string{x, y} {
		all, err := texts(ctx, db, fmt.Sprintf("SELECT node, count(*) FROM (%s) GROUP BY node ORDER BY node", rows))
		if err != nil {
			return nil, err
		}
		sides[i] = all
		for _, r := range all {
			sums[i] += whole(r[1])
		}
	}
	var ties []Tie
	switch {
	case sums[0] != sums[1]:
	case len(sides[0]) == 1:
		for _, r := range sides[1] {
			ties = append(ties, Tie{sides[0][0][0], r[0], whole(r[1])})
		}
	case len(sides[1]) == 1:
		for _, r := range sides[0] {
			ties = append(ties, Tie{r[0], sides[1][0][0], whole(r[1])})
		}
	}
	return ties, nil
}

// Again counts the records of another source that are there already: of the same id and time, with
// the same answers, or, without ids, days on which both files say the same.
func (t *Table) Again(ctx context.Context, db *engine.DB, o *Table) (n int64, err error) {
	if t.Source.Kind != o.Source.Kind || t.Elsewhere() || o.Elsewhere() {
		return 0, nil
	}
	if t.Has["id"] && o.Has["id"] {
		same := []string{"a.day = b.day"}
		switch t.Source.Kind {
		case "contacts", "complaints":
			same = append(same, "a.minute IS NOT DISTINCT FROM b.minute")
		case "responses", "employees":
			if t.Long || o.Long {
				if !t.Long || !o.Long {
					return 0, nil
				}
				same = append(same, "a.question = b.question", "a.score IS NOT DISTINCT FROM b.score")
			}
			for q, column := range t.Wide {
				for p, other := range o.Wide {
					if fold(q) == fold(p) {
						same = append(same, fmt.Sprintf("a.%s IS NOT DISTINCT FROM b.%s", column, other))
					}
				}
			}
			slices.Sort(same)
		case "checks":
			same = append(same, "a.passed IS NOT DISTINCT FROM b.passed")
		}
		var ids int64
		of := "a.id = b.id"
		if t.Long {
			of += " AND a.question = b.question"
		}
		err = scanOne(ctx, db, fmt.Sprintf("SELECT count(*), count(*) FILTER (%s) FROM %s AS a JOIN %s AS b ON %s", strings.Join(same, " AND "), t.Name, o.Name, of), &ids, &n)
		if n < fewCommon || 2*n < ids {
			n = 0
		}
		return n, err
	}
	if !t.marked() || !o.marked() || t.Source.Kind == "intervals" {
		return 0, nil
	}
	days := func(t *Table) string {
		return fmt.Sprintf("SELECT day, count(*) AS n, sum(CAST(mark AS HUGEINT)) AS says FROM %s GROUP BY day", t.Name)
	}
	n, err = db.Whole(ctx, fmt.Sprintf("SELECT coalesce(sum(a.n), 0) FROM (%s) AS a JOIN (%s) AS b ON a.day = b.day AND a.n = b.n AND a.says = b.says", days(t), days(o)))
	if n < fewAgain {
		n = 0
	}
	return n, err
}
