package record

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
)

// toldRows is how many bad cells are told one by one.
const toldRows = 20

// reject counts the rows that hold something wrong, tells the first of them with
// their places, puts those aside that cannot be used at all, and empties the bad
// cells of the others.
func (t *Table) reject(ctx context.Context, db store, problems *diag.List) error {
	bad, err := t.whole(ctx, db, "bad <> 0", "count(*)")
	if err != nil {
		return err
	}
	t.Bad = bad[0] + t.Ragged
	if t.Bad == 0 {
		return nil
	}
	var found diag.List
	t.raggedRows(&found)
	if err := t.tell(ctx, db, &found); err != nil {
		return err
	}
	total, over := t.over(found, problems)
	if over {
		return nil
	}
	problems.Warn(t.Source.Place, "source %q: %d of %d rows are rejected in full or in part", t.Source.Name, t.Bad, total)
	return t.putAside(ctx, db)
}

// over tells what was found in the rows, of which there are so many in total: mistakes, if more are bad
// than may be.
func (t *Table) over(found diag.List, problems *diag.List) (total int64, over bool) {
	total = t.Rows - t.Left() + t.Ragged
	over = float64(t.Bad) > t.Source.MaxRejects*float64(total)
	for _, p := range found.Sorted() {
		p.Warning = !over
		problems.Put(p)
	}
	if over {
		problems.Add(t.Source.Place, "source %q: %d of %d rows are rejected (%.1f %%), more than max_rejects = %v", t.Source.Name, t.Bad, total, 100*float64(t.Bad)/float64(total), t.Source.MaxRejects)
	}
	return total, over
}

// putAside moves the rows without which there is no record, and empties bad cells.
func (t *Table) putAside(ctx context.Context, db store) error {
	whole := []string{"false"}
	for i, name := range t.bits {
		c, _ := columnOf(t.Source.Kind, name)
		if c.required && !(t.Source.Kind == "checks" && name == "passed") || name == countsBit || name == "period" || name == stampOf(t.Source.Kind) {
			whole = append(whole, isBad(i))
		}
	}
	if err := db.aside(ctx, t, strings.Join(whole, " OR ")); err != nil {
		return err
	}
	var emptied []value
	for i, name := range t.bits {
		if _, ok := columnOf(t.Source.Kind, name); ok && !slices.Contains(whole, isBad(i)) {
			emptied = append(emptied, value{name, fmt.Sprintf("CASE WHEN NOT (%s) THEN %s END", isBad(i), name)})
		}
	}
	if len(emptied) == 0 {
		return nil
	}
	return db.set(ctx, t, "bad <> 0", emptied...)
}

// isBad is the condition that a bit of "bad" is set.
func isBad(bit int) string { return fmt.Sprintf("bad %% %d >= %d", 2<<bit, 1<<bit) }

// tell finds the first bad cells again, or all where somebody wants the rows, with their
// places and texts.
func (t *Table) tell(ctx context.Context, db store, problems *diag.List) error {
	wrong, err := t.badCells(ctx, db)
	if err != nil {
		return err
	}
	for len(wrong) > 0 {
		n := min(several, len(wrong))
		if err := t.tellCells(ctx, db, wrong[:n], problems); err != nil {
			return err
		}
		wrong = wrong[n:]
	}
	return nil
}

// badCells lists cells with something wrong.
func (t *Table) badCells(ctx context.Context, db store) ([]wanted, error) {
	answers := sortedKeys(t.Wide)
	columns := []string{"rowid", "bad"}
	for _, a := range answers {
		columns = append(columns, t.Wide[a])
	}
	limit := ""
	if t.Source.Rejects == nil {
		limit = fmt.Sprintf(" LIMIT %d", toldRows)
	}
	rows, err := db.Query(ctx, fmt.Sprintf("SELECT %s FROM %s WHERE bad <> 0 ORDER BY rowid%s", strings.Join(columns, ", "), t.Name, limit))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var wrong []wanted
	for rows.Next() {
		var row int64
		var bad int64
		values := make([]*int16, len(answers))
		into := []any{&row, &bad}
		for i := range values {
			into = append(into, &values[i])
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		for i, name := range t.bits {
			if bad&(1<<i) == 0 {
				continue
			}
			if name != answerBit {
				wrong = append(wrong, wanted{row: row, name: name})
				continue
			}
			if t.Long {
				wrong = append(wrong, wanted{row: row, name: "score"})
			}
			for j, a := range answers {
				if values[j] != nil && !t.Source.fits(a, int(*values[j])) {
					wrong = append(wrong, wanted{row: row, name: a})
				}
			}
		}
	}
	return wrong, rows.Err()
}

// tellCells says what is wrong with cells.
func (t *Table) tellCells(ctx context.Context, db store, wrong []wanted, problems *diag.List) error {
	all, err := t.excesses(ctx, db, wrong)
	if err != nil {
		return err
	}
	cells, err := t.findAll(ctx, db, all)
	if err != nil {
		return err
	}
	rows, said := make([]int64, len(all)), make([]diag.Problem, len(all))
	for i, w := range all {
		rows[i], said[i] = w.row, diag.Problem{Place: cells[i].Place}
		if w.most != "" {
			said[i].Text = t.ofQuery(w.row) + w.name + ": " + w.most
			continue
		}
		text, hint := t.Source.sentence(w.name, cells[i].Text)
		said[i].Text, said[i].Hint = t.ofQuery(w.row)+w.name+": "+text, hint
	}
	problems.Put(said...)
	return t.rejected(ctx, db, rows, said)
}

// ofQuery names a row of a query's result, which has no line of its own.
func (t *Table) ofQuery(row int64) string {
	if t.selected == "" || t.Gathered != nil {
		return ""
	}
	return fmt.Sprintf("query, row %d: ", row+1)
}

// excesses puts in the place of rows whose counts cannot be true together the parts that are more than
// their whole.
func (t *Table) excesses(ctx context.Context, db store, wrong []wanted) (all []wanted, err error) {
	said := map[int64][]wanted{}
	var numbers []string
	for _, w := range wrong {
		if w.name == countsBit {
			numbers = append(numbers, fmt.Sprint(w.row))
		}
	}
	if len(numbers) > 0 {
		if said, err = t.excessesOf(ctx, db, strings.Join(numbers, ", ")); err != nil {
			return nil, err
		}
	}
	for _, w := range wrong {
		if w.name == countsBit {
			all = append(all, said[w.row]...)
		} else {
			all = append(all, w)
		}
	}
	return all, nil
}

// excessesOf are the parts that are more than their whole, by row; of each part the first whole is told.
func (t *Table) excessesOf(ctx context.Context, db store, numbers string) (map[int64][]wanted, error) {
	columns := []string{"rowid"}
	var there [][2]string
	for _, p := range pairs[t.Source.Kind] {
		if t.Has[p[0]] && t.Has[p[1]] {
			there, columns = append(there, p), append(columns, p[0], p[1])
		}
	}
	rows, err := texts(ctx, db, fmt.Sprintf("SELECT %s FROM %s WHERE rowid IN (%s)", strings.Join(columns, ", "), t.Name, numbers))
	if err != nil {
		return nil, err
	}
	said := map[int64][]wanted{}
	for _, r := range rows {
		last, row := "", whole(r[0])
		for i, p := range there {
			part, most := r[1+2*i], r[2+2*i]
			if p[0] == last || part == "" || most == "" || whole(part) <= whole(most) {
				continue
			}
			last = p[0]
			said[row] = append(said[row], wanted{row, p[0], fmt.Sprintf("got %s, want at most the %s of %s", part, most, p[1])})
		}
	}
	return said, nil
}

// fits tells whether an answer is one on every scale it is read on.
func (s *Source) fits(name string, value int) bool {
	if value == rejected {
		return false
	}
	for _, sc := range s.scales(name) {
		if value < sc.Min || value > sc.Max {
			return false
		}
	}
	return true
}

// Place is where a row of the table came from.
func (t *Table) Place(ctx context.Context, db store, row int64) diag.Place {
	cell, err := t.find(ctx, db, row, "")
	if err != nil {
		return t.Source.Place
	}
	return cell.Place
}

func scanOne(ctx context.Context, db fact.Queryer, sql string, into ...any) error {
	rows, err := db.Query(ctx, sql)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}

var (
	slashed  = regexp.MustCompile(`^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}`)
	offset   = regexp.MustCompile(`:\d{2}(\.\d+)? ?([+-]\d{2}(:?\d{2})?|[Zz])$`)
	twoParts = regexp.MustCompile(`^\d*:\d{2}(\.\d+)?$`)
	isoDate  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)
)

// sentence says what is wrong with a cell and what would be right.
func (s *Source) sentence(name, text string) (sentence, hint string) {
	shown := fmt.Sprintf("%q", diag.Short(strings.TrimSpace(text)))
	c, canonical := columnOf(s.Kind, name)
	blank := strings.TrimSpace(text) == ""
	switch {
	case !canonical || name == "score":
		low, high, _ := s.answerRange(map[bool]string{true: name}[!canonical])
		return fmt.Sprintf("got %s, want a whole number from %d to %d", shown, low, high), ""
	case blank:
		return "is blank, want " + want(c.cell), ""
	}
	if s.lasts(c) {
		return fmt.Sprintf("got %s, want a duration after opened_at as units says (%s), not below zero, and not past as_of (%s)", shown, s.Units[name], s.AsOf), ""
	}
	if (c.cell == span || c.cell == count || c.cell == flagOrCount) && doubtful.MatchString(strings.TrimSpace(text)) && s.Decimal == "" {
		return fmt.Sprintf("got %s, of which the column does not tell whether it is in thousands or has decimals", shown), `decimal = "," or decimal = "." says what stands before decimals`
	}
	switch c.cell {
	case stamp, future, wave:
		if day, err := time.Parse(time.DateOnly, isoDate.FindString(strings.TrimSpace(text))); err == nil {
			switch {
			case day.Year() < 1970:
				return fmt.Sprintf("got %s, want a date from 1970 on", shown), ""
			case day.Unix()/86400 > int64(s.AsOf), day.Unix()/86400 == int64(s.AsOf) && offset.MatchString(strings.TrimSpace(text)):
				return fmt.Sprintf("got %s, which is after as_of (%s)", shown, s.AsOf), ""
			case c.cell == stamp && !c.required && s.cased():
				return fmt.Sprintf("got %s, which is no time, or before opened_at", shown), ""
			}
		}
		if day := isoDate.FindString(strings.TrimSpace(text)); day != "" && len(s.DateFormats) == 0 {
			if _, err := time.Parse(time.DateOnly, day); err != nil {
				return fmt.Sprintf("got %s, which is no day of the calendar, want %s", shown, want(c.cell)), ""
			}
		}
		if len(s.DateFormats) == 0 && slashed.MatchString(strings.TrimSpace(text)) {
			hint = `the day and the month cannot be told apart; say date_format = "%d/%m/%Y" or "%m/%d/%Y", with the time of day if there is one`
		}
		if len(s.DateFormats) > 0 {
			return fmt.Sprintf("got %s, want a date as date_format says (%s), not after as_of (%s)", shown, strings.Join(s.DateFormats, " or "), s.AsOf), ""
		}
		return fmt.Sprintf("got %s, want %s", shown, want(c.cell)), hint
	case flag, flagOrCount:
		hint = "true_values and false_values may name other words"
	case span:
		if unit := s.Units[name]; unit != "" {
			return fmt.Sprintf("got %s, want a duration as units says (%s), not below zero", shown, unit), ""
		}
		if twoParts.MatchString(strings.TrimSpace(text)) {
			hint = fmt.Sprintf(`units = { %[1]s = "m:ss" } reads minutes and seconds, units = { %[1]s = "h:mm" } hours and minutes`, name)
		}
	case count:
		if strings.Contains(text, "%") {
			return fmt.Sprintf("got %s, a percentage, want a count", shown), ""
		}
	}
	return fmt.Sprintf("got %s, want %s", shown, want(c.cell)), hint
}

func want(c cell) string {
	switch c {
	case stamp, future:
		return "an ISO 8601 date such as 2026-11-01 or 2026-11-01 09:12:58"
	case wave:
		return "a period (2026-10, 2026-Q3, 2026) or a date"
	case flag:
		return "yes or no"
	case flagOrCount:
		return "yes or no, or a count"
	case span:
		return "seconds or h:mm:ss, not below zero"
	case count:
		return "a whole number, not below zero"
	case way:
		return "inbound or outbound"
	case leave:
		return strings.Join(leaves[:len(leaves)-1], ", ") + " or " + leaves[len(leaves)-1]
	}
	return "a text"
}
