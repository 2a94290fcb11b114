package page

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// What is said of a control chart is held against its months by rules of its own: "than usual
// since" only of months outside the limits without a break, up to now, and "again" of all that lie
// outside, with a break; "back" only after such
// months and not outside now; "side" only where nothing since was outside; "usual" only if no
// month is marked.
func TestWhatIsSaidOfTheUsualIsTrue(t *testing.T) {
	random := rand.New(rand.NewPCG(21, 22))
	seen := map[string]int{}
	for round := range 5000 {
		marks := randomMarks(random)
		key, at := standing(marks)
		kind, way, _ := strings.Cut(strings.TrimPrefix(key, "finding_"), "_")
		seen[kind]++
		end := len(marks) - 1
		wrong := func(why string) { t.Fatalf("round %d: %s %v of %+v: %s", round, key, at, marks, why) }
		any := slices.ContainsFunc(marks, func(m marked) bool { return m.way != "" })
		for _, i := range at {
			if marks[i].way == "" {
				wrong("a month that is usual")
			}
		}
		switch kind {
		case "usual":
			if any {
				wrong("some month is not usual")
			}
		case "stood":
			if marks[end].way != "" || !any {
				wrong("now it is not usual")
			}
		case "signal":
			for i := at[0]; i <= end; i++ {
				if marks[i].way != way || i > at[0] && marks[i].parted || marks[end].outside && !marks[i].outside {
					wrong("not without a break")
				}
			}
			if marks[end].outside && at[0] > 0 && !marks[at[0]].parted && marks[at[0]-1].way == way && marks[at[0]-1].outside {
				wrong("not the first")
			}
			if at[0] == end {
				wrong("a month is no run")
			}
		case "only":
			if at[0] != end || marks[end].way != way {
				wrong("not the newest month")
			}
			if before := end - 1; before >= 0 && !marks[end].parted && marks[before].way == way && (marks[before].outside || !marks[end].outside) {
				wrong("a run, and no month by itself")
			}
		case "again":
			gap := false
			for i := at[0]; i <= end; i++ {
				told := slices.Contains(at, i)
				if marks[i].way != way || i > at[0] && marks[i].parted || told != marks[i].outside {
					wrong("of another way, with a gap, or not all that lie outside")
				}
				gap = gap || !told
			}
			if at[len(at)-1] != end || !gap {
				wrong("not now, or a run without a break")
			}
		case "back":
			for _, i := range at {
				if !marks[i].outside || marks[i].way != way || i == end {
					wrong("not outside")
				}
			}
			if marks[end].outside || marks[end].way != way || !marks[end].side {
				wrong("not back, or on no side")
			}
		case "side":
			for i := at[0]; i <= end; i++ {
				if marks[i].way != way || marks[i].outside || i > at[0] && marks[i].parted {
					wrong("outside, or on no side")
				}
			}
			if !marks[end].side {
				wrong("no run on one side")
			}
		default:
			wrong("a sentence that the rules do not know")
		}
	}
	for _, kind := range []string{"usual", "stood", "signal", "only", "again", "back", "side"} {
		if seen[kind] == 0 {
			t.Errorf("no chart has led to %q", kind)
		}
	}
}

func randomMarks(random *rand.Rand) []marked {
	marks := make([]marked, 1+random.IntN(20))
	var m marked
	quiet := random.IntN(6) == 0
	for i := range marks {
		if random.IntN(3) == 0 && !quiet {
			m.way = []string{"", "better", "worse"}[random.IntN(3)]
		}
		marks[i] = marked{way: m.way, outside: m.way != "" && random.IntN(3) == 0, side: m.way != "" && random.IntN(2) == 0, parted: i > 0 && random.IntN(12) == 0}
	}
	return marks
}
