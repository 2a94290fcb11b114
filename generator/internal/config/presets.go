package config

import (
	"io/fs"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/preset"
)

// Presets are the layouts that sources may name: those that come with the program, and
// the publisher's own in presets/ beside config.toml, which win.
func Presets(own fs.FS, problems *diag.List) []*preset.Preset {
	var all []*preset.Preset
	for _, from := range []struct {
		files  fs.FS
		folder string
	}{{preset.Files(), "known/"}, {own, "presets/"}} {
		names, _ := fs.Glob(from.files, "*.toml")
		for _, name := range names {
			text, err := fs.ReadFile(from.files, name)
			if err != nil {
				problems.Add(diag.Place{File: from.folder + name}, "cannot be read: %v", err)
				continue
			}
			p, wrong := ReadPreset(from.folder+name, text)
			problems.Append(wrong)
			if wrong.Failed() {
				p = &preset.Preset{Name: strings.TrimSuffix(name, ".toml"), File: from.folder + name, Broken: true}
			}
			all = slices.DeleteFunc(all, func(o *preset.Preset) bool { return o.Name == p.Name })
			all = append(all, p)
		}
	}
	return all
}
