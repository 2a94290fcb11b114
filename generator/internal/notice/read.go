package notice

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

const dir = "content/notices"

// Options are what the notices of a site may say, and how their pages are read.
type Options struct {
	Languages []Language // of the site, the original's first
	Known     Known
	Front     func(page []byte) (Front, error) // reads the head of a page
}

// A Language is one that notices are written in.
type Language struct{ Code, Name string }

// Front is the head of a page: what it says, and on which line it says so.
type Front struct {
	Keys map[string]any
	Line func(key string) int
}

// written is a notice in one language.
type written struct {
	Notice
	file string
	line func(key string) int
}

// Read reads what the publisher has to say to readers, the newest first. Each
// notice is written in every language of the site, and says the same of when and what
// it is in each.
func Read(own fs.FS, o Options, problems *diag.List) []Notice {
	notices := o.byName(own, problems)
	var all []Notice
	for _, slug := range slices.Sorted(maps.Keys(notices)) {
		if original := o.translated(notices[slug], slug, problems); original != nil {
			all = append(all, original.Notice)
		}
	}
	slices.SortStableFunc(all, func(a, b Notice) int { return int(b.Start - a.Start) })
	return all
}

// slugPattern keeps a notice's name fit for its address.
var slugPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// byName reads the notices by name and language.
func (o *Options) byName(own fs.FS, problems *diag.List) map[string]map[string]*written {
	entries, err := fs.ReadDir(own, dir)
	if err != nil {
		return nil // there are none
	}
	notices := map[string]map[string]*written{}
	for _, e := range entries {
		at := diag.Place{File: "site/" + path.Join(dir, e.Name())}
		base, isText := strings.CutSuffix(e.Name(), ".md")
		switch {
		case strings.HasPrefix(base, "_") || strings.HasPrefix(base, "."):
			continue
		case e.IsDir():
			problems.Add(at, "is a folder, want each notice to be one file: %s.md", e.Name())
			continue
		case !isText:
			problems.Add(at, "is no notice, want files that end in .md here, and pictures under site/static")
			continue
		}
		slug, language, dotted := strings.Cut(base, ".")
		if !dotted {
			language = o.Languages[0].Code
		}
		if slug == "index" {
			problems.Add(at, "is named as the page of all notices, want another name")
			continue
		}
		if !slugPattern.MatchString(slug) {
			problems.Add(at, "the name becomes the address: want small letters, digits, - and _")
			continue
		}
		if !slices.ContainsFunc(o.Languages, func(l Language) bool { return l.Code == language }) {
			problems.AddHint(at, "the languages of the site are "+codes(o.Languages), "is in the language %q, which config.toml does not list", language)
			continue
		}
		n := o.read(own, at.File, problems)
		if n == nil {
			continue
		}
		n.Slug = slug
		if notices[slug] == nil {
			notices[slug] = map[string]*written{}
		}
		if other := notices[slug][language]; other != nil {
			problems.Add(at, "says again what %s says, want one file for each language", path.Base(other.file))
			continue
		}
		notices[slug][language] = n
	}
	return notices
}

func (o *Options) read(own fs.FS, file string, problems *diag.List) *written {
	text, err := fs.ReadFile(own, strings.TrimPrefix(file, "site/"))
	if err != nil {
		problems.Add(diag.Place{File: file}, "cannot be read: %v", err)
		return nil
	}
	front, err := o.Front(text)
	if err != nil {
		line := 1
		var at interface{ Line() int }
		if errors.As(err, &at) {
			line = at.Line()
		}
		problems.Add(diag.Place{File: file, Line: line}, "%s", err)
		return nil
	}
	return &written{parse(file, front.Keys, front.Line, o.Known, problems), file, front.Line}
}

// translated is the original of a notice, if it is there in every language and says
// the same in each.
func (o *Options) translated(in map[string]*written, slug string, problems *diag.List) *written {
	original := in[o.Languages[0].Code]
	if original == nil {
		for _, code := range slices.Sorted(maps.Keys(in)) {
			problems.Add(diag.Place{File: in[code].file}, "translates %s.md, which is not there", slug)
		}
		return nil
	}
	for _, l := range o.Languages[1:] {
		n := in[l.Code]
		if n == nil {
			problems.AddHint(diag.Place{File: original.file}, "if it has to be quick, copy the text as it is: trouble told in another language is better than trouble not told",
				"is not translated into %s: want %s.%s.md beside it", l.Name, slug, l.Code)
			continue
		}
		for _, c := range []struct {
			key  string
			same bool
		}{
			{"kind", n.Kind == original.Kind}, {"start", n.Start == original.Start}, {"end", n.End == original.End},
			{"metrics", slices.Equal(n.Metrics, original.Metrics)}, {"teams", slices.Equal(n.Teams, original.Teams)},
			{"actions", slices.EqualFunc(n.Actions, original.Actions, Action.As)},
		} {
			if !c.same {
				problems.Add(diag.Place{File: n.file, Line: n.line(c.key)}, "%s: is not as in %s, want the same in every language", c.key, path.Base(original.file))
			}
		}
	}
	return original
}

func codes(languages []Language) string {
	var all []string
	for _, l := range languages {
		all = append(all, l.Code)
	}
	return strings.Join(all, ", ")
}
