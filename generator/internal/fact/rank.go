package fact

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// ranks finds of each slot of a segment the waits that half of the people, and nine in ten, did not exceed,
// rounded up to seconds: the nearest rank, the first wait that so many of all do not exceed. Rows are those of
// bySegment and the two waits.
func (c *counter) ranks(union string, row func(v []any)) error {
	waits := "(SELECT team, channel, weekday, slot, " + ceiling("wait") + " AS micros FROM " + union + " WHERE open = 1 AND wait IS NOT NULL) AS waits"
	if !c.away { // who sorts them a slot at a time takes a fraction of the time that a window takes
		query := "SELECT team, channel, weekday, slot, micros, count(*) FROM " + waits + " GROUP BY 1, 2, 3, 4, 5"
		return c.ask("ranks\n"+query, 7, func(row func(v []any)) error { return c.ranked(query, row) }, row)
	}
	bySecond := "(SELECT " + bySegment + ", micros, count(*) AS n FROM " + waits + fmt.Sprintf(eachSegment, ", micros") + ") AS seconds"
	running := "(SELECT team, channel, g, weekday, slot, micros, sum(n) OVER (PARTITION BY team, channel, g, weekday, slot ORDER BY micros) AS until_, sum(n) OVER (PARTITION BY team, channel, g, weekday, slot) AS all_ FROM " + bySecond + ") AS ranks"
	return c.each("SELECT team, channel, g, weekday, slot, min(CASE WHEN 10 * until_ >= 5 * all_ THEN micros END), min(CASE WHEN 10 * until_ >= 9 * all_ THEN micros END) FROM "+running+" GROUP BY 1, 2, 3, 4, 5", 7, row)
}

// A waiting is how many of a team and a channel, by their numbers, waited so long.
type waiting struct {
	team, channel uint32
	micros, n     int64
}

// A rank is of how many people it is one, of how many it is known, and what was found of them.
type rank struct {
	team, channel uint32
	all, until    int64
	half, most    any
}

// ranked finds them of how many of each team and channel waited how long, by weekday and slot.
func (c *counter) ranked(query string, row func(v []any)) error {
	names, numbers := []any{nil}, map[any]uint32{nil: 0}
	number := func(name any) uint32 {
		n, known := numbers[name]
		if !known {
			n = uint32(len(names))
			names, numbers[name] = append(names, name), n
		}
		return n
	}
	slots := map[[2]int64][]waiting{}
	err := Each(c.ctx, c.q, query, 6, func(v []any) {
		at := [2]int64{whole(v[2]), whole(v[3])}
		slots[at] = append(slots[at], waiting{number(v[0]), number(v[1]), whole(v[4]), whole(v[5])})
	})
	if err != nil {
		return err
	}
	for _, at := range slices.SortedFunc(maps.Keys(slots), func(a, b [2]int64) int { return slices.Compare(a[:], b[:]) }) {
		waits := slots[at]
		slices.SortFunc(waits, func(a, b waiting) int { return cmp.Compare(a.micros, b.micros) })
		for g := range int64(4) { // as GROUPING tells them
			for _, r := range ranksOf(waits, g&2 == 0, g&1 == 0) {
				row([]any{names[r.team], names[r.channel], g, at[0], at[1], r.half, r.most})
			}
		}
	}
	return nil
}

// ranksOf are the ranks among waits, in their order, of each team and channel as far as they count.
func ranksOf(waits []waiting, byTeam, byChannel bool) []*rank {
	var all []*rank
	of := map[[2]uint32]*rank{}
	each := func(do func(r *rank, w waiting)) {
		for _, w := range waits {
			if !byTeam {
				w.team = 0
			}
			if !byChannel {
				w.channel = 0
			}
			r := of[[2]uint32{w.team, w.channel}]
			if r == nil {
				r = &rank{team: w.team, channel: w.channel}
				of[[2]uint32{w.team, w.channel}], all = r, append(all, r)
			}
			do(r, w)
		}
	}
	each(func(r *rank, w waiting) { r.all += w.n })
	each(func(r *rank, w waiting) {
		r.until += w.n
		if r.half == nil && 10*r.until >= 5*r.all {
			r.half = w.micros
		}
		if r.most == nil && 10*r.until >= 9*r.all {
			r.most = w.micros
		}
	})
	return all
}
