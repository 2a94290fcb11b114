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
// what fact counts, and columns of surveys that are called as a kind is.
// It may only shrink: others ask the kind.
const byName = 72

// Kinds of metric are asked, not named: a switch over names would have to be found by whoever
// adds a kind.
func TestKindsOfMetricAreNamedInTheirRoom(t *testing.T) {
	found := map[string]int{}
	all := 0
	for _, s := range sources(t) {
		if s.test || s.pkg == "metric" || s.pkg == "sample" {
			continue
		}
		if n := len(kindsNamed(s)); n > 0 {
			found[s.path] = n
			all += n
		}
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

// kindOfMetric is an expression that holds the name of one.
var kindOfMetric = regexp.MustCompile(`(?:^|\.)(?:m|Metric)\.Kind$|^kind$`)

// kindsNamed are the kinds of metric that a file compares with by name, as often as it does.
func kindsNamed(s source) (names []string) {
	note := func(e ast.Expr) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		if text, _ := strconv.Unquote(lit.Value); metric.Find(text) != nil {
			names = append(names, text)
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if kindOfMetric.MatchString(written(n.X)) {
				note(n.Y)
			}
		case *ast.SwitchStmt:
			if n.Tag == nil || !kindOfMetric.MatchString(written(n.Tag)) {
				return true
			}
			for _, c := range n.Body.List {
				for _, e := range c.(*ast.CaseClause).List {
					note(e)
				}
			}
		}
		return true
	})
	return names
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
