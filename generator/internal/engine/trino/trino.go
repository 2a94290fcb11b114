// Package trino is the connection to a Trino cluster, where the rows are counted that
// never leave it: only what they add up to does. It asks and never writes: each
// statement is a query, in one transaction that is read-only, which also makes all
// queries see the same rows where the catalog keeps them apart (Iceberg, Delta).
package trino

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/trinodb/trino-go-client/trino"

	"shingle/generator/internal/engine/bound"
)

// A DB is a session with a cluster.
type DB struct {
	Dialect
	*bound.Session
}

// oldest is the first version that the client speaks with.
const oldest = 372

// form is what a DSN looks like.
const form = "want https://user:password@host:port/catalog/schema"

// idle is how long a transaction may rest; Trino ends it after five minutes.
const idle = 4 * time.Minute

// Open connects. Errors are of the kind engine.Trouble and tell nothing of the DSN.
func Open(ctx context.Context, o bound.Options) (*DB, error) {
	config, err := settings(o)
	if err != nil {
		return nil, o.Tell(form, "has a DSN that %v", err)
	}
	connector, err := trino.NewConnector(config)
	if err != nil {
		return nil, o.Tell(form, "has a DSN that %v", unread)
	}
	db := &DB{Session: bound.Open(connector, o, bound.Manners{
		Rest: idle, Looks: "EXPLAIN (TYPE VALIDATE) ", Column: column, Means: func(err error) error { return means(o, err) },
	})}
	version, err := greet(ctx, connector)
	switch {
	case err != nil:
		err = db.Told(err)
	case version < oldest:
		err = o.Tell(fmt.Sprintf("want %d or newer", oldest), "is Trino %d", version)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// settings reads the DSN. Its error says what the DSN does wrong, and nothing that it holds.
func settings(o bound.Options) (*trino.Config, error) {
	at, err := url.Parse(o.DSN)
	switch {
	case err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https":
		return nil, errors.New("is no address")
	case at.Scheme == "http" && !bound.Near(at.Hostname()):
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

// sentences are what Trino's errors come to. Without a text, Trino's own sentence stands
// there: it names the table, the column, the function.
var sentences = []struct {
	names      string
	text, hint string
}{
	{names: "CATALOG_NOT_FOUND SCHEMA_NOT_FOUND TABLE_NOT_FOUND MISSING_CATALOG_NAME MISSING_SCHEMA_NAME", hint: "want catalog.schema.table as SHOW TABLES lists it"},
	{names: "COLUMN_NOT_FOUND", hint: "want a column as DESCRIBE lists it"},
	{names: "PERMISSION_DENIED", hint: "want a user who may SELECT from it"},
	{names: "EXCEEDED_TIME_LIMIT", text: "takes longer than max_seconds to answer", hint: "want a larger one, fewer days, or more workers"},
	{names: "EXCEEDED_GLOBAL_MEMORY_LIMIT EXCEEDED_LOCAL_MEMORY_LIMIT CLUSTER_OUT_OF_MEMORY EXCEEDED_SPILL_LIMIT", hint: "want fewer days, or more memory for the workers"},
	{names: "QUERY_QUEUE_FULL QUERY_REJECTED ADMINISTRATIVELY_PREEMPTED ADMINISTRATIVELY_KILLED EXCEEDED_CPU_LIMIT EXCEEDED_SCAN_LIMIT", hint: "ask who runs the cluster"},
	{names: "NO_NODES_AVAILABLE", text: "has no worker that is up", hint: "the next build asks anew"},
	{names: "REMOTE_HOST_GONE REMOTE_TASK_ERROR REMOTE_TASK_MISMATCH REMOTE_TASK_FAILED TOO_MANY_REQUESTS_FAILED PAGE_TRANSPORT_ERROR PAGE_TRANSPORT_TIMEOUT SERVER_SHUTTING_DOWN SERVER_STARTING_UP",
		text: "lost a worker in the middle of the query", hint: "nothing is half counted; the next build asks anew"},
	{names: "ABANDONED_QUERY USER_CANCELED ADMINISTRATIVELY_CANCELED", text: "was told to cancel the query", hint: "the next build asks anew"},
	{names: "INVALID_CAST_ARGUMENT", text: "fails on a cell that is not of the type it is cast to", hint: "TRY_CAST gives NULL for such cells"},
	{names: "NUMERIC_VALUE_OUT_OF_RANGE DIVISION_BY_ZERO INVALID_FUNCTION_ARGUMENT INVALID_ARGUMENTS", text: "fails on a value that a function in the query does not take", hint: "TRY(...) gives NULL for such values"},
	{names: "READ_ONLY_VIOLATION", text: "refuses what would write", hint: "want one SELECT"},
}

// position is where in a statement Trino found something; the statement is ours.
var position = regexp.MustCompile(`^line \d+:\d+: `)

// means makes a sentence of an error, which tells nothing of the DSN and of any cell.
func means(o bound.Options, err error) error {
	var e *trino.ErrTrino
	var answer *trino.ErrQueryFailed
	switch {
	case errors.As(err, &e):
		return answered(o, e)
	case errors.Is(err, trino.ErrQueryCancelled):
		return answered(o, &trino.ErrTrino{ErrorName: "USER_CANCELED"})
	case errors.Is(err, context.DeadlineExceeded):
		return answered(o, &trino.ErrTrino{ErrorName: "EXCEEDED_TIME_LIMIT"})
	case errors.As(err, &answer) && answer.StatusCode != 0:
		return refused(o, answer.StatusCode)
	}
	return unreached(o, err)
}

func answered(o bound.Options, e *trino.ErrTrino) error {
	for _, s := range sentences {
		if slices.Contains(strings.Fields(s.names), e.ErrorName) {
			if s.text != "" {
				return o.Tell(s.hint, "%s", s.text)
			}
			return o.Tell(s.hint, "answers: %s", own(e))
		}
	}
	if e.ErrorType == "USER_ERROR" {
		return o.Tell("", "answers: %s", own(e))
	}
	return o.Tell("ask who runs the cluster", "has failed at the query (%s)", e.ErrorName) // whose message may be anything
}

// own is Trino's sentence, which names the table, the column, the function.
func own(e *trino.ErrTrino) string {
	return strings.TrimRight(position.ReplaceAllString(e.Message, ""), ".")
}

// refused is what an answer that is none of a query's means.
func refused(o bound.Options, status int) error {
	switch status {
	case http.StatusUnauthorized:
		return o.Tell(form, "does not know the user of the DSN, or by another password")
	case http.StatusForbidden:
		return o.Tell("want a user who may", "does not let the user of the DSN ask")
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return o.Tell("the next build asks anew", "takes no query now")
	}
	return o.Tell(form, "is not Trino: something else answers at the address of the DSN")
}

// unreached is why nobody answered. Errors of the network name the address, which is the
// DSN's, and are not told.
func unreached(o bound.Options, err error) error {
	var unknown *net.DNSError
	var dial *net.OpError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var garbled *json.SyntaxError
	switch {
	case errors.As(err, &unknown):
		return o.Tell(form, "has a DSN with a host that nobody knows")
	case errors.As(err, &certificate):
		return o.Tell("SSLCertPath=FILE in the DSN names who vouches for it", "shows a certificate that nobody vouches for, or that is another host's")
	case errors.As(err, &record) || errors.As(err, &garbled) || errors.Is(err, http.ErrSchemeMismatch):
		return refused(o, 0)
	case errors.As(err, &dial) && dial.Op == "dial":
		return o.Tell("want its coordinator's host and port in the DSN, and a network that reaches it", "cannot be reached")
	}
	return o.Tell("the next build asks anew", "broke the connection off")
}
