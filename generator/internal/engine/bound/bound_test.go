package bound

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
)

// open is an embedded engine, held to limits.
func open(t *testing.T, l limits) *sql.DB {
	t.Helper()
	c, err := duckdb.NewConnector("", nil)
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(held(c, l))
	t.Cleanup(func() { db.Close() })
	return db
}

func as(err error) error { return err }

func read(db *sql.DB, query string) (n int, kind string, err error) {
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		return 0, "", err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return 0, "", err
	}
	for rows.Next() {
		n++
	}
	return n, types[0].DatabaseTypeName(), rows.Err()
}

func TestNoAnswerIsLongerThanItMayBe(t *testing.T) {
	db := open(t, limits{3, as})
	for rows, fine := range map[int]bool{0: true, 2: true, 3: true, 4: false, 5000: false} {
		n, kind, err := read(db, fmt.Sprintf("SELECT range AS n FROM range(%d)", rows))
		if kind != "BIGINT" {
			t.Errorf("got the type %q, want BIGINT", kind)
		}
		if fine && (err != nil || n != rows) {
			t.Errorf("%d rows: got %d, %v", rows, n, err)
		}
		if !fine && !errors.Is(err, errTooMany) {
			t.Errorf("%d rows: got %v, want it refused", rows, err)
		}
	}
	if n, _, err := read(open(t, limits{0, as}), "FROM range(5000)"); n != 5000 || err != nil {
		t.Errorf("without a limit: got %d, %v", n, err)
	}
}

func TestErrorsAreTold(t *testing.T) {
	told := errors.New("told")
	db := open(t, limits{0, func(error) error { return told }})
	for _, query := range []string{"SELECT * FROM nothing", "SELECT error('at the end') FROM range(1)", "SELECT CASE WHEN range = 99999 THEN error('late') END FROM range(100000)"} {
		if _, _, err := read(db, query); err != told {
			t.Errorf("%s: got %v, want it told", query, err)
		}
	}
	if n, _, err := read(db, "FROM range(9)"); n != 9 || err != nil {
		t.Errorf("got %d, %v: the end of the rows is no error", n, err)
	}
}

func TestAConnectionOnlyAsks(t *testing.T) {
	db := open(t, limits{0, as})
	if _, err := db.Exec("CREATE TABLE x (n INTEGER)"); err == nil || err.Error() != "is not a query" {
		t.Errorf("got %v, want it refused", err)
	}
}
