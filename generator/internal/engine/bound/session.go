package bound

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"regexp"
	"time"

	"shingle/generator/internal/engine"
)

// Options say where a warehouse is, and what a query may take.
type Options struct {
	Name    string // as config calls it
	DSN     string // where it is, and who asks; a secret
	Seconds int    // that a query may take
	Rows    int    // that it may give; 0: any number
}

// Tell is a sentence about the warehouse, with what would be right.
func (o Options) Tell(hint, format string, args ...any) error {
	return &engine.Trouble{Text: fmt.Sprintf("engine %q ", o.Name) + fmt.Sprintf(format, args...), Hint: hint}
}

// Manners are what a session needs to know of an engine.
type Manners struct {
	Isolation sql.IsolationLevel
	Rest      time.Duration                         // after which a transaction is over; 0: never
	Looks     string                                // stands before a query that is only to be looked at; "" where preparing it does
	Column    func(name, kind string) engine.Column // of a type, as the driver names it
	Means     func(error) error                     // what an error of the driver's means, without the DSN and without a cell
}

// A Session is one transaction that may only read, in which all queries see the same rows.
type Session struct {
	Manners
	of    Options
	pool  *sql.DB
	tx    *sql.Tx
	asked time.Time // last
}

// Open makes a session. Nothing is asked yet.
func Open(c driver.Connector, o Options, m Manners) *Session {
	s := &Session{Manners: m, of: o}
	s.pool = sql.OpenDB(held(c, limits{o.Rows, s.Told}))
	s.pool.SetMaxOpenConns(1)
	return s
}

// Told is what an error of the driver's, or of its limits, is told as; one that is nobody's mistake
// stays as it is.
func (s *Session) Told(err error) error {
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, errTooMany):
		return s.of.Tell("max_rows allows more; team and reason are to be groups, of which there are few", "gives more than %d rows to one question", s.of.Rows)
	}
	return s.Means(err)
}

// Close ends the transaction, and the connection.
func (s *Session) Close() error {
	s.end()
	return s.pool.Close()
}

// selects is how a query begins that only asks.
var selects = regexp.MustCompile(`(?is)^\s*(--[^\n]*\n\s*|/\*.*?\*/\s*)*(SELECT|WITH|VALUES)\b`)

// Query asks.
func (s *Session) Query(ctx context.Context, query string) (*sql.Rows, error) {
	if !selects.MatchString(query) {
		return nil, errors.New("bug: what is asked is not a SELECT")
	}
	return s.ask(ctx, query)
}

// Check tells what is wrong with a query of somebody's own: it is to be exactly one SELECT. The
// engine reads it by itself, so that it cannot be the end of one and the beginning of another.
func (s *Session) Check(ctx context.Context, query string) error {
	if !selects.MatchString(query) {
		return &engine.Trouble{Text: "the query is not a SELECT", Hint: "want exactly one SELECT"}
	}
	if s.Looks != "" {
		rows, err := s.ask(ctx, s.Looks+query)
		if err != nil {
			return err
		}
		return rows.Close()
	}
	if err := s.begin(ctx); err != nil {
		return err
	}
	prepared, err := s.tx.PrepareContext(ctx, query)
	if err != nil {
		s.end()
		return err
	}
	return prepared.Close()
}

// Columns lists the columns of a relation.
func (s *Session) Columns(ctx context.Context, relation string) ([]engine.Column, error) {
	rows, err := s.Query(ctx, "SELECT * FROM "+relation+" LIMIT 0")
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
		all = append(all, s.Column(t.Name(), t.DatabaseTypeName()))
	}
	return all, rows.Err()
}

// ask asks. After a mistake the transaction is at its end, and another begins.
func (s *Session) ask(ctx context.Context, query string) (*sql.Rows, error) {
	if err := s.begin(ctx); err != nil {
		return nil, err
	}
	rows, err := s.tx.QueryContext(ctx, query)
	if err != nil {
		s.end()
		return nil, err
	}
	return rows, nil
}

// begin begins a transaction, unless there is one.
func (s *Session) begin(ctx context.Context) (err error) {
	if s.Rest > 0 && time.Since(s.asked) > s.Rest {
		s.end()
	}
	s.asked = time.Now()
	if s.tx == nil {
		s.tx, err = s.pool.BeginTx(ctx, &sql.TxOptions{Isolation: s.Isolation, ReadOnly: true})
	}
	return err
}

func (s *Session) end() {
	if s.tx != nil {
		s.tx.Rollback() // nothing was written
		s.tx = nil
	}
}

// Near tells whether a host is this machine, so that nobody is between.
func Near(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
