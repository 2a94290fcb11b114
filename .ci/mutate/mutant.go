package main

import (
	"crypto/sha256"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"strings"
)

// others are what an operator is changed to.
var others = map[token.Token]string{
	token.ADD: "-", token.SUB: "+", token.MUL: "/", token.QUO: "*", token.REM: "*",
	token.LSS: "<=", token.LEQ: "<", token.GTR: ">=", token.GEQ: ">", token.EQL: "!=", token.NEQ: "==", token.LAND: "||", token.LOR: "&&",
	token.ADD_ASSIGN: "-=", token.SUB_ASSIGN: "+=", token.MUL_ASSIGN: "/=", token.QUO_ASSIGN: "*=", token.INC: "--", token.DEC: "++",
}

// A mutant is a place in a file, and what stands there instead.
type mutant struct {
	file     string
	in       *ast.FuncDecl // nil: outside of functions
	at       token.Position
	line     string // of code, without what is around it
	nth      int    // of the same changes in equal lines of the file
	old, new string
}

// name is what it is called in the list of those that are the same, without their reason.
func (m *mutant) name() string {
	return strings.Join([]string{m.file, m.line, m.new + " for " + m.old}, " | ")
}

// drawn is a mutant's lot: the least are tried first.
func (m *mutant) drawn(seed uint64) string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%d %s %d", seed, m.name(), m.nth)))
}

// mutants lists what can be changed in a package.
func mutants(dir string) (all []*mutant) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		log.Fatalf("%s: no Go files", dir)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		files := token.NewFileSet()
		source, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		tree, err := parser.ParseFile(files, name, source, 0)
		if err != nil {
			log.Fatal(err)
		}
		lines, seen := strings.Split(string(source), "\n"), map[string]int{}
		var in *ast.FuncDecl
		note := func(at token.Pos, old, new string) {
			m := &mutant{file: name, in: in, at: files.Position(at), old: old, new: new}
			m.line = strings.TrimSpace(lines[m.at.Line-1])
			m.nth = seen[m.name()]
			seen[m.name()]++
			all = append(all, m)
		}
		for _, d := range tree.Decls {
			in, _ = d.(*ast.FuncDecl)
			ast.Inspect(d, func(n ast.Node) bool { return change(n, note) })
		}
	}
	return all
}

// change notes how a piece of code can be changed, and tells whether to look into it.
func change(n ast.Node, note func(at token.Pos, old, new string)) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.CallExpr: // that something is a bug is not tested
		if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "panic" {
			return false
		}
	case *ast.BinaryExpr:
		if new, ok := others[n.Op]; ok && !text(n.X) && !text(n.Y) {
			note(n.OpPos, n.Op.String(), new)
		}
	case *ast.AssignStmt:
		if new, ok := others[n.Tok]; ok && !text(n.Rhs[0]) {
			note(n.TokPos, n.Tok.String(), new)
		}
	case *ast.IncDecStmt:
		note(n.TokPos, n.Tok.String(), others[n.Tok])
	case *ast.BasicLit:
		if n.Kind == token.INT || n.Kind == token.FLOAT {
			note(n.Pos(), n.Value, "("+n.Value+"+1)")
		}
	}
	return true
}

// text tells whether an operand is a text, or part of one: texts are words, not arithmetic.
func text(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return e.Op == token.ADD && (text(e.X) || text(e.Y))
	}
	return false
}
