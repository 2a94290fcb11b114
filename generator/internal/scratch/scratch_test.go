package scratch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// filled is a folder that holds somebody's data.
func filled(t *testing.T) *Dir {
	t.Helper()
	d, err := New()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(d.Path, "0"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.Path, "0", "unpacked"), []byte("jane@example.org"), 0o600); err != nil {
		t.Fatal(err)
	}
	return d
}

func there(name string) bool {
	_, err := os.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

func TestAFolderIsOfTheUserAloneAndGoneAtTheEnd(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	d := filled(t)
	if info, err := os.Stat(d.Path); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("got %v %v, want a folder that no one else may read", info.Mode(), err)
	}
	if err := d.Close(); err != nil || there(d.Path) {
		t.Errorf("got %v, want the folder gone", err)
	}
}

func TestTheFoldersOfTheDeadAreCleared(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "a [b] *"))
	if err := os.Mkdir(os.Getenv("TMPDIR"), 0o755); err != nil {
		t.Fatal(err)
	}
	dead, living := filled(t), filled(t)
	dead.lock.Drop()
	delete(open, dead.Path)
	others := filepath.Join(os.TempDir(), "shingle-site")
	if err := os.MkdirAll(filepath.Join(others, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	if err := os.WriteFile(filepath.Join(elsewhere, mark), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(os.TempDir(), "shingle-link")); err != nil {
		t.Fatal(err)
	}
	next := filled(t)
	defer next.Close()
	defer living.Close()
	if there(dead.Path) {
		t.Error("what a dead process left is still there")
	}
	for _, path := range []string{living.Path, next.Path, others, filepath.Join(elsewhere, mark)} {
		if !there(path) {
			t.Errorf("%s is gone", path)
		}
	}
}

func TestClearLeavesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	a, b := filled(t), filled(t)
	Clear()
	if there(a.Path) || there(b.Path) {
		t.Error("a folder is still there")
	}
	if err := errors.Join(a.Close(), b.Close()); err != nil {
		t.Error(err)
	}
}
