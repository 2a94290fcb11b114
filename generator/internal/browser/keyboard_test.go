package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// Whoever has only a keyboard gets everywhere, in the order of the page, and sees
// where they are.
func testKeyboard(b *browser, t *testing.T) {
	for _, path := range []string{"", "best-times/", "scores/service_level/", "teams/", "compare/", "explore/", "data/", "patterns/", "de/"} {
		t.Run("/"+path, func(t *testing.T) {
			t.Parallel()
			b.open(t, path, reader{media: rest}).walk()
		})
		t.Run("phone, /"+path, func(t *testing.T) {
			t.Parallel()
			b.open(t, path, reader{width: phone.width, height: phone.height, media: rest}).walk()
		})
	}
	t.Run("skip link", func(t *testing.T) {
		t.Parallel()
		p := b.tab(t)
		for _, path := range []string{"", "best-times/", "es/scores/csat/"} {
			p.open(path, desktop)
			p.key(kb.Tab)
			if at := js[string](p, `document.activeElement.className`); at != "skip" {
				t.Errorf("/%s: the first stop is %q", path, at)
			}
			if box := js[[]float64](p, `(() => { const b = document.activeElement.getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })()`); box[0] < 0 || box[1] < 0 || box[2] < 40 || box[3] < 20 {
				t.Errorf("/%s: the skip link is not to be seen, at %v", path, box)
			}
			p.key(kb.Enter)
			if at := js[string](p, `document.activeElement.id`); at != "part.main" {
				t.Errorf("/%s: the skip link leads to %q", path, at)
			}
			p.key(kb.Tab)
			if !js[bool](p, `document.activeElement !== document.body && document.querySelector('main').contains(document.activeElement)`) {
				t.Errorf("/%s: after the skip link the next stop is not in the content", path)
			}
		}
	})
	t.Run("a table behind a chart", func(t *testing.T) {
		t.Parallel()
		p := b.open(t, "scores/service_level/", desktop)
		p.tabTo(`document.activeElement.matches('figure.chart details.table > summary')`)
		p.key(kb.Enter)
		if !js[bool](p, `document.querySelector('figure.chart details.table').open && document.querySelector('figure.chart table').getClientRects().length > 0`) {
			t.Error("Enter does not open the table")
		}
	})
	t.Run("compare", func(t *testing.T) { t.Parallel(); b.compareByKeyboard(t) })
	t.Run("time zone", func(t *testing.T) { t.Parallel(); b.zoneByKeyboard(t) })
}

// stops are what can be reached, in the order of the page: of radio buttons with one
// name only one.
const stops = `(() => {
  const names = new Set();
  return [...document.querySelectorAll('a[href], button, select, input, textarea, summary, [tabindex="0"]')].filter((e) => {
    if (!e.checkVisibility() || e.disabled) return false;
    if (e.type !== 'radio') return true;
    return !names.has(e.name) && names.add(e.name);
  });
})()`

// walk goes from the top to the end with the tabulator.
func (p *tab) walk() {
	p.Helper()
	js[any](p, `(window.stops = `+stops+`, null)`)
	n := js[int](p, `window.stops.length`)
	next := 0
	for range n + 20 {
		p.key(kb.Tab)
		at := js[struct {
			Index         int
			What          string
			Body, Visible bool
			Problem       string
		}](p, whereAmI)
		if at.Body {
			break
		}
		if at.Index >= 0 { // else: a part that scrolls, which the browser made a stop
			if at.Index != next {
				p.Errorf("after stop %d comes %d, %s", next-1, at.Index, at.What)
			}
			next = at.Index + 1
		}
		if at.Problem != "" {
			p.Errorf("%s: %s", at.What, at.Problem)
		}
	}
	if next != n {
		p.Errorf("%d of %d stops are reached", next, n)
	}
	p.quiet()
}

// whereAmI is the stop that has the focus, and what is wrong with how it shows it.
const whereAmI = `(() => {
  const e = document.activeElement;
  const what = e.outerHTML.slice(0, 120);
  if (e === document.body || e === document.documentElement) return { Index: -1, What: what, Body: true, Problem: '' };
  const shown = e.type === 'radio' ? e.closest('label') : e; // the label stands for its button
  const s = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  let problem = '';
  if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2) problem = 'has no outline';
  let ground = 'rgb(255, 255, 255)';
  for (let g = shown.parentElement; g; g = g.parentElement) { const c = getComputedStyle(g).backgroundColor; if (!/^rgba.*, 0\)$/.test(c)) { ground = c; break; } }
  if (s.outlineColor === ground) problem = 'has an outline of the colour of its ground';
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) problem = 'has the focus out of sight: ' + [box.left, box.top, box.width, box.height];
  return { Index: window.stops?.indexOf(e) ?? -1, What: what, Body: false, Problem: problem };
})()`

// tabTo goes on with the tabulator until a condition holds.
func (p *tab) tabTo(condition string) {
	p.Helper()
	for range 200 {
		p.key(kb.Tab)
		if js[bool](p, condition) {
			return
		}
		if js[bool](p, `document.activeElement === document.body`) {
			break
		}
	}
	p.Fatalf("no stop with %s", condition)
}

// compareByKeyboard answers a survey, and looks whether the answer sits where the
// published distribution says.
func (b *browser) compareByKeyboard(t *testing.T) {
	all := b.counts(t)
	p := b.open(t, "compare/", desktop)
	for _, id := range []string{"csat", "nps"} {
		survey := fmt.Sprintf("document.getElementById('survey.%s')", id)
		js[bool](p, `(location.hash = 'survey.`+id+`', true)`)
		p.until(survey + `.checkVisibility()`)
		says := func(i int) {
			t.Helper()
			p.until(survey + `.querySelectorAll('select')[0].options.length > 0`)
			period := js[string](p, survey+`.querySelectorAll('select')[0].value`)
			name := js[string](p, survey+`.querySelectorAll('select')[0].selectedOptions[0].textContent`)
			team := js[string](p, survey+`.querySelectorAll('select')[1].value`)
			counts := all[id+"|"+team][period]
			if len(counts) <= i {
				t.Fatalf("%s: no answers of %q in %q", id, team, period)
			}
			sum := 0
			for _, n := range counts {
				sum += n
			}
			same, lower, higher := shares(counts, i)
			words := js[map[string]string](p, `({ ...`+survey+`.querySelector('.result').dataset })`)
			fill := strings.NewReplacer("{n}", thousands(fmt.Sprint(sum)), "{period}", name).Replace
			with := func(key, share string) string {
				return strings.NewReplacer("{share}", share, "{count}", thousands(fmt.Sprint(counts[i]))).Replace(words[key])
			}
			how := "same"
			switch counts[i] {
			case 0:
				how = "nosame"
			case 1:
				how = "alone"
			}
			no := map[bool]string{true: "no"}
			want := strings.Join([]string{with(how, same), with(no[lower == "0%"]+"lower", lower), with(no[higher == "0%"]+"higher", higher), fill(words["of"])}, " ")
			if got := js[string](p, survey+`.querySelector('.result').hidden ? '' : `+survey+`.querySelector('.result').textContent`); got != want {
				t.Errorf("%s, %s, %q: got %q, want %q", id, period, team, got, want)
			}
		}
		p.tabTo(survey + `.contains(document.activeElement) && document.activeElement.type === 'radio'`)
		p.key(" ")
		says(0)
		p.key(kb.ArrowRight, kb.ArrowRight, kb.ArrowRight)
		says(3)
		p.key(kb.ArrowLeft)
		says(2)
		p.tabTo(`document.activeElement === ` + survey + `.querySelectorAll('select')[0]`)
		p.key(kb.ArrowDown, kb.ArrowDown)
		says(2)
		p.tabTo(`document.activeElement === ` + survey + `.querySelectorAll('select')[1]`)
		p.key(kb.ArrowDown)
		if team := js[string](p, `document.activeElement.value`); team == "" {
			t.Errorf("%s: no team can be chosen", id)
		}
		says(2)
		p.key(kb.End)
		says(2)
	}
	if n := len(p.fetched("compare.json")); n != 1 {
		t.Errorf("the distribution was fetched %d times", n)
	}
	if n := len(p.fetched("")); n > 9 {
		t.Errorf("%d requests: an answer leaves the browser", n)
	}
	p.quiet()
}

// zoneByKeyboard chooses another time zone on best times.
func (b *browser) zoneByKeyboard(t *testing.T) {
	p := b.open(t, "best-times/", reader{zone: "Asia/Kolkata", now: workday})
	p.tabTo(`document.activeElement.id === 'part.tz'`)
	if zone := js[string](p, `document.activeElement.value`); zone != "Asia/Kolkata" && zone != "Asia/Calcutta" { // as it was called once
		t.Errorf("the zone is %q at first", zone)
	}
	p.key(kb.ArrowUp) // the desk's own stands above the reader's
	if zone := js[string](p, `document.activeElement.value`); zone != "Europe/London" {
		t.Errorf("above the reader's zone stands %q", zone)
	}
	for i, g := range p.grids() {
		if g.Hidden || g.Moved != nil {
			t.Errorf("grid %d is not the desk's", i)
		}
	}
	if !js[bool](p, `document.querySelector('.desk-zone').getClientRects().length > 0`) {
		t.Error("it is not said that the times are the desk's")
	}
	for range 20 { // who types too slowly begins a new word, and here a busy machine types
		for _, letter := range "New Y" {
			p.key(string(letter))
		}
		if js[bool](p, `document.getElementById('part.tz').value === 'America/New_York'`) {
			break
		}
		time.Sleep(1500 * time.Millisecond)
	}
	if zone := js[string](p, `document.getElementById('part.tz').value`); zone != "America/New_York" {
		t.Fatalf("got the zone %q by its letters, want America/New_York", zone)
	}
	for i, g := range p.grids() {
		if !g.Hidden || g.Moved == nil {
			t.Fatalf("grid %d is not moved", i)
		}
		first := slices.MinFunc(g.Desk, func(a, b struct {
			Day, At     int
			Text, Label string
			Closed      bool
		}) int {
			return a.At - b.At
		})
		want := time.Date(2026, 11, 2, 0, first.At, 0, 0, time.UTC).Add(-5 * time.Hour).Format("15:04")
		if g.Moved.Rows[0].Head != want {
			t.Errorf("grid %d begins at %s, want %s", i, g.Moved.Rows[0].Head, want)
		}
	}
	p.quiet()
}
