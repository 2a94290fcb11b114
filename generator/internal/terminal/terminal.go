// Package terminal tells whether people sit at the other end of a file: a null device is
// no terminal, though it is a device.
package terminal

import (
	"os"

	"golang.org/x/term"
)

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

// Width is how many letters a line of a terminal takes, 0 if it does not say; -1 if the
// file is no terminal.
func Width(f *os.File) int {
	if !term.IsTerminal(int(f.Fd())) {
		return -1
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}
