package chart

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// version is part of every cache key. Raise it when the same option would be drawn otherwise.
const version = "1"

// A cache keeps drawings by the content of what was drawn, one file each: its checksum, a
// line feed, the SVG's body. Nothing in it is needed; whatever is odd is drawn again.
type cache struct {
	dir    string // "" is no cache
	bundle [sha256.Size]byte
}

// key names a chart by all that its picture depends on.
func (c cache) key(ch Chart) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %x %d %d\n", version, c.bundle, ch.Width, ch.Height)
	h.Write(ch.Option)
	return hex.EncodeToString(h.Sum(nil))
}

const suffix = ".svg"

func (c cache) path(key string) string { return filepath.Join(c.dir, key+suffix) }

// get reads a drawing, if there is a sound one.
func (c cache) get(key string) ([]byte, bool) {
	if c.dir == "" {
		return nil, false
	}
	b, err := os.ReadFile(c.path(key))
	if err != nil {
		return nil, false
	}
	sum, body, ok := bytes.Cut(b, []byte("\n"))
	if !ok || string(sum) != checksum(body) {
		return nil, false
	}
	return body, true
}

// put keeps a drawing; a reader sees the whole file or none.
func (c cache) put(key string, body []byte) error {
	if c.dir == "" {
		return nil
	}
	f, err := os.CreateTemp(c.dir, "new-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(checksum(body) + "\n" + string(body))
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), c.path(key))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// prune removes all drawings but those of this build and the latest so many others.
func (c cache) prune(used map[string]bool, others int) error {
	if c.dir == "" {
		return nil
	}
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return err
	}
	type old struct {
		name string
		when time.Time
	}
	var rest []old
	for _, e := range entries {
		key, ours := strings.CutSuffix(e.Name(), suffix)
		if e.IsDir() || ours && used[key] || !ours && !strings.HasPrefix(e.Name(), "new-") {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // gone meanwhile
		}
		rest = append(rest, old{e.Name(), info.ModTime()})
	}
	slices.SortFunc(rest, func(a, b old) int { return cmp.Or(b.when.Compare(a.when), cmp.Compare(a.name, b.name)) })
	for _, r := range rest[min(others, len(rest)):] {
		if err := os.Remove(filepath.Join(c.dir, r.name)); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

func checksum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
