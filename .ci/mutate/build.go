package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A batch is the mutants that one program holds: each of its functions asks which of them it is to
// be. One outside of functions has a program of its own.
type batch []*mutant

func batches(all []*mutant) (list []batch) {
	var within batch
	for _, m := range all {
		if m.in == nil {
			list = append(list, batch{m})
		} else {
			within = append(within, m)
		}
	}
	if len(within) > 0 {
		list = append([]batch{within}, list...)
	}
	return list
}

// compiling are the mutants that compile.
func compiling(all []*mutant) (good []*mutant) {
	for _, b := range batches(all) {
		bad := map[*mutant]bool{}
		for {
			left := slices.DeleteFunc(slices.Clone(b), func(m *mutant) bool { return bad[m] })
			if len(left) == 0 {
				break
			}
			dir, overlay, lines := left.write()
			said, err := exec.Command("go", append([]string{"build", "-gcflags=-e", "-overlay", overlay}, left.packages()...)...).CombinedOutput()
			os.RemoveAll(dir)
			if err == nil {
				good = append(good, left...)
				break
			}
			before := len(bad)
			for _, found := range regexp.MustCompile(`(?m)^(\S+\.go):(\d+):`).FindAllStringSubmatch(string(said), -1) {
				n, _ := strconv.Atoi(found[2])
				if m := lines[fmt.Sprintf("%s:%d", filepath.Clean(found[1]), n)]; m != nil {
					bad[m] = true
				} else if len(left) == 1 {
					bad[left[0]] = true
				}
			}
			if len(bad) == before {
				log.Fatalf("%s", said)
			}
		}
	}
	return good
}

// packages are the folders of the mutants.
func (b batch) packages() (all []string) {
	for _, m := range b {
		all = append(all, "./"+filepath.Dir(m.file))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// write writes the changed files to a folder, with an overlay for go; lines tells which mutant stands
// in a line of a file.
func (b batch) write() (dir, overlay string, lines map[string]*mutant) {
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		log.Fatal(err)
	}
	replace, files := map[string]string{}, map[string]batch{}
	put := func(name, text string) (to string) {
		whole, err := filepath.Abs(name)
		to = filepath.Join(dir, strconv.Itoa(len(replace))+".go")
		if err == nil {
			err = os.WriteFile(to, []byte(text), 0o600)
		}
		if err != nil {
			log.Fatal(err)
		}
		replace[whole] = to
		return to
	}
	lines = map[string]*mutant{}
	for _, m := range b {
		files[m.file] = append(files[m.file], m)
	}
	for name, in := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		if b[0].in == nil {
			put(name, string(source[:b[0].at.Offset])+b[0].new+string(source[b[0].at.Offset+len(b[0].old):]))
			continue
		}
		at := map[int]*mutant{}
		to := put(name, in.dispatched(string(source), func(line int, m *mutant) { at[line] = m }))
		for line, m := range at { // the compiler names the one or the other
			lines[fmt.Sprintf("%s:%d", name, line)], lines[fmt.Sprintf("%s:%d", to, line)] = m, m
		}
	}
	if b[0].in != nil {
		for _, p := range b.packages() {
			put(filepath.Join(p, "mutant_is.go"), "package "+filepath.Base(p)+"\n\nimport \"os\"\n\nvar mutantIs = os.Getenv(\"MUTANT\")\n")
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err == nil {
		overlay = filepath.Join(dir, "overlay.json")
		err = os.WriteFile(overlay, text, 0o600)
	}
	if err != nil {
		log.Fatal(err)
	}
	return dir, overlay, lines
}

// dispatched is a file whose functions ask first whether they are to be a mutant, and stand as such
// below all others.
func (b batch) dispatched(source string, at func(line int, m *mutant)) string {
	type edit struct {
		at, to int
		text   string
	}
	var edits []edit
	var below strings.Builder
	line := strings.Count(source, "\n") + 1
	named := map[*ast.FuncDecl]string{}
	for _, m := range b {
		base := int(m.in.Pos()) - 1
		offset := func(p ast.Node) int { return int(p.Pos()) - 1 }
		if _, ok := named[m.in]; !ok {
			call, n := "", 0
			name := func(f *ast.Field) (names []string) {
				if len(f.Names) == 0 {
					n++
					names = []string{fmt.Sprint("mutantArg", n)}
					edits = append(edits, edit{offset(f.Type), offset(f.Type), names[0] + " "})
				}
				for _, id := range f.Names {
					names = append(names, id.Name)
					if id.Name == "_" {
						n++
						names[len(names)-1] = fmt.Sprint("mutantArg", n)
						edits = append(edits, edit{offset(id), offset(id) + 1, names[len(names)-1]})
					}
				}
				return names
			}
			if m.in.Recv != nil {
				call = name(m.in.Recv.List[0])[0] + "."
			}
			call += m.in.Name.Name + "MUTANT"
			if p := m.in.Type.TypeParams; p != nil {
				var types []string
				for _, f := range p.List {
					for _, id := range f.Names {
						types = append(types, id.Name)
					}
				}
				call += "[" + strings.Join(types, ", ") + "]"
			}
			var args []string
			for _, f := range m.in.Type.Params.List {
				for _, arg := range name(f) {
					if _, ok := f.Type.(*ast.Ellipsis); ok {
						arg += "..."
					}
					args = append(args, arg)
				}
			}
			call += "(" + strings.Join(args, ", ") + ")"
			if m.in.Type.Results != nil {
				call = "return " + call
			} else {
				call += "; return"
			}
			named[m.in] = call
		}
		id := fmt.Sprint("Mutant", m.at.Offset)
		body := offset(m.in.Body) + 1
		edits = append(edits, edit{body, body, fmt.Sprintf(" if mutantIs == %q { %s };", m.id(), strings.Replace(named[m.in], "MUTANT", id, 1))})
		text := source[base:m.at.Offset] + m.new + source[m.at.Offset+len(m.old):int(m.in.End())-1]
		start := offset(m.in.Name) - base
		text = text[:start+len(m.in.Name.Name)] + id + text[start+len(m.in.Name.Name):]
		fmt.Fprintf(&below, "\n%s\n", text)
		for i := range strings.Count(text, "\n") + 1 {
			at(line+1+i, m)
		}
		line += strings.Count(text, "\n") + 2
	}
	slices.SortStableFunc(edits, func(x, y edit) int { return cmp.Compare(y.at, x.at) })
	changed := source
	for _, e := range edits {
		changed = changed[:e.at] + e.text + changed[e.to:]
	}
	return changed + below.String()
}

// id is what a mutant is called in its program.
func (m *mutant) id() string { return fmt.Sprintf("%s:%d", m.file, m.at.Offset) }

// programs are the tests of the packages of a batch, and of the example.
type programs struct {
	dir     string
	example string
}

func (b batch) build(example bool) *programs {
	dir, overlay, _ := b.write()
	p := &programs{dir: dir}
	make := func(pkg string) string {
		out := filepath.Join(dir, filepath.Base(pkg)+".test")
		said, err := exec.Command("go", "test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", overlay, "-o", out, pkg).CombinedOutput()
		if err != nil {
			log.Fatalf("%s", said)
		}
		return out
	}
	for _, pkg := range b.packages() {
		make(pkg)
	}
	if example {
		p.example = make("./generator")
	}
	return p
}

// notice tells whether a test fails over a mutant.
func (p *programs) notice(m *mutant, first, skip string, patience time.Duration) bool {
	run := func(program, dir string, args ...string) bool {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		test := exec.CommandContext(ctx, program, append(args, "-test.failfast", "-test.timeout="+patience.String())...)
		test.Dir, test.Env = dir, append(os.Environ(), "MUTANT="+m.id())
		return test.Run() != nil
	}
	pkg := filepath.Dir(m.file)
	tests := filepath.Join(p.dir, filepath.Base(pkg)+".test")
	return run(tests, pkg, "-test.run="+first) || run(tests, pkg, "-test.skip="+skip) || p.example != "" && run(p.example, "generator", "-test.run=TestExampleIsAsItWas")
}

func (p *programs) remove() { os.RemoveAll(p.dir) }
