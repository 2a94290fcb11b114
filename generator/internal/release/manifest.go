package release

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"shingle/generator/internal/indented"
)

// Where a release lists its own files, and what that list looks like.
const (
	ManifestFile   = "api/v1/manifest.json"
	ManifestSchema = "api/v1/manifest.schema.json"
)

// A Manifest says what a release is made of, and what made it: what a log of releases can
// hold to. Of the exports it holds no sum. Whoever knew all of a survey's answers but one could
// try that one by it.
type Manifest struct {
	Generator string            `json:"generator"` // the program and its version
	Built     string            `json:"built"`
	AsOf      string            `json:"as_of"`
	Inputs    map[string]string `json:"inputs"`  // by name, config.toml and what was written by hand: the sum of it
	Exports   map[string]int    `json:"exports"` // by source: of how many files
	Files     []File            `json:"files"`   // by path, without the manifest, and without names that begin with a dot
}

// A File is one of a release.
type File struct {
	Path   string `json:"path"` // from the site's root
	Size   int64  `json:"size"` // in bytes
	SHA256 string `json:"sha256"`
}

// List adds the files of a finished folder to a manifest.
func (m *Manifest) List(site fs.FS) error {
	files, err := filesOf(site, ".")
	m.Files = slices.DeleteFunc(files, func(f File) bool { return f.Path == ManifestFile || strings.HasPrefix(path.Base(f.Path), ".") })
	return err
}

// Text is the manifest as it is published.
func (m *Manifest) Text() []byte { return indented.JSON(m) }

// SumOf is the sum of a file or, of a folder, of its files' sums and names; "" if there is
// nothing.
func SumOf(dir fs.FS, name string) (string, error) {
	files, err := filesOf(dir, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil || len(files) == 0:
		return "", err
	case files[0].Path == name:
		return files[0].SHA256, nil
	}
	var lines strings.Builder
	for _, f := range files {
		fmt.Fprintf(&lines, "%s  %s\n", f.SHA256, strings.TrimPrefix(f.Path, name+"/"))
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(lines.String()))), nil
}

// filesOf lists a file, or those of a folder, by path. Their sums are made on every core.
func filesOf(dir fs.FS, name string) ([]File, error) {
	files := []File{}
	err := fs.WalkDir(dir, name, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, File{Path: name})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	var next atomic.Int64
	var group sync.WaitGroup
	failed := make([]error, runtime.GOMAXPROCS(0))
	for core := range failed {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(files)) && failed[core] == nil; i = next.Add(1) - 1 {
				failed[core] = files[i].add(dir)
			}
		})
	}
	group.Wait()
	return files, errors.Join(failed...)
}

// add reads a file for its size and its sum.
func (f *File) add(dir fs.FS) error {
	file, err := dir.Open(f.Path)
	if err != nil {
		return err
	}
	defer file.Close()
	sum := sha256.New()
	f.Size, err = io.Copy(sum, file)
	f.SHA256 = fmt.Sprintf("%x", sum.Sum(nil))
	return err
}

// Schema is the JSON Schema of a manifest.
func Schema() []byte {
	text := map[string]any{"type": "string"}
	sum := map[string]any{"type": "string", "pattern": "^[0-9a-f]{64}$"}
	count := map[string]any{"type": "integer", "minimum": 0}
	object := func(of map[string]any, required ...string) map[string]any {
		return map[string]any{"type": "object", "additionalProperties": false, "required": required, "properties": of}
	}
	s := object(map[string]any{
		"generator": text, "built": text, "as_of": text,
		"inputs":  map[string]any{"type": "object", "additionalProperties": sum, "description": "SHA-256 of config.toml and, of each folder that was written by hand, of the lines \"sum, two blanks, name\" of its files in order; of exports there is none, to protect the people in them"},
		"exports": map[string]any{"type": "object", "additionalProperties": count, "description": "by source, of how many files its rows came"},
		"files": map[string]any{"type": "array", "description": "every file of the release but this one, and those whose names begin with a dot", "items": object(
			map[string]any{"path": text, "size": count, "sha256": sum}, "path", "size", "sha256")},
	}, "generator", "built", "as_of", "inputs", "exports", "files")
	s["$schema"], s["title"] = "https://json-schema.org/draft/2020-12/schema", "The files of a release"
	return indented.JSON(s)
}
