package terminal

import (
	"os"

	"golang.org/x/sys/windows"
)

// Width is how many letters a line of a console takes; -1 if the file is no console.
func Width(f *os.File) int {
	var mode uint32
	if err := windows.GetConsoleMode(windows.Handle(f.Fd()), &mode); err != nil {
		return -1
	}
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(windows.Handle(f.Fd()), &info); err != nil {
		return 0
	}
	return int(info.Size.X)
}
