package record

import (
	"slices"
)

// cell is the type of a canonical column.
type cell int

const (
	plain  cell = iota
	hashed      // ids: kept as a hash, to tell equal ones
	stamp
	future // a stamp that may lie after as_of
	flag
	flagOrCount
	span  // a duration in seconds
	count // a whole number
	way   // inbound or outbound
	leave // how a contact ended
	wave  // a date or a period
)

// leaves are the ways in which a contact ends: those of the queue, and those of who never joined it.
var leaves = []string{"abandoned", "callback", "voicemail", "overflow", "blocked", "self_served", "left_menu"}

type column struct {
	name     string
	cell     cell
	required bool
}

// kinds lists the canonical columns of each kind of source ([fact.Kinds]).
var kinds = map[string][]column{
	"contacts": {
		{"id", hashed, false}, {"opened_at", stamp, true}, {"team", plain, false}, {"channel", plain, false},
		{"customer", hashed, false}, {"conversation", hashed, false}, {"reason", plain, false}, {"answered", flag, false}, {"answered_at", stamp, false},
		{"wait_seconds", span, false}, {"abandoned", flag, false}, {"handle_seconds", span, false},
		{"resolved_first", flag, false}, {"reopened", flagOrCount, false}, {"reassigned", flagOrCount, false},
		{"due_met", flag, false}, {"due_at", future, false}, {"first_reply_at", stamp, false}, {"closed_at", stamp, false},
		{"direction", way, false}, {"exit", leave, false}, {"updated_at", stamp, false},
	},
	"intervals": {
		{"start", stamp, true}, {"minutes", count, true}, {"offered", count, true}, {"answered", count, false},
		{"abandoned", count, false}, {"answered_in_time", count, false}, {"short_abandons", count, false},
		{"abandoned_in_time", count, false}, {"flow_outs", count, false}, {"blocked", count, false}, {"self_served", count, false},
		{"left_menu", count, false}, {"wait_seconds_total", span, false},
		{"asa_seconds", span, false}, {"handle_seconds_total", span, false}, {"team", plain, false}, {"channel", plain, false},
	},
	"responses": {
		{"id", hashed, false}, {"answered_at", stamp, false}, {"period", wave, false}, {"team", plain, false},
		{"channel", plain, false}, {"question", plain, false}, {"score", plain, false}, {"theme", plain, false}, {"reason", plain, false}, {"contact", hashed, false},
	},
	"employees": {
		{"id", hashed, false}, {"respondent", hashed, false}, {"wave", wave, true}, {"group", plain, false},
		{"question", plain, false}, {"score", plain, false},
	},
	"checks": {
		{"id", hashed, false}, {"date", stamp, true}, {"measure", plain, false}, {"passed", count, true},
		{"total", count, false}, {"team", plain, false}, {"channel", plain, false},
	},
	"complaints": {
		{"id", hashed, false}, {"opened_at", stamp, true}, {"team", plain, false}, {"channel", plain, false}, {"reason", plain, false},
		{"closed_at", stamp, false}, {"upheld", flag, false}, {"escalated", flag, false}, {"updated_at", stamp, false},
	},
	"denominators": {{"period", wave, true}, {"count", count, true}, {"team", plain, false}, {"channel", plain, false}},
	"invitations": {
		{"period", wave, false}, {"wave", wave, false}, {"invited", count, true}, {"delivered", count, false},
		{"team", plain, false}, {"group", plain, false}, {"channel", plain, false}, {"metric", plain, false},
	},
	"scores": {
		{"period", wave, true}, {"metric", plain, true}, {"team", plain, false}, {"channel", plain, false},
		{"numerator", count, false}, {"denominator", count, false}, {"promoters", count, false},
		{"passives", count, false}, {"detractors", count, false}, {"value", count, false}, {"n", count, false},
	},
}

// Columns lists the canonical columns of a kind.
func Columns(kind string) []string {
	var names []string
	for _, c := range kinds[kind] {
		names = append(names, c.name)
	}
	return names
}

func columnOf(kind, name string) (column, bool) {
	cols := kinds[kind]
	i := slices.IndexFunc(cols, func(c column) bool { return c.name == name })
	if i < 0 {
		return column{}, false
	}
	return cols[i], true
}

// counted tells whether a source's rows are counts already, and no customer's.
func (s *Source) counted() bool {
	return s.Kind == "scores" || s.Kind == "invitations" || s.Kind == "denominators"
}

// cased tells whether a source's rows are cases, which are opened and have an end.
func (s *Source) cased() bool { return s.Kind == "contacts" || s.Kind == "complaints" }

// stampOf is the column that dates a record of the kind.
func stampOf(kind string) string {
	return map[string]string{"contacts": "opened_at", "intervals": "start", "responses": "answered_at", "checks": "date", "complaints": "opened_at"}[kind]
}
