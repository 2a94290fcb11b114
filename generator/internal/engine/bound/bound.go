// Package bound is what the warehouses have in common: a session in which they are only
// asked, and a wrapping of their drivers, so that no answer has more rows than it may have,
// and each error is told as the engine's package puts it: one that shows in the middle of
// the rows, too.
package bound

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
)

// errTooMany is that of an answer with more rows than it may have.
var errTooMany = errors.New("the query gives more rows than it may")

// limits are what a connection is held to.
type limits struct {
	rows int               // of one answer; 0: any number
	tell func(error) error // what an error is told as; io.EOF and what database/sql must see never get here
}

// held is a connector whose connections are held to limits.
func held(c driver.Connector, l limits) driver.Connector { return &connector{c, l} }

type connector struct {
	driver.Connector
	limits limits
}

func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, c.limits.told(err)
	}
	return &conn{opened, &c.limits}, nil
}

// told tells an error, unless it is a sign for database/sql or is already told.
func (l *limits) told(err error) error {
	if err == nil || errors.Is(err, driver.ErrSkip) || errors.Is(err, driver.ErrBadConn) {
		return err
	}
	return l.tell(err)
}

type conn struct {
	driver.Conn
	limits *limits
}

// BeginTx begins a transaction; a driver that has no options for it begins none.
func (c *conn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	beginner, ok := c.Conn.(driver.ConnBeginTx)
	if !ok {
		return nil, errors.New("the database knows no read-only transactions")
	}
	tx, err := beginner.BeginTx(ctx, o)
	return tx, c.limits.told(err)
}

// QueryContext asks, where the driver can without preparing.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	asker, ok := c.Conn.(driver.QueryerContext)
	if !ok {
		return nil, driver.ErrSkip
	}
	return c.limits.bind(asker.QueryContext(ctx, query, args))
}

func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	preparer, ok := c.Conn.(driver.ConnPrepareContext)
	if !ok {
		return nil, errors.New("the database cannot stop a query")
	}
	prepared, err := preparer.PrepareContext(ctx, query)
	if err != nil {
		return nil, c.limits.told(err)
	}
	return &stmt{prepared, c.limits}, nil
}

// ResetSession makes the connection as good as new.
func (c *conn) ResetSession(ctx context.Context) error {
	if r, ok := c.Conn.(driver.SessionResetter); ok {
		return r.ResetSession(ctx)
	}
	return nil
}

// IsValid tells whether the connection can be used again.
func (c *conn) IsValid() bool {
	v, ok := c.Conn.(driver.Validator)
	return !ok || v.IsValid()
}

// Ping asks whether somebody is there.
func (c *conn) Ping(ctx context.Context) error {
	if p, ok := c.Conn.(driver.Pinger); ok {
		return c.limits.told(p.Ping(ctx))
	}
	return nil
}

type stmt struct {
	driver.Stmt
	limits *limits
}

// Exec is refused: a connection only asks.
func (*stmt) Exec([]driver.Value) (driver.Result, error) {
	return nil, errors.New("is not a query")
}

func (s *stmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	asker, ok := s.Stmt.(driver.StmtQueryContext)
	if !ok {
		return nil, errors.New("the database cannot stop a query")
	}
	return s.limits.bind(asker.QueryContext(ctx, args))
}

func (l *limits) bind(r driver.Rows, err error) (driver.Rows, error) {
	if err != nil {
		return nil, l.told(err)
	}
	return &rows{Rows: r, limits: l}, nil
}

type rows struct {
	driver.Rows
	limits *limits
	seen   int
}

func (r *rows) Next(row []driver.Value) error {
	err := r.Rows.Next(row)
	switch {
	case errors.Is(err, io.EOF):
		return io.EOF
	case err != nil:
		return r.limits.told(err)
	}
	if r.seen++; r.limits.rows > 0 && r.seen > r.limits.rows {
		return r.limits.told(errTooMany)
	}
	return nil
}

func (r *rows) ColumnTypeDatabaseTypeName(column int) string {
	if named, ok := r.Rows.(driver.RowsColumnTypeDatabaseTypeName); ok {
		return named.ColumnTypeDatabaseTypeName(column)
	}
	return ""
}
