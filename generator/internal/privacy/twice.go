package privacy

import (
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

// A Shared is a question that two sources asked of the same people.
type Shared struct {
	A, B         string // the sources
	AsksA, AsksB string // what each calls the question
	Perhaps      bool   // they read one file; whether it is the same people is not known
	Ties         []Tie  // by how the two group people; nil: not known
}

// A Tie is how many people one group of the first source has in common with one of the
// second; "" stands for those whom the other source does not have.
type Tie struct {
	A, B   string
	People int64
}

// twice refuses sources that group the same people in two ways, each unknown to the other. What the
// one shows less what the other does must be of enough people, whichever of their groups are taken
// together; and where one of them withholds something, or tells of few people, the other may tell the rest.
func (in *Inspection) twice(at diag.Place, problems *diag.List) {
	told := map[[2]string]bool{}
	for _, s := range in.o.Shared {
		pair := [2]string{s.A, s.B}
		f, g := in.reading(s.A, s.AsksA), in.reading(s.B, s.AsksB)
		if told[pair] || f == nil || g == nil {
			continue
		}
		const hint = "leave one of them out, or make one source of them that groups people in one way"
		switch few := differ(s.Ties); {
		case f.withholds() || g.withholds():
			told[pair] = true
			problems.AddHint(at, hint, "sources %q and %q read the same answers in two groupings, and some groups are withheld to protect people: the one may tell what the other hides", s.A, s.B)
		case s.Perhaps && !f.tellsFew() && !g.tellsFew():
		case s.Ties == nil:
			told[pair] = true
			problems.AddHint(at, hint+`, or tell by ids, in both, whose answers they are; accept = ["overlap: they are others"] of a source says that they only look alike`, "sources %q and %q hold the same answers in two groupings, and nothing tells whose: the one less the other may tell what a few people answered", s.A, s.B)
		case f.tellsFew() || g.tellsFew():
			told[pair] = true
			problems.AddHint(at, hint, "sources %q and %q read the same answers, and some groups are of fewer than %d people: two scores may tell what each of them answered", s.A, s.B, fewFaces)
		case few < fewFaces:
			told[pair] = true
			problems.AddHint(at, hint, "sources %q and %q tell of the same people in two groupings that differ by %d people, want none or at least %d: the one less the other tells what those answered", s.A, s.B, few, fewFaces)
		}
	}
}

// reading is the family in which a question of a source is told.
func (in *Inspection) reading(source, question string) *family {
	for _, f := range in.families {
		if slices.ContainsFunc(f.subjects, func(s subject) bool {
			return slices.Contains(s.sources, source) && slices.ContainsFunc(strings.Split(s.question, "\x00"), func(q string) bool { return strings.EqualFold(q, question) })
		}) {
			return f
		}
	}
	return nil
}

func (f *family) withholds() bool {
	for _, l := range f.lines() {
		if l.Reason == Protected {
			return true
		}
	}
	return false
}

// tellsFew tells whether a line is shown of so few people that it is told with care.
func (f *family) tellsFew() bool {
	for _, l := range f.lines() {
		if l.Shown() && l.N > 0 && people(l) < fewFaces {
			return true
		}
	}
	return false
}

// mostNodes is of how many groups it is worked out by how few people their sums differ.
const mostNodes = 400

// differ is by how few people, but not by none, a sum of groups of the one source can differ from a
// sum of groups of the other: people are edges between two groups, and such a difference cuts some of
// them. It is the least cut of what hangs together; of groups of which none can be told, very many.
func differ(ties []Tie) int64 {
	at := map[string]int{}
	node := func(name string) int {
		if i, ok := at[name]; ok {
			return i
		}
		at[name] = len(at)
		return len(at) - 1
	}
	type edge struct{ a, b int }
	edges := map[edge]int64{}
	for _, t := range ties {
		a, b := "a"+t.A, "b"+t.B
		if t.A == "" { // those outside are no group that anything is told of
			a = ""
		}
		if t.B == "" {
			b = ""
		}
		edges[edge{node(a), node(b)}] += t.People
	}
	weight := make([][]int64, len(at))
	if len(at) > mostNodes {
		return 1
	}
	for i := range weight {
		weight[i] = make([]int64, len(at))
	}
	for e, n := range edges {
		if e.a != e.b {
			weight[e.a][e.b] += n
			weight[e.b][e.a] += n
		}
	}
	least := int64(1 << 60)
	for _, part := range together(weight) {
		least = min(least, cutOf(weight, part))
	}
	return least
}

// together are the nodes that hang together.
func together(weight [][]int64) (all [][]int) {
	seen := make([]bool, len(weight))
	for i := range weight {
		if seen[i] {
			continue
		}
		seen[i] = true
		part := []int{i}
		for n := 0; n < len(part); n++ {
			for j, w := range weight[part[n]] {
				if w > 0 && !seen[j] {
					seen[j] = true
					part = append(part, j)
				}
			}
		}
		all = append(all, part)
	}
	return all
}

// cutOf is the least cut of some nodes (Stoer and Wagner).
func cutOf(weight [][]int64, nodes []int) int64 {
	w := make([][]int64, len(nodes))
	for i, a := range nodes {
		w[i] = make([]int64, len(nodes))
		for j, b := range nodes {
			w[i][j] = weight[a][b]
		}
	}
	left := make([]int, len(nodes))
	for i := range left {
		left[i] = i
	}
	least := int64(1 << 60)
	for len(left) > 1 {
		in, sum := make([]bool, len(nodes)), make([]int64, len(nodes))
		last, before := -1, -1
		for range left {
			next := -1
			for _, i := range left {
				if !in[i] && (next < 0 || sum[i] > sum[next]) {
					next = i
				}
			}
			in[next] = true
			last, before = next, last
			for _, i := range left {
				sum[i] += w[next][i]
			}
		}
		least = min(least, sum[last]-w[last][last])
		for _, i := range left {
			w[before][i] += w[last][i]
			w[i][before] = w[before][i]
		}
		w[before][before] = 0
		left = slices.DeleteFunc(left, func(i int) bool { return i == last })
	}
	return least
}
