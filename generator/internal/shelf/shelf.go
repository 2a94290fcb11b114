// Package shelf keeps typed records between builds, so that only exports that are new are
// read. They are people's data, though without names and texts: each file is sealed with a
// key that lies apart from it, and nobody but this user's builds can read it or write one
// that is believed. Nothing here is needed: what is lost, cut, damaged, of another version
// or of another user is as if it had never been, and every file may be deleted at any time.
package shelf

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Shelf is a folder of sealed files of one sort.
type Shelf struct {
	dir    string
	sort   string // the ending of its files' names
	secret []byte
	room   int64         // bytes that all files together may take
	stay   time.Duration // how long a file stays that no build uses
}

// What the files of one user may take, and how long one stays that is not used.
const (
	Room = 4 << 30
	Stay = 30 * 24 * time.Hour
)

// New is the shelf of rows in a folder, sealed by a secret; without one of them it keeps nothing.
func New(dir string, secret []byte) *Shelf {
	if len(secret) == 0 {
		dir = ""
	}
	return &Shelf{dir, ofRows, secret, Room, Stay}
}

// Sums is the shelf in the same folder of what was counted of rows.
func (s *Shelf) Sums() *Shelf {
	o := *s
	o.sort = ofSums
	return &o
}

// A Part is the rows of one export, which are known by all that they follow from.
type Part struct {
	Key  string        `json:"key"`
	Rows int64         `json:"rows"`
	Took time.Duration `json:"took"`            // to make them, in nanoseconds
	AsOf int64         `json:"as_of,omitempty"` // the day they were looked at, where that matters; 0: it does not
}

// A Bundle is a sealed file of the rows of some exports, one after the other, or of what was
// counted of all of them together.
type Bundle struct {
	Parts []Part
	name  string
}

// The endings of the two sorts.
const ofRows, ofSums = ".rows", ".sums"

// Bundles lists what is there and bears the seal, by name.
func (s *Shelf) Bundles() []Bundle {
	if s.dir == "" {
		return nil
	}
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil
	}
	var all []Bundle
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), s.sort) || !e.Type().IsRegular() {
			continue
		}
		if parts, err := s.parts(filepath.Join(s.dir, e.Name())); err == nil {
			all = append(all, Bundle{parts, e.Name()})
		}
	}
	return all
}

// Take writes the rows of a bundle to a file, whole, or gives an error. What is damaged is removed: it
// must not stand before what is kept in its place.
func (s *Shelf) Take(b Bundle, into string) error {
	name := filepath.Join(s.dir, b.name)
	if err := s.unseal(name, into); err != nil {
		os.Remove(into)
		if errors.Is(err, errSeal) {
			s.Drop(b)
		}
		return err
	}
	now := time.Now()
	os.Chtimes(name, now, now) // the one used last goes last
	return nil
}

// Put seals a file of rows. A full or read-only disk costs the next build its time, no more.
func (s *Shelf) Put(parts []Part, from string) error {
	if s.dir == "" {
		return os.ErrNotExist
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	h := hmac.New(sha256.New, s.secret)
	for _, p := range parts {
		h.Write([]byte(p.Key))
	}
	f, err := os.CreateTemp(s.dir, "new-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	err = s.seal(f, parts, from)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(s.dir, hex.EncodeToString(h.Sum(nil)[:16])+s.sort))
}

// Drop removes a bundle.
func (s *Shelf) Drop(b Bundle) { os.Remove(filepath.Join(s.dir, b.name)) }

// Prune removes what no build has used for long, then the oldest until the rest has room, and
// what writing left that was ended in the middle.
func (s *Shelf) Prune(now time.Time) {
	if s.dir == "" {
		return
	}
	entries, _ := os.ReadDir(s.dir)
	type file struct {
		name string
		size int64
		used time.Time
	}
	var files []file
	for _, e := range entries {
		ours := strings.HasSuffix(e.Name(), ofRows) || strings.HasSuffix(e.Name(), ofSums)
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !ours && !strings.HasPrefix(e.Name(), "new-") {
			continue
		}
		if age := now.Sub(info.ModTime()); age > s.stay || !ours && age > time.Hour {
			os.Remove(filepath.Join(s.dir, e.Name()))
		} else if ours {
			files = append(files, file{e.Name(), info.Size(), info.ModTime()})
		}
	}
	slices.SortFunc(files, func(a, b file) int { return cmp.Or(b.used.Compare(a.used), cmp.Compare(a.name, b.name)) })
	var size int64
	for _, f := range files {
		if size += f.size; size > s.room {
			os.Remove(filepath.Join(s.dir, f.name))
		}
	}
}
