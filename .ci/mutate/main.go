// Mutate changes an operator or a number of what counts (score, fact, besttime), one at a time,
// and tells of each whether a test of its package fails: what nothing notices is not tested.
//
// usage, from the repository's root: go run ./.ci/mutate [-n 12] [-seed 1] [-example] [PACKAGE...]
//
// Which ones are tried follows from the seed and from the code around each, so that a change
// elsewhere draws no others. Those that change nothing that anybody could see stand in the file
// same, each with its reason. It exits with 1 if another one goes unnoticed. The files themselves
// stay as they are.
package main

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// same lists the mutants that nothing can notice, one a line: file, line of code, change and
// reason, with " | " between them.
//
//go:embed same
var same string

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
	line     string // of code, without what is around it
	nth      int    // of the same changes in equal lines of the file
	old, new string
}

// name is what it is called in the list of those that are the same, without their reason.
func (m *mutant) name() string {
	return strings.Join([]string{m.file, m.line, m.new + " for " + m.old}, " | ")
}

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 12, "how many")
	seed := flag.Uint64("seed", 1, "which")
	example := flag.Bool("example", false, "what the package's own tests let pass is looked for in the whole example, too")
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
	slices.SortFunc(all, func(a, b mutant) int { return cmp.Compare(a.drawn(*seed), b.drawn(*seed)) })
	noticed, tried := 0, 0
	for i := range all {
		m := &all[i]
		if tried == *n {
			break
		}
		if why := m.why(); why != "" {
			fmt.Printf("%s: not tried: %s\n", m.name(), why)
			continue
		}
		outcome, counts := m.try(*patience, *example)
		fmt.Printf("%s:%d:%d: %s for %s: %s\n", m.file, m.at.Line, m.at.Column, m.new, m.old, outcome)
		if counts {
			tried++
			if outcome != unnoticed {
				noticed++
			}
		}
	}
	fmt.Printf("%d of %d noticed\n", noticed, tried)
	if tried == 0 || noticed < tried {
		os.Exit(1)
	}
}

// unnoticed is what becomes of a mutant that no test fails for.
const unnoticed = "nothing noticed"

// drawn is a mutant's lot: the least are tried first.
func (m *mutant) drawn(seed uint64) string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%d %s %d", seed, m.name(), m.nth)))
}

// why is the reason that nothing can notice it; "" if something should.
func (m *mutant) why() string {
	for line := range strings.Lines(same) {
		if rest, ok := strings.CutPrefix(line, m.name()+" | "); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
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
		source, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		tree, err := parser.ParseFile(files, name, source, 0)
		if err != nil {
			log.Fatal(err)
		}
		lines, seen := strings.Split(string(source), "\n"), map[string]int{}
		note := func(at token.Pos, old, new string) {
			m := mutant{file: name, at: files.Position(at), old: old, new: new}
			m.line = strings.TrimSpace(lines[m.at.Line-1])
			m.nth = seen[m.name()]
			seen[m.name()]++
			all = append(all, m)
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
func (m *mutant) try(patience time.Duration, example bool) (outcome string, counts bool) {
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
	if err == nil && example {
		said, err = test(overlay, patience, "-run", "TestExampleIsAsItWas", "./generator")
	}
	switch {
	case err == nil:
		return unnoticed, true
	case strings.Contains(string(said), "[build failed]"):
		return "does not compile", false
	}
	return "noticed", true
}

func test(overlay string, patience time.Duration, what ...string) ([]byte, error) {
	args := append([]string{"test", "-vet=off", "-failfast", "-ldflags=-s -w", "-timeout", patience.String(), "-overlay", overlay}, what...)
	return exec.Command("go", args...).CombinedOutput()
}
