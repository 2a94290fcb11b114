package score

import "fmt"

// FCR counts whose matter was settled at the first contact (x) and of how many (n). The
// score is 100·x/n, in percent; n = 0 is no data. How "settled" is found out (a survey, no
// further contact within so many days, a flag) changes the number by 5 to 15 points and
// belongs in its title.
//
//	gross  resolved / all contacts (default)
//	net    resolved / (all contacts - those that cannot be resolved at first contact)
//
// Net is open to abuse: publish what it leaves out, and gross beside it. Impossible counts
// are an error. docs/definitions.md, "First-contact resolution".
func FCR(base string, resolved, contacts, unresolvable int64) (x, n int64, err error) {
	switch {
	case resolved < 0 || contacts < 0 || unresolvable < 0:
		return 0, 0, fmt.Errorf("%d resolved and %d unresolvable of %d contacts: want counts of 0 or more", resolved, unresolvable, contacts)
	case resolved+unresolvable > contacts:
		return 0, 0, fmt.Errorf("%d resolved and %d unresolvable of %d contacts: want at most all of them", resolved, unresolvable, contacts)
	}
	switch base {
	case "gross":
		return resolved, contacts, nil
	case "net":
		return resolved, contacts - unresolvable, nil
	}
	return 0, 0, fmt.Errorf("fcr base %q: want gross or net", base)
}
