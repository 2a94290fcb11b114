package record

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/quote"
)

// understood notes what units, words and accept say of columns and findings that there
// are not, or that cannot be.
func (s *Source) understood(problems *diag.List) {
	var durations []string
	for _, c := range kinds[s.Kind] {
		if s.measured(c) || s.Kind == "scores" && c.name == "value" {
			durations = append(durations, c.name)
		}
	}
	for _, key := range sortedKeys(s.Units) {
		if !slices.Contains(durations, key) {
			hint := diag.DidYouMean(key, durations)
			if hint == "" && len(durations) > 0 {
				hint = "columns of " + s.Kind + " that have a unit are " + strings.Join(durations, ", ")
			}
			problems.AddHint(s.At("units."+key), hint, "units.%s: no %s of %s", key, map[bool]string{true: "value", false: "duration"}[s.Kind == "scores"], s.Kind)
		}
	}
	for _, key := range sortedKeys(s.Words) {
		s.meant(key, problems)
	}
	for i, a := range s.Accept {
		if !slices.Contains(Findings(), a.Name) {
			hint := diag.DidYouMean(a.Name, Findings())
			if hint == "" {
				hint = "findings that can be accepted are " + strings.Join(Findings(), ", ")
			}
			problems.AddHint(s.At(fmt.Sprintf("accept[%d]", i)), hint, "accept: got %q, which no finding is called", a.Name)
		}
	}
}

// meant notes words of a column that is not there, and meanings that it cannot have.
func (s *Source) meant(key string, problems *diag.List) {
	c, canonical := columnOf(s.Kind, key)
	mapped := s.maps(key)
	asked := slices.ContainsFunc(s.Questions, func(q Question) bool { return fold(q.Name) == fold(key) || q.Name == "" })
	if !canonical && !mapped && !asked {
		problems.AddHint(s.At("words."+key), diag.DidYouMean(key, append(Columns(s.Kind), s.keys()...)), "words.%s: unknown column", key)
		return
	}
	for _, word := range sortedKeys(s.Words[key]) {
		value := strings.ToLower(s.Words[key][word])
		_, err := strconv.Atoi(value)
		right, want := true, ""
		switch {
		case value == "":
		case !canonical || key == "score":
			right, want = err == nil || value == "true" || value == "false", "a whole number, or \"\" for no answer"
		case c.cell == flag:
			right, want = value == "true" || value == "false", "true or false, or \"\" for missing"
		case c.cell == flagOrCount:
			right, want = value == "true" || value == "false" || err == nil, "true, false or a count, or \"\" for missing"
		case c.cell == way:
			right, want = value == "inbound" || value == "outbound", "inbound or outbound, or \"\" for missing"
		case c.cell == leave:
			right, want = value == "answered" || slices.Contains(leaves, value), strings.Join(leaves, ", ")+" or answered, or \"\" for missing"
		}
		if !right {
			problems.Add(s.At("words."+key+"."+word), "words.%s: %q means %q, want %s", key, word, s.Words[key][word], want)
		}
	}
}

// sampled is a time whose parts are all different, to try formats on.
const sampled = "TIMESTAMP '2003-02-01 04:05:06'"

// formats notes formats of dates that are none, and two of which each reads a stamp of
// the other as another day.
func (s *Source) formats(ctx context.Context, db *engine.DB, problems *diag.List) error {
	var plain []string
	for _, f := range s.DateFormats {
		if unix[f] != 0 {
			continue
		}
		bare := f
		if tellsZone(f) {
			bare = f[:len(f)-2]
		}
		if strings.Contains(bare, "%z") || strings.Contains(bare, "%Z") {
			problems.Add(s.At("date_format"), "date_format: got %q, want the offset (%%z) or the zone's abbreviation (%%Z) at its end", f)
			continue
		}
		if _, err := db.Whole(ctx, "SELECT count(try_strptime('', "+quote.Text(bare)+"))"); err != nil {
			problems.Add(s.At("date_format"), "date_format: got %q, want strftime codes such as \"%%d/%%m/%%Y %%H:%%M:%%S\"", f)
			continue
		}
		plain = append(plain, f)
	}
	for i, a := range plain {
		for _, b := range plain[i+1:] {
			differ, err := db.Whole(ctx, fmt.Sprintf("SELECT count(*) WHERE CAST(try_strptime(strftime(%[1]s, %[2]s), %[3]s) AS DATE) <> CAST(%[1]s AS DATE) OR CAST(try_strptime(strftime(%[1]s, %[3]s), %[2]s) AS DATE) <> CAST(%[1]s AS DATE)",
				sampled, quote.Text(a), quote.Text(b)))
			if err != nil {
				return err
			}
			if differ > 0 {
				problems.Add(s.At("date_format"), "date_format: %q and %q read the same stamp as different days, want one of them; files of different formats can be two sources", a, b)
			}
		}
	}
	return nil
}
