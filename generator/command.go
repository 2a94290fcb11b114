package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"shingle/generator/internal/progress"
)

func commands(stdout, stderr io.Writer, now func() time.Time) *cobra.Command {
	root := &cobra.Command{
		Use:           "shingle",
		Short:         "Publish how well you serve people, openly",
		Long:          "Shingle reads the files that contact centres, survey tools and HR export,\nworks out the scores, and publishes them with charts as a static site.",
		SilenceErrors: true, SilenceUsage: true,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(buildCommand(stdout, stderr, now), checkCommand(stdout, stderr, now), serveCommand(stdout, stderr, now), initCommand(stdout, stderr, now), versionCommand(stdout))
	return root
}

// place adds the flag for the folder that config.toml is in.
func place(c *cobra.Command) *string {
	return c.Flags().StringP("dir", "C", ".", "the folder that config.toml is in")
}

func buildCommand(stdout, stderr io.Writer, now func() time.Time) *cobra.Command {
	c := &cobra.Command{Use: "build", Short: "Build the site and put it into place", Args: noArguments}
	dir := place(c)
	out := c.Flags().StringP("out", "o", "", "the folder to publish to (default: public beside config.toml)")
	timing := c.Flags().Bool("timing", false, "tell where the time goes")
	drafts := c.Flags().Bool("drafts", false, "with drafts and the pattern page")
	force := c.Flags().Bool("force", false, "build even if nothing has changed")
	c.RunE = begun(func(c *cobra.Command, _ []string) error {
		to := *out
		if to == "" {
			to = filepath.Join(*dir, "public")
		}
		j := newJob(*dir, to, stderr, now)
		j.Timing, j.drafts, j.force, j.notes = *timing, *drafts, *force, notes()
		r, err := j.run(c.Context())
		if err != nil {
			return err
		}
		if r.unchanged {
			fmt.Fprint(stderr, r.told)
			fmt.Fprintln(stdout, "nothing changed")
			return nil
		}
		fmt.Fprint(stderr, r.problems)
		if r.problems.Failed() {
			fmt.Fprintln(stderr, "nothing was published")
			return errProblems
		}
		return nil
	})
	return c
}

// noArguments refuses whatever stands behind a command and is no flag.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{fmt.Sprintf("%s takes no arguments, got %q", c.Name(), args[0])}
	}
	return nil
}

func newJob(dir, out string, stderr io.Writer, now func() time.Time) *job {
	return &job{dir: dir, out: out, env: os.Getenv, now: now(), Steps: progress.To(stderr)}
}

func versionCommand(stdout io.Writer) *cobra.Command {
	return &cobra.Command{Use: "version", Short: "Tell the version", Args: noArguments, RunE: func(*cobra.Command, []string) error {
		_, err := fmt.Fprintln(stdout, "shingle", version)
		return err
	}}
}
