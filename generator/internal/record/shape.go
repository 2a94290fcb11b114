package record

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/quote"
)

// A shape is a run of files that the engine reads as one relation.
type shape struct {
	files    []*export.File
	relation string
	columns  []string      // header names
	names    []string      // what the relation calls them
	kinds    []engine.Kind // what an engine knows of their cells; nil: they are texts
}

// shapes groups consecutive files that have the same columns and separators.
func shapes(files []*export.File, columnsOf func(*export.File) []string) []shape {
	var all []shape
	for _, f := range files {
		columns := columnsOf(f)
		if n := len(all); n > 0 {
			last := all[n-1].files[0]
			if last.Format == f.Format && last.Comma == f.Comma && last.Skip == f.Skip && slices.Equal(all[n-1].columns, columns) {
				all[n-1].files = append(all[n-1].files, f)
				continue
			}
		}
		all = append(all, shape{files: []*export.File{f}, columns: columns})
	}
	for i := range all {
		s := &all[i]
		for j, c := range s.columns {
			name := fmt.Sprintf("c%d", j)
			if s.files[0].Format == export.Parquet {
				name = quote.Name(c)
			}
			s.names = append(s.names, name)
		}
		s.relation = s.relationOf(s.files)
	}
	return all
}

// relationOf is some of a shape's files as one relation.
func (s *shape) relationOf(files []*export.File) string {
	paths, longest := make([]string, len(files)), 0
	for i, f := range files {
		paths[i], longest = f.Read, max(longest, f.Longest)
	}
	if s.files[0].Format == export.Parquet {
		return engine.Parquet(paths)
	}
	return engine.CSV(paths, s.names, s.files[0].Comma, s.files[0].Skip, longest)
}

// fold is how header names are compared: neither case counts, nor how many blanks or line
// ends stand between words.
func fold(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Trim(name, " \t\u00a0\ufeff")), " "))
}

// find is the index of a header name, -1 if there is none, -2 if there are two.
func find(columns []string, name string) int {
	found := same(columns, name, fold)
	if found == -1 { // some programs write underlines for blanks
		found = same(columns, name, func(s string) string { return fold(strings.ReplaceAll(s, "_", " ")) })
	}
	return found
}

func same(columns []string, name string, as func(string) string) int {
	found := -1
	for i, c := range columns {
		if as(c) == as(name) {
			if found >= 0 {
				return -2
			}
			found = i
		}
	}
	return found
}

// A mapping says which columns of a shape hold what.
type mapping struct {
	canonical map[string][]int // several only for stamps
	picks     map[string]Pick  // those of them that are read in another way
	questions []asked          // wide questions
}

type asked struct {
	name   string
	column int
}

// resolve finds the columns that the source asks for in a shape's header.
func (s *Source) resolve(sh shape, problems *diag.List) mapping {
	m := mapping{canonical: map[string][]int{}, picks: map[string]Pick{}}
	head := sh.files[0].Head
	if s.Query != "" {
		head = s.At("query")
	}
	look := func(name, key string) (int, bool) {
		switch i := find(sh.columns, name); i {
		case -1:
			hint := diag.DidYouMean(name, sh.columns)
			if lists := sh.files[0].Lists(); hint == "" && len(lists) > 0 {
				hint = fmt.Sprintf("it has lists of records within its records, which records_at reads if it is one of %q", lists)
			}
			if hint == "" && len(sh.columns) == 1 && s.Query == "" && !sh.files[0].Keyed() {
				hint = "if the names of the columns stand further down, skip_rows says how many lines are above them; if the separator is another one, delimiter says which"
			}
			problems.AddHint(head, hint, "has no column %q, which %s is to be read from; it has %s", name, key, some(sh.columns))
			return 0, false
		case -2:
			problems.Add(head, "has two columns %q, of which %s is to be read; want one", name, key)
			return 0, false
		default:
			return i, true
		}
	}
	if len(s.keys()) == 0 { // the header speaks our own words
		for _, c := range kinds[s.Kind] {
			if _, constant := s.Constants[c.name]; constant {
				continue
			}
			if i := find(sh.columns, c.name); i >= 0 {
				m.canonical[c.name] = []int{i}
			} else if i == -2 {
				look(c.name, c.name)
			}
		}
		for _, name := range s.wideNames(sh.columns) {
			if i := find(sh.columns, name); i >= 0 {
				m.questions = append(m.questions, asked{name, i})
			} else if i == -2 {
				look(name, name)
			}
		}
		return m
	}
	for _, key := range s.keys() {
		c, canonical := columnOf(s.Kind, key)
		names := s.Columns[key]
		pick, picked := Pick{}, false
		if len(s.Picks[key]) > 0 {
			if pick, picked = s.choose(key, sh); !picked {
				continue
			}
			names = pick.headers()
		}
		var found []int
		for _, name := range names {
			if i, ok := look(name, key); ok {
				found = append(found, i)
			}
		}
		switch {
		case len(found) < len(names):
		case picked && canonical && !pick.simple(c):
			m.canonical[key], m.picks[key] = found, pick
		case canonical && len(found) > 1 && c.cell != stamp && c.cell != future:
			problems.Add(s.At("columns."+key), "columns.%s: got %d columns, want one (only stamps may have several)", key, len(found))
		case canonical:
			m.canonical[key] = found
			s.named(c, sh.columns[found[0]], problems)
			s.countedBy(c, sh.columns[found[0]], problems)
		default:
			s.askedFrom(key, sh.columns[found[0]], problems)
			m.questions = append(m.questions, asked{key, found[0]})
		}
	}
	return m
}

// wideNames are the questions that may have columns of their own.
func (s *Source) wideNames(columns []string) []string {
	var names []string
	if s.Query != "" && s.AllWide { // the user's SELECT lists what is to be read
		for _, c := range columns {
			if _, canonical := columnOf(s.Kind, fold(c)); !canonical && !strings.HasPrefix(c, "_") {
				names = append(names, c)
			}
		}
		return names
	}
	for _, q := range s.Questions {
		if q.Name != "" {
			names = append(names, q.Name)
		}
	}
	return names
}

// some lists names for a message, not too many, and none that is rather somebody's data:
// the first line of a file without a header.
func some(names []string) string {
	quoted, data := make([]string, 0, len(names)), 0
	for i, n := range names {
		if len(quoted) == 12 {
			quoted = append(quoted, fmt.Sprintf("and %d more", len(names)-i))
			break
		}
		if dataLike.MatchString(n) {
			data++
			continue
		}
		quoted = append(quoted, fmt.Sprintf("%q", diag.Short(n)))
	}
	if data > 0 {
		quoted = append(quoted, fmt.Sprintf("%d that look like data, not names (is the header missing?)", data))
	}
	return strings.Join(quoted, ", ")
}

// dataLike is what no column is called: an address, a number, a date or time, a line of
// another kind of file.
var dataLike = regexp.MustCompile(`@|\d{5}|:.*:|^[\s\d.,:/+-]+$|^\d{4}-\d\d`)
