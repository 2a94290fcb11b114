package record

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

// A Pick is a way to read a canonical column that is not simply one column of the
// export.
type Pick struct {
	Columns  []string            // headers; several for a stamp in parts, or with Sum or Share
	Sum      bool                // they are added up
	Share    string              // the header of a share: so much of their sum, in whole numbers
	OutOf    float64             // what the whole is in that share: 1 or 100; 0: 100, if the data does not deny it
	Where    map[string][]string // only where other cells of the row are these words
	Rows     bool                // of grouped rows: whether there is one that Where says
	Take     string              // of grouped rows: first (also ""), last or sum
	Unit     string              // of its durations
	Optional bool                // one of several, of which the export may have none
}

// headers are all that a pick reads.
func (p Pick) headers() []string {
	all := slices.Concat(p.Columns, sortedKeys(p.Where))
	if p.Share != "" {
		all = append(all, p.Share)
	}
	return all
}

// simple tells whether a pick is just a column, or several parts of a stamp.
func (p Pick) simple(c column) bool {
	return !p.Sum && !p.Rows && p.Share == "" && len(p.Where) == 0 && (len(p.Columns) == 1 || c.cell == stamp || c.cell == future)
}

// keys lists the canonical columns and questions that the source maps.
func (s *Source) keys() []string {
	keys := slices.Concat(sortedKeys(s.Columns), sortedKeys(s.Picks))
	slices.Sort(keys)
	return keys
}

// maps tells whether the source says which column a canonical one or a question is.
func (s *Source) maps(key string) bool {
	_, column := s.Columns[key]
	_, pick := s.Picks[key]
	return column || pick
}

// choose gives the first way to a column whose headers a shape has; none if the export
// may do without.
func (s *Source) choose(key string, sh shape) (p Pick, there bool) {
	all := s.Picks[key]
	for _, p := range all {
		if !slices.ContainsFunc(p.headers(), func(h string) bool { return find(sh.columns, h) == -1 }) {
			return p, true
		}
	}
	return all[0], !all[0].Optional
}

// measure takes over the units of the columns that were chosen; files in which they
// differ are not one source.
func (s *Source) measure(shapes []shape, problems *diag.List) {
	units := map[string]string{}
	for _, key := range sortedKeys(s.Picks) {
		for _, sh := range shapes {
			p, there := s.choose(key, sh)
			if !there || p.Unit == "" {
				continue
			}
			if units[key] != "" && units[key] != p.Unit {
				problems.Add(s.At("columns."+key), "columns.%s: is in %s in %s and in %s in a file before it, want two sources", key, p.Unit, sh.files[0].Path, units[key])
			}
			units[key] = p.Unit
		}
	}
	for key, unit := range s.Units {
		units[key] = unit
	}
	s.Units = units
}

// pickSQL is a column's text, read as a pick says.
func (b *builder) pickSQL(sh shape, p Pick, c column) string {
	at := func(header string) string { return sh.names[find(sh.columns, header)] }
	var x string
	switch {
	case p.Rows:
		x = fmt.Sprintf("CASE WHEN %s THEN 'true' ELSE 'false' END", b.r.whereSQL(sh, p.Where))
	case p.Sum:
		x = b.sumSQL(p.Columns, at, c.name)
	case p.Share != "":
		x = b.shareSQL(p, at, c.name)
	default:
		parts := make([]string, len(p.Columns))
		for i, h := range p.Columns {
			parts[i] = b.present(at(h), c.name)
		}
		x = b.joined(parts, c)
	}
	if len(p.Where) > 0 && !p.Rows {
		x = fmt.Sprintf("CASE WHEN %s THEN %s END", b.r.whereSQL(sh, p.Where), x)
	}
	return x
}

// sumSQL adds up counts; a cell that is none is the sum, so that it is told.
func (b *builder) sumSQL(columns []string, at func(string) string, name string) string {
	var odd, sum, blank []string
	for _, h := range columns {
		x := b.r.once(b.present(at(h), name))
		n := b.r.once(b.r.countSQL(x, b.t.style(name)))
		odd = append(odd, fmt.Sprintf("WHEN %s IS NULL AND coalesce(%s, '') <> '' THEN %s", n, b.r.once(b.r.d.Trim(x)), x))
		sum = append(sum, fmt.Sprintf("coalesce(%s, 0)", n))
		blank = append(blank, fmt.Sprintf("coalesce(%s, '') = ''", b.r.once(b.r.d.Trim(x))))
	}
	return fmt.Sprintf("CASE %s WHEN %s THEN NULL ELSE CAST(%s AS VARCHAR) END", strings.Join(odd, " "), strings.Join(blank, " AND "), strings.Join(sum, " + "))
}

// shareSQL is the whole number that a share of a sum stands for; of nothing it is 0.
func (b *builder) shareSQL(p Pick, at func(string) string, name string) string {
	of := b.r.once(b.sumSQL(p.Columns, at, name))
	cell := b.r.once(b.present(at(p.Share), name))
	share := b.r.once(b.r.d.Trim(fmt.Sprintf("trim(TRAILING '%%' FROM %s)", b.r.d.Trim("coalesce("+cell+", '')"))))
	outOf := fmt.Sprintf("CASE WHEN %s LIKE '%%!%%%%' ESCAPE '!' THEN 100 ELSE %v END", cell, cmp.Or(p.OutOf, 100))
	number := b.r.once(b.r.numberSQL(share, b.t.Source.Decimal))
	whole := b.r.once(b.r.d.Try(of, "BIGINT"))
	return fmt.Sprintf("CASE WHEN %[1]s = '' AND coalesce(%[5]s, 0) = 0 THEN %[2]s WHEN %[1]s = '' THEN NULL WHEN %[3]s IS NULL THEN %[1]s "+
		"ELSE CAST(CAST(round(%[6]s * %[5]s / (%[4]s)) AS BIGINT) AS VARCHAR) END", share, of, number, outOf, whole, b.r.d.Try(number, "DECIMAL(25, 13)"))
}

// whereSQL is the condition that a row's cells are the words.
func (r reader) whereSQL(sh shape, where map[string][]string) string {
	var all []string
	for _, header := range sortedKeys(where) {
		all = append(all, r.isOneOf(sh.names[find(sh.columns, header)], where[header]))
	}
	return strings.Join(all, " AND ")
}

// span of time as reports write it, such as 9:00AM- 9:30AM; its beginning counts.
const untilPattern = `(:[0-9]{2} ?([AaPp][.]?[Mm][.]?)?) *[-–—] *[0-9]{1,2}:[0-9]{2}(:[0-9]{2})? *([AaPp][.]?[Mm][.]?)?$`

// joined puts the parts of a stamp together. A time of day among them may be a number
// (930 is 09:30), and an interval's may name its end.
func (b *builder) joined(parts []string, c column) string {
	if c.name == "start" && b.t.Source.Kind == "intervals" {
		for i, x := range parts {
			parts[i] = b.r.d.Replace(x, untilPattern, `\1`)
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	numbered := slices.ContainsFunc(b.t.Source.DateFormats, func(f string) bool { return strings.HasSuffix(f, " %H%M") })
	for i, x := range parts {
		x = b.r.once(x)
		trimmed := b.r.once(b.r.d.Trim(x))
		text := fmt.Sprintf("nullif(CASE WHEN length(%s) > 10 THEN %s ELSE %s END, '')", x, b.r.d.Replace(trimmed, `[ T]0?0:00(:00([.]0+)?)?$`, ""), trimmed)
		if numbered && i > 0 {
			text = fmt.Sprintf("CASE WHEN %s THEN lpad(%s, 4, '0') ELSE %s END", b.r.d.Matches(trimmed, `[0-9]{1,3}`), trimmed, text)
		}
		parts[i] = text
	}
	return strings.Join(parts, " || ' ' || ")
}
