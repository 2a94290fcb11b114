// Package lock tells a living process from a dead one: a lock is a file that is held
// open, and free as soon as its process ends, however that ends.
package lock

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrHeld is what Acquire gives while another process has the lock.
var ErrHeld = errors.New("locked")

// ErrForeign is a file that is no lock of ours: a link, a folder, a file that holds
// something. It is left as it is.
var ErrForeign = errors.New("is no lock")

// Clear removes a folder, and a file in it last: as long as anything of the folder is left,
// that file says whose it is.
func Clear(dir, last string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if e.Name() != last {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	if err != nil {
		return err
	}
	return os.RemoveAll(dir)
}
