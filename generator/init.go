package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"shingle"
)

func initCommand(stdout, stderr io.Writer) *cobra.Command {
	c := &cobra.Command{Use: "init DIR", Short: "Lay out a new site: the example, or one from exports of your own"}
	c.Args = func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return &usageError{"init wants the folder to lay the site out in, such as: shingle init my-site"}
		}
		return nil
	}
	c.RunE = begun(func(_ *cobra.Command, args []string) error {
		dir := args[0]
		if !vacant(dir, stderr) {
			return errProblems
		}
		return layOut(stdout, dir)
	})
	return c
}

// vacant tells whether a folder is missing or empty, and says so if it is not.
func vacant(dir string, stderr io.Writer) bool {
	entries, err := os.ReadDir(dir)
	switch {
	case os.IsNotExist(err):
		return true
	case err != nil:
		fmt.Fprintf(stderr, "%s: is no folder that can be read, want an empty or missing one\n", dir)
		return false
	case len(entries) > 0:
		fmt.Fprintf(stderr, "%s: holds %q, want an empty or missing folder\nnothing was written\n", dir, entries[0].Name())
		return false
	}
	return true
}

// layOut writes the example: its config.toml, its exports and what stands in site/.
// The theme stays in the program.
func layOut(stdout io.Writer, dir string) error {
	for _, root := range []string{"config.toml", "data", "site"} {
		if err := copyEmbedded(root, dir); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(stdout, "%s holds the example now. To see it: shingle serve -C %s\n", dir, dir)
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
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		return os.WriteFile(to, text, 0o666)
	})
}
