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
	Name    string // as config calls it
	DSN     string // https://user:password@host:port/catalog/schema?...; a secret
	Seconds int    // that a query may take, waiting in the queue included
	Rows    int    // that it may give
}

// A DB is a connection with the transaction in which it asks.
type DB struct {
	Dialect
	db    *sql.DB
	tx    *sql.Tx
	asked time.Time // last
}

// oldest is the first version that the client speaks with.
const oldest = 372

// form is what a DSN looks like.
const form = "want https://user:password@host:port/catalog/schema"

// Open connects. Errors are of the kind engine.Trouble and tell nothing of the DSN.
func Open(ctx context.Context, o Options) (*DB, error) {
	told := troubles{o.Name}
	config, err := settings(o)
	if err != nil {
		return nil, told.tell("has a DSN that "+err.Error(), form)
	}
	connector, err := trino.NewConnector(config)
	if err != nil {
		return nil, told.tell("has a DSN that "+unread.Error(), form)
	}
	version, err := greet(ctx, connector)
	switch {
	case err != nil:
		return nil, told.say(err)
	case version < oldest:
		return nil, told.tell(fmt.Sprintf("is Trino %d", version), fmt.Sprintf("want %d or newer", oldest))
	}
	return &DB{db: sql.OpenDB(bound.Connector(connector, bound.Limits{MaxRows: o.Rows, Told: told.say}))}, nil
}

// Close ends the transaction, and with it everything.
func (db *DB) Close() error {
	db.end()
	return db.db.Close()
}

// queries is how a statement begins that only asks. Trino takes one statement at a time.
var queries = regexp.MustCompile(`(?is)^\s*(--[^\n]*\n\s*|/\*.*?\*/\s*)*(SELECT|WITH|VALUES)\b`)

// idle is how long a transaction may rest; Trino ends it after five minutes.
const idle = 4 * time.Minute

// Query asks. After a mistake, or a long rest, the transaction is at its end, and another begins.
func (db *DB) Query(ctx context.Context, query string) (*sql.Rows, error) {
	if !queries.MatchString(query) {
		return nil, errors.New("bug: what is asked is not a SELECT")
	}
	return db.ask(ctx, query)
}

func (db *DB) ask(ctx context.Context, query string) (*sql.Rows, error) {
	if time.Since(db.asked) > idle {
		db.end()
	}
	db.asked = time.Now()
	if db.tx == nil {
		tx, err := db.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return nil, err
		}
		db.tx = tx
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

// settings reads the DSN. Its error says what the DSN does wrong, and nothing that it holds.
func settings(o Options) (*trino.Config, error) {
	at, err := url.Parse(o.DSN)
	switch {
	case err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https":
		return nil, errors.New("is no address")
	case at.Scheme == "http" && !loopback(at.Hostname()):
		return nil, errors.New("begins with http:// though its host is another machine, so that everyone between could read along")
	case at.User.Username() == "":
		return nil, errors.New("names no user")
	}
	config, err := trino.ParseDSN(o.DSN)
	if err != nil {
		return nil, unread
	}
	if at.Query().Get("source") == "" {
		config.Source = "shingle"
	}
	if config.SessionProperties == nil {
		config.SessionProperties = map[string]string{}
	}
	config.SessionProperties["query_max_run_time"] = fmt.Sprintf("%ds", o.Seconds)
	config.TimeZone = "UTC"
	if config.RequestRetryTimeout == nil {
		config.RequestRetryTimeout = new(time.Duration)
		*config.RequestRetryTimeout = 15 * time.Second
	}
	late := time.Duration(o.Seconds)*time.Second + time.Minute // should the coordinator fall silent
	config.QueryTimeout = &late
	return config, nil
}

var unread = errors.New("holds a setting that Trino's Go client cannot read")

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// greet asks which version is there, and whether it lets us in.
func greet(ctx context.Context, connector *trino.Connector) (version int, err error) {
	c, err := connector.Connect(ctx)
	if err != nil {
		return 0, err
	}
	defer c.Close()
	conn := c.(*trino.Conn)
	info, err := conn.ServerInfo(ctx)
	if err != nil {
		return 0, err
	}
	digits, _, _ := strings.Cut(info.NodeVersion, "-") // 476-e.2 and the like are Trino 476, too
	if version, err = strconv.Atoi(digits); err != nil {
		version = oldest // of its own make
	}
	return version, conn.Ping(ctx)
}
