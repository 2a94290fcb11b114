package fact

import (
	"fmt"
	"strings"
)

// An Asked is what is summed over the rows of a source for which a condition holds, by keys that
// are whole numbers or texts. What is asked of some rows and of others adds up to what is asked of
// all of them, so that who has the rows may know a part of the answer already.
type Asked struct {
	Keys  string                    // SQL
	Width int                       // how many keys there are
	Sums  []string                  // SQL: each a whole number, also of no rows
	Where string                    // SQL
	Of    func(table string) string // SQL of what is made of the rows first; nil: the rows themselves
}

// SQL asks it of a table; rows come in the order of their keys.
func (a Asked) SQL(table string) string {
	columns := a.Sums
	groups := ""
	if a.Width > 0 {
		columns = append([]string{a.Keys}, columns...)
		numbers := make([]string, a.Width)
		for i := range numbers {
			numbers[i] = fmt.Sprint(i + 1)
		}
		groups = strings.Join(numbers, ", ")
		groups = " GROUP BY " + groups + " ORDER BY " + groups
	}
	if a.Of != nil {
		table = a.Of(table)
	}
	return "SELECT " + strings.Join(columns, ", ") + " FROM " + table + " WHERE " + a.Where + groups
}

// sum hands out the rows of what is asked of a source's own table.
func (c *counter) sum(s *Source, a Asked, row func(v []any)) error {
	if s.Sums != nil {
		return s.Sums(c.ctx, a, row)
	}
	return c.each(a.SQL(s.Table), a.Width+len(a.Sums), row)
}
