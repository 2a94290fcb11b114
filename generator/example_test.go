package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// example is the finished site of the example, built once for all tests that only
// read it.
var example = sync.OnceValues(func() (map[string][]byte, string) {
	dir, err := os.MkdirTemp("", "shingle-example-")
	if err != nil {
		return nil, err.Error()
	}
	defer os.RemoveAll(dir)
	var stdout, stderr bytes.Buffer
	out := filepath.Join(dir, "public")
	if code := run(context.Background(), []string{"build", "-C", "..", "-o", out}, &stdout, &stderr); code != done {
		return nil, stderr.String()
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
