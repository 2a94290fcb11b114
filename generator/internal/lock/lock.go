// Package lock tells a living process from a dead one: a lock is a file that is held
// open, and free as soon as its process ends, however that ends.
package lock

import "errors"

// ErrHeld is what Acquire gives while another process has the lock.
var ErrHeld = errors.New("locked")

// ErrForeign is a file that is no lock of ours: a link, a folder, a file that holds
// something. It is left as it is.
var ErrForeign = errors.New("is no lock")
