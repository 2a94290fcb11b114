package trino

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/trinodb/trino-go-client/trino"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/engine/bound"
)

// troubles makes sentences of errors, which tell nothing of the DSN and of any cell.
type troubles struct{ name string } // of the engine

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

// say is what an error means; one that is no engine's stays as it is.
func (t troubles) say(err error) error {
	var e *trino.ErrTrino
	var answer *trino.ErrQueryFailed
	var told *engine.Trouble
	switch {
	case err == nil || errors.As(err, &told) || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, bound.ErrTooMany):
		return t.tell("gives more rows to one question than max_rows allows", "want a larger one, or fewer days, teams and channels")
	case errors.As(err, &e):
		return t.answered(e)
	case errors.Is(err, trino.ErrQueryCancelled):
		return t.answered(&trino.ErrTrino{ErrorName: "USER_CANCELED"})
	case errors.Is(err, context.DeadlineExceeded):
		return t.answered(&trino.ErrTrino{ErrorName: "EXCEEDED_TIME_LIMIT"})
	case errors.As(err, &answer) && answer.StatusCode != 0:
		return t.refused(answer.StatusCode)
	}
	return t.unreached(err)
}

func (t troubles) tell(text, hint string) error {
	return &engine.Trouble{Text: fmt.Sprintf("engine %q %s", t.name, text), Hint: hint}
}

// answered is what Trino's own error means.
func (t troubles) answered(e *trino.ErrTrino) error {
	for _, s := range sentences {
		if slices.Contains(strings.Fields(s.names), e.ErrorName) {
			if s.text != "" {
				return t.tell(s.text, s.hint)
			}
			return t.tell("answers: "+own(e), s.hint)
		}
	}
	if e.ErrorType == "USER_ERROR" {
		return t.tell("answers: "+own(e), "")
	}
	return t.tell("has failed at the query ("+e.ErrorName+")", "ask who runs the cluster") // whose message may be anything
}

// own is Trino's sentence, which names the table, the column, the function.
func own(e *trino.ErrTrino) string {
	return strings.TrimRight(position.ReplaceAllString(e.Message, ""), ".")
}

// refused is what an answer that is none of a query's means.
func (t troubles) refused(status int) error {
	switch status {
	case http.StatusUnauthorized:
		return t.tell("does not know the user of the DSN, or by another password", form)
	case http.StatusForbidden:
		return t.tell("does not let the user of the DSN ask", "want a user who may")
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return t.tell("takes no query now", "the next build asks anew")
	}
	return t.tell("is not Trino: something else answers at the address of the DSN", form)
}

// unreached is why nobody answered. Errors of the network name the address, which is the
// DSN's, and are not told.
func (t troubles) unreached(err error) error {
	var unknown *net.DNSError
	var dial *net.OpError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var garbled *json.SyntaxError
	switch {
	case errors.As(err, &unknown):
		return t.tell("has a DSN with a host that nobody knows", form)
	case errors.As(err, &certificate):
		return t.tell("shows a certificate that nobody vouches for, or that is another host's", "SSLCertPath=FILE in the DSN names who vouches for it")
	case errors.As(err, &record) || errors.As(err, &garbled) || errors.Is(err, http.ErrSchemeMismatch):
		return t.refused(0)
	case errors.As(err, &dial) && dial.Op == "dial":
		return t.tell("cannot be reached", "want its coordinator's host and port in the DSN, and a network that reaches it")
	}
	return t.tell("broke the connection off", "the next build asks anew")
}
