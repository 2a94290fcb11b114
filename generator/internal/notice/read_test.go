package notice

import (
	"strings"
	"testing"
	"testing/fstest"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/hugo"
)

// inThree is a site in English, Spanish and German, with one metric.
func inThree() Options {
	return Options{
		Languages: []Language{{"en", "English"}, {"de", "Deutsch"}, {"es", "Español"}}, Known: Known{Metrics: []string{"volume"}},
		Front: func(page []byte) (Front, error) {
			front, err := hugo.ReadFrontMatter(page)
			return Front{front.Keys, front.Line}, err
		},
	}
}

func files(pairs ...string) fstest.MapFS {
	all := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return all
}

const lateBills = "---\ntitle: Late bills\nstart: 2026-10-30\nend: 2026-11-04\nkind: trouble\nmetrics: [volume]\n---\nNo need to call.\n"

func TestNoticesInEveryLanguageAreReadOnce(t *testing.T) {
	var problems diag.List
	got := Read(files(
		"content/notices/_archetype.md", "---\n",
		"content/notices/late-bills.md", lateBills, "content/notices/late-bills.de.md", lateBills, "content/notices/late-bills.es.md", lateBills,
		"content/notices/older.en.md", strings.ReplaceAll(lateBills, "10-30", "09-30"), "content/notices/older.de.md", strings.ReplaceAll(lateBills, "10-30", "09-30"), "content/notices/older.es.md", strings.ReplaceAll(lateBills, "10-30", "09-30"),
	), inThree(), &problems)
	if problems.Len() > 0 || len(got) != 2 || got[0].Slug != "late-bills" || got[1].Slug != "older" {
		t.Errorf("got %v %s, want late-bills and older", got, problems.String())
	}
}

func TestNoticesThatAreNotInEveryLanguageAreRefused(t *testing.T) {
	const dir = "site/content/notices/"
	for name, c := range map[string]struct {
		own  fstest.MapFS
		want string
	}{
		"a missing translation": {
			files("content/notices/a.md", lateBills, "content/notices/a.es.md", lateBills),
			dir + "a.md: is not translated into Deutsch: want a.de.md beside it\n  hint: if it has to be quick, copy the text as it is: trouble told in another language is better than trouble not told\n",
		},
		"a translation of nothing": {
			files("content/notices/a.de.md", lateBills),
			dir + "a.de.md: translates a.md, which is not there\n",
		},
		"an unknown language": {
			files("content/notices/a.fr.md", lateBills),
			dir + "a.fr.md: is in the language \"fr\", which config.toml does not list\n  hint: the languages of the site are en, de, es\n",
		},
		"the same language twice": {
			files("content/notices/a.md", lateBills, "content/notices/a.en.md", lateBills, "content/notices/a.de.md", lateBills, "content/notices/a.es.md", lateBills),
			dir + "a.md: says again what a.en.md says, want one file for each language\n",
		},
		"different words at the top": {
			files("content/notices/a.md", lateBills, "content/notices/a.de.md", strings.ReplaceAll(lateBills, "11-04", "11-05"), "content/notices/a.es.md", strings.ReplaceAll(lateBills, "metrics: [volume]\n", "")),
			dir + "a.de.md:4: end: is not as in a.md, want the same in every language\n" + dir + "a.es.md:1: metrics: is not as in a.md, want the same in every language\n",
		},
		"a name that is no address": {
			files("content/notices/Late bills.md", lateBills),
			dir + "Late bills.md: the name becomes the address: want small letters, digits, - and _\n",
		},
		"a folder": {
			files("content/notices/a/index.md", lateBills),
			dir + "a: is a folder, want each notice to be one file: a.md\n",
		},
		"a picture": {
			files("content/notices/a.png", ""),
			dir + "a.png: is no notice, want files that end in .md here, and pictures under site/static\n",
		},
		"a title with a mark of direction": {
			files("content/notices/a.md", strings.Replace(lateBills, "Late bills", "\u202eLate bills", 1), "content/notices/a.de.md", lateBills, "content/notices/a.es.md", lateBills),
			dir + "a.md:2: title: got \"\\u202eLate bills\", which holds a control character that nobody sees\n  hint: write it again by hand\n",
		},
		"no start": {
			files("content/notices/a.md", "---\ntitle: A\nkind: trouble\n---\n", "content/notices/a.de.md", lateBills, "content/notices/a.es.md", lateBills),
			dir + "a.md:1: start: is missing: since when, such as 2026-10-30\n",
		},
	} {
		var problems diag.List
		Read(c.own, inThree(), &problems)
		if got := problems.String(); !strings.HasPrefix(got, c.want) && !strings.HasSuffix(got, c.want) {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}
