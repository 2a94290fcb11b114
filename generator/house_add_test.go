package main_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What it takes to add something is told in README by numbers of files. They are counted by
// what is there: each by the thing of its sort that was added last.
func TestHowToAddIsCounted(t *testing.T) {
	all, trees := sources(t), files(t, ".")
	lists := []string{ // of which each thing of a sort takes a line
		"generator/internal/metric/metric.go", "generator/internal/page/write.go", "generator/internal/page/catalogue.go",
		"generator/internal/export/form.go", "generator/warehouse.go",
	}
	goFiles := func(in func(source) bool) (own, lines int) {
		for _, s := range all {
			switch {
			case s.test || s.pkg == "sample" || s.pkg == "claim" || !in(s): // claim has a rule for each family of words
			case slices.Contains(lists, s.path):
				lines++
			default:
				own++
			}
		}
		return own, lines
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
	says := func(names ...string) func(source) bool {
		return func(s source) bool {
			return slices.ContainsFunc(names, func(name string) bool { return mentions(s.file, name) })
		}
	}
	variant := "kaplan_meier_p90"
	rows := []struct {
		what   string
		in     func(source) bool
		others int
	}{
		{"a preset", says("five9-call-log"), others(`/known/five9-call-log\.toml$`)},
		{"a language", says("es.toml"), others(`^themes/shingle/i18n/es\.toml$`)},
		{"a page", says("explore"), others(`^themes/shingle/layouts/explore/`) + listed("explore")},
		{"a data file", says("forecasts"), 0},
		{"a format", says("odsForm"), 0},
		{"a kind of metric", says("resolution_time", "resolutionTime"), 0},
		{"an SQL engine", func(s source) bool { return s.pkg == "engine/postgres" || says("postgres")(s) && s.pkg != "pgserver" }, 0},
	}
	readme := read(t, "README.md")
	for _, r := range rows {
		own, lines := goFiles(r.in)
		want := fmt.Sprintf("| %s | %d | %d | %d |", r.what, own, lines, r.others)
		if !strings.Contains(readme, want) {
			t.Errorf("README.md, How to add: want the row %s", want)
		}
	}
	if own, lines := goFiles(says(variant)); own != 1 || lines != 0 || !strings.Contains(readme, "| a variant | 0 | 1 | 0 |") {
		t.Errorf("%s is named in %d files, want its kind's alone, and README.md to say so", variant, own+lines)
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
