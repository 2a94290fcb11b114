//go:build unix

package lock

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// A Lock is held by an open file, so that it ends with the process that holds it,
// however that ends.
type Lock struct{ f *os.File }

// Acquire takes a lock, or tells that another process has it (ErrHeld), or that the
// file is not a lock of ours (ErrForeign).
func Acquire(path string) (*Lock, error) {
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0o666)
		if errors.Is(err, unix.ELOOP) || errors.Is(err, unix.EISDIR) {
			return nil, ErrForeign
		}
		if err != nil {
			return nil, err
		}
		if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() > 0 {
			return nil, errors.Join(ErrForeign, f.Close())
		}
		if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
			f.Close()
			if errors.Is(err, unix.EWOULDBLOCK) {
				return nil, ErrHeld
			}
			return nil, err
		}
		// the holder before may have removed the file between opening and locking it
		here, err := os.Lstat(path)
		mine, mineErr := f.Stat()
		if err == nil && mineErr == nil && os.SameFile(here, mine) {
			return &Lock{f}, nil
		}
		f.Close()
	}
}

// Release gives the lock back, and removes its file.
func (l *Lock) Release() error {
	err := os.Remove(l.f.Name())
	if errors.Is(err, fs.ErrNotExist) {
		err = nil // with the folder that it lay in
	}
	return errors.Join(err, l.f.Close())
}

// Drop ends the lock as the end of its process does: its file stays.
func (l *Lock) Drop() error { return l.f.Close() }
