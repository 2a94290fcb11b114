package release

import (
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/score"
)

const scores = `metric,team,channel,period,value,numerator,denominator,state,restated
csat,,,2026-09,50.0000,1,2,published,false
csat,A,,2026-09,50.0000,1,2,published,true
csat,,,2026-10,,,,suppressed,false
`

// What a release showed otherwise is restated, and stays so; what it withheld or had not is
// not.
func TestFiguresThatDifferAreRestated(t *testing.T) {
	last := Of(fstest.MapFS{"api/v1/scores.csv": {Data: []byte(scores)}})
	for _, c := range []struct {
		team, period string
		value        int64
		want         bool
	}{
		{"", "2026-09", 50, false}, {"", "2026-09", 60, true}, {"A", "2026-09", 50, true}, {"", "2026-10", 60, false}, {"B", "2026-09", 60, false},
	} {
		p, _ := fact.ParsePeriod(c.period)
		m := &score.Metric{}
		m.ID = "csat"
		l := &score.Line{Metric: m, Segment: fact.Segment{Team: c.team}, Period: p, State: score.Published, Value: big.NewRat(c.value, 1)}
		if last.Restate([]*score.Line{l}); l.Restated != c.want {
			t.Errorf("%q %s %d: restated is %v, want %v", c.team, c.period, c.value, l.Restated, c.want)
		}
	}
}

// No release, and one that cannot be read, tell nothing.
func TestReleasesThatCannotBeReadTellNothing(t *testing.T) {
	for name, r := range map[string]*Release{
		"none": Of(nil), "without scores": Of(fstest.MapFS{}),
		"cut":               Of(fstest.MapFS{"api/v1/scores.csv": {Data: []byte(scores + "csat,\"")}}),
		"of other columns":  Of(fstest.MapFS{"api/v1/scores.csv": {Data: []byte("metric,value\ncsat,1\n")}}),
		"without any bytes": Of(fstest.MapFS{"api/v1/scores.csv": {}}),
	} {
		if got := r.Scores(); got != nil {
			t.Errorf("%s: got %v, want nothing", name, got)
		}
	}
}

func TestWhatReadersHaveSeenIsKept(t *testing.T) {
	dir := t.TempDir()
	seen := []privacy.Seen{{Answers: "enps", Sources: "staff", Segment: fact.Segment{Team: "A", Channel: ""}, Period: "2026-Q3", Score: "enps", N: 12, Value: "25.0000"}}
	var problems diag.List
	m := Remember(dir, false)
	if m.Keep(seen, &problems); m.Lost != "" || problems.Len() > 0 {
		t.Fatalf("%s %s", m.Lost, &problems)
	}
	if got := Remember(dir, true); !reflect.DeepEqual(got.Seen, seen) || got.Lost != "" {
		t.Errorf("got %v %q, want %v", got.Seen, got.Lost, seen)
	}
}

// What is lost or damaged is told, and what is damaged is not written over.
func TestMemoryThatIsLostOrDamagedIsTold(t *testing.T) {
	dir := t.TempDir()
	if got := Remember(dir, true); !strings.Contains(got.Lost, "is lost") || got.Damaged {
		t.Errorf("got %q, want it to be lost", got.Lost)
	}
	file := filepath.Join(dir, "published", "people.csv")
	head := strings.Join(seenColumns, ",") + "\n"
	for text, want := range map[string]string{
		"x,y\n":                            "published/people.csv is damaged",
		head + "a,b\n":                     "published/people.csv is damaged",
		head + "a,b,c,d,e,f,many,1.0000\n": `published/people.csv:2: got "many", want a number of answers`,
	} {
		if err := put(file, []byte(text)); err != nil {
			t.Fatal(err)
		}
		m := Remember(dir, true)
		var problems diag.List
		m.Keep([]privacy.Seen{{N: 1}}, &problems)
		after, _ := os.ReadFile(file)
		if m.Lost != want || !m.Damaged || string(after) != text {
			t.Errorf("%q: got %q, want %q and the file as it was", text, m.Lost, want)
		}
	}
}
