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
	begin  Look
	sums   func() map[string]string
}

// Watch begins to look at the inputs of a build into the folder out, and to read them beside it.
func (d Drawer) Watch(inputs func() Inputs, out string, now time.Time) *Watch {
	in := inputs()
	w := &Watch{drawer: d, inputs: inputs, out: out, begin: in.Look(now)}
	w.sums = sync.OnceValue(func() map[string]string { return in.Sums(w.begin) })
	go w.sums() // while the build reads the same files
	return w
}

// Sum is what is in an input, by its path or its name; "" if that is not known.
func (w *Watch) Sum(path string) string {
	if filepath.IsAbs(path) {
		rel, err := filepath.Rel(w.inputs().Dir, path)
		if err != nil {
			return ""
		}
		path = filepath.ToSlash(rel)
	}
	return w.sums()[path]
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
		w.drawer.Keep(w.inputs(), w.begin, w.sums(), w.out, told)
	}
}
