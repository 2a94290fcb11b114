//go:build unix

package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

var errLocked = errors.New("locked")

// A lock is held by an open file, so that it ends with the process that holds it,
// however that ends.
type lock struct{ f *os.File }

func acquire(path string) (*lock, error) {
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
		if err != nil {
			return nil, err
		}
		if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
			f.Close()
			if errors.Is(err, unix.EWOULDBLOCK) {
				return nil, errLocked
			}
			return nil, err
		}
		// the build before may have removed the file between opening and locking it
		here, err := os.Stat(path)
		mine, mineErr := f.Stat()
		if err == nil && mineErr == nil && os.SameFile(here, mine) {
			return &lock{f}, nil
		}
		f.Close()
	}
}

func (l *lock) release() error {
	return errors.Join(os.Remove(l.f.Name()), l.f.Close())
}
