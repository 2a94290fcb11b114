package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// README follows one build; this walks it: the export and the config that it shows
// must give the line that it shows, and the sentence on the site.
func TestReadmeBuildGivesWhatItSays(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := func(language string) []string {
		var all []string
		for _, m := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllSubmatch(readme, -1) {
			all = append(all, string(m[1]))
		}
		return all
	}
	tables, configs := blocks("csv"), blocks("toml")
	if len(tables) != 2 || len(configs) != 1 {
		t.Fatalf("README shows %d tables and %d configs, want an export, a line of scores.csv and a config", len(tables), len(configs))
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"config.toml": configs[0], "data/calls.csv": tables[0]} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
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
	if want := strings.TrimSpace(tables[1]); !slices.Contains(strings.Split(strings.ReplaceAll(string(scores), "\r", ""), "\n"), want) {
		t.Errorf("scores.csv has no line %s:\n%s", want, scores)
	}
	home, err := os.ReadFile(filepath.Join(dir, "public/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`the site says: "(.*?)"`).FindSubmatch(readme)
	if said == nil || !strings.Contains(regexp.MustCompile(`</?b>`).ReplaceAllString(string(home), ""), string(said[1])) {
		t.Errorf("home does not say %q", said)
	}
}

// Every command and flag that README's table names is there.
func TestReadmeNamesTheCommands(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `shingle (\\w+)([^`]*)`").FindAllStringSubmatch(string(readme), -1) {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), []string{m[1], "--help"}, &stdout, &stderr); code != done {
			t.Errorf("%s --help: exit %d: %s", m[1], code, stderr.String())
		}
		for _, flag := range regexp.MustCompile(`-{1,2}\w+`).FindAllString(m[2], -1) {
			if !strings.Contains(stdout.String(), flag) {
				t.Errorf("%s has no %s: %s", m[1], flag, stdout.String())
			}
		}
	}
}
