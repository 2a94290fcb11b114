package record

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/quote"
)

// settle turns typed rows into records: texts in their plain form, periods dated,
// rejected rows put aside, doubles dropped.
func (t *Table) settle(ctx context.Context, db store, problems *diag.List) error {
	rows, err := t.whole(ctx, db, "true", "count(*)")
	if err != nil {
		return err
	}
	if rows[0] != t.Rows {
		return fmt.Errorf("reading %s: the engine read %d rows of %d", t.Source.Name, rows[0], t.Rows)
	}
	if err := t.leaveOut(ctx, db, problems); err != nil || problems.Failed() {
		return err
	}
	for _, name := range []string{"team", "channel", "reason", "question", "measure"} {
		if t.Has[name] || name == "team" && t.Has["group"] {
			if err := t.plainTexts(ctx, db, name); err != nil {
				return err
			}
		}
	}
	if t.Grains {
		if err := t.datePeriods(ctx, db, problems); err != nil {
			return err
		}
	}
	if err := t.reject(ctx, db, problems); err != nil || problems.Failed() {
		return err
	}
	if err := t.mendClocks(ctx, db, problems); err != nil {
		return err
	}
	if err := t.dropDoubles(ctx, db, problems); err != nil {
		return err
	}
	t.layers.tell("settled")
	if err := t.account(ctx, db); err != nil {
		return err
	}
	if err := t.span(ctx, db); err != nil {
		return err
	}
	return t.findings(ctx, db, problems)
}

// plainTexts takes outer blanks off a column's texts, makes blank ones missing and
// the rest NFC, so that equal names are equal. There are few different ones.
func (t *Table) plainTexts(ctx context.Context, db store, column string) error {
	texts, err := t.different(ctx, db, column)
	if err != nil {
		return err
	}
	spelt, odd := "CASE "+column, []string{}
	for _, s := range texts {
		plain := norm.NFC.String(strings.Trim(s, " \t\r\n\u00a0"))
		if plain == s {
			continue
		}
		plainly := "NULL"
		if plain != "" {
			plainly = quote.Text(plain)
		}
		spelt += " WHEN " + quote.Text(s) + " THEN " + plainly
		odd = append(odd, quote.Text(s))
	}
	if len(odd) == 0 {
		return nil
	}
	return db.set(ctx, t, column+" IN ("+strings.Join(odd, ", ")+")", value{column, spelt + " END"})
}

func (t *Table) different(ctx context.Context, db fact.Queryer, column string) ([]string, error) {
	sheet, err := t.sheet(ctx, db, fact.Asked{Keys: column, Width: 1, Sums: []string{"count(*)"}, Where: column + " IS NOT NULL"})
	if err != nil {
		return nil, err
	}
	var texts []string
	sheet.Each(nil, func(keys []any, _ []int64) { texts = append(texts, keys[0].(string)) })
	return texts, nil
}

// minWave is how many days must lie between two rounds of asking employees.
const minWave = 80

// datePeriods gives records that tell a period or a wave the first day and the
// grain of that period. Rounds of employee surveys count as quarters.
func (t *Table) datePeriods(ctx context.Context, db store, problems *diag.List) error {
	column := "period"
	if t.Source.Kind == "employees" {
		column = "wave"
	}
	texts, err := t.different(ctx, db, column)
	if err != nil {
		return err
	}
	day, grain := "CASE "+column, "CASE "+column
	var waves []fact.Day
	for _, s := range texts {
		p, ok := t.period(s)
		if !ok || p.First > t.Source.AsOf {
			continue
		}
		if t.Source.Kind == "employees" {
			waves = append(waves, p.First)
			p.Grain = fact.Quarter
		}
		day += fmt.Sprintf(" WHEN %s THEN %d", quote.Text(s), p.First)
		grain += fmt.Sprintf(" WHEN %s THEN %d", quote.Text(s), p.Grain)
	}
	slices.Sort(waves)
	for i := 1; i < len(waves); i++ {
		if gap := waves[i] - waves[i-1]; gap > 0 && gap < minWave {
			problems.AddHint(t.Source.Place, "a wave is one date or period for the whole round, not each answer's date",
				"source %q: waves %s and %s are %d days apart, want at least %d: employees are asked at most once a quarter", t.Source.Name, waves[i-1], waves[i], gap, minWave)
			break
		}
	}
	if len(texts) == 0 {
		day, grain = day+" WHEN '' THEN 0", grain+" WHEN '' THEN 0"
	}
	if err := db.add(ctx, t, "day", "INTEGER", day+" END"); err != nil {
		return err
	}
	if err := db.add(ctx, t, "grain", "SMALLINT", grain+" END"); err != nil {
		return err
	}
	if err := db.set(ctx, t, "day IS NULL", value{"bad", fmt.Sprintf("bad + %d", 1<<len(t.bits))}); err != nil {
		return err
	}
	t.bits = append(t.bits, column)
	return nil
}

// period reads a period or a date in a cell that tells one.
func (t *Table) period(s string) (fact.Period, bool) {
	s = strings.TrimSpace(s)
	if p, ok := fact.ParsePeriod(s); ok {
		return p, true
	}
	if date, _, ok := strings.Cut(strings.Replace(s, "T", " ", 1), " "); ok { // a date with a time of day
		return fact.ParsePeriod(date)
	}
	return fact.Period{}, false
}

// mendClocks tells of stamps without an offset that do not exist in their zone
// (spring) or exist twice (autumn, read as the first). The former are moved forward:
// where the desk's clock is another one, they were already.
func (t *Table) mendClocks(ctx context.Context, db store, problems *diag.List) error {
	dating, zone, site := stampOf(t.Source.Kind), t.Source.Zone, t.Source.Site
	if dating == "" || !t.Has[dating] {
		return nil
	}
	first, last, err := t.ends(ctx, db)
	if err != nil || first == fact.NoDay {
		return err
	}
	const (
		minute = int64(time.Minute / time.Microsecond)
		slack  = 120 * minute // the desk's own clock may be changed meanwhile
	)
	elsewhere := zone.String() != site.String()
	hours := oddHours(zone, (int64(first)-2)*dayMicros, (int64(last)+3)*dayMicros)
	within, counts, days := make([]string, len(hours)), []string{countIf("minute >= 1440")}, []string{"-1"}
	for i, odd := range hours {
		low, marked := odd.from, "minute < 1440"
		if elsewhere {
			_, ahead := time.UnixMicro(odd.utc).In(site).Zone()
			low, marked = odd.utc+int64(ahead)*micro, "minute >= 1440"
		}
		high := low + odd.to - odd.from
		within[i] = fmt.Sprintf("%s AND day BETWEEN %d AND %d AND CAST(day AS BIGINT) * 1440 + minute %% 1440 BETWEEN %d AND %d",
			marked, low/dayMicros, high/dayMicros, low/minute, high/minute-1)
		counts = append(counts, countIf(within[i]))
		for day := (low - slack) / dayMicros; day <= (high+slack)/dayMicros; day++ {
			days = append(days, fmt.Sprint(day))
		}
	}
	found, err := t.whole(ctx, db, "day IN ("+strings.Join(days, ", ")+")", counts...)
	if err != nil {
		return err
	}
	for i, odd := range hours {
		n := found[i+1]
		if n == 0 {
			continue
		}
		at, hour := diag.Place{File: t.Files[0].Path}, time.UnixMicro(odd.from).UTC().Format("2006-01-02 fall in the hour from 15:04")
		if !odd.gap {
			problems.Warn(at, "%d stamps on %s that exists twice in %s; they are read as the first", n, hour, zone)
			continue
		}
		problems.Warn(at, "%d stamps on %s that does not exist in %s; they are moved forward", n, hour, zone)
		if elsewhere {
			continue
		}
		if err := db.set(ctx, t, within[i], value{"minute", fmt.Sprintf("minute + %d", (odd.to-odd.from)/minute)}); err != nil {
			return err
		}
	}
	if found[0] == 0 { // marks are borne in these hours only
		return nil
	}
	return db.set(ctx, t, "minute >= 1440", value{"minute", "minute % 1440"})
}

// span notes the first and the last day of the records, the last instant they
// tell, and their channels.
func (t *Table) span(ctx context.Context, db store) error {
	var err error
	if t.First, t.Last, err = t.ends(ctx, db); err != nil {
		return err
	}
	var latest []string
	for _, c := range kinds[t.Source.Kind] {
		if t.needsInstants() && c.cell == stamp && t.Has[c.name] {
			name := c.name
			if name == stampOf(t.Source.Kind) {
				name = "begun"
			}
			latest = append(latest, "max("+name+")")
		}
	}
	if len(latest) > 0 && t.First != fact.NoDay {
		rows, err := texts(ctx, db, "SELECT "+strings.Join(latest, ", ")+" FROM "+t.Name)
		if err != nil {
			return err
		}
		for _, instant := range rows[0] {
			t.Latest = max(t.Latest, whole(instant))
		}
	}
	if t.Grains && t.First != fact.NoDay { // what a period tells reaches to its end
		grain, err := db.Whole(ctx, fmt.Sprintf("SELECT max(grain) FROM %s WHERE day = %d", t.Name, t.Last))
		if err != nil {
			return err
		}
		if t.Grain = fact.Grain(grain); t.Grain != fact.Daily {
			t.Last = min(fact.PeriodOf(t.Last, t.Grain).Last(), t.Source.AsOf)
		}
	}
	if !t.Has["channel"] {
		return nil
	}
	t.Channels, err = t.different(ctx, db, "channel")
	return err
}

// ends are the first and the last day of the records; [fact.NoDay] where there is none.
func (t *Table) ends(ctx context.Context, db store) (first, last fact.Day, err error) {
	sheet, err := t.sheet(ctx, db, fact.Asked{Keys: "day", Width: 1, Sums: []string{"count(*)"}, Where: "day IS NOT NULL"})
	if err != nil || sheet.Rows() == 0 {
		return fact.NoDay, fact.NoDay, err
	}
	return fact.Day(sheet.Key(0, 0).(int64)), fact.Day(sheet.Key(sheet.Rows()-1, 0).(int64)), nil
}
