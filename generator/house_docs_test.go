package main_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every key that config.toml may have stands in docs/configuration.md.
func TestConfigurationListsTheKeys(t *testing.T) {
	readers := []string{"text", "required", "texts", "whole", "number", "flag", "choice", "table", "tables", "zone", "day", "get", "has"}
	keys := map[string]bool{}
	for _, s := range sources(t) {
		if s.test || s.pkg != "config" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			f, ok := call.Fun.(*ast.SelectorExpr)
			lit, isText := call.Args[0].(*ast.BasicLit)
			if ok && isText && lit.Kind == token.STRING && slices.Contains(readers, f.Sel.Name) {
				key, _ := strconv.Unquote(lit.Value)
				keys[key] = true
			}
			return true
		})
	}
	if len(keys) < 60 {
		t.Fatalf("found %d keys, want all of them", len(keys))
	}
	text := read(t, "docs/configuration.md")
	for key := range keys {
		if !strings.Contains(text, "`"+key+"`") {
			t.Errorf("docs/configuration.md says nothing of %q", key)
		}
	}
}

// README explains each step of a build, in the order in which build.go takes them, by its name there or
// by that of the package that does it.
func TestReadmeExplainsEachStep(t *testing.T) {
	var steps []string
	packages := map[string]bool{}
	for _, s := range sources(t) {
		packages[s.pkg] = true
		if s.path != "generator/build.go" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && strings.HasSuffix(written(call.Fun), ".Step") {
				name, _ := strconv.Unquote(call.Args[0].(*ast.BasicLit).Value)
				steps = append(steps, name)
			}
			return true
		})
	}
	_, section, _ := strings.Cut(read(t, "README.md"), "\n## Follow one build\n")
	section, _, _ = strings.Cut(section, "\n## ")
	at := 0
	for _, step := range steps {
		i := strings.Index(section[at:], step)
		if i < 0 {
			t.Errorf("README.md, Follow one build: want the step %q, after those before it", step)
			continue
		}
		at += i
	}
	for _, bold := range regexp.MustCompile(`\*\*([^*]+)\*\*`).FindAllStringSubmatch(section, -1) {
		for name := range strings.SplitSeq(bold[1], " and ") {
			if !slices.Contains(steps, name) && !packages[name] {
				t.Errorf("README.md, Follow one build: %q is neither a step of build.go nor a package", name)
			}
		}
	}
	for _, name := range regexp.MustCompile("`(generator/[^`]+)`").FindAllStringSubmatch(section, -1) {
		if len(files(t, name[1])) == 0 { // which fails where there is no such thing
			t.Errorf("README.md, Follow one build: %s holds nothing", name[1])
		}
	}
	if len(steps) < 8 {
		t.Errorf("found the steps %q, want all of them", steps)
	}
}
