package export

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// Lists are the keys that lead to lists in a file of JSON.
type lists struct {
	outer []string // of objects, in the one object that the file is
	inner []string // of objects, in each object of another list: comments, or the records of a page
	empty []string // of nothing, in the one object
}

// envelope finds the keys that lead to the records of a file that is one object
// with a list in it, as the answers of many an API are. Without a word from the
// owner it is the only list of objects; none is a file that is itself the list. With one, the
// records may also stand in each of several objects: the pages of such an answer.
func envelope(plain, said string) ([]string, error) {
	in, err := os.Open(plain)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	lines := &lineCounter{r: in, line: 1}
	first, err := lines.peek()
	if err != nil || first != '{' && said == "" {
		return nil, nil // the reader tells what is wrong
	}
	all, objects, err := listsOf(json.NewDecoder(lines))
	if err != nil || objects > 1 && said == "" { // objects one after the other
		return nil, nil
	}
	there := all.there()
	switch {
	case said != "" && (slices.Contains(there, said) || slices.Contains(all.empty, said)):
		return strings.Split(said, "."), nil
	case said != "" && len(there) == 0:
		return nil, refusal(fmt.Sprintf("has no list of objects at %q, nor anywhere else within its records", said))
	case said != "":
		return nil, refusal(fmt.Sprintf("has no list of objects at %q, want records_at to be one of %q", said, there))
	case len(all.outer) == 1:
		return strings.Split(all.outer[0], "."), nil
	case len(all.outer) > 1:
		return nil, refusal(fmt.Sprintf("holds several lists of objects, want records_at to be one of %q", there))
	case len(all.empty) == 1:
		return strings.Split(all.empty[0], "."), nil
	}
	return nil, nil
}

// there are all lists of objects, each once.
func (l *lists) there() []string {
	all := slices.Clone(l.outer)
	for _, at := range l.inner {
		note(&all, at)
	}
	return all
}

// listsOf finds the lists in a file, and counts the values that stand one after the other in it.
func listsOf(dec *json.Decoder) (all lists, values int, err error) {
	for ; ; values++ {
		t, err := dec.Token()
		if err == io.EOF {
			return all, values, nil
		}
		if err != nil {
			return all, values, err
		}
		if err := all.find(dec, t, "", 0, values > 0); err != nil {
			return all, values, err
		}
	}
}

// mostLists is of how many lists the keys are noted.
const mostLists = 40

func note(in *[]string, path string) {
	if path != "" && len(*in) < mostLists && !slices.Contains(*in, path) {
		*in = append(*in, path)
	}
}

// find notes the lists in the value that a token begins; inner says that it is within one of
// several objects.
func (l *lists) find(dec *json.Decoder, t json.Token, path string, depth int, inner bool) (err error) {
	switch t {
	case json.Delim('['):
		if !dec.More() && !inner {
			note(&l.empty, path)
		}
		for first := true; dec.More(); first = false {
			if t, err = dec.Token(); err != nil {
				return err
			}
			if first && t == json.Delim('{') {
				if inner {
					note(&l.inner, path)
				} else {
					note(&l.outer, path)
				}
			}
			if err = l.find(dec, t, path, depth, true); err != nil {
				return err
			}
		}
	case json.Delim('{'):
		for dec.More() {
			key, err := dec.Token()
			if err != nil {
				return err
			}
			if t, err = dec.Token(); err != nil {
				return err
			}
			name := key.(string)
			if depth >= deepest || strings.Contains(name, ".") {
				err = passOver(dec, t)
			} else {
				if path != "" {
					name = path + "." + name
				}
				err = l.find(dec, t, name, depth+1, inner)
			}
			if err != nil {
				return err
			}
		}
	default:
		return nil
	}
	_, err = dec.Token()
	return err
}

// passOver reads to the end of the value that a token begins.
func passOver(dec *json.Decoder, t json.Token) (err error) {
	for depth := 0; ; {
		switch t {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		if t, err = dec.Token(); err != nil {
			return err
		}
	}
}
