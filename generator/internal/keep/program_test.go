package keep

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Programs are told apart by their content: one that says something else has another build
// ID, one that was built of the same has the same.
func TestProgramsAreKnownByTheirContent(t *testing.T) {
	t.Parallel()
	made := func(text string) string {
		dir := t.TempDir()
		for name, text := range map[string]string{"main.go": "package main\n\nfunc main() { println(" + text + ") }\n", "go.mod": "module said\n"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		c := exec.Command("go", "build", "-trimpath", "-o", "said", ".")
		c.Dir = dir
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		return buildID(filepath.Join(dir, "said"))
	}
	one, same, other := made(`"a"`), made(`"a"`), made(`"b"`)
	if strings.Count(one, "/") != 3 || one != same || one == other {
		t.Errorf("the IDs are %q, %q and of another %q", one, same, other)
	}
	for _, none := range []string{"program.go", ".", "nowhere"} {
		if id := buildID(none); id != "" {
			t.Errorf("%s has the ID %q", none, id)
		}
	}
}
