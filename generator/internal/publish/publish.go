// Package publish puts a finished folder in the place of the last one, in one
// step: readers see the old site or the new one, whole, whatever happens to the
// build. It never touches a folder that it did not make.
package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"shingle/generator/internal/lock"
)

// Marker is the file by which a folder is known to be ours.
const Marker = ".shingle"

const markerText = "This folder was made by shingle, which replaces it whole at each build.\nWhat is put here by hand is lost.\n"

// A Target is the folder to be published, locked against other builds until
// Close. Names that begin with a dot beside it are used while building.
type Target struct {
	dir     string       // where the site goes
	stage   string       // where it is built
	begun   func() error // makes that folder, once
	settled func() error // waits until what was written is on the disk; nil before Settle
	old     string       // where the last one waits until it is deleted
	lock    *lock.Lock
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

// resolve follows links, so that a link to the site stays one. A link to nowhere is a
// Refusal: nobody can tell where the site would end up.
func resolve(dir string) (string, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	rest := ""
	for there := full; ; there = filepath.Dir(there) {
		real, err := filepath.EvalSymlinks(there)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		if _, err := os.Lstat(there); err == nil {
			return "", &Refusal{there, "is a link to nowhere, want a folder that may be replaced"}
		}
		if there == filepath.Dir(there) {
			return full, nil
		}
		rest = filepath.Join(filepath.Base(there), rest)
	}
}

// Outside tells whether a folder lies outside others, which are read; otherwise it is
// a Refusal.
func Outside(dir string, others ...string) error {
	full, err := resolve(dir)
	if err != nil {
		return err
	}
	for _, other := range others {
		real, err := filepath.EvalSymlinks(other)
		if err != nil {
			continue // there is none
		}
		if real, err = filepath.Abs(real); err != nil {
			return err
		}
		if rel, err := filepath.Rel(real, full); err == nil && filepath.IsLocal(rel) {
			return &Refusal{dir, fmt.Sprintf("lies in %s, which is read, want a folder outside of it", other)}
		}
	}
	return nil
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
	t.begun = sync.OnceValue(t.begin)
	for _, left := range []string{t.stage, t.old} {
		if err := removable(left); err != nil {
			return nil, err
		}
	}
	name := filepath.Join(parent, "."+base+".lock")
	t.lock, err = lock.Acquire(name)
	switch {
	case errors.Is(err, lock.ErrHeld):
		return nil, &Refusal{dir, "another build is on its way to this folder"}
	case errors.Is(err, lock.ErrForeign):
		return nil, &Refusal{name, "was not made by shingle, which needs this name for itself: want it moved away"}
	case err != nil:
		return nil, err
	}
	if err := t.recover(); err != nil {
		return nil, errors.Join(err, t.lock.Release())
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
	return errors.Join(lock.Clear(t.stage, Marker), lock.Clear(t.old, Marker))
}

// removable tells whether a name beside the site is free, or what lies there is ours.
func removable(name string) error {
	info, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && info.IsDir() {
		entries, err := os.ReadDir(name)
		if err == nil && (len(entries) == 0 || isOurs(name) || begun(name, entries)) {
			return nil
		}
	}
	return &Refusal{name, "was not made by shingle, which needs this name for itself: want it moved away"}
}

// begun tells whether a folder holds nothing but the beginning of our marker: its build was killed
// in the middle of writing it.
func begun(name string, entries []fs.DirEntry) bool {
	if len(entries) != 1 || entries[0].Name() != Marker {
		return false
	}
	text, err := os.ReadFile(filepath.Join(name, Marker))
	return err == nil && strings.HasPrefix(markerText, string(text))
}

// Last is the site in a folder, which is to be replaced; nil if there is none of ours.
func Last(dir string) fs.FS {
	if isOurs(dir) {
		return os.DirFS(dir)
	}
	return nil
}

// Write puts files into the folder where they are looked at before it is swapped
// into place, beside those that were Put there, and gives that folder.
func (t *Target) Write(files map[string][]byte) (fs.FS, error) {
	for name, text := range files {
		if err := t.Put(name, text); err != nil {
			return nil, err
		}
	}
	return os.DirFS(t.stage), nil
}

// Put writes a file of the new site.
func (t *Target) Put(name string, text []byte) error {
	f, err := t.Create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// Create begins a file of the new site; several may be written at once. One that is there
// already is a bug of ours.
func (t *Target) Create(name string) (io.WriteCloser, error) {
	if err := t.begun(); err != nil {
		return nil, err
	}
	return t.create(name)
}

// begin makes an empty folder to write into, known to be ours.
func (t *Target) begin() error {
	if err := lock.Clear(t.stage, Marker); err != nil {
		return err
	}
	if err := os.Mkdir(t.stage, 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(t.stage, Marker), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.WriteString(markerText)
	return errors.Join(err, f.Sync(), f.Close()) // before there is anything else, so that it is known also after a power cut
}

func (t *Target) create(name string) (io.WriteCloser, error) {
	if !fs.ValidPath(name) {
		return nil, fmt.Errorf("writing %q: it would lie outside of the site", name)
	}
	to := filepath.Join(t.stage, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return nil, err
	}
	return os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// Settle begins to put what was written on the disk, where nothing more is written: Swap waits
// for it, and the site can be looked at meanwhile.
func (t *Target) Settle() {
	done := make(chan error, 1)
	go func() { done <- settle(t.stage) }()
	t.settled = sync.OnceValue(func() error { return <-done })
}

// Swap puts what was written into place. On an error the last site is still there.
func (t *Target) Swap() error {
	if t.settled == nil {
		t.Settle()
	}
	if err := t.settled(); err != nil {
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
	if t.settled != nil {
		t.settled() // whoever needs it was told by Swap
	}
	return errors.Join(t.recover(), t.lock.Release())
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
