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

// README walks from two exports to a finished page; this walks along: what it shows of
// the files, of what init and check say, and of the page must be so.
func TestReadmeWalksFromTwoFilesToThePage(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1793491200") // 2026-11-01
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("(?s)```text\n(.*?)```").FindAllSubmatch(readme, -1)
	if len(shown) != 3 {
		t.Fatalf("README shows %d texts, want the files, what init says and what check says", len(shown))
	}
	dir := t.TempDir()
	site := filepath.Join(dir, "scores")
	args := []string{"init", site, "--time-zone", "Europe/Madrid"}
	files := ""
	for name, preset := range map[string]string{"calls.csv": "five9-call-log", "survey.csv": "google-forms-responses"} {
		_, found := presetFixture(t, preset)
		text, _ := os.ReadFile(found[0])
		files += string(text)
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(what, text string, lines []byte) {
		for line := range strings.Lines(string(lines)) {
			if !strings.Contains(text, strings.TrimSpace(line)) {
				t.Errorf("%s: README shows %q, but it is\n%s", what, line, text)
			}
		}
	}
	holds("files", files, shown[0][1])
	var said bytes.Buffer
	args = append(args, "--from", filepath.Join(dir, "calls.csv"), filepath.Join(dir, "survey.csv"))
	if code := run(t.Context(), args, &said, &said); code != done {
		t.Fatalf("init: exit %d: %s", code, &said)
	}
	holds("init", said.String(), shown[1][1])
	config, _ := os.ReadFile(filepath.Join(site, "config.toml"))
	text := strings.NewReplacer(`"Your organisation"`, `"Lantern Shop"`, "# promise = 80.0", "promise = 60.0").Replace(string(config))
	if err := os.WriteFile(filepath.Join(site, "config.toml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	said.Reset()
	for _, command := range []string{"check", "build"} {
		if code := run(t.Context(), []string{command, "-C", site}, &said, &said); code != done {
			t.Fatalf("%s: exit %d: %s", command, code, &said)
		}
	}
	holds("check", said.String(), shown[2][1])
	begins := regexp.MustCompile(`Its home begins: "(.*?)"`).FindSubmatch(readme)
	home, _ := os.ReadFile(filepath.Join(site, "public/index.html"))
	if begins == nil || !strings.Contains(string(home), string(begins[1])) {
		t.Errorf("home does not say %q", begins)
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
