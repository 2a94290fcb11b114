package fact

import (
	"context"
	"fmt"
	"slices"

	"shingle/generator/internal/diag"
)

// ByReason counts contacts once more with the reason for them where the team stands: how many
// there were, how long they waited, and whether the first one solved it. Reasons are told in
// public words only.
func ByReason(ctx context.Context, q Queryer, metrics []Metric, sources []Source, o Options) ([]Set, error) {
	c := &counter{ctx: ctx, q: q, o: o, problems: &diag.List{}, metrics: metrics, sources: sources} // of mistakes Compute has told
	var sets []Set
	for i := range metrics {
		if m := &metrics[i]; m.hasReasons() {
			sets = append(sets, Set{Metric: m})
		}
	}
	for _, s := range sources {
		if s.Kind != "contacts" && s.Kind != "complaints" || s.Reasons == nil || !s.Has["reason"] {
			continue
		}
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
	return slices.DeleteFunc(sets, func(s Set) bool { return s.Facts.Len() == 0 }), nil
}

// hasReasons tells whether a metric is told by reason: what one contact adds up to.
func (m *Metric) hasReasons() bool {
	switch m.Kind {
	case "volume", "service_level", "backlog":
		return true
	case "complaints":
		return m.Variant != "per_1000"
	case "wait":
		return m.Variant == "asa"
	case "fcr":
		return m.Variant != "survey"
	}
	return false
}

// reasons adds what one source counted, its reasons in their public words.
func (set *Set) reasons(of *Set, words *Wording) {
	for f := range of.Facts.All() {
		names, _ := words.of(f.Team)
		f.Segment = Segment{Team: names[0]}
		set.Facts.Add(f)
	}
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
