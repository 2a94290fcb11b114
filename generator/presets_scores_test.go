package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/preset"
	"shingle/generator/internal/score"
)

// knownPresets are the presets that come with the program.
func knownPresets(t *testing.T) []*preset.Preset {
	var problems diag.List
	all := config.Presets(fstest.MapFS{}, &problems)
	if problems.Len() > 0 || len(all) < 30 {
		t.Fatalf("%d presets\n%s", len(all), &problems)
	}
	return all
}

// Each preset is recognised in an export of invented rows, and what init writes of it, without
// an edit, gives the scores that were worked out by hand.
func TestPresetsGiveRightScores(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1793491200") // 2026-11-01
	for _, p := range knownPresets(t) {
		t.Run(p.Name, func(t *testing.T) {
			want, files := presetFixture(t, p.Name)
			site := filepath.Join(t.TempDir(), "site")
			args := []string{"init", site, "--yes", "--time-zone", "America/New_York"}
			for _, f := range files {
				args = append(args, "--from", f)
			}
			var said bytes.Buffer
			if code := run(t.Context(), args, &said, &said); code != done {
				t.Fatalf("init: %d\n%s", code, &said)
			}
			config, _ := os.ReadFile(filepath.Join(site, "config.toml"))
			if !strings.Contains(string(config), fmt.Sprintf("\npreset = %q", p.Name)) {
				t.Fatalf("is not recognised\n%s\n%s", &said, config)
			}
			got := map[string]string{}
			j := newJob(site, "", io.Discard, time.Now)
			j.live, j.scores = filepath.Join(site, "public"), true
			r, err := j.run(t.Context())
			if err != nil || r.problems.Failed() {
				t.Fatalf("%v\n%s\n%s", err, r.problems, config)
			}
			for _, l := range r.lines {
				if l.Period.Grain == fact.All && l.Segment == (fact.Segment{}) && l.Value != nil {
					got[l.Metric.ID] = score.FormatRat(l.Value, 4)
				}
			}
			for metric, value := range want {
				if got[metric] != value {
					t.Errorf("%s: got %q, want %s\n%s", metric, got[metric], value, config)
				}
			}
		})
	}
}

// presetFixture reads the scores and the files of a preset's fixture, and lays the files
// out.
func presetFixture(t *testing.T, name string) (want map[string]string, files []string) {
	return fixtureOf(t, "testdata/presets/"+name+".txt")
}

// fixtureOf reads one of a file.
func fixtureOf(t *testing.T, name string) (want map[string]string, files []string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split("\n"+string(text), "\n-- ")
	want, dir := map[string]string{}, t.TempDir()
	for _, line := range strings.Split(parts[0], "\n")[3:] {
		if fields := strings.Fields(line); len(fields) > 1 {
			want[fields[0]] = worth(t, fields)
		}
	}
	for _, part := range parts[1:] {
		file, rows, _ := strings.Cut(part, " --\n")
		full := filepath.Join(dir, file)
		if err := os.WriteFile(full, []byte(rows+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, full)
	}
	if len(want) == 0 || len(files) == 0 {
		t.Fatalf("%s: has no scores or no file", name)
	}
	return want, files
}

// worth is the value of a score by its counts: a count, a mean, or so many of 100.
func worth(t *testing.T, fields []string) string {
	var x, n float64
	fmt.Sscan(fields[1], &x)
	if len(fields) == 2 {
		return fmt.Sprintf("%.4f", x)
	}
	if fmt.Sscan(fields[2], &n); n == 0 {
		t.Fatalf("%q is no score", fields)
	}
	if fields[0] == "wait" {
		return fmt.Sprintf("%.4f", x/n)
	}
	return fmt.Sprintf("%.4f", 100*x/n)
}
