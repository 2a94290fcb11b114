package claim

import (
	"shingle/generator/internal/besttime"
	"shingle/generator/internal/score"
)

// A Value is a number, date, name or sentence for a template to write in the page's
// language. T says what it is: percent, points, scale, seconds, index, count, number,
// day, month, period, clock, weekday, text, name, say, word, list, slot (a part of a place in
// the week, which G names: day, from, to), by (a difference without its sign; G is its unit),
// hole (what a browser puts in, by its name).
type Value struct {
	T string `json:"t"`
	V any    `json:"v"`
	D int    `json:"d,omitempty"` // decimals
	G string `json:"g,omitempty"` // the grain of a period; over or under, of a number; of a list, "or" instead of "and"
	S bool   `json:"s,omitempty"` // since a period, what the season brings left aside
}

// Args are what is put into a sentence, by name.
type Args map[string]Value

// A Sentence is a key of the i18n files and what is to be put into it, with what it rests on.
type Sentence struct {
	K  string    `json:"k"`
	A  Args      `json:"a,omitempty"`
	Of *Evidence `json:"-"`
}

// Evidence is what a sentence speaks of: what can contradict it.
type Evidence struct {
	Line      *score.Line      // the one that it is about
	Lines     []*score.Line    // a run of periods, the oldest first, or all that are counted
	From      int              // of a run, from which of its lines on the sentence speaks; what came before can only deny a "since"
	Series    *score.Series    // the months as a control chart
	Part      string           // of the line, such as a question, by its name in the exports
	Tasks     []Task           // what was to be done by a day
	Theme     *score.Theme     // what answers are about
	Coverages []score.Coverage // what of all contacts is counted
	Interval  *score.Interval  // of a difference that is not the line's own
	Asked     []string         // how people came to answer, as config says it of each source of theirs

	Week    *besttime.ChannelWeek // a channel's week
	Window  *besttime.Window      // the stretch of it that is told
	Beside  *besttime.Window      // the stretch that is told before it, on the same page
	Minutes int                   // of a slot of the week
	Slots   []*besttime.Slot      // all of the channel's week
	Moments *Moments              // what a browser chooses by
	Metric  *score.Metric         // whose promise the week is held to
}

// Rests says what a sentence speaks of.
func (s *Sentence) Rests(on Evidence) *Sentence {
	s.Of = &on
	return s
}

// count is a whole number that a sentence names.
func (s *Sentence) count(name string) (int64, bool) {
	switch n := s.A[name].V.(type) {
	case int64:
		return n, true
	case int:
		return int64(n), true
	}
	return 0, false
}

// text is a period, day or word that a sentence names; "" if it names none.
func (s *Sentence) text(name string) string {
	text, _ := s.A[name].V.(string)
	return text
}

// inner is a sentence within a sentence, nil if there is none.
func (s *Sentence) inner(name string) *Sentence {
	inner, _ := s.A[name].V.(*Sentence)
	return inner
}
