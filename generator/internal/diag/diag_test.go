package diag

import (
	"errors"
	"strings"
	"testing"
	"unicode"
)

func TestPlaceReadsAsAnEditorTakesIt(t *testing.T) {
	for _, c := range []struct {
		place Place
		want  string
	}{
		{Place{File: "data/csat.csv", Line: 17, Column: 4}, "data/csat.csv:17:4"},
		{Place{File: "data/csat.csv", Line: 17}, "data/csat.csv:17"},
		{Place{File: "data/csat.csv"}, "data/csat.csv"},
		{Place{File: "a.xlsx", Sheet: "Sheet1", Line: 17, Column: 4}, "a.xlsx!Sheet1:17:D"},
		{Place{File: "a.xlsx", Sheet: "Sheet1", Line: 1, Column: 28}, "a.xlsx!Sheet1:1:AB"},
		{Place{}, ""},
	} {
		if got := c.place.String(); got != c.want {
			t.Errorf("%#v: got %q, want %q", c.place, got, c.want)
		}
	}
}

func TestListIsSortedByPlaceAndSaysEachOnce(t *testing.T) {
	var l List
	l.Add(Place{File: "b", Line: 2}, "second")
	l.Add(Place{File: "a", Line: 10}, "tenth")
	l.AddHint(Place{File: "a", Line: 9}, `did you mean "x"?`, "ninth")
	l.Add(Place{File: "b", Line: 2}, "second")
	want := "a:9: ninth\n  hint: did you mean \"x\"?\na:10: tenth\nb:2: second\n"
	if got := l.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestListTellsTwentyOfAFileAndCountsTheRest(t *testing.T) {
	var l List
	for i := range 25 {
		l.Add(Place{File: "a", Line: i + 1}, "wrong")
	}
	l.Add(Place{File: "b", Line: 1}, "wrong")
	l.Warn(Place{File: "a", Line: 1}, "odd")
	got := l.String()
	if n := strings.Count(got, "a:"); n != 22 {
		t.Errorf("lines about a: got %d, want 20, a count and a warning", n)
	}
	if !strings.Contains(got, "a: and 5 more mistakes\n") || !strings.Contains(got, "b:1: wrong\n") || !strings.Contains(got, "a:1: warning: odd\n") {
		t.Errorf("got %s", got)
	}
}

func TestWarningsDoNotFail(t *testing.T) {
	var l List
	l.Warn(Place{File: "a"}, "odd")
	if l.Failed() {
		t.Error("a warning failed the list")
	}
	l.Add(Place{File: "a"}, "wrong")
	if !l.Failed() {
		t.Error("a mistake did not fail the list")
	}
}

// What is quoted is short and shows what a terminal would obey, whoever wrote it and
// wherever it stands in a problem.
func TestAProblemIsOneShortLineWhateverStoodInTheFiles(t *testing.T) {
	long := strings.Repeat("x", 15<<20)
	for _, hostile := range []string{"\x1b[31mred", "a\nb", "a\rb", "a\u202eb", "a\u200bb", "\x07", "\u0085", "::add-mask::\n", "\xff\xfe", long, strings.Repeat("é\n", 1<<20)} {
		var l List
		l.Add(Place{File: hostile[:min(len(hostile), 200)], Line: 2}, "wrong")
		l.Add(Place{File: "a.xlsx", Sheet: hostile, Line: 2, Column: 1}, "wrong")
		l.Add(Place{File: "a"}, "got %q, want %s", hostile, hostile)
		l.Add(Place{File: "b"}, "%v: %d of %5.1f %%, %q", errors.New(hostile), 1, 2.5, hostile)
		l.AddHint(Place{File: "c"}, hostile, "wrong")
		l.Warn(Place{File: "d"}, "%s", hostile)
		l.Put(Problem{Place: Place{File: "e"}, Text: hostile, Hint: hostile})
		got := l.String()
		for line := range strings.Lines(got) {
			if line = strings.TrimSuffix(line, "\n"); len(line) > 4000 || strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("%.20q: got a line of %d bytes, %.300q", hostile, len(line), line)
			}
		}
		if n := strings.Count(got, "\n"); n != 9 {
			t.Errorf("%.20q: got %d lines, want 9", hostile, n)
		}
		if strings.Contains(got, "%!") {
			t.Errorf("%.20q: got %.300q", hostile, got)
		}
	}
	if got, want := (Problem{Place: Place{File: "a\x1b\n.csv"}, Text: "got \"\u00a0\""}).String(), `a\x1b\n.csv: got "\u00a0"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNearestFindsTheWordThatWasMeant(t *testing.T) {
	words := []string{"promise", "positive_min", "owner", "scale"}
	for word, want := range map[string]string{"promis": "promise", "Promise": "promise", "ownre": "owner", "postive_min": "positive_min", "xyz": "", "": ""} {
		if got := Nearest(word, words); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func TestNearestIsNotKeptBusyByLongNames(t *testing.T) {
	if got := Nearest("promis", []string{strings.Repeat("x", 15<<20), "promise"}); got != "promise" {
		t.Errorf("got %q, want promise", got)
	}
}

// Whether a mistake about something is told already is asked by a name, not by its words.
func TestToldKnowsWhatMistakesAreAbout(t *testing.T) {
	var l List
	l.Put(Problem{Text: "shingle.metrics.csat: is odd", Warning: true, About: "csat"})
	l.Add(Place{}, "csat: is odd")
	if l.Told("csat") {
		t.Error("a warning, and a mistake about nothing, tell nothing of csat")
	}
	l.AddAbout("csat", Place{File: "config.toml", Line: 3}, "", "csat: is wrong")
	if !l.Told("csat") || l.Told("nps") {
		t.Error("a mistake about csat is told, and none about nps")
	}
}
