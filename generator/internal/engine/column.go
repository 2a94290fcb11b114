package engine

// A Column of a relation of another engine: its name and its type.
type Column struct {
	Name, Type string
	Text       string // SQL for its cells as exports write them (2026-11-01 09:12:58, true, 1.5); "" where its type has no text
	Kind       Kind
	Value      string // SQL for its cells of that kind, unless they are texts; NULL for what exports cannot tell
	Day        string // SQL for the day that it tells, in UTC, as how many it is after 1970-01-01; "" where its type tells none
	Written    string // how a day that it is compared with is written, as a format: DATE '%s'
}

// A Kind is what cells are.
type Kind int

const (
	Text    Kind = iota
	Flag         // a boolean
	Whole        // a BIGINT
	Number       // a DECIMAL(25, 13)
	Date         // microseconds since 1970 of a day's midnight, by its own clock
	Stamp        // microseconds since 1970 by its own clock
	Instant      // microseconds since 1970 of UTC
)
