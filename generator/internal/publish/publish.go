// Package publish puts a finished folder in the place of the last one, in one
// step: readers see the old site or the new one, whole, whatever happens to the
// build. It never touches a folder that it did not make.
package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Marker is the file by which a folder is known to be ours.
const Marker = ".shingle"

const markerText = "This folder was made by shingle, which replaces it whole at each build.\nWhat is put here by hand is lost.\n"

// A Target is the folder to be published, locked against other builds until
// Close. Names that begin with a dot beside it are used while building.
type Target struct {
	dir   string // where the site goes
	stage string // where it is built
	old   string // where the last one waits until it is deleted
	lock  *lock
}

// A Refusal is a folder that must not be replaced; the sentence is for people.
type Refusal struct{ Dir, Text string }

func (r *Refusal) Error() string { return r.Dir + ": " + r.Text }

// Check tells whether a folder may be replaced, without touching anything: it is
// missing, empty, or was made by us.
func Check(dir string) error {
	dir, err := resolve(dir)
	if err != nil {
		return err
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return &Refusal{dir, "is a file, want a folder that may be replaced"}
	}
	if isOurs(dir) {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return &Refusal{dir, fmt.Sprintf("holds %q and was not made by shingle, want an empty or missing folder", entries[0].Name())}
	}
	return nil
}

func isOurs(dir string) bool {
	text, err := os.ReadFile(filepath.Join(dir, Marker))
	return err == nil && strings.HasPrefix(string(text), "This folder was made by shingle")
}

// resolve follows links, so that a link to the site stays one.
func resolve(dir string) (string, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		return real, nil
	}
	return full, nil
}

// Lock claims a folder for one build, and clears what a killed build left beside
// it. Another build on its way is a Refusal.
func Lock(dir string) (*Target, error) {
	if err := Check(dir); err != nil {
		return nil, err
	}
	dir, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	parent, base := filepath.Split(dir)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, err
	}
	t := &Target{dir: dir, stage: filepath.Join(parent, "."+base+".building"), old: filepath.Join(parent, "."+base+".old")}
	if t.lock, err = acquire(filepath.Join(parent, "."+base+".lock")); err != nil {
		if errors.Is(err, errLocked) {
			return nil, &Refusal{dir, "another build is on its way to this folder"}
		}
		return nil, err
	}
	if err := t.recover(); err != nil {
		t.lock.release()
		return nil, err
	}
	return t, nil
}

// recover brings back a last site that a killed build was about to replace where
// folders cannot be exchanged in one step, and clears leftovers.
func (t *Target) recover() error {
	if _, err := os.Lstat(t.dir); errors.Is(err, fs.ErrNotExist) && isOurs(t.old) {
		if err := os.Rename(t.old, t.dir); err != nil {
			return err
		}
	}
	for _, left := range []string{t.stage, t.old} {
		if err := os.RemoveAll(left); err != nil {
			return err
		}
	}
	return nil
}

// Last is the site in a folder, which is to be replaced; nil if there is none of ours.
func Last(dir string) fs.FS {
	if isOurs(dir) {
		return os.DirFS(dir)
	}
	return nil
}

// Write puts files into the folder where they are looked at before it is swapped
// into place, and gives that folder.
func (t *Target) Write(sets ...map[string][]byte) (fs.FS, error) {
	if err := os.RemoveAll(t.stage); err != nil {
		return nil, err
	}
	if err := os.Mkdir(t.stage, 0o777); err != nil {
		return nil, err
	}
	for _, files := range sets {
		for name, text := range files {
			if err := t.put(name, text); err != nil {
				return nil, err
			}
		}
	}
	if err := t.put(Marker, []byte(markerText)); err != nil {
		return nil, err
	}
	return os.DirFS(t.stage), nil
}

// put writes a file; one that is there already is a bug of ours.
func (t *Target) put(name string, text []byte) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("writing %q: it would lie outside of the site", name)
	}
	to := filepath.Join(t.stage, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// Swap puts what was written into place. On an error the last site is still there.
func (t *Target) Swap() error {
	if err := settle(t.stage); err != nil {
		return err
	}
	if _, err := os.Lstat(t.dir); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(t.stage, t.dir); err != nil {
			return fmt.Errorf("moving the site into place: %w", err)
		}
		return nil
	}
	if err := exchange(t.stage, t.dir, t.old); err != nil {
		return fmt.Errorf("swapping the site into place: %w", err)
	}
	return nil
}

// Close clears what is left of the build and lets the next one in.
func (t *Target) Close() error {
	return errors.Join(t.recover(), t.lock.release())
}

// aside exchanges two folders in two steps, for systems that have no better; a
// build that is killed between them is put right by the next (recover).
func aside(stage, dir, old string) error {
	if err := os.Rename(dir, old); err != nil {
		return err
	}
	if err := os.Rename(stage, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return nil
}
