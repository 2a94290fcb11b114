package ledger

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var sums = []string{"n", "w"}

// summed groups rows of a team (nil: none), a day and a number, as the engine does.
func summed(rows [][3]any) *Sheet {
	type key struct{ team, day any }
	all := map[key][]int64{}
	for _, r := range rows {
		k := key{r[0], r[1]}
		if all[k] == nil {
			all[k] = make([]int64, 2)
		}
		all[k][0]++
		all[k][1] += r[2].(int64)
	}
	keys := slices.Collect(maps.Keys(all))
	slices.SortFunc(keys, func(a, b key) int {
		text := func(k key) string { // what is not known comes last
			team := "1"
			if k.team != nil {
				team = "0" + k.team.(string)
			}
			return fmt.Sprintf("%s\x00%020d", team, k.day)
		}
		return strings.Compare(text(a), text(b))
	})
	s := New(2, sums)
	for _, k := range keys {
		s.Add([]any{k.team, k.day}, sums, all[k])
	}
	return s
}

func told(s *Sheet) string {
	var b strings.Builder
	s.Each(sums, func(keys []any, values []int64) { fmt.Fprintln(&b, keys, values) })
	return b.String()
}

// What is summed of some rows and of others, written, read and added up, is what is summed of all.
func TestPartsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 7))
	for round := range 300 {
		var all, some, others [][3]any
		for range random.IntN(40) {
			row := [3]any{[]any{nil, "North", "Süd", "Zoo", ""}[random.IntN(5)], int64(random.IntN(3)), int64(random.IntN(100) - 20)}
			all = append(all, row)
			if random.IntN(3) == 0 {
				some = append(some, row)
			} else {
				others = append(others, row)
			}
		}
		var file bytes.Buffer
		if err := (Book{"asked": summed(some)}).Write(&file); err != nil {
			t.Fatal(err)
		}
		book, err := Read(&file)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range []*Sheet{book["asked"].Plus(summed(others), sums), summed(others).Plus(book["asked"], sums)} {
			if want := told(summed(all)); told(got) != want {
				t.Fatalf("round %d: got\n%swant\n%s", round, told(got), want)
			}
		}
	}
}

// Half a book, or what is none, is an error and no panic; a whole one is what was written.
func TestDamagedBookIsNone(t *testing.T) {
	book := Book{
		"by team": summed([][3]any{{"North", int64(1), int64(5)}, {nil, int64(2), int64(-7)}, {"North", int64(2), int64(1 << 40)}}),
		"of all":  New(0, []string{"n"}),
	}
	book["of all"].Add(nil, []string{"n"}, []int64{3})
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	got, err := Read(bytes.NewReader(whole))
	if err != nil || !reflect.DeepEqual(got, book) {
		t.Fatalf("got %v, %v, want %v", got, err, book)
	}
	for n := range whole {
		if _, err := Read(bytes.NewReader(whole[:n])); err == nil {
			t.Fatalf("the first %d of %d bytes are a book", n, len(whole))
		}
	}
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 0xff
		Read(bytes.NewReader(bad))
	}
}

func TestWhatIsLackingIsNamed(t *testing.T) {
	s := New(0, []string{"a", "b"})
	if got := s.Lacks([]string{"b", "c", "a", "d"}); !slices.Equal(got, []string{"c", "d"}) {
		t.Errorf("got %q, want c and d", got)
	}
}
