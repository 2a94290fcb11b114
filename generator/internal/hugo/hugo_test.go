package hugo

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"shingle/generator/internal/diag"
)

const home = `<!doctype html><html><head><title>{{ site.Title }}</title></head><body>
<h1>{{ .Title }}</h1>{{ .Content }}
<p>{{ now.Format "2006-01-02" }} {{ hugo.Data.scores.value }}</p>
</body></html>
`

// theme is a small theme; more is laid over it.
func theme(more map[string]string) fs.FS {
	files := fstest.MapFS{
		"layouts/home.html": {Data: []byte(home)},
		"layouts/page.html": {Data: []byte("<h1>{{ .Title }}</h1>\n{{ .Content }}\n")},
		"i18n/en.toml":      {Data: []byte("hello = \"Hello\"\n")},
		"static/a.txt":      {Data: []byte("from the theme")},
	}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func built(t *testing.T, s Site, files map[string][]byte) (map[string][]byte, *diag.List) {
	t.Helper()
	if s.Config == nil {
		s.Config = map[string]any{"baseURL": "https://scores.example.com/", "title": "Scores"}
	}
	if files == nil {
		files = map[string][]byte{"content/_index.md": []byte("---\ntitle: Home\n---\nhello *you*\n"), "data/scores.json": []byte(`{"value":"12.5"}`)}
	}
	s.Now = time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	var problems diag.List
	press := Prepare(s)
	defer press.Close()
	made, err := press.Print(files, nil, &problems)
	if err != nil {
		t.Fatal(err)
	}
	return made, &problems
}

func TestBuildMakesFilesOfContentThemeAndData(t *testing.T) {
	files, problems := built(t, Site{Theme: []fs.FS{theme(nil)}}, nil)
	if problems.Len() > 0 {
		t.Fatal(problems)
	}
	got := string(files["index.html"])
	for _, want := range []string{"<title>Scores</title>", "<h1>Home</h1>", "<em>you</em>", "2026-11-01 12.5"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s\nwithout %s", got, want)
		}
	}
	if got, want := string(files["a.txt"]), "from the theme"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPublishersOwnFilesWin(t *testing.T) {
	files, problems := built(t, Site{
		Theme:  []fs.FS{theme(nil), fstest.MapFS{"layouts/home.html": {Data: []byte("<h1>theirs</h1>")}}},
		Layers: []fs.FS{fstest.MapFS{"static/a.txt": {Data: []byte("from the publisher")}}},
	}, nil)
	if problems.Len() > 0 {
		t.Fatal(problems)
	}
	if got, want := string(files["index.html"]), "theirs"; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := string(files["a.txt"]), "from the publisher"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTwoBuildsAreAlike(t *testing.T) {
	pages := map[string][]byte{"content/_index.md": []byte("---\ntitle: Home\n---\n"), "data/scores.json": []byte(`{"value":1}`)}
	for _, name := range []string{"b", "a", "c"} {
		pages["content/"+name+".md"] = []byte("---\ntitle: " + name + "\n---\n# x\n")
	}
	one, problems := built(t, Site{Theme: []fs.FS{theme(nil)}}, pages)
	two, _ := built(t, Site{Theme: []fs.FS{theme(nil)}}, pages)
	if problems.Len() > 0 {
		t.Fatal(problems)
	}
	if len(one) < 6 || !maps.EqualFunc(one, two, bytes.Equal) {
		t.Errorf("got %v and %v, want the same files", slices.Sorted(maps.Keys(one)), slices.Sorted(maps.Keys(two)))
	}
}

// Each mistake of a template or a page is told at its place, without Hugo's chain of
// sentences around it.
func TestMistakesAreToldAtTheirPlace(t *testing.T) {
	tests := []struct {
		what         string
		theme, files map[string]string
		place, text  string
	}{
		{"a field that is not there", map[string]string{"layouts/home.html": "<p>\n  {{ .Nothing }}\n</p>"}, nil,
			"themes/shingle/layouts/home.html:2:5", "can't evaluate field Nothing in type *hugolib.pageState"},
		{"a function that is not there", map[string]string{"layouts/home.html": "\n\n{{ nofunc 1 }}"}, nil,
			"themes/shingle/layouts/home.html:3", `function "nofunc" not defined`},
		{"a template that does not end", map[string]string{"layouts/home.html": "{{ if true }}\n"}, nil,
			"themes/shingle/layouts/home.html:2", "unexpected EOF"},
		{"a mistake in a partial", map[string]string{"layouts/home.html": `{{ partial "x.html" . }}`, "layouts/_partials/x.html": "\n<p>{{ index 5 6 }}</p>"}, nil,
			"themes/shingle/layouts/_partials/x.html:2:6", "can't index item of type int"},
		{"a partial that is not there", map[string]string{"layouts/home.html": `{{ partial "x.html" . }}`}, nil,
			"themes/shingle/layouts/home.html:1:3", `partial "x.html" not found`},
		{"errorf", map[string]string{"layouts/home.html": `{{ errorf "the page data has no %q" "score" }}`}, nil,
			"", `the page data has no "score"`},
		{"warnf is a mistake, too", map[string]string{"layouts/home.html": `{{ warnf "the promise is %d" 7 }}`}, nil,
			"", "the promise is 7"},
		{"front matter that cannot be read", nil, map[string]string{"content/x.md": "---\ntitle: x\nb: [\n---\n"},
			"content/x.md:", ""},
		{"a shortcode that is not there", nil, map[string]string{"content/x.md": "---\ntitle: x\n---\n\n{{< gone >}}\n"},
			"content/x.md:5:1", `the shortcode "gone" is not there`},
		{"data that cannot be read", nil, map[string]string{"data/scores.json": "{"},
			"data/scores.json:", ""},
		{"i18n that cannot be read", map[string]string{"i18n/en.toml": "a = \n"}, nil,
			"themes/shingle/i18n/en.toml:1", ""},
		{"a request to another server", map[string]string{"layouts/home.html": `{{ with try (resources.GetRemote "https://example.net/x") }}{{ with .Err }}{{ errorf "%s" . }}{{ end }}{{ end }}`}, nil,
			"", "is not whitelisted in policy"},
	}
	for _, test := range tests {
		files := map[string][]byte{"content/_index.md": []byte("---\ntitle: Home\n---\n"), "data/scores.json": []byte(`{"value":1}`)}
		for name, text := range test.files {
			files[name] = []byte(text)
		}
		out, problems := built(t, Site{Theme: []fs.FS{theme(test.theme)}}, files)
		if !problems.Failed() || out != nil && test.what != "warnf is a mistake, too" {
			t.Errorf("%s: got %d files and %s, want a mistake and no files", test.what, len(out), problems)
			continue
		}
		found := problems.Sorted()[0]
		if !strings.HasPrefix(found.Place.String(), test.place) || test.place == "" && found.Place != (diag.Place{}) {
			t.Errorf("%s: got the place %q, want %q\n%s", test.what, found.Place, test.place, problems)
		}
		if !strings.Contains(found.Text, test.text) {
			t.Errorf("%s: got %q, want %q", test.what, found.Text, test.text)
		}
		for _, chain := range []string{"render of", "/site/", "execute of template failed", "failed to"} {
			if strings.Contains(problems.String(), chain) {
				t.Errorf("%s: got %s\nwith %q", test.what, problems, chain)
			}
		}
	}
}

func TestWarningsOfHugoAreMistakes(t *testing.T) {
	_, problems := built(t, Site{Theme: []fs.FS{theme(nil)}, Layers: []fs.FS{fstest.MapFS{"content/x.md": {Data: []byte("---\ntitle: x\nlayout: x\noutputs: [json]\n---\n")}}}}, nil)
	if !problems.Failed() {
		t.Error("a page without a layout for its format is no mistake")
	}
}

func TestReadFrontMatterKnowsTheLinesOfItsKeys(t *testing.T) {
	front, err := ReadFrontMatter([]byte("---\ntitle: \"x\"\nstart: 2026-10-01\nmetrics: [csat]\n---\nstart: not this one\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := front.Keys["title"], "x"; got != want {
		t.Errorf("title: got %v, want %v", got, want)
	}
	for key, want := range map[string]int{"title": 2, "start": 3, "metrics": 4, "end": 1} {
		if got := front.Line(key); got != want {
			t.Errorf("%s: got line %d, want %d", key, got, want)
		}
	}
	if front, err := ReadFrontMatter([]byte("+++\ntitle = \"x\"\n\"start\" = 2026-10-01\n+++\n")); err != nil || front.Line("start") != 3 {
		t.Errorf("TOML: got %v and line %d, want 3", err, front.Line("start"))
	}
	if _, err := ReadFrontMatter([]byte("---\na: [\n---\n")); err == nil {
		t.Error("front matter that cannot be read is read")
	}
}

// Hugo may wait for ever for renderers that have ended: three of eight builds of 50 pages did.
func TestAMistakeOnManyPagesEndsTheBuild(t *testing.T) {
	files := map[string][]byte{"content/_index.md": []byte("---\ntitle: Home\n---\n")}
	for i := range 60 {
		files[fmt.Sprintf("content/%d.md", i)] = []byte("---\ntitle: A page\n---\n")
	}
	slow := `{{ if in .RelPermalink "10" }}{{ range seq 100000 }}{{ end }}{{ end }}{{ index (slice 1) 1.5 }}`
	for range 20 {
		_, problems := built(t, Site{Theme: []fs.FS{theme(map[string]string{"layouts/page.html": slow})}}, files)
		if got := problems.String(); !strings.Contains(got, "layouts/page.html:1:") {
			t.Fatalf("got %s", got)
		}
	}
}
