// Package hugo runs Hugo in memory: content, theme and data go in as files, the
// site comes out as files, and Hugo's errors come out as places in our own
// files. Nothing else in the program knows Hugo.
package hugo

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/bep/clocks"
	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/herrors"
	"github.com/gohugoio/hugo/common/htime"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"

	"shingle/generator/internal/diag"
)

// A Site is what Hugo is given before there is anything to say.
type Site struct {
	Config map[string]any              // Hugo's own keys
	Now    time.Time                   // what templates take for the present
	Theme  []fs.FS                     // layouts, assets, i18n of the theme; later ones win
	Layers []fs.FS                     // content, static, i18n, layouts; later ones win
	Files  map[string][]byte           // further ones, by name
	Place  func(key string) diag.Place // of one of Hugo's own keys
}

const (
	root    = "/site"
	publish = "public"
)

// A Press is Hugo with a theme, its templates read, ready to print. It serves once.
type Press struct {
	site     Site
	memory   afero.Fs
	sites    *hugolib.HugoSites
	warnings bytes.Buffer
	wrong    []diag.Problem // what Hugo will not begin with
	err      error
	ready    chan struct{}
}

// Prepare begins to read a theme and its templates, while other work goes on.
func Prepare(s Site) *Press {
	p := &Press{site: s, memory: afero.NewMemMapFs(), ready: make(chan struct{})}
	go func() {
		defer close(p.ready)
		p.err = p.prepare()
	}()
	return p
}

// Close frees what was made ready, also if nothing was printed.
func (p *Press) Close() {
	if p == nil {
		return
	}
	<-p.ready
	if p.sites != nil {
		p.sites.Close()
	}
}

func (p *Press) prepare() error {
	for _, layer := range p.site.Theme {
		if err := copyAll(p.memory, path.Join(root, "themes/shingle"), layer); err != nil {
			return err
		}
	}
	for _, layer := range p.site.Layers {
		if err := copyAll(p.memory, root, layer); err != nil {
			return err
		}
	}
	for name, text := range p.site.Files {
		if err := afero.WriteFile(p.memory, path.Join(root, name), text, 0o644); err != nil {
			return err
		}
	}
	for _, dir := range []string{"assets", "content", "data"} { // Hugo does not look into folders that come later
		if err := p.memory.MkdirAll(path.Join(root, dir), 0o755); err != nil {
			return err
		}
	}
	text, err := json.Marshal(p.site.config())
	if err != nil {
		return err
	}
	if err := afero.WriteFile(p.memory, path.Join(root, "hugo.json"), text, 0o644); err != nil {
		return err
	}

	htime.Clock = clocks.Start(p.site.Now)
	log := loggers.New(loggers.Options{Level: logg.LevelWarn, StdOut: io.Discard, StdErr: &p.warnings, DistinctLevel: logg.LevelWarn})
	flags := config.New()
	flags.Set("workingDir", root)
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: p.memory, Flags: flags, Filename: path.Join(root, "hugo.json"), Logger: log,
		Environment: "production", Environ: []string{"HUGO_NONE=1"}, SkipNpmCheck: true,
	})
	if err != nil {
		p.wrong = []diag.Problem{p.site.misread(err)}
		return nil
	}
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{Configs: configs, Fs: hugofs.NewFrom(p.memory, configs.LoadingInfo.BaseConfig), LogLevel: logg.LevelWarn, StdErr: &p.warnings, StdOut: io.Discard})
	if err != nil {
		p.wrong = p.site.told(err)
		return nil
	}
	p.sites = sites
	return nil
}

// Print renders a site of content and data that were generated, and gives its files; beside
// are those that are not Hugo's. A mistake in a template or a page is noted at its place;
// warnings are mistakes, too.
func (p *Press) Print(files map[string][]byte, beside []string, problems *diag.List) (map[string][]byte, error) {
	<-p.ready
	problems.Put(p.wrong...)
	if p.err != nil || p.sites == nil {
		return nil, p.err
	}
	for name, text := range files {
		if err := afero.WriteFile(p.memory, path.Join(root, name), text, 0o644); err != nil {
			return nil, err
		}
	}
	if err := p.renderers(); err != nil {
		return nil, err
	}
	err := p.sites.Build(hugolib.BuildCfg{NoBuildLock: true})
	logged := false
	for line := range strings.Lines(p.warnings.String()) {
		level, text, ok := strings.Cut(strings.TrimSpace(line), " ")
		if ok && (level == "WARN" || level == "ERROR") {
			problems.Put(p.site.warning(strings.TrimSpace(strings.ReplaceAll(text, root+"/", ""))))
			logged = logged || level == "ERROR"
		}
	}
	if err != nil && !(logged && errors.Unwrap(err) == nil) { // else it counts what was logged
		problems.Put(p.site.told(err)...)
	}
	if err != nil {
		return nil, nil
	}
	return p.finished(beside, problems)
}

// renderers has Hugo start at least as many renderers as there are pages. After ten pages that failed they
// end, and Hugo would else wait for ever for one of them to take the next page.
func (p *Press) renderers() error {
	pages := 100 // of its own
	err := afero.Walk(p.memory, path.Join(root, "content"), func(_ string, info fs.FileInfo, err error) error {
		pages++ // a page, or a folder, which is one, too
		return err
	})
	os.Setenv("HUGO_NUMWORKERMULTIPLIER", strconv.Itoa(max(pages, runtime.NumCPU())))
	return err
}

// config is Hugo's configuration: the publisher's keys, and what we rely on.
func (s Site) config() map[string]any {
	c := map[string]any{}
	for k, v := range s.Config {
		c[k] = v
	}
	for k, v := range map[string]any{
		"theme": "shingle", "themesDir": "themes", "publishDir": publish, "dataDir": "data", "contentDir": "content",
		"disableKinds":                   []string{"taxonomy", "term", "RSS"},
		"enableGitInfo":                  false,
		"enableRobotsTXT":                true,
		"disableHugoGeneratorInject":     true,
		"disableDefaultLanguageRedirect": true, // the first language stands at / alone
		"buildFuture":                    true, // a notice may announce what is to come
		"cacheDir":                       path.Join(root, "cache"),
		"timeZone":                       "UTC",
		"build":                          map[string]any{"writeStats": false, "useResourceCacheWhen": "never", "noJSConfigInAssets": true},
		"minify":                         map[string]any{"minifyOutput": true, "tdewolff": map[string]any{"html": map[string]any{"keepQuotes": true, "keepEndTags": true, "keepDocumentTags": true, "keepWhitespace": false}}},
		"security":                       map[string]any{"exec": map[string]any{"allow": "none"}, "http": map[string]any{"urls": "none"}, "funcs": map[string]any{"getenv": "none"}},
	} {
		c[k] = v
	}
	for key, ours := range map[string]map[string]any{
		"mediaTypes":    {"application/atom+xml": map[string]any{"suffixes": []string{"xml"}}},
		"outputFormats": {"atom": map[string]any{"mediaType": "application/atom+xml", "baseName": "feed"}},
	} {
		if theirs, ok := c[key].(map[string]any); ok {
			maps.Copy(ours, theirs)
		} else if c[key] != nil {
			continue // Hugo tells that it is no table
		}
		c[key] = ours
	}
	if _, ok := c["baseURL"]; !ok {
		c["baseURL"] = "/"
	}
	return c
}

// Apart tells whether a file of content is to be copied or kept, and not to be published:
// _archetype.md is, _index.md is not.
func Apart(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "content/") && strings.HasPrefix(base, "_") && !strings.HasPrefix(base, "_index.")
}

// copyAll copies a tree into the memory.
func copyAll(memory afero.Fs, dir string, from fs.FS) error {
	if from == nil {
		return nil
	}
	return fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || Apart(name) {
			return err
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		return afero.WriteFile(memory, path.Join(dir, name), text, 0o644)
	})
}

// told turns one of Hugo's errors into problems at places: the innermost ones,
// which name the line; the sentences around them repeat the path.
func (s Site) told(err error) []diag.Problem {
	var all []diag.Problem
	for _, e := range herrors.UnwrapFileErrors(err) {
		if inner := herrors.UnwrapFileError(errors.Unwrap(e)); inner != nil && !nameless(inner) || nameless(e) {
			continue
		}
		p := e.Position()
		at := diag.Place{File: s.file(strings.TrimPrefix(strings.TrimPrefix(p.Filename, root), "/")), Line: max(p.LineNumber, 0), Column: max(p.ColumnNumber, 0)}
		all = append(all, diag.Problem{Place: at, Text: lastPart(errors.Unwrap(e))})
	}
	if len(all) == 0 {
		all = append(all, diag.Problem{Text: lastPart(err)})
	}
	return all
}

// file is a file as people know it: those of the layers stand under site/.
func (s Site) file(name string) string {
	for _, layer := range s.Layers {
		if _, err := fs.Stat(layer, path.Clean(name)); err == nil {
			return "site/" + name
		}
	}
	return name
}

// rawHTML is Hugo's warning of a page that holds what Markdown is not.
var rawHTML = regexp.MustCompile(`^Raw HTML omitted while rendering "([^"]+)"`)

// warning is one of Hugo's warnings, which are mistakes.
func (s Site) warning(text string) diag.Problem {
	if m := rawHTML.FindStringSubmatch(text); m != nil {
		return diag.Problem{Place: diag.Place{File: s.file(m[1])}, Text: "holds HTML, want Markdown only"}
	}
	if m := ofKeys.FindStringSubmatch(text); m != nil && s.Place != nil {
		return diag.Problem{Place: s.Place(m[1]), Text: strings.ToLower(text[:1]) + text[1:]}
	}
	return diag.Problem{Text: text}
}

// ofKeys is a warning that is about Hugo's own keys, rather than about a page.
var ofKeys = regexp.MustCompile(`(?:config key "?|in )([A-Za-z.]+)"?(?: was| configuration|$)`)

// nameless tells whether Hugo has forgotten which file an error is about.
func nameless(e herrors.FileError) bool { return strings.HasPrefix(e.Position().Filename, "_stream") }

// gerund is what Hugo says before what is wrong.
var gerund = regexp.MustCompile(`^(failed to [^:"]+|unmarshal failed|error calling \w+): `)

// lastPart is the last part of a chain of sentences.
func lastPart(err error) string {
	if err == nil {
		return "cannot be built"
	}
	text := strings.ReplaceAll(err.Error(), root+"/", "")
	if i := strings.LastIndex(text, ">: "); i >= 0 {
		text = text[i+len(">: "):]
	}
	for gerund.MatchString(text) {
		text = gerund.ReplaceAllString(text, "")
	}
	return noShortcode.ReplaceAllString(text, `the shortcode "$1" is not there`)
}

var noShortcode = regexp.MustCompile(`template for shortcode "([^"]*)" not found`)
