package byhand

import (
	"bytes"
	"io/fs"
	"strings"

	"shingle/generator/internal/hugo"
	"shingle/generator/internal/page"
)

// Text is what stands in site/, as Hugo is to read it: what a template would take for
// its own is hidden in content until the pages are written. Shortcodes stay below the
// front matter, and are text in it.
type Text struct{ fs.FS }

// ReadFile hides braces in content, and in words what looks like a template's remains.
func (t Text) ReadFile(name string) ([]byte, error) {
	text, err := fs.ReadFile(t.FS, name)
	switch {
	case err == nil && strings.HasPrefix(name, "i18n/"):
		return page.MaskDebris(text), nil
	case err != nil || !isContent(name):
		return text, err
	}
	front, err := hugo.ReadFrontMatter(text)
	if err != nil || !bytes.HasSuffix(text, front.Body) {
		return page.MaskBraces(text), nil // what is wrong is told by who reads it
	}
	head := text[:len(text)-len(front.Body)]
	return append(page.MaskAllBraces(head), page.MaskBraces(front.Body)...), nil
}

func isContent(name string) bool {
	return strings.HasPrefix(name, "content/") && strings.HasSuffix(name, ".md")
}
