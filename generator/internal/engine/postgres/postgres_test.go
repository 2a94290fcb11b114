package postgres

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"strings"
	"testing"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/engine/bound"
	"shingle/generator/internal/pgserver"
)

const secret = "sesame"

// told is the sentence that opening, or what is then asked, ends with.
func told(t *testing.T, dsn string, o bound.Options, ask ...string) string {
	t.Helper()
	o.Name, o.DSN = "lake", dsn
	db, err := Open(t.Context(), o)
	if err == nil {
		defer db.Close()
	}
	for _, query := range ask {
		if err != nil {
			break
		}
		rows, e := db.Query(t.Context(), query)
		if err = e; err == nil {
			for rows.Next() {
			}
			err = rows.Err()
			rows.Close()
		}
	}
	var trouble *engine.Trouble
	if !errors.As(err, &trouble) {
		t.Fatalf("%s: got %v, want a sentence", ask, err)
	}
	if strings.Contains(trouble.Error(), secret) {
		t.Errorf("the sentence holds the password: %s", trouble)
	}
	return trouble.Error()
}

// answering is a server that answers the question for TLS as it is told.
func answering(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			io.ReadFull(conn, make([]byte, 8)) // it asks for TLS
			answer(conn)
			conn.Close()
		}
	}()
	return fmt.Sprintf("host=127.0.0.1 port=%d user=reader password=%s sslmode=verify-full", listener.Addr().(*net.TCPAddr).Port, secret)
}

// What can go wrong on the way to a server is told in one sentence.
func TestAServerThatIsNotAsItShouldBeIsTold(t *testing.T) {
	certified := httptest.NewUnstartedServer(nil)
	certified.StartTLS()
	certificate := certified.TLS
	certified.Close()
	for what, c := range map[string]struct {
		answer func(net.Conn)
		want   string
	}{
		"no TLS":                  {func(c net.Conn) { c.Write([]byte("N")) }, `engine "lake" does not speak TLS`},
		"a certificate of nobody": {func(c net.Conn) { c.Write([]byte("S")); tls.Server(c, certificate).Handshake() }, `engine "lake" shows a certificate that nobody vouches for`},
		"something else":          {func(c net.Conn) { c.Write([]byte("HTTP/1.1 400")) }, `engine "lake" does not speak TLS`},
		"nothing":                 {func(c net.Conn) {}, `engine "lake" cannot be reached`},
	} {
		if got := told(t, answering(t, c.answer), bound.Options{Seconds: 5, Rows: 10}); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got %q, want %q", what, got, c.want)
		}
	}
}

// What can go wrong while a server answers is told, too, and it is asked again afterwards.
func TestAnAnswerThatDoesNotComeIsTold(t *testing.T) {
	server := pgserver.Start(t)
	server.Exec(t, "CREATE TABLE calls AS SELECT n FROM generate_series(1, 100) AS n", "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
	for what, c := range map[string]struct {
		o           bound.Options
		query, want string
	}{
		"too many rows": {bound.Options{Seconds: 9, Rows: 99}, "SELECT n FROM calls", "gives more than 99 rows to one question"},
		"too slow":      {bound.Options{Seconds: 1, Rows: 99}, "SELECT pg_sleep(5)", "takes longer than 1 seconds"},
		"broken off":    {bound.Options{Seconds: 9, Rows: 99}, "SELECT pg_terminate_backend(pg_backend_pid())", "broke the connection off"},
		"broken off in the middle": {bound.Options{Seconds: 9, Rows: 1 << 20},
			"SELECT CASE WHEN n = 90000 THEN CAST(pg_terminate_backend(pg_backend_pid()) AS TEXT) ELSE repeat('x', 100) END FROM generate_series(1, 100000) AS n", "broke the connection off"},
		"a cell that is none": {bound.Options{Seconds: 9, Rows: 99}, "SELECT CAST('" + secret + "' AS INTEGER)", "cannot work out an answer from these cells (SQLSTATE 22P02)"},
		"writing":             {bound.Options{Seconds: 9, Rows: 99}, "WITH n AS (INSERT INTO calls VALUES (1) RETURNING n) SELECT n FROM n", "refuses what would write"},
	} {
		if got := told(t, server.DSN+" password="+secret, c.o, c.query); !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", what, got, c.want)
		}
	}
	if got := told(t, strings.Replace(server.DSN, "dbname=postgres", "dbname=latin", 1), bound.Options{Seconds: 9, Rows: 9}); !strings.Contains(got, "keeps its texts in LATIN1") {
		t.Errorf("a database of another encoding: got %q", got)
	}
	defer func(v int) { oldest = v }(oldest)
	oldest = 990000
	if got := told(t, server.DSN, bound.Options{Seconds: 9, Rows: 9}); !strings.Contains(got, `engine "lake" is PostgreSQL 1`) || !strings.Contains(got, "want 99 or newer") {
		t.Errorf("an old server: got %q", got)
	}
	oldest = 120000
	db, err := Open(t.Context(), bound.Options{Name: "lake", DSN: server.DSN, Seconds: 9, Rows: 1000})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if rows, err := db.Query(t.Context(), "SELECT nothing FROM calls"); err == nil {
		rows.Close()
		t.Error("a column that is not there is read")
	}
	rows, err := db.Query(t.Context(), "SELECT n FROM calls")
	if err != nil {
		t.Fatalf("after a mistake nothing can be asked: %v", err)
	}
	rows.Close()
}

// A server on another machine must show a certificate, unless the address says otherwise.
func TestAServerElsewhereMustShowACertificate(t *testing.T) {
	t.Setenv("PGSSLMODE", "")
	for dsn, want := range map[string]string{
		"host=warehouse.example.com user=reader":                       "host=warehouse.example.com user=reader sslmode=verify-full",
		"postgres://reader@warehouse.example.com/calls":                "postgres://reader@warehouse.example.com/calls?sslmode=verify-full",
		"postgres://reader@warehouse.example.com/calls?sslmode=prefer": "postgres://reader@warehouse.example.com/calls?sslmode=prefer",
		"host=10.1.2.3 user=reader":                                    "host=10.1.2.3 user=reader sslmode=verify-full",
		"host=localhost user=reader":                                   "host=localhost user=reader",
		"postgres://reader@127.0.0.1:5433/calls":                       "postgres://reader@127.0.0.1:5433/calls",
		"host=/run/postgresql user=reader":                             "host=/run/postgresql user=reader",
	} {
		if got := secured(dsn); got != want {
			t.Errorf("%s: got %s, want %s", dsn, got, want)
		}
	}
}
