package starter

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/guess"
	"shingle/generator/internal/preset"
)

// take looks at an export and adds a source for it, or several, if a preset knows that it
// tells of several things.
func (s *site) take(ctx context.Context, name, temp string, problems *diag.List) error {
	peek := export.Look(export.Options{Encoding: s.Encoding, Sheets: filled(s.Sheet), Temp: temp}, name, problems)
	if peek == nil {
		return nil
	}
	var cuts []preset.Rows
	for _, c := range peek.Cuts {
		cuts = append(cuts, preset.Rows(c))
	}
	if len(cuts) == 0 { // Parquet: its columns are known to the engine
		t, err := look(ctx, name, &export.Options{Temp: temp}, problems)
		if err != nil || t == nil {
			return err
		}
		cuts = []preset.Rows{{Named: true, Lines: []int{0}, Rows: append([][]string{t.Columns}, t.Rows...)}}
	}
	found := slices.DeleteFunc(preset.Recognise(s.Presets, cuts), func(m preset.Match) bool { return doubtful(m, cuts[m.Rows]) })
	if len(found) > 0 {
		best := preset.Best(found)
		first := s.which(name, best, cuts)
		for _, m := range preset.Parts(append([]preset.Match{first}, found...)) {
			if err := s.recognised(ctx, name, temp, peek, cuts[m.Rows], m, best, problems); err != nil {
				return err
			}
		}
		return nil
	}
	return s.unknown(ctx, name, temp, peek, cuts, problems)
}

// doubtful tells whether a preset that goes by a single header is contradicted by what all
// the headers say.
func doubtful(m preset.Match, rows preset.Rows) bool {
	if len(m.Why) > 1 || m.Row < 0 {
		return false
	}
	kind := guess.Of(guess.Table{Columns: rows.Rows[m.Row], Rows: rows.Rows[m.Row+1:]}).Kind
	return kind != "" && kind != m.Preset.Kind
}

// filled is a list of a text, if there is one.
func filled(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// recognised adds a source that a preset describes.
func (s *site) recognised(ctx context.Context, name, temp string, peek *export.Peek, rows preset.Rows, m preset.Match, best []preset.Match, problems *diag.List) error {
	g := &guessed{preset: m.Preset, why: m.Why, form: s.form(peek, rows, m), unit: map[string]string{}, files: []string{"data/" + path.Base(filepath.ToSlash(name))}}
	g.Guess = guess.Started(m.Preset.Kind)
	src := s.merged(m.Preset, g.form)
	if src == nil {
		problems.Add(diag.Place{File: m.Preset.File}, "is no preset that a source can take over")
		return nil
	}
	o := s.Reading(src)
	o.Temp = temp
	footer := o.Footer
	t, err := look(ctx, name, &o, problems)
	if err != nil || t == nil {
		return err
	}
	g.table = *t
	if o.Footer && !footer {
		g.form = append(g.form, "footer = true   # the last lines are no records")
	}
	k := &recognised{guessed: g, match: m, rows: rows, source: src, zone: s.Zone, now: s.Now(), asks: s.Asks, own: map[string]string{}}
	k.settle()
	if len(best) > 1 && !s.Asks.people() {
		var titles []string
		for _, b := range best {
			titles = append(titles, fmt.Sprintf("%s (%s)", b.Preset.Title, b.Preset.Name))
		}
		k.doubt("it may be any of %s", strings.Join(titles, "; "))
	}
	g.beside = k.lines()
	s.put(g)
	return nil
}

// form says how the file is to be cut, beyond what the preset says.
func (s *site) form(peek *export.Peek, rows preset.Rows, m preset.Match) (lines []string) {
	if peek.Encoding != "" {
		lines = append(lines, "encoding = "+tomlText(peek.Encoding))
	}
	if rows.Comma != 0 && rows.Comma != ',' {
		lines = append(lines, "delimiter = "+tomlText(string(rune(rows.Comma))))
	}
	if rows.Sheet != "" && len(peek.Cuts) > 1 {
		lines = append(lines, "sheets = "+tomlList([]string{rows.Sheet}))
	}
	if m.Row > 0 && slices.ContainsFunc(rows.Rows[:m.Row], func(row []string) bool { return strings.TrimSpace(strings.Join(row, "")) != "" }) {
		lines = append(lines, fmt.Sprintf("skip_rows = %d", rows.Lines[m.Row]-1))
	}
	return lines
}

// merged is a source as a preset and some lines beside it say.
func (s *site) merged(p *preset.Preset, beside []string) *config.Source {
	text := fmt.Sprintf("baseURL = \"https://scores.example.com/\"\n[shingle]\norganisation = \"-\"\ntime_zone = %s\n[[shingle.sources]]\nname = \"-\"\npreset = %s\nfiles = [\"-\"]\n%s\n",
		tomlText(s.Zone), tomlText(p.Name), strings.Join(beside, "\n"))
	cfg, _ := config.Load("config.toml", []byte(text), s.Presets...) // what is missing is found out later
	if len(cfg.Sources) == 0 {
		return nil
	}
	return &cfg.Sources[0]
}

// unknown adds a source that is guessed from names and cells alone.
func (s *site) unknown(ctx context.Context, name, temp string, peek *export.Peek, cuts []preset.Rows, problems *diag.List) error {
	o := export.Options{Encoding: peek.Encoding, Sheets: filled(s.Sheet), Temp: temp}
	g := &guessed{files: []string{"data/" + path.Base(filepath.ToSlash(name))}}
	if peek.Encoding != "" {
		g.form = append(g.form, "encoding = "+tomlText(peek.Encoding))
	}
	if s.Sheet != "" {
		g.form = append(g.form, "sheets = "+tomlList([]string{s.Sheet}))
	}
	if o.SkipRows = s.SkipRows; s.SkipRows < 0 {
		o.SkipRows = export.Above(peek)
	}
	if o.SkipRows > 0 {
		g.form = append(g.form, fmt.Sprintf("skip_rows = %d", o.SkipRows))
	}
	t, err := look(ctx, name, &o, problems)
	if err != nil || t == nil {
		return err
	}
	if o.Footer {
		g.form = append(g.form, "footer = true   # the last lines are no records")
	}
	drop := totalsIn(t)
	g.table, g.Guess = *t, guess.Of(*t)
	g.Drop = drop
	if g.Kind == "" {
		g.told(s.Asks)
	}
	g.settle(s.Asks)
	if p, header := preset.Spoilt(s.Presets, cuts); p != nil {
		g.Doubts = append(g.Doubts, fmt.Sprintf("it is like %s, but for the column %q, with which its rows may count things several times: export it without", p.Title, header))
	}
	s.put(g)
	return nil
}

// glance is how many rows of an export are looked at: half of them its first, half
// of them spread over the rest. Its last ones are among them: there totals stand.
const (
	glance = 1000
	last   = 5
)

// look opens an export and reads some of its rows; nil if it is damaged. Lines of a single
// field at its end are no records, and o.Footer says so from then on.
func look(ctx context.Context, name string, o *export.Options, problems *diag.List) (*guess.Table, error) {
	o.Files = []string{strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(filepath.ToSlash(name))}
	o.Place = diag.Place{File: name}
	files := export.Open(*o, problems)
	if len(files) == 0 {
		return nil, nil
	}
	f := files[0]
	if f.RaggedRows > 0 && !o.Footer {
		without := *o
		without.Footer = true
		var more diag.List
		if again := export.Open(without, &more); len(again) > 0 && again[0].RaggedRows == 0 && again[0].FooterRows > 0 {
			f, o.Footer = again[0], true
		}
	}
	t := &guess.Table{Name: path.Base(filepath.ToSlash(name)), Columns: f.Columns}
	if f.Format == export.Parquet {
		return t, lookParquet(ctx, f, t)
	}
	var spots []export.Spot
	for row := range f.Rows {
		if row < glance/2 || row >= f.Rows-last || row%max(1, f.Rows/(glance/2)) == 0 {
			for column := range f.Columns {
				spots = append(spots, export.Spot{Record: row, Column: column})
			}
		}
	}
	cells, err := f.Cells(spots)
	if err != nil {
		return nil, err
	}
	for i, c := range cells {
		if i%len(f.Columns) == 0 {
			t.Rows = append(t.Rows, nil)
		}
		last := len(t.Rows) - 1
		t.Rows[last] = append(t.Rows[last], c.Text)
	}
	return t, nil
}

// lookParquet asks the SQL engine, which reads such files itself.
func lookParquet(ctx context.Context, f *export.File, t *guess.Table) (err error) {
	db, err := engine.Open(ctx, engine.Options{Temp: filepath.Dir(f.Read), Files: []string{f.Read}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.Query(ctx, fmt.Sprintf("SELECT * FROM %s LIMIT %d", engine.Parquet([]string{f.Read}), glance))
	if err != nil {
		return fmt.Errorf("reading %s: %s", f.Path, engine.Reason(err))
	}
	defer rows.Close()
	if t.Columns, err = rows.Columns(); err != nil {
		return err
	}
	for rows.Next() {
		texts := make([]*string, len(t.Columns))
		into := make([]any, len(texts))
		for i := range texts {
			into[i] = &texts[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		row := make([]string, len(texts))
		for i, s := range texts {
			if s != nil {
				row[i] = *s
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return rows.Err()
}
