package shingle

import (
	"io/fs"
	"testing"
)

// A file of each kind that a pattern without all: would drop in silence, or that a
// go.mod in the theme would take along with the whole folder.
func TestEmbedHoldsTheUnderscoreFiles(t *testing.T) {
	for _, name := range []string{
		"themes/shingle/layouts/_partials/head.html",
		"themes/shingle/layouts/baseof.html",
		"themes/shingle/i18n/en.toml",
		"themes/shingle/assets/js/echarts.min.js",
		"themes/shingle/assets/echarts/draw.min.js",
		"site/content/notices/_archetype.md",
		"config.toml",
	} {
		if _, err := fs.Stat(Files, name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
