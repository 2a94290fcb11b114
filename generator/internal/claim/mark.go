package claim

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// A Mark is a word that says how something went where there is no room for a sentence: kept,
// missed, better, rose, overdue, withheld. Pages get the word alone; what it rests on is for the gate.
type Mark struct {
	K    string // the word, as words' keys end
	Kind string // status, square, state, verdict, signal, theme, effect or action
	Of   Evidence
}

// MarshalJSON writes the word.
func (m Mark) MarshalJSON() ([]byte, error) { return json.Marshal(m.K) }

// IsZero tells whether there is no word.
func (m Mark) IsZero() bool { return m.K == "" }

// A Task is something that was to be done by a day.
type Task struct {
	Due, Done fact.Day // NoDay: not done
	AsOf      fact.Day
}

// went is what became of it, by the dates.
func (t Task) went() string {
	done := t.Done != fact.NoDay && t.Done <= t.AsOf
	switch {
	case done && t.Done > t.Due:
		return "late"
	case done:
		return "kept"
	case t.AsOf > t.Due:
		return "overdue"
	}
	return "open"
}

// Denied says why a word is not true of what it stands for; "" if nothing denies it.
func (m *Mark) Denied() string {
	if m.K == "" || m.K == score.None && m.Kind == "" { // there is nothing that it could be of
		return ""
	}
	want := ""
	switch l := m.Of.Line; m.Kind {
	case "status":
		want = status(l)
	case "square":
		want = square(l)
	case "state":
		want = l.State
	case "verdict":
		switch {
		case m.K == score.None || l.ChangeInterval == nil && l.Few: // of so few no margin is told
			return ""
		case l.ChangeInterval == nil && l.Metric.Unit() == score.Count: // judged by open day
			if l.ChangeP < 0.05 == (m.K == score.NoEvidence) {
				return fmt.Sprintf("by chance alone it would be so in %g of 100", 100*l.ChangeP)
			}
			return ""
		}
		want = direction(l.ChangeInterval, l.Metric.Direction)
	case "signal":
		i := slices.Index(m.Of.Series.Lines, l)
		way, side := strings.CutPrefix(m.K, "side_")
		if i < 0 || m.Of.mark(i) != way {
			return "the control chart does not say so of " + l.Period.String()
		}
		if signals := m.Of.Series.Chart.Points[i].Signals; way != "" && side != (slices.Contains(signals, "shift") && !slices.Contains(signals, "outside")) {
			return l.Period.String() + " lies outside the limits, or does not"
		}
		return ""
	case "effect":
		want = direction(m.Of.Interval, l.Metric.Direction)
	case "theme":
		c := m.Of.Theme.Change
		switch {
		case m.K == score.None || m.K == score.NoEvidence && c != nil: // among all themes it may be chance
			return ""
		case c == nil:
			want = score.None
		case c.Low > 0:
			want = score.Rose
		case c.High < 0:
			want = score.Fell
		}
	case "action":
		want = m.Of.Tasks[0].went()
	default:
		return "there is no rule for it"
	}
	if m.K != want {
		return fmt.Sprintf("it is %q", want)
	}
	return ""
}

// status holds a figure against its promise: where it speaks of answers or of a sample, what
// lies within its margin is open; a period that is not over has kept nothing.
func status(l *score.Line) string {
	promise := l.Promise()
	if promise == nil || l.Value == nil || !l.Shown() || l.State != score.Published || l.Metric.Direction == score.Neither {
		return score.None
	}
	if p, _ := promise.Float64(); l.Interval != nil && (l.Survey() || l.Metric.Sampled) && l.Interval.Low <= p && p <= l.Interval.High {
		return score.Unclear
	}
	if apart := l.Value.Cmp(promise); apart == 0 || apart > 0 == (l.Metric.Direction == score.Up) {
		return score.Met
	}
	return score.Missed
}

func square(l *score.Line) string {
	switch l.State {
	case score.Suppressed:
		return "withheld"
	case score.NoData, score.Provisional:
		return l.State
	}
	return status(l)
}

// direction is what an interval of a change says: better or worse, if all of it lies on one side.
func direction(i *score.Interval, d score.Direction) string {
	switch {
	case i == nil || d == score.Neither:
		return score.None
	case i.Low <= 0 && i.High >= 0:
		return score.NoEvidence
	case i.Low > 0 == (d == score.Up):
		return score.Better
	}
	return score.Worse
}
