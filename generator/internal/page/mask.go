package page

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// A mask stands for a character in names until the pages are written: a team may be
// called {{ .Site }}, <no value> or NaN, and must neither reach a template nor look
// like what a broken one left.
type mask struct{ text, masked, mark, plain, entity string }

var masks = []mask{
	{"{", "\ufdd0", "\ufdd0", "{", "&#123;"},
	{"}", "\ufdd1", "\ufdd1", "}", "&#125;"},
	{"<", "\ufdd2", "\ufdd2", "<", "&#60;"},
	{"[", "\ufdd3", "\ufdd3", "[", "&#91;"},
	{"%", "\ufdd4", "\ufdd4", "%", "&#37;"},
	{"NaN", "\ufdd5aN", "\ufdd5", "N", "&#78;"},
	{"ZgotmplZ", "\ufdd6gotmplZ", "\ufdd6", "Z", "&#90;"},
}

var masking = func() *strings.Replacer {
	var pairs []string
	for _, m := range masks {
		pairs = append(pairs, m.text, m.masked)
	}
	return strings.NewReplacer(pairs...)
}()

// Mask hides such characters in text that comes from data.
func Mask(s string) string { return masking.Replace(s) }

// MaskBraces hides what a template would read, or seem to have left, in text that
// somebody wrote by hand; Hugo's shortcodes stay.
func MaskBraces(text []byte) []byte { return hide(templated, text) }

// MaskAllBraces hides shortcodes, too.
func MaskAllBraces(text []byte) []byte { return hide(braced, text) }

// MaskDebris hides only what a broken template seems to have left: in words that are
// templates themselves.
func MaskDebris(text []byte) []byte { return hide(left, text) }

const debris = `<no value>|<nil>|\[object Object\]|%![a-z]\(|ZgotmplZ|\bNaN\b`

var (
	templated = regexp.MustCompile(`\{\{(?:[^<%]|$)|` + debris)
	left      = regexp.MustCompile(debris)
	braced    = regexp.MustCompile(`\{\{|` + debris)
)

func hide(what *regexp.Regexp, text []byte) []byte {
	return what.ReplaceAllFunc(text, func(m []byte) []byte { return []byte(Mask(string(m))) })
}

// scripts are the data in a page, where entities mean nothing.
var scripts = regexp.MustCompile(`(?s)<script\b.*?</script>`)

// Unmasked writes what was hidden in finished pages: as the entities that a browser
// shows as those characters, as escapes in a page's JSON, or, in data files, as they are.
func Unmasked(files map[string][]byte) map[string][]byte {
	var entities, plain, escapes []string
	for _, m := range masks {
		entities, plain = append(entities, m.mark, m.entity), append(plain, m.mark, m.plain)
		escapes = append(escapes, m.mark, fmt.Sprintf(`\u%04x`, m.plain[0]))
	}
	inPages, inData, inScripts := strings.NewReplacer(entities...), strings.NewReplacer(plain...), strings.NewReplacer(escapes...)
	out := make(map[string][]byte, len(files))
	for name, text := range files {
		switch {
		case !bytes.Contains(text, []byte("\xef\xb7")): // what all marks begin with
			out[name] = text
		case strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".xml"):
			text = scripts.ReplaceAllFunc(text, func(m []byte) []byte { return []byte(inScripts.Replace(string(m))) })
			out[name] = []byte(inPages.Replace(string(text)))
		default:
			out[name] = []byte(inData.Replace(string(text)))
		}
	}
	return out
}

// MaskTitles hides them in the names and titles among Hugo's own keys.
func MaskTitles(config map[string]any) map[string]any {
	masked := make(map[string]any, len(config))
	for key, value := range config {
		switch v := value.(type) {
		case string:
			if titles[key] {
				value = Mask(v)
			}
		case map[string]any:
			if key == "languages" || v["label"] != nil || v["title"] != nil || v["languageName"] != nil {
				value = MaskTitles(v)
			}
		}
		masked[key] = value
	}
	return masked
}

var titles = map[string]bool{"title": true, "label": true, "languageName": true, "copyright": true}
