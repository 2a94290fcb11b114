package fact

import (
	"context"
	"fmt"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/metric"
)

// Everything counts all contacts there are, whichever of them a metric takes, as a volume is
// counted. It is nil where there are none, or some would be counted twice.
func Everything(ctx context.Context, q Queryer, sources []Source, o Options) (*Set, error) {
	c := &counter{ctx: ctx, q: q, o: o, problems: &diag.List{}}
	sets := []Set{{Metric: &Metric{ID: "contacts", Kind: metric.Volume}}}
	for _, s := range sources {
		if s.Kind != "contacts" && s.Kind != "intervals" {
			continue
		}
		if err := c.source(&s, sets); err != nil {
			return nil, fmt.Errorf("counting all contacts of %s: %w", s.Name, err)
		}
	}
	c.overlap(&sets[0], sources)
	if c.problems.Failed() || sets[0].Facts.Len() == 0 {
		return nil, nil
	}
	return &sets[0], nil
}
