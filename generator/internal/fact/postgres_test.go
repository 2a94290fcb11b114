package fact_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
)

// A postgres is a server of the test's own, on a socket in a folder of its own.
type postgres struct {
	db   *sql.DB
	seen int // tables that were copied
}

// startPostgres starts a server; without the program there is none, which is an error only where
// every test must run.
func startPostgres(t *testing.T) *postgres {
	t.Helper()
	initdb, server := found("initdb"), found("postgres")
	if initdb == "" || server == "" {
		t.Skip("no PostgreSQL server here: that counting is the same on it is not tried")
	}
	dir, err := os.MkdirTemp("", "shingle-pg") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	as := &syscall.SysProcAttr{}
	if os.Getuid() == 0 { // it will not run as root
		who, err := user.Lookup("nobody")
		if err != nil {
			t.Fatal(err)
		}
		uid, _ := strconv.Atoi(who.Uid)
		gid, _ := strconv.Atoi(who.Gid)
		as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	data := filepath.Join(dir, "data")
	run := exec.Command(initdb, "-D", data, "-U", "shingle", "-A", "trust", "--locale=C", "--encoding=UTF8", "--no-sync")
	run.SysProcAttr, run.Dir = as, dir
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run = exec.Command(server, "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off")
	run.SysProcAttr, run.Dir = as, dir
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { run.Process.Signal(syscall.SIGQUIT); run.Wait() })
	config, err := pgx.ParseConfig("host=" + dir + " user=shingle dbname=postgres sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	db := stdlib.OpenDB(*config)
	t.Cleanup(func() { db.Close() })
	for db.Ping() != nil {
		if run.Process.Signal(syscall.Signal(0)) != nil || t.Context().Err() != nil {
			t.Fatal("PostgreSQL does not start")
		}
	}
	return &postgres{db: db}
}

// found is where a program of PostgreSQL lies; Debian keeps them out of the path.
func found(program string) string {
	if path, err := exec.LookPath(program); err == nil {
		return path
	}
	all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + program)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// Query asks the server.
func (p *postgres) Query(ctx context.Context, query string) (*sql.Rows, error) {
	rows, err := p.db.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, query)
	}
	return rows, nil
}

// take copies the tables of sources as they stand in the engine, rows in their order.
func (p *postgres) take(t *testing.T, db *engine.DB, sources []fact.Source) []fact.Source {
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

func (p *postgres) copied(t *testing.T, db *engine.DB, table string) string {
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
