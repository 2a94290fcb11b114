package main

import (
	"context"
	"io"
	"io/fs"
	"testing/fstest"
	"time"

	"github.com/spf13/cobra"

	"shingle/generator/internal/chart"
	"shingle/generator/internal/config"
	"shingle/generator/internal/hugo"
	"shingle/generator/internal/page"
)

func checkCommand(stdout, stderr io.Writer, now func() time.Time) *cobra.Command {
	return &cobra.Command{Use: "check"}
}
func serveCommand(stdout, stderr io.Writer, now func() time.Time) *cobra.Command {
	return &cobra.Command{Use: "serve"}
}
func initCommand(stdout, stderr io.Writer) *cobra.Command { return &cobra.Command{Use: "init"} }

func (j *job) draw(ctx context.Context, out *page.Output, render any) error {
	_ = chart.Wide
	return nil
}

func (j *job) site(cfg *config.Config, out *page.Output) hugo.Site {
	return hugo.Site{Config: cfg.Hugo, Now: j.built, Files: out.Hugo, Theme: fstest.MapFS{
		"layouts/all.html": {Data: []byte(`<!doctype html><html lang="en"><head><title>x</title></head><body><h1>x</h1></body></html>`)}}, Layers: []fs.FS{}}
}
