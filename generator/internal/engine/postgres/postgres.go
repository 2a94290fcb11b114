// Package postgres asks a warehouse that speaks PostgreSQL's protocol and SQL: PostgreSQL itself
// and what is made of it. Nothing is written there: every query runs in a transaction that may
// only read, within a time, and gives no more rows than it may.
package postgres

import (
	"context"
	"crypto/x509"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"shingle/generator/internal/engine/bound"
)

// A DB is a session with a server.
type DB struct {
	Dialect
	*bound.Session
}

// oldest is the first version that reads all SQL that is asked.
var oldest = 120000

// Open connects. Errors are of the kind engine.Trouble and tell nothing of the DSN.
func Open(ctx context.Context, o bound.Options) (*DB, error) {
	config, err := pgx.ParseConfig(secured(o.DSN))
	if err != nil {
		return nil, o.Tell(`want such as "postgres://reader@warehouse.example.com/calls" or "host=warehouse.example.com user=reader dbname=calls"`, "has a DSN that is none")
	}
	config.ConnectTimeout = min(time.Duration(o.Seconds)*time.Second, 30*time.Second)
	for name, value := range map[string]string{
		"application_name": "shingle", "statement_timeout": fmt.Sprintf("%ds", o.Seconds), "default_transaction_read_only": "on",
		"timezone": "UTC", "datestyle": "ISO, YMD", "extra_float_digits": "1", "bytea_output": "hex", "jit": "off", "standard_conforming_strings": "on",
	} {
		config.RuntimeParams[name] = value
	}
	db := &DB{Session: bound.Open(stdlib.GetConnector(*config), o, bound.Manners{
		Isolation: sql.LevelRepeatableRead, Column: column, Means: func(err error) error { return means(o, err) },
	})}
	if err := db.greet(ctx, o); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// greet looks at whom it speaks with.
func (db *DB) greet(ctx context.Context, o bound.Options) error {
	rows, err := db.Query(ctx, "SELECT CAST(current_setting('server_version_num') AS INTEGER), current_setting('server_encoding'), EXISTS (SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu')")
	if err != nil {
		return err
	}
	defer rows.Close()
	var version int
	var encoding string
	for rows.Next() {
		if err := rows.Scan(&version, &encoding, &db.icu); err != nil {
			return err
		}
	}
	switch {
	case rows.Err() != nil:
		return rows.Err()
	case version < oldest:
		return o.Tell(fmt.Sprintf("want %d or newer; Redshift and others of older SQL can be asked through Trino", oldest/10000), "is PostgreSQL %d.%d", version/10000, version/100%100)
	case encoding != "UTF8":
		return o.Tell("want a database in UTF8", "keeps its texts in %s", encoding)
	}
	return nil
}

// secured is a DSN that demands a certificate of a server on another machine, unless it says itself
// how safe the connection is to be.
func secured(dsn string) string {
	if strings.Contains(dsn, "sslmode") || os.Getenv("PGSSLMODE") != "" {
		return dsn
	}
	config, err := pgx.ParseConfig(dsn)
	if err != nil || strings.HasPrefix(config.Host, "/") || bound.Near(config.Host) {
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

// quoted is a name in a message of the server.
var quoted = regexp.MustCompile(`"[^"]{1,200}"`)

// means makes a sentence of an error, which tells nothing of the DSN and of any cell.
func means(o bound.Options, err error) error {
	var server *pgconn.PgError
	var connecting *pgconn.ConnectError
	var unknown x509.UnknownAuthorityError
	var other x509.HostnameError
	switch {
	case errors.As(err, &server):
		return answered(o, server)
	case errors.As(err, &unknown) || errors.As(err, &other):
		return o.Tell("sslrootcert=FILE in the DSN names who vouches for it; sslmode=require does without", "shows a certificate that nobody vouches for, or that is another server's")
	case strings.Contains(err.Error(), "refused TLS") || strings.Contains(err.Error(), "server refused"):
		return o.Tell("sslmode=disable in the DSN says so, if the network between is safe", "does not speak TLS")
	case errors.As(err, &connecting):
		return o.Tell("want its host and port in the DSN, and a network that reaches it", "cannot be reached")
	}
	return o.Tell("the next build asks anew", "broke the connection off")
}

// answered is what the server's own message means.
func answered(o bound.Options, e *pgconn.PgError) error {
	name := quoted.FindString(e.Message)
	switch e.Code {
	case "28P01", "28000":
		return o.Tell("want a user and a password that it knows in the DSN", "does not let this user in")
	case "3D000":
		return o.Tell("want its name in the DSN", "has no such database")
	case "42P01", "3F000", "42602":
		return o.Tell("want a table's name with its schema, such as analytics.calls", "has no table %s", name)
	case "42703":
		return o.Tell("", "has no column %s there", name)
	case "42501":
		return o.Tell("GRANT SELECT (and USAGE of its schema) lets it", "does not let this user read %s", strings.TrimPrefix(e.Message, "permission denied for "))
	case "57014":
		return o.Tell("max_seconds gives it longer", "takes longer than %d seconds to answer", o.Seconds)
	case "25006", "0A000":
		return o.Tell("want one SELECT that only reads", "refuses what would write or cannot stand in a query: %s", e.Message)
	case "42601":
		return o.Tell("want exactly one SELECT", "cannot read the query: %s", e.Message)
	case "40001", "40P01":
		return o.Tell("the next build asks anew", "was busy with the same rows")
	}
	switch e.Code[:min(2, len(e.Code))] {
	case "08", "57":
		return o.Tell("the next build asks anew", "broke the connection off")
	case "53", "54", "58":
		return o.Tell("", "has no room for the answer: %s", e.Message)
	case "22": // its message holds a cell
		return o.Tell("", "cannot work out an answer from these cells (SQLSTATE %s)", e.Code)
	}
	return o.Tell("", "cannot answer: %s (SQLSTATE %s)", e.Message, e.Code)
}
