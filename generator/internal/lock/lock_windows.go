package lock

import (
	"errors"
	"os"
)

// A Lock is a file that is deleted with the process that holds it open.
type Lock struct{ f *os.File }

// Acquire takes a lock, or tells that another process has it (ErrHeld), or that the
// file is not a lock of ours (ErrForeign).
func Acquire(path string) (*Lock, error) {
	if info, err := os.Lstat(path); err == nil && (!info.Mode().IsRegular() || info.Size() > 0) {
		return nil, ErrForeign
	}
	os.Remove(path) // succeeds only if no process holds it
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, os.ErrExist) {
		return nil, ErrHeld
	}
	if err != nil {
		return nil, err
	}
	return &Lock{f}, nil
}

// Release gives the lock back, and removes its file.
func (l *Lock) Release() error {
	return errors.Join(l.f.Close(), os.Remove(l.f.Name()))
}

// Drop ends the lock as the end of its process does: its file stays.
func (l *Lock) Drop() error { return l.f.Close() }
