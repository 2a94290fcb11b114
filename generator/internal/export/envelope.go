package export

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// envelope finds the keys that lead to the records of a file that is one object
// with a list in it, as the answers of many an API are. Without a word from the
// owner it is the only list of objects; none is a file that is itself the list.
func envelope(plain, said string) ([]string, error) {
	in, err := os.Open(plain)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	lines := &lineCounter{r: in, line: 1}
	first, err := lines.peek()
	if err != nil || first != '{' {
		if said != "" {
			return nil, refusal(fmt.Sprintf("is not one object with a list in it, though records_at says %q", said))
		}
		return nil, nil // the reader tells what is wrong
	}
	dec := json.NewDecoder(lines)
	var lists []string
	if err := findLists(dec, "", 0, &lists); err != nil {
		return nil, nil
	}
	if _, err := dec.Token(); err != io.EOF && said == "" {
		return nil, nil // objects one after the other
	}
	switch {
	case said != "" && slices.Contains(lists, said):
		return strings.Split(said, "."), nil
	case said != "" && len(lists) == 0:
		return nil, refusal(fmt.Sprintf("has no list of objects at %q, nor anywhere else", said))
	case said != "":
		return nil, refusal(fmt.Sprintf("has no list of objects at %q, want records_at to be one of %q", said, lists))
	case len(lists) == 1:
		return strings.Split(lists[0], "."), nil
	case len(lists) > 1:
		return nil, refusal(fmt.Sprintf("holds several lists of objects, want records_at to be one of %q", lists))
	}
	return nil, nil
}

// findLists notes where in the value that comes next there are lists of objects.
func findLists(dec *json.Decoder, path string, depth int, lists *[]string) error {
	t, err := dec.Token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		for first := true; dec.More(); first = false {
			t, err := dec.Token()
			if err != nil {
				return err
			}
			if first && t == json.Delim('{') && path != "" {
				*lists = append(*lists, path)
			}
			if err := passOver(dec, t); err != nil {
				return err
			}
		}
	case json.Delim('{'):
		for dec.More() {
			key, err := dec.Token()
			if err != nil {
				return err
			}
			name := key.(string)
			if path != "" {
				name = path + "." + name
			}
			if depth >= deepest || strings.Contains(key.(string), ".") {
				t, err := dec.Token()
				if err != nil {
					return err
				}
				if err := passOver(dec, t); err != nil {
					return err
				}
				continue
			}
			if err := findLists(dec, name, depth+1, lists); err != nil {
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

// enter goes to the list that keys lead to, which is known to be there.
func enter(dec *json.Decoder, keys []string) error {
	for _, want := range keys {
		if _, err := dec.Token(); err != nil {
			return err
		}
		for {
			key, err := dec.Token()
			if err != nil {
				return err
			}
			if key == want {
				break
			}
			t, err := dec.Token()
			if err != nil {
				return err
			}
			if err := passOver(dec, t); err != nil {
				return err
			}
		}
	}
	return nil
}
