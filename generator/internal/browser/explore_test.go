package browser

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// Two teams, channels or periods side by side: what the table says is what the published
// file says, and the address is what was chosen.
func testSideBySide(b *browser, t *testing.T) {
	for _, q := range []struct {
		name, hash  string
		rows        int
		first, said []string // of the first row; parts of what is said
	}{
		{"a year", "#score.csat", 6, []string{"All together", b.percent(t, "csat", "", "2026-10"), b.percent(t, "csat", "", "2025-10"), b.apart(t, "csat", "", "2026-10", "", "2025-10")}, []string{"October 2026: ", "; October 2025: "}},
		{"two teams", "#metric=csat&team=Billing&team2=Meters", 24, []string{"October 2026", b.percent(t, "csat", "Billing", "2026-10"), b.percent(t, "csat", "Meters", "2026-10"), b.apart(t, "csat", "Billing", "2026-10", "Meters", "2026-10")}, []string{"Billing, October 2026: "}},
		{"a month and the next", "#metric=service_level&period=2026-02&period2=2026-01", 6, []string{"All together", b.percent(t, "service_level", "", "2026-02"), b.percent(t, "service_level", "", "2026-01"), b.apart(t, "service_level", "", "2026-02", "", "2026-01") + b.change(t, "service_level", "", "2026-02", 1)}, nil},
		{"the other way round", "#metric=service_level&period=2026-01&period2=2026-02", 6, []string{"All together", b.percent(t, "service_level", "", "2026-01"), b.percent(t, "service_level", "", "2026-02"), b.apart(t, "service_level", "", "2026-01", "", "2026-02") + b.change(t, "service_level", "", "2026-02", -1)}, nil},
		{"a month and a year", "#metric=csat&period=2026-10&period2=2026", 6, []string{"All together", b.percent(t, "csat", "", "2026-10"), b.percent(t, "csat", "", "2026"), "–"}, []string{"we show no difference"}},
		{"withheld", "#metric=morale&team=Quality&team2=Quality&period=2026-Q3&period2=2025-Q3", 9, []string{"Quality", "withheld", "withheld", "–"}, []string{"withheld"}},
		{"what is nowhere", "#metric=gone&team=%3Cb%3E&period=1999-01", 6, nil, []string{"October 2026: "}},
		{"the same twice", "#metric=csat&period=2026-10&period2=2026-10", 1, nil, []string{"Both sides are the same"}},
	} {
		t.Run(q.name, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, "explore/"+q.hash, desktop)
			p.until(`document.querySelector('.beside tbody')`)
			table := js[[][]string](p, `[...document.querySelectorAll('.beside tbody tr')].map((r) => [...r.cells].map((c) => c.textContent.trim().replaceAll("\u00a0", " ")))`)
			if len(table) != q.rows {
				t.Errorf("got %d rows, want %d: %q", len(table), q.rows, table)
			}
			for i, want := range q.first {
				if got := table[0][i]; !strings.HasPrefix(got, want) {
					t.Errorf("cell %d is %q, want %q", i, got, want)
				}
			}
			said := js[string](p, `document.querySelector('.beside [role=status]').textContent`)
			for _, want := range q.said {
				if !strings.Contains(said, want) {
					t.Errorf("%q is said, want %q", said, want)
				}
			}
			p.quiet()
		})
	}
	t.Run("by keyboard", func(t *testing.T) { t.Parallel(); b.exploreByKeyboard(t) })
	t.Run("the file does not come", func(t *testing.T) {
		t.Parallel()
		r := desktop
		r.blocked = b.base + "api/*"
		p := b.open(t, "explore/", r)
		if said := js[string](p, `document.querySelector('.beside [role=status]').textContent`); !strings.Contains(said, "did not come") {
			t.Errorf("%q is said", said)
		}
	})
	t.Run("without scripts", func(t *testing.T) {
		t.Parallel()
		p := b.open(t, "explore/", reader{noScript: true})
		if js[bool](p, `document.querySelector('form.explore').checkVisibility()`) || !js[bool](p, `document.querySelector('noscript').textContent.includes('takes JavaScript')`) {
			t.Error("a form stands there that does nothing, or nobody is told")
		}
		if n := js[int](p, `document.querySelectorAll('a[href*="api/v1/scores/"]').length`); n < 10 {
			t.Errorf("%d files are pointed to", n)
		}
	})
	t.Run("to take away", func(t *testing.T) { t.Parallel(); b.takeAway(t) })
}

// line is a published line of a metric, all channels together.
func (b *browser) line(t *testing.T, metric, team, period string) map[string]string {
	t.Helper()
	all := b.table(t, "api/v1/metrics/"+metric+".csv")
	i := slices.IndexFunc(all, func(r map[string]string) bool {
		return r["team"] == team && r["channel"] == "" && r["period"] == period
	})
	if i < 0 {
		t.Fatalf("%s: no line of %q in %s", metric, team, period)
	}
	return all[i]
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (b *browser) percent(t *testing.T, metric, team, period string) string {
	t.Helper()
	return fmt.Sprintf("%.1f%%", number(t, b.line(t, metric, team, period)["value"]))
}

// points is a difference as pages write it: with a sign.
func points(v float64) string {
	sign := "+"
	if v < 0 {
		sign = "−"
	}
	return fmt.Sprintf("%s%.1f points", sign, math.Abs(v))
}

func (b *browser) apart(t *testing.T, metric, team, period, other, before string) string {
	t.Helper()
	return points(number(t, b.line(t, metric, team, period)["value"]) - number(t, b.line(t, metric, other, before)["value"]))
}

// change is what the file says of a period against the one before, or the other way round.
func (b *browser) change(t *testing.T, metric, team, period string, step float64) string {
	t.Helper()
	l := b.line(t, metric, team, period)
	ends := []float64{step * number(t, l["change_low"]), step * number(t, l["change_high"])}
	slices.Sort(ends)
	verdict := map[string]string{"no_evidence": "no clear change", "better": "Better", "worse": "Worse"}[l["verdict"]]
	if step < 0 {
		verdict = map[string]string{"no clear change": "no clear change", "Better": "Worse", "Worse": "Better"}[verdict]
	}
	return fmt.Sprintf("%s, likely %s to %s", verdict, points(ends[0]), points(ends[1]))
}

// exploreByKeyboard chooses with the tabulator and the arrow keys: each choice is in the
// address, is told, and can be taken back.
func (b *browser) exploreByKeyboard(t *testing.T) {
	p := b.open(t, "explore/", desktop)
	p.until(`document.querySelector('.beside tbody')`)
	said := func() string { return js[string](p, `document.querySelector('.beside [role=status]').textContent`) }
	before := said()
	p.tabTo(`document.activeElement?.name === 'team2'`)
	p.key(kb.ArrowDown)
	p.until(`new URLSearchParams(location.hash.slice(1)).get('team2') === document.activeElement.value && document.activeElement.value`)
	p.until(`document.querySelector('.beside [role=status]').textContent !== ` + quoted(before))
	team := js[string](p, `document.activeElement.value`)
	if now := said(); !strings.Contains(now, team+", ") {
		t.Errorf("after %q was chosen, %q is said", team, now)
	}
	if name := js[string](p, `document.activeElement.name`); name != "team2" {
		t.Errorf("the focus has gone to %q", name)
	}
	address := js[string](p, `location.href`)
	if u, err := url.Parse(address); err != nil || !strings.Contains(u.Fragment, "metric=") {
		t.Errorf("the address is %q", address)
	}
	js[any](p, `(history.back(), null)`)
	p.until(`document.querySelector('.beside [role=status]').textContent === ` + quoted(before))
	if n := len(p.fetched("/api/")); n != 1 {
		t.Errorf("%d files were fetched for one score", n)
	}
	p.quiet()
}

// takeAway saves a chart as a picture and copies a citation: each says what came of it.
func (b *browser) takeAway(t *testing.T) {
	p := b.open(t, "de/scores/service_level/", desktop)
	js[any](p, `(URL.createObjectURL = ((old) => (blob) => { globalThis.kept = blob; return old.call(URL, blob); })(URL.createObjectURL), HTMLAnchorElement.prototype.click = function () { globalThis.file = this.download; }, null)`)
	p.tabTo(`document.activeElement?.dataset.picture !== undefined`)
	p.key(kb.Enter)
	p.until(`globalThis.file`)
	const status = `document.activeElement.nextElementSibling.textContent`
	p.until(status)
	if file, want := js[string](p, `file`), "score-service_level-2026-11-01.png"; file != want || js[string](p, status) != "Gespeichert als "+want {
		t.Errorf("%q was saved and %q said", file, js[string](p, status))
	}
	// The picture holds the chart's line, the missed marks and the paper.
	tones := js[map[string]int](p, `(async () => {
		const image = await createImageBitmap(kept), canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
		pen.drawImage(image, 0, 0);
		const n = { width: image.width, line: 0, missed: 0, paper: 0, text: 0 };
		const { data } = pen.getImageData(0, 0, image.width, image.height);
		const near = (i, r, g, b) => Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 30;
		for (let i = 0; i < data.length; i += 4) { n.paper += near(i, 251, 250, 246); n.line += near(i, 12, 90, 99); n.missed += near(i, 165, 50, 27); n.text += near(i, 28, 33, 38); }
		return n;
	})()`)
	if tones["width"] < 1390 || tones["line"] < 2000 || tones["missed"] < 500 || tones["text"] < 2000 || tones["paper"] < 500_000 {
		t.Errorf("the picture holds %v", tones)
	}
	js[any](p, `(Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { if (globalThis.copied) throw new Error('refused'); globalThis.copied = text; } } }), document.execCommand = () => false, null)`)
	p.tabTo(`document.activeElement?.dataset.copy !== undefined`)
	p.key(kb.Enter)
	p.until(status)
	copied := js[string](p, `globalThis.copied ?? ''`)
	for _, part := range []string{"Northbank Energy", "2026.11.1", "1. November 2026", "/de/scores/service_level/"} {
		if !strings.Contains(copied, part) {
			t.Errorf("the citation %q lacks %q", copied, part)
		}
	}
	if said := js[string](p, status); said != "Kopiert." {
		t.Errorf("%q is said", said)
	}
	// A clipboard that refuses: the text is chosen, for the reader to copy.
	p.key(kb.Enter)
	p.until(status + ` !== 'Kopiert.'`)
	if chosen := js[string](p, `getSelection().toString()`); !strings.Contains(chosen, "Ausgabe 2026.11.1") {
		t.Errorf("%q is chosen", chosen)
	}
	p.quiet()
}
