package fact_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// counts reads rows as one source of several files.
func counts(t testing.TB, files ...[][]string) *counted {
	t.Helper()
	d := &desk{metrics: phone()}
	s := d.source(t, "calls", "contacts", "", "csat")
	s.files = map[string]string{}
	for i, rows := range files {
		s.files[string(rune('a'+i))+".csv"] = asCSV(rows, ",")
	}
	return d.count(t)
}

// distinct gives rows of which no two have one id.
func distinct(rows [][]string) [][]string {
	seen := map[string]bool{}
	return slices.DeleteFunc(rows, func(r []string) bool {
		again := seen[r[0]]
		seen[r[0]] = true
		return again
	})
}

func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	for seed := range uint64(4) {
		rows := distinct(calls(400, seed))
		want := counts(t, rows)
		random := rand.New(rand.NewPCG(seed, 1))
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		got := counts(t, rows)
		if d := differ(got.whole(), want.whole()); d != "" {
			t.Errorf("seed %d:\n%s", seed, d)
		}
		if !reflect.DeepEqual(got.profile, want.profile) {
			t.Errorf("seed %d: the week's profile differs", seed)
		}
	}
}

func TestPartsMergeToTheWhole(t *testing.T) {
	for seed := range uint64(4) {
		rows := distinct(calls(400, seed+10))
		want := counts(t, rows).whole()
		for _, cut := range []int{1, 150, 399} {
			cut = min(cut, len(rows)-1)
			sum := counts(t, rows[:cut]).whole()
			for k, n := range counts(t, rows[cut:]).whole() {
				sum[k] += n
			}
			if d := differ(sum, want); d != "" {
				t.Errorf("seed %d cut at %d: added up\n%s", seed, cut, d)
			}
			if d := differ(counts(t, rows[:cut], rows[cut:]).whole(), want); d != "" {
				t.Errorf("seed %d cut at %d: in two files\n%s", seed, cut, d)
			}
		}
	}
}

// Everything that was offered is in exactly one of the ways contacts leave a queue, and
// each segment's counts are part of the whole.
func TestEveryContactLeavesTheQueueOneWay(t *testing.T) {
	c := counts(t, distinct(calls(600, 3)))
	offered := c.sum("volume", 0)
	var left int64
	for _, way := range []int{0, 2, 5, 7} { // answered, abandoned, flow-outs, other
		left += c.sum("service_level", way)
	}
	if left != offered {
		t.Errorf("got %d, want all %d", left, offered)
	}
	if in, all := c.sum("service_level", 1), c.sum("service_level", 0); in > all || in == 0 {
		t.Errorf("got %d answered in time of %d", in, all)
	}
	var slots int64
	for _, l := range c.profile.Loads {
		if l.Team == "" && l.Channel == "" {
			slots += l.Offered
		}
	}
	if slots != offered {
		t.Errorf("the week's profile holds %d, want %d", slots, offered)
	}
}
