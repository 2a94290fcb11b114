// Package duty holds sites laid out after what regulators ask to be published: each a folder with
// a config.toml (metrics, times, promises, words, the exports expected) and a page that says which
// rule it follows, of which year, and what nobody has checked against the rule.
package duty

import (
	"embed"
	"io/fs"
)

//go:embed all:known
var files embed.FS

// Names lists the sites there are.
func Names() []string {
	entries, err := files.ReadDir("known")
	if err != nil {
		panic("bug: " + err.Error())
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// Files are those of a site; false if there is none of that name.
func Files(name string) (fs.FS, bool) {
	for _, n := range Names() {
		if n == name {
			site, err := fs.Sub(files, "known/"+name)
			return site, err == nil
		}
	}
	return nil, false
}
