package keep

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// site lays out a site, and a finished folder beside it.
func site(t *testing.T) (in Inputs, out string) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"config.toml", "site/a.md", "site/b/c.css", "data/x.csv", "published/seen.csv", "out/index.html", "out/api/scores.csv", "zone"} {
		put(t, filepath.Join(dir, name), name)
	}
	in = Inputs{Dir: dir, Trees: []string{"config.toml", "site", "presets", "published"}, Files: []string{"data/x.csv", "data/y.csv"},
		Tools: map[string]string{"zone": filepath.Join(dir, "zone")}, Own: "published", Said: map[string]string{"day": "2026-11-01"}}
	return in, filepath.Join(dir, "out")
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// built notes a build that took place when all files were old.
func built(t *testing.T, in Inputs, out string, at time.Time) Drawer {
	t.Helper()
	d := Drawer(filepath.Join(t.TempDir(), "notes"))
	looked := in.Look(at)
	d.Keep(in, looked, in.Sums(looked, nil), nil, out, "told")
	return d
}

func TestUnchangedSaysWhatWasSaid(t *testing.T) {
	in, out := site(t)
	later := time.Now().Add(time.Hour)
	d := built(t, in, out, later)
	if told, same := d.Unchanged(in, out, later); !same || told != "told" {
		t.Errorf("got %q and %v, want what was told and true", told, same)
	}
}

// Whatever is touched, alone: it is noticed.
func TestEveryInputIsNoticed(t *testing.T) {
	for _, test := range []struct {
		what  string
		touch func(t *testing.T, in *Inputs, out string)
	}{
		{"a file is longer", func(t *testing.T, in *Inputs, out string) { put(t, in.path("data/x.csv"), "data/x.csv and more") }},
		{"a file of the same length", func(t *testing.T, in *Inputs, out string) { put(t, in.path("data/x.csv"), "data/y.csv") }},
		{"its stamp put back", func(t *testing.T, in *Inputs, out string) {
			info, _ := os.Stat(in.path("config.toml"))
			put(t, in.path("config.toml"), "CONFIG.toml")
			os.Chtimes(in.path("config.toml"), info.ModTime(), info.ModTime())
		}},
		{"another file in its place", func(t *testing.T, in *Inputs, out string) {
			put(t, in.path("data/new"), "data/y.csv")
			os.Rename(in.path("data/new"), in.path("data/x.csv"))
		}},
		{"a file that was not there", func(t *testing.T, in *Inputs, out string) { put(t, in.path("data/y.csv"), "") }},
		{"a file in a folder", func(t *testing.T, in *Inputs, out string) { put(t, in.path("site/b/d.css"), "") }},
		{"a folder that was not there", func(t *testing.T, in *Inputs, out string) { put(t, in.path("presets/mine.toml"), "") }},
		{"a file that is gone", func(t *testing.T, in *Inputs, out string) { os.Remove(in.path("site/a.md")) }},
		{"two files that changed names", func(t *testing.T, in *Inputs, out string) { os.Rename(in.path("site/a.md"), in.path("site/b.md")) }},
		{"the memory", func(t *testing.T, in *Inputs, out string) { put(t, in.path("published/seen.csv"), "forgotten") }},
		{"the rules of a time zone", func(t *testing.T, in *Inputs, out string) { put(t, in.Tools["zone"], "another") }},
		{"what was said", func(t *testing.T, in *Inputs, out string) { in.Said = map[string]string{"day": "2026-11-02"} }},
		{"one more file asked for", func(t *testing.T, in *Inputs, out string) { in.Files = append(in.Files, "data/z.csv") }},
		{"the finished folder", func(t *testing.T, in *Inputs, out string) { put(t, filepath.Join(out, "index.html"), "out/INDEX.html") }},
		{"a page that is gone", func(t *testing.T, in *Inputs, out string) { os.Remove(filepath.Join(out, "api/scores.csv")) }},
		{"a page too many", func(t *testing.T, in *Inputs, out string) { put(t, filepath.Join(out, "more.html"), "") }},
	} {
		t.Run(test.what, func(t *testing.T) {
			in, out := site(t)
			now := time.Now()
			d := built(t, in, out, now)
			test.touch(t, &in, out)
			if _, same := d.Unchanged(in, out, now.Add(time.Minute)); same {
				t.Error("was not noticed")
			}
		})
	}
}

// Touched, and the same: files that were fetched anew, or restored.
func TestSameContentIsUnchanged(t *testing.T) {
	in, out := site(t)
	now := time.Now()
	d := built(t, in, out, now)
	for _, name := range []string{"config.toml", "data/x.csv", "site/b/c.css"} {
		put(t, in.path("fresh"), name)
		os.Rename(in.path("fresh"), in.path(name))
	}
	for range 2 {
		if _, same := d.Unchanged(in, out, now.Add(time.Minute)); !same {
			t.Error("the same content is taken for another")
		}
	}
}

// A note that cannot be believed is none; it never stops anything.
func TestDamagedNoteIsNone(t *testing.T) {
	in, out := site(t)
	random := rand.New(rand.NewPCG(3, 5))
	now := time.Now().Add(time.Hour)
	for round := range 200 {
		d := built(t, in, out, now)
		text, err := os.ReadFile(d.file(out))
		if err != nil {
			t.Fatal(err)
		}
		switch round % 3 {
		case 0:
			text = text[:random.IntN(len(text))]
		case 1:
			text[random.IntN(len(text))] ^= byte(1 + random.IntN(255))
		case 2:
			text = append(text, byte(random.IntN(256)))
		}
		put(t, d.file(out), string(text))
		if _, same := d.Unchanged(in, out, now); same {
			t.Fatalf("round %d: a damaged note is believed: %q", round, text)
		}
	}
}

func TestClockThatWentBackIsNoticed(t *testing.T) {
	in, out := site(t)
	now := time.Now().Add(time.Hour)
	d := built(t, in, out, now)
	if _, same := d.Unchanged(in, out, now.Add(-time.Minute)); same {
		t.Error("a note of tomorrow is believed")
	}
}

func TestNoFolderForNotesCostsABuild(t *testing.T) {
	in, out := site(t)
	put(t, filepath.Join(in.Dir, "file"), "")
	for _, d := range []Drawer{"", Drawer(filepath.Join(in.Dir, "file", "notes"))} {
		looked := in.Look(time.Now())
		d.Keep(in, looked, in.Sums(looked, nil), nil, out, "")
		if _, same := d.Unchanged(in, out, time.Now()); same {
			t.Errorf("%q remembers", d)
		}
	}
}

// Random histories: whether the content is what it was, and nothing else, decides.
func TestContentDecides(t *testing.T) {
	in, out := site(t)
	random := rand.New(rand.NewPCG(1, 2))
	now := time.Now()
	d := built(t, in, out, now)
	for round := range 300 {
		content := fmt.Sprint(random.IntN(3))
		put(t, in.path("data/x.csv"), content)
		was, _ := d.read(out)
		want := was.Inputs["data/x.csv"].Sum == hash([]byte(content))
		_, same := d.Unchanged(in, out, time.Now())
		if same != want {
			t.Fatalf("round %d: got unchanged %v, want %v", round, same, want)
		}
		if !same {
			looked := in.Look(time.Now())
			d.Keep(in, looked, in.Sums(looked, nil), nil, out, "")
		}
	}
}

func TestWhatChangedMeanwhileIsNamed(t *testing.T) {
	in, _ := site(t)
	looked := in.Look(time.Now())
	if got := in.Changed(looked); len(got) > 0 {
		t.Errorf("got %q, want nothing", got)
	}
	put(t, in.path("data/x.csv"), "longer than it was before")
	put(t, in.path("data/y.csv"), "")
	put(t, in.path("published/seen.csv"), "a build writes here")
	put(t, in.Tools["zone"], "a new version is installed")
	if got, want := fmt.Sprint(in.Changed(looked)), "[data/x.csv data/y.csv]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
