package keep

import (
	"path/filepath"
	"sync"
	"time"

	"shingle/generator/internal/diag"
)

// A Watch looks at the inputs of one build while it reads them, and remembers what its site
// was made of. A nil Watch looks at nothing: what it made is not to be remembered.
type Watch struct {
	drawer Drawer
	inputs func() Inputs // which files there are may change
	out    string
	dir    string
	begin  Look
	before map[string]known // the files that are as they were
	sums   func() map[string]string
	found  map[string]map[string]string // in files
}

// Watch begins to look at the inputs of a build into the folder out, and to read those beside it that
// are not as they were when they were last read; anew reads all.
func (d Drawer) Watch(inputs func() Inputs, out string, now time.Time, anew bool) *Watch {
	in := inputs()
	w := &Watch{drawer: d, inputs: inputs, out: out, dir: in.Dir, begin: in.Look(now), found: map[string]map[string]string{}}
	if !anew {
		w.before = d.before(w.begin, out)
	}
	w.sums = sync.OnceValue(func() map[string]string { return in.Sums(w.begin, w.before) })
	go w.sums() // while the build reads the same files
	return w
}

// Sum is what is in an input, by its path or its name; "" if that is not known.
func (w *Watch) Sum(path string) string { return w.sums()[w.name(path)] }

// name is what an input is known by.
func (w *Watch) name(path string) string {
	if rel, err := filepath.Rel(w.dir, path); err == nil && filepath.IsAbs(path) {
		return filepath.ToSlash(rel)
	}
	return path
}

// Found gives what an earlier build found in an input that is as it was then. A nil Watch knows nothing.
func (w *Watch) Found(path, what string) (found string, ok bool) {
	if w == nil {
		return "", false
	}
	if found, ok = w.before[w.name(path)].Found[what]; ok {
		w.Find(path, what, found)
	}
	return found, ok
}

// Find notes what is found in an input, for later builds.
func (w *Watch) Find(path, what, found string) {
	if w == nil {
		return
	}
	name := w.name(path)
	if w.found[name] == nil {
		w.found[name] = map[string]string{}
	}
	w.found[name][what] = found
}

// Still notes files that changed while they were read: nobody knows what of them was read.
func (w *Watch) Still(problems *diag.List) {
	if w == nil {
		return
	}
	for _, name := range w.inputs().Changed(w.begin) {
		problems.AddHint(diag.Place{File: name}, "write exports beside their place and rename them when they are whole", "changed while it was read, want files that stay as they are during a build")
	}
}

// Keep remembers what the site was made of, and what was said of it.
func (w *Watch) Keep(told string) {
	if w != nil {
		w.drawer.Keep(w.inputs(), w.begin, w.sums(), w.found, w.out, told)
	}
}
