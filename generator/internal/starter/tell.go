package starter

import (
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/guess"
)

// tell says on the terminal what was found out, from what, and what is left to do.
func (s *site) tell(w io.Writer, dir string) {
	left := []string{"title, baseURL and each score's owner: who you are"}
	if s.organisation == "" {
		left[0] = "organisation, " + left[0]
	}
	if !s.Zoned {
		left = append(left, fmt.Sprintf("time_zone = %s: where the service desk is", tomlText(s.Zone)))
	}
	for i := range s.sources {
		g := &s.sources[i]
		g.tell(w)
		for _, doubt := range slices.Concat(g.Doubts, g.refused) {
			left = append(left, path.Base(g.files[0])+" is off: "+doubt)
		}
		for _, open := range g.Open {
			left = append(left, path.Base(g.files[0])+": "+open.Text)
		}
		if !g.off() && g.Kind != "invitations" && len(g.metrics()) == 0 {
			left = append(left, path.Base(g.files[0])+": which scores are to be made of it ([shingle.metrics.<name>])")
		}
	}
	for _, m := range s.metrics() {
		if m.guessed && s.refused[m.id] == "" && s.within[m.id] == 0 {
			left = append(left, fmt.Sprintf("[shingle.metrics.%s] threshold_seconds: what you promise is not known, and a usual limit stands there", m.id))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.refused)) {
		left = append(left, "[shingle.metrics."+id+"] is off: "+s.refused[id])
	}
	fmt.Fprintln(w)
	say(w, "left to do in %s:", path.Join(dir, "config.toml"))
	for _, l := range left {
		say(w, "- %s", l)
	}
	fmt.Fprintln(w)
	say(w, "then: shingle check -C %s", dir)
}

// tell says what a source was taken for, and why.
func (g *guessed) tell(w io.Writer) {
	what := g.Kind
	switch {
	case g.preset != nil:
		what = fmt.Sprintf("%s, as %s (%s)", g.Kind, g.preset.Title, g.preset.Name)
	case g.Kind == "":
		what = "not told"
	}
	say(w, "%s: %s", strings.Join(g.files, ", "), what)
	if g.preset != nil {
		say(w, "  known by: %s", listed(g.why))
	}
	if g.Kind == "" {
		g.tellUnknown(w)
		return
	}
	keys := g.read()
	for i, column := range g.columns() {
		say(w, "  %s%s", column, g.examples(g.Columns[keys[i]]))
	}
	for _, line := range slices.Concat(g.form, g.beside) {
		if !strings.HasPrefix(line, "columns = ") {
			say(w, "  %s", line)
		}
	}
	for _, line := range slices.Concat(g.evidence, g.left) {
		say(w, "  %s", line)
	}
	if more := g.unused(); len(more) > 0 {
		say(w, "  not read: %s", strings.Join(more, ", "))
	}
}

// tellUnknown shows the columns of an export that is like nothing known, and what it
// lacks of what it is most like.
func (g *guessed) tellUnknown(w io.Writer) {
	for _, name := range g.table.Columns {
		say(w, "  %q%s", name, g.examples([]string{name}))
	}
	if kind, missing := guess.Nearest(g.table); kind != "" {
		say(w, "  most like %s; what is missing for it: %s", kind, missing)
	}
}

// examples are three different texts of a column, as a comment.
func (g *guessed) examples(headers []string) string {
	if cells := g.cells(headers); cells != "" {
		return "   # such as " + cells
	}
	return "   # blank in the rows looked at"
}

// cells are three different texts of a column, or of several side by side.
func (g *guessed) cells(headers []string) string {
	var at []int
	for _, h := range headers {
		at = append(at, slices.Index(g.table.Columns, h))
	}
	var found []string
	for _, row := range g.table.Rows {
		var parts []string
		for _, i := range at {
			if i >= 0 && i < len(row) && strings.TrimSpace(row[i]) != "" {
				parts = append(parts, brief(row[i]))
			}
		}
		if text := strings.Join(parts, " "); text != "" && !slices.Contains(found, text) {
			found = append(found, text)
		}
		if len(found) == 3 {
			break
		}
	}
	return strings.Join(found, " | ")
}

// say writes a line; what a terminal would obey is shown.
func say(w io.Writer, format string, args ...any) {
	fmt.Fprintln(w, diag.Visible(fmt.Sprintf(format, args...)))
}

// brief is a cell's text in one line of a terminal.
func brief(s string) string {
	r := []rune(comment(strings.TrimSpace(s)))
	if len(r) > 30 {
		return string(r[:29]) + "…"
	}
	return string(r)
}

func listed(texts []string) string {
	all := make([]string, len(texts))
	for i, t := range texts {
		all[i] = fmt.Sprintf("%q", comment(t))
	}
	return strings.Join(all, ", ")
}
