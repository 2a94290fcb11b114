// Package engine is the connection to the SQL engine that reads and groups
// records: DuckDB, embedded. It is locked before it sees the first byte of an
// export: no file but the exports themselves, no network, no extension, no
// setting can be reached from then on. Engines that hold rows already are the
// packages below it.
package engine

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
	"shingle/generator/internal/quote"
)

// Options say what the engine may use.
type Options struct {
	MemoryMB int      // 0: 320
	Threads  int      // 0: one per core
	SpillMB  int      // for what does not fit into memory; 0: 20 gigabytes
	Temp     string   // a folder for what does not fit into memory
	Files    []string // the only files it may read
}

// A DB is one connection. Its tables live in memory, what does not fit on disk, and go with it.
type DB struct {
	db    *sql.DB
	conn  *sql.Conn
	temp  string
	files []string
}

// Open starts an engine and locks it.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.MemoryMB == 0 {
		o.MemoryMB = 320
	}
	if o.SpillMB == 0 {
		o.SpillMB = 20000
	}
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, fmt.Errorf("starting the SQL engine: %w", err)
	}
	db := &DB{db: sql.OpenDB(connector), temp: o.Temp, files: o.Files}
	if db.conn, err = db.db.Conn(ctx); err != nil {
		db.db.Close()
		return nil, fmt.Errorf("starting the SQL engine: %w", err)
	}
	settings := []string{
		"SET autoinstall_known_extensions = false",
		"SET autoload_known_extensions = false",
		"SET allow_community_extensions = false",
		fmt.Sprintf("SET memory_limit = '%dMB'", o.MemoryMB),
		"SET temp_directory = " + quote.Text(filepath.Join(o.Temp, "spill")),
		fmt.Sprintf("SET max_temp_directory_size = '%dMB'", o.SpillMB),
		"SET TimeZone = 'UTC'",
		"SET preserve_insertion_order = true",
		"ATTACH ':memory:' AS work (COMPRESS)",
		"USE work",
	}
	if o.Threads > 0 {
		settings = append(settings, fmt.Sprintf("SET threads = %d", o.Threads))
	}
	allowed := []string{quote.Text(result(o.Temp))}
	for _, f := range o.Files {
		allowed = append(allowed, quote.Text(f))
	}
	settings = append(settings,
		"SET allowed_paths = ["+strings.Join(allowed, ", ")+"]",
		"SET enable_external_access = false",
		"SET lock_configuration = true")
	for _, s := range settings {
		if err := db.Exec(ctx, s); err != nil {
			db.Close()
			return nil, fmt.Errorf("setting up the SQL engine: %w", err)
		}
	}
	return db, nil
}

// Close frees everything.
func (db *DB) Close() error {
	if db.conn != nil {
		db.conn.Close()
	}
	return db.db.Close()
}

// Exec runs a statement of ours.
func (db *DB) Exec(ctx context.Context, statement string) error {
	_, err := db.conn.ExecContext(ctx, statement)
	return err
}

// Query runs a query of ours.
func (db *DB) Query(ctx context.Context, query string) (*sql.Rows, error) {
	return db.conn.QueryContext(ctx, query)
}

// Each hands out the rows of a query of ours, all in one slice. It does without what database/sql does
// for each cell: of results with millions of cells that is most of the time. Nothing may be asked meanwhile.
func (db *DB) Each(ctx context.Context, query string, row func(v []any)) error {
	return db.conn.Raw(func(conn any) error {
		rows, err := conn.(driver.QueryerContext).QueryContext(ctx, query, nil)
		if err != nil {
			return err
		}
		cells := make([]driver.Value, len(rows.Columns()))
		v := make([]any, len(cells))
		for {
			switch err := rows.Next(cells); {
			case err == io.EOF:
				return rows.Close()
			case err != nil:
				return errors.Join(err, rows.Close())
			}
			for i, cell := range cells {
				v[i] = cell
			}
			row(v)
		}
	})
}

// Whole reads a single whole number.
func (db *DB) Whole(ctx context.Context, query string) (int64, error) {
	var n sql.NullInt64
	err := db.conn.QueryRowContext(ctx, query).Scan(&n)
	return n.Int64, err
}

// CSV is a relation over CSV files of one shape, every column as text, blank
// cells as NULL, rows in the order of the files.
func CSV(paths []string, columns []string, comma byte, skip, longest int) string {
	var b strings.Builder
	b.WriteString("read_csv([")
	for i, p := range paths {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quote.Text(p))
	}
	b.WriteString("], auto_detect = false, columns = {")
	for i, c := range columns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quote.Text(c) + ": 'VARCHAR'")
	}
	fmt.Fprintf(&b, "}, header = false, skip = %d, delim = %s, quote = '\"', escape = '\"', comment = '', strict_mode = true, null_padding = false, ignore_errors = false, max_line_size = %d, encoding = 'utf-8')", skip, quote.Text(string(comma)), max(longest, 1<<20))
	return b.String()
}

// Parquet is a relation over Parquet files of one shape, every column as text.
func Parquet(paths []string) string {
	texts := make([]string, len(paths))
	for i, p := range paths {
		texts[i] = quote.Text(p)
	}
	return "(SELECT COLUMNS(*)::VARCHAR FROM read_parquet([" + strings.Join(texts, ", ") + "]))"
}

// Columns lists the columns of a relation.
func (db *DB) Columns(ctx context.Context, relation string) ([]string, error) {
	rows, err := db.Query(ctx, "SELECT * FROM "+relation+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return rows.Columns()
}

// Trouble is what went wrong in another engine, as a sentence for whoever wrote the config.
type Trouble struct{ Text, Hint string }

// Error is the sentence, with what would be right.
func (t *Trouble) Error() string {
	if t.Hint == "" {
		return t.Text
	}
	return t.Text + "; " + t.Hint
}

// Reason is the engine's sentence about an error, without the user's rows that
// it may quote.
func Reason(err error) string {
	var e *duckdb.Error
	text := err.Error()
	if errors.As(err, &e) {
		text = e.Msg
	}
	text, _, _ = strings.Cut(text, "\n")
	if i := strings.Index(text, "Error: "); i >= 0 && i < 40 {
		text = text[i+len("Error: "):]
	}
	if len(text) > 300 {
		text = text[:300] + " ..."
	}
	text = strings.TrimRight(text, ".!")
	return strings.ToLower(text[:min(1, len(text))]) + text[min(1, len(text)):]
}
