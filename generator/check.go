package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/page"
	"shingle/generator/internal/score"
)

func checkCommand(stdout, stderr io.Writer, now func() time.Time) *cobra.Command {
	c := &cobra.Command{Use: "check", Short: "Do everything that build does but publish, and report on the data", Args: cobra.NoArgs}
	dir := place(c)
	timing := c.Flags().Bool("timing", false, "tell where the time goes")
	c.RunE = begun(func(c *cobra.Command, _ []string) error {
		j := newJob(*dir, "", stderr, now)
		j.live, j.timing = filepath.Join(*dir, "public"), *timing
		found, err := j.run(c.Context())
		if err != nil {
			return err
		}
		fmt.Fprint(stderr, found)
		if j.read != nil {
			report(stdout, j.read)
		}
		if found.Failed() {
			return errProblems
		}
		return nil
	})
	return c
}

// report tells how good the data is, source by source, and what became of it,
// metric by metric.
func report(w io.Writer, in *page.Input) {
	t := newTextTable(w, "source", "kind", "files", "rows", "rejected", "doubled", "missing", "first day", "last day", "next due")
	for i := range in.Sources {
		s := &in.Sources[i]
		next := s.Due().String()
		if s.Last != fact.NoDay && s.Due() < in.AsOf {
			next += " (late)"
		}
		t.row(s.Name, s.Kind, s.Files, s.Rows, s.Rejected, s.Doubles, s.Missing, s.First, s.Last, next)
	}
	t.end()
	fmt.Fprintln(w)
	t = newTextTable(w, "metric", "lines", "published", "withheld", "no data", "latest", "value", "n", "promise")
	latest := page.Latest(in)
	for i := range in.Metrics {
		m := &in.Metrics[i]
		var lines, shown, withheld, none int
		for _, l := range in.Lines {
			if l.Metric.ID != m.ID {
				continue
			}
			lines++
			switch l.State {
			case score.Suppressed:
				withheld++
			case score.NoData:
				none++
			default:
				shown++
			}
		}
		period, value, n, promise := "-", "-", "-", "-"
		if l := latest[i]; l != nil {
			period = l.Period.String()
			if l.State == score.Provisional {
				period += " so far"
			}
			value = cmp.Or(l.Supplied, "withheld")
			if l.Value != nil {
				value = score.FormatRat(l.Value, 1)
			}
			value += " " + string(m.Unit())
			if l.N > 0 {
				n = fmt.Sprint(l.N)
			}
		}
		if m.Promise != nil {
			promise = score.FormatRat(m.Promise, 1)
		}
		t.row(m.ID, lines, shown, withheld, none, period, value, n, promise)
	}
	t.end()
}

// A textTable is plain text in columns, numbers to the right.
type textTable struct{ w *tabwriter.Writer }

func newTextTable(w io.Writer, head ...any) textTable {
	t := textTable{tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)}
	t.row(head...)
	return t
}

func (t textTable) row(cells ...any) {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = fmt.Sprint(c)
	}
	fmt.Fprintln(t.w, strings.Join(texts, "\t"))
}

func (t textTable) end() { t.w.Flush() }
