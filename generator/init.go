package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"shingle"
	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/duty"
	"shingle/generator/internal/export"
	"shingle/generator/internal/starter"
)

func initCommand(stdout, stderr io.Writer, now func() time.Time) *cobra.Command {
	c := &cobra.Command{Use: "init DIR [--from FILE... | --for NAME]", Short: "Lay out a new site: the example, one from exports of your own, or one that a regulator asks for"}
	o := starter.Options{Now: now, Reading: reading}
	from := c.Flags().StringArray("from", nil, "an export of yours to begin with; may be given more than once")
	rule := c.Flags().String("for", "", "after what a regulator asks to be published: "+strings.Join(duty.Names(), ", "))
	zone := c.Flags().String("time-zone", "", "where the service desk is, such as Europe/London (default: where this computer is)")
	spoken := c.Flags().String("language", "", "of the site's only language: "+strings.Join(starter.Languages(), ", ")+" (default: English; the example is in all)")
	yes := c.Flags().Bool("yes", false, "ask nothing: take what is certain and leave the rest off")
	c.Flags().StringVar(&o.Encoding, "encoding", "", "of the exports that are text, such as windows-1252 (default: found out)")
	c.Flags().StringVar(&o.Sheet, "sheet", "", "which sheet of a workbook is read (default: found out)")
	c.Flags().IntVar(&o.SkipRows, "skip-rows", -1, "how many lines stand above the header (default: found out)")
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
		if o.Encoding != "" && !export.Encoded(o.Encoding) {
			return &usageError{fmt.Sprintf("--encoding: got %q, want such as windows-1252 or iso-8859-15", o.Encoding)}
		}
		in := starter.Spoken(cmp.Or(*spoken, "en"))
		if in == nil {
			return &usageError{fmt.Sprintf("--language: got %q, want one of %s", *spoken, strings.Join(starter.Languages(), ", "))}
		}
		var asked fs.FS
		if c.Flags().Changed("for") {
			if len(exports) > 0 {
				return &usageError{"--for: stands beside --from, want one of them: a site for a regulator waits for exports of its own names"}
			}
			if *spoken != "" {
				return &usageError{"--language: stands beside --for, want one of them: a site for a regulator is in the languages of its rule"}
			}
			var known bool
			if asked, known = duty.Files(*rule); !known {
				return &usageError{fmt.Sprintf("--for: got %q, want one of %s", *rule, strings.Join(duty.Names(), ", "))}
			}
		}
		if problem := starter.Vacant(dir); problem != "" {
			fmt.Fprintf(stderr, "%s: %s\nnothing was written\n", dir, problem)
			return errProblems
		}
		if asked != nil {
			return starter.For(asked, shingle.Files, dir, stdout)
		}
		if len(exports) == 0 {
			if *spoken == "" {
				in = nil
			}
			if err := starter.Example(shingle.Files, dir, in); err != nil {
				return err
			}
			_, err := fmt.Fprintf(stdout, "%s holds the example now; config.toml says what to change.\nTo see it: shingle serve -C %s\n", dir, dir)
			return err
		}
		var problems diag.List
		for _, name := range exports {
			if _, err := os.Stat(name); err != nil {
				problems.Add(diag.Place{File: name}, "no such file can be read")
			}
		}
		if !problems.Failed() {
			o.Language, o.Zone, o.Zoned, o.Asks = in, cmp.Or(*zone, starter.LocalZone(os.Getenv)), *zone != "", starter.Asker(c.Context(), *yes, os.Stdin, stdout)
			o.Presets = config.Presets(os.DirFS("presets"), &problems)
			o.Check = func(ctx context.Context, dir string) (*diag.List, error) {
				j := newJob(dir, "", stderr, now)
				j.live, j.scores = filepath.Join(dir, "public"), true
				r, err := j.run(ctx)
				return r.problems, err
			}
			if err := starter.From(c.Context(), o, shingle.Files, dir, exports, stdout, &problems); err != nil {
				return err
			}
		}
		if problems.Failed() {
			fmt.Fprintf(stderr, "%snothing was written\n", &problems)
			return errProblems
		}
		return nil
	})
	return c
}
