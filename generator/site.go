package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shingle"
	"shingle/generator/internal/brand"
	"shingle/generator/internal/byhand"
	"shingle/generator/internal/chart"
	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/hugo"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/page"
)

const themeDir = "themes/shingle"

// theme is the theme that comes with the program, and over it the publisher's own.
func (j *job) theme() []fs.FS {
	own, err := fs.Sub(shingle.Files, themeDir)
	if err != nil {
		panic("bug: " + err.Error())
	}
	layers := []fs.FS{own}
	if dir := filepath.Join(j.dir, filepath.FromSlash(themeDir)); isDir(dir) {
		layers = append(layers, os.DirFS(dir))
	}
	return layers
}

func isDir(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// fromTheme reads a file of the theme, the publisher's own if there is one.
func (j *job) fromTheme(name string) ([]byte, error) {
	layers := j.theme()
	for _, layer := range slices.Backward(layers) {
		if text, err := fs.ReadFile(layer, name); err == nil {
			return text, nil
		}
	}
	return nil, fmt.Errorf("%s/%s is not there", themeDir, name)
}

// own is what the publisher wrote by hand: content, static files, i18n; nil if
// there is nothing.
func (j *job) own() fs.FS {
	if dir := filepath.Join(j.dir, "site"); isDir(dir) {
		return os.DirFS(dir)
	}
	return nil
}

// draw draws the charts, or takes them from the drawer of earlier builds.
func (j *job) draw(ctx context.Context, out *page.Output) error {
	if len(out.Charts) == 0 {
		return out.Drawn(nil)
	}
	bundle, err := j.fromTheme("assets/js/echarts.min.js")
	if err != nil {
		return err
	}
	o := chart.Options{Bundle: bundle, Keep: 4000, Secret: secret(), Program: program()}
	if dir, err := os.UserCacheDir(); err == nil {
		o.CacheDir = filepath.Join(dir, "shingle", "charts")
		if os.MkdirAll(o.CacheDir, 0o700) != nil {
			o.CacheDir = ""
		}
	}
	drawings, _, err := chart.Render(ctx, out.Charts, o)
	if err != nil {
		return err
	}
	return out.Drawn(drawings)
}

// press begins to make Hugo ready, which needs no scores for it; nil if no page is wanted.
func (j *job) press(cfg *config.Config) *hugo.Press {
	if j.scores {
		return nil
	}
	s := hugo.Site{Config: page.MaskTitles(cfg.Hugo), Now: j.built, Theme: j.theme(), Place: cfg.Place}
	if own := j.own(); own != nil {
		s.Layers = append(s.Layers, byhand.Text{FS: own})
	}
	return hugo.Prepare(s)
}

// print has Hugo make the pages, if what was written by hand may stand beside them.
func (j *job) print(press *hugo.Press, out *page.Output, problems *diag.List) (map[string][]byte, error) {
	if own := j.own(); own != nil {
		byhand.Claim{Files: out.Hugo, Types: page.Kinds()}.Check(own, "site", problems)
		addWords(out.Hugo, byhand.Text{FS: own}, problems)
	}
	if problems.Failed() {
		return nil, nil
	}
	return press.Print(out.Hugo, out.Files, problems)
}

// plain tells whether what is written by hand may be read.
func (j *job) plain(problems *diag.List) bool {
	plain := true
	for _, tree := range []string{"site", "themes", "presets"} {
		plain = byhand.Plain(j.dir, tree, problems) && plain
	}
	return plain
}

// addWords puts what the publisher wrote for a generated page below it: the text of
// site/content/best-times.md stands on /best-times/.
func addWords(files map[string][]byte, own fs.FS, problems *diag.List) {
	for name, generated := range files {
		if !strings.HasPrefix(name, "content/") {
			continue
		}
		text, err := fs.ReadFile(own, name)
		if err != nil {
			continue
		}
		front, err := hugo.ReadFrontMatter(text)
		if err != nil {
			problems.Add(diag.Place{File: "site/" + name, Line: hugo.LineOf(err)}, "%s", err)
			continue
		}
		files[name] = slices.Concat(generated, []byte("\n"), front.Body)
	}
}

// branded is the organisation's own look.
func (j *job) branded(cfg *config.Config, problems *diag.List) brand.Look {
	o := brand.Options{
		Logo: cfg.Brand.Logo, Color: cfg.Brand.Color, ColorDark: cfg.Brand.ColorDark, Font: cfg.Brand.Font, FontFiles: cfg.Brand.FontFiles,
		Place: func(key string) diag.Place { return cfg.Place("shingle.brand." + key) },
	}
	if dir := filepath.Join(j.dir, "site", "static"); isDir(dir) {
		o.Static = os.DirFS(dir)
	}
	return brand.Make(o, problems)
}

// notices reads what the publisher has to say to readers.
func (j *job) notices(cfg *config.Config, known notice.Known, problems *diag.List) []notice.Notice {
	own := j.own()
	if own == nil {
		return nil
	}
	o := notice.Options{Known: known, Front: func(page []byte) (notice.Front, error) {
		front, err := hugo.ReadFrontMatter(page)
		return notice.Front{Keys: front.Keys, Line: front.Line}, err
	}}
	for _, l := range cfg.Languages {
		o.Languages = append(o.Languages, notice.Language{Code: l.Code, Name: l.Name})
	}
	return notice.Read(own, o, problems)
}
