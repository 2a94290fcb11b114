package fact

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/quote"
)

// What stands for the answers whose theme has no public words, and for those that name none.
const (
	OtherTheme = "other"
	NoTheme    = "none"
)

// Wording says which public words stand for the codes in a column of a source, its themes or reasons. What else
// may stand in it is never published.
type Wording struct {
	Separator string            // between the codes of a cell; "": there is one
	Words     map[string]string // by code, in small letters
}

// Public lists the words, each once.
func (t *Wording) Public() []string {
	if t == nil {
		return nil
	}
	return slices.Compact(slices.Sorted(maps.Values(t.Words)))
}

// of lists the themes of a cell, each once; strange tells whether some code has no words.
func (t *Wording) of(cell string) (themes []string, strange bool) {
	codes := []string{cell}
	if t.Separator != "" {
		codes = strings.Split(cell, t.Separator)
	}
	for _, code := range codes {
		code = strings.ToLower(strings.TrimSpace(code))
		if code == "" {
			continue
		}
		word, known := t.Words[code]
		if !known {
			word, strange = OtherTheme, true
		}
		if !slices.Contains(themes, word) {
			themes = append(themes, word)
		}
	}
	if len(themes) == 0 {
		return []string{NoTheme}, false
	}
	return themes, strange
}

// themes counts how those answered who named a theme, over all teams and channels: a theme
// stands where a team does. An answer that names several counts with each.
func (c *counter) themes(s *Source, set *Set, questions []string) error {
	m := set.Metric
	if s.byReason || s.Themes == nil || !s.Has["theme"] || len(questions) != 1 || m.perPerson() {
		return nil
	}
	column, among := s.Wide[questions[0]], "true"
	if s.Long {
		column, among = "score", "question = "+quote.Text(questions[0])
	}
	query := fmt.Sprintf("SELECT %s, %s, theme, count(*) FROM %s WHERE %s AND %s GROUP BY 1, 2, 3, 4", s.dated(), m.turned(column), s.Table, among, m.valid(column))
	sums, strangers := map[Answer]int64{}, int64(0)
	err := c.each(query, 5, func(v []any) {
		themes, strange := s.Themes.of(name(v[3]))
		if strange {
			strangers += whole(v[4])
		}
		for _, theme := range themes {
			sums[Answer{Segment: Segment{Team: theme}, Day: Day(whole(v[0])), Grain: Grain(whole(v[1])), Question: questions[0], Value: int(whole(v[2]))}] += whole(v[4])
		}
	})
	for _, a := range slices.SortedFunc(maps.Keys(sums), themeOrder) {
		a.Count = sums[a]
		set.Themed = append(set.Themed, a)
	}
	if strangers > 0 {
		c.problems.Put(diag.Problem{Warning: true, Place: s.ThemesAt, Hint: fmt.Sprintf("what is meant to be told so is said so: CODE = %q", OtherTheme),
			Text: fmt.Sprintf("%s: themes has no words for some codes of %q (answers: %d), told as %q", m.ID, s.Name, strangers, OtherTheme)})
	}
	return err
}

func themeOrder(a, b Answer) int {
	return cmp.Or(cmp.Compare(a.Team, b.Team), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Grain, b.Grain), cmp.Compare(a.Value, b.Value))
}
