// Mutate changes an operator or a number of what counts (score, fact, besttime), one at a time,
// and tells of each whether a test fails: what nothing notices is not tested.
//
// usage, from the repository's root: go run ./.ci/mutate [-n 12] [-seed 1] [-catch 95] [PACKAGE...]
//
// It exits with 1 if less than -catch percent are noticed. The files themselves stay as they are.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
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
	at       token.Position
	old, new string
}

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 12, "how many")
	seed := flag.Uint64("seed", 1, "which")
	catch := flag.Float64("catch", 90, "percent that must be noticed")
	patience := flag.Duration("patience", 10*time.Minute, "what takes longer hangs, and is noticed")
	flag.Parse()
	packages := flag.Args()
	if len(packages) == 0 {
		packages = []string{"generator/internal/score", "generator/internal/besttime", "generator/internal/fact"}
	}
	var all []mutant
	for _, p := range packages {
		all = append(all, mutants(p)...)
	}
	chance := rand.New(rand.NewPCG(*seed, 0))
	noticed, tried := 0, 0
	for tried < *n && len(all) > 0 {
		i := chance.IntN(len(all))
		m := all[i]
		all = append(all[:i], all[i+1:]...)
		outcome, counts := try(m, *patience)
		fmt.Printf("%s:%d:%d: %s for %s: %s\n", m.file, m.at.Line, m.at.Column, m.new, m.old, outcome)
		if counts {
			tried++
			if outcome != "nothing noticed" {
				noticed++
			}
		}
	}
	fmt.Printf("%d of %d noticed\n", noticed, tried)
	if tried == 0 || float64(noticed) < *catch/100*float64(tried) {
		os.Exit(1)
	}
}

// mutants lists what can be changed in a package.
func mutants(dir string) (all []mutant) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(names) == 0 {
		log.Fatalf("%s: no Go files", dir)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		files := token.NewFileSet()
		tree, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			log.Fatal(err)
		}
		note := func(at token.Pos, old, new string) {
			all = append(all, mutant{name, files.Position(at), old, new})
		}
		ast.Inspect(tree, func(n ast.Node) bool {
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
		})
	}
	return all
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

// try runs the tests of the package with the mutant in its place. What does not compile does not count.
func try(m mutant, patience time.Duration) (outcome string, counts bool) {
	source, err := os.ReadFile(m.file)
	if err != nil {
		log.Fatal(err)
	}
	temp, err := os.MkdirTemp("", "mutate")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(temp)
	changed := string(source[:m.at.Offset]) + m.new + string(source[m.at.Offset+len(m.old):])
	instead, overlay := filepath.Join(temp, "mutant.go"), filepath.Join(temp, "overlay.json")
	whole, err := filepath.Abs(m.file)
	if err != nil {
		log.Fatal(err)
	}
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {whole: instead}})
	if err == nil {
		err = os.WriteFile(instead, []byte(changed), 0o600)
	}
	if err == nil {
		err = os.WriteFile(overlay, replace, 0o600)
	}
	if err != nil {
		log.Fatal(err)
	}
	said, err := test(overlay, patience, "./"+filepath.Dir(m.file))
	if err == nil { // then the whole example says something else
		said, err = test(overlay, patience, "-run", "TestExampleIsAsItWas", "./generator")
	}
	switch {
	case err == nil:
		return "nothing noticed", true
	case strings.Contains(string(said), "[build failed]"):
		return "does not compile", false
	}
	return "noticed", true
}

func test(overlay string, patience time.Duration, what ...string) ([]byte, error) {
	args := append([]string{"test", "-vet=off", "-failfast", "-ldflags=-s -w", "-timeout", patience.String(), "-overlay", overlay}, what...)
	return exec.Command("go", args...).CombinedOutput()
}
