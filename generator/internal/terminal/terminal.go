// Package terminal tells whether people sit at the other end of a file: a null device is
// no terminal, though it is a device.
package terminal

import "os"

// Of is the file behind a writer or reader that is a terminal's; nil if it is none. What
// wraps a file says so by a method Unwrap.
func Of(f any) *os.File {
	if w, ok := f.(interface{ Unwrap() any }); ok {
		f = w.Unwrap()
	}
	file, ok := f.(*os.File)
	if !ok || file == nil || Width(file) < 0 {
		return nil
	}
	return file
}
