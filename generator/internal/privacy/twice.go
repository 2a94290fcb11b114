package privacy

import (
	"slices"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/score"
)

// twice refuses sources that cut the same people's answers in two ways, each unknown to the
// other, where one of them withholds something: a group of the one may be a group of the other
// and a few people more.
func (in *Inspection) twice(at diag.Place, problems *diag.List) {
	for i, f := range in.families {
		for _, g := range in.families[i+1:] {
			a, b, ok := f.shares(g, in.o.Same)
			if ok && (f.withholds() || g.withholds()) {
				problems.AddHint(at, "leave one of them out", "sources %q and %q read the same answers in two groupings, and some groups are withheld to protect people: the one may tell what the other hides", a, b)
			}
		}
	}
}

// shares finds a source of each family that read the same file, and a question that both read.
func (f *family) shares(g *family, same map[string]string) (a, b string, ok bool) {
	for _, s := range f.subjects {
		for _, o := range g.subjects {
			if s.question != o.question {
				continue
			}
			for _, a := range s.sources {
				for _, b := range o.sources {
					if a != b && same[a] != "" && same[a] == same[b] {
						return a, b, true
					}
				}
			}
		}
	}
	return "", "", false
}

func (f *family) withholds() bool {
	return slices.ContainsFunc(f.lines(), func(l *score.Line) bool { return l.Reason == Protected })
}
