package fact_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/pgserver"
)

// copies is a server to which records are copied as they were read from files.
type copies struct {
	db   *sql.DB
	seen int // tables that were copied
}

func startPostgres(t *testing.T) *copies { return &copies{db: pgserver.Start(t).DB} }

// Query asks the server.
func (p *copies) Query(ctx context.Context, query string) (*sql.Rows, error) {
	rows, err := p.db.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, query)
	}
	return rows, nil
}

// take copies the tables of sources as they stand in the engine, rows in their order.
func (p *copies) take(t *testing.T, db *engine.DB, sources []fact.Source) []fact.Source {
	t.Helper()
	taken := append([]fact.Source{}, sources...)
	for i := range taken {
		taken[i].RowID = "row_"
		if taken[i].Table = p.copied(t, db, taken[i].Table); taken[i].Rejects != "" {
			taken[i].Rejects = p.copied(t, db, taken[i].Rejects)
		}
	}
	return taken
}

func (p *copies) writes() []string { return nil }

func (p *copies) copied(t *testing.T, db *engine.DB, table string) string {
	t.Helper()
	ctx := t.Context()
	rows, err := db.Query(ctx, "SELECT rowid AS row_, * FROM "+table+" ORDER BY rowid")
	if err != nil { // a source of counts has none
		return table
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	var names, columns []string
	for _, c := range types {
		kind := map[string]string{"VARCHAR": "TEXT", "BOOLEAN": "BOOLEAN", "SMALLINT": "SMALLINT", "INTEGER": "INTEGER", "UBIGINT": "NUMERIC"}[c.DatabaseTypeName()]
		if kind == "" {
			kind = "BIGINT"
		}
		names, columns = append(names, c.Name()), append(columns, c.Name()+" "+kind)
	}
	var all [][]any
	for rows.Next() {
		row, into := make([]any, len(names)), make([]any, len(names))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for i, v := range row {
			switch v := v.(type) {
			case uint64:
				row[i] = new(big.Int).SetUint64(v).String()
			case uint32:
				row[i] = int64(v)
			case uint8:
				row[i] = int64(v)
			}
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	p.seen++
	name := fmt.Sprintf("taken_%d", p.seen)
	if _, err := p.db.ExecContext(ctx, "CREATE TABLE "+name+" ("+strings.Join(columns, ", ")+")"); err != nil {
		t.Fatal(err)
	}
	conn, err := p.db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Raw(func(driver any) error {
		_, err := driver.(*stdlib.Conn).Conn().CopyFrom(ctx, pgx.Identifier{name}, names, pgx.CopyFromRows(all))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return name
}
