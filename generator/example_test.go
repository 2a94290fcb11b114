package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// example is the finished site of the example, built once for all tests that only
// read it.
var example = sync.OnceValues(func() (map[string][]byte, string) {
	dir, err := os.MkdirTemp("", "shingle-example-")
	if err != nil {
		return nil, err.Error()
	}
	defer os.RemoveAll(dir)
	for _, part := range []string{"data", "site"} { // a copy has no memory of other releases
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join("..", part))); err != nil {
			return nil, err.Error()
		}
	}
	config, err := os.ReadFile("../config.toml")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "config.toml"), config, 0o600)
	}
	if err != nil {
		return nil, err.Error()
	}
	var said bytes.Buffer
	out := filepath.Join(dir, "public")
	built := func() time.Time { return time.Date(2026, 11, 2, 6, 0, 0, 0, time.UTC) }
	if r, err := newJob(dir, out, &said, built).run(context.Background()); err != nil || r.problems.Failed() {
		return nil, fmt.Sprint(err, r.problems, &said)
	}
	site := map[string][]byte{}
	err = filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(out, name)
		site[filepath.ToSlash(rel)] = text
		return err
	})
	if err != nil {
		return nil, err.Error()
	}
	return site, ""
})

// finished is the example's site.
func finished(t *testing.T) map[string][]byte {
	t.Helper()
	site, why := example()
	if why != "" {
		t.Fatal(why)
	}
	return site
}
