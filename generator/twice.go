package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/record"
)

// countedTwice finds sources that would bring the same contacts or answers into one
// metric: two that read the same rows of one file. Sources are never matched with each
// other, so that both would be added.
func countedTwice(cfg *config.Config, tables []*record.Table, sets []fact.Set, problems *diag.List) {
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
				if file := sameFile(a, b); file != nil && !apart(&cfg.Sources[i], &cfg.Sources[j]) {
					b.Stop("overlap", problems, diag.Place{File: file.Path}, "name the sources of each metric (sources = [...]), or leave rows out by keep, drop or sheets",
						"%s counts it twice: in source %q and in source %q", set.Metric.ID, a.Source.Name, b.Source.Name)
				}
			}
		}
	}
	for _, t := range tables {
		t.Unfound(problems)
	}
}

// apart tells whether two sources take different rows of one file.
func apart(a, b *config.Source) bool {
	return !reflect.DeepEqual(a.Keep, b.Keep) || !reflect.DeepEqual(a.Drop, b.Drop) || !slices.Equal(a.Sheets, b.Sheets) || a.Query != b.Query || a.RecordsAt != b.RecordsAt
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
