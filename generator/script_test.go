package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"shingle/generator/internal/publish"
)

// The commands that scripts have besides those of testscript.

// refused [LINE...]: build ends with 1, stderr is exactly these lines, sorted as
// they come, and nothing was published or left behind.
func refused(ts *testscript.TestScript, neg bool, lines []string) {
	before := folder(ts, "public")
	exits(ts, neg, []string{"1", "shingle", "build"})
	says(ts, false, append(slices.Clone(lines), "nothing was published"))
	if after := folder(ts, "public"); !sameFiles(before, after) {
		ts.Fatalf("public/ is not as it was")
	}
	for _, left := range []string{".public.building", ".public.old"} {
		if _, err := os.Lstat(ts.MkAbs(left)); err == nil {
			ts.Fatalf("%s was left behind", left)
		}
	}
}

// exits CODE COMMAND [ARG...]: the command ends with exactly this code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if fmt.Sprint(got) != args[0] {
		ts.Fatalf("%s: exit code %d, want %s\n%s", strings.Join(args[1:], " "), got, args[0], ts.ReadFile("stderr"))
	}
}

// says LINE...: stderr is exactly these lines.
func says(ts *testscript.TestScript, neg bool, lines []string) {
	want := ""
	for _, l := range lines {
		want += strings.ReplaceAll(l, "$WORK", ts.Getenv("WORK")) + "\n"
	}
	if got := ts.ReadFile("stderr"); (got == want) == neg {
		ts.Fatalf("stderr is\n%s\nwant\n%s", got, want)
	}
}

// replace FILE OLD NEW: OLD stands in the file once, and becomes NEW; \n is a line
// end in both.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text, before, after := ts.ReadFile(args[0]), unquote(ts, args[1]), unquote(ts, args[2])
	if n := strings.Count(text, before); n != 1 {
		ts.Fatalf("%s holds %q %d times, want it once", args[0], before, n)
	}
	write(ts, args[0], []byte(strings.Replace(text, before, after, 1)))
}

// fresh: the small site is as it was in the beginning, and nothing is published.
func fresh(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range []string{"config.toml", "data", "site", "public"} {
		ts.Check(os.RemoveAll(ts.MkAbs(name)))
	}
	base := filepath.Join(ts.Getenv("BASE"))
	ts.Check(copyMissing(base, ts.Getenv("WORK")))
}

// add FILE TEXT: the text, with Go's escapes, is written at the end of the file.
func add(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: add FILE TEXT")
	}
	old, err := os.ReadFile(ts.MkAbs(args[0]))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		ts.Check(err)
	}
	write(ts, args[0], append(old, unquote(ts, args[1])...))
}

// append FILE FROM: a file's text is written at the end of another.
func appendFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: append FILE FROM")
	}
	write(ts, args[0], []byte(ts.ReadFile(args[0])+"\n"+ts.ReadFile(args[1])))
}

// repeat N FILE TEXT: the text is added so many times, {i} being 1, 2, ...
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat N FILE TEXT")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(args[2], "{i}", strconv.Itoa(i+1)))
	}
	add(ts, false, []string{args[1], b.String()})
}

// truncate FILE N: only the first N bytes stay.
func truncate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: truncate FILE N")
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// same A B: two files, or two folders with all that is in them, are alike byte for
// byte.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same A B")
	}
	a, b := folder(ts, args[0]), folder(ts, args[1])
	if len(a) == 0 {
		ts.Fatalf("%s is not there", args[0])
	}
	if sameFiles(a, b) == neg {
		for name := range a {
			if !bytes.Equal(a[name], b[name]) {
				ts.Logf("%s differs", name)
			}
		}
		ts.Fatalf("%s and %s: alike is %v, want %v", args[0], args[1], neg, !neg)
	}
}

// copy FROM TO: a folder with all that is in it.
func copyFolder(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copy FROM TO")
	}
	ts.Check(copyMissing(ts.MkAbs(args[0]), ts.MkAbs(args[1])))
}

// nowhere FOLDER TEXT...: none of the texts stands in any file of the folder.
func nowhere(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: nowhere FOLDER TEXT...")
	}
	files := folder(ts, args[0])
	if len(files) == 0 {
		ts.Fatalf("%s is empty", args[0])
	}
	for name, text := range files {
		for _, word := range args[1:] {
			if bytes.Contains(text, []byte(word)) || strings.Contains(name, word) {
				ts.Fatalf("%s holds %q", name, word)
			}
		}
	}
}

// killed N COMMAND [ARG...]: the command is killed N times, each at another moment;
// public/ is there each time, and alike public.old or public.new.
func killed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: killed N COMMAND [ARG...]")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	last, next := folder(ts, "last"), folder(ts, "next")
	begun := time.Now()
	ts.Check(ts.Exec(args[1], append(args[2:], "-o", "elsewhere")...))
	whole := time.Since(begun)
	for i := range n {
		moment := time.Duration(float64(whole) * (float64(i) + rand.Float64()) / float64(n))
		c := exec.Command(args[1], args[2:]...)
		c.Dir, c.Env = ts.Getenv("WORK"), append(os.Environ(), "XDG_CACHE_HOME="+ts.Getenv("XDG_CACHE_HOME"), "XDG_CONFIG_HOME="+ts.Getenv("XDG_CONFIG_HOME"))
		ts.Check(c.Start())
		time.Sleep(moment)
		c.Process.Kill()
		c.Wait()
		if now := folder(ts, "public"); !sameFiles(now, last) && !sameFiles(now, next) {
			ts.Fatalf("killed after %v, public/ is neither the last site nor the next", moment)
		}
	}
}

// restless FILE COMMAND [ARG...]: the file is touched again and again until the
// command ends, which ends with 1.
func restless(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: restless FILE COMMAND [ARG...]")
	}
	end, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		for {
			select {
			case <-end:
				return
			case now := <-time.After(time.Millisecond):
				os.Chtimes(ts.MkAbs(args[0]), now, now)
			}
		}
	}()
	exits(ts, false, append([]string{"1"}, args[1:]...))
	close(end)
	<-ended
}

// busy FOLDER: another build is on its way to the folder until the script ends.
func busy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: busy FOLDER")
	}
	target, err := publish.Lock(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Defer(func() { target.Close() })
}

// folder reads a file, or a folder with all that is in it.
func folder(ts *testscript.TestScript, name string) map[string][]byte {
	files := map[string][]byte{}
	root := ts.MkAbs(name)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		files[filepath.ToSlash(rel)] = text
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		ts.Check(err)
	}
	return files
}

func sameFiles(a, b map[string][]byte) bool {
	for name := range a {
		if _, ok := b[name]; !ok || !bytes.Equal(a[name], b[name]) {
			return false
		}
	}
	return len(a) == len(b)
}

func write(ts *testscript.TestScript, name string, text []byte) {
	to := ts.MkAbs(name)
	ts.Check(os.MkdirAll(filepath.Dir(to), 0o777))
	ts.Check(os.WriteFile(to, text, 0o666))
}

// unquote reads Go's escapes: \n, \x00.
func unquote(ts *testscript.TestScript, text string) string {
	plain, err := strconv.Unquote(`"` + strings.ReplaceAll(text, `"`, `\"`) + `"`)
	ts.Check(err)
	return plain
}

// copyMissing copies a folder's files to another, but none that is there already.
func copyMissing(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if _, err := os.Stat(target); err == nil {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o666)
	})
}
