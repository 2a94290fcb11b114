package fact

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

// ByReason counts contacts once more with the reason for them where the team stands: how many
// there were, how long they waited, whether the first one solved it, and what people answered who
// were asked about them: their answers tell the reason, or the contact that they are about. Reasons
// are told in public words only.
func ByReason(ctx context.Context, q Queryer, metrics []Metric, sources []Source, o Options) ([]Set, error) {
	c := &counter{ctx: ctx, q: q, o: o, problems: &diag.List{}, metrics: metrics, sources: sources} // of mistakes Compute has told
	var sets []Set
	for i := range metrics {
		if m := &metrics[i]; m.hasReasons() {
			sets = append(sets, Set{Metric: m})
		}
	}
	for i := range sources {
		for _, s := range sources[i].reasoned(sources) {
			s.byReason, s.Rejects, s.Ragged = true, "", 0
			counted := make([]Set, len(sets))
			for i := range sets {
				counted[i].Metric = sets[i].Metric
			}
			if err := c.source(&s, counted); err != nil {
				return nil, fmt.Errorf("counting reasons of %s: %w", s.Name, err)
			}
			for i := range counted {
				sets[i].reasons(&counted[i], s.Reasons)
			}
		}
	}
	return slices.DeleteFunc(sets, func(s Set) bool { return s.Facts.Len()+len(s.Answers) == 0 }), nil
}

// reasoned is a source as far as it tells reasons: its own, or, of answers that name the contact they
// are about, those of the contacts of each source. An id that several sources of contacts have, or none, tells no reason, nor does one in another engine.
func (s *Source) reasoned(sources []Source) []Source {
	switch {
	case s.Kind != "contacts" && s.Kind != "complaints" && s.Kind != "responses":
		return nil
	case s.Reasons != nil && s.Has["reason"]:
		return []Source{*s}
	case s.Kind != "responses" || !s.Has["contact"]:
		return nil
	}
	var from []*Source
	var there []string
	for i := range sources {
		if k := &sources[i]; k.On == s.On && k.Kind == "contacts" && k.Reasons != nil && k.Has["reason"] && k.Has["id"] {
			from = append(from, k)
			there = append(there, fmt.Sprintf("CASE WHEN EXISTS (SELECT 1 FROM %s AS k_ WHERE k_.id = r_.contact) THEN 1 ELSE 0 END", k.Table))
		}
	}
	if len(from) == 0 {
		return nil
	}
	of := func(reason, table, condition string, words *Wording) Source {
		out := *s
		out.Table = fmt.Sprintf("(SELECT r_.*, r_.%s AS number_, %s AS reason FROM %s AS r_%s WHERE %s) AS answers_", s.RowID, reason, s.Table, table, condition)
		out.RowID, out.Reasons, out.Sums = "number_", words, nil
		return out
	}
	one := strings.Join(there, " + ") + " = 1"
	all := []Source{of("CAST(NULL AS VARCHAR)", "", "NOT ("+one+")", &Wording{})}
	for _, k := range from {
		all = append(all, of("c_.reason", fmt.Sprintf(" JOIN %s AS c_ ON c_.id = r_.contact", k.Table), one, k.Reasons))
	}
	return all
}

// hasReasons tells whether a metric is told by reason: what one contact adds up to.
func (m *Metric) hasReasons() bool {
	if m.Scale.Steps() > 1 && m.Scale != (ScaleOf{}) && !m.perPerson() { // what people answered
		return true
	}
	return m.method().ByReason
}

// reasons adds what one source counted, its reasons in their public words.
func (set *Set) reasons(of *Set, words *Wording) {
	for f := range of.Facts.All() {
		names, _ := words.of(f.Team)
		f.Segment = Segment{Team: names[0]}
		set.Facts.Add(f)
	}
	for _, a := range of.Answers {
		names, _ := words.of(a.Team)
		a.Segment = Segment{Team: names[0]}
		set.Answers = append(set.Answers, a)
	}
	set.PerPerson = set.PerPerson || of.PerPerson
	for _, a := range of.Ages {
		names, _ := words.of(a.Team)
		a.Segment = Segment{Team: names[0]}
		set.Ages = append(set.Ages, a)
	}
	for _, c := range of.Closings {
		names, _ := words.of(c.Team)
		c.Segment = Segment{Team: names[0]}
		set.Closings = append(set.Closings, c)
	}
	set.Sources, set.Until = append(set.Sources, of.Sources...), max(set.Until, of.Until)
	set.Daily, set.Crossed = set.Daily || of.Daily, set.Crossed || of.Crossed
}
