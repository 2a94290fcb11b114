package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"shingle"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/guess"
	"shingle/generator/internal/scratch"
)

func initCommand(stdout, stderr io.Writer) *cobra.Command {
	c := &cobra.Command{Use: "init DIR [--from FILE...]", Short: "Lay out a new site: the example, or one from exports of your own"}
	from := c.Flags().StringArray("from", nil, "an export of yours to begin with; may be given more than once")
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 || len(args) > 1 && !c.Flags().Changed("from") {
			return &usageError{"init wants the folder to lay the site out in, such as: shingle init my-site"}
		}
		return nil
	}
	c.RunE = begun(func(c *cobra.Command, args []string) error {
		dir, exports := args[0], append(*from, args[1:]...)
		if dir == "" {
			return &usageError{"init wants the name of a folder, got \"\""}
		}
		if problem := vacant(dir); problem != "" {
			fmt.Fprintf(stderr, "%s: %s\nnothing was written\n", dir, problem)
			return errProblems
		}
		if len(exports) == 0 {
			return layOut(stdout, dir)
		}
		return layOutFrom(c.Context(), stdout, stderr, dir, exports)
	})
	return c
}

// vacant says what is wrong with a folder that is neither missing nor empty.
func vacant(dir string) string {
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

// layOut writes the example: its config.toml, its exports and what stands in site/.
// The theme stays in the program.
func layOut(stdout io.Writer, dir string) error {
	for _, root := range []string{"config.toml", "data", "site"} {
		if err := copyEmbedded(root, dir); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(stdout, "%s holds the example now; config.toml says what to change.\nTo see it: shingle serve -C %s\n", dir, dir)
	return err
}

// copyEmbedded copies a file or a folder that came with the program.
func copyEmbedded(root, dir string) error {
	return fs.WalkDir(shingle.Files, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(shingle.Files, name)
		if err != nil {
			return err
		}
		return writeUnder(dir, name, text)
	})
}

func writeUnder(dir, name string, text []byte) error {
	to := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o666)
}

// layOutFrom lays out a site of somebody's own exports: copies them, guesses what
// they are, and writes a config.toml that says so, to be looked through.
func layOutFrom(ctx context.Context, stdout, stderr io.Writer, dir string, exports []string) error {
	own, err := scratch.New()
	if err != nil {
		return err
	}
	defer own.Close()
	temp := own.Path
	var problems diag.List
	s := starter{zone: localZone(os.Getenv), names: map[string]bool{}, refused: map[string]string{}}
	taken := map[string]string{}
	for i, name := range exports {
		base := filepath.Base(name)
		if other, ok := taken[base]; ok {
			problems.Add(diag.Place{File: name}, "has the name of %s, want exports of different names", other)
			continue
		}
		taken[base] = name
		under := filepath.Join(temp, fmt.Sprint(i))
		if err := os.MkdirAll(under, 0o700); err != nil {
			return err
		}
		t, err := look(ctx, name, under, &problems)
		if err != nil {
			return err
		}
		if t != nil {
			s.add(*t, guess.Of(*t))
		}
	}
	if problems.Failed() {
		fmt.Fprintf(stderr, "%snothing was written\n", &problems)
		return errProblems
	}
	text, err := s.proven(ctx, filepath.Join(temp, "site"), exports)
	if err != nil {
		return err
	}
	if err := copyExports(dir, exports); err != nil {
		return err
	}
	if err := writeUnder(dir, "config.toml", []byte(text)); err != nil {
		return err
	}
	if err := copyEmbedded("site/content/notices/_archetype.md", dir); err != nil {
		return err
	}
	s.tell(stdout, dir)
	return nil
}

func copyExports(dir string, exports []string) error {
	for _, name := range exports {
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
		if _, err := io.Copy(out, in); err != nil {
			out.Close()
			return err
		}
		if err := out.Close(); err != nil {
			return err
		}
	}
	return nil
}

// glance is how many rows of an export are looked at: half of them its first, half
// of them spread over the rest.
const glance = 1000

// look opens an export and reads some of its rows; nil if it is damaged.
func look(ctx context.Context, name, temp string, problems *diag.List) (*guess.Table, error) {
	literal := strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(filepath.ToSlash(name))
	files := export.Open(export.Options{Files: []string{literal}, Temp: temp, Place: diag.Place{File: name}}, problems)
	if len(files) == 0 {
		return nil, nil
	}
	f := files[0]
	t := &guess.Table{Name: path.Base(filepath.ToSlash(name)), Columns: f.Columns}
	if f.Format == export.Parquet {
		return t, lookParquet(ctx, f, t)
	}
	var spots []export.Spot
	for row := range f.Rows {
		if row < glance/2 || row%max(1, f.Rows/(glance/2)) == 0 {
			for column := range f.Columns {
				spots = append(spots, export.Spot{Record: row, Column: column})
			}
		}
	}
	cells, err := f.Cells(spots)
	if err != nil {
		return nil, err
	}
	for i, c := range cells {
		if i%len(f.Columns) == 0 {
			t.Rows = append(t.Rows, nil)
		}
		last := len(t.Rows) - 1
		t.Rows[last] = append(t.Rows[last], c.Text)
	}
	return t, nil
}

// lookParquet asks the SQL engine, which reads such files itself.
func lookParquet(ctx context.Context, f *export.File, t *guess.Table) (err error) {
	db, err := engine.Open(ctx, engine.Options{Temp: filepath.Dir(f.Read), Files: []string{f.Read}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.Query(ctx, fmt.Sprintf("SELECT * FROM %s LIMIT %d", engine.Parquet([]string{f.Read}), glance))
	if err != nil {
		return fmt.Errorf("reading %s: %s", f.Path, engine.Reason(err))
	}
	defer rows.Close()
	if t.Columns, err = rows.Columns(); err != nil {
		return err
	}
	for rows.Next() {
		texts := make([]*string, len(t.Columns))
		into := make([]any, len(texts))
		for i := range texts {
			into[i] = &texts[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		row := make([]string, len(texts))
		for i, s := range texts {
			if s != nil {
				row[i] = *s
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return rows.Err()
}
