package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var signals = map[string]syscall.Signal{"INT": syscall.SIGINT, "TERM": syscall.SIGTERM, "HUP": syscall.SIGHUP, "KILL": syscall.SIGKILL}

// ended SIGNAL COMMAND [ARG...]: the command gets the signal as soon as it has a folder
// for temporary files, and ends: in order, with nothing left there, unless it is killed.
func ended(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: ended SIGNAL COMMAND [ARG...]")
	}
	temp := ts.Getenv("TMPDIR")
	c := exec.Command(args[1], args[2:]...)
	c.Dir, c.Env = ts.Getenv("WORK"), append(os.Environ(), "XDG_CACHE_HOME="+ts.Getenv("XDG_CACHE_HOME"), "XDG_CONFIG_HOME="+ts.Getenv("XDG_CONFIG_HOME"), "TMPDIR="+temp)
	ts.Check(c.Start())
	gone := make(chan error, 1)
	go func() { gone <- c.Wait() }()
	for begun := []string(nil); len(begun) == 0; time.Sleep(time.Millisecond) {
		begun, _ = filepath.Glob(filepath.Join(temp, "shingle-*", ".shingle-lock"))
		select {
		case err := <-gone:
			ts.Fatalf("it ended before it began: %v", err)
		default:
		}
	}
	ts.Check(c.Process.Signal(signals[args[0]]))
	err := <-gone
	exit := new(exec.ExitError)
	switch killed := errors.As(err, &exit) && exit.ExitCode() < 0; {
	case killed != (args[0] == "KILL"):
		ts.Fatalf("by %s it ended as %v", args[0], err)
	case !killed:
		vacated(ts, false, nil)
	}
}

// vacated: there is nothing in the folder for temporary files.
func vacated(ts *testscript.TestScript, neg bool, args []string) {
	left, err := os.ReadDir(ts.Getenv("TMPDIR"))
	ts.Check(err)
	if len(left) > 0 == !neg {
		ts.Fatalf("temporary files: got %v", left)
	}
}
