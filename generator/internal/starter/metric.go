package starter

import (
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/metric"
)

// suggestion is a metric that an export can feed, as it is written to config.toml.
type suggestion struct {
	id    string
	lines []string
	staff bool // those in charge of people answer for it

	asks    string   // the question it reads, if people answered it
	sources []string // the sources it takes, if it is not all
	guessed bool     // its threshold is no more than usual
}

// write writes a metric; one that is refused is off, and says why.
func (m suggestion) write(b *strings.Builder, in *Language, refused string) {
	mark := ""
	if refused != "" {
		mark = "# "
	}
	line := func(format string, args ...any) { fmt.Fprintf(b, mark+format+"\n", args...) }
	b.WriteString("\n")
	if refused != "" {
		line("Off until it is settled: %s", comment(refused))
	}
	line("[shingle.metrics.%s]", m.id)
	for _, l := range m.lines {
		line("%s", l)
	}
	if m.asks != "" && m.asks != m.id {
		line("question = [%s]", tomlText(m.asks))
	}
	if len(m.sources) > 0 {
		line("sources = %s", tomlList(m.sources))
	}
	line("owner = %s   # who answers for it", tomlText(in.owner(m.staff)))
}

// metrics suggests what can be made of all sources: those that differ in how they
// are counted are metrics of their own, of their sources only.
func (s *site) metrics() []suggestion {
	var all []suggestion
	for i := range s.sources {
		if s.sources[i].off() {
			continue
		}
		for _, m := range s.sources[i].metrics() {
			s.promise(&m)
			name := s.sources[i].name
			k := slices.IndexFunc(all, func(o suggestion) bool { return strings.HasPrefix(o.id, m.id) && slices.Equal(o.lines, m.lines) })
			if k < 0 {
				m.sources = []string{name}
				if slices.ContainsFunc(all, func(o suggestion) bool { return o.id == m.id }) {
					m.id += "_" + address(name)
				}
				all = append(all, m)
				continue
			}
			all[k].sources = append(all[k].sources, name)
		}
	}
	all = append(all, s.rates()...)
	for i := range all { // alone of its kind, it takes every source
		kind := all[i].lines[0]
		if !slices.ContainsFunc(all, func(o suggestion) bool { return o.id != all[i].id && o.lines[0] == kind }) {
			all[i].sources = nil
		}
	}
	return all
}

// rates are of a thousand: what one source tells, of how many another one says there were.
func (s *site) rates() (all []suggestion) {
	for _, k := range metric.Kinds() {
		if k.Rate == nil {
			continue
		}
		var of, cases []*guessed
		for i := range s.sources {
			switch g := &s.sources[i]; {
			case g.off() || !slices.Contains(k.From, g.Kind):
			case g.Kind == "denominators":
				of = append(of, g)
			default:
				cases = append(cases, g)
			}
		}
		if len(of) != 1 || len(cases) == 0 {
			continue
		}
		m := cases[0].suggest(k, k.Rate.ID, k.Rate.Lines...)
		for _, g := range append(cases, of...) {
			m.sources = append(m.sources, g.name)
		}
		all = append(all, m)
	}
	return all
}

// threshold is the line of a metric whose exports do not tell what is in time.
const threshold = "threshold_seconds = "

// promise puts in what people promise.
func (s *site) promise(m *suggestion) {
	for i, line := range m.lines {
		if _, why, ok := strings.Cut(line, "   # "); ok && strings.HasPrefix(line, threshold) {
			m.guessed = true
			if n := s.within[m.id]; n > 0 {
				m.lines[i] = fmt.Sprintf("%s%d   # %s", threshold, n, why)
			}
		}
	}
}

// address makes a source's name fit for a metric's id.
func address(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(name)), "_")
}

// metrics suggests what can be made of a source; promises stay the publisher's.
func (g *guessed) metrics() []suggestion {
	var all []suggestion
	e := metric.Export{Kind: g.Kind, Seconds: g.Threshold, Has: func(columns ...string) bool { return slices.ContainsFunc(columns, g.Has) }}
	e.Blank = g.blank
	for _, k := range metric.Kinds() {
		if k.Suggests != nil {
			for _, m := range k.Suggests(e) {
				all = append(all, g.suggest(k, m.ID, m.Lines...))
			}
		}
		if k.Suggest == nil {
			continue
		}
		if lines, ok := k.Suggest(e); ok {
			all = append(all, g.suggest(k, k.Name, lines...))
		}
	}
	return append(all, g.surveys()...)
}

// blank tells whether some cells of a column of ours are blank.
func (g *guessed) blank(column string) bool {
	if len(g.Columns[column]) == 0 {
		return false
	}
	i := slices.Index(g.table.Columns, g.Columns[column][0])
	return i >= 0 && slices.ContainsFunc(g.table.Rows, func(row []string) bool { return i >= len(row) || strings.TrimSpace(row[i]) == "" })
}

// suggest is a metric of a kind.
func (g *guessed) suggest(k *metric.Kind, id string, lines ...string) suggestion {
	return suggestion{id: id, lines: append([]string{"kind = " + tomlText(k.Name)}, lines...), staff: g.Kind == "employees"}
}

// surveys suggests what can be made of answers: a question that is called as a kind is of that
// kind, all others are pooled.
func (g *guessed) surveys() []suggestion {
	var all []suggestion
	var others []string
	for _, q := range g.Questions {
		s := g.Scales[q]
		scale := fmt.Sprintf("scale = { min = %d, max = %d }", s[0], s[1])
		if s[1] > 7 {
			scale = fmt.Sprintf("scale = { min = %d, max = %d, positive_min = %d }   # from which answer on is good?", s[0], s[1], s[1]-2)
		}
		k := metric.Of(q)
		var m suggestion
		switch {
		case k.Base.Form == metric.Net:
			m = g.suggest(k, q)
		case k.Base.Form == metric.GoodAnswers && !k.Base.Scale.Fixed:
			m = g.suggest(k, q, scale)
		case k.Base.Form == metric.GoodAnswers && s == [2]int{k.Base.Scale.Min, k.Base.Scale.Max}:
			m = g.suggest(k, q)
		case k.Base.Form != metric.GoodAnswers && k.Surveys():
			m = g.suggest(k, q, "variant = "+tomlText(k.Decided(true)))
		default:
			others = append(others, q)
			continue
		}
		m.asks = q
		all = append(all, m)
	}
	if len(others) > 0 {
		s := g.Scales[others[0]]
		for _, k := range metric.Kinds() {
			if k.Pooled {
				all = append(all, g.suggest(k, k.Name, "question = "+tomlList(others), fmt.Sprintf("scale = { min = %d, max = %d }", s[0], s[1])))
			}
		}
	}
	return all
}
