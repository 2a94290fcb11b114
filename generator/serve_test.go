package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// A served site is a running "shingle serve" of the small site.
type served struct {
	t    *testing.T
	dir  string
	base string
	cmd  *exec.Cmd
	mu   sync.Mutex
	says strings.Builder // what it said on stderr
}

func serveSmallSite(t *testing.T) *served {
	t.Helper()
	s := &served{t: t, dir: t.TempDir()}
	if err := copyMissing("testdata/base", s.dir); err != nil {
		t.Fatal(err)
	}
	s.cmd = exec.Command("shingle", "serve", "-C", s.dir, "-p", "0")
	s.cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+t.TempDir(), "XDG_CONFIG_HOME="+t.TempDir())
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	errs, err := s.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.cmd.Process.Kill() })
	address := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if url, _, ok := strings.Cut(lines.Text(), " (ctrl-C ends)"); ok {
				address <- url
			}
		}
	}()
	go func() {
		for lines := bufio.NewScanner(errs); lines.Scan(); {
			s.mu.Lock()
			s.says.WriteString(lines.Text() + "\n")
			s.mu.Unlock()
		}
	}()
	select {
	case s.base = <-address:
	case <-time.After(5 * time.Minute):
		t.Fatalf("no address after 5 min\n%s", s.said())
	}
	return s
}

func (s *served) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.says.String()
}

// get gives a page, "" if it is not there.
func (s *served) get(path string) string {
	s.t.Helper()
	r, err := http.Get(s.base + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if r.StatusCode != http.StatusOK {
		return ""
	}
	return string(text)
}

// until waits for something to become so.
func (s *served) until(what string, so func() bool) {
	s.t.Helper()
	for range 3000 {
		if so() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.t.Fatalf("after 5 min still not: %s\n%s", what, s.said())
}

// change replaces a text of a file.
func (s *served) change(name, old, text string) {
	s.t.Helper()
	file := filepath.Join(s.dir, name)
	before, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	if !strings.Contains(string(before), old) {
		s.t.Fatalf("%s does not hold %q", name, old)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(before), old, text, 1)), 0o666); err != nil {
		s.t.Fatal(err)
	}
}

func TestServeFollowsChangesAndKeepsTheLastGoodSite(t *testing.T) {
	t.Parallel()
	s := serveSmallSite(t)
	if !regexp.MustCompile(`^http://localhost:\d+/$`).MatchString(s.base) {
		t.Errorf("it serves on %q, want http://localhost:port/", s.base)
	}
	home := s.get("")
	if !strings.Contains(home, "Example Bank") || strings.Contains(home, "https://scores.example/") || s.get("api/v1/scores.csv") == "" {
		t.Errorf("home is not the site at %s:\n%.400s", s.base, home)
	}
	second := exec.Command("shingle", "serve", "-C", s.dir, "-p", regexp.MustCompile(`\d+`).FindString(s.base))
	said, err := second.CombinedOutput()
	if want := "shingle: " + strings.TrimSuffix(strings.TrimPrefix(s.base, "http://"), "/") + ": is in use or not allowed, want another port (-p): "; second.ProcessState.ExitCode() != problems || !strings.HasPrefix(string(said), want) {
		t.Errorf("a second one on the same port: %v, it says\n%s, want %q", err, said, want)
	}
	if got := s.get("nowhere/"); got != "" {
		t.Errorf("a page that is not there is %q", got)
	}

	s.change("config.toml", "Example Bank\"", "Example Trust\"")
	s.until("the new name is shown", func() bool { return strings.Contains(s.get(""), "Example Trust") })

	s.change("config.toml", "80.0", "800")
	s.until("the mistake is told", func() bool { return strings.Contains(s.said(), "the last good site stays up") })
	if want := "config.toml:26:1: shingle.metrics.service_level.promise: got 800, want a number from 0 to 100\n"; strings.Count(s.said(), want) != 1 {
		t.Errorf("it says\n%s", s.said())
	}
	if !strings.Contains(s.get(""), "Example Trust") {
		t.Error("the last good site is gone")
	}

	s.change("config.toml", "800", "50.0")
	s.until("the mended site is shown", func() bool { return strings.Contains(s.get("api/v1/scores.csv"), ",50,") })
	rows := strings.Count(s.get("api/v1/scores.csv"), "Wholesale")
	s.change("data/calls.csv", ",Sales,", ",Wholesale,")
	s.until("new data are shown", func() bool { return strings.Count(s.get("api/v1/scores.csv"), "Wholesale") > rows })

	if _, err := os.Stat(filepath.Join(s.dir, "public")); err == nil {
		t.Error("serve published")
	}
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("ctrl-C: %v, want exit code 0", err)
		}
	case <-time.After(5 * time.Minute):
		t.Error("ctrl-C does not end it")
	}
}
