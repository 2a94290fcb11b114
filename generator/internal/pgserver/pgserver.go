// Package pgserver starts a PostgreSQL server of a test's own.
package pgserver

import (
	"database/sql"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// A Server listens on a socket in a folder of its own; nobody needs a password.
type Server struct {
	DSN string  // of its superuser
	DB  *sql.DB // as that user
	dir string
}

// Start starts a server, which ends with the test; without the program there is none, and the
// test is skipped.
func Start(t testing.TB) *Server {
	t.Helper()
	initdb, server := found("initdb"), found("postgres")
	if initdb == "" || server == "" {
		t.Skip("no PostgreSQL server here: that counting is the same on it is not tried")
	}
	dir, err := os.MkdirTemp("", "shingle-pg") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	as := &syscall.SysProcAttr{}
	if os.Getuid() == 0 { // it will not run as root
		who, err := user.Lookup("nobody")
		if err != nil {
			t.Fatal(err)
		}
		uid, _ := strconv.Atoi(who.Uid)
		gid, _ := strconv.Atoi(who.Gid)
		as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	data := filepath.Join(dir, "data")
	run := exec.Command(initdb, "-D", data, "-U", "shingle", "-A", "trust", "--locale=C", "--encoding=UTF8", "--no-sync")
	run.SysProcAttr, run.Dir = as, dir
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run = exec.Command(server, "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off")
	run.SysProcAttr, run.Dir = as, dir
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { run.Process.Signal(syscall.SIGQUIT); run.Wait() })
	s := &Server{DSN: "host=" + dir + " user=shingle dbname=postgres", dir: dir}
	config, err := pgx.ParseConfig(s.DSN)
	if err != nil {
		t.Fatal(err)
	}
	s.DB = stdlib.OpenDB(*config)
	t.Cleanup(func() { s.DB.Close() })
	for s.DB.Ping() != nil {
		if run.Process.Signal(syscall.Signal(0)) != nil || t.Context().Err() != nil {
			t.Fatal("PostgreSQL does not start")
		}
	}
	return s
}

// As is the DSN of another user.
func (s *Server) As(user string) string {
	return "host=" + s.dir + " user=" + user + " dbname=postgres"
}

// Exec runs statements.
func (s *Server) Exec(t testing.TB, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := s.DB.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%v\n%.300s", err, statement)
		}
	}
}

// Put fills a new table with rows of texts; a column's type stands behind its name, or is text. A
// blank cell is NULL.
func (s *Server) Put(t testing.TB, table string, columns []string, rows [][]string) {
	t.Helper()
	defined := make([]string, len(columns))
	for i, c := range columns {
		name, kind, typed := strings.Cut(c, "|")
		if !typed {
			kind = "TEXT"
		}
		defined[i] = pgx.Identifier{name}.Sanitize() + " " + kind
	}
	s.Exec(t, "CREATE TABLE "+pgx.Identifier{table}.Sanitize()+" ("+strings.Join(defined, ", ")+")")
	conn, err := s.DB.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	var text strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				text.WriteByte('\t')
			}
			if cell == "" {
				text.WriteString(`\N`)
				continue
			}
			text.WriteString(strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`).Replace(cell))
		}
		text.WriteByte('\n')
	}
	if err := conn.Raw(func(driver any) error {
		_, err := driver.(*stdlib.Conn).Conn().PgConn().CopyFrom(t.Context(), strings.NewReader(text.String()), "COPY "+pgx.Identifier{table}.Sanitize()+" FROM STDIN")
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// found is where a program of PostgreSQL lies; Debian keeps them out of the path.
func found(program string) string {
	if path, err := exec.LookPath(program); err == nil {
		return path
	}
	all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + program)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}
