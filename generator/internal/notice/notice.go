// Package notice reads what the publisher has to say to readers: trouble, maintenance, what
// was done about what they said, and what was planned about a missed promise. Each notice is
// a page of its own, written in every language of the site.
package notice

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
)

// A Notice is something said to readers: known trouble, maintenance, or what was
// done about what they said.
type Notice struct {
	Slug    string
	Title   string
	Kind    string // trouble, maintenance, said_done
	Start   fact.Day
	End     fact.Day // NoDay: not over yet
	Metrics []string
	Teams   []string
	Actions []Action
}

// keysOf are all that a notice may say of itself: where it stands and how it looks
// is not its own to say.
var keysOf = []string{"title", "kind", "start", "end", "metrics", "teams", "actions"}

var kinds = []string{"trouble", "maintenance", "said_done"}

// Known is what a notice may name.
type Known struct {
	Metrics  []string
	Promises []string // the metrics that have one
	Teams    []string
	Status   map[Judged]string // of finished periods, what came of the promise
}

// parse reads a notice's front matter, or notes what is wrong with it at its
// line.
func parse(file string, keys map[string]any, line func(key string) int, known Known, problems *diag.List) Notice {
	n := Notice{End: fact.NoDay}
	wrong := func(key, hint, format string, args ...any) {
		problems.AddHint(diag.Place{File: file, Line: line(key)}, hint, "%s: %s", key, fmt.Sprintf(format, args...))
	}
	var ok bool
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if !slices.Contains(keysOf, key) {
			wrong(key, diag.DidYouMean(key, keysOf), "unknown key, want %s", strings.Join(keysOf, ", "))
		}
	}
	title, given := keys["title"]
	n.Title, ok = title.(string)
	switch {
	case given && !ok:
		wrong("title", "put it in quotes", "got %q, want a text", fmt.Sprint(title))
	case strings.ContainsFunc(n.Title, unseen):
		wrong("title", "write it again by hand", "got %q, which holds a control character that nobody sees", n.Title)
	case strings.TrimSpace(n.Title) == "":
		wrong("title", "", "is missing: what readers see first")
	}
	n.Kind, _ = keys["kind"].(string)
	if !slices.Contains(kinds, n.Kind) {
		wrong("kind", diag.DidYouMean(n.Kind, kinds), "got %q, want trouble, maintenance or said_done", n.Kind)
	}
	if _, given := keys["start"]; !given {
		wrong("start", "", "is missing: since when, such as 2026-10-30")
	} else if n.Start, ok = dayOf(keys["start"]); !ok {
		wrong("start", "", "got %q, want a date such as 2026-10-30", fmt.Sprint(keys["start"]))
	}
	if end, given := keys["end"]; given {
		if n.End, ok = dayOf(end); !ok {
			n.End = fact.NoDay
			wrong("end", "", "got %q, want a date such as 2026-11-04", fmt.Sprint(end))
		} else if n.End < n.Start {
			wrong("end", "", "got %s, which is before start (%s)", n.End, n.Start)
		}
	}
	if n.Metrics, ok = names(keys["metrics"]); !ok {
		wrong("metrics", "", "got %q, want a list of names such as [service_level]", fmt.Sprint(keys["metrics"]))
	}
	for _, m := range n.Metrics {
		if !slices.Contains(known.Metrics, m) {
			wrong("metrics", diag.DidYouMean(m, known.Metrics), "got %q, which is no metric of config.toml", m)
		}
	}
	if n.Teams, ok = names(keys["teams"]); !ok {
		wrong("teams", "", "got %q, want a list of names such as [Billing]", fmt.Sprint(keys["teams"]))
	}
	for _, t := range n.Teams {
		if !slices.Contains(known.Teams, t) {
			wrong("teams", diag.DidYouMean(t, known.Teams), "got %q, which no export names", t)
		}
	}
	n.Actions = parseActions(keys["actions"], n.Teams, known, wrong)
	return n
}

// unseen tells a character that changes how a text reads without being seen: a control, or a
// mark of direction.
func unseen(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

func dayOf(v any) (fact.Day, bool) {
	if t, ok := v.(time.Time); ok {
		return fact.DayOf(t), true
	}
	text := fmt.Sprint(v)
	if len(text) > len(time.DateOnly) {
		text = text[:len(time.DateOnly)]
	}
	t, err := time.Parse(time.DateOnly, text)
	return fact.DayOf(t), err == nil
}

// names reads a list of names; nothing is none.
func names(v any) (all []string, ok bool) {
	items, ok := v.([]any)
	for _, item := range items {
		name, isText := item.(string)
		if !isText {
			return nil, false
		}
		all = append(all, name)
	}
	return all, ok || v == nil
}
