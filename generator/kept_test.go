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
		{"some ids again", func() {}, "1999 of 2509 rows as typed before"},
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

// A day's file of ids of its own is counted alone, whatever stands before or behind it, and makes
// the site that counting all rows makes, byte for byte.
func TestDaysCountedAloneChangeNothing(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	config := strings.Replace(benchConfig, "data/contacts.csv", "data/*.csv", 1) + `
[shingle.metrics.longest]
kind = "wait"
variant = "p90"
owner = "Head of Contact Centre"
`
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	var contacts bytes.Buffer
	if err := sample.Calls(&contacts, 3000, 3, 5); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(contacts.String(), "\n")
	put := func(name string, from, to int) {
		if err := os.WriteFile(filepath.Join(dir, "data", name), []byte(lines[0]+strings.Join(lines[from:to], "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	put("b.csv", 1, 2001)
	for _, step := range []struct {
		what   string
		do     func()
		counts string
	}{
		{"all is new", func() {}, ""},
		{"a new day", func() { put("c.csv", 2001, 2101) }, "2000 as counted before"},
		{"another, and one before", func() { put("d.csv", 2101, 2299); put("a.csv", 2301, 2401) }, "2000 as counted before"},
		{"the last grows", func() { put("d.csv", 2101, 2301) }, "2200 as counted before"},
		{"an id comes again", func() { put("e.csv", 1990, 2010) }, ""},
		{"one is taken away", func() { os.Remove(filepath.Join(dir, "data", "e.csv")); os.Remove(filepath.Join(dir, "data", "a.csv")) }, ""},
	} {
		step.do()
		t.Setenv("XDG_CACHE_HOME", t.TempDir())
		want, wantTold, _ := built(t, dir)
		t.Setenv("XDG_CACHE_HOME", cache)
		got, told, said := built(t, dir)
		if !maps.Equal(got, want) {
			t.Errorf("%s: the site is another one", step.what)
		}
		if told != wantTold {
			t.Errorf("%s: told\n%s\nwant\n%s", step.what, told, wantTold)
		}
		if counts := strings.Contains(said, "as counted before"); counts != (step.counts != "") || !strings.Contains(said, step.counts) {
			t.Errorf("%s: want %q in\n%s", step.what, step.counts, said)
		}
	}
}

func fileThere(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}
