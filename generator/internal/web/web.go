// Package web shows a finished folder on this machine: to who reads, under the names that
// the machine has for itself, compressed and guarded as a web server should.
package web

import (
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

// A Site is a folder that is shown, now and as it will be replaced.
type Site struct {
	Dir  string
	Home string        // the path that it stands under, such as "/"
	Base string        // the scheme, host and port that it is built for
	Form func() string // the origin that forms may be sent to besides; "": none
}

// Handler answers for the site.
func (s *Site) Handler() http.Handler { return compressed(s.guarded(http.HandlerFunc(s.serve))) }

// policy is what the pages say in their head, for files that are opened by themselves,
// too, such as a logo. Forms may be sent to where readers' answers go.
func policy(forms string) string {
	return "default-src 'self'; base-uri 'none'; object-src 'none'; form-action " + strings.TrimSpace("'self' "+forms) + "; frame-ancestors 'none'"
}

// compressed answers as most web servers do, so that a browser tells of the sizes that
// readers will have: with gzip, at its usual level.
func compressed(inner http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(6), gzhttp.MinSize(0))
	if err != nil {
		panic("bug: " + err.Error())
	}
	return wrap(inner)
}

// guarded lets in only who reads, and only under the names that this machine has for
// itself: a page of another site that calls itself by our address is not let in.
func (s *Site) guarded(inner http.Handler) http.Handler {
	port := ""
	if u, err := url.Parse(s.Base); err == nil {
		port = u.Port()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Security-Policy", policy(s.Form()))
		w.Header().Set("X-Content-Type-Options", "nosniff")
		switch {
		case !isLocal(r.Host, port):
			http.Error(w, "This is not a host that serve listens as.", http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "The site can only be read.", http.StatusMethodNotAllowed)
		default:
			inner.ServeHTTP(w, r)
		}
	})
}

// isLocal tells whether a request is meant for this machine, by the port it came in at.
func isLocal(host, port string) bool {
	name, at, err := net.SplitHostPort(host)
	if err != nil {
		name, at = strings.Trim(host, "[]"), "80"
	}
	return at == port && slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, strings.ToLower(name))
}

// serve answers with a file of the folder, under the site's path.
func (s *Site) serve(w http.ResponseWriter, r *http.Request) {
	rest, ok := strings.CutPrefix(r.URL.Path, s.Home)
	switch {
	case !s.built():
		http.Error(w, "There is no site yet: see what serve says of the problems.", http.StatusServiceUnavailable)
	case !ok:
		http.Redirect(w, r, s.Home, http.StatusFound)
	case !s.holds(rest):
		w.WriteHeader(http.StatusNotFound)
		if text, err := os.ReadFile(filepath.Join(s.Dir, "404.html")); err == nil {
			w.Write(text)
		}
	default:
		r.URL.Path = "/" + rest
		http.FileServerFS(os.DirFS(s.Dir)).ServeHTTP(w, r)
	}
}

// built tells whether there is a folder yet.
func (s *Site) built() bool {
	info, err := os.Stat(s.Dir)
	return err == nil && info.IsDir()
}

// holds tells whether there is a file, or a folder with a page; folders are not listed.
func (s *Site) holds(name string) bool {
	site, name := os.DirFS(s.Dir), path.Clean(strings.Trim(name, "/"))
	info, err := fs.Stat(site, name)
	if err == nil && info.IsDir() {
		_, err = fs.Stat(site, path.Join(name, "index.html"))
	}
	return err == nil
}
