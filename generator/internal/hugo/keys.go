package hugo

import (
	"fmt"
	"regexp"
	"strings"

	"shingle/generator/internal/diag"
)

var (
	// unread is Hugo's error of one of its keys.
	unread = regexp.MustCompile(`failed to (?:decode|create|load|parse|resolve) "?([A-Za-z]+)"?`)
	// unlike is its decoder's of a value below that key.
	unlike = regexp.MustCompile(`'([^']*)' expected (?:type '(\w+)'|a (\w+))`)
)

// kinds are those of values, as people call them.
var kinds = map[string]string{"int": "a whole number", "float64": "a number", "string": "a text", "bool": "true or false", "map": "a table", "slice": "a list"}

// misread is an error of Hugo's about its own keys, at the place of the key.
func (s Site) misread(err error) diag.Problem {
	key, value, want := "", unlike.FindStringSubmatch(err.Error()), "another value"
	if m := unread.FindStringSubmatch(err.Error()); m != nil {
		key = strings.ToLower(m[1])
	}
	if value != nil {
		path := strings.Trim(strings.NewReplacer("[", ".", "]", "").Replace(strings.ToLower(value[1])), ".")
		key = strings.Trim(key+"."+path, ".")
		for kind, name := range kinds {
			if strings.HasPrefix(value[2]+value[3], kind) {
				want = name
			}
		}
	}
	at := diag.Place{File: "config.toml"}
	if s.Place != nil && key != "" {
		at = s.Place(key)
	}
	if key == "" {
		return diag.Problem{Place: at, Text: lastPart(err)}
	}
	return diag.Problem{Place: at, Text: fmt.Sprintf("%s: is not what Hugo, which reads it, can use: want %s", key, want)}
}
