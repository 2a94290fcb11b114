package main

import (
	"errors"
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
	s := &server{site: site}
	to := "https://forms.example.com"
	s.forms.Store(&to)
	want := "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self' https://forms.example.com; frame-ancestors 'none'"
	h := guarded(s.handler("/"), "http://localhost:1313", s.formsTo)
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

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

func TestAReportThatIsLostIsNoSuccess(t *testing.T) {
	for _, args := range [][]string{{"check", "-C", "testdata/base"}, {"version"}, {"--help"}, {"init", filepath.Join(t.TempDir(), "site")}} {
		var said strings.Builder
		if code := run(t.Context(), args, full{}, &said); code != problems || !strings.Contains(said.String(), "no space left on device") {
			t.Errorf("%v: got %d and %q, want 1 and the reason", args, code, &said)
		}
	}
}
