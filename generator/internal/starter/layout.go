package starter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/scratch"
)

// Vacant says what is wrong with a folder that is neither missing nor empty.
func Vacant(dir string) string {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ""
	case err != nil:
		return "is no folder that can be read, want an empty or missing one"
	case len(entries) > 0:
		return fmt.Sprintf("holds %q, want an empty or missing folder", entries[0].Name())
	}
	return ""
}

// Example lays out the example that came with the program: its config.toml, its exports
// and what stands in site/; in one language, if one is given. The theme stays in the program.
func Example(came fs.FS, dir string, in *Language) error {
	trees := []string{"data", "site"}
	if in != nil {
		trees = trees[:1]
	}
	for _, tree := range trees {
		sub, err := fs.Sub(came, tree)
		if err != nil {
			return err
		}
		if err := os.CopyFS(filepath.Join(dir, tree), sub); err != nil {
			return err
		}
	}
	if in != nil {
		return in.example(came, dir)
	}
	return copyOne(came, "config.toml", dir)
}

func copyOne(came fs.FS, name, dir string) error {
	text, err := fs.ReadFile(came, name)
	if err != nil {
		return err
	}
	return writeUnder(dir, name, text)
}

func writeUnder(dir, name string, text []byte) error {
	to := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o666)
}

// From lays out a site of somebody's own exports: copies them, finds out what they are,
// and writes a config.toml that says so, to be looked through; out is told what was found
// and what is left to do. Of what came with the program, it takes the model of a notice.
func From(ctx context.Context, o Options, came fs.FS, dir string, exports []string, out io.Writer, problems *diag.List) error {
	s := &site{Options: o, names: map[string]bool{}, refused: map[string]string{}}
	s.whose()
	temp, err := scratch.New()
	if err != nil {
		return err
	}
	defer temp.Close()
	taken := map[string]string{}
	for i, name := range exports {
		base := filepath.Base(name)
		if other, ok := taken[base]; ok {
			problems.Add(diag.Place{File: name}, "has the name of %s, want exports of different names", other)
			continue
		}
		taken[base] = name
		under := filepath.Join(temp.Path, fmt.Sprint(i))
		if err := os.MkdirAll(under, 0o700); err != nil {
			return err
		}
		if err := cmp.Or(s.Asks.ended, s.take(ctx, name, under, problems)); err != nil {
			return err
		}
	}
	if problems.Failed() {
		return nil
	}
	if s.promised(); s.Asks.ended != nil {
		return s.Asks.ended
	}
	text, err := s.proven(ctx, filepath.Join(temp.Path, "site"), exports)
	if err != nil {
		return err
	}
	for _, name := range exports {
		if err := copyExport(dir, name); err != nil {
			return err
		}
	}
	if err := writeUnder(dir, "config.toml", []byte(text)); err != nil {
		return err
	}
	if err := s.Language.model(came, dir); err != nil {
		return err
	}
	s.tell(out, dir)
	return nil
}

func copyExport(dir, name string) (err error) {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	to := filepath.Join(dir, "data", filepath.Base(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}
