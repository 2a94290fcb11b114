package byhand

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/sys/unix"

	"shingle/generator/internal/diag"
)

func TestPlainRefusesWhatIsNeitherFileNorFolder(t *testing.T) {
	dir := t.TempDir()
	tree := filepath.Join(dir, "site")
	if err := os.MkdirAll(filepath.Join(tree, "static"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(tree, "a.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	var none diag.List
	if !Plain(dir, "site", &none) || !Plain(dir, "missing", &none) || none.Len() > 0 {
		t.Errorf("got %s of a plain tree and a missing one", &none)
	}
	for name, create := range map[string]func(string) error{
		"link":   func(to string) error { return os.Symlink("/etc/passwd", to) },
		"loose":  func(to string) error { return os.Symlink("/nowhere", to) },
		"folder": func(to string) error { return os.Symlink("/etc", to) },
		"pipe":   func(to string) error { return unix.Mkfifo(to, 0o644) },
	} {
		to := filepath.Join(tree, "static", name)
		if err := create(to); err != nil {
			t.Fatal(err)
		}
		var problems diag.List
		if Plain(dir, "site", &problems) || problems.Len() != 1 || problems.Sorted()[0].Place.File != "site/static/"+name {
			t.Errorf("%s: got %s", name, &problems)
		}
		os.Remove(to)
	}
	if err := os.Symlink(tree, filepath.Join(dir, "themes")); err != nil {
		t.Fatal(err)
	}
	if Plain(dir, "themes", &none) {
		t.Error("a tree that is a link is plain")
	}
}

// made is what a build gives to Hugo.
var made = Claim{Types: []string{"score"}, Files: map[string][]byte{
	"content/_index.md": nil, "content/best-times.md": nil, "content/best-times.de.md": nil, "content/scores/_index.md": nil, "content/scores/csat.md": nil,
	"data/site.json": nil, "assets/css/brand.css": nil,
}}

func TestNothingByHandTakesThePlaceOfWhatIsMade(t *testing.T) {
	const page = "---\ntitle: x\n---\n"
	for file, text := range map[string]string{
		"content/best-times/index.md": page, "content/Best-Times.markdown.md": page, "content/best times.md": page, "content/index.md": page,
		"content/scores.md": page, "content/scores/csat/_index.md": page, "content/BEST-TIMES.de.md": page,
		"data/site.toml": "a = 1", "data/site/x.json": "1", "assets/css/brand.css": "",
		"content/about.md":             "---\ntitle: x\nurl: /index.html\n---\n",
		"content/about.de.md":          "+++\ntitle = 'x'\nAliases = ['/x']\n+++\n",
		"content/notices/_index.fr.md": "---\ncascade:\n  url: /x\n---\n",
		"content/b.md":                 "---\ntitle: x\ntype: score\n---\n",
		"content/c.md":                 "---\ntitle: [\n---\n",
	} {
		var problems diag.List
		made.Check(fstest.MapFS{file: {Data: []byte(text)}}, "site", &problems)
		if problems.Len() != 1 || problems.Sorted()[0].Place.File != "site/"+file {
			t.Errorf("%s: got %q, want a mistake at its place", file, &problems)
		}
	}
}

func TestPagesByHandMayStandBesideWhatIsMade(t *testing.T) {
	var problems diag.List
	made.Check(fstest.MapFS{
		"content/best-times.md": {Data: []byte("more")}, "content/about.md": {Data: []byte("---\ntitle: x\ndescription: y\ntype: own\n---\n")},
		"content/notices/_archetype.md": {Data: []byte("---\nurl: x\n---\n")}, "data/staff.json": {}, "static/x.txt": {}, "assets/css/own.css": {},
	}, "site", &problems)
	if problems.Len() > 0 {
		t.Errorf("got %s", &problems)
	}
}

func TestBracesByHandAreText(t *testing.T) {
	own := Text{fstest.MapFS{
		"content/a.md":   {Data: []byte("---\ntitle: \"{{ a }} {{< b >}} NaN\"\nmetrics: {a: {b: c}}\n---\n{{ c }} {{< d >}} <no value>\n")},
		"layouts/a.html": {Data: []byte("{{ a }}")},
	}}
	got, err := own.ReadFile("content/a.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"{{ a", "{{< b", "NaN", "{{ c", "<no value>"} {
		if strings.Contains(string(got), gone) {
			t.Errorf("got %q, which holds %q", got, gone)
		}
	}
	if !strings.Contains(string(got), "metrics: {a: {b: c}}") || !strings.Contains(string(got), "{{< d >}}") {
		t.Errorf("got %q, want front matter that can be read, and shortcodes", got)
	}
	layout, _ := own.ReadFile("layouts/a.html")
	if !slices.Equal(layout, []byte("{{ a }}")) {
		t.Errorf("got %q, want layouts as they are", layout)
	}
}
