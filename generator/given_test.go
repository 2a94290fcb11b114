package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Scores that others worked out are a whole site: every kind of metric, given as a bare
// value, as a value with its number or as a part of a whole, below zero too, has a page
// whose sentences lack nothing.
func TestEveryKindCanBeGiven(t *testing.T) {
	kinds := []struct{ kind, more, value, promise string }{
		{"service_level", "threshold_seconds = 20", "80", "81"}, {"abandonment", "", "6", "5"}, {"wait", "", "30", "31"}, {"first_response", "threshold_seconds = 3600", "80", "81"},
		{"resolution_time", "", "80", "81"}, {"fcr", "variant = \"agent_flag\"", "80", "81"}, {"fcr", "variant = \"survey\"", "80", "81"}, {"fcr", "variant = \"repeat_window\"", "80", "81"},
		{"csat", "scale = { min = 1, max = 5, positive_min = 4 }", "80", "81"}, {"csat", "scale = { min = 1, max = 5, positive_min = 4 }\nvariant = \"mean\"", "4", "3"},
		{"nps", "", "-20", "21"}, {"trust", "scale = { min = 1, max = 5, positive_min = 4 }", "80", "81"}, {"trust_index", "question = [\"a\", \"b\", \"c\"]", "80", "81"},
		{"enps", "", "-20", "21"}, {"engagement", "question = [\"a\", \"b\"]", "80", "81"}, {"favourable", "scale = { min = 1, max = 5, positive_min = 4 }", "80", "81"},
		{"compliance", "", "80", "81"}, {"compliance", "sampled = true", "80", "81"}, {"volume", "", "500", ""},
	}
	for form, columns := range map[string]string{
		"a bare value": `value = "v"`, "a value with its number": `value = "v", n = "n"`, "a part of a whole": `numerator = "v", denominator = "n"`,
	} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			metrics, rows := "", "period,metric,team,v,n\n"
			for i, k := range kinds {
				if strings.HasPrefix(columns, "numerator") && (k.value[0] == '-' || k.promise == "" || k.value == "4" || k.kind == "wait" || k.kind == "trust_index" || k.kind == "engagement") {
					continue // these are no shares
				}
				metrics += fmt.Sprintf("[shingle.metrics.m%d]\nkind = %q\nowner = \"o\"\n%s\n", i, k.kind, k.more)
				if k.promise != "" {
					metrics += "promise = " + k.promise + ".0\n"
				}
				for month := range 3 {
					for _, team := range []string{"", "A", "B"} {
						rows += fmt.Sprintf("2026-%02d,m%d,%s,%s,100\n", 8+month, i, team, k.value)
					}
				}
			}
			config := "baseURL = \"https://desk.example/\"\ntitle = \"Desk\"\n[shingle]\norganisation = \"Desk Ltd\"\nas_of = \"2026-11-02\"\ntime_zone = \"Europe/Berlin\"\n[[shingle.sources]]\nname = \"s\"\nkind = \"scores\"\nfiles = [\"data.csv\"]\n" +
				"columns = { period = \"period\", metric = \"metric\", team = \"team\", " + columns + " }\n" + metrics + "[languages.en]\nlabel = \"English\"\n[languages.de]\nlabel = \"Deutsch\"\n[languages.es]\nlabel = \"Español\"\n"
			dir := t.TempDir()
			for name, text := range map[string]string{"config.toml": config, "data.csv": rows} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var stdout, stderr bytes.Buffer
			if code := run(t.Context(), []string{"build", "-C", dir}, &stdout, &stderr); code != done {
				t.Errorf("exit %d: %s", code, stderr.String())
			}
		})
	}
}
