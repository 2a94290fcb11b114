package main

import (
	"context"
	"io/fs"
	"os"
	"time"

	"shingle/generator/internal/brand"
	"shingle/generator/internal/byhand"
	"shingle/generator/internal/chart"
	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/hugo"
	"shingle/generator/internal/keep"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/page"
	"shingle/generator/internal/release"
	"shingle/generator/internal/words"
)

// branded is the organisation's own look.
func (j *job) branded(cfg *config.Config, problems *diag.List) brand.Look {
	return brand.Make(brand.Options{
		Logo: cfg.Brand.Logo, Color: cfg.Brand.Color, ColorDark: cfg.Brand.ColorDark, Font: cfg.Brand.Font, FontFiles: cfg.Brand.FontFiles,
		Place: func(key string) diag.Place { return cfg.Place("shingle.brand." + key) }, Static: j.site().Static(),
	}, problems)
}

// notices reads what the publisher has to say to readers.
func (j *job) notices(cfg *config.Config, known notice.Known, problems *diag.List) []notice.Notice {
	own := j.site().Own()
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

// draw draws the charts, or takes them from the drawer of earlier builds.
func (j *job) draw(ctx context.Context, out *page.Output) error {
	if len(out.Charts) == 0 {
		return out.Drawn(nil)
	}
	bundle, err := j.site().FromTheme("assets/echarts/draw.min.js")
	if err != nil {
		return err
	}
	o := chart.Options{Bundle: bundle, Keep: 4000, Secret: secret(), Program: keep.Program(version), CacheDir: cache("charts")}
	if os.MkdirAll(o.CacheDir, 0o700) != nil {
		o.CacheDir = ""
	}
	drawings, _, err := chart.Render(ctx, out.Charts, o)
	if err != nil {
		return err
	}
	return out.Drawn(drawings)
}

// press begins to make Hugo ready, which needs no scores for it; nil if no page is wanted.
func (j *job) press(cfg *config.Config, today day, borrowed words.Borrowed) *hugo.Press {
	if j.scores {
		return nil
	}
	s := hugo.Site{Config: page.MaskTitles(cfg.Hugo), Now: today.built, Theme: j.site().Theme(), Files: borrowed.Files(), Place: cfg.Place}
	if own := j.site().Own(); own != nil {
		s.Layers = append(s.Layers, byhand.Text{FS: own})
	}
	return hugo.Prepare(s)
}

// print has Hugo make the pages, if what was written by hand may stand beside them.
func (j *job) print(press *hugo.Press, out *page.Output, problems *diag.List) (map[string][]byte, error) {
	if own := j.site().Own(); own != nil {
		byhand.Claim{Files: out.Hugo, Types: page.Kinds()}.Check(own, "site", problems)
	}
	if j.site().AddWords(out.Hugo, problems); problems.Failed() {
		return nil, nil
	}
	return press.Print(out.Hugo, append(out.Files, release.ManifestFile, release.ManifestSchema), problems)
}

// manifest says what a release in a folder is made of, and what made it.
func (j *job) manifest(cfg *config.Config, today day, sources []page.Source, folder fs.FS) ([]byte, error) {
	m := release.Manifest{
		Generator: "shingle " + version, Built: today.built.UTC().Format(time.RFC3339), AsOf: today.of.String(),
		Inputs: map[string]string{}, Exports: map[string]int{},
	}
	for _, name := range []string{"config.toml", "site", "themes", "presets"} {
		sum, err := release.SumOf(os.DirFS(j.dir), name)
		if err != nil {
			return nil, err
		}
		if sum != "" {
			m.Inputs[name] = sum
		}
	}
	for i := range sources {
		m.Exports[sources[i].Name] = sources[i].Files
	}
	if err := m.List(folder); err != nil {
		return nil, err
	}
	return m.Text(), nil
}
