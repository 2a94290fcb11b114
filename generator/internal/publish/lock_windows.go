package publish

import (
	"errors"
	"os"
)

var errLocked = errors.New("locked")

// A lock is a file that is deleted with the process that holds it open.
type lock struct{ f *os.File }

func acquire(path string) (*lock, error) {
	os.Remove(path) // succeeds only if no process holds it
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, os.ErrExist) {
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return &lock{f}, nil
}

func (l *lock) release() error {
	return errors.Join(l.f.Close(), os.Remove(l.f.Name()))
}
