package score

import (
	"bytes"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/golden"
)

// What is made of a desk that has something of everything is as it was when it was read: each
// change of a number shows. What single numbers should be, other tests work out.
func TestLinesOfEverythingAreAsTheyWere(t *testing.T) {
	k := &maker{}
	k.make()
	var b bytes.Buffer
	contacts := ContactsOf(k.sets, k.metrics, &fact.Set{Metric: &fact.Metric{ID: "all", Kind: "volume"}, Facts: k.sets[0].Facts, Daily: true, Crossed: true}, asOfAll)
	lines := Compute(k.sets, k.metrics, asOfAll)
	for i, l := range lines {
		switch {
		case i%97 == 5:
			l.State = Suppressed
		case i%89 == 7:
			l.Few = true
		}
	}
	Compare(lines)
	notable := Notable(lines)
	for _, l := range lines {
		part := l.Segment != (fact.Segment{})
		if l.Period.Grain == fact.Month && (l.Period.First < month(4) || part && l.Period.First < month(1)) || l.Period.Grain == fact.Quarter && part {
			continue // what they hold is told by the others
		}
		tell(&b, l)
		if notable[l] {
			b.WriteString(" notable")
		}
		b.WriteString("\n")
	}
	for run := range Runs(lines) {
		for _, l := range run {
			for _, x := range l.Likes(run) {
				if l.Period.First >= month(2) {
					fmt.Fprintf(&b, "like %s %s %s: %s %s %s\n", named(l), x.Against, x.Before.Period, exactly(x.Change), span(x.Interval), x.Verdict)
				}
			}
		}
		if e, ok := BeforeAfter(run, month(3)+9); ok {
			fmt.Fprintf(&b, "effect %s to %s: %s %s %s\n", named(e.Before), e.After.Period, exactly(e.Change), span(e.Interval), e.Verdict)
		}
	}
	for _, s := range SeriesOf(lines) {
		fmt.Fprintf(&b, "series %s %v %s %s since %d:", s.Metric.ID, s.Segment, s.Method, s.Assurance, s.Since)
		for i, p := range s.Chart.Points {
			fmt.Fprintf(&b, " %.3f(%.3f %.3f %.3f)%s%v", p.Value, p.Lower, p.Mean, p.Upper, s.Signal(i), p.Signals)
		}
		b.WriteString("\n")
	}
	for _, c := range contacts.Coverages(lines, k.sets) {
		if c.Period.First >= month(3) || c.By == "week" {
			fmt.Fprintf(&b, "coverage %s %s %s %q: %d of %d\n", c.Metric.ID, c.Period, c.By, c.Name, c.Counted, c.Contacts)
		}
	}
	_, byTheme := ByTheme(k.sets, k.metrics, asOfAll)
	for i, l := range byTheme {
		switch {
		case i%7 == 3:
			l.Few = true
		case i%11 == 5:
			l.State, l.Answers = Suppressed, nil
		}
	}
	for _, x := range Themes(lines, byTheme) {
		if x.Line.Period.Grain == fact.Month {
			fmt.Fprintf(&b, "theme %s of %d %s %s %s\n", named(x.Line), x.Of, difference(x.Apart), difference(x.Change), x.Verdict)
		}
	}
	golden.Check(t, "testdata/everything.txt", b.Bytes())
}

func named(l *Line) string { return fmt.Sprintf("%s %v %s", l.Metric.ID, l.Segment, l.Period) }

func exactly(r *big.Rat) string {
	if r == nil {
		return "-"
	}
	return FormatRat(r, 4)
}

func span(i *Interval) string {
	if i == nil {
		return "-"
	}
	return fmt.Sprintf("[%.4f %.4f]", i.Low, i.High)
}

func difference(d *Diff) string {
	if d == nil {
		return "-"
	}
	return fmt.Sprintf("%.4f %s se %.4f z %.4f p %.4f df %.2f", d.Value, span(&d.Interval), d.SE, d.Z, d.P, d.df)
}

// tell writes everything that a line says, but what is nothing.
func tell(b *bytes.Buffer, l *Line) {
	fmt.Fprintf(b, "%s: %s %s/%d %s %s, %s %s %s %s", named(l), exactly(l.Value), exactly(l.Numerator), l.Denominator, span(l.Interval), l.Method, l.State, l.Reason, l.Status, l.Supplied)
	if l.Verdict != "" && l.Verdict != None {
		fmt.Fprintf(b, ", %s by %s %s p %.4f", l.Verdict, exactly(l.Change), span(l.ChangeInterval), l.ChangeP)
	}
	if l.Season != nil {
		fmt.Fprintf(b, ", season %.4f of %d", l.Season.Effect, l.Season.Years)
	}
	for _, x := range []struct {
		what string
		n    int64
	}{{"missing", l.Missing}, {"rejected", l.Rejected}, {"partial", l.Partial}, {"people", l.People}, {"n", l.N}} {
		if x.n != 0 {
			fmt.Fprintf(b, ", %s %d", x.what, x.n)
		}
	}
	if l.Wave != fact.NoDay {
		fmt.Fprintf(b, ", wave %s", l.Wave)
	}
	for _, reason := range slices.Sorted(maps.Keys(l.Excluded)) {
		fmt.Fprintf(b, ", without %d %s", l.Excluded[reason], reason)
	}
	if l.Answers != nil {
		fmt.Fprintf(b, ", answers %v", l.Answers.Counts)
	}
	for _, q := range slices.Sorted(maps.Keys(l.Items)) {
		fmt.Fprintf(b, ", %s %v", q, l.Items[q].Counts)
	}
	if l.Funnel != nil {
		fmt.Fprintf(b, ", funnel %+v", *l.Funnel)
	}
	if flow := l.Flow(); flow != nil {
		r, ok := l.Reach()
		fmt.Fprintf(b, ", flow %v reach %+v %v", flow, r, ok)
	}
	if tails := l.Tails(); tails != nil {
		fmt.Fprintf(b, ", tails %v", tails)
	}
	if attempts, ok := l.Attempts(); ok {
		fmt.Fprintf(b, ", attempts %s", exactly(attempts))
	}
	if backlog, ok := l.Backlog(); ok {
		fmt.Fprintf(b, ", backlog %+v counted %s", backlog, l.Counted())
	}
}
