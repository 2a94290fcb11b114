package hugo

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"shingle/generator/internal/diag"
)

// Whatever Hugo's own keys hold, what it has against them is told at their place, and not
// in the words of its insides.
func TestWhatHugoHasAgainstItsKeysIsToldAtTheirPlace(t *testing.T) {
	insides := regexp.MustCompile(`(?i)decod|unmarshal|expected type|unconvertible|map\[|interface|panic|%!|\bint\b|reflect`)
	table := func(key string, value any) map[string]any { return map[string]any{key: value} }
	for path, put := range map[string]func(v any) map[string]any{
		"title":                          func(v any) map[string]any { return table("title", v) },
		"copyright":                      func(v any) map[string]any { return table("copyright", v) },
		"languages":                      func(v any) map[string]any { return table("languages", v) },
		"languages.en":                   func(v any) map[string]any { return table("languages", table("en", v)) },
		"languages.en.weight":            func(v any) map[string]any { return table("languages", table("en", table("weight", v))) },
		"languages.en.params":            func(v any) map[string]any { return table("languages", table("en", table("params", v))) },
		"params":                         func(v any) map[string]any { return table("params", v) },
		"markup":                         func(v any) map[string]any { return table("markup", v) },
		"markup.goldmark":                func(v any) map[string]any { return table("markup", table("goldmark", v)) },
		"markup.highlight.style":         func(v any) map[string]any { return table("markup", table("highlight", table("style", v))) },
		"sitemap":                        func(v any) map[string]any { return table("sitemap", v) },
		"sitemap.priority":               func(v any) map[string]any { return table("sitemap", table("priority", v)) },
		"permalinks":                     func(v any) map[string]any { return table("permalinks", v) },
		"outputs":                        func(v any) map[string]any { return table("outputs", v) },
		"outputFormats":                  func(v any) map[string]any { return table("outputFormats", v) },
		"mediaTypes":                     func(v any) map[string]any { return table("mediaTypes", v) },
		"menus":                          func(v any) map[string]any { return table("menus", v) },
		"taxonomies":                     func(v any) map[string]any { return table("taxonomies", v) },
		"module":                         func(v any) map[string]any { return table("module", v) },
		"cascade":                        func(v any) map[string]any { return table("cascade", v) },
		"imaging":                        func(v any) map[string]any { return table("imaging", v) },
		"frontmatter":                    func(v any) map[string]any { return table("frontmatter", v) },
		"related":                        func(v any) map[string]any { return table("related", v) },
		"pagination":                     func(v any) map[string]any { return table("pagination", v) },
		"services":                       func(v any) map[string]any { return table("services", v) },
		"privacy":                        func(v any) map[string]any { return table("privacy", v) },
		"timeout":                        func(v any) map[string]any { return table("timeout", v) },
		"summaryLength":                  func(v any) map[string]any { return table("summaryLength", v) },
		"enableEmoji":                    func(v any) map[string]any { return table("enableEmoji", v) },
		"ignoreFiles":                    func(v any) map[string]any { return table("ignoreFiles", v) },
		"caches":                         func(v any) map[string]any { return table("caches", v) },
		"server":                         func(v any) map[string]any { return table("server", v) },
		"languageCode":                   func(v any) map[string]any { return table("languageCode", v) },
		"hasCJKLanguage":                 func(v any) map[string]any { return table("hasCJKLanguage", v) },
		"refLinksErrorLevel":             func(v any) map[string]any { return table("refLinksErrorLevel", v) },
		"contentTypes":                   func(v any) map[string]any { return table("contentTypes", v) },
		"segments":                       func(v any) map[string]any { return table("segments", v) },
		"defaultContentLanguageInSubdir": func(v any) map[string]any { return table("defaultContentLanguageInSubdir", v) },
	} {
		for _, odd := range []any{"odd", int64(7), []any{"x", int64(1)}, map[string]any{"x": map[string]any{"y": int64(1)}}} {
			what := fmt.Sprintf("%s = %#v", path, odd)
			if _, isTable := odd.(map[string]any); path == "params" && !isTable {
				continue // refused where config.toml is read
			}
			config := put(odd)
			config["baseURL"] = "https://scores.example.com/"
			func() {
				defer func() {
					if r := recover(); r != nil {
						t.Errorf("%s: panic: %v", what, r)
					}
				}()
				_, problems := built(t, Site{Config: config, Theme: []fs.FS{theme(nil)}, Place: func(key string) diag.Place { return diag.Place{File: "config.toml", Line: 1} }}, nil)
				for _, p := range problems.Sorted() {
					if p.Place.File == "" || strings.HasPrefix(p.Place.File, "themes/") || insides.MatchString(p.Text) {
						t.Errorf("%s: got %q", what, p)
					}
				}
			}()
		}
	}
}
