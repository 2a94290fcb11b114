package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// site is a whole site of one generation: every file tells which.
func site(generation string) map[string][]byte {
	files := map[string][]byte{}
	for i := range 60 {
		files[fmt.Sprintf("teams/team-%02d/index.html", i)] = []byte(generation)
	}
	files["index.html"] = []byte(generation)
	return files
}

// generation tells which whole site a folder holds; "" for none, and an error for
// anything in between.
func generation(dir string) (string, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	found := map[string]int{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if filepath.Base(path) == Marker {
			found["marker"]++
			return nil
		}
		text, err := os.ReadFile(path)
		found[string(text)]++
		return err
	})
	if err != nil {
		return "", err
	}
	for name, n := range found {
		if name != "marker" && n == 61 && len(found) == 2 && found["marker"] == 1 {
			return name, nil
		}
	}
	return "", fmt.Errorf("%s holds %v, want one whole site", dir, found)
}

// beside lists what lies beside the site.
func beside(t *testing.T, parent string) string {
	t.Helper()
	entries, err := os.ReadDir(parent)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// build publishes a site from beginning to end.
func build(t testing.TB, dir, generation string) {
	t.Helper()
	target, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := target.Write(site(generation)); err != nil {
		t.Fatal(err)
	}
	if err := target.Swap(); err != nil {
		t.Fatal(err)
	}
	if err := target.Close(); err != nil {
		t.Fatal(err)
	}
}

func is(t *testing.T, dir, want string) {
	t.Helper()
	if got, err := generation(dir); err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestSwapReplacesTheSiteWhole(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "deep", "public")
	build(t, dir, "old")
	is(t, dir, "old")
	build(t, dir, "new")
	is(t, dir, "new")
	if got, want := beside(t, filepath.Dir(dir)), "public"; got != want {
		t.Errorf("got %s, want only %s", got, want)
	}
}

func TestSwapFillsAnEmptyFolder(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, "new")
	is(t, dir, "new")
}

func TestCloseWithoutSwapLeavesTheSiteAsItWas(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	build(t, dir, "old")
	target, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := target.Write(site("new"))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := fs.ReadFile(folder, "index.html"); err != nil || string(text) != "new" {
		t.Errorf("to be looked at: got %q, %v, want the new site", text, err)
	}
	if err := target.Close(); err != nil {
		t.Fatal(err)
	}
	is(t, dir, "old")
	if got, want := beside(t, parent), "public"; got != want {
		t.Errorf("got %s, want only %s", got, want)
	}
}

func TestForeignFoldersAreRefusedAndLeftAlone(t *testing.T) {
	tests := []struct {
		what, name, text, want string
	}{
		{"somebody's notes", "notes.txt", "mine", `holds "notes.txt" and was not made by shingle, want an empty or missing folder`},
		{"a hidden file", ".git", "x", `holds ".git" and was not made by shingle, want an empty or missing folder`},
		{"a marker that is not ours", Marker, "something else", `holds ".shingle" and was not made by shingle, want an empty or missing folder`},
	}
	for _, test := range tests {
		parent := t.TempDir()
		dir := filepath.Join(parent, "public")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, test.name)
		if err := os.WriteFile(file, []byte(test.text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := Lock(dir)
		var refused *Refusal
		if !errors.As(err, &refused) || refused.Text != test.want {
			t.Errorf("%s: got %v, want %s", test.what, err, test.want)
		}
		if text, err := os.ReadFile(file); err != nil || string(text) != test.text {
			t.Errorf("%s: got %q, %v, want it left alone", test.what, text, err)
		}
		if got, want := beside(t, parent), "public"; got != want {
			t.Errorf("%s: got %s beside it, want only %s", test.what, got, want)
		}
	}
}

func TestFileInPlaceOfTheFolderIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "public")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	var refused *Refusal
	if err := Check(file); !errors.As(err, &refused) || refused.Text != "is a file, want a folder that may be replaced" {
		t.Errorf("got %v", err)
	}
}

func TestOneBuildAtATime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	first, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	var refused *Refusal
	if _, err := Lock(dir); !errors.As(err, &refused) || refused.Text != "another build is on its way to this folder" {
		t.Errorf("got %v, want the second build refused", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := Lock(dir)
	if err != nil {
		t.Fatalf("after the first build: %v", err)
	}
	second.Close()
}

func TestLinkToTheSiteStaysALink(t *testing.T) {
	parent := t.TempDir()
	real, link := filepath.Join(parent, "real"), filepath.Join(parent, "link")
	build(t, real, "old")
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	build(t, link, "new")
	is(t, real, "new")
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("got %v, %v, want a link", info, err)
	}
}

func TestWriteKeepsWithinItsFolder(t *testing.T) {
	parent := t.TempDir()
	target, err := Lock(filepath.Join(parent, "public"))
	if err != nil {
		t.Fatal(err)
	}
	defer target.Close()
	for _, name := range []string{"../outside", "/etc/outside", "a/../../outside", ""} {
		if _, err := target.Write(map[string][]byte{name: nil}); err == nil {
			t.Errorf("%q was written", name)
		}
	}
	if _, err := target.Write(map[string][]byte{"a": nil}); err != nil {
		t.Error(err)
	}
	if err := target.Put("a", nil); err == nil {
		t.Error("one file was written twice")
	}
	if strings.Contains(beside(t, parent), "outside") {
		t.Error("a file lies outside of the site")
	}
}

func TestLastIsOursOnly(t *testing.T) {
	dir := t.TempDir()
	if Last(dir) != nil {
		t.Error("an empty folder is taken for the last site")
	}
	build(t, dir, "old")
	last := Last(dir)
	if last == nil {
		t.Fatal("the last site is not found")
	}
	if text, err := fs.ReadFile(last, "index.html"); err != nil || string(text) != "old" {
		t.Errorf("got %q, %v, want old", text, err)
	}
}

// What waits for the disk while it is looked at is published, or goes, like any other build.
func TestSettledBuildIsSwappedOrGoes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	for _, swap := range []bool{true, false} {
		b, err := Lock(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Write(site(fmt.Sprint(swap))); err != nil {
			t.Fatal(err)
		}
		b.Settle()
		if swap {
			err = b.Swap()
		}
		if err := errors.Join(err, b.Close()); err != nil {
			t.Fatal(err)
		}
		if got, err := generation(dir); err != nil || got != "true" {
			t.Errorf("got %q, %v, want what was swapped", got, err)
		}
		if _, err := os.Lstat(b.stage); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the stage: got %v, want it gone", err)
		}
	}
}
