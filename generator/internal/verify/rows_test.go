package verify

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// What passes the quick look at a table's rows passes the full one, and plain tables that are
// right pass both.
func TestQuickLookAtRowsIsNoWeaker(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false, "required": ["columns", "rows"],
		"properties": {"columns": {"const": ["a", "b", "c", "d", "e"]}, "rows": {"type": "array", "items": {"type": "array", "prefixItems": [
		{"title": "a", "type": "string"}, {"type": ["number", "null"]}, {"type": "integer"}, {"type": ["string", "null"], "enum": ["met", "mißt \"x\"", null]}, {"type": "boolean"}], "items": false, "minItems": 5}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("s.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("s.json")
	if err != nil {
		t.Fatal(err)
	}
	right := [][]string{{`"x"`, `"a, [b] \" "`, `""`}, {`1`, `-2.5e3`, `null`}, {`4`, `-7`}, {`"met"`, `null`, `"mißt \"x\""`, `"m\u0065t"`}, {`true`, `false`}}
	wrong := []string{`1`, `"x"`, `null`, `[]`, `{}`, `1.5`, `true`, `"missed"`, ``, `tru`}
	r := rand.New(rand.NewPCG(2, 2))
	quick, refused := 0, 0
	for range 5000 {
		var rows []string
		ok := true
		for range r.IntN(4) {
			var cells []string
			for i := range right {
				cells = append(cells, right[i][r.IntN(len(right[i]))])
			}
			switch r.IntN(12) {
			case 0:
				cells, ok = cells[:4], false
			case 1:
				cells, ok = append(cells, "1"), false
			case 2:
				cells[r.IntN(5)], ok = wrong[r.IntN(len(wrong))], false
			}
			rows = append(rows, "["+strings.Join(cells, " , ")+"]")
		}
		text := fmt.Sprintf("{\"columns\": [\"a\", \"b\", \"c\", \"d\", \"e\"],\n\"rows\": [\n%s\n]}%s\n", strings.Join(rows, ",\n"), []string{"", "", "", "}", `"`}[r.IntN(5)])
		full := table([]byte(text), compiled)
		rest := plainRows([]byte(text), doc)
		switch {
		case rest != nil && (full != nil || table(rest, compiled) != nil):
			t.Fatalf("passes the quick look: %s\nbut %v", text, full)
		case rest == nil && ok && full == nil:
			t.Fatalf("is right, and not plain enough: %s", text)
		case rest != nil:
			quick++
		default:
			refused++
		}
	}
	if quick < 1000 || refused < 1000 {
		t.Errorf("%d passed and %d did not, want many of both", quick, refused)
	}
}
