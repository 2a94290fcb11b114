package byhand

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/hugo"
)

// A Claim is what the build writes itself and gives to Hugo.
type Claim struct {
	Files map[string][]byte // content, data and styles, by their names below site/
	Types []string          // kinds of pages that have data of the build's
}

// leading are the keys of a page that give it another address, or change other pages.
var leading = []string{"url", "slug", "aliases", "path", "outputs", "cascade", "build", "_build", "sites", "lang"}

// Check notes every file of a tree that would take the place of what the build writes.
// The tree is called name in what is told, such as site.
func (c Claim) Check(tree fs.FS, name string, problems *diag.List) {
	addresses, data := map[string]string{}, map[string]bool{}
	for made := range c.Files {
		if rest, ok := strings.CutPrefix(made, "content/"); ok {
			addresses[address(rest)] = made
		} else if rest, ok := strings.CutPrefix(made, "data/"); ok {
			data[stem(rest)] = true
		}
	}
	fs.WalkDir(tree, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || hugo.Apart(file) {
			return nil
		}
		at := diag.Place{File: path.Join(name, file)}
		kind, rest, _ := strings.Cut(file, "/")
		_, generated := c.Files[file]
		switch {
		case kind == "content" && generated: // its text is added below the generated page's
		case kind == "content" && strings.HasSuffix(file, ".md"):
			if made := addresses[address(rest)]; made != "" {
				problems.AddHint(at, "what is to stand on that page goes to "+path.Join(name, made), "has the address of a page that the build writes")
			}
			c.page(tree, file, at, problems)
		case kind == "data" && data[stem(rest)], generated:
			problems.Add(at, "has the name of what the build writes, want another")
		}
		return nil
	})
}

// page notes the keys of a page by hand that lead elsewhere.
func (c Claim) page(tree fs.FS, file string, at diag.Place, problems *diag.List) {
	text, err := fs.ReadFile(tree, file)
	if err != nil {
		return // noted by who reads it
	}
	front, err := hugo.ReadFrontMatter(text)
	if err != nil {
		problems.Add(diag.Place{File: at.File, Line: hugo.LineOf(err)}, "%s", err)
		return
	}
	for key, value := range front.Keys {
		at.Line = front.Line(key)
		kind, _ := value.(string)
		switch {
		case slices.Contains(leading, strings.ToLower(key)):
			problems.AddHint(at, "a page stands where its file does: site/content/about.md at /about/", "%s: is not for pages by hand", key)
		case strings.EqualFold(key, "type") && slices.Contains(c.Types, kind):
			problems.Add(at, "%s: got %q, which is for pages that the build writes", key, kind)
		}
	}
}

// address is where Hugo puts a page of content: without its extension, its language and
// index, in small letters, with dashes for blanks.
func address(file string) string {
	dir, base := path.Split(strings.ToLower(strings.ReplaceAll(file, " ", "-")))
	base, _, _ = strings.Cut(base, ".")
	if base == "index" || base == "_index" {
		base = ""
	}
	return path.Join("/", dir, base)
}

// stem is the first part of a name, without its extension: what Hugo calls a file or
// folder of data.
func stem(file string) string {
	first, _, _ := strings.Cut(file, "/")
	first, _, _ = strings.Cut(first, ".")
	return strings.ToLower(first)
}
