package main_test

import (
	"go/ast"
	"go/token"
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
