package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shingle/generator/internal/record"
	"shingle/generator/internal/release"
	"shingle/generator/internal/report"
)

func checkCommand(stdout, stderr io.Writer, now func() time.Time) *cobra.Command {
	c := &cobra.Command{Use: "check", Short: "Do everything that build does but publish, and report on the data", Args: noArguments}
	dir := place(c)
	timing := c.Flags().Bool("timing", false, "tell where the time goes")
	rejects := c.Flags().String("rejects", "", "write the rows that could not be used, as they are, to a `FILE` of this machine")
	c.RunE = begun(func(c *cobra.Command, _ []string) error {
		j := newJob(*dir, "", stderr, now)
		j.live, j.Timing = filepath.Join(*dir, "public"), *timing
		var rows *record.RejectFile
		if *rejects != "" {
			var err error
			if rows, err = createRejects(*dir, *rejects); err != nil {
				return err
			}
			j.reject = rows.Put
		}
		r, err := j.run(c.Context())
		if rows != nil {
			if told := rows.Close(); told != nil {
				err = errors.Join(err, fmt.Errorf("--rejects: %w", told))
			}
		}
		if err != nil {
			return err
		}
		fmt.Fprint(stderr, r.problems)
		if r.read != nil && len(r.read.Sources) > 0 {
			report.Write(stdout, r.read)
		}
		if r.problems.Failed() {
			return errProblems
		}
		return nil
	})
	return c
}

// createRejects begins a file for such rows; not where what is published comes from or goes to.
func createRejects(dir, name string) (*record.RejectFile, error) {
	full, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if rel, err := filepath.Rel(root, full); err == nil {
		first, _, within := strings.Cut(filepath.ToSlash(rel), "/")
		if within && slices.Contains([]string{"site", "themes", "public", "data", release.Folder}, first) {
			return nil, &usageError{fmt.Sprintf("--rejects: %s is in %s/, want a place that is neither published nor read from", name, first)}
		}
	}
	rows, err := record.CreateRejectFile(full)
	if err != nil {
		return nil, fmt.Errorf("--rejects: %w", err)
	}
	return rows, nil
}
