package export

import (
	"os"
	"path/filepath"
	"testing"

	"shingle/generator/internal/diag"
)

func TestAFileIsReadByItsOwnName(t *testing.T) {
	for _, name := range []string{"x [Q3].csv", "x {a}.csv", "a*.csv", "what?.csv", `b\c.csv`} {
		dir := filepath.Join(t.TempDir(), "of [2026]")
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("a,b\n1,2\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, glob := range []string{name, "*.csv"} {
			problems := &diag.List{}
			files := Open(Options{Dir: dir, Files: []string{glob}, Temp: t.TempDir()}, problems)
			if len(files) != 1 || files[0].Path != name {
				t.Errorf("%q by %q: got %d files, and %s", name, glob, len(files), problems)
			}
		}
	}
}

func TestTheSeparatorMayStandInTheFirstLine(t *testing.T) {
	for _, text := range []string{"sep=;\r\na;b\r\n1;2\r\n", "\ufeffsep=|\na|b\n1|2\n", "\"sep=;\"\na;b\n1;2\n", "SEP=\t\na\tb\n1\t2\n"} {
		for _, skip := range []int{0, 1} {
			f, problems := opened(t, "x.csv", text, Options{SkipRows: skip})
			if f == nil {
				t.Errorf("%q: got %s", text, problems)
				continue
			}
			if got, want := texts(t, f), "1|2\n"; got != want {
				t.Errorf("%q: got %q, want %q", text, got, want)
			}
		}
	}
}

func TestFurtherRowsOfNamesArePassedOver(t *testing.T) {
	text := "Q1,b\n\"How was\nit?\",text\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\",x\n5,2\n"
	f, problems := opened(t, "x.csv", text, Options{HeaderRows: 3})
	if f == nil {
		t.Fatal(problems)
	}
	if got, want := texts(t, f), "5|2\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	cells, err := f.Cells([]Spot{{0, 0}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := cells[0].Place.String(), "x.csv:5:1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
