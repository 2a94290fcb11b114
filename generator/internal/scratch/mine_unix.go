//go:build unix

package scratch

import (
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// mine tells whether a folder is of the user that the program runs as.
func mine(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}

// escaped makes a folder's name stand for itself in a pattern.
func escaped(dir string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(dir)
}
