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

// Kinds of metric, and their variants, are asked, not named: a switch over names would have to be
// found by whoever adds a kind.
func TestKindsOfMetricAreNamedInTheirRoom(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || s.pkg == "metric" || s.pkg == "sample" {
			continue
		}
		if names := kindsNamed(s); len(names) > 0 {
			t.Errorf("%s names kinds of metric, or variants: %v, want it to ask the kind", s.path, names)
		}
	}
}

// kindOfMetric is an expression that holds the name of one, or of a variant.
var kindOfMetric = regexp.MustCompile(`(?:^|\.)(?:m|Metric)\.(?:Kind|Variant)$|^(?:kind|variant)$`)

// kindsNamed are the names of kinds of metric, and of their variants, that a file compares with, makes metrics
// of or looks for, as often as it does.
func kindsNamed(s source) (names []string) {
	note := func(e ast.Expr) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return
		}
		text, _ := strconv.Unquote(lit.Value)
		if slices.ContainsFunc(metric.Kinds(), func(k *metric.Kind) bool { return k.Name == text || slices.Contains(k.Names(), text) }) {
			names = append(names, text)
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if kindOfMetric.MatchString(written(n.X)) {
				note(n.Y)
			}
		case *ast.CallExpr:
			if f := written(n.Fun); f == "metric.Find" || f == "metric.Of" || strings.HasSuffix(f, ".Method") {
				for _, arg := range n.Args {
					note(arg)
				}
			}
		case *ast.CompositeLit:
			if n.Type == nil || !strings.HasSuffix(written(n.Type), "Metric") {
				return true
			}
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && (written(kv.Key) == "Kind" || written(kv.Key) == "Variant") {
					note(kv.Value)
				}
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
