// Package trino is the connection to a Trino cluster, where the rows are counted that
// never leave it: only what they add up to does. It asks and never writes: each
// statement is a query, in one transaction that is read-only, which also makes all
// queries see the same rows where the catalog keeps them apart (Iceberg, Delta).
package trino

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/trinodb/trino-go-client/trino"

	"shingle/generator/internal/engine/bound"
)

// Options say where the cluster is, and what it may be asked for.
type Options struct {
	DSN        string // https://user:password@host:port/catalog/schema?...; is never told
	MaxSeconds int    // that one query may take, queue included
	MaxRows    int    // that one query may give
}

// A DB is a connection with the transaction in which it asks.
type DB struct {
	db *sql.DB
	tx *sql.Tx
}

// oldest is the first version that the client speaks with.
const oldest = 372

// form is what a DSN looks like.
const form = "want https://user:password@host:port/catalog/schema"

// Open connects to the cluster and tells in one sentence what is wrong with it: its
// address, who asks, its version.
func Open(ctx context.Context, o Options) (*DB, error) {
	config, err := settings(o)
	if err != nil {
		return nil, err
	}
	connector, err := trino.NewConnector(config)
	if err != nil {
		return nil, unread()
	}
	if err := greet(ctx, connector); err != nil {
		return nil, told(err)
	}
	return &DB{db: sql.OpenDB(bound.Connector(connector, bound.Limits{MaxRows: o.MaxRows, Told: told}))}, nil
}

// Close ends the transaction, and with it everything.
func (db *DB) Close() error {
	if db.tx != nil {
		db.tx.Rollback()
	}
	return db.db.Close()
}

// queries is how a statement begins that only asks. Trino takes one statement at a time.
var queries = regexp.MustCompile(`^(?i:\s*\(?\s*(SELECT|WITH|VALUES)\b)`)

// Query asks. A transaction that a mistake or too long a pause has ended is begun anew.
func (db *DB) Query(ctx context.Context, query string) (*sql.Rows, error) {
	if !queries.MatchString(query) {
		return nil, errors.New("is not a SELECT")
	}
	if db.tx == nil {
		tx, err := db.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return nil, err
		}
		db.tx = tx
	}
	rows, err := db.tx.QueryContext(ctx, query)
	if err == nil {
		return rows, nil
	}
	db.tx.Rollback()
	db.tx = nil
	var e *Error
	if errors.As(err, &e) && e.name == "UNKNOWN_TRANSACTION" {
		return db.Query(ctx, query)
	}
	return nil, err
}

// settings reads the DSN. What it holds is in no error.
func settings(o Options) (*trino.Config, error) {
	at, err := url.Parse(o.DSN)
	switch {
	case err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https":
		return nil, errors.New("the DSN is no address; " + form)
	case at.Scheme == "http" && !loopback(at.Hostname()):
		return nil, errors.New("the DSN begins with http:// and its host is another machine, so that everyone between them could read along; " + form)
	case at.User.Username() == "":
		return nil, errors.New("the DSN names no user; " + form)
	}
	config, err := trino.ParseDSN(o.DSN)
	if err != nil {
		return nil, unread()
	}
	if at.Query().Get("source") == "" {
		config.Source = "shingle"
	}
	if config.SessionProperties == nil {
		config.SessionProperties = map[string]string{}
	}
	config.SessionProperties["query_max_run_time"] = fmt.Sprintf("%ds", o.MaxSeconds)
	config.TimeZone = "UTC"
	if config.RequestRetryTimeout == nil {
		config.RequestRetryTimeout = new(time.Duration)
		*config.RequestRetryTimeout = 15 * time.Second
	}
	late := time.Duration(o.MaxSeconds)*time.Second + time.Minute // should the coordinator fall silent
	config.QueryTimeout = &late
	return config, nil
}

func unread() error {
	return errors.New("the DSN holds a setting that Trino's Go client does not know; " + form)
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// greet asks who is there, and whether it lets us in.
func greet(ctx context.Context, connector *trino.Connector) error {
	c, err := connector.Connect(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	conn := c.(*trino.Conn)
	info, err := conn.ServerInfo(ctx)
	if err != nil {
		return err
	}
	digits, _, _ := strings.Cut(info.NodeVersion, "-") // 476-e.2 and the like are Trino 476, too
	if version, err := strconv.Atoi(digits); err == nil && version < oldest {
		return &Error{Text: fmt.Sprintf("is Trino %d, want %d or newer", version, oldest)}
	}
	return conn.Ping(ctx)
}
