package main

import (
	"bytes"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"shingle/generator/internal/progress"
)

// On a terminal a long read says how far it is, in one line that is not longer than the
// terminal is wide, and leaves nothing of it behind.
func TestLongReadsSayHowFarTheyAre(t *testing.T) {
	t.Parallel()
	s, tty := newScreen(t)
	defer tty.Close()
	if err := unix.IoctlSetWinsize(int(s.keys.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 60}); err != nil {
		t.Fatal(err)
	}
	var read atomic.Int64
	read.Store(100 << 20)
	w := progress.To(tty).Watch("reading", 800<<20, read.Load, func(bytes int64) int64 { return bytes / 100 })
	s.await(t, "reading: 100 of 800 MB, 1,048,576 rows, ")
	s.await(t, "seconds left")
	read.Store(900 << 20)
	s.await(t, "reading: 800 of 800 MB, 8,388,608 rows, all read")
	w.Done()
	s.await(t, "\r"+strings.Repeat(" ", 40))
	s.await(t, "\r")
}

// Into a file, a pipe or a mail nothing of it is written, nor about what is read at once.
func TestNobodyWatchesAFile(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	w := progress.To(&out).Watch("reading", 800<<20, func() int64 { return 1 << 20 }, func(int64) int64 { return 1 })
	time.Sleep(1500 * time.Millisecond) // longer than a terminal is let alone
	w.Done()
	s, tty := newScreen(t)
	progress.To(tty).Watch("reading", 800<<20, func() int64 { return 1 << 20 }, func(int64) int64 { return 1 }).Done()
	tty.WriteString("end")
	s.await(t, "end")
	if out.Len() > 0 || len(s.before) > 0 {
		t.Errorf("got %q, %q", &out, s.before)
	}
}
