package starter

import (
	"fmt"
	"slices"
	"strings"
)

// suggestion is a metric that an export can feed, as it is written to config.toml.
type suggestion struct {
	id    string
	lines []string
	owner string

	asks    string   // the question it reads, if people answered it
	sources []string // the sources it takes, if it is not all
	guessed bool     // its threshold is no more than usual
}

// write writes a metric; one that is refused is off, and says why.
func (m suggestion) write(b *strings.Builder, refused string) {
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
	line("owner = %s   # who answers for it", tomlText(m.owner))
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
	for i := range all { // alone of its kind, it takes every source
		kind := all[i].lines[0]
		if !slices.ContainsFunc(all, func(o suggestion) bool { return o.id != all[i].id && o.lines[0] == kind }) {
			all[i].sources = nil
		}
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
	put := func(id string, lines ...string) {
		all = append(all, suggestion{id: id, lines: lines, owner: g.owner()})
	}
	switch g.Kind {
	case "contacts":
		if g.Has("answered") || g.Has("abandoned") || g.Has("answered_at") {
			if g.Has("wait_seconds") || g.Has("answered_at") {
				put("service_level", `kind = "service_level"`, `threshold_seconds = 20   # within how many seconds you promise to answer`, `# promise = 80.0   # how many of 100, by your own word`)
				put("wait", `kind = "wait"`)
			}
			if g.Has("answered") || g.Has("abandoned") {
				put("abandonment", `kind = "abandonment"`)
			}
		}
		if g.Has("first_reply_at") {
			put("first_response", `kind = "first_response"`, `threshold_seconds = 86400   # within how many seconds you promise to reply`)
		}
		if g.Has("closed_at") && (g.Has("due_met") || g.Has("due_at")) {
			put("resolution_time", `kind = "resolution_time"`)
		}
		switch {
		case g.Has("resolved_first"):
			put("fcr", `kind = "fcr"`, `variant = "agent_flag"   # what staff say; "survey" if it is the customer's own word`)
		case g.Has("reopened"):
			put("fcr", `kind = "fcr"`, `variant = "not_reopened"`)
		case g.Has("customer"):
			lines := []string{`kind = "fcr"`, `variant = "repeat_window"   # nobody came back within 7 days`}
			if !g.Has("reason") {
				lines = append(lines, `match = "customer"   # for whatever reason: the export tells none`)
			}
			put("fcr", lines...)
		}
		put("volume", `kind = "volume"`)
	case "intervals":
		if g.Has("answered_in_time") {
			threshold := `threshold_seconds = 20   # what "in time" means in this report`
			if g.Threshold > 0 {
				threshold = fmt.Sprintf("threshold_seconds = %d", g.Threshold)
			}
			put("service_level", `kind = "service_level"`, threshold, `# promise = 80.0   # how many of 100, by your own word`)
		}
		if g.Has("abandoned") {
			put("abandonment", `kind = "abandonment"`)
		}
		if g.Has("asa_seconds") || g.Has("wait_seconds_total") {
			put("wait", `kind = "wait"`)
		}
		put("volume", `kind = "volume"`)
	case "checks":
		put("compliance", `kind = "compliance"`, `# measure = ["..."]   # one metric for each duty, if there are several`)
	}
	return append(all, g.surveys()...)
}

// owner is who probably answers for a source's scores.
func (g *guessed) owner() string {
	if g.Kind == "employees" {
		return "Head of People"
	}
	return "Head of Customer Service"
}

// surveys suggests what can be made of answers.
func (g *guessed) surveys() []suggestion {
	var all []suggestion
	put := func(q string, lines ...string) {
		all = append(all, suggestion{id: q, lines: lines, owner: g.owner(), asks: q})
	}
	var others []string
	for _, q := range g.Questions {
		s := g.Scales[q]
		scale := fmt.Sprintf("scale = { min = %d, max = %d }", s[0], s[1])
		if s[1] > 7 {
			scale = fmt.Sprintf("scale = { min = %d, max = %d, positive_min = %d }   # from which answer on is good?", s[0], s[1], s[1]-2)
		}
		switch {
		case slices.Contains([]string{"nps", "enps"}, q):
			put(q, "kind = "+tomlText(q))
		case slices.Contains([]string{"csat", "trust"}, q):
			put(q, "kind = "+tomlText(q), scale)
		case q == "fcr":
			put(q, `kind = "fcr"`, `variant = "survey"`)
		default:
			others = append(others, q)
		}
	}
	if len(others) > 0 {
		s := g.Scales[others[0]]
		all = append(all, suggestion{id: "favourable", owner: g.owner(), lines: []string{`kind = "favourable"`, "question = " + tomlList(others), fmt.Sprintf("scale = { min = %d, max = %d }", s[0], s[1])}})
	}
	return all
}
