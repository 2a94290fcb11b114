package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"shingle/generator/internal/quote"
)

// A user's query runs in a process of its own, since nothing can stop the engine, or
// hold its memory, in the middle of a single function. The process is this program
// again; it sees the files of its source and nothing else, and is ended when its time
// is up, when it takes more than its memory, and when the program that asked ends.

// A Question is a user's query.
type Question struct {
	Text     string // one SELECT
	Relation string // the name that it reads from
	Meaning  string // what stands behind that name, in SQL of ours
	Limit    time.Duration
}

// A Refused query is one that cannot be answered; the sentence is for the user, and
// holds nothing of any row.
type Refused struct {
	Text     string
	Late     bool // more time may help
	Unknown  bool // it names a column that is not there
	Mistyped bool // it gives a function what is of another type
}

func (r *Refused) Error() string { return r.Text }

// The limits of a query's process.
const (
	askMemoryMB = 512               // for the engine
	askRoomMB   = askMemoryMB + 640 // for the whole process: the program's own memory and one cell on its way stand beside
	askDiskMB   = 8192              // for what does not fit into memory
)

// ask is what the process is told.
type ask struct {
	Question
	Temp  string
	Files []string
}

// answer is what it says.
type answer struct {
	Refused *Refused
	Failed  string
}

// result is where a query's result is handed over.
func result(temp string) string { return filepath.Join(temp, "query.parquet") }

// apart is the argument by which the program knows that it is a query's process.
const apart = "query-apart"

// Apart answers one question if this process was made for it, and tells whether it
// was. It comes first in main.
func Apart(args []string) bool {
	if len(args) != 2 || args[1] != apart {
		return false
	}
	in := json.NewDecoder(os.Stdin)
	var a ask
	if in.Decode(&a) != nil {
		os.Exit(2)
	}
	if err := confine(a.Limit); err != nil {
		os.Exit(2)
	}
	go func() { // the one who asked is gone
		io.Copy(io.Discard, os.Stdin)
		os.Exit(2)
	}()
	json.NewEncoder(os.Stdout).Encode(a.answer(context.Background()))
	return true
}

// Ask runs a query and keeps its result, every column as text, as a table. The rows
// are the same in the same order each time: they are made on one core.
func (db *DB) Ask(ctx context.Context, q Question, table string) error {
	temp := filepath.Join(db.temp, "apart")
	if err := os.MkdirAll(temp, 0o700); err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	defer os.Remove(result(db.temp))
	out, err := run(ctx, ask{q, temp, db.files})
	if err != nil {
		return err
	}
	switch {
	case out.Refused != nil:
		return out.Refused
	case out.Failed != "":
		return errors.New(out.Failed)
	}
	if err := os.Rename(result(temp), result(db.temp)); err != nil {
		return err
	}
	return db.Exec(ctx, "CREATE TABLE "+table+" AS SELECT * FROM read_parquet("+quote.Text(result(db.temp))+")")
}

// run asks in a process of its own.
func run(ctx context.Context, a ask) (out answer, err error) {
	limited, cancel := context.WithTimeout(ctx, a.Limit)
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		return out, fmt.Errorf("running a query: %w", err)
	}
	text, err := json.Marshal(a)
	if err != nil {
		return out, err
	}
	var said bytes.Buffer
	c := exec.CommandContext(limited, self, apart)
	c.Args[0] = os.Args[0]
	c.Env, c.Stdout, c.WaitDelay = []string{}, &said, time.Second
	in, err := c.StdinPipe() // stays open for as long as this process asks
	if err != nil {
		return out, fmt.Errorf("running a query: %w", err)
	}
	if err := c.Start(); err != nil {
		return out, fmt.Errorf("running a query: %w", err)
	}
	in.Write(text) // to a process that is gone is no harm: it says nothing, either
	died := c.Wait()
	switch {
	case ctx.Err() != nil:
		return out, ctx.Err()
	case limited.Err() != nil:
		return answer{Refused: &Refused{Text: fmt.Sprintf("was stopped after %s", a.Limit), Late: true}}, nil
	case json.Unmarshal(said.Bytes(), &out) != nil:
		if died != nil { // the system ended it, or had no memory for it
			return answer{Refused: full()}, nil
		}
		return out, errors.New("running a query: its process said nothing")
	}
	return out, nil
}

func full() *Refused {
	return &Refused{Text: fmt.Sprintf("needs more memory than the %d MB there are for it, want fewer rows or shorter cells at a time", askMemoryMB)}
}

// answer runs the query in this process.
func (a ask) answer(ctx context.Context) answer {
	db, err := Open(ctx, Options{MemoryMB: askMemoryMB, Threads: 1, SpillMB: askDiskMB, Temp: a.Temp, Files: a.Files})
	if err != nil {
		return answer{Failed: err.Error()}
	}
	if err := db.gate(ctx, a.Text, a.Relation); err != nil {
		return answer{Refused: &Refused{Text: err.Error()}}
	}
	if err := db.Exec(ctx, "CREATE TEMP VIEW "+a.Relation+" AS "+a.Meaning); err != nil {
		return answer{Failed: Reason(err)}
	}
	// the line end closes a comment that the query may end in
	query := "CREATE TABLE result AS SELECT COLUMNS(*)::VARCHAR FROM (" + strings.TrimRight(strings.TrimSpace(a.Text), ";") + "\n)"
	if err := db.Exec(ctx, query); err != nil {
		return answer{Refused: refusal(err)}
	}
	if err := db.Exec(ctx, "COPY result TO "+quote.Text(result(a.Temp))+" (FORMAT parquet)"); err != nil {
		return answer{Refused: refusal(err)}
	}
	return answer{}
}

// refusal says why the engine could not answer. What it says of the words of the query
// is told; what it says of a row is not.
func refusal(err error) *Refused {
	var e *duckdb.Error
	if !errors.As(err, &e) {
		return &Refused{Text: "cannot be run"}
	}
	switch e.Type {
	case duckdb.ErrorTypeParser, duckdb.ErrorTypeSyntax, duckdb.ErrorTypeBinder, duckdb.ErrorTypeCatalog:
		// of these two the engine gives no key, only words
		return &Refused{Text: Reason(err), Unknown: strings.Contains(e.Msg, "Referenced column"), Mistyped: strings.Contains(e.Msg, "explicit type casts")}
	case duckdb.ErrorTypeOutOfMemory, duckdb.ErrorTypeObjectSize:
		return full()
	case duckdb.ErrorTypeIO:
		return &Refused{Text: fmt.Sprintf("needs more room for its work than there is, or than the %d MB it may take", askDiskMB)}
	case duckdb.ErrorTypeConversion, duckdb.ErrorTypeMismatchType:
		return &Refused{Text: "fails on a cell that is not of the type it is cast to; TRY_CAST gives NULL for such cells"}
	case duckdb.ErrorTypeOutOfRange, duckdb.ErrorTypeDecimal, duckdb.ErrorTypeDivideByZero:
		return &Refused{Text: "fails on a number that is beyond its type"}
	}
	return &Refused{Text: "fails on a row, in a function that it calls"}
}
