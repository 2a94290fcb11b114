package privacy

import (
	"slices"
	"strings"
	"testing"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
)

// released gives what readers have seen once a release is published.
func (r *release) released(o Options) []Seen {
	in := Inspect(r.lines(), r.sets, o)
	in.Protect()
	return in.Seen()
}

// wave is one of a group of people with a mean of 50 and so many more answers of 100.
func wave(t *testing.T, more int64) *release {
	r := survey(t, true)
	r.gave(on(t, "2026-07-01"), fact.Segment{Team: "A"}, 15, 40, 60)
	if more > 0 {
		r.gave(on(t, "2026-07-01"), fact.Segment{Team: "A"}, more, 100)
	}
	return r
}

func TestOneAnswerMoreIsNotTold(t *testing.T) {
	o := ten
	o.Seen = wave(t, 0).released(ten)
	for more, want := range map[int64]string{0: "", 1: "now has 31", 9: "now has 39", 10: ""} {
		if _, said := wave(t, more).protected(o); (want == "") != (said == "") || !strings.Contains(said, want) {
			t.Errorf("%d answers more: got %q, want %q", more, said, want)
		}
	}
}

// A metric of another name, and a group whose number has stayed the same, tell as much.
func TestOneAnswerThatChangedIsNotTold(t *testing.T) {
	o := ten
	o.Seen = wave(t, 1).released(ten)
	r := survey(t, true)
	r.metrics[0].ID = "renamed"
	r.gave(on(t, "2026-07-01"), fact.Segment{Team: "A"}, 15, 40, 60)
	r.gave(on(t, "2026-07-01"), fact.Segment{Team: "A"}, 1, 0)
	_, said := r.protected(o)
	if want := "of renamed was published with other answers of 31"; !strings.Contains(said, want) {
		t.Errorf("got %q, want %q", said, want)
	}
}

// All that was ever seen counts, not only the last release.
func TestReadersForgetNoRelease(t *testing.T) {
	o := ten
	o.Seen = wave(t, 0).released(ten)
	o.Seen = wave(t, 20).released(o)
	if _, said := wave(t, 1).protected(o); !strings.Contains(said, "was published with 30 answers and now has 31") {
		t.Errorf("got %q", said)
	}
}

// The next wave is other answers, however few more people give them.
func TestNextWaveIsNotTheLast(t *testing.T) {
	o := ten
	o.Seen = wave(t, 0).released(ten)
	r := wave(t, 0)
	r.gave(on(t, "2026-10-01"), fact.Segment{Team: "A"}, 15, 50, 60)
	r.gave(on(t, "2026-10-01"), fact.Segment{Team: "A"}, 1, 70)
	if _, said := r.protected(o); said != "" {
		t.Error(said)
	}
}

// A source of another name brings the same answers.
func TestRenamedSourceIsNotForgotten(t *testing.T) {
	o := ten
	o.Seen = wave(t, 0).released(ten)
	for more, want := range map[int64]string{0: "", 1: "now has 31"} {
		r := wave(t, more)
		r.sets[0].Sources = []string{"called something else"}
		if _, said := r.protected(o); (want == "") != (said == "") || !strings.Contains(said, want) {
			t.Errorf("%d answers more: got %q, want %q", more, said, want)
		}
	}
}

// A record that was written before sources had a sum of their own is not forgotten either.
func TestRecordOfBeforeIsRead(t *testing.T) {
	o := ten
	o.Seen = wave(t, 0).released(ten)
	old := Inspect(wave(t, 0).lines(), wave(t, 0).sets, ten).families[0]
	for i := range o.Seen {
		o.Seen[i].Answers, o.Seen[i].Sources = old.both(old.viewOf[old.lines()[0]].reads), ""
	}
	if _, said := wave(t, 1).protected(o); !strings.Contains(said, "now has 31") {
		t.Errorf("one answer more: got %q", said)
	}
	r := known(t)
	r.sets[0].Sources = wave(t, 0).sets[0].Sources
	seen := r.released(ten)
	o.Seen = slices.DeleteFunc(seen, func(s Seen) bool { return s.Score == withheld }) // it did not know of them
	for i := range o.Seen {
		o.Seen[i].Answers, o.Seen[i].Sources = old.both(old.viewOf[old.lines()[0]].reads), ""
	}
	if _, said := known(t).protected(o); said != "" {
		t.Errorf("groups that were withheld are taken for new: %s", said)
	}
	o.Seen = wave(t, 0).released(ten)
	for i := range o.Seen {
		o.Seen[i].Answers, o.Seen[i].Sources = old.both(old.viewOf[old.lines()[0]].reads), ""
	}
	if again := wave(t, 0).released(o); !slices.Equal(again, wave(t, 0).released(ten)) {
		t.Errorf("got %v, want it as it is written now", again)
	}
}

// Another source that asks the same of others does not change what is said of the first.
func TestSourceThatIsAddedIsOthers(t *testing.T) {
	o := ten
	o.Seen = wave(t, 0).released(ten)
	r, other := wave(t, 0), wave(t, 1)
	other.sets[0].Sources = []string{"others"}
	other.metrics[0].ID = "of_others"
	r.metrics, r.sets = append(r.metrics, other.metrics...), append(r.sets, other.sets...)
	if _, said := r.protected(o); said != "" {
		t.Error(said)
	}
}

// A group that comes later hides, by its size, that the others have a few answers more: what the
// total is without it must not be near what was seen.
func TestGroupThatComesLaterHidesNoLateAnswers(t *testing.T) {
	groups := func(late, arrived int64) *release {
		r := survey(t, true)
		r.gave(on(t, "2026-07-01"), fact.Segment{Team: "A"}, 20, 40, 60)
		r.gave(on(t, "2026-07-01"), fact.Segment{Team: "B"}, 5, 40)
		r.gave(on(t, "2026-07-01"), fact.Segment{Team: "D"}, 5, 60)
		if late > 0 {
			r.gave(on(t, "2026-07-01"), fact.Segment{Team: "B"}, late, 100)
		}
		if arrived > 0 {
			r.gave(on(t, "2026-07-01"), fact.Segment{Team: "C"}, arrived, 40, 60)
		}
		return r
	}
	o := ten
	o.Seen = groups(0, 0).released(ten)
	for _, c := range []struct {
		late, arrived int64
		want          string
	}{{0, 15, ""}, {3, 15, "was published with 50 answers and now has 53"}, {12, 15, ""}} {
		if _, said := groups(c.late, c.arrived).protected(o); (c.want == "") != (said == "") || !strings.Contains(said, c.want) {
			t.Errorf("%d late, %d arrived: got %q, want %q", c.late, c.arrived, said, c.want)
		}
	}
}

// Customers answer every night: their score waits until enough of them have.
func TestProtectedCustomersWaitForEnoughAnswers(t *testing.T) {
	month := func(more int64) *release {
		r := survey(t, false)
		r.gave(on(t, "2026-10-01"), fact.Segment{}, 15, 40, 60)
		if more > 0 {
			r.gave(on(t, "2026-10-01"), fact.Segment{}, more, 100)
		}
		return r
	}
	o := ten
	o.Customers = true
	o.Seen = month(0).released(o)
	for more, want := range map[int64]bool{0: true, 1: false, 9: false, 10: true} {
		lines, said := month(more).protected(o)
		if l := find(t, lines, "", "2026-10"); l.Shown() != want || said != "" {
			t.Errorf("%d answers more: got shown %v, want %v %s", more, l.Shown(), want, said)
		}
	}
}

// Twelve people's answers are told by one score; another one next time would be a second.
func TestSecondScoreOfFewPeopleIsNotTold(t *testing.T) {
	group := func(from int) *release {
		r := survey(t, true)
		r.metrics[0].Kind, r.metrics[0].Variant, r.metrics[0].Scale.PositiveMin = "favourable", "", from
		r.gave(on(t, "2026-07-01"), fact.Segment{Team: "A"}, 4, 20, 50, 90)
		r.gave(on(t, "2026-07-01"), fact.Segment{Team: "B"}, 10, 20, 50, 90)
		r.gave(on(t, "2026-07-01"), fact.Segment{Team: "C"}, 10, 20, 50, 90)
		return r
	}
	o := ten
	o.Seen = group(60).released(ten)
	for from, want := range map[int]bool{60: true, 40: false} {
		lines, said := group(from).protected(o)
		if l := find(t, lines, "A", "2026-Q3"); l.Shown() != want || said != "" {
			t.Errorf("from %d: got shown %v, want %v %s", from, l.Shown(), want, said)
		}
	}
}

// Where it is not known what readers have seen, more is withheld, and it is said.
func TestLostRecordMakesStricter(t *testing.T) {
	r := known(t)
	o := ten
	o.Lost, o.Absent = "the record is lost", true
	lines, said := r.protected(o)
	if got := hidden(lines, "2026-Q3"); got != `"B" "C"` || said != "" {
		t.Errorf("there never was one: got %s\n%s", got, said)
	}
	o.Last = []Old{shown("", 32)}
	lines, said = known(t).protected(o)
	if got := hidden(lines, "2026-Q3"); got != `"A" "B" "C"` || !strings.Contains(said, "the record is lost: nothing of fewer than 20 people is shown") {
		t.Errorf("got %s\n%s", got, said)
	}
}

// The record holds what was published, and of nobody else.
func TestRecordHoldsWhatWasPublished(t *testing.T) {
	seen := known(t).released(ten)
	var got []string
	for _, s := range seen {
		got = append(got, s.Team+" "+s.Period+" "+s.Score+" "+s.Value)
	}
	if want := []string{" 2026-07-01 answers ", " 2026-07-01 mean 56.8750", "A 2026-07-01 mean 70.0000", "B 2026-07-01 withheld ", "C 2026-07-01 withheld "}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var problems diag.List
	o := ten
	o.Seen = seen
	in := Inspect(known(t).lines(), known(t).sets, o)
	in.Protect()
	in.Audit(diag.Place{}, &problems)
	if again := in.Seen(); !slices.Equal(again, seen) || problems.Len() > 0 {
		t.Errorf("the same once more: got %v\n%s", again, problems.String())
	}
}

// Twelve people's answers to two questions are told in whole numbers, as they were before.
func TestFewPeopleOfSeveralQuestionsMayBeToldAgain(t *testing.T) {
	group := func() *release {
		r := survey(t, true)
		r.metrics[0].Kind, r.metrics[0].Variant = "favourable", ""
		for _, g := range []string{"A", "B", "C"} {
			r.gave(on(t, "2026-07-01"), fact.Segment{Team: g}, 4, 20, 50, 90)
		}
		set := &r.sets[0]
		for _, a := range slices.Clone(set.Answers) {
			a.Question = "r"
			set.Answers = append(set.Answers, a)
		}
		return r
	}
	o := ten
	o.Seen = group().released(ten)
	lines, said := group().protected(o)
	if l := find(t, lines, "A", "2026-Q3"); said != "" || !l.Shown() || l.N != 24 {
		t.Errorf("got shown %v of %d answers %s", l.Shown(), l.N, said)
	}
}
