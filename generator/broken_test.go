package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Each file of testdata/broken holds one mistake: the sentence that it gets, and then how
// the source is described and what its files hold.
func TestBrokenInputGetsItsSentence(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1793491200") // 2026-11-01
	cases, err := filepath.Glob("testdata/broken/*.txt")
	if err != nil || len(cases) < 60 {
		t.Fatalf("%d broken files, %v", len(cases), err)
	}
	for _, file := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, rest, _ := strings.Cut(string(text), "\n")
			j := newJob(brokenSite(t, rest), "", io.Discard, time.Now)
			j.live, j.scores = filepath.Join(j.dir, "public"), true
			r, err := j.run(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for line := range strings.Lines(r.problems.String()) {
				lines = append(lines, strings.TrimSuffix(line, "\n"))
			}
			if os.Getenv("UPDATE") != "" && len(lines) > 0 {
				want = lines[max(0, slices.IndexFunc(lines, func(l string) bool { return !strings.Contains(l, "max_rejects") && !strings.HasPrefix(l, " ") }))]
				if err := os.WriteFile(file, []byte(want+"\n"+rest), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if !r.problems.Failed() || !slices.Contains(lines, want) {
				t.Errorf("got\n%s\nwant\n%s", r.problems, want)
			}
		})
	}
}

// brokenSite lays out a site of one source.
func brokenSite(t *testing.T, text string) string {
	parts := strings.Split("\n"+text, "\n-- ")
	dir := t.TempDir()
	config := "baseURL = \"https://scores.example/\"\n[shingle]\norganisation = \"O\"\ntime_zone = \"UTC\"\n[shingle.metrics.volume]\nkind = \"volume\"\nowner = \"H\"\n" +
		"[[shingle.sources]]\nname = \"s\"\nfiles = [\"data/x.*\"]\n"
	for _, part := range parts[1:] {
		name, body, _ := strings.Cut(part, " --\n")
		if name == "source" {
			name, body = "../config.toml", config+body
		}
		full := filepath.Join(dir, "data", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if body != "" {
			body += "\n"
		}
		if rest, latin := strings.CutPrefix(body, "latin:"); latin {
			body = strings.ReplaceAll(rest, "í", "\xed")
		}
		if err := os.WriteFile(full, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
