package fact_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
)

// everyKind is a world with a source of each kind that is counted in SQL, and metrics of each
// kind over them. Cells are drawn by their column, some blank, some that cannot be read.
func everyKind(t testing.TB, random *rand.Rand) *desk {
	pick := func(words ...string) string { return words[random.IntN(len(words))] }
	day := func() time.Time {
		return time.Date(2024, 11, 1, random.IntN(24), random.IntN(60), random.IntN(60), 0, time.UTC).AddDate(0, 0, random.IntN(700))
	}
	hour := func(after time.Time) string {
		return after.Add(time.Duration(random.IntN(40*24*3600)) * time.Second).Format(time.DateTime)
	}
	table := func(head string, rows int, cells func(at time.Time, column string) string) string {
		names := strings.Split(head, ",")
		var b strings.Builder
		b.WriteString(head + "\n")
		for range rows {
			at := day()
			for i, name := range names {
				if i > 0 {
					b.WriteByte(',')
				}
				switch {
				case i > 0 && random.IntN(9) == 0: // the first one dates the row
				case name == "team" || name == "group":
					b.WriteString(pick("north", "south", "Käse & Söhne", "ärger", "Zoo", "a"))
				case name == "channel":
					b.WriteString(pick("phone", "chat", "e-mail"))
				default:
					b.WriteString(cells(at, name))
				}
			}
			b.WriteByte('\n')
		}
		return b.String()
	}
	n := 60 + random.IntN(400)
	d := &desk{}
	contacts := d.source(t, "calls", "contacts", table("opened_at,id,team,channel,conversation,customer,reason,answered,wait_seconds,abandoned,resolved_first,reopened,reassigned,due_met,due_at,first_reply_at,closed_at,direction,exit", n, func(at time.Time, column string) string {
		switch column {
		case "opened_at":
			return at.Format(time.DateTime)
		case "id":
			return fmt.Sprint("i", random.IntN(1<<20))
		case "conversation":
			return fmt.Sprint("v", random.IntN(1+n/2))
		case "customer":
			return fmt.Sprint("k", random.IntN(1+n/4))
		case "reason":
			return pick("bill", "outage", "move", "visit")
		case "wait_seconds":
			return pick("?", fmt.Sprint(random.IntN(90)), fmt.Sprintf("%d.%d", random.IntN(4000), random.IntN(1000)))
		case "direction":
			return pick("in", "in", "out")
		case "exit":
			return pick("abandoned", "callback", "voicemail", "overflow", "blocked", "self_served", "agent")
		case "due_at", "first_reply_at", "closed_at":
			return hour(at)
		}
		return pick("yes", "no", "yes", "?")
	}))
	contacts.themes = &fact.Wording{Words: map[string]string{"bill": "Bills", "outage": "Outages"}}
	d.source(t, "acd", "intervals", table("start,minutes,team,channel,offered,answered,abandoned,answered_in_time,short_abandons,abandoned_in_time,flow_outs,blocked,left_menu,asa_seconds", n, func(at time.Time, column string) string {
		switch column {
		case "start":
			return at.Truncate(30 * time.Minute).Format(time.DateTime)
		case "minutes":
			return "30"
		case "offered":
			return fmt.Sprint(20 + random.IntN(20))
		case "answered":
			return fmt.Sprint(8 + random.IntN(8))
		case "asa_seconds":
			return fmt.Sprintf("%d.%d", random.IntN(60), random.IntN(10))
		}
		return fmt.Sprint(random.IntN(4))
	}))
	survey := d.source(t, "survey", "responses", table("answered_at,id,team,channel,theme,contact,csat,ease,nps", n, func(at time.Time, column string) string {
		switch column {
		case "answered_at":
			return at.Format(time.DateOnly)
		case "id":
			return fmt.Sprint("r", random.IntN(1<<30))
		case "contact":
			return fmt.Sprint("i", random.IntN(1<<20))
		case "theme":
			return pick("bill", "outage", "odd")
		}
		return pick("1", "2", "3", "4", "5", "9")
	}), "csat", "ease", "nps")
	survey.themes = &fact.Wording{Words: map[string]string{"bill": "Bills", "outage": "Outages"}}
	d.source(t, "long", "responses", table("answered_at,id,team,question,score", n, func(at time.Time, column string) string {
		switch column {
		case "answered_at":
			return at.Format(time.DateOnly)
		case "id":
			return fmt.Sprint("r", random.IntN(n/2))
		case "question":
			return pick("t1", "t2", "t3")
		}
		return pick("1", "2", "3", "4", "5")
	}), "t1", "t2", "t3")
	d.source(t, "staff", "employees", table("wave,respondent,group,q1,q2,q3", n, func(_ time.Time, column string) string {
		switch column {
		case "wave":
			return pick("2025-Q1", "2025-Q3", "2026-Q2")
		case "respondent":
			return fmt.Sprint("p", random.IntN(1<<30))
		}
		return pick("1", "2", "3", "4", "5", "")
	}), "q1", "q2", "q3")
	d.source(t, "checks", "checks", table("date,measure,team,passed,total", n, func(at time.Time, column string) string {
		switch column {
		case "date":
			return at.Format(time.DateOnly)
		case "measure":
			return pick("letters", "calls")
		case "passed":
			return fmt.Sprint(random.IntN(8))
		}
		return fmt.Sprint(8 + random.IntN(4))
	}))
	d.source(t, "complaints", "complaints", table("opened_at,team,channel,reason,closed_at,upheld,escalated", n, func(at time.Time, column string) string {
		switch column {
		case "opened_at":
			return at.Format(time.DateTime)
		case "reason":
			return pick("bill", "staff")
		case "closed_at":
			return hour(at)
		}
		return pick("yes", "no")
	})).themes = &fact.Wording{Words: map[string]string{"bill": "Bills"}}
	calls, acd := []string{"calls"}, []string{"acd"}
	ten := fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4, Reversed: random.IntN(2) == 0}
	d.metrics = []fact.Metric{
		{ID: "sl", Kind: "service_level", Variant: "offered_less_short", Threshold: 20, ShortAbandon: 5, Tail: fact.TailMinutes(), Sources: calls},
		{ID: "sl_acd", Kind: "service_level", Variant: "removed_in_t", Threshold: 20, Sources: acd},
		{ID: "lost", Kind: "abandonment", Variant: "after_t", Threshold: 10, Sources: acd},
		{ID: "asa", Kind: "wait", Variant: "asa", Sources: calls}, {ID: "asa_acd", Kind: "wait", Variant: "asa", Sources: acd},
		{ID: "p90", Kind: "wait", Variant: "p90", Sources: calls}, {ID: "km", Kind: "wait", Variant: "kaplan_meier", Sources: calls},
		{ID: "total", Kind: "wait", Variant: "total", WindowDays: 14, Tail: fact.TailMinutes(), Sources: calls}, {ID: "legs", Kind: "wait", Variant: "total", OneContact: true, Sources: calls},
		{ID: "volume", Kind: "volume", Sources: calls}, {ID: "backlog", Kind: "backlog", OlderDays: 14},
		{ID: "first", Kind: "first_response", Threshold: 86400}, {ID: "open", Kind: "first_response", Threshold: 4 * 3600, Business: true},
		{ID: "done", Kind: "resolution_time"},
		{ID: "flag", Kind: "fcr", Variant: "agent_flag", Net: true, Unresolvable: []string{"visit", "it's"}}, {ID: "kept", Kind: "fcr", Variant: "not_reopened"},
		{ID: "again", Kind: "fcr", Variant: "repeat_window", WindowDays: 7}, {ID: "any", Kind: "fcr", Variant: "repeat_window_any", WindowDays: 14, AnyReason: true, AnsweredOnly: true},
		{ID: "csat", Kind: "csat", Variant: "top2_pct", Scale: ten}, {ID: "acsi", Kind: "csat", Variant: "acsi_like", Scale: five, Questions: []string{"csat", "ease", "nps"}, Weights: []float64{0.5, 0.3, 0.2}},
		{ID: "index", Kind: "trust_index", Variant: "mean_of_respondents", Scale: ten, Questions: []string{"t1", "t2", "t3"}, MinItems: 2},
		{ID: "trust", Kind: "trust", Scale: five, Questions: []string{"t1", "t2"}},
		{ID: "mood", Kind: "favourable", Scale: five, Questions: []string{"q1", "q2"}}, {ID: "eei", Kind: "engagement", Variant: "fevs_eei", Scale: five, Questions: []string{"q1", "q2", "q3"}},
		{ID: "letters", Kind: "compliance", Measures: []string{"letters"}},
		{ID: "upheld", Kind: "complaints", Variant: "upheld"}, {ID: "closed", Kind: "complaints", Variant: "closed_in_days", WithinDays: 10},
	}
	return d
}

// An elsewhere is an engine that shares no line of code with the one where records are read.
type elsewhere interface {
	fact.Queryer
	take(*testing.T, *engine.DB, []fact.Source) []fact.Source // copies what sources hold
	writes() []string                                         // files that this goes through
}

// Counting gives the same facts on three engines that share no line of code: sums,
// percentiles, months, repeat windows, latest waves, and what could not be read.
func TestCountingIsTheSameOnPostgreSQL(t *testing.T) { countsTheSame(t, startPostgres(t), 12) }
func TestCountingIsTheSameOnTrino(t *testing.T)      { countsTheSame(t, openLake(t), 3) }

// countsTheSame counts so many worlds here and there; outside of CI one.
func countsTheSame(t *testing.T, there elsewhere, worlds uint64) {
	if os.Getenv("SHINGLE_CI") == "" {
		worlds = 1
	}
	for seed := range worlds {
		d := everyKind(t, rand.New(rand.NewPCG(seed, 11)))
		want := d.count(t)
		d.on = func(db *engine.DB, sources []fact.Source) (fact.Queryer, []fact.Source) {
			return there, there.take(t, db, sources)
		}
		d.files = there.writes()
		got := d.count(t)
		if len(want.sets) != len(d.metrics) || want.profile == nil || len(want.byReason) == 0 {
			t.Fatalf("seed %d: the world is not counted: %s", seed, want.said())
		}
		for i := range want.sets {
			if set := want.sets[i]; set.Facts.Len()+len(set.Answers) == 0 {
				t.Errorf("seed %d: %s: nothing is counted\n%s", seed, d.metrics[i].ID, want.said())
			}
			same(t, fmt.Sprintf("seed %d: %s", seed, d.metrics[i].ID), got.sets[i], want.sets[i])
		}
		for i := range want.byReason {
			same(t, fmt.Sprintf("seed %d: reasons of %s", seed, want.byReason[i].Metric.ID), got.byReason[i], want.byReason[i])
		}
		same(t, fmt.Sprintf("seed %d: the week's profile", seed), *got.profile, *want.profile)
		if g, w := got.problems.String(), want.problems.String(); g != w {
			t.Errorf("seed %d: said\n%s\nwant\n%s", seed, g, w)
		}
	}
}

// same holds two structs against each other, field by field.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range g.NumField() {
		if name := g.Type().Field(i).Name; name != "Metric" && !reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			t.Errorf("%s: %s differ:\n got %.600s\nwant %.600s", what, name, fmt.Sprintf("%+v", g.Field(i)), fmt.Sprintf("%+v", w.Field(i)))
		}
	}
}

// Each slot of a week is told once for a segment, whoever names no team or no channel.
func TestASlotOfAWeekIsToldOnce(t *testing.T) {
	type slot struct {
		fact.Segment
		weekday, slot int
	}
	seen := map[slot]bool{}
	blank := int64(0)
	for _, l := range everyKind(t, rand.New(rand.NewPCG(2, 13))).count(t).profile.Loads {
		k := slot{l.Segment, l.Weekday, l.Slot}
		if seen[k] {
			t.Errorf("%v is told twice", k)
		}
		seen[k] = true
		switch {
		case l.Segment == (fact.Segment{}):
			blank += l.Offered
		case l.Channel == "":
			blank -= l.Offered
		}
	}
	if blank <= 0 {
		t.Error("every row names its team, so that nothing is tried")
	}
}

// What only one engine reads, or reads in another way than the others, is in no query.
func TestQueriesAreOfNoEngineAlone(t *testing.T) {
	var asked []string
	d := everyKind(t, rand.New(rand.NewPCG(1, 12)))
	d.on = func(db *engine.DB, sources []fact.Source) (fact.Queryer, []fact.Source) {
		return listening{db, &asked}, sources
	}
	d.count(t)
	if len(asked) < 50 {
		t.Fatalf("only %d queries were asked", len(asked))
	}
	for _, query := range asked {
		for _, word := range []string{"GROUP BY ALL", "//", "::", "quantile", "date_trunc", "DATE '", "HUGEINT", "hash(", " & ", "QUALIFY", "EXCLUDE", "COLUMNS", "list_", "first(", "arg_max", "max_by", "USING SAMPLE", " DOUBLE)"} {
			if strings.Contains(query, word) {
				t.Errorf("%q is of one engine: %s", word, query)
			}
		}
	}
}
