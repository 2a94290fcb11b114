package score

import "fmt"

// Resolution counts the tickets that were resolved within their agreed time (x) and of how
// many (n). The score is 100·x/n, in percent; n = 0 is no data.
//
//	due          met / (closed + open and overdue)  (default)
//	closed_only  met / closed: flatters, since the worst tickets are those not closed
//
// Open tickets that are not yet due are in neither. metrics.md 1.5.
func Resolution(variant string, metClosed, breachedClosed, openOverdue, openNotDue int64) (x, n int64, err error) {
	closed := metClosed + breachedClosed
	switch variant {
	case "due":
		return metClosed, closed + openOverdue, nil
	case "closed_only":
		return metClosed, closed, nil
	}
	return 0, 0, fmt.Errorf("resolution variant %q: want due or closed_only", variant)
}
