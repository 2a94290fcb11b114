package byhand

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/hugo"
)

// ThemeDir is where the theme lies, in the program and beside config.toml.
const ThemeDir = "themes/shingle"

// trees are the folders beside config.toml that are written by hand.
var trees = []string{"site", "themes", "presets"}

// A Site is the folder that config.toml is in.
type Site struct {
	Dir     string
	Program fs.FS // the files that come with the program, its theme among them
}

// Plain tells whether all that is written by hand may be read, and notes what may not.
func (s Site) Plain(problems *diag.List) bool {
	plain := true
	for _, tree := range trees {
		plain = Plain(s.Dir, tree, problems) && plain
	}
	return plain
}

// Own is site/: content, static files, words; nil if there is nothing.
func (s Site) Own() fs.FS { return s.folder("site") }

// Static is the part of it that is published as it is; nil if there is nothing.
func (s Site) Static() fs.FS { return s.folder("site/static") }

// Theme is the theme that comes with the program, and over it the publisher's own.
func (s Site) Theme() []fs.FS {
	theme, err := fs.Sub(s.Program, ThemeDir)
	if err != nil {
		panic("bug: " + err.Error())
	}
	layers := []fs.FS{theme}
	if own := s.folder(ThemeDir); own != nil {
		layers = append(layers, own)
	}
	return layers
}

// FromTheme reads a file of the theme, the publisher's own if there is one.
func (s Site) FromTheme(name string) ([]byte, error) {
	for _, layer := range slices.Backward(s.Theme()) {
		if text, err := fs.ReadFile(layer, name); err == nil {
			return text, nil
		}
	}
	return nil, fmt.Errorf("%s/%s is not there", ThemeDir, name)
}

// AddWords puts what the publisher wrote for a generated page below it: the text of
// site/content/best-times.md stands on /best-times/.
func (s Site) AddWords(files map[string][]byte, problems *diag.List) {
	own := s.Own()
	if own == nil {
		return
	}
	for name, generated := range files {
		if !strings.HasPrefix(name, "content/") {
			continue
		}
		text, err := fs.ReadFile(Text{own}, name)
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

// folder is one below the site's; nil if there is none.
func (s Site) folder(name string) fs.FS {
	dir := filepath.Join(s.Dir, filepath.FromSlash(name))
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil
	}
	return os.DirFS(dir)
}
