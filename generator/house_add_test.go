package main_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// What it takes to add something is told in README by numbers of files. They are counted by
// what is there: each by the thing of its sort that was added last.
func TestHowToAddIsCounted(t *testing.T) {
	all, trees := sources(t), files(t, ".")
	goFiles := func(in func(source) bool) int {
		n := 0
		for _, s := range all {
			if !s.test && s.pkg != "sample" && in(s) {
				n++
			}
		}
		return n
	}
	others := func(names string) int {
		n, pattern := 0, regexp.MustCompile(names)
		for _, name := range trees {
			if pattern.MatchString(name) {
				n++
			}
		}
		return n
	}
	listed := func(kind string) int { // in layouts that name kinds of pages
		n, pattern := 0, regexp.MustCompile(`\(slice [^)]*"`+kind+`"`)
		for _, name := range trees {
			if strings.HasPrefix(name, "themes/shingle/layouts/") && pattern.MatchString(read(t, name)) {
				n++
			}
		}
		return n
	}
	says := func(name string) func(source) bool {
		return func(s source) bool { return mentions(s.file, name) }
	}
	rows := []struct {
		what   string
		go_    int
		others int
	}{
		{"a preset", goFiles(says("five9-call-log")), others(`/known/five9-call-log\.toml$`)},
		{"a language", goFiles(says("es.toml")), others(`^themes/shingle/i18n/es\.toml$`)},
		{"a page", goFiles(says("explore")), others(`^themes/shingle/layouts/explore/`) + listed("explore")},
		{"a data file", goFiles(says("forecasts")), 0},
		{"a kind of metric", goFiles(func(s source) bool { return mentions(s.file, "resolution_time") || mentions(s.file, "resolutionTime") }), 0},
		{"a variant", goFiles(says("kaplan_meier_p90")), 0},
	}
	readme := read(t, "README.md")
	for _, r := range rows {
		want := fmt.Sprintf("| %s | %d | %d |", r.what, r.go_, r.others)
		if !strings.Contains(readme, want) {
			t.Errorf("README.md, How to add: want the row %s", want)
		}
	}
}

// mentions tells whether a file has a text, or a name, in its code.
func mentions(f *ast.File, name string) (found bool) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			found = found || n.Name == name
		case *ast.BasicLit:
			text, _ := strconv.Unquote(n.Value)
			found = found || n.Kind == token.STRING && text == name
		}
		return true
	})
	return found
}
