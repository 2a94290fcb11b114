package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A screen is a pseudo terminal: what a program shows there, and where answers are typed.
type screen struct {
	keys   *os.File // the end of whoever sits before it
	shown  chan []byte
	all    []byte
	before []byte // what stood before the text that was awaited
}

// newScreen opens a terminal, and gives the end that a program gets.
func newScreen(t *testing.T) (*screen, *os.File) {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no pseudo terminals here: ", err)
	}
	t.Cleanup(func() { keys.Close() })
	n, err := unix.IoctlGetInt(int(keys.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(keys.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	tty, err := os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{keys: keys, shown: make(chan []byte, 1000)}
	go func() {
		defer close(s.shown)
		for {
			b := make([]byte, 4096)
			n, err := keys.Read(b)
			if err != nil {
				return
			}
			s.shown <- b[:n]
		}
	}()
	return s, tty
}

// await waits until a text was shown, minutes if need be, and forgets what came before.
func (s *screen) await(t *testing.T, text string) {
	t.Helper()
	late := time.After(5 * time.Minute)
	for {
		if i := bytes.Index(s.all, []byte(text)); i >= 0 {
			s.before, s.all = s.all[:i], s.all[i+len(text):]
			return
		}
		select {
		case b, more := <-s.shown:
			if !more {
				t.Fatalf("it ended without saying %q\n%s", text, s.all)
			}
			s.all = append(s.all, b...)
		case <-late:
			t.Fatalf("it never said %q\n%s", text, s.all)
		}
	}
}

const (
	interrupt = "\x03"
	endOfText = "\x04"
)

// typed runs init on a terminal: of each pair, the first is waited for, the second typed.
func typed(t *testing.T, args []string, dialog ...string) (code int, rest string) {
	t.Helper()
	s, tty := newScreen(t)
	c := exec.Command("shingle", append([]string{"init"}, args...)...)
	c.Env = append(os.Environ(), "TZ=Etc/UTC")
	c.Stdin, c.Stdout, c.Stderr = tty, tty, tty
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	tty.Close()
	for i := 0; i+1 < len(dialog); i += 2 {
		s.await(t, dialog[i])
		key := dialog[i+1]
		if key != interrupt && key != endOfText {
			key += "\n"
		}
		if _, err := s.keys.WriteString(key); err != nil {
			t.Fatal(err)
		}
	}
	err := c.Wait()
	exit := new(exec.ExitError)
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	for b := range s.shown {
		s.all = append(s.all, b...)
	}
	return code, strings.ReplaceAll(string(s.all), "\r\n", "\n")
}

// lay writes an export, and gives the arguments for init.
func lay(t *testing.T, name, text string) (args []string, site string) {
	t.Helper()
	from, site := filepath.Join(t.TempDir(), name), filepath.Join(t.TempDir(), "site")
	if err := os.WriteFile(from, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return []string{site, "--from", from}, site
}

// holds wants lines in what init wrote, and that check has nothing against it.
func holds(t *testing.T, site string, lines ...string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(site, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		if !strings.Contains(string(text), "\n"+l) {
			t.Errorf("config.toml is without %s\n%s", l, text)
		}
	}
	var said bytes.Buffer
	if code := run(t.Context(), []string{"check", "-C", site}, &said, &said); code != done {
		t.Errorf("check: %d\n%s\n%s", code, &said, text)
	}
}

// On a terminal init asks what only people know, with what the file says of it, tells
// what is wrong with an answer, and writes what was said.
func TestInitAsksWhatOnlyPeopleKnow(t *testing.T) {
	t.Parallel()
	args, site := lay(t, "export.csv", "Number;Opened;Handled;Wait;Satisfaction;Direction\n"+numbered("{i};{i}/04/2026 09:00;yes;0:3{s};{s};in\n", 12)+"98;12/05/2026 09:00;no;1:30;;preview\n")
	if code, _ := typed(t, args,
		"called? [Your organisation] ", "Lantern Shop",
		"time zone is your service desk, such as Europe/London? [Etc/UTC] ", "Nowhere/Land",
		`got "Nowhere/Land", want a zone`, "berlin",
		`"Direction" says that rows are of several sorts:`, "3",
		`got "3", want numbers from 1 to 2, such as 1, 2`, "1",
		`"Wait" (0:31 | 0:32 | 0:33) is wait_seconds. In what is it counted?`, "1",
		`on which scale were the answers in "Satisfaction" (1 | 2 | 3) given? [1-5] `, "five",
		`got "five", want its lowest and its highest answer, such as 1-5`, "",
		`which day is "01/04/2026 09:00"?`, "1",
		"get in touch: phone, chat, email or in another way? [leave it open] ", "Phone",
		"how many seconds do you promise to answer a call? [20] ", "30"); code != done {
		t.Errorf("init: %d", code)
	}
	holds(t, site, `organisation = "Lantern Shop"`, `time_zone    = "Europe/Berlin"`, `keep = { Direction = ["in"] }`, `units = { wait_seconds = "m:ss" }`,
		`date_format = "%d/%m/%Y %H:%M"`, `channel = "phone"`, `scale = { min = 1, max = 5 }`, "threshold_seconds = 30   #")
}

// Of a file that is like nothing known, people say what it is and which column tells what.
func TestInitLetsPeopleNameTheColumns(t *testing.T) {
	t.Parallel()
	args, site := lay(t, "skargi.csv", "Nr,Wplyw,Dzial,W terminie\n"+numbered("{i},2026-10-{i},Konta,yes\n", 12))
	if code, _ := typed(t, append(args, "--time-zone", "Europe/Warsaw"),
		"called? [Your organisation] ", "",
		`skargi.csv is like nothing known. Its columns:`, "9",
		`got "9", want a number from 1 to 8`, "5",
		"Which column tells when it was looked at, or came in? (date) [none] ", "3",
		`got "3", want a column of dates, such as 2026-11-01 or 01.11.2026 09:30`, "2",
		"Which column tells whether it was as it should be? (passed) [none] ", "2",
		"want another column: this one is date", "w terminie",
		"Which column tells what was looked at? (measure) [none] ", "",
		"Which column tells which team it was about? (team) [none] ", "Dzial"); code != done {
		t.Errorf("init: %d", code)
	}
	holds(t, site, `columns = { date = "Wplyw", team = "Dzial", passed = "W terminie" }`, "[shingle.metrics.compliance]")

	args, site = lay(t, "ankieta.csv", "Nr,Ocena\n"+numbered("{i},{s}\n", 12))
	if code, _ := typed(t, append(args, "--time-zone", "Europe/Warsaw"),
		"called? [Your organisation] ", "",
		`ankieta.csv is like nothing known. Its columns:`, "3",
		"Which column tells when it was answered? (answered_at) [none] ", "",
		"In which month or quarter were all of them given, such as 2026-10 or 2026-Q3? [leave it off] ", "last month",
		`got "last month", want a month or a quarter`, "2026-q3",
		"Which column tells how satisfied people were? (csat) [none] ", "2",
		"from 0 to 10? (nps) [none] ", "",
		"(team) [none] ", "",
		`given? [1-5] `, ""); code != done {
		t.Errorf("init: %d", code)
	}
	holds(t, site, `period = "2026-Q3"`, `columns = { csat = "Ocena" }`)
}

// Who leaves before the last answer leaves nothing behind.
func TestInitEndsWhenNobodyAnswers(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{interrupt: "shingle: interrupted\n", endOfText: "shingle: no more answers: nothing was written\n"} {
		args, site := lay(t, "calls.csv", "Call Id,Start,Answered,Wait\n"+numbered("{i},2026-10-{i} 09:00,yes,{s}\n", 12))
		code, rest := typed(t, args, "called? [Your organisation] ", "Lantern Shop", "[Etc/UTC] ", key)
		if code != problems || !strings.HasSuffix(rest, want) {
			t.Errorf("%q: %d\n%s", key, code, rest)
		}
		if _, err := os.Stat(site); !os.IsNotExist(err) {
			t.Errorf("%q: something was written", key)
		}
	}
}

// Nobody is asked who said yes to everything, or about a file that is not there.
func TestInitAsksNothingInVain(t *testing.T) {
	t.Parallel()
	args, site := lay(t, "calls.csv", "Call Id,Start,Answered,Wait\n"+numbered("{i},2026-10-{i} 09:00,yes,{s}\n", 12))
	code, rest := typed(t, append(args, "--yes"))
	if code != done || strings.Contains(rest, "?") || strings.Contains(rest, "[") && !strings.Contains(rest, "[shingle.metrics.") {
		t.Errorf("%d\n%s", code, rest)
	}
	holds(t, site, `channel = "phone"`, `threshold_seconds = 20   #`)
	if code, rest := typed(t, []string{site + "2", "--from", "nowhere.csv"}); code != problems || strings.Contains(rest, "?") {
		t.Errorf("%d\n%s", code, rest)
	}
}

// numbered writes rows of an export: {i} is 01, 02, ..., {s} a number from 1 to 5.
func numbered(row string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("{i}", fmt.Sprintf("%02d", i+1), "{s}", strconv.Itoa(1+i%5)).Replace(row))
	}
	return b.String()
}
