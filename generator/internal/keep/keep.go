// Package keep remembers what a build was made of, so that a build of the same
// things need not be made again. A note of every input, by content, lies in a folder
// of the user's own; it is never needed for being right: what is lost, damaged, of
// another version or not to be believed means that the build is made.
package keep

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"time"
)

// edition is the form of a note; another one is not understood.
const edition = 1

// coarse is the least time between two changes of a file that every file system
// tells apart by its stamps. A file written so shortly before it was looked at may
// have been written once more since, and is known by its content only.
const coarse = 2 * time.Second

// A Drawer is the folder that notes are kept in. "" keeps none.
type Drawer string

// note is what is remembered of one build.
type note struct {
	Edition int               `json:"edition"`
	Looked  time.Time         `json:"looked"` // when the stamps below were taken
	Said    map[string]string `json:"said"`
	Inputs  map[string]known  `json:"inputs"`
	Outputs map[string]Stamp  `json:"outputs"`
	Told    string            `json:"told"`
}

// known is a file as it was read.
type known struct {
	Stamp
	Sum   string            `json:"sum"`             // of its content
	Found map[string]string `json:"found,omitempty"` // by what was looked for in it
}

// Unchanged tells whether the folder out is what a build of these inputs would
// make, and what that build had to say.
func (d Drawer) Unchanged(in Inputs, out string, now time.Time) (told string, same bool) {
	n, ok := d.read(out)
	if !ok || !maps.Equal(n.Said, in.Said) || n.Looked.After(now) || !maps.Equal(n.Outputs, stamps(out)) {
		return "", false
	}
	looked := in.Look(now)
	if len(looked.Files) != len(n.Inputs) {
		return "", false
	}
	refresh := false
	for name, stamp := range looked.Files {
		was, ok := n.Inputs[name]
		if !ok || stamp.Kind != was.Kind || stamp.Size != was.Size {
			return "", false
		}
		if n.still(was, stamp) {
			continue
		}
		if sum(in.path(name)) != was.Sum {
			return "", false
		}
		n.Inputs[name] = known{stamp, was.Sum, was.Found}
		refresh = true
	}
	if refresh {
		n.Looked = now
		d.write(out, n)
	}
	return n.Told, true
}

// still tells whether a file must be what it was when the note was taken.
func (n note) still(was known, stamp Stamp) bool {
	return stamp == was.Stamp && !stamp.since(n.Looked.Add(-coarse))
}

// before are the files that must be what they were when the last build into out read them.
func (d Drawer) before(looked Look, out string) map[string]known {
	n, ok := d.read(out)
	if !ok || n.Looked.After(looked.At) {
		return nil
	}
	maps.DeleteFunc(n.Inputs, func(name string, was known) bool {
		stamp, there := looked.Files[name]
		return !there || !n.still(was, stamp)
	})
	return n.Inputs
}

// Keep remembers that out was made of what was looked at, and what was said of it.
// The sums are of the content that was read (Sums), beside which stands what was found in it; files that
// the build itself writes are looked at now.
func (d Drawer) Keep(in Inputs, looked Look, sums map[string]string, found map[string]map[string]string, out, told string) {
	n := note{Edition: edition, Looked: looked.At, Said: in.Said, Inputs: map[string]known{}, Outputs: stamps(out), Told: told}
	for name, stamp := range looked.Files {
		if !in.own(name) {
			n.Inputs[name] = known{stamp, sums[name], found[name]}
		}
	}
	for name, stamp := range in.Look(looked.At).Files {
		if in.own(name) {
			n.Inputs[name] = known{stamp, sum(in.path(name)), nil}
		}
	}
	d.write(out, n)
}

func (d Drawer) file(out string) string {
	if full, err := filepath.Abs(out); err == nil {
		out = full
	}
	if real, err := filepath.EvalSymlinks(out); err == nil {
		out = real
	}
	name := sha256.Sum256([]byte(out))
	return filepath.Join(string(d), hex.EncodeToString(name[:12])+".json")
}

// read gives what is remembered of a folder. A note begins with the sum of what
// follows: half a note is none.
func (d Drawer) read(out string) (n note, ok bool) {
	if d == "" {
		return n, false
	}
	text, err := os.ReadFile(d.file(out))
	if err != nil {
		return n, false
	}
	head, body, found := bytes.Cut(text, []byte("\n"))
	if !found || string(head) != hash(body) || json.Unmarshal(body, &n) != nil {
		return n, false
	}
	return n, n.Edition == edition
}

// write notes it, or leaves it: a full or read-only disk costs a build, no more.
func (d Drawer) write(out string, n note) {
	if d == "" || os.MkdirAll(string(d), 0o700) != nil {
		return
	}
	body, err := json.Marshal(n)
	if err != nil {
		panic("bug: " + err.Error())
	}
	f, err := os.CreateTemp(string(d), "note-*")
	if err != nil {
		return
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append([]byte(hash(body)+"\n"), body...))
	if f.Close() == nil && err == nil {
		os.Rename(f.Name(), d.file(out))
	}
}

func hash(text []byte) string {
	h := sha256.Sum256(text)
	return hex.EncodeToString(h[:])
}
