package starter

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/guess"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/preset"
)

// settle asks people what only they can tell of a source.
func (g *guessed) settle(asks *Questions) {
	for _, open := range slices.Concat(g.Mixed, g.Open) {
		if answer := g.about(asks, open); answer != "" && asks.people() {
			g.Settle(open, answer)
		}
	}
}

// about asks one question; "" if it is left open.
func (g *guessed) about(asks *Questions, open guess.Question) string {
	if !asks.people() {
		return ""
	}
	file := path.Base(g.files[0])
	shown := ""
	if len(open.Columns) > 0 {
		shown = fmt.Sprintf("%q (%s)", open.Headers[0], g.cells(open.Headers[:1]))
	}
	switch open.About {
	case guess.Format:
		return g.whichDate(asks, open.Choices, open.Example)
	case guess.Unit:
		return g.whichUnit(asks, open.Columns[0], open.Headers[0], open.Choices)
	case guess.Scale:
		fallback := "leave it off"
		if s, ok := g.Scales[open.Columns[0]]; ok {
			fallback = fmt.Sprintf("%d-%d", s[0], s[1])
		}
		also := ""
		if n := len(open.Columns) - 1; n > 0 {
			also = fmt.Sprintf(" and %d further columns", n)
		}
		answer := asks.ask(g.same(guess.Scale, open.Headers[0]), fmt.Sprintf("\n%s: on which scale were the answers in %s%s given?", file, shown, also), fallback, func(s string) (string, string) {
			from, to, ok := guess.ReadScale(s)
			if !ok {
				return "", "its lowest and its highest answer, such as 1-5"
			}
			return fmt.Sprintf("%d-%d", from, to), ""
		})
		if _, _, ok := guess.ReadScale(answer); ok {
			return answer
		}
	case guess.Zero:
		if asks.yes(g.same(guess.Zero, open.Headers[0]), fmt.Sprintf("\n%s: does 0 in %s mean that nobody answered?", file, shown), true) {
			return "yes"
		}
		return "no"
	case guess.Rows:
		return g.whichRows(asks, open)
	case guess.Channel:
		return g.whichChannel(asks)
	}
	return ""
}

// same is what a question is remembered by: files with the same columns are asked about
// once.
func (g *guessed) same(what, header string) string {
	return strings.Join(append([]string{what, header}, g.table.Columns...), "\x00")
}

// whichDate asks in which of several formats a date is written.
func (g *guessed) whichDate(asks *Questions, formats []string, text string) string {
	var choices []string
	for _, f := range formats {
		at, _ := guess.ReadDate(f, text)
		choices = append(choices, at.Format("2 January 2006"))
	}
	n := asks.choose(g.same(guess.Format, ""), fmt.Sprintf("\n%s: which day is %q?", path.Base(g.files[0]), brief(text)), choices, -1)
	if n < 0 {
		return ""
	}
	return formats[n]
}

// unitWords are the units that people are asked about, in words.
var unitWords = map[string]string{"s": "seconds", "ms": "milliseconds", "min": "minutes", "h": "hours", "days": "days", "m:ss": "minutes and seconds", "h:mm": "hours and minutes", "h:mm:ss": "hours, minutes and seconds", "iso8601": "ISO 8601"}

// whichUnit asks what a column's numbers are in.
func (g *guessed) whichUnit(asks *Questions, key, header string, units []string) string {
	var choices []string
	for _, u := range units {
		choices = append(choices, unitWords[u])
	}
	n := asks.choose(g.same(guess.Unit, header), fmt.Sprintf("\n%s: %q (%s) is %s. In what is it counted?", path.Base(g.files[0]), header, g.cells([]string{header}), key), choices, -1)
	if n < 0 {
		return ""
	}
	return units[n]
}

var channelName = regexp.MustCompile(`^\p{L}[\p{L}\d _-]{0,29}$`)

// whichChannel asks through which channel people came.
func (g *guessed) whichChannel(asks *Questions) string {
	const open = "leave it open"
	answer := asks.ask(g.same(guess.Channel, ""), fmt.Sprintf("\n%s: how did these people get in touch: phone, chat, email or in another way?", path.Base(g.files[0])), open, func(s string) (string, string) {
		if !channelName.MatchString(s) {
			return "", "a word, such as phone"
		}
		return strings.ToLower(s), ""
	})
	if answer == open {
		return ""
	}
	return answer
}

// whichRows asks which words of a column make a row count; they are given a line each.
func (g *guessed) whichRows(asks *Questions, open guess.Question) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s: %q says that rows are of several sorts:", path.Base(g.files[0]), open.Headers[0])
	for i, word := range open.Choices {
		fmt.Fprintf(&b, "\n  %d  %s", i+1, brief(word))
	}
	b.WriteString("\nWhich of them are to be counted? Numbers, or all:")
	answer := asks.ask(g.same(guess.Rows, open.Headers[0]), b.String(), "leave it off", func(s string) (string, string) {
		if strings.EqualFold(s, "all") {
			return strings.Join(open.Choices, "\n"), ""
		}
		var words []string
		for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
			n, err := strconv.Atoi(part)
			if err != nil || n < 1 || n > len(open.Choices) {
				return "", fmt.Sprintf("numbers from 1 to %d, such as 1, 2", len(open.Choices))
			}
			words = append(words, open.Choices[n-1])
		}
		return strings.Join(words, "\n"), ""
	})
	if answer == "leave it off" {
		return ""
	}
	return answer
}

// whose asks who publishes, and in which time zone their desk is.
func (s *site) whose() {
	if !s.Asks.people() {
		return
	}
	name := s.Asks.ask("organisation", "What is your organisation called?", s.Language.nobody, func(s string) (string, string) {
		if len([]rune(s)) > 80 {
			return "", "a name of at most 80 letters"
		}
		return s, ""
	})
	if name != s.Language.nobody {
		s.organisation = name
	}
	if !s.Zoned {
		s.Zone = s.Asks.ask("zone", "In which time zone is your service desk, such as Europe/London?", s.Zone, readZone)
		s.Zoned = true
	}
}

// which asks which of several layouts an export has; the first, if nobody is there to ask.
func (s *site) which(name string, best []preset.Match, cuts []preset.Rows) preset.Match {
	if len(best) == 1 || !s.Asks.people() {
		return best[0]
	}
	m := best[0]
	g := guessed{files: []string{name}, table: guess.Table{Columns: columnsOf(m, cuts[m.Rows])}}
	g.table.Rows = cuts[m.Rows].Rows[m.Row+1:]
	var shown, titles []string
	for _, column := range g.table.Columns {
		if cells := g.cells([]string{column}); cells != "" && len(shown) < 6 {
			shown = append(shown, fmt.Sprintf("\n  %q   # such as %s", column, cells))
		}
	}
	for _, b := range best {
		titles = append(titles, b.Preset.Title)
	}
	n := s.Asks.choose(g.same("preset", ""), fmt.Sprintf("\n%s may come from any of these systems:%s", path.Base(name), strings.Join(shown, "")), titles, 0)
	return best[n]
}

// told asks what a file is that is like nothing known, and which of its columns tell what.
func (g *guessed) told(asks *Questions) {
	if !asks.people() || len(g.table.Columns) < 2 {
		return
	}
	nearest, _ := guess.Nearest(g.table)
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s is like nothing known. Its columns:", path.Base(g.files[0]))
	for i, name := range g.table.Columns {
		fmt.Fprintf(&b, "\n  %3d  %q%s", i+1, diag.Short(name), g.examples([]string{name}))
	}
	b.WriteString("\nWhat is it?")
	var kinds []string
	first := -1
	for i, k := range guess.Kinds {
		kinds = append(kinds, k[0]+": "+k[1])
		if k[0] == nearest {
			first = i
		}
	}
	n := asks.choose(g.same("kind", ""), b.String(), append(kinds, "something else: leave it off"), first)
	if n < 0 || n == len(kinds) {
		return
	}
	same := map[string]string{}
	kind, said, taken := guess.Kinds[n][0], map[string]int{}, map[int]string{}
	for _, w := range guess.Missing(kind, g.table) {
		if i := g.whichColumn(asks, kind, w, taken); i >= 0 {
			said[w.Name], taken[i] = i, w.Name
		} else if w.Or != "" {
			same[w.Or] = g.round(asks, w.Or)
		}
		if _, there := said[w.Name]; w.Needed && !there && same[w.Or] == "" {
			return
		}
	}
	if asks.people() {
		g.Guess = guess.As(kind, g.table, said, same)
	}
}

var round = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$`)

// round asks when all the answers of a file were given; "" if that is left open.
func (g *guessed) round(asks *Questions, key string) string {
	const open = "leave it off"
	answer := asks.ask(g.same("round", key), "In which month or quarter were all of them given, such as 2026-10 or 2026-Q3?", open, func(s string) (string, string) {
		if s = strings.ToUpper(s); !round.MatchString(s) {
			return "", "a month or a quarter, such as 2026-10 or 2026-Q3"
		}
		return s, ""
	})
	if answer == open {
		return ""
	}
	return answer
}

// whichColumn asks for the column that tells something, by its number or name; -1 if
// none does.
func (g *guessed) whichColumn(asks *Questions, kind string, w guess.Wanted, taken map[int]string) int {
	const none = "none"
	number := func(s string) int {
		if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= len(g.table.Columns) {
			return n - 1
		}
		return slices.IndexFunc(g.table.Columns, func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), s) })
	}
	answer := asks.ask(g.same(kind, w.Name), fmt.Sprintf("Which column tells %s? (%s)", w.Tells, w.Name), none, func(s string) (string, string) {
		i := number(s)
		if i < 0 {
			return "", "a number or a name of a column, or nothing: there is none"
		}
		if taken[i] != "" {
			return "", "another column: this one is " + taken[i]
		}
		return s, guess.Fits(kind, w.Name, g.table, i)
	})
	if answer == none {
		return -1
	}
	return number(answer)
}

// columnsOf are the names of a file's columns, numbers where it has none.
func columnsOf(m preset.Match, rows preset.Rows) []string {
	if m.Row >= 0 {
		return rows.Rows[m.Row]
	}
	var names []string
	for i := range rows.Rows[0] {
		names = append(names, strconv.Itoa(i+1))
	}
	return names
}

// promised asks within which times people are promised an answer, where the exports do
// not tell.
func (s *site) promised() {
	s.within = map[string]int{}
	for _, k := range metric.Kinds() {
		of := k.Threshold
		if of == nil || of.Ask == "" || !s.Asks.people() || !slices.ContainsFunc(s.metrics(), func(m suggestion) bool { return m.id == k.Name && m.guessed }) {
			continue
		}
		answer := s.Asks.ask(k.Name, "\n"+of.Ask, strconv.Itoa(of.First), func(s string) (string, string) {
			if n, err := strconv.Atoi(s); err != nil || n < 1 || n > 1000000 {
				return "", "a whole number, such as " + strconv.Itoa(of.First)
			}
			return s, ""
		})
		n, _ := strconv.Atoi(answer)
		s.within[k.Name] = n * of.Unit
	}
}
