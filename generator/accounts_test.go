package main

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Exports of the same system differ from one account, program and country to the next:
// what init makes of them without an edit is the same scores, or a sentence; never other
// scores. SHINGLE_VARIANTS is how many variants of each export are tried, SHINGLE_FIXTURES
// a folder of other exports in the form of testdata/presets, SHINGLE_TOLD tells what
// became of all.
func TestOtherAccountsGiveTheSameScoresOrASentence(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1793491200") // 2026-11-01
	folder := "testdata/presets"
	if other := os.Getenv("SHINGLE_FIXTURES"); other != "" {
		folder = other
	}
	most := 1
	if n, err := strconv.Atoi(os.Getenv("SHINGLE_VARIANTS")); err == nil {
		most = n
	}
	fixtures, _ := filepath.Glob(filepath.Join(folder, "*.txt"))
	for _, fixture := range fixtures {
		name := strings.TrimSuffix(filepath.Base(fixture), ".txt")
		t.Run(name, func(t *testing.T) {
			want, files := fixtureOf(t, fixture)
			sum := fnv.New32a()
			sum.Write([]byte(name))
			tried := 0
			for i := range variants {
				v := variants[(int(sum.Sum32()%uint32(len(variants)))+i)%len(variants)]
				if only := os.Getenv("SHINGLE_VARIANT"); only != "" && !slices.Contains(strings.Split(only, ","), v.name) {
					continue
				}
				if tried == most {
					break
				}
				varied := v.of(t, files)
				if varied == nil {
					continue
				}
				tried++
				got, said := scoresOf(t, varied)
				outcome, why := judged(want, got)
				if outcome == "WRONG" || v.same && outcome != "right" || outcome == "refused" && len(said) == 0 {
					t.Errorf("%s: %s %s\n%s", v.name, outcome, why, said)
				} else if os.Getenv("SHINGLE_TOLD") != "" && outcome != "right" {
					t.Logf("%s: %s %s\n%s", v.name, outcome, why, said)
				}
			}
		})
	}
}

// judged holds scores against those that they should be; nil are none.
func judged(want, got map[string]string) (outcome, why string) {
	if got == nil {
		return "refused", ""
	}
	outcome = "right"
	for _, metric := range slices.Sorted(maps.Keys(want)) {
		switch value := got[metric]; {
		case value == "" && outcome == "right":
			outcome, why = "partial", why+metric+" is absent; "
		case value != "" && value != want[metric]:
			outcome, why = "WRONG", fmt.Sprintf("%s%s is %s, want %s; ", why, metric, value, want[metric])
		}
	}
	return outcome, why
}

// scoresOf is what init without an edit makes of exports, all periods in one; nil if
// nothing would be published, and what was said.
func scoresOf(t *testing.T, files []string) (got map[string]string, said string) {
	t.Helper()
	site := filepath.Join(t.TempDir(), "site")
	args := []string{"init", site, "--yes", "--time-zone", "America/New_York"}
	for _, f := range files {
		args = append(args, "--from", f)
	}
	var out bytes.Buffer
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("%v\n%s", r, &out)
		}
	}()
	if code := run(t.Context(), args, &out, &out); code != done {
		return nil, out.String()
	}
	if i := strings.Index(out.String(), "left to do"); i >= 0 {
		said = out.String()[i:]
	}
	j := newJob(site, "", io.Discard, time.Now)
	j.live, j.scores = filepath.Join(site, "public"), true
	r, err := j.run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if said += r.problems.String(); r.problems.Failed() {
		return nil, said
	}
	got = map[string]string{}
	for _, l := range r.lines {
		if l.Period.Grain == fact.All && l.Segment == (fact.Segment{}) && l.Value != nil {
			got[l.Metric.ID] = score.FormatRat(l.Value, 4)
		}
	}
	return got, said
}

// A layout whose columns are called in other languages is known by them, too.
func TestPresetsAreKnownInOtherLanguages(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1793491200") // 2026-11-01
	for _, p := range knownPresets(t) {
		most := 0
		for _, names := range p.Other {
			most = max(most, len(names))
		}
		for n := range most {
			t.Run(fmt.Sprintf("%s %d", p.Name, n+1), func(t *testing.T) {
				want, files := presetFixture(t, p.Name)
				for _, file := range files {
					g := gridOf(t, file)
					for i, name := range g.names {
						if other := p.Other[name]; n < len(other) {
							g.names[i] = other[n]
						}
					}
					if err := os.WriteFile(file, []byte(g.text(g.comma, "\n")), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				got, said := scoresOf(t, files)
				if outcome, why := judged(want, got); outcome != "right" {
					t.Errorf("%s %s\n%s", outcome, why, said)
				}
			})
		}
	}
}
