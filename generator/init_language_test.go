package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Whoever begins with a language gets a site of that language alone: the example, and one from exports of their
// own, from the title to the model of a notice, and no page has English left over.
func TestInitSpeaksOneLanguage(t *testing.T) {
	calls := filepath.Join(t.TempDir(), "calls.csv")
	staff := filepath.Join(t.TempDir(), "pulse.csv")
	several := "Call Id,Start,Answered,Wait\n"
	for i := range 600 {
		several += fmt.Sprintf("%d,2025-10-%02d %02d:%02d:00,yes,%d\n", i, 1+i%28, 9+i%8, i%60, i%30)
	}
	for name, text := range map[string]string{
		calls: several,
		staff: rows("Wave,Department,Respondent,Pride", "2025-Q3,D,{i},{s}", 60),
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for lang, says := range map[string][]string{
		"de": {"Ihre Organisation", "Unser Service, offengelegt", "Leitung Kundenservice", "Leitung Personal", "Muss man anrufen?"},
		"es": {"Su organización", "Nuestro servicio, a la vista", "Dirección de Atención al Cliente", "Dirección de Personas", "¿Hace falta llamar?"},
	} {
		for what, exports := range map[string][]string{"the example": nil, "exports of their own": {"--from", calls, "--from", staff, "--time-zone", "Europe/Madrid", "--yes"}} {
			t.Run(lang+", "+what, func(t *testing.T) {
				if exports == nil && lang == "es" && os.Getenv("SHINGLE_CI") == "" {
					t.Skip("in CI the example is laid out in each language")
				}
				t.Parallel()
				dir := filepath.Join(t.TempDir(), "site")
				var told strings.Builder
				if code := run(t.Context(), append([]string{"init", dir, "--language", lang}, exports...), &told, &told); code != done {
					t.Fatalf("init: %d\n%s", code, &told)
				}
				out := filepath.Join(t.TempDir(), "public")
				j := newJob(dir, out, &told, func() time.Time { return time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) })
				if r, err := j.run(t.Context()); err != nil || r.problems.Len() > 0 {
					t.Fatal(err, r.problems, &told)
				}
				read := 0
				err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
					if err != nil || filepath.Ext(name) != ".html" {
						return err
					}
					page, err := os.ReadFile(name)
					if !strings.Contains(string(page), `<html lang="`+lang) {
						t.Errorf("%s is not in %s", name, lang)
					}
					for _, b := range blocksOf(t, page, false) {
						read += len(b.text)
						if found := english.FindAllString(strings.ReplaceAll(b.text, "The Thin Book of Trust", ""), -1); found != nil {
							t.Errorf("%s: %q has %q", name, b.text, found)
						}
					}
					return err
				})
				if err != nil || read < 20000 {
					t.Errorf("%d characters were read: %v", read, err)
				}
				text, err := os.ReadFile(filepath.Join(dir, "config.toml"))
				model, err2 := os.ReadFile(filepath.Join(dir, "site/content/notices/_archetype.md"))
				if err != nil || err2 != nil {
					t.Fatal(err, err2)
				}
				for i, word := range says {
					if here := strings.Contains(string(text)+string(model), word); !here && (exports != nil || i == 4) {
						t.Errorf("%q is not said in\n%s\n%s", word, text, model)
					}
				}
			})
		}
	}
}
