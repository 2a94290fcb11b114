package chart

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// version is part of every cache key. Raise it when the same option would be drawn otherwise.
const version = "1"

// A cache keeps drawings by the content of what was drawn, one file each: its seal, a line
// feed, the SVG's body. Nothing in it is needed, and nothing in it is believed: what does
// not bear the user's seal, or is not what clean lets through, is drawn again. The cache of
// the go command (go-internal/cache) believes its folder, lets others read it, and drops
// after five days what a monthly build wants back.
type cache struct {
	dir    string // "" is no cache
	secret []byte
	made   [sha256.Size]byte // of what draws
}

// key names a chart by all that its picture depends on.
func (c cache) key(ch Chart) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %x %d %d\n", version, c.made, ch.Width, ch.Height)
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
	seal, body, ok := bytes.Cut(b, []byte("\n"))
	if !ok || !hmac.Equal(seal, []byte(c.seal(key, body))) || !sound(body) {
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
	_, err = f.WriteString(c.seal(key, body) + "\n" + string(body))
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

// seal is what only this user's builds can write under a drawing.
func (c cache) seal(key string, body []byte) string {
	h := hmac.New(sha256.New, c.secret)
	h.Write([]byte(key))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// lets are the elements and attributes that clean writes.
var lets = map[string][]string{
	"path": {"d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin"},
	"g":    {"fill", "font-size", "font-weight", "text-anchor"},
	"text": {"x", "y", "dominant-baseline"},
}

var (
	outline = regexp.MustCompile(`^[\d\s.,MLHVCSQTAZmlhvcsqtaze+-]*$`)
	value   = regexp.MustCompile(`^[a-z\d., -]*$`)
)

// sound tells whether a drawing holds nothing but what clean lets through.
func sound(body []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := d.Token()
		if err != nil {
			return errors.Is(err, io.EOF)
		}
		switch t := token.(type) {
		case xml.StartElement:
			for _, a := range t.Attr {
				form := value
				colour := a.Name.Local == "fill" || a.Name.Local == "stroke"
				switch {
				case colour && checkColour(a.Value) == nil:
					continue
				case colour || a.Name.Space != "" || !slices.Contains(lets[t.Name.Local], a.Name.Local):
					return false
				case a.Name.Local == "d":
					form = outline
				}
				if !form.MatchString(a.Value) {
					return false
				}
			}
			if lets[t.Name.Local] == nil || t.Name.Space != "" {
				return false
			}
		case xml.Comment, xml.ProcInst, xml.Directive:
			return false
		}
	}
}
