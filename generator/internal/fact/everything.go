package fact

import (
	"context"
	"fmt"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/metric"
)

// Everything counts all contacts there are, whichever of them a metric takes, as a volume is
// counted. It is nil where there are none, or some would be counted twice. Where one of the sets is a volume
// of all sources, it is known already.
func Everything(ctx context.Context, q Queryer, sets []Set, sources []Source, o Options) (*Set, error) {
	everything := &Metric{ID: "contacts", Kind: metric.Volume}
	for i := range sets {
		if s := sets[i]; s.Metric.Kind == metric.Volume && len(s.Metric.Sources)+len(s.Given) == 0 && s.Facts.Len() > 0 {
			s.Metric = everything
			return &s, nil
		}
	}
	c := &counter{ctx: ctx, q: q, o: o, problems: &diag.List{}}
	all := []Set{{Metric: everything}}
	for _, s := range sources {
		if s.Kind != "contacts" && s.Kind != "intervals" {
			continue
		}
		if err := c.source(&s, all); err != nil {
			return nil, fmt.Errorf("counting all contacts of %s: %w", s.Name, err)
		}
	}
	c.overlap(&all[0], sources)
	if c.problems.Failed() || all[0].Facts.Len() == 0 {
		return nil, nil
	}
	return &all[0], nil
}
