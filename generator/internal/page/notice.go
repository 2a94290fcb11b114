package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

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
}

var noticeKinds = []string{"trouble", "maintenance", "said_done"}

// Known is what a notice may name.
type Known struct {
	Metrics []string
	Teams   []string
}

// ParseNotice reads a notice's front matter, or notes what is wrong with it at its
// line.
func ParseNotice(file string, keys map[string]any, line func(key string) int, known Known, problems *diag.List) Notice {
	n := Notice{End: fact.NoDay}
	wrong := func(key, hint, format string, args ...any) {
		problems.AddHint(diag.Place{File: file, Line: line(key)}, hint, "%s: %s", key, fmt.Sprintf(format, args...))
	}
	n.Title, _ = keys["title"].(string)
	if strings.TrimSpace(n.Title) == "" {
		wrong("title", "", "is missing: what readers see first")
	}
	n.Kind, _ = keys["kind"].(string)
	if !slices.Contains(noticeKinds, n.Kind) {
		wrong("kind", diag.DidYouMean(n.Kind, noticeKinds), "got %q, want trouble, maintenance or said_done", n.Kind)
	}
	var ok bool
	if _, given := keys["start"]; !given {
		wrong("start", "", "is missing: since when, such as 2026-10-30")
	} else if n.Start, ok = noticeDay(keys["start"]); !ok {
		wrong("start", "", "got %q, want a date such as 2026-10-30", fmt.Sprint(keys["start"]))
	}
	if end, given := keys["end"]; given {
		if n.End, ok = noticeDay(end); !ok {
			n.End = fact.NoDay
			wrong("end", "", "got %q, want a date such as 2026-11-04", fmt.Sprint(end))
		} else if n.End < n.Start {
			wrong("end", "", "got %s, which is before start (%s)", n.End, n.Start)
		}
	}
	n.Metrics = names(keys["metrics"])
	for _, m := range n.Metrics {
		if !slices.Contains(known.Metrics, m) {
			wrong("metrics", diag.DidYouMean(m, known.Metrics), "got %q, which is no metric of config.toml", m)
		}
	}
	n.Teams = names(keys["teams"])
	for _, t := range n.Teams {
		if !slices.Contains(known.Teams, t) {
			wrong("teams", diag.DidYouMean(t, known.Teams), "got %q, which no export names", t)
		}
	}
	return n
}

func noticeDay(v any) (fact.Day, bool) {
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

// names reads a name or a list of names.
func names(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	case []any:
		var all []string
		for _, item := range v {
			all = append(all, fmt.Sprint(item))
		}
		return all
	}
	return nil
}
