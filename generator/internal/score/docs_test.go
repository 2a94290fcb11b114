package score_test

import (
	"bytes"
	"fmt"
	"testing"

	"shingle/generator/internal/golden"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// The table of kinds in docs/definitions.md is the list of kinds.
func TestDefinitionsListTheKinds(t *testing.T) {
	good := map[score.Direction]string{score.Up: "more", score.Down: "less", score.Neither: "neither"}
	var b bytes.Buffer
	b.WriteString("| kind | variants | unit | better is |\n|---|---|---|---|\n")
	for _, k := range metric.Kinds() {
		variants := "–"
		for i, v := range k.Names() {
			if i == 0 {
				variants = ""
			} else {
				variants += ", "
			}
			variants += "`" + v + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.Name, variants, k.Base.Unit, good[k.Base.Direction])
	}
	golden.Section(t, "../../../docs/definitions.md", "kinds", b.Bytes())
}
