// Package overlap finds what two sources bring both: the same rows or ids, which a metric
// would count twice, and the same people, of whom two scores tell more than one. Sources are
// never matched with each other otherwise.
package overlap

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/record"
)

// Options say of sources what their tables do not.
type Options struct {
	Apart     func(i, j int) bool // whether two take different rows of the same file
	Customers bool                // customers could be recognised, not only employees
}

// Rows notes sources that would bring the same contacts or answers into one
// metric: two that read the same rows of one file, or of two that say the same of the same ids.
// Sources are never matched with each other, so that both would be added.
func Rows(ctx context.Context, db *engine.DB, o Options, tables []*record.Table, sets []fact.Set, shared []privacy.Shared, problems *diag.List) error {
	told := map[[2]int]bool{}
	for _, set := range sets {
		for j := range tables {
			for i := range j {
				pair := [2]int{i, j}
				if told[pair] || !slices.Contains(set.Sources, tables[i].Source.Name) || !slices.Contains(set.Sources, tables[j].Source.Name) {
					continue
				}
				told[pair] = true
				a, b := tables[i], tables[j]
				const hint = "name the sources of each metric (sources = [...]), or leave rows out by keep, drop or sheets"
				if file := sameFile(a, b); file != nil && !o.Apart(i, j) {
					b.Stop("overlap", problems, diag.Place{File: file.Path}, hint, "%s counts it twice: in source %q and in source %q", set.Metric.ID, a.Source.Name, b.Source.Name)
					continue
				}
				again, err := a.Again(ctx, db, b)
				if err != nil {
					return err
				}
				switch {
				case again > 0:
					b.Stop("overlap", problems, b.Source.Place, hint, "%s counts %d rows twice: they are in source %q and in source %q", set.Metric.ID, again, a.Source.Name, b.Source.Name)
				case slices.ContainsFunc(shared, func(s privacy.Shared) bool {
					return !s.Perhaps && s.A == a.Source.Name && s.B == b.Source.Name && answered(&set, s.AsksA) && answered(&set, s.AsksB)
				}):
					b.Stop("overlap", problems, b.Source.Place, hint, "%s counts people twice: the same answers are in source %q and in source %q", set.Metric.ID, a.Source.Name, b.Source.Name)
				}
			}
		}
	}
	for _, t := range tables {
		t.Unfound(problems)
	}
	return nil
}

// People finds the questions that two sources asked of the same people who could be recognised.
func People(ctx context.Context, db *engine.DB, o Options, tables []*record.Table) (all []privacy.Shared, err error) {
	guarded := func(t *record.Table) bool {
		switch t.Source.Kind {
		case "employees":
			return true
		case "contacts", "responses":
			return o.Customers
		}
		return false
	}
	for j, b := range tables {
		for i, a := range tables[:j] {
			if !guarded(a) || !guarded(b) || (a.Source.Kind == "employees") != (b.Source.Kind == "employees") {
				continue
			}
			file := sameFile(a, b) != nil
			found, err := a.Both(ctx, db, b, file && len(a.Files) == len(b.Files) && a.Rows == b.Rows && !o.Apart(i, j))
			if err != nil {
				return nil, err
			}
			for _, s := range found {
				if !s.Known && (a.Accepts("overlap") || b.Accepts("overlap")) {
					continue
				}
				shared := privacy.Shared{A: s.A, B: s.B, AsksA: s.AsksA, AsksB: s.AsksB}
				for _, tie := range s.Ties {
					shared.Ties = append(shared.Ties, privacy.Tie(tie))
				}
				all = append(all, shared)
			}
			if (file || a.Elsewhere() || b.Elsewhere()) && len(found) == 0 { // nobody knows whether they are the same
				asked, err := a.SameQuestions(ctx, db, b)
				if err != nil {
					return nil, err
				}
				for _, q := range asked {
					all = append(all, privacy.Shared{A: a.Source.Name, B: b.Source.Name, AsksA: q[0], AsksB: q[1], Perhaps: true})
				}
			}
		}
	}
	return all, nil
}

// answered tells whether a metric counts answers to a question.
func answered(set *fact.Set, question string) bool {
	return slices.ContainsFunc(set.Answers, func(a fact.Answer) bool { return strings.EqualFold(a.Question, question) })
}

// sameFile is a file of b that a reads, too: under its name, or as a copy.
func sameFile(a, b *record.Table) *export.File {
	for _, g := range b.Files {
		for _, f := range a.Files {
			if f.Path == g.Path || copies(f.Read, g.Read) {
				return g
			}
		}
	}
	return nil
}

// copies tells whether two files hold the same bytes.
func copies(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	if err1 != nil || err2 != nil || x.Size() != y.Size() {
		return false
	}
	return sum(a) == sum(b)
}

func sum(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return name
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return name
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}
