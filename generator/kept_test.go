package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/keep"
	"shingle/generator/internal/sample"
)

// built makes the site of dir in a folder of its own and gives its files, what was told of the
// data, and what was said of the steps.
func built(t *testing.T, dir string) (files map[string]string, told, said string) {
	t.Helper()
	var text bytes.Buffer
	j := newJob(dir, filepath.Join(t.TempDir(), "public"), &text, time.Now)
	j.Timing, j.notes, j.least = true, keep.Drawer(t.TempDir()), 1
	r, err := j.run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r.problems.Failed() {
		t.Fatal(r.problems.String())
	}
	files = map[string]string{}
	err = filepath.WalkDir(j.out, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var b []byte
			b, err = os.ReadFile(name)
			rel, _ := filepath.Rel(j.out, name)
			files[rel] = string(b)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, r.problems.String(), text.String()
}

// A day that is added to what was read before makes the site that reading all of it anew makes,
// byte for byte, whatever became of what is kept.
func TestKeptRecordsChangeNothing(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	put := func(name, text string) {
		t.Helper()
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	config := strings.Replace(benchConfig, "data/contacts.csv", "data/*.csv", 1)
	put("config.toml", config)
	var contacts bytes.Buffer
	if err := sample.Calls(&contacts, 3000, 3, 24); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(contacts.String(), "\n")
	put("data/a.csv", strings.Join(lines[:2000], ""))
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", cache)
	if _, _, said := built(t, dir); strings.Contains(said, "as typed before") {
		t.Fatalf("the first build reuses something:\n%s", said)
	}
	put("data/b.csv", lines[0]+strings.Join(lines[1990:2500], "")) // some ids come again

	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	want, wantTold, _ := built(t, dir)
	t.Setenv("XDG_CACHE_HOME", cache)
	records := filepath.Join(cache, "shingle", "records")
	for _, c := range []struct {
		what   string
		before func()
		reuses string
	}{
		{"a new day", func() {}, "1999 of 2509 rows as typed before"},
		{"the same again", func() {}, "2509 of 2509 rows as typed before"},
		{"damaged", func() {
			files, _ := filepath.Glob(filepath.Join(records, "*"))
			for _, f := range files {
				b, _ := os.ReadFile(f)
				b[len(b)-1] ^= 1
				os.WriteFile(f, b, 0o600)
			}
		}, ""},
		{"mended by that build", func() {}, "2509 of 2509 rows as typed before"},
		{"lost", func() { os.RemoveAll(records) }, ""},
		{"not writable", func() { os.RemoveAll(records); os.WriteFile(records, nil, 0o600) }, ""},
	} {
		c.before()
		got, told, said := built(t, dir)
		if !maps.Equal(got, want) {
			t.Errorf("%s: the site is another one", c.what)
		}
		if reuses := strings.Contains(said, "as typed before"); reuses != (c.reuses != "") || !strings.Contains(said, c.reuses) {
			t.Errorf("%s: want %q in\n%s", c.what, c.reuses, said)
		}
		if told != wantTold {
			t.Errorf("%s: told\n%s\nwant\n%s", c.what, told, wantTold)
		}
	}
	os.Remove(records)
	put("config.toml", strings.Replace(config, "[shingle]\n", "[shingle]\nkeep_records = false\n", 1))
	if built(t, dir); fileThere(records) {
		t.Error("keep_records = false keeps records")
	}
}

func fileThere(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
