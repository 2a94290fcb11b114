// Mutate changes an operator or a number of what counts (score, fact, besttime), one at a time,
// and tells of each whether a test of its package fails: what nothing notices is not tested.
//
// usage, from the repository's root: go run ./.ci/mutate [-n 12] [-seed 1] [-example] [-first TESTS] [-skip TESTS] [-together 1] [PACKAGE...]
//
// Which ones are tried follows from the seed and from the code around each, so that a change
// elsewhere draws no others. Those that change nothing that anybody could see stand in the file
// same, each with its reason. It exits with 1 if another one goes unnoticed. The files themselves
// stay as they are.
package main

import (
	"cmp"
	_ "embed"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// same lists the mutants that nothing can notice, one a line: file, line of code, change and
// reason, with " | " between them.
//
//go:embed same
var same string

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 12, "how many")
	seed := flag.Uint64("seed", 1, "which")
	example := flag.Bool("example", false, "what the package's own tests let pass is looked for in the whole example, too")
	first := flag.String("first", "Everything", "tests that are run before all others, because they notice most")
	skip := flag.String("skip", "", "tests that are not run at all, such as those that ask another engine")
	together := flag.Int("together", 1, "how many at a time")
	patience := flag.Duration("patience", 3*time.Minute, "what takes longer hangs, and is noticed")
	flag.Parse()
	packages := flag.Args()
	if len(packages) == 0 {
		packages = []string{"generator/internal/score", "generator/internal/besttime", "generator/internal/fact"}
	}
	var all []*mutant
	for _, p := range packages {
		all = append(all, mutants(p)...)
	}
	slices.SortFunc(all, func(a, b *mutant) int { return cmp.Compare(a.drawn(*seed), b.drawn(*seed)) })
	all = slices.DeleteFunc(all, func(m *mutant) bool { return why(m) != "" })
	var chosen []*mutant
	for len(chosen) < *n && len(all) > 0 {
		more := min(*n-len(chosen), len(all))
		chosen = compiling(append(chosen, all[:more]...))
		all = all[more:]
	}
	noticed := 0
	for _, b := range batches(chosen) {
		programs := b.build(*example)
		var trying sync.WaitGroup
		var telling sync.Mutex
		next := make(chan *mutant)
		for range *together {
			trying.Go(func() {
				for m := range next {
					seen := programs.notice(m, *first, *skip, *patience)
					telling.Lock()
					outcome := "nothing noticed"
					if seen {
						outcome = "noticed"
						noticed++
					}
					fmt.Printf("%s:%d:%d: %s for %s: %s\n", m.file, m.at.Line, m.at.Column, m.new, m.old, outcome)
					telling.Unlock()
				}
			})
		}
		for _, m := range b {
			next <- m
		}
		close(next)
		trying.Wait()
		programs.remove()
	}
	fmt.Printf("%d of %d noticed\n", noticed, len(chosen))
	if len(chosen) == 0 || noticed < len(chosen) {
		os.Exit(1)
	}
}

// why is the reason that nothing can notice a mutant; "" if something should.
func why(m *mutant) string {
	for line := range strings.Lines(same) {
		if rest, ok := strings.CutPrefix(line, m.name()+" | "); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}
