//go:build !unix

package scratch

import "io/fs"

// mine is true: the folder for temporary files is the user's own.
func mine(fs.FileInfo) bool { return true }

// escaped is the name itself: there is no escape, and such names are rare.
func escaped(dir string) string { return dir }
