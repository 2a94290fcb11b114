package fact

import (
	"database/sql"
	"fmt"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
)

// asked is what a condition or sum comes to.
func asked[T any](t *testing.T, db *sql.DB, query string, args ...any) (v T) {
	t.Helper()
	if err := db.QueryRow(fmt.Sprintf(query, args...)).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// A desk that is open for 8 hours, then 4, then 2: how long it has been open by an hour, counted by hand.
func TestTimeIsCountedWhileTheDeskIsOpen(t *testing.T) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	const hour = int64(time.Hour / time.Microsecond)
	c := &counter{o: Options{Opened: []OpenSpan{{9 * hour, 17 * hour}, {33 * hour, 37 * hour}, {82 * hour, 84 * hour}}}}
	for at, want := range map[int64]int64{0: 0, 8: 0, 9: 0, 10: 1, 16: 7, 17: 8, 18: 8, 33: 8, 34: 9, 37: 12, 50: 12, 82: 12, 83: 13, 84: 14, 100: 14} {
		if got := asked[int64](t, db, "SELECT CAST(%s AS BIGINT)", c.openBy(fmt.Sprint(at*hour))); got != want*hour {
			t.Errorf("by hour %d: got %v open, want %d hours", at, time.Duration(got)*time.Microsecond, want)
		}
	}
	for _, is := range []struct {
		business    bool
		begun, done int64 // microseconds
		want        bool  // that more than an hour passed
	}{
		{false, 16 * hour, 17 * hour, false}, {false, 16 * hour, 17*hour + 1, true},
		{true, 16 * hour, 17 * hour, false}, {true, 16 * hour, 33 * hour, false}, {true, 16 * hour, 33*hour + 1, true},
		{true, 36 * hour, 82 * hour, false}, {true, 36 * hour, 82*hour + 1, true}, {true, 18 * hour, 34 * hour, false}, {true, 18 * hour, 34*hour + 1, true},
	} {
		condition, err := c.exceeds(&Source{}, &Metric{Business: is.business, Threshold: 3600}, fmt.Sprint(is.done))
		if err != nil {
			t.Fatal(err)
		}
		if got := asked[bool](t, db, "SELECT %s FROM (SELECT CAST(%d AS BIGINT) AS begun)", condition, is.begun); got != is.want {
			t.Errorf("%+v: got %v", is, got)
		}
	}
}

// A cell's own bit tells that it was rejected, whatever the others are.
func TestRejectedCellsAreToldApart(t *testing.T) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s := &Source{Bits: map[string]int{"a": 0, "b": 1, "c": 3}, HasBad: true}
	for _, is := range []struct {
		columns []string
		bits    int
	}{{[]string{"a"}, 1}, {[]string{"b"}, 2}, {[]string{"c"}, 8}, {[]string{"a", "c"}, 9}, {[]string{"c", "none"}, 8}, {[]string{"none"}, 0}} {
		for bad := range 16 {
			if got := asked[bool](t, db, "SELECT %s FROM (SELECT %d AS bad)", s.bad(is.columns...), bad); got != (bad&is.bits != 0) {
				t.Errorf("%v with the bits %04b: got %v", is.columns, bad, got)
			}
		}
	}
	if s.HasBad = false; s.bad("a") != "false" {
		t.Error("a source in which nothing is bad asks for bits")
	}
}
