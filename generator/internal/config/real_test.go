package config

import (
	"os"
	"path/filepath"
	"testing"
)

// sites are real configs, kept beside the repository: whoever has only that goes without.
const (
	beside = "../../../../shared"
	sites  = beside + "/sites"
)

func TestRealConfigsLoad(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(sites, "*", "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		if _, err := os.Stat(beside); err == nil && os.Getenv("SHINGLE_CI") != "" {
			t.Fatalf("no config under %s", sites)
		}
		t.Skip("no ../shared beside the repository")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := Load(file, text); problems.Len() > 0 {
			t.Errorf("%s", problems.String())
		}
	}
}

// FuzzLoad loads any text: nothing panics, and every problem has a place in the file.
func FuzzLoad(f *testing.F) {
	f.Add(small)
	f.Add("[shingle]\nsources = [{ name = 1 }, 2]\nmetrics = { a = { kind = \"csat\", scale = { min = 9, max = 1 } } }")
	f.Add("[[shingle.sources]]\ncolumns = 7\nmissing_values = { a = 1 }\n[shingle.metrics]\nb = 3\n[shingle.hours]\nmonday = [[1]]")
	f.Add("[shingle.metrics.m]\nkind = \"csat\"\nvariant = \"acsi_like\"\nweights = [1, \"x\"]\nxmr = { rebase = 1 }")
	f.Add("languages = { en = 1, de = { disabled = 2 } }\nbaseURL = \":\"\n[shingle]")
	f.Add("a = \"\"\"\n\\\"\"\"\"\n'b c'.\"d.e\" = '''x''' # y\n[shingle.\"q\\u00e4\"]\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, problems := Load("config.toml", []byte(text))
		for _, p := range problems.Sorted() {
			if p.Place.File != "config.toml" || p.Place.Line < 0 || p.Text == "" {
				t.Errorf("%q: %s has no place", text, p)
			}
		}
		if !problems.Failed() && (c.Zone == nil || c.Organisation == "" || len(c.Sources) == 0 || len(c.Metrics) == 0) {
			t.Errorf("%q: nothing is said to be wrong, and something is missing", text)
		}
	})
}
