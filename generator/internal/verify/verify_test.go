package verify

import (
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"shingle/generator/internal/diag"
)

const (
	head = `<!doctype html><html lang="en"><head><title>Scores</title><link rel="stylesheet" href="/style.css"></head><body>`
	home = head + `<h1 id="top">Scores</h1><a href="teams/">teams</a> <a href="#top">up</a> <a href="https://example.org/">elsewhere</a>
<a href="mailto:a@example.com">write</a> <img src="/logo.svg" alt=""> <a href="/api/scores.json">data</a><script src="/site.js" defer></script>
<script type="application/ld+json">{}</script> <label for="team">Team</label><input id="team"> &#123;&#123; .Site &#125;&#125;</body></html>`
	teams  = head + `<h1>Teams</h1><a href="../#top">home</a> <a href="/">home</a> <a href="https://scores.example.com/teams/">here</a></body></html>`
	schema = `{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","required":["columns","rows"],"properties":{"columns":{"const":["value"]},"rows":{"type":"array","items":{"type":"array","prefixItems":[{"type":"number"}],"items":false,"minItems":1}}}}`
)

// good is a folder that keeps its promises.
func good() fstest.MapFS {
	return fstest.MapFS{
		"index.html":             {Data: []byte(home)},
		"teams/index.html":       {Data: []byte(teams)},
		"old/index.html":         {Data: []byte(`<!doctype html><html lang="en"><head><title>x</title><meta http-equiv="refresh" content="0; url=/teams/"></head></html>`)},
		"style.css":              {Data: []byte(`body { background: url("logo.svg") } b { background: url(data:image/png;base64,AA==) }`)},
		"logo.svg":               {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(#a)"/></svg>`)},
		"site.js":                {Data: []byte(`if (a) {{ b() }}`)},
		"api/scores.json":        {Data: []byte(`{"columns":["value"],"rows":[[1],[2.5]]}`)},
		"api/scores.schema.json": {Data: []byte(schema)},
		"api/other.json":         {Data: []byte(`{}`)},
	}
}

// said checks a folder that stands at the given address.
func said(t *testing.T, site fstest.MapFS, base string, needs ...string) string {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	var problems diag.List
	if err := Check(site, Promise{Base: u, Needs: needs}, &problems); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(problems.String())
}

func TestGoodFolderPasses(t *testing.T) {
	if got := said(t, good(), "https://scores.example.com/", "index.html", "api/scores.json"); got != "" {
		t.Errorf("got %s", got)
	}
}

// One broken promise each, in a page that is otherwise good.
func TestBrokenPromisesAreToldWithTheirFile(t *testing.T) {
	tests := []struct{ what, name, old, new, want string }{
		{"a broken link", "index.html", `"teams/"`, `"team/"`, `index.html: links to "team/", which is not there`},
		{"a link without its slash", "index.html", `"teams/"`, `"teams"`, `index.html: links to "teams", which is a folder: want a slash at the end`},
		{"a missing anchor", "teams/index.html", `"../#top"`, `"../#bottom"`, `teams/index.html: links to "../#bottom": there is no such place on the page`},
		{"a missing anchor on the page", "index.html", `"#top"`, `"#bottom"`, `index.html: links to "#bottom": there is no such place on the page`},
		{"a full link to ourselves that is broken", "teams/index.html", `example.com/teams/`, `example.com/tems/`, `teams/index.html: links to "https://scores.example.com/tems/", which is not there`},
		{"a link that runs a script", "index.html", `"teams/"`, `"javascript:alert(1)"`, `index.html: links to "javascript:alert(1)", want a page`},
		{"a doubled id", "index.html", `id="team"`, `id="top"`, "index.html: has the id \"top\" twice\nindex.html: refers to the id \"team\", which is not on the page"},
		{"an id of two words", "index.html", `<h1 id="top">`, `<h1 id="top"><b id="a b"></b>`, `index.html: <b> has the id "a b", want one word`},
		{"a label of nothing", "index.html", `for="team"`, `for="teem"`, `index.html: refers to the id "teem", which is not on the page`},
		{"no h1", "teams/index.html", `<h1>Teams</h1>`, ``, `teams/index.html: has 0 h1, want one`},
		{"two h1", "teams/index.html", `<h1>Teams</h1>`, `<h1>Teams</h1><h1>x</h1>`, `teams/index.html: has 2 h1, want one`},
		{"no language", "teams/index.html", ` lang="en"`, ``, `teams/index.html: does not say its language (html lang)`},
		{"no title", "teams/index.html", `<title>Scores</title>`, ``, `teams/index.html: has no title`},
		{"braces", "teams/index.html", `Teams`, `{{ .Title }}`, `teams/index.html: holds "{{", left by a template: `},
		{"an unsafe value", "teams/index.html", `Teams`, `<b title="ZgotmplZ">x</b>`, `teams/index.html: holds "ZgotmplZ", left by a template: `},
		{"no value", "teams/index.html", `Teams`, `&lt;no value&gt;`, `teams/index.html: holds "&lt;no value&gt;", left by a template: `},
		{"a bad verb", "teams/index.html", `Teams`, `%!d(string=x)`, `teams/index.html: holds "%!d(", left by a template: `},
		{"a script from elsewhere", "index.html", `"/site.js"`, `"https://cdn.example.net/x.js"`, `index.html: fetches "https://cdn.example.net/x.js" from another server`},
		{"a script from elsewhere without its scheme", "index.html", `"/site.js"`, `"//cdn.example.net/x.js"`, `index.html: fetches "//cdn.example.net/x.js" from another server`},
		{"a picture from elsewhere", "index.html", `"/logo.svg"`, `"http://example.net/p.gif"`, `index.html: fetches "http://example.net/p.gif" from another server`},
		{"a picture set from elsewhere", "index.html", `<img src="/logo.svg"`, `<img srcset="/logo.svg 1x, https://example.net/2.png 2x"`, `index.html: fetches "https://example.net/2.png" from another server`},
		{"a style sheet that is not there", "teams/index.html", `"/style.css"`, `"/stile.css"`, `teams/index.html: fetches "/stile.css", which is not there`},
		{"a picture in a style sheet", "style.css", `logo.svg`, `https://example.net/l.svg`, `style.css: fetches "https://example.net/l.svg" from another server`},
		{"a font that a style sheet imports", "style.css", `body {`, `@import "https://fonts.example.net/x.css"; body {`, `style.css: fetches "https://fonts.example.net/x.css" from another server`},
		{"an inline script", "index.html", `<script src="/site.js" defer>`, `<script>`, `index.html: has an inline <script>, which the content policy forbids`},
		{"an inline style", "index.html", `<label`, `<label style="color:red"`, `index.html: <label> has an inline style, which the content policy forbids`},
		{"a handler", "index.html", `<label`, `<label onclick="x()"`, `index.html: <label> has an inline onclick, which the content policy forbids`},
		{"a form that leads elsewhere", "index.html", `<label`, `<form action="https://example.net/"></form><label`, `index.html: fetches "https://example.net/" from another server`},
		{"a value that is no number", "api/scores.json", `2.5`, `"2.5"`, `api/scores.json: is not what scores.schema.json says: `},
		{"a value that is missing", "api/scores.json", `[1]`, `[]`, `api/scores.json: is not what scores.schema.json says: `},
		{"a value too many", "api/scores.json", `[1]`, `[1,2]`, `api/scores.json: is not what scores.schema.json says: `},
		{"another column", "api/scores.json", `"value"`, `"other"`, `api/scores.json: is not what scores.schema.json says: `},
		{"no rows", "api/scores.json", `"rows"`, `"row"`, `api/scores.json: is not what scores.schema.json says: `},
		{"JSON cut off", "api/scores.json", `2.5]]}`, `2.5]}`, `api/scores.json: is not what scores.schema.json says: `},
		{"JSON without a schema", "api/other.json", `{}`, `{`, `api/other.json: is not JSON`},
		{"a schema that is none", "api/scores.schema.json", `"object"`, `"list"`, `api/scores.schema.json: is not a JSON Schema: `},
	}
	for _, test := range tests {
		site := good()
		old := string(site[test.name].Data)
		if !strings.Contains(old, test.old) {
			t.Fatalf("%s: %s does not hold %q", test.what, test.name, test.old)
		}
		site[test.name].Data = []byte(strings.Replace(old, test.old, test.new, 1))
		got := said(t, site, "https://scores.example.com/")
		whole := strings.HasSuffix(test.want, ": ") && strings.HasPrefix(got, test.want) // the rest is another's words
		if !whole && got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.want)
		}
	}
}

func TestMissingFilesAreTold(t *testing.T) {
	if got, want := said(t, good(), "https://scores.example.com/", "api/meta.json"), "api/meta.json: is missing"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A site may stand in a folder of its server; then nothing may lead out of it.
func TestSiteInAFolderOfItsServer(t *testing.T) {
	site := good()
	for name, file := range site {
		if strings.HasSuffix(name, ".html") {
			file.Data = []byte(strings.NewReplacer(`"/`, `"/service/`, `url=/`, `url=/service/`, `example.com/teams/`, `example.com/service/teams/`).Replace(string(file.Data)))
		}
	}
	if got := said(t, site, "https://scores.example.com/service/"); got != "" {
		t.Errorf("got %s", got)
	}
	site["teams/index.html"].Data = []byte(strings.Replace(string(site["teams/index.html"].Data), `href="/service/"`, `href="/"`, 1))
	if got, want := said(t, site, "https://scores.example.com/service/"), `teams/index.html: links to "/", which is outside of the site`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAllBrokenPromisesAreToldAtOnce(t *testing.T) {
	site := good()
	delete(site, "logo.svg")
	delete(site, "teams/index.html")
	got := said(t, site, "https://scores.example.com/")
	for _, want := range []string{`index.html: fetches "/logo.svg", which is not there`, `style.css: fetches "logo.svg", which is not there`, `index.html: links to "teams/", which is not there`} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwithout %s", got, want)
		}
	}
}

// Each file is as the manifest lists it, and there is none beside.
func TestFilesAreThoseOfTheManifest(t *testing.T) {
	list := func(files string) fstest.MapFS {
		return fstest.MapFS{"a.txt": {Data: []byte("abc")}, ".shingle": {Data: []byte("marker")}, "api/v1/manifest.json": {Data: []byte(`{"files":[` + files + `]}`)}}
	}
	const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	const a = `{"path":"a.txt","size":3,"sha256":"` + sum + `"}`
	for files, want := range map[string]string{
		a:                                 "",
		"":                                "a.txt: is not listed in api/v1/manifest.json",
		a + "," + a:                       `api/v1/manifest.json: lists "a.txt" twice`,
		a + `,{"path":"b.txt"}`:           "b.txt: is listed in api/v1/manifest.json, and not there",
		strings.Replace(a, "3", "4", 1):   "a.txt: has 3 bytes, want the 4 that api/v1/manifest.json lists",
		strings.Replace(a, "ba", "bb", 1): "a.txt: is not the file that api/v1/manifest.json lists",
	} {
		if got := said(t, list(files), "https://scores.example.com/"); got != want {
			t.Errorf("%s: got %q, want %q", files, got, want)
		}
	}
}
