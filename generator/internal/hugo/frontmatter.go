package hugo

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
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
		return FrontMatter{}, unreadable(err)
	}
	if fence := regexp.MustCompile(`^\s*(---|\+\+\+)\s*\n`).Find(text); fence != nil && len(parsed.FrontMatter) == 0 && bytes.Count(text, bytes.TrimSpace(fence)) < 2 {
		return FrontMatter{}, fmt.Errorf("has front matter that does not end, want a line %s behind it", bytes.TrimSpace(fence))
	}
	if parsed.FrontMatterFormat == "" { // then Hugo's parser gives no content, either
		parsed.Content = text
	}
	return FrontMatter{parsed.FrontMatter, parsed.Content, string(text)}, nil
}

// An Unreadable is front matter that is not of its format.
type Unreadable struct {
	line int
	text string
}

func (u *Unreadable) Error() string { return u.text }

// Line is the line of the page.
func (u *Unreadable) Line() int { return u.line }

// LineOf is the line of a page that an error is about; 1 if it is about all of it.
func LineOf(err error) int {
	var u *Unreadable
	if errors.As(err, &u) {
		return u.line
	}
	return 1
}

// wherein is how the readers of TOML and YAML say where something is wrong: by their own line.
var wherein = regexp.MustCompile(`^(?:"_stream\.\w+:(\d+):\d+": )?(?:unmarshal failed: )?(?:toml|yaml|json): |^\[(\d+):\d+\] `)

// unreadable says in which line of a page its front matter is wrong, and how, in one line.
func unreadable(err error) *Unreadable {
	said, line := lastPart(err), 1
	if found := wherein.FindStringSubmatch(said); found != nil {
		if n, err := strconv.Atoi(found[1] + found[2]); err == nil {
			line = n + 1 // behind the line that begins it
		}
		said = said[len(found[0]):]
	}
	said, _, _ = strings.Cut(said, "\n")
	return &Unreadable{line, "has front matter that cannot be read: " + strings.TrimSpace(said)}
}

// Line is where a key stands in the page; 1 if it is not found. A key of the second table of
// a list is called list.2.key, the table itself list.2.
func (f FrontMatter) Line(key string) int {
	if list, rest, isIn := strings.Cut(key, "."); isIn {
		number, of, _ := strings.Cut(rest, ".")
		return f.within(list, number, of)
	}
	if at := lineOf(strings.Split(f.text, "\n"), key); at >= 0 {
		return at + 1
	}
	return 1
}

// within is where a key stands in one table of a list, or else where the table begins, or
// the list.
func (f FrontMatter) within(list, number, key string) int {
	lines := strings.Split(f.text, "\n")
	n, err := strconv.Atoi(number)
	begins := f.items(lines, list)
	if err != nil || n < 1 || n > len(begins) {
		return f.Line(list)
	}
	from, to := begins[n-1], len(lines)
	if n < len(begins) {
		to = begins[n]
	}
	if at := lineOf(lines[from:to], key); key != "" && at >= 0 {
		return from + at + 1
	}
	return from + 1
}

// items are the lines on which the tables of a list begin: [[list]] in TOML, a dash in YAML.
func (f FrontMatter) items(lines []string, list string) (begins []int) {
	table, indent := regexp.MustCompile(`^\s*\[\[\s*`+regexp.QuoteMeta(list)+`\s*\]\]`), ""
	listed := lineOf(lines, list)
	for i, line := range lines {
		dash := dashed.FindStringSubmatch(line)
		switch {
		case table.MatchString(line):
			begins = append(begins, i)
		case listed < 0 || i <= listed || dash == nil:
		case len(begins) == 0 || dash[1] == indent:
			begins, indent = append(begins, i), dash[1]
		}
	}
	return begins
}

var dashed = regexp.MustCompile(`^(\s*)-(?:\s|$)`)

// lineOf is on which line, from 0, a key stands first; -1 if on none.
func lineOf(lines []string, key string) int {
	stands := regexp.MustCompile(`^\s*(?:-\s+)?"?` + regexp.QuoteMeta(key) + `"?\s*[:=]`)
	return slices.IndexFunc(lines, stands.MatchString)
}
