package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// "A 27 last month, a 28 this month: what does that mean?" With 1,000 answers each the
// page says that there is no evidence of change, and lays the arithmetic open
// (difference +1.0, from −5.7858 to +7.7858).
func TestTwentySevenToTwentyEightIsNoEvidenceOfChange(t *testing.T) {
	dir := t.TempDir()
	var csv strings.Builder
	csv.WriteString("answered_at,nps\n")
	for month, groups := range map[string][3]int{"2026-09": {470, 330, 200}, "2026-10": {480, 320, 200}} {
		for i, answer := range []int{10, 7, 3} {
			csv.WriteString(strings.Repeat(fmt.Sprintf("%s-15,%d\n", month, answer), groups[i]))
		}
	}
	config := `baseURL = "https://scores.example/"
title = "Recommended"
[shingle]
organisation = "Recommended Ltd"
time_zone = "Europe/London"
as_of = "2026-11-01"
[[shingle.sources]]
name = "survey"
kind = "responses"
files = ["answers.csv"]
columns = { answered_at = "answered_at", nps = "nps" }
[shingle.metrics.nps]
kind = "nps"
owner = "Head of Customer Experience"
`
	for name, text := range map[string]string{"config.toml": config, "answers.csv": csv.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"build", "-C", dir}, &stdout, &stderr); code != done {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	scores, err := os.ReadFile(filepath.Join(dir, "public/api/v1/scores.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if want := ",1.0000,-5.7858,7.7858,no_evidence,published,"; !strings.Contains(string(scores), want) {
		t.Errorf("scores.csv has no %s:\n%s", want, scores)
	}
	page, err := os.ReadFile(filepath.Join(dir, "public/scores/nps/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`\s+`).ReplaceAllString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(page), " "), " ")
	for _, want := range []string{
		"No evidence of change since September 2026 (+1, likely −6 to +8)",
		"+28", "1,000 answers", "How sure is this?", "+27.00", "+28.00", "+1.00", "−5.79", "+7.79",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(string(page), `class="verdict`) {
		t.Error("the page points an arrow")
	}
}
