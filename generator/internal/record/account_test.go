package record

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// Whatever stands in a file, its rows are kept, left out by a named rule, replaced,
// or rejected, and each rejected row is handed over with its place: the sums agree
// with a count by hand.
func TestAccountsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 12 {
		d := of(t, "contacts", "")
		d.MaxRejects = 1
		d.Keep = map[string][]string{"dir": {"in"}}
		d.Drop = map[string][]string{"team": {"test*"}}
		d.Columns = map[string][]string{"id": {"no"}, "opened_at": {"at"}, "team": {"team"}, "wait_seconds": {"wait"}}
		var text strings.Builder
		text.WriteString("no,at,team,dir,wait\n")
		want := Account{Query: -1}
		seen := map[string]bool{}
		rejected, partly := 0, 0
		for range 1 + r.IntN(60) {
			want.Read++
			no, at, team, dir, wait := fmt.Sprint("c", r.IntN(40)), "2026-10-01 09:00", []string{"A", "test 1", ""}[r.IntN(3)], []string{"in", "out", "In "}[r.IntN(3)], fmt.Sprint(r.IntN(90))
			kind := r.IntN(8)
			switch kind {
			case 0:
				at = "soon"
			case 1:
				wait = "long"
			case 2: // one field too many
				fmt.Fprintf(&text, "%s,%s,%s,%s,%s,more\n", no, at, team, dir, wait)
				want.Rejected++
				rejected++
				continue
			}
			fmt.Fprintf(&text, "%s,%s,%s,%s,%s\n", no, at, team, dir, wait)
			switch {
			case dir == "out":
			case team == "test 1":
			case kind == 0:
				want.Rejected++
				rejected++
			default:
				if kind == 1 {
					partly++
				}
				if seen[no] {
					want.Doubles++
				} else {
					want.Kept++
				}
				seen[no] = true
			}
		}
		d.files["x.csv"] = text.String()
		handed := 0
		d.Rejects = func(j Reject) {
			handed++
			if j.Place.Line < 2 || j.Problem == "" || len(j.Row) != 5 && !strings.Contains(j.Problem, "fields") {
				t.Errorf("handed over %+v", j)
			}
		}
		d.load(t)
		if d.problems.Failed() {
			if want.Kept > 0 {
				t.Errorf("refused:\n%s\n%s", d.said(), text.String())
			}
			continue
		}
		got := d.table.Account
		var left int64
		for _, rule := range got.Rules {
			left += rule.Rows
		}
		if got.Read != want.Read || got.Query != -1 || got.Rejected != want.Rejected || got.Doubles != want.Doubles || got.Kept != want.Kept || handed != rejected+partly {
			t.Errorf("got %+v, %d handed over; want %+v, %d\n%s", got, handed, want, rejected+partly, text.String())
		}
		if got.Read != left+got.Rejected+got.Doubles+got.Kept {
			t.Errorf("%+v does not add up", got)
		}
	}
}
