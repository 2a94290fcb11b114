// Package scratch holds the temporary files of a build. They are people's data: nobody
// else may read them, they are gone when the build ends, and what a killed build left
// is cleared by the next one.
package scratch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"shingle/generator/internal/lock"
)

const (
	pattern = "shingle-*"
	mark    = ".shingle-lock" // held as long as the process lives
)

// A Dir is a folder of this process alone.
type Dir struct {
	Path string
	lock *lock.Lock
}

var (
	mutex sync.Mutex
	open  = map[string]bool{} // the folders of this process
)

// New makes a folder, and clears those of processes that have died.
func New() (*Dir, error) {
	sweep()
	for {
		path, err := os.MkdirTemp("", pattern) // 0700
		if err != nil {
			return nil, err
		}
		held, err := lock.Acquire(filepath.Join(path, mark))
		switch {
		case errors.Is(err, lock.ErrHeld), errors.Is(err, fs.ErrNotExist):
			continue // another process took it for one of the dead, and clears it
		case err != nil: // where there are no locks, nothing can be cleared for others
			held = nil
		}
		mutex.Lock()
		defer mutex.Unlock()
		open[path] = true
		return &Dir{path, held}, nil
	}
}

// Close removes the folder with all that is in it.
func (d *Dir) Close() error {
	mutex.Lock()
	delete(open, d.Path)
	mutex.Unlock()
	err := remove(d.Path)
	if d.lock != nil {
		err = errors.Join(err, d.lock.Release())
	}
	return err
}

// Clear removes all folders of this process, which is about to end in haste.
func Clear() {
	mutex.Lock()
	defer mutex.Unlock()
	for path := range open {
		remove(path)
	}
}

// sweep removes the folders whose processes have died: their locks are free. A folder
// without a lock is not ours.
func sweep() {
	names, err := filepath.Glob(filepath.Join(escaped(os.TempDir()), pattern, mark))
	if err != nil {
		return
	}
	for _, name := range names {
		dir := filepath.Dir(name)
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() || !mine(info) {
			continue
		}
		if held, err := lock.Acquire(name); err == nil {
			remove(dir)
			held.Release()
		}
	}
}

// remove removes a folder, its lock last: as long as anything is left, the next build
// knows it for one of ours.
func remove(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if e.Name() != mark {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	if err != nil {
		return err
	}
	return os.RemoveAll(dir)
}
