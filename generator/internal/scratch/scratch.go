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
	err := lock.Clear(d.Path, mark)
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
		lock.Clear(path, mark)
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
			lock.Clear(dir, mark)
			held.Release()
		}
	}
}
