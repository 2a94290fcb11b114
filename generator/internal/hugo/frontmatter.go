package hugo

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/gohugoio/hugo/parser/pageparser"
)

// FrontMatter is what stands at the head of a page, in any of Hugo's formats.
type FrontMatter struct {
	Keys map[string]any
	Body []byte // what follows it
	text string
}

// ReadFrontMatter reads the head of a page as Hugo does.
func ReadFrontMatter(text []byte) (FrontMatter, error) {
	parsed, err := pageparser.ParseFrontMatterAndContent(bytes.NewReader(text))
	if err != nil {
		return FrontMatter{}, fmt.Errorf("has front matter that cannot be read: %s", plain(err))
	}
	if fence := regexp.MustCompile(`^\s*(---|\+\+\+)\s*\n`).Find(text); fence != nil && len(parsed.FrontMatter) == 0 && bytes.Count(text, bytes.TrimSpace(fence)) < 2 {
		return FrontMatter{}, fmt.Errorf("has front matter that does not end, want a line %s behind it", bytes.TrimSpace(fence))
	}
	return FrontMatter{parsed.FrontMatter, parsed.Content, string(text)}, nil
}

// Line is where a key stands in the page; 1 if it is not found.
func (f FrontMatter) Line(key string) int {
	at := regexp.MustCompile(`(?m)^\s*"?` + regexp.QuoteMeta(key) + `"?\s*[:=]`).FindStringIndex(f.text)
	if at == nil {
		return 1
	}
	return 1 + strings.Count(strings.TrimLeft(f.text[:at[1]], "\n"), "\n")
}
