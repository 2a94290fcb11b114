package page

import (
	"maps"
	"slices"
)

var exclusionColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
	field{"reason", "string", "why these are not counted", true, nil},
	field{"count", "integer", "how many", true, nil},
	field{"unit", "string", "of what", true, []string{"contacts", "issues", "people"}})

// exclusions is what was left out of the scores, and why.
func exclusions(in *Input) *table {
	t := newTable(in, "exclusions", "What is left out of the scores, and why", exclusionColumns, false)
	for _, l := range in.Lines {
		for _, reason := range slices.Sorted(maps.Keys(l.Excluded)) {
			t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), reason, figure(l.Excluded[reason]), exclusionUnit(reason))
		}
	}
	return t
}

// exclusionUnit is what is counted that is left out for a reason: issues are of one or more
// contacts, and gross less net of them is what cannot be resolved.
func exclusionUnit(reason string) string {
	switch reason {
	case "left_edge", "immature", "unresolvable", "never_answered", "no_wait":
		return "issues"
	case "partial":
		return "people"
	}
	return "contacts"
}
