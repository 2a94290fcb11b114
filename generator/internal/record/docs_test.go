package record

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/golden"
)

// The table of columns in docs/data.md is the list of columns.
func TestContractListsTheColumns(t *testing.T) {
	type what = map[cell]string
	is := what{plain: "text", hashed: "an id, kept as a hash", stamp: "a date or time", future: "a date or time, also to come", flag: "yes or no", flagOrCount: "yes or no, or how often",
		span: "a duration", count: "a number", way: "inbound or outbound", leave: strings.Join(leaves, ", "), wave: "a date or period"}
	var b bytes.Buffer
	b.WriteString("| kind | column | |\n|---|---|---|\n")
	if len(kinds) != len(fact.Kinds()) {
		t.Errorf("%d kinds of source have columns, want %d", len(kinds), len(fact.Kinds()))
	}
	for _, kind := range fact.Kinds() {
		for i, c := range kinds[kind] {
			if is[c.cell] == "" {
				t.Errorf("%s.%s: a cell of this type has no words", kind, c.name)
			}
			head, needed := "", ""
			if i == 0 {
				head = "`" + kind + "`"
			}
			if c.required {
				needed = ", required"
			}
			fmt.Fprintf(&b, "| %s | `%s` | %s%s |\n", head, c.name, is[c.cell], needed)
		}
	}
	golden.Section(t, "../../../docs/data.md", "sources", b.Bytes())
}
