package keep

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Inputs is everything that a build depends on. What is not named here must not
// change what is published.
type Inputs struct {
	Dir   string            // that config.toml is in
	Trees []string          // files, and folders with all that is in them, below Dir
	Files []string          // further files, relative to Dir: the exports
	Tools map[string]string // files that belong to no site, by a name of ours: the rules of time zones
	Own   string            // of Trees, the folder that a build writes to, too; "" if there is none
	Said  map[string]string // what is no file: the day, the words of the command line
}

// A Stamp is what tells cheaply that a file is another one.
type Stamp struct {
	Kind    fs.FileMode `json:"kind"`
	Size    int64       `json:"size"`
	Written int64       `json:"written"` // in nanoseconds
	Changed int64       `json:"changed"` // its name, rights or content, where the system tells
	Inode   uint64      `json:"inode"`
}

// since tells whether a file was touched at a time or after it.
func (s Stamp) since(t time.Time) bool { return max(s.Written, s.Changed) >= t.UnixNano() }

// A Look is what was there at a time: the files by name, those below Dir from there.
type Look struct {
	At    time.Time
	Files map[string]Stamp
}

// Look looks at every input, without reading any.
func (in Inputs) Look(now time.Time) Look {
	l := Look{now, map[string]Stamp{}}
	for _, tree := range in.Trees {
		root := in.path(tree)
		if real, err := filepath.EvalSymlinks(root); err == nil {
			root = real
		}
		filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			if rel, err := filepath.Rel(root, name); err == nil {
				l.note(path.Join(tree, filepath.ToSlash(rel)), name)
			}
			return nil
		})
	}
	for _, name := range in.Files {
		l.note(name, in.path(name))
	}
	for name, file := range in.Tools {
		l.note(tool+name, file)
	}
	return l
}

func (l Look) note(name, path string) {
	if info, err := os.Stat(path); err == nil {
		l.Files[name] = stampOf(info)
	} else {
		l.Files[name] = Stamp{} // not there, or a link to nowhere
	}
}

// tool begins the names of files that belong to no site.
const tool = "tool "

// Changed lists the files of the site that are not as they were, by name.
func (in Inputs) Changed(was Look) []string {
	in.Tools = nil
	now := in.Look(was.At)
	var names []string
	for name, stamp := range was.Files {
		if now.Files[name] != stamp && !in.own(name) && !strings.HasPrefix(name, tool) {
			names = append(names, name)
		}
	}
	for name := range now.Files {
		if _, ok := was.Files[name]; !ok && !in.own(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Sums tells every input by content: as it was before, or read now.
func (in Inputs) Sums(l Look, before map[string]known) map[string]string {
	sums := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(l.Files)) {
		if was, same := before[name]; same {
			sums[name] = was.Sum
		} else if !in.own(name) {
			sums[name] = sum(in.path(name))
		}
	}
	return sums
}

func (in Inputs) path(name string) string {
	if label, ok := strings.CutPrefix(name, tool); ok {
		return in.Tools[label]
	}
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(in.Dir, filepath.FromSlash(name))
}

func (in Inputs) own(name string) bool {
	return in.Own != "" && strings.HasPrefix(name, in.Own+"/")
}

// sum is a file's content in short; of what cannot be read "", which is itself
// something to compare.
func sum(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

// stamps looks at a finished folder.
func stamps(dir string) map[string]Stamp {
	return Inputs{Dir: dir, Trees: []string{"."}}.Look(time.Time{}).Files
}
