package shelf

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

var secret = bytes.Repeat([]byte{7}, 32)

// rows is a file of so many bytes, and a bundle of it on a shelf.
func rows(t *testing.T, s *Shelf, n int) ([]byte, []Part) {
	t.Helper()
	text := make([]byte, n)
	r := rand.NewChaCha8([32]byte{byte(n)})
	r.Read(text)
	from := filepath.Join(t.TempDir(), "rows")
	if err := os.WriteFile(from, text, 0o600); err != nil {
		t.Fatal(err)
	}
	parts := []Part{{Key: "a", Rows: int64(n), Took: time.Second}, {Key: "b", Rows: 2, AsOf: 20000}}
	if err := s.Put(parts, from); err != nil {
		t.Fatal(err)
	}
	return text, parts
}

func TestWhatIsPutIsTakenWhole(t *testing.T) {
	for _, n := range []int{0, 1, pieceBytes - 1, pieceBytes, pieceBytes + 1, 3*pieceBytes + 17} {
		s := New(filepath.Join(t.TempDir(), "rows"), secret)
		want, parts := rows(t, s, n)
		all := s.Bundles()
		if len(all) != 1 || !slices.Equal(all[0].Parts, parts) {
			t.Fatalf("%d bytes: got %v, want one bundle of %v", n, all, parts)
		}
		into := filepath.Join(t.TempDir(), "taken")
		if err := s.Take(all[0], into); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(into); !bytes.Equal(got, want) {
			t.Errorf("%d bytes: what is taken is not what was put", n)
		}
	}
}

func TestNobodyElseReadsIt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "rows")
	text, _ := rows(t, New(dir, secret), 5000)
	if info, _ := os.Stat(dir); info.Mode().Perm() != 0o700 {
		t.Errorf("the folder is %v, want 0700", info.Mode())
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, name := range files {
		if info, _ := os.Stat(name); info.Mode().Perm() != 0o600 {
			t.Errorf("the file is %v, want 0600", info.Mode())
		}
		sealed, _ := os.ReadFile(name)
		if bytes.Contains(sealed, text[:16]) || bytes.Contains(sealed, []byte(`"key"`)) {
			t.Error("the file tells what it holds")
		}
	}
	if all := New(dir, bytes.Repeat([]byte{8}, 32)).Bundles(); all != nil {
		t.Errorf("another user sees %v, want nothing", all)
	}
	if all := New(dir, nil).Bundles(); all != nil {
		t.Errorf("without a secret there is %v, want nothing", all)
	}
}

// A file that is cut anywhere, or of which any byte is another one, is taken for none.
func TestDamageIsSeen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "rows")
	s := New(dir, secret)
	rows(t, s, pieceBytes+100)
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	sound, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	into := filepath.Join(t.TempDir(), "taken")
	try := func(what string, text []byte) {
		t.Helper()
		if err := os.WriteFile(files[0], text, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, b := range s.Bundles() {
			if s.Take(b, into) == nil {
				t.Errorf("%s: it is taken", what)
			}
			if _, err := os.Stat(into); err == nil {
				t.Errorf("%s: part of it is left", what)
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 50 {
		at := r.IntN(len(sound))
		text := slices.Clone(sound)
		text[at] ^= 1 << r.IntN(8)
		try("another byte", text)
		try("cut", sound[:at])
	}
	head := len(sound) - 100 - 16 - pieceBytes - 16
	try("the last piece lost", sound[:head+pieceBytes+16])
	try("the first piece lost", slices.Concat(sound[:head], sound[head+pieceBytes+16:]))
	try("more behind it", append(slices.Clone(sound), 0))
}

func TestTheOldestGoFirst(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "rows")
	s := New(dir, secret)
	now := time.Now()
	for i, age := range []time.Duration{time.Hour, 2 * time.Hour, 3 * time.Hour, 40 * 24 * time.Hour} {
		from := filepath.Join(t.TempDir(), "rows")
		os.WriteFile(from, make([]byte, 1000), 0o600)
		if err := s.Put([]Part{{Key: string(rune('a' + i)), Rows: 1}}, from); err != nil {
			t.Fatal(err)
		}
		for _, b := range s.Bundles() {
			if b.Parts[0].Key == string(rune('a'+i)) {
				os.Chtimes(filepath.Join(dir, b.name), now.Add(-age), now.Add(-age))
			}
		}
	}
	left := func() (keys string) {
		var all []string
		for _, b := range s.Bundles() {
			all = append(all, b.Parts[0].Key)
		}
		slices.Sort(all)
		for _, k := range all {
			keys += k
		}
		return keys
	}
	if s.Prune(now); left() != "abc" {
		t.Errorf("got %s, want abc: what nobody used for 30 days goes", left())
	}
	s.room = 2500
	if s.Prune(now); left() != "ab" {
		t.Errorf("got %s, want ab: there is room for two", left())
	}
}
