// Shingle builds public transparency sites for customer service: it reads the
// files that contact centres, survey tools and HR export, works out the scores,
// and publishes them with charts as a static site.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/scratch"
)

// version is set by the linker for releases.
var version = "dev"

// Exit codes.
const (
	done     = 0
	problems = 1
	usage    = 2
)

func main() {
	if engine.Apart(os.Args) {
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-ctx.Done()
		stop() // the next signal ends it at once
		time.Sleep(patience)
		scratch.Clear()
		os.Exit(problems)
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// patience is how long what is at work may take to end in order when it is told to.
const patience = 5 * time.Second

// errProblems says that everything to be said has been said.
var errProblems = errors.New("problems found")

// run is the program with its surroundings handed in.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	out := &output{w: stdout}
	root := commands(out, stderr, time.Now)
	root.SetArgs(args)
	switch err := root.ExecuteContext(ctx); {
	case out.err != nil && ctx.Err() == nil:
		fmt.Fprintf(stderr, "shingle: what was found cannot be written: %v\n", out.err)
		return problems
	case err == nil:
		return done
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "shingle: interrupted")
		return problems
	case errors.Is(err, errProblems):
		return problems
	case errors.As(err, new(*usageError)):
		fmt.Fprintf(stderr, "shingle: %v\n", err)
		return usage
	case isUsage(err):
		fmt.Fprintf(stderr, "shingle: %v\nRun 'shingle --help' for usage.\n", err)
		return usage
	default:
		fmt.Fprintf(stderr, "shingle: %s\n", diag.Visible(err.Error()))
		return problems
	}
}

// output remembers whether everything could be written: a report that is lost is no
// success.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(text []byte) (int, error) {
	n, err := o.w.Write(text)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// Unwrap is what stands behind it.
func (o *output) Unwrap() any { return o.w }

// usageError is a command line that cannot be meant.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// isUsage tells the mistakes that cobra finds in a command line: everything that
// happens before a command of ours begins.
func isUsage(err error) bool {
	var ours *failure
	return !errors.As(err, &ours)
}

// failure is an error of a command that had begun: not the command line's.
type failure struct{ error }

func (f *failure) Unwrap() error { return f.error }

// named refuses a folder without a name, such as an empty variable of a script.
func named(c *cobra.Command) error {
	for _, name := range []string{"dir", "out"} {
		if f := c.Flags().Lookup(name); f != nil && f.Changed && f.Value.String() == "" {
			return &usageError{fmt.Sprintf("--%s wants the name of a folder, got \"\"", name)}
		}
	}
	return nil
}

// begun marks what a command returns as its own.
func begun(f func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		err := named(c)
		if err == nil {
			err = f(c, args)
		}
		if err == nil || errors.Is(err, errProblems) || errors.As(err, new(*usageError)) {
			return err
		}
		return &failure{err}
	}
}
