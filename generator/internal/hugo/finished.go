package hugo

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/spf13/afero"

	"shingle/generator/internal/diag"
)

// finished gathers what Hugo wrote and the static files, which its command would copy;
// none of them may take the place of another, but the publisher's of the theme's.
func (p *Press) finished(others []string, problems *diag.List) (map[string][]byte, error) {
	files := map[string][]byte{}
	if err := gather(p.memory, path.Join(root, publish), files); err != nil {
		return nil, err
	}
	beside, written := claim(others), claim(others, slices.Collect(maps.Keys(files)))
	for name := range files {
		if other := beside.clash(name); other != "" {
			problems.Add(diag.Place{File: p.site.source(name)}, "would take the place of %s, which the build writes: want another name", other)
		}
	}
	for _, dir := range []string{"themes/shingle/static", "static"} {
		static := map[string][]byte{}
		if err := gather(p.memory, path.Join(root, dir), static); err != nil {
			return nil, err
		}
		for name, text := range static {
			if other := written.clash(name); other != "" {
				problems.Add(diag.Place{File: p.site.file(path.Join(dir, name))}, "would take the place of %s, which the build writes: want another name", other)
			}
			files[name] = text
		}
	}
	return files, nil
}

// source is the file by hand that became a finished one, as far as its name tells.
func (s Site) source(name string) string {
	dir := strings.TrimSuffix(name, "/index.html")
	for _, of := range []string{name, dir + ".md", dir + "/index.md"} {
		if file := s.file("content/" + of); file != "content/"+of {
			return file
		}
	}
	return name
}

// claimed are the files of a site, and the folders they lie in, each with the file that
// claims it, in small letters: not every file system tells them apart.
type claimed struct{ files, folders map[string]string }

func claim(sets ...[]string) claimed {
	c := claimed{map[string]string{}, map[string]string{}}
	for _, files := range sets {
		for _, name := range files {
			low := strings.ToLower(name)
			c.files[low] = name
			for dir := path.Dir(low); dir != "."; dir = path.Dir(dir) {
				c.folders[dir] = name
			}
		}
	}
	return c
}

// clash gives the file that another one would replace, lie under, or be a folder of; ""
// if there is none.
func (c claimed) clash(name string) string {
	low := strings.ToLower(name)
	if other := c.folders[low]; other != "" {
		return other
	}
	for ; low != "."; low = path.Dir(low) {
		if other := c.files[low]; other != "" {
			return other
		}
	}
	return ""
}

// gather takes in the files of a folder in memory.
func gather(memory afero.Fs, dir string, files map[string][]byte) error {
	if there, err := afero.DirExists(memory, dir); err != nil || !there {
		return err
	}
	return afero.Walk(memory, dir, func(name string, info fs.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := afero.ReadFile(memory, name)
		files[strings.TrimPrefix(name, dir+"/")] = text
		return err
	})
}
