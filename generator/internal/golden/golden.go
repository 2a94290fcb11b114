// Package golden compares what a test made with what it should be.
//
// A file of its testdata folder is rewritten with UPDATE=1 in the environment, and the
// difference is then read like any other change. Known answers ([Vectors]) were worked out
// elsewhere, and are not.
package golden

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Check fails t unless got is, byte for byte, the file at path, which is
// relative to the test's own folder ("testdata/trend.svg"). A missing file
// fails too. With UPDATE=1 the file is written.
func Check(t testing.TB, path string, got []byte) {
	t.Helper()
	path = filepath.FromSlash(path)
	if os.Getenv("UPDATE") == "1" {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v: run the test with UPDATE=1 to write it", err)
		return
	}
	if !bytes.Equal(got, want) {
		at := differ(got, want)
		t.Errorf("%s: differs from line %d on: run with UPDATE=1 and read the difference\ngot:  %s\nwant: %s",
			path, bytes.Count(want[:at], []byte("\n"))+1, excerpt(got, at), excerpt(want, at))
	}
}

// differ is the offset of the first byte that differs.
func differ(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// excerpt quotes some text around an offset.
func excerpt(b []byte, at int) []byte {
	return b[max(0, at-40):min(len(b), at+80)]
}

// Section fails t unless got stands in the file at path between the line
// "<!-- name -->" and the next "<!-- end -->": what is generated in a text that is
// otherwise written by hand. With UPDATE=1 it is put there.
func Section(t testing.TB, path, name string, got []byte) {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(path))
	if err != nil {
		t.Error(err)
		return
	}
	head, rest, begins := bytes.Cut(text, []byte("<!-- "+name+" -->\n"))
	want, tail, ends := bytes.Cut(rest, []byte("<!-- end -->"))
	if !begins || !ends {
		t.Errorf("%s: has no section %q", path, name)
		return
	}
	if os.Getenv("UPDATE") == "1" {
		whole := bytes.Join([][]byte{head, []byte("<!-- " + name + " -->\n"), got, []byte("<!-- end -->"), tail}, nil)
		if err := os.WriteFile(filepath.FromSlash(path), whole, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(got, want) {
		at := differ(got, want)
		t.Errorf("%s: section %q is not as the code has it: run with UPDATE=1 and read the difference\ngot:  %s\nwant: %s", path, name, excerpt(got, at), excerpt(want, at))
	}
}
