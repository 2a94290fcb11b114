package notice

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// An Action is what was planned about a missed promise, by when, and whether that was kept.
type Action struct {
	Metric string
	Period fact.Period // that missed it; All: no single one
	Reason string      // why it was missed
	Plan   string      // what will be done
	Due    fact.Day    // by when
	Done   fact.Day    // when it was; NoDay: not yet
}

// actionKeys are all that an action may say.
var actionKeys = []string{"metric", "period", "reason", "plan", "due", "done"}

// Status is what became of an action by a day: kept or late, where it is done; overdue or
// open, where it is not.
func (a *Action) Status(asOf fact.Day) string {
	switch {
	case a.Done != fact.NoDay && a.Done <= asOf && a.Done <= a.Due:
		return "kept"
	case a.Done != fact.NoDay && a.Done <= asOf:
		return "late"
	case a.Due < asOf:
		return "overdue"
	}
	return "open"
}

// Late is by how many days an action was, or is, late; 0 if it is not.
func (a *Action) Late(asOf fact.Day) int64 {
	end := asOf
	if a.Done != fact.NoDay {
		end = min(a.Done, asOf)
	}
	return int64(max(0, end-a.Due))
}

// As tells whether two tell of the same: what is not words, which differ by language.
func (a Action) As(b Action) bool {
	return a.Metric == b.Metric && a.Period == b.Period && a.Due == b.Due && a.Done == b.Done
}

// parseActions reads a notice's actions; wrong notes a mistake at a key, such as actions.0.due.
func parseActions(given any, teams []string, known Known, wrong func(key, hint, format string, args ...any)) []Action {
	items, ok := tablesOf(given)
	if !ok {
		wrong("actions", "", "got %q, want tables of metric, plan and due", fmt.Sprint(given))
	}
	var all []Action
	for i, item := range items {
		all = append(all, parseAction(item, teams, known, func(key, hint, format string, args ...any) {
			wrong(strings.TrimSuffix(fmt.Sprintf("actions.%d.%s", i+1, key), "."), hint, format, args...)
		}))
	}
	return all
}

// tablesOf reads a list of tables, in whatever form the front matter has it.
func tablesOf(v any) (all []map[string]any, ok bool) {
	if tables, isThem := v.([]map[string]any); isThem {
		return tables, true
	}
	items, ok := v.([]any)
	for _, item := range items {
		table, isOne := item.(map[string]any)
		if !isOne {
			return nil, false
		}
		all = append(all, table)
	}
	return all, ok || v == nil
}

func parseAction(keys map[string]any, teams []string, known Known, wrong func(key, hint, format string, args ...any)) Action {
	a := Action{Period: fact.Period{Grain: fact.All}, Due: fact.NoDay, Done: fact.NoDay}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !slices.Contains(actionKeys, key) {
			wrong(key, diag.DidYouMean(key, actionKeys), "unknown key, want %s", strings.Join(actionKeys, ", "))
		}
	}
	words := func(key, missing string) string {
		v, given := keys[key]
		s, isText := v.(string)
		switch {
		case given && !isText:
			wrong(key, "put it in quotes", "got %q, want a text", fmt.Sprint(v))
		case strings.TrimSpace(s) == "" && missing != "":
			wrong("", "", "%s is missing: %s", key, missing)
		}
		return strings.TrimSpace(s)
	}
	day := func(key, missing string) fact.Day {
		v, given := keys[key]
		if !given {
			if missing != "" {
				wrong("", "", "%s is missing: %s", key, missing)
			}
			return fact.NoDay
		}
		d, ok := dayOf(v)
		if !ok {
			wrong(key, "", "got %q, want a date such as 2026-12-31", fmt.Sprint(v))
			return fact.NoDay
		}
		return d
	}
	a.Metric = words("metric", "whose promise was missed, as config.toml calls it")
	a.Reason, a.Plan = words("reason", ""), words("plan", "what will be done about it")
	a.Due, a.Done = day("due", "by when, such as 2026-12-31"), day("done", "")
	switch {
	case a.Metric == "":
	case !slices.Contains(known.Metrics, a.Metric):
		wrong("metric", diag.DidYouMean(a.Metric, known.Metrics), "got %q, which is no metric of config.toml", a.Metric)
	case !slices.Contains(known.Promises, a.Metric):
		wrong("metric", "", "%s has no promise in config.toml, want one that was missed", a.Metric)
	case keys["period"] != nil:
		a.Period = missedPeriod(fmt.Sprint(keys["period"]), a.Metric, teams, known, wrong)
	}
	return a
}

// missedPeriod reads the period of which an action says that it missed the promise: for all,
// or for one of the teams that the notice names.
func missedPeriod(text, metric string, teams []string, known Known, wrong func(key, hint, format string, args ...any)) fact.Period {
	p, ok := fact.ParsePeriod(text)
	if !ok || p.Grain == fact.Daily {
		wrong("period", "", "got %q, want a period such as 2026-10", text)
		return fact.Period{Grain: fact.All}
	}
	told, kept := known.judged(metric, p, teams)
	if told == 0 { // of no team, then
		told, kept = known.judged(metric, p, []string{""})
	}
	switch {
	case told == 0:
		wrong("period", "", "%s has no score of %s", metric, p)
	case kept == told:
		wrong("period", "", "the promise of %s was kept in %s, want a period that missed it", metric, p)
	}
	return p
}

// judged is for how many of some teams it is known what came of a promise, and how many kept it.
func (k *Known) judged(metric string, p fact.Period, teams []string) (told, kept int) {
	for _, team := range teams {
		status, ok := k.Status[Judged{metric, team, p}]
		if ok {
			told++
		}
		if status == score.Met {
			kept++
		}
	}
	return told, kept
}

// Judged is a score with a promise.
type Judged struct {
	Metric string
	Team   string // "": all
	Period fact.Period
}
