package starter

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// writePreset writes a source whose layout a preset knows, and in comments what it reads.
func (g *guessed) writePreset(line func(string, ...any)) {
	line("preset = %s   # %s", tomlText(g.preset.Name), g.preset.Title)
	line("files = %s", tomlList(g.files))
	for _, l := range g.form {
		line("%s", l)
	}
	for _, l := range g.beside {
		line("%s", l)
	}
	if g.preset.Layout == "inferred" {
		line("# confirmed = true   # nobody has seen a file of this layout yet: compare some rows, then take the # away")
	}
	if (g.Kind == "contacts" || g.Kind == "intervals") && !g.Has("channel") {
		line("# channel = \"phone\"   # or chat, email, ...")
	}
	var read []string
	for _, key := range slices.Sorted(maps.Keys(g.Columns)) {
		read = append(read, fmt.Sprintf("%s from %s", key, strings.Join(g.Columns[key], " + ")))
	}
	line("# reads: %s", comment(strings.Join(read, ", ")))
	for _, l := range g.left {
		line("# %s", comment(l))
	}
	for _, l := range g.Left {
		line("# left off: %s", comment(l))
	}
	for _, l := range g.preset.Cannot {
		line("# cannot tell: %s", comment(l))
	}
}
