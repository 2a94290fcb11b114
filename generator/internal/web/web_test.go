package web

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestServeLetsInOnlyWhoReadsHere(t *testing.T) {
	site := filepath.Join(t.TempDir(), "site")
	if err := os.MkdirAll(filepath.Join(site, "css"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"index.html", "logo.svg", "css/main.css"} {
		if err := os.WriteFile(filepath.Join(site, name), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s := &Site{Dir: site, Home: "/", Base: "http://localhost:1313", Form: func() string { return "https://forms.example.com" }}
	want := "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self' https://forms.example.com; frame-ancestors 'none'"
	h := s.Handler()
	for _, c := range []struct {
		method, host, path string
		want               int
	}{
		{"GET", "localhost:1313", "/", 200}, {"HEAD", "127.0.0.1:1313", "/logo.svg", 200}, {"GET", "[::1]:1313", "/css/main.css", 200}, {"GET", "LOCALHOST:1313", "/", 200},
		{"GET", "evil.example:1313", "/", 421}, {"GET", "localhost.evil.example:1313", "/", 421}, {"GET", "localhost:80", "/", 421}, {"GET", "localhost", "/", 421}, {"GET", "", "/", 421},
		{"POST", "localhost:1313", "/", 405}, {"PUT", "localhost:1313", "/x", 405}, {"DELETE", "localhost:1313", "/", 405}, {"TRACE", "localhost:1313", "/", 405}, {"OPTIONS", "localhost:1313", "/", 405},
		{"GET", "localhost:1313", "/css/", 404}, {"GET", "localhost:1313", "/css", 404}, {"GET", "localhost:1313", "/nope", 404},
	} {
		r := httptest.NewRequest(c.method, "/", nil)
		r.Host, r.URL.Path = c.host, c.path
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := fmt.Sprint(w.Code, " ", w.Header().Get("Content-Security-Policy")); got != fmt.Sprint(c.want, " ", want) {
			t.Errorf("%s %s%s: got %s, want %d and the policy", c.method, c.host, c.path, got, c.want)
		}
	}
	if !isLocal("localhost", "80") || isLocal("localhost", "1313") {
		t.Error("a host without a port is one at port 80")
	}
}

func TestServeKeepsThePathOfTheSite(t *testing.T) {
	t.Parallel()
	s := &Site{Dir: filepath.Join(t.TempDir(), "site"), Home: "/scores/"}
	if err := os.MkdirAll(filepath.Join(s.Dir, "about"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"index.html": "home", "about/index.html": "about", "404.html": "not here"} {
		if err := os.WriteFile(filepath.Join(s.Dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"/scores/": "200 home", "/scores/about/": "200 about", "/scores/about": "301 about/", "/": "302 /scores/", "/scores": "302 /scores/", "/scores/nope": "404 not here", "/scores/../../etc/passwd": "404 not here",
	} {
		if got := answerTo(s, path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	os.RemoveAll(s.Dir)
	if got := answerTo(s, "/"); !strings.HasPrefix(got, "503 ") {
		t.Errorf("without a site: got %q, want 503", got)
	}
}

// answerTo is an answer's status, and its text or where it sends people.
func answerTo(s *Site, path string) string {
	r := httptest.NewRequest("GET", "/", nil)
	r.URL.Path = path
	w := httptest.NewRecorder()
	s.serve(w, r)
	if to := w.Header().Get("Location"); to != "" {
		return fmt.Sprint(w.Code, " ", to)
	}
	return fmt.Sprint(w.Code, " ", strings.TrimSpace(w.Body.String()))
}
