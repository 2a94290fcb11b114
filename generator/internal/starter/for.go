package starter

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"shingle/generator/internal/config"
)

// For lays out a site after what a regulator asks to be published: its config.toml, its pages, and
// which exports it waits for. Of what came with the program, it takes the model of a notice.
func For(asked, came fs.FS, dir string, out io.Writer) error {
	if err := os.CopyFS(dir, asked); err != nil {
		return err
	}
	text, err := fs.ReadFile(asked, "config.toml")
	if err != nil {
		return err
	}
	expected := awaited(text)
	if err := writeUnder(dir, "data/README.md", []byte(expected)); err != nil {
		return err
	}
	if err := copyOne(came, "site/content/notices/_archetype.md", dir); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s is laid out, from general knowledge: site/content/rule.md says which rule it follows, and what nobody has checked.\n"+
		"data/README.md says which exports it waits for; config.toml says which of their columns is which.\nThen: shingle check -C %s\n", dir, dir)
	return err
}

// awaited says which files a config.toml waits for, with which headers.
func awaited(text []byte) string {
	cfg, found := config.Load("config.toml", text)
	if found.Failed() {
		panic("bug: " + found.String())
	}
	var b strings.Builder
	b.WriteString("# The exports that config.toml waits for\n\nCSV, or a workbook: change the names in `files` and `columns` to those of your exports. Further columns are not read.\n")
	for _, s := range cfg.Sources {
		fmt.Fprintf(&b, "\n## %s\n\n`%s` (%s), with the columns\n\n", s.Name, strings.Join(s.Files, "`, `"), s.Kind)
		for _, key := range slices.Sorted(maps.Keys(s.Columns)) {
			fmt.Fprintf(&b, "- `%s`: %s\n", strings.Join(s.Columns[key], "`, `"), key)
		}
		if s.Kind == "scores" {
			var ids []string
			for _, m := range cfg.Metrics {
				if slices.Contains(m.Sources, s.Name) {
					ids = append(ids, "`"+m.ID+"`")
				}
			}
			fmt.Fprintf(&b, "\nin `%s` one of %s\n", strings.Join(s.Columns["metric"], "`, `"), strings.Join(ids, ", "))
		}
	}
	return b.String()
}
