// Package postgres asks a warehouse that speaks PostgreSQL's protocol and SQL: PostgreSQL itself
// and what is made of it. Nothing is written there: every query runs in a transaction that may
// only read, within a time, and gives no more rows than it may.
package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/engine/bound"
)

// Options say where the warehouse is and what a query may take.
type Options struct {
	Name    string // as config calls it
	DSN     string // as libpq reads it; a secret
	Seconds int    // that a query may take
	Rows    int    // that it may give
}

// A DB is one connection, and one transaction in which all queries see the same rows.
type DB struct {
	Dialect
	name string
	pool *sql.DB
	tx   *sql.Tx
}

// oldest is the first version that reads all SQL that is asked.
var oldest = 120000

// Open connects. Errors are of the kind engine.Trouble and tell nothing of the DSN.
func Open(ctx context.Context, o Options) (*DB, error) {
	config, err := pgx.ParseConfig(secured(o.DSN))
	if err != nil {
		return nil, &engine.Trouble{Text: fmt.Sprintf("engine %q has a DSN that is none", o.Name), Hint: `want such as "postgres://reader@warehouse.example.com/calls" or "host=warehouse.example.com user=reader dbname=calls"`}
	}
	config.ConnectTimeout = min(time.Duration(o.Seconds)*time.Second, 30*time.Second)
	for name, value := range map[string]string{
		"application_name": "shingle", "statement_timeout": fmt.Sprintf("%ds", o.Seconds), "default_transaction_read_only": "on",
		"timezone": "UTC", "datestyle": "ISO, YMD", "extra_float_digits": "1", "bytea_output": "hex", "jit": "off", "standard_conforming_strings": "on",
	} {
		config.RuntimeParams[name] = value
	}
	told := troubles{o.Name, o.Seconds, o.Rows}
	db := &DB{name: o.Name, pool: sql.OpenDB(bound.Connector(stdlib.GetConnector(*config), bound.Limits{MaxRows: o.Rows, Told: told.say}))}
	db.pool.SetMaxOpenConns(1)
	if err := db.begin(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// begin starts the transaction, and looks at whom it speaks with.
func (db *DB) begin(ctx context.Context) (err error) {
	if db.tx, err = db.pool.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}); err != nil {
		return err
	}
	var version int
	var encoding string
	var icu bool
	err = db.tx.QueryRowContext(ctx, "SELECT CAST(current_setting('server_version_num') AS INTEGER), current_setting('server_encoding'), EXISTS (SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu')").Scan(&version, &encoding, &icu)
	switch {
	case err != nil:
		return err
	case version < oldest:
		return &engine.Trouble{Text: fmt.Sprintf("engine %q is PostgreSQL %d.%d", db.name, version/10000, version/100%100), Hint: fmt.Sprintf("want %d or newer; Redshift and others of older SQL can be asked through Trino", oldest/10000)}
	case encoding != "UTF8":
		return &engine.Trouble{Text: fmt.Sprintf("engine %q keeps its texts in %s", db.name, encoding), Hint: "want a database in UTF8"}
	}
	db.icu = icu
	return nil
}

// Query asks. After a mistake the transaction is at its end, and another begins.
func (db *DB) Query(ctx context.Context, query string) (*sql.Rows, error) {
	if db.tx == nil {
		if err := db.begin(ctx); err != nil {
			return nil, err
		}
	}
	rows, err := db.tx.QueryContext(ctx, query)
	if err != nil {
		db.end()
		return nil, err
	}
	return rows, nil
}

func (db *DB) end() {
	if db.tx != nil {
		db.tx.Rollback() // nothing was written
		db.tx = nil
	}
}

// Close ends the connection.
func (db *DB) Close() error {
	db.end()
	return db.pool.Close()
}

// selects is how a query begins that may be asked.
var selects = regexp.MustCompile(`(?is)^\s*(--[^\n]*\n\s*|/\*.*?\*/\s*)*(SELECT|WITH|VALUES)\b`)

// Check tells what is wrong with a query of somebody's own: it is to be exactly one SELECT. The
// server reads it by itself, so that it cannot be the end of one and the beginning of another.
func (db *DB) Check(ctx context.Context, query string) error {
	if !selects.MatchString(query) {
		return &engine.Trouble{Text: "the query is not a SELECT", Hint: "want exactly one SELECT"}
	}
	prepared, err := db.tx.PrepareContext(ctx, query)
	if err != nil {
		db.end()
		return err
	}
	return prepared.Close()
}

// Columns lists the columns of a relation.
func (db *DB) Columns(ctx context.Context, relation string) ([]engine.Column, error) {
	rows, err := db.Query(ctx, "SELECT * FROM "+relation+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	var all []engine.Column
	for _, t := range types {
		all = append(all, columnOf(t.Name(), t.DatabaseTypeName()))
	}
	return all, rows.Err()
}

// secured is a DSN that demands a certificate of a server on another machine, unless it says itself
// how safe the connection is to be.
func secured(dsn string) string {
	if strings.Contains(dsn, "sslmode") || os.Getenv("PGSSLMODE") != "" {
		return dsn
	}
	config, err := pgx.ParseConfig(dsn)
	if err != nil || near(config.Host) {
		return dsn
	}
	if u, err := url.Parse(dsn); err == nil && u.Scheme != "" {
		q := u.Query()
		q.Set("sslmode", "verify-full")
		u.RawQuery = q.Encode()
		return u.String()
	}
	return dsn + " sslmode=verify-full"
}

// near tells whether a server is on this machine: behind a socket or its own network.
func near(host string) bool {
	ip := net.ParseIP(host)
	return strings.HasPrefix(host, "/") || host == "localhost" || ip != nil && ip.IsLoopback()
}
