package bound

import "shingle/generator/internal/quote"

// SQL is what warehouses read alike; their dialects hold the rest.
type SQL struct{}

// separators are the blanks that Unicode calls space separators.
const separators = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

// Trim takes blanks off both ends.
func (SQL) Trim(text string) string {
	return "trim(BOTH " + quote.Text(separators) + " FROM " + text + ")"
}

// Key is the text itself: it does not leave the warehouse.
func (SQL) Key(text string) string { return text }

// Reached is how many of a rising list's numbers an argument has reached.
func (SQL) Reached(arg, borders string) string {
	return "width_bucket(" + arg + ", " + borders + ")"
}
