package keep

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What was read before is not read again: a file that is as it was has the sum, and holds what was found
// in it, of before. Any other one is read.
func TestWhatIsAsItWasIsNotReadAgain(t *testing.T) {
	begin := time.Now()
	for _, test := range []struct {
		what  string
		touch func(in Inputs, d Drawer, out string)
		at    time.Time // of the build after
		anew  bool
		known bool
	}{
		{what: "nothing happened", at: begin.Add(3 * time.Hour), known: true},
		{what: "another file is there", touch: func(in Inputs, _ Drawer, _ string) { put(t, in.path("data/y.csv"), "y") }, at: begin.Add(3 * time.Hour), known: true},
		{what: "it is of the same size and time", touch: func(in Inputs, _ Drawer, _ string) {
			info, _ := os.Stat(in.path("data/x.csv"))
			put(t, in.path("data/x.csv"), "DATA/x.csv")
			os.Chtimes(in.path("data/x.csv"), info.ModTime(), info.ModTime())
		}, at: begin.Add(3 * time.Hour)},
		{what: "it is another file", touch: func(in Inputs, _ Drawer, _ string) {
			put(t, in.path("fresh"), "data/x.csv")
			os.Rename(in.path("fresh"), in.path("data/x.csv"))
		}, at: begin.Add(3 * time.Hour)},
		{what: "the clock went back", at: begin.Add(time.Hour)},
		{what: "all is to be read", at: begin.Add(3 * time.Hour), anew: true},
		{what: "the note is damaged", touch: func(_ Inputs, d Drawer, out string) { put(t, d.file(out), "{}") }, at: begin.Add(3 * time.Hour)},
	} {
		t.Run(test.what, func(t *testing.T) {
			in, out := site(t)
			d := Drawer(filepath.Join(t.TempDir(), "notes"))
			inputs := func() Inputs { return in }
			first := d.Watch(inputs, out, begin.Add(2*time.Hour), false)
			first.Find("data/x.csv", "rows", "7")
			first.Keep("")
			if test.touch != nil {
				test.touch(in, d, out)
			}
			w := d.Watch(inputs, out, test.at, test.anew)
			for _, path := range []string{"data/x.csv", in.path("data/x.csv")} {
				if found, ok := w.Found(path, "rows"); ok != test.known || ok && found != "7" {
					t.Errorf("got %q, %v, want it known: %v", found, ok, test.known)
				}
				if _, ok := w.Found(path, "columns"); ok {
					t.Error("what nobody looked for is known")
				}
				text, _ := os.ReadFile(in.path("data/x.csv"))
				if got := w.Sum(path); got != hash(text) {
					t.Errorf("got the sum %s, want that of %q", got, text)
				}
			}
			w.Keep("")
			if found, ok := d.Watch(inputs, out, test.at, false).Found("data/x.csv", "rows"); ok != (test.known && !test.anew) || ok && found != "7" {
				t.Errorf("one build later: got %q, %v, want it known: %v", found, ok, test.known)
			}
		})
	}
}

// A file that was written shortly before it was looked at may have been written once more since.
func TestWhatWasJustWrittenIsReadAgain(t *testing.T) {
	in, out := site(t)
	d := Drawer(filepath.Join(t.TempDir(), "notes"))
	first := d.Watch(func() Inputs { return in }, out, time.Now(), false)
	first.Find("data/x.csv", "rows", "7")
	first.Keep("")
	if found, ok := d.Watch(func() Inputs { return in }, out, time.Now(), false).Found("data/x.csv", "rows"); ok {
		t.Errorf("got %q, want it looked for again", found)
	}
}

// Nobody watches a build that publishes nothing.
func TestNoWatchKnowsNothing(t *testing.T) {
	var w *Watch
	w.Find("data/x.csv", "rows", "7")
	if _, ok := w.Found("data/x.csv", "rows"); ok {
		t.Error("something is known")
	}
}
