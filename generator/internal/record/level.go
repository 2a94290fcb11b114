package record

import (
	"fmt"
	"regexp"
	"strings"
)

// levels are subqueries, one inside the other, each of whose columns is worked out of columns of
// those below it: what is named often is worked out, and written, once.
type levels struct {
	columns [][]string
	level   map[string]int    // of each column
	known   map[string]string // columns without a name of their own, by what they are
	whole   bool              // the lowest level has the columns of the relation, too
}

// add adds a column above all that it names.
func (l *levels) add(sql, name string) {
	at := l.above(sql)
	for len(l.columns) <= at {
		l.columns = append(l.columns, nil)
	}
	l.columns[at] = append(l.columns[at], sql+" AS "+name)
	if l.level == nil {
		l.level = map[string]int{}
	}
	l.level[name] = at
}

// columnNames are what columns of levels are called; a text that looks like one does no harm.
var columnNames = regexp.MustCompile(`[a-z]+_[a-zA-Z0-9_]*`)

// above is the level above all columns that SQL names.
func (l *levels) above(sql string) int {
	at := 0
	for _, name := range columnNames.FindAllString(sql, -1) {
		if below, ok := l.level[name]; ok {
			at = max(at, below+1)
		}
	}
	return at
}

// short is how long SQL is that is as well written again; each column more is something to plan.
const short = 40

// once is the name of a column that is what SQL says.
func (l *levels) once(sql string) string {
	if len(sql) <= short {
		return sql
	}
	name := l.known[sql]
	if name == "" {
		if l.known == nil {
			l.known = map[string]string{}
		}
		name = fmt.Sprintf("once_%d", len(l.known))
		l.known[sql] = name
		l.add(sql, name)
	}
	return name
}

// from is a relation with all columns beside its own; behind a subquery stands the fence.
func (l *levels) from(relation, fence string) string {
	for i, columns := range l.columns {
		own := "*, "
		if i == 0 && !l.whole {
			own = ""
		}
		if len(columns) > 0 {
			relation = fmt.Sprintf("(SELECT %s%s FROM %s%s) AS level_%d", own, strings.Join(columns, ", "), relation, fence, i)
		}
	}
	return relation
}
