package export

import (
	"path/filepath"
	"slices"
	"testing"

	"shingle/generator/internal/diag"
)

// FuzzOpenCSV opens any bytes: nothing panics, every problem has a place, the rows
// counted are the rows found again, and a rewritten file says the same.
func FuzzOpenCSV(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "a;b\r\n1;2\r\n", "a\tb\n\"x\ny\"\t2\n", "\ufeffa,b\n1,2", "a,b\n1,\"2\n", "a,b\n \"1\" ,2\n5\" x,3\n",
		"a\n1\n\n2\n", "a,b\r1,2\r", "a,b\n1\n1,2,3\n", "\xff\xfea\x00,\x00b\x00\n\x001\x00,\x002\x00", "a,b\n\x00,\xff\n", "", "\n\n", "\"", "a,b\n\"1\"\"\",2\n",
	} {
		f.Add([]byte(seed), 0)
	}
	f.Add([]byte("title\na,b\n1,2\n"), 1)
	f.Fuzz(func(t *testing.T, text []byte, skip int) {
		dir, temp := t.TempDir(), t.TempDir()
		put(t, dir, "x.csv", string(text))
		var problems diag.List
		files := Open(Options{Dir: dir, Temp: temp, Files: []string{"x.csv"}, SkipRows: max(0, min(skip, 3))}, &problems)
		for _, p := range problems.Sorted() {
			if p.Place.File != "x.csv" || p.Place.Line < 0 {
				t.Errorf("%s has no place", p)
			}
		}
		if len(files) == 0 {
			if !problems.Failed() {
				t.Error("no file and no mistake")
			}
			return
		}
		file := files[0]
		if file.Rows == 0 || len(file.Columns) == 0 {
			return
		}
		rewritten := ""
		if filepath.Dir(file.Read) == temp && filepath.Base(file.Read)[0] == 'r' {
			again := *file
			again.place = csvPlace{o: Options{Delimiter: ","}, path: "x.csv", plain: file.Read}
			rewritten = texts(t, &again)
		}
		plain := texts(t, file)
		if rewritten != "" && rewritten != plain {
			t.Errorf("rewritten it says %q, want %q", rewritten, plain)
		}
	})
}

// FuzzOpenJSON opens any bytes as JSON.
func FuzzOpenJSON(f *testing.F) {
	for _, seed := range []string{`[{"a":1}]`, "{\"a\":1}\n{\"b\":[1,{}]}", `[`, `[1]`, `{"a":"\u0000"}`, "\ufeff[]", `[{"a":1},]`, `{"":null}`, `{"a":1,"a":2}`, "null"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file, problems := opened(t, "x.json", string(text), Options{})
		for _, p := range problems.Sorted() {
			if p.Place.File != "x.json" {
				t.Errorf("%s has no place", p)
			}
		}
		if file == nil {
			return
		}
		texts(t, file)
		names := slices.Clone(file.Columns)
		slices.Sort(names)
		if len(slices.Compact(names)) != len(file.Columns) {
			t.Errorf("got columns %q, want each once", file.Columns)
		}
	})
}
