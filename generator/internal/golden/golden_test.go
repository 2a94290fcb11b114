package golden

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// recorder stands in for a test that Check may fail.
type recorder struct {
	testing.TB
	said string
}

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.said += fmt.Sprintf(format, args...)
}

func TestCheckComparesAndRewrites(t *testing.T) {
	t.Chdir(t.TempDir())
	check := func(got string) string {
		r := &recorder{TB: t}
		Check(r, "testdata/a.txt", []byte(got))
		return r.said
	}

	t.Setenv("UPDATE", "")
	if said := check("one\ntwo\n"); !strings.Contains(said, "UPDATE=1") {
		t.Errorf("missing golden: got %q, want a failure with its remedy", said)
	}
	t.Setenv("UPDATE", "1")
	if said := check("one\ntwo\n"); said != "" {
		t.Errorf("rewriting: got %q, want silence", said)
	}
	if got, err := os.ReadFile("testdata/a.txt"); err != nil || string(got) != "one\ntwo\n" {
		t.Errorf("rewritten file: got %q, %v", got, err)
	}
	t.Setenv("UPDATE", "")
	if said := check("one\ntwo\n"); said != "" {
		t.Errorf("same bytes: got %q, want silence", said)
	}
	if said := check("one\ntwos\n"); !strings.Contains(said, "line 2") {
		t.Errorf("other bytes: got %q, want the line", said)
	}
	if said := check("one\n"); !strings.Contains(said, "line 2") {
		t.Errorf("fewer bytes: got %q, want the line", said)
	}
}
