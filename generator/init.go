package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shingle"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/export"
	"shingle/generator/internal/scratch"
)

func initCommand(stdout, stderr io.Writer, now func() time.Time) *cobra.Command {
	c := &cobra.Command{Use: "init DIR [--from FILE...]", Short: "Lay out a new site: the example, or one from exports of your own"}
	from := c.Flags().StringArray("from", nil, "an export of yours to begin with; may be given more than once")
	s := starter{names: map[string]bool{}, now: now}
	zone := c.Flags().String("time-zone", "", "where the service desk is, such as Europe/London (default: where this computer is)")
	yes := c.Flags().Bool("yes", false, "ask nothing: take what is certain and leave the rest off")
	c.Flags().StringVar(&s.encoding, "encoding", "", "of the exports that are text, such as windows-1252 (default: found out)")
	c.Flags().StringVar(&s.sheet, "sheet", "", "which sheet of a workbook is read (default: found out)")
	c.Flags().IntVar(&s.skip, "skip-rows", -1, "how many lines stand above the header (default: found out)")
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
		if _, err := time.LoadLocation(*zone); err != nil || strings.EqualFold(*zone, "local") {
			return &usageError{fmt.Sprintf("--time-zone: got %q, want a zone as the IANA database names it, such as Europe/London", *zone)}
		}
		if s.encoding != "" && !export.Encoded(s.encoding) {
			return &usageError{fmt.Sprintf("--encoding: got %q, want such as windows-1252 or iso-8859-15", s.encoding)}
		}
		if problem := vacant(dir); problem != "" {
			fmt.Fprintf(stderr, "%s: %s\nnothing was written\n", dir, problem)
			return errProblems
		}
		if len(exports) == 0 {
			return layOut(stdout, dir)
		}
		var problems diag.List
		for _, name := range exports {
			if _, err := os.Stat(name); err != nil {
				problems.Add(diag.Place{File: name}, "no such file can be read")
			}
		}
		if problems.Failed() {
			fmt.Fprintf(stderr, "%snothing was written\n", &problems)
			return errProblems
		}
		s.zone, s.asks = cmp.Or(*zone, localZone(os.Getenv)), asker(c.Context(), *yes, os.Stdin, stdout)
		s.whose(*zone == "")
		return s.layOutFrom(c.Context(), stdout, stderr, dir, exports)
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

// layOutFrom lays out a site of somebody's own exports: copies them, finds out what
// they are, and writes a config.toml that says so, to be looked through.
func (s *starter) layOutFrom(ctx context.Context, stdout, stderr io.Writer, dir string, exports []string) error {
	s.stderr = stderr
	own, err := scratch.New()
	if err != nil {
		return err
	}
	defer own.Close()
	temp := own.Path
	var problems diag.List
	s.refused = map[string]string{}
	s.presets = presets(".", &problems)
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
		if err := cmp.Or(s.asks.ended, s.take(ctx, name, under, &problems)); err != nil {
			return err
		}
	}
	if problems.Failed() {
		fmt.Fprintf(stderr, "%snothing was written\n", &problems)
		return errProblems
	}
	if s.promised(); s.asks.ended != nil {
		return s.asks.ended
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
