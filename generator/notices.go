package main

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/hugo"
	"shingle/generator/internal/page"
)

const noticesDir = "content/notices"

// written is a notice in one language.
type written struct {
	page.Notice
	file string
	line func(key string) int
}

// readNotices reads what the publisher has to say to readers, the newest first. Each
// notice is written in every language of the site, and says the same of when and what
// it is in each.
func readNotices(own fs.FS, cfg *config.Config, known page.Known, problems *diag.List) []page.Notice {
	notices := noticesByName(own, cfg, known, problems)
	var all []page.Notice
	for _, slug := range sortedKeys(notices) {
		if original := translated(notices[slug], slug, cfg, problems); original != nil {
			all = append(all, original.Notice)
		}
	}
	slices.SortStableFunc(all, func(a, b page.Notice) int { return int(b.Start - a.Start) })
	return all
}

// slugPattern keeps a notice's name fit for its address.
var slugPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

// noticesByName reads the notices by name and language.
func noticesByName(own fs.FS, cfg *config.Config, known page.Known, problems *diag.List) map[string]map[string]*written {
	entries, err := fs.ReadDir(own, noticesDir)
	if err != nil {
		return nil // there are none
	}
	notices := map[string]map[string]*written{}
	for _, e := range entries {
		at := diag.Place{File: "site/" + path.Join(noticesDir, e.Name())}
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
			language = cfg.Languages[0].Code
		}
		if slug == "index" {
			problems.Add(at, "is named as the page of all notices, want another name")
			continue
		}
		if !slugPattern.MatchString(slug) {
			problems.Add(at, "the name becomes the address: want small letters, digits, - and _")
			continue
		}
		if !slices.ContainsFunc(cfg.Languages, func(l config.Language) bool { return l.Code == language }) {
			problems.AddHint(at, "the languages of the site are "+codes(cfg.Languages), "is in the language %q, which config.toml does not list", language)
			continue
		}
		n := readNotice(own, at.File, known, problems)
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

func readNotice(own fs.FS, file string, known page.Known, problems *diag.List) *written {
	text, err := fs.ReadFile(own, strings.TrimPrefix(file, "site/"))
	if err != nil {
		problems.Add(diag.Place{File: file}, "cannot be read: %v", err)
		return nil
	}
	front, err := hugo.ReadFrontMatter(text)
	if err != nil {
		problems.Add(diag.Place{File: file, Line: 1}, "%s", err)
		return nil
	}
	return &written{page.ParseNotice(file, front.Keys, front.Line, known, problems), file, front.Line}
}

// translated is the original of a notice, if it is there in every language and says
// the same in each.
func translated(in map[string]*written, slug string, cfg *config.Config, problems *diag.List) *written {
	original := in[cfg.Languages[0].Code]
	if original == nil {
		for _, code := range sortedKeys(in) {
			problems.Add(diag.Place{File: in[code].file}, "translates %s.md, which is not there", slug)
		}
		return nil
	}
	for _, l := range cfg.Languages[1:] {
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
			{"actions", slices.EqualFunc(n.Actions, original.Actions, page.Action.As)},
		} {
			if !c.same {
				problems.Add(diag.Place{File: n.file, Line: n.line(c.key)}, "%s: is not as in %s, want the same in every language", c.key, path.Base(original.file))
			}
		}
	}
	return original
}

func codes(languages []config.Language) string {
	var all []string
	for _, l := range languages {
		all = append(all, l.Code)
	}
	return strings.Join(all, ", ")
}
