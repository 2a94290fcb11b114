package export

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shingle/generator/internal/diag"
)

// notes remember what was found, and count what was asked.
type notes map[string]string

func (n notes) Found(path, what string) (string, bool) {
	found, ok := n[path+"\n"+what]
	return found, ok
}

func (n notes) Find(path, what, found string) { n[path+"\n"+what] = found }

// A file is told the same of when it is known and when it is looked through: as long as its records are plain,
// and it is read in the same way.
func TestWhatIsKnownOfAFileIsWhatIsInIt(t *testing.T) {
	dir := t.TempDir()
	rows := func(n int, line string) string { return strings.Repeat(line, n) }
	for name, text := range map[string]string{
		"plain.csv":  "id,team\n" + rows(20_000, "17,North\n"),
		"few.csv":    "id,team\n" + rows(20, "17,North\n"),
		"quoted.csv": "id,team\r\n" + rows(15_000, "17,\"No, \r\nnorth\"\r\n"),
		"ragged.csv": "id,team\n" + rows(20_000, "17,North\n") + "18\n",
		"mixed.csv":  "id,team\n" + rows(20_000, "17,North\r\n") + "18,South\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		known := notes{}
		var told []string
		for range 2 {
			var problems diag.List
			var seen Seen
			files := Open(Options{Dir: dir, Files: []string{name}, Temp: t.TempDir(), Memory: known, Seen: &seen}, &problems)
			if len(files) != 1 {
				t.Fatalf("%s: %v", name, problems)
			}
			f := files[0]
			told = append(told, fmt.Sprint(f.Columns, f.Rows, f.RaggedRows, f.Longest, f.Skip, f.Comma, f.Read == filepath.Join(dir, name), seen.Rows.Load() > 0 || name == "few.csv"))
		}
		if told[0] != told[1] {
			t.Errorf("%s: got %s once it is known, want %s", name, told[1], told[0])
		}
		if want := name == "plain.csv" || name == "quoted.csv"; (len(known) > 0) != want {
			t.Errorf("%s: is remembered: %v, want %v", name, len(known) > 0, want)
		}
	}
}

// What is remembered of a file that is read in another way, or cannot be understood, is of no use.
func TestWhatIsKnownIsOfTheSameWayOfReading(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "calls.csv")
	if err := os.WriteFile(name, []byte("a report\nid,team\n"+strings.Repeat("17,North\n", 12_000)), 0o644); err != nil {
		t.Fatal(err)
	}
	known := notes{}
	count := func(o Options) int {
		t.Helper()
		var problems diag.List
		o.Dir, o.Files, o.Temp, o.Memory = dir, []string{"calls.csv"}, t.TempDir(), known
		files := Open(o, &problems)
		if len(files) != 1 {
			t.Fatal(problems)
		}
		return files[0].Rows
	}
	if got := count(Options{SkipRows: 1}); got != 12_000 {
		t.Errorf("below the second line: got %d rows, want 12000", got)
	}
	if got := count(Options{SkipRows: 2}); got != 11_999 {
		t.Errorf("below the third: got %d rows, want 11999", got)
	}
	for key := range known {
		known[key] = "1 2"
	}
	if got := count(Options{SkipRows: 1}); got != 12_000 {
		t.Errorf("of half a note: got %d rows, want 12000", got)
	}
}
