package record

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
)

// A crew is people of a department and a site, and what each answered.
type crew []struct {
	id, department, site string
	answers              []int
}

func aCrew(random *rand.Rand, n, questions int) crew {
	c := make(crew, n)
	for i := range c {
		c[i].id, c[i].department, c[i].site = fmt.Sprint("p", i), string(rune('A'+random.IntN(3))), []string{"North", "South"}[random.IntN(2)]
		for range questions {
			c[i].answers = append(c[i].answers, 1+random.IntN(5))
		}
	}
	return c
}

// export writes some of them by department or site, with ids or without, in any order.
func (c crew) export(random *rand.Rand, by, id string, questions ...string) string {
	var rows []string
	for _, p := range c {
		row := "2026-Q3"
		if id != "" {
			row += "," + strings.Replace(p.id, "p", id, 1)
		}
		switch by {
		case "department":
			row += "," + p.department
		case "site":
			row += "," + p.site
		}
		for i := range questions {
			row += fmt.Sprint(",", p.answers[i])
		}
		rows = append(rows, row+"\n")
	}
	random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	head := "wave"
	if id != "" {
		head += ",respondent"
	}
	if by != "" {
		head += ",group"
	}
	return head + "," + strings.Join(questions, ",") + "\n" + strings.Join(rows, "")
}

// bothOf loads two exports and looks for people in both.
func bothOf(t *testing.T, kind, a, b string, questions ...string) (found []Both, again int64) {
	t.Helper()
	var desks []*desk
	var files [][]*export.File
	var paths []string
	temp := t.TempDir()
	for i, text := range []string{a, b} {
		d := of(t, kind, "").asks(questions...)
		d.Name = string(rune('a' + i))
		dir, temp := t.TempDir(), t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "x.csv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		opened := export.Open(export.Options{Dir: dir, Files: []string{"*"}, Temp: temp}, &d.problems)
		for _, f := range opened {
			paths = append(paths, f.Read)
		}
		desks, files = append(desks, d), append(files, opened)
	}
	db, err := engine.Open(t.Context(), engine.Options{Temp: temp, Files: paths})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var tables []*Table
	for i, d := range desks {
		table, err := Load(t.Context(), db, d.Source, i, files[i], &d.problems)
		if err != nil || d.problems.Failed() {
			t.Fatal(err, d.said())
		}
		tables = append(tables, table)
	}
	if found, err = tables[0].Both(t.Context(), db, tables[1], false); err != nil {
		t.Fatal(err)
	}
	if again, err = tables[0].Again(t.Context(), db, tables[1]); err != nil {
		t.Fatal(err)
	}
	return found, again
}

// The same people in two exports are found by their ids, or by what they answered; others are not,
// though their ids may be the same.
func TestTheSamePeopleInTwoSourcesAreFound(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	c, others := aCrew(random, 60, 3), aCrew(random, 60, 3)
	for _, test := range []struct {
		what, a, b string
		known      bool
		want       int // questions
		ties       bool
	}{
		{"by ids", c.export(random, "department", "p", "q", "r"), c.export(random, "site", "p", "q", "r"), true, 2, true},
		{"by ids, other names of questions", c.export(random, "department", "p", "q"), c.export(random, "site", "p", "morale"), true, 1, true},
		{"by ids, some are missing", c.export(random, "department", "p", "q"), c[:40].export(random, "site", "p", "q"), true, 1, true},
		{"ids of another kind, the same answers", c.export(random, "department", "p", "q", "r", "s"), c.export(random, "site", "x", "q", "r", "s"), false, 3, false},
		{"no ids", c.export(random, "department", "", "q", "r", "s"), c.export(random, "site", "", "q", "r", "s"), false, 3, false},
		{"no ids, four are missing", c.export(random, "department", "", "q", "r", "s"), c[:56].export(random, "site", "", "q", "r", "s"), false, 3, false},
		{"no ids, one question", c.export(random, "department", "", "q"), c.export(random, "site", "", "q"), false, 1, false},
		{"no ids, and one groups nobody", c.export(random, "department", "", "q"), c.export(random, "", "", "q"), false, 1, true},
		{"no ids, another name of the question", c.export(random, "department", "", "q"), c.export(random, "site", "", "morale"), false, 1, false},
		{"others", c.export(random, "department", "", "q", "r"), others.export(random, "site", "", "q", "r"), false, 0, false},
		{"others of the same ids", c.export(random, "department", "p", "q", "r"), others.export(random, "site", "p", "q", "r"), false, 0, false},
		{"few others", c[:12].export(random, "department", "", "q"), others[:12].export(random, "site", "", "q"), false, 0, false},
	} {
		found, again := bothOf(t, "employees", test.a, test.b, "q", "r", "s", "morale")
		if len(found) != test.want {
			t.Errorf("%s: found %d questions, want %d", test.what, len(found), test.want)
		}
		if again > 0 {
			t.Errorf("%s: %d records are there again, though none has an id", test.what, again)
		}
		for _, b := range found {
			if b.Known != test.known || (b.Ties != nil) != test.ties {
				t.Errorf("%s: known %v, ties %v; want %v, %v", test.what, b.Known, b.Ties, test.known, test.ties)
			}
			if groups := len(b.Ties); test.ties && groups < 3 {
				t.Errorf("%s: %d ties, want one for each two groups", test.what, groups)
			}
			var people int64
			for _, tie := range b.Ties {
				people += tie.People
			}
			if people != 60 && b.Ties != nil {
				t.Errorf("%s: ties of %d people, want 60", test.what, people)
			}
		}
	}
}

// Records that two sources hold are found by id and time, or, without ids, by days that are alike.
func TestRecordsOfTwoSourcesAreThereAgain(t *testing.T) {
	calls := func(from, n int, head string, id func(i int) string, later int) string {
		text := "opened_at,wait_seconds" + head + "\n"
		for i := from; i < from+n; i++ {
			text += fmt.Sprintf("2026-10-%02d %02d:%02d:00,%d%s\n", 1+i%20, 8+i%9, (i*7+later)%60, 5+i%40, id(i))
		}
		return text
	}
	id := func(i int) string { return fmt.Sprint(",", i) }
	none := func(int) string { return "" }
	for _, test := range []struct {
		what, a, b string
		want       int64
	}{
		{"the same", calls(0, 60, ",id", id, 0), calls(0, 60, ",id", id, 0), 60},
		{"a half of them", calls(0, 60, ",id", id, 0), calls(30, 60, ",id", id, 0), 30},
		{"other calls of the same numbers", calls(0, 60, ",id", id, 0), calls(0, 60, ",id", id, 13), 0},
		{"others", calls(0, 60, ",id", id, 0), calls(60, 60, ",id", id, 0), 0},
		{"the same, no ids", calls(0, 60, "", none, 0), calls(0, 60, "", none, 0), 60},
		{"others, no ids", calls(0, 60, "", none, 0), calls(0, 60, "", none, 13), 0},
	} {
		if _, again := bothOf(t, "contacts", test.a, test.b); again != test.want {
			t.Errorf("%s: %d are there again, want %d", test.what, again, test.want)
		}
	}
}
