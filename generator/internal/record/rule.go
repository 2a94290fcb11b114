package record

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/quote"
)

// blanks may stand around a text without being part of it.
const blanks = " \t\r\n\u00a0"

// A Rule leaves out the rows that a source's keep or drop says, by one column.
type Rule struct {
	Key    string // keep or drop
	Column string // the header
	Words  []string
	Rows   int64 // that it left out; each row is left out by the first rule that does so
}

// rules are those of a source, in the order in which they are told.
func (s *Source) rules() []Rule {
	var all []Rule
	for _, column := range sortedKeys(s.Keep) {
		all = append(all, Rule{Key: "keep", Column: column, Words: s.Keep[column]})
	}
	for _, column := range sortedKeys(s.Drop) {
		all = append(all, Rule{Key: "drop", Column: column, Words: s.Drop[column]})
	}
	return all
}

// ruled holds the columns of the rules against a shape's header.
func (s *Source) ruled(sh shape, problems *diag.List) {
	for _, r := range s.rules() {
		key := r.Key + "." + r.Column
		switch find(sh.columns, r.Column) {
		case -1:
			if s.Lenient[r.Column] {
				continue
			}
			problems.AddHint(s.At(key), diag.DidYouMean(r.Column, sh.columns), "%s: %s has no column %q; it has %s", r.Key, sh.files[0].Path, r.Column, some(sh.columns))
		case -2:
			problems.Add(s.At(key), "%s: %s has two columns %q, want one", r.Key, sh.files[0].Path, r.Column)
		}
	}
}

// ruleSQL is the number of the first rule that leaves a row out, counted from 1; 0
// for the rows that count.
func (r reader) ruleSQL(sh shape) string {
	var b strings.Builder
	b.WriteString("CASE WHEN false THEN 0")
	for i, rule := range r.src.rules() {
		column := find(sh.columns, rule.Column)
		if column < 0 {
			continue // a lenient one
		}
		condition := r.isOneOf(sh.names[column], rule.Words)
		if rule.Key == "keep" {
			condition = "NOT " + condition
		}
		fmt.Fprintf(&b, " WHEN %s THEN %d", condition, i+1)
	}
	b.WriteString(" ELSE 0 END")
	return b.String()
}

// isOneOf is the condition that a cell is one of the words: case and outer blanks
// don't count, "" is a blank cell, "*" any other, "ab*" what begins with ab, "*ab" what
// ends with it and "*ab*" what has it anywhere.
func (r reader) isOneOf(x string, words []string) string {
	x = r.d.Lower(fmt.Sprintf("coalesce(trim(BOTH %s FROM %s), '')", quote.Text(blanks), x))
	var exact, conditions []string
	for _, w := range words {
		w = strings.ToLower(strings.Trim(w, blanks))
		part, before, after := pattern(w)
		switch {
		case !before && !after:
			exact = append(exact, quote.Text(w))
		case part == "":
			conditions = append(conditions, x+" <> ''")
		default:
			conditions = append(conditions, x+" LIKE "+quote.Text(anyText[before]+likely.Replace(part)+anyText[after])+" ESCAPE '!'")
		}
	}
	if len(exact) > 0 {
		conditions = append([]string{fmt.Sprintf("%s IN (%s)", x, strings.Join(exact, ", "))}, conditions...)
	}
	return "(" + strings.Join(conditions, " OR ") + ")"
}

// likely writes a text as LIKE takes it for itself, and any what LIKE takes for any other.
var (
	likely  = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")
	anyText = map[bool]string{true: "%"}
)

// pattern is what of a word stands between asterisks, and on which sides they are; where
// there is nothing else, any text is meant.
func pattern(word string) (part string, before, after bool) {
	if strings.Trim(word, "*") == "" {
		return "", word != "", word != ""
	}
	part, before = strings.CutPrefix(word, "*")
	part, after = strings.CutSuffix(part, "*")
	return part, before, after
}

// leaveOut takes out the rows that the rules leave out, and counts them.
func (t *Table) leaveOut(ctx context.Context, db store, problems *diag.List) error {
	if t.Rules = t.Source.rules(); len(t.Rules) == 0 {
		return nil
	}
	if err := t.leftOut(ctx, db, "(SELECT rule AS r_ FROM "+t.Name+") AS rules", problems); err != nil {
		return err
	}
	return db.remove(ctx, t, "rule <> 0")
}

// leftOut counts the rows of a relation that each rule leaves out.
func (t *Table) leftOut(ctx context.Context, db store, relation string, problems *diag.List) error {
	rows, err := db.Query(ctx, fmt.Sprintf("SELECT r_, count(*) FROM %s WHERE r_ <> 0 GROUP BY r_", relation))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var rule int
		var n int64
		if err := rows.Scan(&rule, &n); err != nil {
			return err
		}
		t.Rules[rule-1].Rows = n
	}
	t.kept(problems)
	return rows.Err()
}

// Left is how many rows the rules left out.
func (t *Table) Left() int64 {
	var n int64
	for _, r := range t.Rules {
		n += r.Rows
	}
	return n
}

// kept notes when the rules leave nothing to count.
func (t *Table) kept(problems *diag.List) {
	if t.Rows == 0 || t.Left() < t.Rows {
		return
	}
	most := slices.MaxFunc(t.Rules, func(a, b Rule) int { return int(a.Rows - b.Rows) })
	problems.Add(t.Source.At(most.Key+"."+most.Column), "%s: leaves none of %d rows; %d are left out by %q, which is to be %s", most.Key, t.Rows, most.Rows, most.Column,
		map[string]string{"keep": "", "drop": "none of "}[most.Key]+some(most.Words))
}

// wordsSQL puts what a cell's words mean in their place.
func (r reader) wordsSQL(x string, words map[string]string) string {
	if len(words) == 0 {
		return x
	}
	var b strings.Builder
	b.WriteString("CASE")
	for _, w := range byLength(words) {
		value := "NULL"
		if words[w] != "" {
			value = quote.Text(words[w])
		}
		fmt.Fprintf(&b, " WHEN %s THEN %s", r.isOneOf(x, []string{w}), value)
	}
	return b.String() + " ELSE " + x + " END"
}

// Means is what a cell says, by its words.
func Means(cell string, words map[string]string) string {
	for _, w := range byLength(words) {
		if Fits(cell, w) {
			return words[w]
		}
	}
	return cell
}

// Fits tells whether a cell is a word of keep, drop or words.
func Fits(cell, word string) bool {
	return fitsWord(strings.ToLower(strings.Trim(cell, blanks)), strings.ToLower(strings.Trim(word, blanks)))
}

// fitsWord is isOneOf for a cell that Go reads.
func fitsWord(cell, word string) bool {
	switch part, before, after := pattern(word); {
	case !before && !after:
		return cell == word
	case part == "":
		return cell != ""
	case before && after:
		return strings.Contains(cell, part)
	case before:
		return strings.HasSuffix(cell, part)
	default:
		return strings.HasPrefix(cell, part)
	}
}

// byLength lists words so that the first that fits is the one meant: whole ones, then
// parts, the longest first.
func byLength(words map[string]string) []string {
	all := slices.Sorted(maps.Keys(words))
	slices.SortStableFunc(all, func(a, b string) int {
		openA, openB := strings.Contains(a, "*"), strings.Contains(b, "*")
		switch {
		case openA == openB:
			return len(b) - len(a)
		case openA:
			return 1
		}
		return -1
	})
	return all
}
