package main_test

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shingle/generator/internal/claim"
)

const theme = "themes/shingle/"

func TestPartialsAreShort(t *testing.T) {
	n := 0
	for _, name := range files(t, theme+"layouts") {
		lines, most := strings.Count(read(t, name), "\n"), 80
		switch {
		case path.Base(name) == "baseof.html":
			most = 39
		case !strings.Contains(name, "/_partials/"):
			continue
		}
		n++
		if lines > most {
			t.Errorf("%s has %d lines, want %d at most", name, lines, most)
		}
	}
	if n < 10 {
		t.Errorf("got %d partials, want the theme's", n)
	}
}

var fixedID = regexp.MustCompile(`\bid="([^"]*)"`)

// What a metric, a channel, a notice or a heading by hand is called becomes an id, too:
// none of them has a dot.
func TestIDsOfTheThemeAreNobodysName(t *testing.T) {
	n := 0
	for _, name := range files(t, theme+"layouts") {
		for _, m := range fixedID.FindAllStringSubmatch(read(t, name), -1) {
			n++
			if named := strings.HasPrefix(m[1], "{{") && strings.HasSuffix(m[1], "}}"); !named && !strings.Contains(m[1], ".") {
				t.Errorf("%s: has the id %q, want one with a dot: part.%s", name, m[1], m[1])
			}
		}
	}
	if n < 20 {
		t.Errorf("got %d ids, want the theme's", n)
	}
}

var (
	plainKey = regexp.MustCompile(`(?m)^"?([A-Za-z0-9_.-]+)"?\s*=`)
	tableKey = regexp.MustCompile(`^\["?([A-Za-z0-9_.-]+)"?\]`)
)

// words lists the keys of a file of words. Words with a plural are tables.
func words(text string) []string {
	var all []string
	table, long := false, false
	for line := range strings.Lines(text) {
		open := strings.Count(line, `"""`)%2 == 1
		switch {
		case long:
			long = !open
			continue
		case open:
			long = true
		}
		if m := tableKey.FindStringSubmatch(line); m != nil {
			table = true
			all = append(all, m[1])
		} else if m := plainKey.FindStringSubmatch(line); m != nil && !table {
			all = append(all, m[1])
		}
	}
	return all
}

func TestEveryLanguageHasTheSameWords(t *testing.T) {
	english := words(read(t, theme+"i18n/en.toml"))
	if len(english) < 100 {
		t.Fatalf("got %d words in English", len(english))
	}
	for _, name := range files(t, theme+"i18n") {
		mine := words(read(t, name))
		for i, w := range mine {
			if slices.Contains(mine[:i], w) {
				t.Errorf("%s: has %q twice", name, w)
			}
			if !slices.Contains(english, w) {
				t.Errorf("%s: has %q, which English has not", name, w)
			}
		}
		for _, w := range english {
			if !slices.Contains(mine, w) {
				t.Errorf("%s: lacks %q", name, w)
			}
		}
	}
}

var (
	literal = regexp.MustCompile("\"(?:[^\"\\\\\n]|\\\\.)*\"|`[^`]*`")
	action  = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	// a literal that names the word itself
	spoken = regexp.MustCompile(`(?:\bi18n |\bT |\bsay\()"([a-z0-9_]+)"( \| default)?`)
)

// A use is how layouts and Go name words: whole, or by how they begin or end, where the
// rest is put together.
type use struct {
	whole map[string]bool
	parts []*regexp.Regexp
}

func (u *use) of(word string) bool {
	if u.whole[word] || slices.ContainsFunc(u.parts, func(p *regexp.Regexp) bool { return p.MatchString(word) }) {
		return true
	}
	for i, c := range word { // printf "%s_%s"
		if c == '_' && u.whole[word[:i]] && (u.whole[word[i+1:]] || u.whole[word[i:]]) {
			return true
		}
	}
	return false
}

// uses collects every text in quotes that could name a word.
func uses(t *testing.T) (u use, named map[string]string) {
	t.Helper()
	u, named = use{whole: map[string]bool{}}, map[string]string{}
	verb := regexp.MustCompile(`%[sdv]`)
	for _, dir := range []string{theme + "layouts", theme + "assets/js", "generator/internal/page", "generator/internal/metric", "generator/internal/score", "generator/internal/besttime"} {
		for _, name := range files(t, dir) {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, ".min.js") {
				continue
			}
			text := read(t, name)
			if strings.HasSuffix(name, ".html") { // quotes outside of actions are HTML's
				text = strings.Join(action.FindAllString(text, -1), "\n")
			}
			for _, l := range literal.FindAllString(text, -1) {
				s := strings.Trim(l, "\"`")
				if unquoted, err := strconv.Unquote(l); err == nil {
					s = unquoted
				}
				switch at := verb.FindStringIndex(s); {
				case at != nil && len(verb.ReplaceAllString(s, "")) > 3:
					parts := verb.Split(s, -1)
					for i := range parts {
						parts[i] = regexp.QuoteMeta(parts[i])
					}
					u.parts = append(u.parts, regexp.MustCompile("^"+strings.Join(parts, ".+")+"$"))
				case strings.HasSuffix(s, "_") && len(s) > 2:
					u.parts = append(u.parts, regexp.MustCompile("^"+regexp.QuoteMeta(s)))
				default:
					u.whole[s] = true
				}
			}
			for _, m := range spoken.FindAllStringSubmatch(text, -1) {
				if !strings.HasSuffix(m[1], "_") && m[2] == "" { // a publisher may add what has a default
					named[m[1]] = name
				}
			}
		}
	}
	for _, n := range [][3]int64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {2, 0, 1}} { // how many promises went how: an ending that the gate gives
		u.whole[claim.Summarised(n[0], n[1], n[2])] = true
	}
	return u, named
}

func TestEveryWordIsUsed(t *testing.T) {
	u, _ := uses(t)
	for _, w := range words(read(t, theme+"i18n/en.toml")) {
		if !u.of(w) {
			t.Errorf("%s: %q is used in no layout and no page", theme+"i18n/en.toml", w)
		}
	}
}

func TestEveryWordThatIsNamedIsThere(t *testing.T) {
	there := words(read(t, theme+"i18n/en.toml"))
	_, named := uses(t)
	for w, name := range named {
		if !slices.Contains(there, w) {
			t.Errorf("%s: names the word %q, which %si18n/en.toml has not", name, w, theme)
		}
	}
}
