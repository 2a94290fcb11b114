package metric

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"
	"testing"

	"shingle/generator/internal/golden"
)

// What go doc says of this package is the definition of every kind, by what its file says.
func TestDocIsTheDefinitions(t *testing.T) {
	var b bytes.Buffer
	b.WriteString(`// Package metric is what can be measured. Each kind of metric is a file: what feeds it and how that
// is counted, its methods and their formulas, its unit and which way is good, the keys of
// config.toml that it takes, and by which words it is told. Others ask the kind; a new one is a
// file here and a line in the list of kinds. What follows is made from the files (UPDATE=1 go test);
// docs/definitions.md says it at length.
`)
	good := map[Direction]string{Up: "more is better", Down: "less is better", Neither: "neither more nor less is better"}
	means := meanings(t)
	for _, k := range kinds {
		if means[k.Name] == "" {
			t.Errorf("%s: the comment on its variable does not say \"… is\" what it is", k.Name)
		}
		fmt.Fprintf(&b, "//\n// # %s\n//\n%s", strings.ReplaceAll(k.Name, "_", " "), means[k.Name])
		if k.Takes != "" {
			fmt.Fprintf(&b, "//\n// It takes %s.\n", k.Takes)
		}
		b.WriteString("//\n")
		for _, m := range k.methods() {
			name := ""
			if m.Name != "" {
				name = m.Name + ": "
			}
			fmt.Fprintf(&b, "//   - %s%s (%s, %s)\n", name, m.Symbols, m.Unit, good[m.Direction])
		}
	}
	b.WriteString("package metric\n")
	golden.Check(t, "doc.go", b.Bytes())
}

// methods are all of a kind, the only one too.
func (k *Kind) methods() (all []Method) {
	for _, name := range k.Names() {
		all = append(all, *k.Method(name))
	}
	if len(all) == 0 {
		all = append(all, k.Base)
	}
	return all
}

// meanings are the comments on variables that are called as a kind is, as comments on "it".
func meanings(t *testing.T) map[string]string {
	t.Helper()
	means, capital := map[string]string{}, regexp.MustCompile(`[A-Z]`)
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name.Name(), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			of, ok := d.(*ast.GenDecl)
			if !ok || of.Tok != token.VAR || of.Doc == nil {
				continue
			}
			variable := of.Specs[0].(*ast.ValueSpec).Names[0].Name
			text, says := strings.CutPrefix(of.Doc.Text(), variable+" is ")
			if !says {
				continue
			}
			kind := strings.ToLower(capital.ReplaceAllString(variable, "_$0"))
			for line := range strings.Lines("It is " + text) {
				means[kind] += "// " + line
			}
		}
	}
	return means
}
