package trino

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/trinodb/trino-go-client/trino"

	"shingle/generator/internal/engine/bound"
)

// An Error is a sentence about what went wrong, with what would be right. It holds
// nothing of the DSN and of any row.
type Error struct {
	Text string
	name string // Trino's for it
}

func (e *Error) Error() string { return e.Text }

// sentences are what Trino's errors come to. Without a text, Trino's own sentence stands
// there: it names the table, the column, the function.
var sentences = []struct {
	names      string
	text, hint string
}{
	{names: "CATALOG_NOT_FOUND SCHEMA_NOT_FOUND TABLE_NOT_FOUND MISSING_CATALOG_NAME MISSING_SCHEMA_NAME", hint: `want catalog.schema.table as SHOW TABLES lists it`},
	{names: "COLUMN_NOT_FOUND", hint: "want a column as DESCRIBE lists it"},
	{names: "PERMISSION_DENIED", hint: "want a user who may SELECT from it"},
	{names: "EXCEEDED_TIME_LIMIT", text: "the query took longer than max_seconds", hint: "want a larger one, fewer days, or more workers"},
	{names: "EXCEEDED_GLOBAL_MEMORY_LIMIT EXCEEDED_LOCAL_MEMORY_LIMIT CLUSTER_OUT_OF_MEMORY EXCEEDED_SPILL_LIMIT", hint: "want fewer days, or more memory for the workers"},
	{names: "QUERY_QUEUE_FULL QUERY_REJECTED ADMINISTRATIVELY_PREEMPTED ADMINISTRATIVELY_KILLED EXCEEDED_CPU_LIMIT EXCEEDED_SCAN_LIMIT EXCEEDED_WRITE_LIMIT", hint: "ask who runs the cluster"},
	{names: "NO_NODES_AVAILABLE REMOTE_HOST_GONE REMOTE_TASK_ERROR REMOTE_TASK_MISMATCH REMOTE_TASK_FAILED TOO_MANY_REQUESTS_FAILED PAGE_TRANSPORT_ERROR PAGE_TRANSPORT_TIMEOUT SERVER_SHUTTING_DOWN SERVER_STARTING_UP NODE_NOT_FOUND",
		text: "a worker of the cluster was lost in the middle of the query", hint: "nothing is half counted; build again when the cluster is whole"},
	{names: "ABANDONED_QUERY USER_CANCELED ADMINISTRATIVELY_CANCELED", text: "the query was cancelled on the cluster", hint: "build again"},
	{names: "INVALID_CAST_ARGUMENT", text: "the query fails on a cell that is not of the type it is cast to", hint: "TRY_CAST gives NULL for such cells"},
	{names: "NUMERIC_VALUE_OUT_OF_RANGE DIVISION_BY_ZERO INVALID_FUNCTION_ARGUMENT INVALID_ARGUMENTS", text: "the query fails on a value that one of its functions does not take", hint: "TRY(...) gives NULL for such values"},
	{names: "READ_ONLY_VIOLATION", text: "the statement would write", hint: "want a SELECT"},
}

// position is where in a statement Trino found something; the statement is ours.
var position = regexp.MustCompile(`^line \d+:\d+: `)

// told is the sentence about an error.
func told(err error) error {
	var ours *Error
	var e *trino.ErrTrino
	var answer *trino.ErrQueryFailed
	switch {
	case err == nil || errors.As(err, &ours) || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, bound.ErrTooMany):
		return &Error{Text: err.Error()}
	case errors.As(err, &e):
		return spoken(e)
	case errors.Is(err, trino.ErrQueryCancelled):
		return spoken(&trino.ErrTrino{ErrorName: "USER_CANCELED"})
	case errors.Is(err, context.DeadlineExceeded):
		return spoken(&trino.ErrTrino{ErrorName: "EXCEEDED_TIME_LIMIT"})
	case errors.As(err, &answer) && answer.StatusCode != 0:
		return refused(answer.StatusCode)
	}
	return unreached(err)
}

func spoken(e *trino.ErrTrino) error {
	text, hint := position.ReplaceAllString(e.Message, ""), "want what Trino's SQL knows"
	for _, s := range sentences {
		if slices.Contains(strings.Fields(s.names), e.ErrorName) {
			hint = s.hint
			if s.text != "" {
				text = s.text
			}
		}
	}
	if e.ErrorType == "INTERNAL_ERROR" && hint == "want what Trino's SQL knows" { // of which the message may be anything
		text, hint = "Trino has failed at the query ("+e.ErrorName+")", "ask who runs the cluster"
	}
	return &Error{strings.TrimRight(text, ".") + "; " + hint, e.ErrorName}
}

// refused is what an answer that is none of a query's means.
func refused(status int) error {
	switch status {
	case http.StatusUnauthorized:
		return &Error{Text: "the cluster does not know the user of the DSN, or the password is another; " + form}
	case http.StatusForbidden:
		return &Error{Text: "the user of the DSN may not ask this cluster; want a user who may"}
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return &Error{Text: "the cluster takes no query now; build again when it does"}
	}
	return &Error{Text: "what answers at the address of the DSN is not Trino; " + form}
}

// unreached is why nobody answered. Errors of the network name the address, which is the
// DSN's, and are not told.
func unreached(err error) error {
	var unknown *net.DNSError
	var dial *net.OpError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var garbled *json.SyntaxError
	switch {
	case errors.As(err, &unknown):
		return &Error{Text: "the host of the DSN is not known; " + form}
	case errors.As(err, &certificate):
		return &Error{Text: "the cluster's certificate is signed by nobody whom this machine trusts, or for another host; SSLCertPath=... in the DSN names the file of who signs"}
	case errors.As(err, &record) || errors.As(err, &garbled) || errors.Is(err, http.ErrSchemeMismatch):
		return refused(0)
	case errors.As(err, &dial) && dial.Op == "dial":
		return &Error{Text: "nobody answers at the address of the DSN; want the coordinator's host and port"}
	}
	return &Error{Text: "the connection to the cluster broke in the middle of the query; build again"}
}
