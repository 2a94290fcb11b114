package main_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shingle/generator/internal/metric"
)

// byName is how often a kind of metric is meant by its name in quotes outside of its own room:
// what fact counts, the formulas of score, and columns of surveys that are called as a kind is.
// It may only shrink: others ask the kind.
const byName = 82

// Kinds of metric are asked, not named: a switch over names would have to be found by whoever
// adds a kind.
func TestKindsOfMetricAreNamedInTheirRoom(t *testing.T) {
	kind := regexp.MustCompile(`(?:^|\.)(?:m|Metric)\.Kind$|^kind$`)
	found := map[string]int{}
	all := 0
	note := func(s source, e ast.Expr) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		if text, _ := strconv.Unquote(lit.Value); metric.Find(text) != nil {
			found[s.path]++
			all++
		}
	}
	for _, s := range sources(t) {
		if s.test || s.pkg == "metric" || s.pkg == "sample" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if kind.MatchString(written(n.X)) {
					note(s, n.Y)
				}
			case *ast.SwitchStmt:
				if n.Tag == nil || !kind.MatchString(written(n.Tag)) {
					return true
				}
				for _, c := range n.Body.List {
					for _, e := range c.(*ast.CaseClause).List {
						note(s, e)
					}
				}
			}
			return true
		})
	}
	rooms := []string{"generator/internal/config/", "generator/internal/page/", "generator/internal/starter/", "generator/internal/privacy/", "generator/internal/claim/"}
	for path, n := range found {
		if slices.ContainsFunc(rooms, func(room string) bool { return strings.HasPrefix(path, room) }) {
			t.Errorf("%s names a kind of metric %d times, want it to ask the kind", path, n)
		}
	}
	switch {
	case all > byName:
		t.Errorf("kinds of metric are named %d times outside of internal/metric, want %d at most: %v", all, byName, found)
	case all < byName:
		t.Errorf("kinds of metric are named only %d times outside of internal/metric: make it the new number (was %d)", all, byName)
	}
}

// written is an expression such as m.Kind.
func written(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return written(e.X) + "." + e.Sel.Name
	}
	return ""
}
