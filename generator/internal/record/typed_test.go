package record

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/shelf"
)

// A history is a folder of exports that are added, changed, taken away and renamed.
type history struct {
	*rand.Rand
	dir   string
	src   func() *Source
	files map[string]string
	next  int
	apart bool // hardly any id comes again
}

// export is a file of some rows: ids that come again in other files, cells that cannot be
// read, stamps of every form, some of them of days to come.
func (h *history) export(asOf fact.Day) string {
	var b strings.Builder
	b.WriteString("id,opened,closed,updated,team,channel,wait,answered,csat,kind\n")
	odd := h.IntN(3) == 0
	for range 3 + h.IntN(40) {
		day := asOf.Time().AddDate(0, 0, -h.IntN(40))
		later := []string{"", "closed"}[h.IntN(2)]
		if odd && !h.apart && h.IntN(8) == 0 { // an export that was made after the day of the build, or a wrong clock
			day, later = day.AddDate(0, 0, 30), []string{"", "", "", "closed"}[h.IntN(4)]
		}
		at := day.Add(time.Duration(h.IntN(86400)) * time.Second)
		opened := []string{at.Format(time.DateTime), at.Format("2006-01-02T15:04:05Z"), at.Format("2006-01-02T15:04:05+02:00"), at.Format(time.DateOnly)}[h.IntN(4)]
		if odd && h.IntN(25) == 0 {
			opened = "yesterday"
		}
		wait := fmt.Sprint(h.IntN(300))
		switch {
		case odd && h.IntN(15) == 0:
			wait = "long"
		case h.IntN(30) == 0:
			wait = []string{"1,250", "0:04:10", "12,5", ""}[h.IntN(4)]
		}
		id := h.IntN(400)
		if h.apart && h.IntN(400) > 0 {
			h.next++
			id = 1000 + h.next
		}
		fmt.Fprintf(&b, "%d,%s,%s,%s,%s,%s,\"%s\",%s,%s,%s\n", id, opened, []string{"", at.Add(time.Hour).Format(time.DateTime)}[len(later)/6], []string{"", at.Add(2 * time.Hour).Format(time.DateTime)}[h.IntN(1+len(later)/6)],
			[]string{"North", " North", "Süd", "Su\u0308d", ""}[h.IntN(5)], []string{"phone", "chat"}[h.IntN(2)], wait, []string{"yes", "no", "maybe"}[min(2, h.IntN(60)/29)], []string{"", "1", "5", "9"}[min(3, h.IntN(100)/33)],
			[]string{"in", "test"}[h.IntN(2)])
	}
	return b.String()
}

// step changes the folder at one place.
func (h *history) step(asOf fact.Day) {
	names := sortedKeys(h.files)
	one := ""
	if len(names) > 0 {
		one = names[h.IntN(len(names))]
	}
	name := fmt.Sprintf("%03d.csv", h.IntN(1000))
	switch k := h.IntN(8); {
	case k < 4 || one == "":
		h.files[name] = h.export(asOf)
	case k == 4:
		h.files[one] = h.export(asOf)
	case k == 5:
		delete(h.files, one)
	case k == 6:
		h.files[name] = h.files[one]
		delete(h.files, one)
	case k == 7: // a line more
		h.files[one] += "7," + asOf.String() + " 10:00,,,North,phone,5,yes,4,in\n"
	}
	if len(h.files) == 0 {
		h.files[name] = h.export(asOf)
	}
}

// read reads the folder and tells all that came of it.
func (h *history) read(t *testing.T, asOf fact.Day, typed *Typed) (told string, table *Table) {
	t.Helper()
	dir, temp := t.TempDir(), t.TempDir()
	for name, text := range h.files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var problems diag.List
	files := export.Open(export.Options{Dir: dir, Files: []string{"*.csv"}, Temp: temp}, &problems)
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Read)
	}
	src := h.src()
	src.AsOf = asOf
	if typed != nil {
		k := *typed
		k.Temp, k.Sum = temp, func(name string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(h.files[name]))) }
		src.Typed = &k
		paths = append(paths, k.Files()...)
	}
	ctx := context.Background()
	db, err := engine.Open(ctx, engine.Options{Temp: temp, Files: paths})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	table, err = Load(ctx, db, src, 0, files, &problems)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if table != nil && !problems.Failed() {
		fmt.Fprintln(&b, table.Rows, table.Bad, table.Doubles, table.First, table.Last, table.Latest, table.Channels, table.Account, table.Has, table.Wide, table.bits, table.styles)
		for _, name := range []string{table.Name, table.Rejects} {
			if name == "" {
				continue
			}
			every := "*"
			if name == table.Name {
				every = table.every()
			}
			rows, err := texts(ctx, db, "SELECT rowid AS r, "+every+" FROM "+name+" ORDER BY r")
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				fmt.Fprintln(&b, strings.Join(r, "|"))
			}
			types, err := texts(ctx, db, "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '"+name+"' AND column_name <> 'rowid' ORDER BY column_index")
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&b, types)
		}
		h.ask(t, &b, db, table)
		table.Settle()
		table.Shelve()
	}
	b.WriteString(problems.String())
	return b.String(), table
}

// ask tells some sums of a table, as counting asks for them.
func (h *history) ask(t *testing.T, b *strings.Builder, db *engine.DB, table *Table) {
	t.Helper()
	asked := []fact.Asked{
		{Keys: "team, channel, day", Width: 3, Sums: []string{"count(*)", "CAST(coalesce(sum(wait_seconds), 0) AS BIGINT)"}, Where: "true"},
		{Keys: "team, channel, day", Width: 3, Sums: []string{fmt.Sprintf("count(*) FILTER (WHERE day > %d)", table.Last-3), "count(*)"}, Where: "true"}, // it is another one each day
		{Keys: "channel, answered, minute", Width: 3, Sums: []string{"count(wait_seconds)"}, Where: "answered IS NULL"},
		{Sums: []string{"count(*)", "count(minute)"}, Where: "day % 2 = 0"},
	}
	asked[2].Keys = "channel, CASE WHEN answered THEN 1 END, minute"
	if len(table.Files)%2 == 0 { // what was not asked before
		asked = append(asked, fact.Asked{Keys: "team", Width: 1, Sums: []string{"count(*)"}, Where: "true"})
	}
	s := table.Counted(t.Context(), db)
	if s.Sums == nil {
		s.Sums = func(ctx context.Context, a fact.Asked, row func(keys []any, sums []int64)) error {
			sheet, err := query(ctx, db, a, table.Name, a.Sums)
			if err == nil {
				sheet.Each(a.Sums, row)
			}
			return err
		}
	}
	for _, a := range asked {
		if err := s.Sums(t.Context(), a, func(keys []any, sums []int64) { fmt.Fprintln(b, keys, sums) }); err != nil {
			t.Fatal(err)
		}
	}
}

func sourceOf(kind string, t *testing.T, change func(*Source)) func() *Source {
	return func() *Source {
		d := of(t, kind, "")
		s := d.asks("csat").Source
		s.Columns = map[string][]string{"id": {"id"}, "opened_at": {"opened"}, "closed_at": {"closed"}, "updated_at": {"updated"}, "team": {"team"}, "channel": {"channel"}, "wait_seconds": {"wait"}, "answered": {"answered"}, "csat": {"csat"}}
		s.True, s.False = []string{"yes"}, []string{"no"}
		change(s)
		return s
	}
}

// Whatever was read before, and whatever became of it since, the records are the ones that
// reading everything anew gives: row for row, with every place and number told. In CI there are
// more histories.
func TestTypedRowsOfEarlierBuildsChangeNothing(t *testing.T) {
	seeds := uint64(1)
	if os.Getenv("SHINGLE_CI") != "" {
		seeds = 3
	}
	sources := map[string]func(*Source){
		"plain":     func(*Source) {},
		"rules":     func(s *Source) { s.Keep = map[string][]string{"kind": {"in"}} },
		"elsewhere": func(s *Source) { s.Zone = zone(t, "America/New_York") },
		"no id":     func(s *Source) { delete(s.Columns, "id") },

		"plain, ids apart":     func(*Source) {},
		"rules, ids apart":     func(s *Source) { s.Keep = map[string][]string{"kind": {"in"}} },
		"elsewhere, ids apart": func(s *Source) { s.Zone = zone(t, "America/New_York") },
	}
	for _, name := range sortedKeys(sources) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seed := range seeds {
				h := &history{Rand: rand.New(rand.NewPCG(seed, 9)), files: map[string]string{}, src: sourceOf("contacts", t, sources[name])}
				keep := &Typed{Shelf: shelf.New(filepath.Join(t.TempDir(), "records"), []byte("a secret")), Said: "here", Least: 1}
				h.apart = strings.HasSuffix(name, "apart")
				asOf, reused, summed := fact.DayOf(time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC)), int64(0), int64(0)
				for step := range 8 {
					h.step(asOf)
					asOf += fact.Day(h.IntN(12)) // the last of them are in November and in winter's time
					cold, _ := h.read(t, asOf, nil)
					warm, table := h.read(t, asOf, keep)
					if warm != cold {
						t.Fatalf("seed %d, step %d: with rows of earlier builds\n%s", seed, step, firstDifference(cold, warm))
					}
					if table != nil {
						reused += table.Reused
						summed += table.Summed
					}
				}
				if h.apart && summed == 0 {
					t.Errorf("seed %d: nothing that was counted was ever used again", seed)
				}
				if reused == 0 {
					t.Errorf("seed %d: no row was ever reused", seed)
				}
			}
		})
	}
}

// Many files of rows become one, and what is kept does not grow without end.
func TestManyBundlesBecomeOne(t *testing.T) {
	h := &history{Rand: rand.New(rand.NewPCG(3, 3)), files: map[string]string{}, src: sourceOf("contacts", t, func(*Source) {})}
	s := shelf.New(filepath.Join(t.TempDir(), "records"), []byte("a secret"))
	asOf, most := fact.DayOf(time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC)), 0
	text := "id,opened,closed,updated,team,channel,wait,answered,csat,kind\n"
	for i := range 2*tooMany + 3 {
		h.files[fmt.Sprintf("%03d.csv", i)] = text + fmt.Sprintf("%d,2026-10-%02d 09:00,,,North,phone,5,yes,5,in\n", i, 1+i%19)
		told, table := h.read(t, asOf, &Typed{Shelf: s, Said: "here", Least: 1})
		if table == nil || table.Reused != int64(i) {
			t.Fatalf("%d files: rows of the files before are read again\n%s", i, told)
		}
		most = max(most, len(s.Bundles()))
	}
	if most > tooMany+1 || len(s.Bundles()) > tooMany+1 {
		t.Errorf("there were up to %d bundles, want %d at most", most, tooMany+1)
	}
}

// What reading depends on beside the file is part of what its rows are known by.
func TestOtherWaysToReadAreOtherRows(t *testing.T) {
	h := &history{Rand: rand.New(rand.NewPCG(5, 5)), files: map[string]string{}, src: sourceOf("contacts", t, func(*Source) {})}
	asOf := fact.DayOf(time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC))
	h.files["a.csv"] = "id,opened,closed,updated,team,channel,wait,answered,csat,kind\n1,2026-10-02 09:00,,,North,phone,5,yes,5,in\n"
	s := shelf.New(filepath.Join(t.TempDir(), "records"), []byte("a secret"))
	read := func(said string, change func(*Source)) int64 {
		h.src = sourceOf("contacts", t, change)
		_, table := h.read(t, asOf, &Typed{Shelf: s, Said: said, Least: 1})
		return table.Reused
	}
	same := func(*Source) {}
	if read("here", same) != 0 || read("here", same) != 1 {
		t.Fatal("what was read before is not used again")
	}
	for what, n := range map[string]int64{
		"the program":    read("elsewhere", same),
		"the zone":       read("here", func(s *Source) { s.Zone = zone(t, "Asia/Tokyo") }),
		"missing values": read("here", func(s *Source) { s.Missing = map[string][]string{"": {"5"}} }),
		"units":          read("here", func(s *Source) { s.Units = map[string]string{"wait_seconds": "min"} }),
		"a column":       read("here", func(s *Source) { delete(s.Columns, "csat") }),
		"words":          read("here", func(s *Source) { s.True = []string{"no"}; s.False = []string{"yes"} }),
		"another secret": func() int64 {
			_, table := h.read(t, asOf, &Typed{Shelf: shelf.New(t.TempDir(), []byte("another")), Said: "here", Least: 1})
			return table.Reused
		}(),
	} {
		if n != 0 {
			t.Errorf("%s is another one, and the rows are taken for the same", what)
		}
	}
	h.src = sourceOf("contacts", t, same)
	if _, table := h.read(t, asOf, &Typed{Shelf: s, Said: "here", Least: 2}); table.Reused != 0 {
		t.Error("rows of a small source are kept")
	}
}

// firstDifference is the first line in which two texts differ, in both.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d: got  %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}

// A row of a day to come is not read; once the day is there, it is.
func TestRowsOfDaysToComeAreReadAgain(t *testing.T) {
	on := func(day int) fact.Day { return fact.DayOf(time.Date(2026, 10, day, 0, 0, 0, 0, time.UTC)) }
	for what, row := range map[string]string{"opened": "2,2026-10-25 09:00,,,", "closed": "2,2026-10-02 09:00,2026-10-25 09:00,,", "updated": "2,2026-10-02 09:00,,2026-10-25 09:00,"} {
		h := &history{files: map[string]string{}, src: sourceOf("contacts", t, func(*Source) {})}
		h.files["a.csv"] = "id,opened,closed,updated,team,channel,wait,answered,csat,kind\n1,2026-10-02 09:00,,,North,phone,5,yes,5,in\n" + row + "North,phone,5,yes,5,in\n"
		keep := &Typed{Shelf: shelf.New(filepath.Join(t.TempDir(), "records"), []byte("a secret")), Said: "here", Least: 1}
		var bad []int64
		for _, day := range []int{20, 26, 27, 22, 27} { // and a build of an earlier day
			cold, _ := h.read(t, on(day), nil)
			warm, table := h.read(t, on(day), keep)
			if warm != cold {
				t.Errorf("%s, on %s: %s", what, on(day), firstDifference(cold, warm))
			}
			bad = append(bad, table.Bad, table.Reused)
		}
		if want := []int64{1, 0, 0, 0, 0, 2, 1, 0, 0, 2}; !slices.Equal(bad, want) {
			t.Errorf("%s: bad and reused rows are %v, want %v", what, bad, want)
		}
	}
}
