package config

import (
	"strconv"
	"strings"

	"shingle/generator/internal/diag"
)

// positions maps the path of each key in a TOML text ("shingle.sources[1].files")
// to where it stands. BurntSushi/toml names unknown keys but not their lines.
// The text must be valid TOML; on anything else the answer is a best effort.
func positions(file, text string) map[string]diag.Place {
	s := &scanner{file: file, text: text, line: 1, found: map[string]diag.Place{}, tables: map[string]int{}}
	s.document()
	return s.found
}

type scanner struct {
	file, text string
	at         int // the next byte
	line       int
	start      int // where the line starts
	found      map[string]diag.Place
	tables     map[string]int // arrays of tables: how many so far
}

func (s *scanner) document() {
	prefix := ""
	for s.at < len(s.text) {
		s.blank(true)
		if s.at >= len(s.text) {
			return
		}
		if s.text[s.at] == '[' {
			prefix = s.header()
			continue
		}
		s.pair(prefix)
	}
}

// header reads "[a.b]" or "[[a.b]]" and gives the path that its keys stand under.
func (s *scanner) header() string {
	place := s.place()
	array := strings.HasPrefix(s.text[s.at:], "[[")
	for s.at < len(s.text) && (s.text[s.at] == '[' || s.text[s.at] == ' ' || s.text[s.at] == '\t') {
		s.next()
	}
	keys := s.keys(']')
	for s.at < len(s.text) && s.text[s.at] == ']' {
		s.next()
	}
	path := ""
	for i, k := range keys {
		path = join(path, k)
		if n, ok := s.tables[path]; ok && (i < len(keys)-1 || !array) {
			path = index(path, n-1)
		}
	}
	if array {
		s.tables[path]++
		path = index(path, s.tables[path]-1)
	}
	s.mark(path, place)
	return path
}

// pair reads "key = value" under the prefix.
func (s *scanner) pair(prefix string) {
	place := s.place()
	path := prefix
	for _, k := range s.keys('=') {
		path = join(path, k)
		s.mark(path, place)
	}
	if s.at < len(s.text) && s.text[s.at] == '=' {
		s.next()
	}
	s.value(path)
}

func (s *scanner) value(path string) {
	s.blank(false)
	if s.at >= len(s.text) {
		return
	}
	switch c := s.text[s.at]; c {
	case '{':
		s.next()
		for s.at < len(s.text) {
			s.blank(true)
			if s.at < len(s.text) && s.text[s.at] == '}' {
				s.next()
				return
			}
			before := s.at
			s.pair(path)
			s.blank(true)
			if s.at < len(s.text) && s.text[s.at] == ',' {
				s.next()
			}
			if s.at == before {
				s.next()
			}
		}
	case '[':
		s.next()
		for n := 0; s.at < len(s.text); n++ {
			s.blank(true)
			if s.at < len(s.text) && s.text[s.at] == ']' {
				s.next()
				return
			}
			before := s.at
			s.mark(index(path, n), s.place())
			s.value(index(path, n))
			s.blank(true)
			if s.at < len(s.text) && s.text[s.at] == ',' {
				s.next()
			}
			if s.at == before {
				s.next()
			}
		}
	case '"', '\'':
		s.quoted()
	default:
		for s.at < len(s.text) && !strings.ContainsRune(",]}#\n", rune(s.text[s.at])) {
			s.next()
		}
	}
}

// keys reads a dotted key up to (not including) the end mark.
func (s *scanner) keys(end byte) []string {
	var keys []string
	var bare strings.Builder
	flush := func() {
		if bare.Len() > 0 {
			keys = append(keys, bare.String())
			bare.Reset()
		}
	}
	for s.at < len(s.text) && s.text[s.at] != end && s.text[s.at] != '\n' {
		switch c := s.text[s.at]; c {
		case '.':
			flush()
			s.next()
		case ' ', '\t', '\r':
			s.next()
		case '"', '\'':
			keys = append(keys, s.quoted())
		default:
			bare.WriteByte(c)
			s.next()
		}
	}
	flush()
	return keys
}

// quoted passes over a string of any of TOML's four kinds.
func (s *scanner) quoted() string {
	c := s.text[s.at]
	mark := string(c)
	if long := strings.Repeat(mark, 3); strings.HasPrefix(s.text[s.at:], long) {
		mark = long
	}
	from := s.at
	s.skip(len(mark))
	for s.at < len(s.text) {
		if c == '"' && s.text[s.at] == '\\' {
			s.skip(2)
			continue
		}
		if strings.HasPrefix(s.text[s.at:], mark) {
			s.skip(len(mark))
			for len(mark) == 3 && s.at < len(s.text) && s.text[s.at] == c { // """" may end a string that ends in a quote
				s.next()
			}
			break
		}
		s.next()
	}
	raw := s.text[from:s.at]
	if c == '"' && len(mark) == 1 {
		if text, err := strconv.Unquote(raw); err == nil {
			return text
		}
	}
	return strings.TrimSuffix(strings.TrimPrefix(raw, mark), mark)
}

// blank passes over blanks and comments, and over line ends if asked to.
func (s *scanner) blank(lines bool) {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == ' ' || c == '\t' || c == '\r' || (c == '\n' && lines):
			s.next()
		case c == '#':
			for s.at < len(s.text) && s.text[s.at] != '\n' {
				s.next()
			}
		default:
			return
		}
	}
}

func (s *scanner) skip(n int) {
	for range n {
		s.next()
	}
}

func (s *scanner) next() {
	if s.at < len(s.text) {
		if s.text[s.at] == '\n' {
			s.line++
			s.start = s.at + 1
		}
		s.at++
	}
}

func (s *scanner) place() diag.Place {
	return diag.Place{File: s.file, Line: s.line, Column: s.at - s.start + 1}
}

func (s *scanner) mark(path string, at diag.Place) {
	if _, ok := s.found[path]; !ok {
		s.found[path] = at
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
