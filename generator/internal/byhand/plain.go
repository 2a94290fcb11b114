// Package byhand looks at what a publisher writes by hand, in site/ and in a theme of
// their own: it is made of plain files, what it says is text and no template, and it
// never takes the place of what the build writes.
package byhand

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"shingle/generator/internal/diag"
)

// Plain tells whether a tree below dir holds nothing but files and folders, and notes
// what else it does: a link may lead to what nobody meant to publish, a pipe is waited
// for, a device has no end. A tree that is not there is plain.
func Plain(dir, tree string, problems *diag.List) bool {
	plain := true
	root := filepath.Join(dir, filepath.FromSlash(tree))
	filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, name)
		at := diag.Place{File: path.Join(tree, filepath.ToSlash(rel))}
		if d == nil { // there is no such tree
			return nil
		}
		wrong := ""
		switch {
		case err != nil:
			wrong = "cannot be read"
		case name == root && !d.IsDir() && d.Type().IsRegular():
			wrong = "is a file, want a folder"
		case d.Type()&fs.ModeSymlink != 0:
			wrong = "is a link, want the file or folder itself"
		case !d.IsDir() && !d.Type().IsRegular():
			wrong = "is a pipe or a device, want a file"
		}
		if wrong != "" {
			plain = false
			problems.Add(at, "%s", wrong)
		}
		if err != nil && d.IsDir() {
			return fs.SkipDir
		}
		return nil
	})
	return plain
}

// Regular tells whether a file may be read to its end, or notes why not.
func Regular(dir, name string, problems *diag.List) bool {
	info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil || info.Mode().IsRegular() {
		return true // what is missing is told by who looks for it
	}
	problems.Add(diag.Place{File: name}, "is a folder, a pipe or a device, want a file")
	return false
}
