package record

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
)

// A stamp may be less than it looks: a day that a program wrote with a time (midnight or noon,
// here, in UTC, or by another clock), or a time that was rounded to the hour. Nothing is told of
// times of day that are none, and no wait is worked out from them.

// A tally is how many stamps are at a minute of the day, by some clock.
type tally struct{ minute, n int64 }

// How many stamps tell whether they are rounded; and of how many, besides two each day, on how many
// days it is no chance that each day has one time.
const (
	manyStamps = 50
	fewStamps  = 10
	fewDays    = 3
)

// clocks looks at the times of day of contacts and intervals: those that are none are taken
// off, and how far apart the others are at least is noted.
func (t *Table) clocks(ctx context.Context, db store, problems *diag.List) error {
	if t.Source.Kind != "contacts" && t.Source.Kind != "intervals" {
		return nil
	}
	told, bare, err := t.tallies(ctx, db, "minute")
	if err != nil || told == nil {
		return err
	}
	days, why, err := t.timeless(ctx, db, told)
	if err != nil {
		return err
	}
	var all, without int64
	for _, c := range told {
		all += c.n
	}
	if days != "" {
		if without, err = db.Whole(ctx, "SELECT count(*) FROM "+t.Name+" WHERE minute IS NOT NULL AND "+t.timed()+" AND "+days); err != nil {
			return err
		}
	}
	at, dating := t.Source.At("columns."+stampOf(t.Source.Kind)), stampOf(t.Source.Kind)
	switch {
	case 10*(without+bare) > all+bare: // of so few others no week can be told
		if without > 0 {
			t.warn("clock", problems, at, "%s: %d of %d stamps of source %q are %s, which is a day and no time; nothing is told of times of day", dating, without, all+bare, t.Source.Name, why)
		} else {
			t.warn("clock", problems, at, "%s: %d of %d stamps of source %q have no time of day; nothing is told of times of day", dating, bare, all+bare, t.Source.Name)
		}
		return t.untimed(ctx, db, "true")
	case without > 0:
		t.warn("clock", problems, at, "%s: %d of %d stamps of source %q are %s, which is a day and no time; times of day are told without them", dating, without, all+bare, t.Source.Name, why)
		if err := t.untimed(ctx, db, days); err != nil {
			return err
		}
		if told, _, err = t.tallies(ctx, db, "minute"); err != nil {
			return err
		}
	}
	t.Step = stepOf(told)
	if t.Step == 60 && t.Source.Kind == "contacts" {
		t.warn("clock", problems, at, "%s: the stamps of source %q are rounded to the hour; times of day are told by the hour", dating, t.Source.Name)
	}
	return nil
}

// untimed takes times of day off: which, all rows together say.
func (t *Table) untimed(ctx context.Context, db store, where string) error {
	t.layers.tell("untimed " + where)
	return db.set(ctx, t, where, value{"minute", "NULL"})
}

// tallies counts stamps by minute of the day, and those without one; nil if all are.
func (t *Table) tallies(ctx context.Context, db store, minute string) (told []tally, bare int64, err error) {
	sheet, err := t.sheet(ctx, db, fact.Asked{Keys: minute, Width: 1, Sums: []string{"count(*)"}, Where: t.timed()})
	if err != nil {
		return nil, 0, err
	}
	sheet.Each([]string{"count(*)"}, func(minute []any, n []int64) {
		if m, ok := minute[0].(int64); ok {
			told = append(told, tally{m, n[0]})
		} else {
			bare = n[0]
		}
	})
	return told, bare, nil
}

// timed is the condition of records that are of a time of day: an interval of more than an hour
// is of a part of a day, or of all of it.
func (t *Table) timed() string {
	if t.Source.Kind == "intervals" {
		return "minutes <= 60"
	}
	return "true"
}

// timeless is the condition of stamps that are days, as SQL, and what they look like; "" if
// there are none.
func (t *Table) timeless(ctx context.Context, db store, told []tally) (days, why string, err error) {
	if len(told) <= 3 {
		once, why, err := t.onceADay(ctx, db)
		if err != nil || once {
			return "true", why, err
		}
	}
	if t.Source.Kind == "intervals" {
		return "", "", nil
	}
	if step := apart(told); len(told) > 1 && step > 60 && sum(told) >= manyStamps {
		return "true", fmt.Sprintf("at one of %d times of day, at least %d hours apart", len(told), step/60), nil
	}
	if n := sum(told); !slices.ContainsFunc(told, func(c tally) bool { return c.n >= 5 && 40*c.n > n }) {
		return "", "", nil
	}
	for _, z := range t.zones() {
		minute := t.minuteIn(z)
		by, _, err := t.tallies(ctx, db, "CASE WHEN minute IS NOT NULL THEN "+minute+" END")
		if err != nil {
			return "", "", err
		}
		if m, ok := stands(by); ok {
			return fmt.Sprintf("%s = %d", minute, m), "at " + hourText(fmt.Sprint(m)) + ofClock(z, t.Source.Site), nil
		}
	}
	return "", "", nil
}

// zones are the clocks that a program may have written a day's midnight by.
func (t *Table) zones() []*time.Location {
	var all []*time.Location
	for _, z := range []*time.Location{t.Source.Site, t.Source.Zone, time.UTC} {
		if !slices.ContainsFunc(all, func(o *time.Location) bool { return o.String() == z.String() }) {
			all = append(all, z)
		}
	}
	return all
}

func ofClock(z, site *time.Location) string {
	if z.String() == site.String() {
		return ""
	}
	return " in " + z.String()
}

// minuteIn is a stamp's minute of the day by another clock, as SQL.
func (t *Table) minuteIn(z *time.Location) string {
	site := t.Source.Site
	if z.String() == site.String() {
		return "minute"
	}
	first, all := between(site, z, t.Source.AsOf.Time().Year()+2)
	here := "(CAST(day AS BIGINT) * 1440 + minute) * 60000000"
	there := fmt.Sprintf("(%s + (%s))", here, t.reader().ahead(first, all, here, false))
	return fmt.Sprintf("CAST((CAST(%s / 60000000 AS BIGINT) %% 1440 + 1440) %% 1440 AS INTEGER)", there) // whole minutes, whatever an engine's division is
}

// onceADay tells whether each day has one time, the same one by some clock: midnight or noon of
// one that we know, or any where there are enough stamps to tell.
func (t *Table) onceADay(ctx context.Context, db store) (once bool, why string, err error) {
	rows, err := texts(ctx, db, "SELECT day, minute, count(*) FROM "+t.Name+" WHERE minute IS NOT NULL AND "+t.timed()+" GROUP BY day, minute ORDER BY day, minute")
	if err != nil {
		return false, "", err
	}
	first := whole(rows[0][1])
	seen, n := map[string]bool{}, int64(0)
	near := true // as a clock that is changed twice a year makes of one time
	for _, r := range rows {
		off := (whole(r[1]) - first + 1440) % 1440
		near = near && off%30 == 0 && (off <= 120 || off >= 1320)
		seen[r[0]] = true
		n += whole(r[2])
	}
	changed := (len(seen) + 180) / 200 // days on which a clock is changed, whose hour may be there twice
	for _, z := range t.zones() {
		for _, hour := range []int{0, 12} {
			if hour == 12 && (n < 5 || len(seen) < 2) {
				continue
			}
			others := 0
			for _, r := range rows {
				d, m := fact.Day(whole(r[0])).Time(), int(whole(r[1]))
				if here := time.Date(d.Year(), d.Month(), d.Day(), 0, m, 0, 0, t.Source.Site).In(z); here.Hour() != hour || here.Minute() != 0 {
					others++
				}
			}
			if len(rows)-others >= len(seen)-changed && others <= changed {
				return true, fmt.Sprintf("at %02d:00%s", hour, ofClock(z, t.Source.Site)), nil
			}
		}
	}
	one := len(rows) <= len(seen)+1+changed
	return near && one && len(seen) >= fewDays && n >= int64(fewStamps+2*len(seen)), "at one time each day", nil
}

func sum(told []tally) (n int64) {
	for _, c := range told {
		n += c.n
	}
	return n
}

// apart is how many minutes the times of day are apart at least, in whole steps.
func apart(told []tally) (step int64) {
	for _, c := range told {
		a, b := (c.minute-told[0].minute+1440)%1440, step
		for b != 0 {
			a, b = b, a%b
		}
		step = a
	}
	return step
}

// stands finds a minute that stands out as no time of day does: midnight, where hardly anybody
// comes around it, or any to which three in ten come, and hardly anybody to another.
func stands(told []tally) (minute int64, ok bool) {
	n := sum(told)
	for _, c := range told {
		var most, around int64
		for _, o := range told {
			if o.minute != c.minute {
				most = max(most, o.n)
				if o.minute < 180 || o.minute >= 1320 {
					around += o.n
				}
			}
		}
		switch {
		case c.minute == 0 && c.n >= 5 && 20*c.n >= n && (c.n >= 10*most || c.n >= 5*around):
			return 0, true
		case len(told) > 3 && c.n >= 20 && 10*c.n >= 3*n && c.n >= 20*most:
			return c.minute, true
		}
	}
	return 0, false
}

// stepOf is how many minutes times of day are apart, if nearly all of them are: 60 where they are
// rounded to the hour; 1 if nothing was rounded, or too few tell.
func stepOf(told []tally) int {
	n := sum(told)
	if n < manyStamps || len(told) < 2 {
		return 1
	}
	for _, step := range []int64{60, 30} {
		by := map[int64]int64{}
		for _, c := range told {
			by[c.minute%step] += c.n
		}
		for _, same := range by {
			if 10*same > 6*n {
				return int(step)
			}
		}
	}
	return int(max(1, min(60, apart(told))))
}

// coarse refuses what would be worked out from stamps that do not tell it: waits from days or
// whole hours, an answer within seconds from whole minutes.
func (t *Table) coarse(ctx context.Context, db store, problems *diag.List) error {
	if t.Source.Kind != "contacts" {
		return nil
	}
	for _, c := range []struct{ column, what string }{
		{"answered_at", "how long people waited"}, {"first_reply_at", "how soon they were replied to"}, {"closed_at", "how soon it was closed"},
	} {
		within := t.Source.Within[c.column]
		if within == 0 && c.column == "answered_at" && t.Step > 0 { // the week tells waits, too
			within = 60
		}
		column, _ := columnOf("contacts", c.column)
		if !t.Has[c.column] || t.Source.lasts(column) || within == 0 || c.column == "answered_at" && t.Has["wait_seconds"] {
			continue
		}
		steps, err := t.steps(ctx, db, c.column)
		if err != nil {
			return err
		}
		for _, s := range steps {
			if s.seconds > within && s.found {
				t.Stop("clock", problems, t.Source.At("columns."+c.column), "want stamps as they were taken, or a column that tells "+c.what,
					"%s: stamps of source %q are %s: %s, to be told to within %s, does not follow from opened_at and %s", c.column, t.Source.Name, s.are, c.what, spoken(within), c.column)
				break
			}
		}
	}
	return nil
}

// A coarseness is whether what lies between two stamps is known in whole days, hours or minutes
// only.
type coarseness struct {
	are     string
	seconds float64
	found   bool
}

// steps tells how coarse the stamps of a column, and those of the beginnings, are.
func (t *Table) steps(ctx context.Context, db store, column string) ([]coarseness, error) {
	year := t.Source.AsOf.Time().Year() + 2
	days := func(x string) string {
		var any []string
		for _, z := range t.zones() {
			any = append(any, fmt.Sprintf("(%s + (%s)) %% %d = 0", x, t.reader().offsetAt(z, year, x, false), dayMicros))
		}
		return strings.Join(any, " OR ")
	}
	of := func(step int64) string { return fmt.Sprintf("begun %% %[1]d = 0 AND %[2]s %% %[1]d = 0", step, column) }
	n, err := t.whole(ctx, db, column+" IS NOT NULL", "count(*)", countIf(days("begun")), countIf(days(column)), countIf(of(3600*micro)), countIf(of(60*micro)))
	if err != nil {
		return nil, err
	}
	all, begun, ended, hours, minutes := n[0], n[1], n[2], n[3], n[4]
	return []coarseness{
		{"days, with no time of day", 86400, begun >= 5 && 10*begun >= all || ended >= 5 && 10*ended >= 9*all},
		{"rounded to the hour", 3600, all >= 20 && 10*hours >= 9*all},
		{"rounded to the minute", 60, all >= 20 && minutes == all},
	}, nil
}
