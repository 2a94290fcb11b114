package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"shingle/generator/internal/golden"
)

// described is what a finished site's datapackage.json says of its files.
type described struct {
	Resources []struct {
		Name, Title string
		Schema      struct {
			Fields []struct {
				Name, Type, Description string
				Constraints             struct{ Enum []any }
			}
		}
	}
}

// The tables of files in docs/data.md are those of a finished site.
func TestContractListsTheFiles(t *testing.T) {
	site := finished(t)
	var d described
	if err := json.Unmarshal(site["api/v1/datapackage.json"], &d); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, r := range d.Resources {
		fmt.Fprintf(&b, "### %s.csv\n\n%s\n\n| column | type | |\n|---|---|---|\n", r.Name, r.Title)
		for _, f := range r.Schema.Fields {
			text := f.Description
			if among := f.Constraints.Enum; len(among) > 0 {
				var words []string
				for _, a := range among {
					words = append(words, fmt.Sprint(a))
				}
				text += ": " + strings.Join(words, ", ")
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, f.Type, text)
		}
		b.WriteString("\n")
	}
	golden.Section(t, "../docs/data.md", "files", b.Bytes())
}
