package starter

import (
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/guess"
	"shingle/generator/internal/preset"
)

// known reads the presets that come with the program.
func knownPresets(t *testing.T) []*preset.Preset {
	var problems diag.List
	all := config.Presets(os.DirFS(t.TempDir()), &problems)
	if problems.Len() > 0 || len(all) < 30 {
		t.Fatalf("%d presets\n%s", len(all), &problems)
	}
	slices.SortFunc(all, func(a, b *preset.Preset) int {
		return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	})
	return all
}

// Each preset is a source that config has nothing against, once what it leaves to the
// file is said.
func TestPresetsAreSources(t *testing.T) {
	for _, p := range knownPresets(t) {
		beside := ""
		if len(p.Dates) > 0 && p.Dates[0] != "" {
			beside += fmt.Sprintf("date_format = %q\n", p.Dates[0])
		}
		for column, units := range p.Units {
			beside += fmt.Sprintf("units = { %s = %q }\n", column, units[0])
		}
		text := fmt.Sprintf("baseURL = \"https://a.example/\"\n[shingle]\norganisation = \"o\"\ntime_zone = \"UTC\"\n[[shingle.sources]]\nname = \"s\"\npreset = %q\nfiles = [\"f\"]\n%s[shingle.metrics.volume]\nkind = \"volume\"\nowner = \"o\"\n", p.Name, beside)
		cfg, problems := config.Load("config.toml", []byte(text), p)
		if problems.Failed() || cfg.Sources[0].Kind != p.Kind {
			t.Errorf("%s:\n%s", p.Name, &problems)
		}
	}
}

// No two presets take the same row of names for theirs, unless they are of one family.
func TestPresetsAreToldApart(t *testing.T) {
	all := knownPresets(t)
	for _, p := range all {
		if len(p.Fields) > 0 || len(p.Cells)+len(p.Some) > 0 {
			continue
		}
		names := slices.Clone(p.Headers)
		if len(p.Any) > 0 {
			names = append(names, p.Any[0])
		}
		for _, m := range preset.Best(preset.Recognise(all, []preset.Rows{{Lines: []int{1}, Rows: [][]string{names}}})) {
			if m.Preset != p {
				t.Errorf("%s is taken for %s", p.Name, m.Preset.Name)
			}
		}
	}
}

// docs/systems.md lists the systems that are known, what each tells and what it cannot.
func TestContractOfSystems(t *testing.T) {
	var b strings.Builder
	b.WriteString("| system and export | preset | tells | cannot tell | layout |\n|---|---|---|---|---|\n")
	for _, p := range knownPresets(t) {
		tells := strings.Join(tellsOf(p), ", ")
		if p.Questions > 0 {
			tells = strings.TrimPrefix(tells+", what its questions' texts name", ", ")
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s: %s | %s | %s: %s |\n", p.Title, p.Name, p.Kind, tells, strings.Join(p.Cannot, "; "), p.Layout, p.From)
	}
	file := path.Join("..", "..", "..", "docs", "systems.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), "<!-- table -->\n")
	_, after, too := strings.Cut(rest, "<!-- end -->\n")
	if !ok || !too {
		t.Fatal("docs/systems.md has no marks around its table")
	}
	want := before + "<!-- table -->\n" + b.String() + "<!-- end -->\n" + after
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(text) {
		t.Errorf("docs/systems.md is not true any more; UPDATE=1 writes it anew")
	}
}

// tellsOf are the kinds of score that can be made of a layout with all of its columns.
func tellsOf(p *preset.Preset) (kinds []string) {
	g := &guessed{Guess: guess.Started(p.Kind)}
	columns, _ := p.Source["columns"].(map[string]any)
	for _, of := range [][]string{slices.Collect(maps.Keys(columns)), slices.Collect(maps.Keys(p.Columns))} {
		for _, name := range of {
			g.Columns[name] = []string{name}
		}
	}
	for _, name := range []string{"csat", "nps"} {
		if scale, ok := p.Scales[name]; ok {
			g.Questions, g.Scales[name] = append(g.Questions, name), scale
		}
	}
	for _, m := range g.metrics() {
		kinds = append(kinds, strings.Trim(strings.TrimPrefix(m.lines[0], "kind = "), `"`))
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// A form's answers are known by one header only: what other headers say wins.
func TestWeakSignsGiveWay(t *testing.T) {
	all := knownPresets(t)
	for _, c := range []struct {
		rows [][]string
		want bool
	}{
		{[][]string{{"Timestamp", "Answered", "Wait"}, {"10/13/2026 9:00:00", "yes", "5"}, {"10/14/2026 9:00:00", "no", "7"}}, true},
		{[][]string{{"Timestamp", "How satisfied were you? [1-5]"}, {"10/13/2026 9:00:00", "5"}, {"10/14/2026 9:00:00", "3"}}, false},
	} {
		rows := preset.Rows{Lines: []int{1, 2, 3}, Rows: c.rows}
		found := preset.Recognise(all, []preset.Rows{rows})
		if len(found) != 1 || doubtful(found[0], rows) != c.want {
			t.Errorf("%s: got %d presets, want it to be doubtful: %v", c.rows[0], len(found), c.want)
		}
	}
}
