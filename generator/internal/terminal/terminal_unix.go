//go:build unix

package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

// Width is how many letters a line of a terminal takes, 0 if it does not say; -1 if the
// file is no terminal.
func Width(f *os.File) int {
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return -1
	}
	return int(size.Col)
}
