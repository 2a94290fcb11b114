// Package words sees to it that a site says in each of its languages what it says in any: no
// word of the theme and none of the publisher's is missing, and each puts in only what it is
// given.
package words

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/page"
)

// A Theme is where the pages' own words stand.
type Theme struct {
	Dir    string  // as people know it
	Layers []fs.FS // the last one's files hide the others'
}

// A vocabulary is the phrases of a language: the theme's and the publisher's own.
type vocabulary struct {
	own     string // the publisher's file
	theme   string // the theme's file
	ownIn   map[string]config.Phrase
	themeIn map[string]config.Phrase
	broken  bool // a file cannot be read: what is missing cannot be told
}

func (v *vocabulary) phrase(key string) (config.Phrase, bool) {
	p, ok := v.ownIn[key]
	if !ok {
		p, ok = v.themeIn[key]
	}
	return p, ok && !p.Empty()
}

// file is where a word of the theme is to be added.
func (v *vocabulary) file() string {
	if v.ownIn == nil && v.themeIn != nil {
		return v.theme
	}
	return v.own
}

// readVocabulary reads the i18n files of a language; nil if there is none. Of the
// theme's layers, the last one's file hides the others'.
func readVocabulary(code string, theme Theme, own fs.FS, problems *diag.List) *vocabulary {
	name := path.Join("i18n", code+".toml")
	v := &vocabulary{own: "site/" + name, theme: theme.Dir + "/" + name}
	read := func(file string, text []byte) map[string]config.Phrase {
		found := phrases(file, text, problems)
		v.broken = v.broken || found == nil
		return found
	}
	for _, layer := range slices.Backward(theme.Layers) {
		if text, err := fs.ReadFile(layer, name); err == nil {
			v.themeIn = read(v.theme, text)
			break
		}
	}
	if own != nil {
		if text, err := fs.ReadFile(own, name); err == nil {
			v.ownIn = read(v.own, text)
		}
	}
	if v.themeIn == nil && v.ownIn == nil && !v.broken {
		return nil
	}
	return v
}

// sound holds the files of words that were read last, by name, if nothing was wrong with
// them: most are the program's own, and each is asked for more than once.
var sound sync.Map

type wordsOfFile struct {
	text    string
	phrases map[string]config.Phrase
}

// phrases reads an i18n file, if it is not the one that was read before.
func phrases(file string, text []byte, problems *diag.List) map[string]config.Phrase {
	if last, ok := sound.Load(file); ok && last.(wordsOfFile).text == string(text) {
		return last.(wordsOfFile).phrases
	}
	var told diag.List
	found := config.Phrases(file, text, &told)
	problems.Append(told)
	if told.Len() == 0 {
		sound.Store(file, wordsOfFile{string(text), found})
	}
	return found
}

// english is the language in which the theme is complete.
const english = "en"

// Check notes what is not said in every language of the site: words of
// the theme and of the publisher, titles of metrics, the footnote. In a draft, words of the
// theme that are not translated yet are borrowed from English, with a warning.
func Check(cfg *config.Config, theme Theme, own fs.FS, draft bool, problems *diag.List) Borrowed {
	var found diag.List
	lent := Borrowed{}
	reference := readVocabulary(english, theme, nil, &found)
	switch {
	case reference == nil:
		problems.Add(diag.Place{File: theme.Dir + "/i18n/en.toml"}, "is not there: the words of the pages")
		return nil
	case reference.broken:
		problems.Append(found)
		return nil
	}
	may := sync.OnceValue(func() map[string][]string { return given(theme) })
	var first *vocabulary
	for i, l := range cfg.Languages {
		v := readVocabulary(l.Code, theme, own, &found)
		if v == nil {
			place := "languages." + l.Code
			found.AddHint(cfg.Place(place), fmt.Sprintf("translate the theme's i18n/en.toml as site/i18n/%s.toml", l.Code),
				"%s: there is neither site/i18n/%s.toml nor %s/i18n/%s.toml, want the words of the pages in %s", place, l.Code, theme.Dir, l.Code, l.Name)
			continue
		}
		if v.broken {
			continue
		}
		if draft {
			lent.borrow(l.Code, v, reference.themeIn, &found)
		} else {
			lacking(v, v.file(), reference.themeIn, "English", &found)
		}
		misfilled(v, reference.themeIn, may, &found)
		unmeant(v, cfg, reference.themeIn, &found)
		if i == 0 {
			first = v
			continue
		}
		if first != nil {
			lacking(v, v.own, first.ownIn, first.own, &found)
		}
		untitled(v, cfg, &found)
	}
	problems.Append(found)
	return lent
}

// lacking notes the phrases of one language that another one lacks, at the file that
// should hold them.
func lacking(v *vocabulary, file string, want map[string]config.Phrase, from string, problems *diag.List) {
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if _, ok := v.phrase(key); !ok && !want[key].Empty() {
			problems.Add(diag.Place{File: file}, "%s is missing: in %s it is %q", key, from, want[key].Forms["other"])
		}
	}
}

// blank is where a value goes in a phrase.
var blank = regexp.MustCompile(`\{\{-?\s*\.(\w+)\s*-?\}\}`)

func blanks(p config.Phrase) []string {
	var all []string
	for _, text := range p.Forms {
		for _, m := range blank.FindAllStringSubmatch(text, -1) {
			all = append(all, m[1])
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// given lists what may be put into each phrase: what the theme's own languages put
// into it, and periods with their prepositions (period_in, period_since), which some
// languages need.
func given(theme Theme) map[string][]string {
	all := map[string][]string{}
	for _, layer := range theme.Layers {
		names, _ := fs.Glob(layer, "i18n/*.toml")
		for _, name := range names {
			text, err := fs.ReadFile(layer, name)
			if err != nil {
				continue
			}
			var told diag.List // by the reading of that language, if the site has it
			for key, p := range phrases(theme.Dir+"/"+name, text, &told) {
				all[key] = slices.Compact(slices.Sorted(slices.Values(append(all[key], blanks(p)...))))
			}
		}
	}
	return all
}

// misfilled notes phrases that put in what they are not given: it would stand on the
// page as <no value>. What English puts in is given; of anything else, what any language
// does.
func misfilled(v *vocabulary, english map[string]config.Phrase, given func() map[string][]string, problems *diag.List) {
	for _, in := range []map[string]config.Phrase{v.themeIn, v.ownIn} {
		for _, key := range slices.Sorted(maps.Keys(in)) {
			for _, text := range in[key].Forms {
				if rest := blank.ReplaceAllString(text, ""); strings.Contains(rest, "{{") {
					problems.Add(in[key].Place, "%s: got %q, want text, with values such as {{ .n }} where they are given", key, text)
				}
			}
			filled, plain := blanks(in[key]), blanks(english[key])
			if !slices.ContainsFunc(filled, func(name string) bool { return !slices.Contains(plain, name) }) {
				continue
			}
			names, known := given()[key]
			if !known {
				continue
			}
			for _, name := range filled {
				base := name
				for _, with := range []string{"_in", "_In", "_since"} {
					base = strings.TrimSuffix(base, with)
				}
				if slices.Contains(names, name) || slices.Contains(names, base) {
					continue
				}
				hint := diag.DidYouMean(name, names)
				if hint == "" && len(names) > 0 {
					hint = "there is " + strings.Join(names, ", ")
				}
				problems.AddHint(in[key].Place, hint, "%s: {{ .%s }} is not given here", key, name)
			}
		}
	}
}

// unmeant notes words for a metric that there is not.
func unmeant(v *vocabulary, cfg *config.Config, reference map[string]config.Phrase, problems *diag.List) {
	var ids []string
	for i := range cfg.Metrics {
		ids = append(ids, cfg.Metrics[i].ID)
	}
	for _, key := range slices.Sorted(maps.Keys(v.ownIn)) {
		for _, prefix := range []string{"metric_", "wording_"} {
			id, ok := strings.CutPrefix(key, prefix)
			if _, known := reference[key]; ok && !known && !slices.Contains(ids, id) {
				problems.AddHint(v.ownIn[key].Place, diag.DidYouMean(id, ids), "%s: config.toml has no metric %q", key, id)
			}
		}
	}
}

// untitled notes what config.toml says in the first language only.
func untitled(v *vocabulary, cfg *config.Config, problems *diag.List) {
	need := func(key, place, text string) {
		if _, ok := v.phrase(key); text != "" && !ok {
			at := cfg.Place(place)
			problems.AddHint(diag.Place{File: v.own}, fmt.Sprintf("add %s = \"…\"", key), "%s is missing: %s says %q in the first language", key, at, text)
		}
	}
	for i := range cfg.Metrics {
		m := &cfg.Metrics[i]
		need("metric_"+m.ID, "shingle.metrics."+m.ID+".title", m.Title)
	}
	for i := range cfg.Sources {
		s := &cfg.Sources[i]
		for _, word := range s.Themes.Public() {
			need(page.ThemeKey(word), s.Path+".themes", word)
		}
		for _, word := range s.Reasons.Public() {
			need(page.ReasonKey(word), s.Path+".reasons", word)
		}
	}
	need("footnote", "shingle.footnote", cfg.Footnote)
	need("phone_hours", "shingle.contact.phone_hours", cfg.Contact.PhoneHours)
}
