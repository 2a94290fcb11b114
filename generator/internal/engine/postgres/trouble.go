package postgres

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/engine/bound"
)

// troubles makes sentences of errors, which tell neither the address nor a cell.
type troubles struct {
	name          string // of the engine
	seconds, rows int    // what a query may take, and give
}

// quoted is a name in a message of the server.
var quoted = regexp.MustCompile(`"[^"]{1,200}"`)

// say is what an error means; one that is none of the engine's stays as it is.
func (t troubles) say(err error) error {
	var server *pgconn.PgError
	var connecting *pgconn.ConnectError
	var unknown x509.UnknownAuthorityError
	var other x509.HostnameError
	tell := func(hint, format string, args ...any) error {
		return &engine.Trouble{Text: fmt.Sprintf("engine %q ", t.name) + fmt.Sprintf(format, args...), Hint: hint}
	}
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, bound.ErrTooMany):
		return tell("max_rows allows more; team and reason are to be groups, of which there are few", "gives more than %d rows to one question", t.rows)
	case errors.As(err, &server):
		return t.answered(server, tell)
	case errors.As(err, &unknown) || errors.As(err, &other):
		return tell("sslrootcert=FILE in the DSN names who vouches for it; sslmode=require does without", "shows a certificate that nobody vouches for, or that is another server's")
	case strings.Contains(err.Error(), "refused TLS") || strings.Contains(err.Error(), "server refused"):
		return tell("sslmode=disable in the DSN says so, if the network between is safe", "does not speak TLS")
	case errors.As(err, &connecting):
		return tell("want its host and port in the DSN, and a network that reaches it", "cannot be reached")
	}
	return tell("the next build asks anew", "broke the connection off")
}

// answered is what the server's own message means.
func (t troubles) answered(e *pgconn.PgError, tell func(hint, format string, args ...any) error) error {
	name := quoted.FindString(e.Message)
	switch e.Code {
	case "28P01", "28000":
		return tell("want a user and a password that it knows in the DSN", "does not let this user in")
	case "3D000":
		return tell("want its name in the DSN", "has no such database")
	case "42P01", "3F000", "42602":
		return tell("want a table's name with its schema, such as analytics.calls", "has no table %s", name)
	case "42703":
		return tell("", "has no column %s there", name)
	case "42501":
		return tell("GRANT SELECT (and USAGE of its schema) lets it", "does not let this user read %s", strings.TrimPrefix(e.Message, "permission denied for "))
	case "57014":
		return tell("max_seconds gives it longer", "takes longer than %d seconds to answer", t.seconds)
	case "25006", "0A000":
		return tell("want one SELECT that only reads", "refuses what would write or cannot stand in a query: %s", e.Message)
	case "42601":
		return tell("want exactly one SELECT", "cannot read the query: %s", e.Message)
	case "40001", "40P01":
		return tell("the next build asks anew", "was busy with the same rows")
	}
	switch e.Code[:min(2, len(e.Code))] {
	case "08", "57":
		return tell("the next build asks anew", "broke the connection off")
	case "53", "54", "58":
		return tell("", "has no room for the answer: %s", e.Message)
	case "22": // its message holds a cell
		return tell("", "cannot work out an answer from these cells (SQLSTATE %s)", e.Code)
	}
	return tell("", "cannot answer: %s (SQLSTATE %s)", e.Message, e.Code)
}
