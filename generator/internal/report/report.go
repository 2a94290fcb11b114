// Package report tells the publisher in plain text how good the data is, source by source,
// and what became of it, metric by metric.
package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/page"
	"shingle/generator/internal/score"
)

// Write writes it, as far as a build got: without metrics where there are no scores yet.
func Write(w io.Writer, in *page.Input) {
	sources := &textTable{}
	sources.row("source", "kind", "files", "rows", "left out", "rejected", "doubled", "kept", "missing", "first day", "last day", "next due")
	for i := range in.Sources {
		s := &in.Sources[i]
		first, last, next := "-", "-", "-" // where the rows could not be used
		if s.Last != fact.NoDay {
			first, last, next = s.First.String(), s.Last.String(), s.Due().String()
		}
		if s.Last != fact.NoDay && s.Due() < in.AsOf {
			next += " (late)"
		}
		a, left := &s.Account, figure("-")
		if a.Kept != nil {
			left = figure(fmt.Sprint(a.Left()))
		}
		sources.row(s.Name, s.Kind, s.Files, known(a.Rows), left, known(a.Rejected), known(a.Doubles), known(a.Kept), known(a.Missing), first, last, next)
	}
	sources.print(w)
	for i := range in.Sources {
		explain(w, &in.Sources[i])
	}
	if len(in.Metrics) == 0 {
		return
	}
	fmt.Fprintln(w)
	metrics := &textTable{}
	metrics.row("metric", "lines", "published", "withheld", "no data", "latest", "value", "unit", "n", "promise")
	latest := page.Latest(in)
	for i := range in.Metrics {
		m := &in.Metrics[i]
		states := map[string]int{}
		lines := 0
		for _, l := range in.Lines {
			if l.Metric.ID == m.ID {
				states[l.State]++
				lines++
			}
		}
		period, value, n := headline(latest[i])
		promise := figure("-")
		if m.Promise != nil {
			promise = figure(score.FormatRat(m.Promise, 1))
		}
		metrics.row(m.ID, lines, states[score.Published]+states[score.Provisional], states[score.Suppressed], states[score.NoData], period, value, m.Unit(), n, promise)
	}
	metrics.print(w)
	if silent := unsaid(in); len(silent) > 0 {
		fmt.Fprintf(w, "\nit is not said how people came to answer %s, so nobody knows whether they are a sample: respondents = \"invited\" or \"self_selected\" of the source says it\n", strings.Join(silent, ", "))
	}
	if in.Licence.Name == "" {
		fmt.Fprintln(w, "\nno licence is stated, so nobody knows what may be done with the figures: [shingle.licence] with name and url says it")
	}
}

// unsaid is the sources of answers of which config does not say how people came to give them.
func unsaid(in *page.Input) (names []string) {
	for i := range in.Sources {
		if s := &in.Sources[i]; s.Answers() && s.Respondents == "" {
			names = append(names, strconv.Quote(s.Name))
		}
	}
	return names
}

// known is a count that may not be known until all is well.
func known(n *int64) figure {
	if n == nil {
		return "-"
	}
	return figure(fmt.Sprint(*n))
}

// explain says how the rows of a source that are not as they were read came to be so.
func explain(w io.Writer, s *page.Source) {
	a := &s.Account
	if a.Query != nil {
		fmt.Fprintf(w, "%s: the query gave %d rows of %d read\n", s.Name, *a.Query, *a.Rows)
	}
	for _, r := range a.LeftOut {
		fmt.Fprintf(w, "%s: %d rows were left out by %s\n", s.Name, r.Rows, r.Rule)
	}
	if a.SetAside != nil && *a.Rejected > 0 {
		fmt.Fprintf(w, "%s: of the %d rejected, %d are not used at all, %d without what could not be read\n", s.Name, *a.Rejected, *a.SetAside, *a.Rejected-*a.SetAside)
	}
	for _, f := range s.Accepted {
		fmt.Fprintf(w, "%s: accepted: %s: %s\n", s.Name, f.Finding, f.Reason)
	}
}

// headline is the line that stands for a metric, in a few words.
func headline(l *score.Line) (period string, value, n figure) {
	if l == nil {
		return "-", "-", "-"
	}
	period, value, n = l.Period.String(), figure(l.Supplied), "-"
	if l.State == score.Provisional {
		period += " so far"
	}
	switch {
	case l.State == score.Suppressed:
		value = "withheld"
	case l.Value != nil:
		decimals := 1
		if l.Metric.Unit() == score.Count {
			decimals = 0
		}
		value = figure(score.FormatRat(l.Value, decimals))
	}
	if l.Shown() && l.N > 0 {
		n = figure(fmt.Sprint(l.N))
	}
	return period, value, n
}
