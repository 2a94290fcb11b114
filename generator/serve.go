package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"shingle/generator/internal/scratch"
	"shingle/generator/internal/web"
)

func serveCommand(stdout, stderr io.Writer, now func() time.Time) *cobra.Command {
	c := &cobra.Command{Use: "serve", Short: "Build, serve on localhost, and build again when something changes", Args: noArguments}
	dir := place(c)
	port := c.Flags().IntP("port", "p", 1313, "the port to serve on; 0 takes a free one")
	drafts := c.Flags().Bool("drafts", false, "with drafts and the pattern page")
	c.RunE = begun(func(c *cobra.Command, _ []string) error {
		if *port < 0 || *port > 65535 {
			return &usageError{fmt.Sprintf("--port: got %d, want a number from 0 to 65535", *port)}
		}
		s := &server{dir: *dir, port: *port, drafts: *drafts, stdout: stdout, stderr: stderr, now: now}
		return s.run(c.Context())
	})
	return c
}

// A server shows a site that is built into a folder of its own, never the
// published one, and builds it again when what it is made of changes. The last
// good site stays up while there are problems.
type server struct {
	dir            string
	port           int
	drafts         bool
	stdout, stderr io.Writer
	now            func() time.Time

	site  string                 // the folder that is served
	base  string                 // the address the site is built for
	globs []string               // the exports, as config.toml named them when it was last read
	forms atomic.Pointer[string] // where forms of the site that is served may be sent
}

// run serves until the context ends.
func (s *server) run(ctx context.Context) error {
	temp, err := scratch.New()
	if err != nil {
		return err
	}
	defer temp.Close()
	s.site = filepath.Join(temp.Path, "site")
	listener, err := net.Listen("tcp", fmt.Sprintf("localhost:%d", s.port))
	if err != nil {
		return fmt.Errorf("localhost:%d: is in use or not allowed, want another port (-p): %w", s.port, errors.Unwrap(err))
	}
	s.base = fmt.Sprintf("http://localhost:%d", listener.Addr().(*net.TCPAddr).Port)
	seen := s.stamp()
	home := s.build(ctx)
	shown := &web.Site{Dir: s.site, Home: home, Base: s.base, Form: s.formsTo}
	at := &http.Server{Handler: shown.Handler(), ReadHeaderTimeout: 10 * time.Second, DisableGeneralOptionsHandler: true}
	stopped := make(chan error, 1)
	go func() { stopped <- at.Serve(listener) }()
	fmt.Fprintf(s.stdout, "%s%s (ctrl-C ends)\n", s.base, home)
	for {
		select {
		case <-ctx.Done():
			return at.Close()
		case err := <-stopped:
			return err
		case <-time.After(pause):
		}
		if now := s.stamp(); now != seen {
			seen = now
			s.build(ctx)
		}
	}
}

// pause is how often the sources are looked at. Looking is cheap, needs no
// library, and works on network folders and for files that are replaced whole.
const pause = 500 * time.Millisecond

// build builds once, says what is wrong, and gives the path the site stands under.
func (s *server) build(ctx context.Context) (home string) {
	j := newJob(s.dir, s.site, s.stderr, s.now)
	j.live, j.drafts, j.served = filepath.Join(s.dir, "public"), s.drafts, s.base
	begun := time.Now()
	r, err := j.run(ctx)
	if len(r.globs) > 0 {
		s.globs = r.globs
	}
	switch {
	case ctx.Err() != nil:
	case err != nil:
		fmt.Fprintf(s.stderr, "shingle: %v\n", err)
	default:
		fmt.Fprint(s.stderr, r.problems)
		if r.problems.Failed() {
			fmt.Fprintln(s.stderr, "the last good site stays up")
		} else {
			s.forms.Store(&r.forms)
			fmt.Fprintf(s.stdout, "built in %.1f s\n", time.Since(begun).Seconds())
		}
	}
	return r.home
}

// formsTo is where pages may send a form besides to the site itself; "": nowhere.
func (s *server) formsTo() string {
	if to := s.forms.Load(); to != nil {
		return *to
	}
	return ""
}

// stamp tells of everything a site is made of when it was written and how long it
// is: it changes when something does.
func (s *server) stamp() string {
	var b strings.Builder
	note := func(name string, info fs.FileInfo) {
		fmt.Fprintln(&b, name, info.Size(), info.ModTime().UnixNano())
	}
	for _, root := range []string{"config.toml", "site", "themes"} {
		filepath.WalkDir(filepath.Join(s.dir, root), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			if info, err := d.Info(); err == nil {
				note(name, info)
			}
			return nil
		})
	}
	for _, glob := range s.globs {
		names, _ := filepath.Glob(glob)
		for _, name := range names {
			if info, err := os.Stat(name); err == nil {
				note(name, info)
			} else if !errors.Is(err, fs.ErrNotExist) {
				fmt.Fprintln(&b, name)
			}
		}
	}
	return b.String()
}
