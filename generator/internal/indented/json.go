// Package indented writes JSON that people read, too.
package indented

import (
	"bytes"
	"encoding/json"
)

// JSON is a value in lines that are indented by two blanks.
func JSON(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		panic("bug: " + err.Error())
	}
	return b.Bytes()
}
