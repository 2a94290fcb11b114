package publish

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// die is what the end of its process does to a build: nothing is tidied up, and the
// lock's file is closed.
func die(t *Target) { t.lock.Drop() }

// A build is stopped between each two of its steps. The live folder is then a whole
// site, the old or the new one, and the next build clears what is left.
func TestBuildStoppedAtAnyStep(t *testing.T) {
	half := func(b *Target) error {
		n := 0
		for name, text := range site("new") {
			if n++; n > 30 {
				return nil
			}
			if err := b.Put(name, text); err != nil {
				return err
			}
		}
		return nil
	}
	write := func(b *Target) error { _, err := b.Write(site("new")); return err }
	swap := func(b *Target) error { return exchange(b.stage, b.dir, b.old) }
	forget := func(dir func(*Target) string) func(*Target) error { // half of a folder is deleted
		return func(b *Target) error {
			for i := range 30 {
				if err := os.RemoveAll(filepath.Join(dir(b), "teams", fmt.Sprintf("team-%02d", i))); err != nil {
					return err
				}
			}
			return nil
		}
	}
	stage, old := func(b *Target) string { return b.stage }, func(b *Target) string { return b.old }
	oldAside := func(b *Target) error { return os.Rename(b.dir, b.old) }
	newIn := func(b *Target) error { return os.Rename(b.stage, b.dir) }
	tests := []struct {
		what  string
		steps []func(*Target) error
		live  string // at once
		next  string // when the next build begins
	}{
		{"after the lock", nil, "old", "old"},
		{"while writing", []func(*Target) error{half}, "old", "old"},
		{"after writing", []func(*Target) error{write}, "old", "old"},
		{"after waiting for the disk", []func(*Target) error{write, func(b *Target) error { return settle(b.stage) }}, "old", "old"},
		{"after the exchange", []func(*Target) error{write, swap}, "new", "new"},
		{"while deleting the old site", []func(*Target) error{write, swap, forget(stage)}, "new", "new"},
		{"after deleting the old site", []func(*Target) error{write, swap, func(b *Target) error { return os.RemoveAll(b.stage) }}, "new", "new"},
		{"without an exchange, between its two steps", []func(*Target) error{write, oldAside}, "", "old"},
		{"without an exchange, after its two steps", []func(*Target) error{write, oldAside, newIn}, "new", "new"},
		{"without an exchange, while deleting the old site", []func(*Target) error{write, oldAside, newIn, forget(old)}, "new", "new"},
	}
	for _, test := range tests {
		parent := t.TempDir()
		dir := filepath.Join(parent, "public")
		build(t, dir, "old")
		b, err := Lock(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range test.steps {
			if err := step(b); err != nil {
				t.Fatalf("%s: %v", test.what, err)
			}
		}
		die(b)
		if got, err := generation(dir); err != nil || got != test.live {
			t.Errorf("%s: got %q, %v, want %q", test.what, got, err, test.live)
		}
		next, err := Lock(dir)
		if err != nil {
			t.Errorf("%s: the next build: %v", test.what, err)
			continue
		}
		if got, err := generation(dir); err != nil || got != test.next {
			t.Errorf("%s: the next build finds %q, %v, want %q", test.what, got, err, test.next)
		}
		if got, want := beside(t, parent), ".public.lock public"; got != want {
			t.Errorf("%s: the next build finds %s, want %s", test.what, got, want)
		}
		if err := next.Close(); err != nil {
			t.Fatal(err)
		}
		build(t, dir, "newer")
		is(t, dir, "newer")
	}
}

// The first build of all has no site to exchange with.
func TestFirstBuildStopped(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	b, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Write(site("new")); err != nil {
		t.Fatal(err)
	}
	die(b)
	is(t, dir, "")
	build(t, dir, "newer")
	is(t, dir, "newer")
	if got, want := beside(t, parent), "public"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A build that is killed before its marker is whole does not keep the next one from its name; what
// else lies there is somebody's.
func TestBuildStoppedAtItsMarker(t *testing.T) {
	for _, test := range []struct{ marker, beside, want string }{
		{"", "", ""}, {"This folder was", "", ""}, {markerText, "half.html", ""},
		{"", "notes.txt", "was not made by shingle"}, {"mine", "", "was not made by shingle"},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		build(t, dir, "old")
		stage := filepath.Join(filepath.Dir(dir), ".public.building")
		if err := os.Mkdir(stage, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{Marker: test.marker, test.beside: "x"} {
			if name == "" {
				continue
			}
			if err := os.WriteFile(filepath.Join(stage, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		b, err := Lock(dir)
		if test.want != "" {
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%q beside %q: got %v, want that it %s", test.marker, test.beside, err, test.want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q beside %q: got %v, want a build", test.marker, test.beside, err)
			continue
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		build(t, dir, "newer")
		is(t, dir, "newer")
	}
}

// Where a swap cannot be finished nor undone, the last site is kept aside.
func TestCloseKeepsTheOnlySiteThereIs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, "old")
	b, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(b.dir, b.old); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	is(t, dir, "old")
}

func TestAsideUndoesItself(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, "old")
	if err := aside(dir+".missing", dir, dir+".old"); err == nil {
		t.Error("a folder that is not there was swapped in")
	}
	is(t, dir, "old")
}

const builder = "SHINGLE_TEST_BUILDS" // a process with this variable builds until it is killed

func TestMain(m *testing.M) {
	dir := os.Getenv(builder)
	if dir == "" {
		os.Exit(m.Run())
	}
	for n := 0; ; n++ {
		target, err := Lock(dir)
		if err == nil {
			if _, err = target.Write(site(fmt.Sprint("build ", n))); err == nil {
				err = target.Swap()
			}
			target.Close()
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
}

// A process that builds all the time is killed at moments nobody chose.
func TestBuildKilledAtAnyMoment(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	build(t, dir, "old")
	for range 12 {
		c := exec.Command(self)
		c.Env = append(os.Environ(), builder+"="+dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(30+rand.IntN(90)) * time.Millisecond)
		c.Process.Kill()
		if err := c.Wait(); c.ProcessState.Success() || c.ProcessState.Exited() {
			t.Fatalf("the builder ended by itself: %v", err)
		}
		if got, err := generation(dir); err != nil || got == "" {
			t.Fatalf("got %q, %v, want a whole site", got, err)
		}
	}
	build(t, dir, "newer")
	is(t, dir, "newer")
	if got, want := beside(t, parent), "public"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
