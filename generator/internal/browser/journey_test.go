package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// Two readers come with a question and leave with an answer, by the keyboard alone: whoever
// answered a survey, and a member of the board.
func testJourneys(b *browser, t *testing.T) {
	t.Run("respondent", func(t *testing.T) { t.Parallel(); b.respondent(t) })
	t.Run("board", func(t *testing.T) { t.Parallel(); b.boardMember(t) })
}

// follow goes to a link with the tabulator and takes it.
func (p *tab) follow(path string) {
	p.Helper()
	p.tabTo(fmt.Sprintf(`document.activeElement.matches('main a, footer a, nav a') && document.activeElement.pathname === %q`, path))
	p.key(kb.Enter)
	p.until(fmt.Sprintf(`location.pathname === %q && document.readyState === 'complete'`, path))
	p.settle()
}

// reads is the text of the page's content.
func (p *tab) reads() string {
	p.Helper()
	return js[string](p, `document.querySelector('main').innerText`)
}

// respondent opens the link of a survey's mail with the answer in it, sees where it sits, chooses what
// the comment was about, reads whether it is part of something larger, goes on to what all answers were
// about and to what was done about it; nothing of it leaves the browser.
func (b *browser) respondent(t *testing.T) {
	p := b.open(t, "compare/#csat=3", desktop)
	const survey = `document.getElementById('survey.csat')`
	p.until(`!` + survey + `.querySelector('.result').hidden`)
	period := js[string](p, survey+`.querySelectorAll('select')[0].value`)
	counts := b.counts(t)["csat|"][period]
	if len(counts) != 5 {
		t.Fatalf("no answers of %q", period)
	}
	same, lower, higher := shares(counts, 2)
	says := js[string](p, survey+`.querySelector('.result').textContent`)
	for _, want := range []string{fmt.Sprintf("You are one of %s who gave this answer: %s.", thousands(fmt.Sprint(counts[2])), same), lower + " gave a lower answer,", higher + " a higher one."} {
		if !strings.Contains(says, want) {
			t.Errorf("the answer 3 is told %q, want %q in it", says, want)
		}
	}
	p.tabTo(survey + `.contains(document.activeElement) && document.activeElement.type === 'radio'`)
	if at := js[string](p, `document.activeElement.value`); at != "3" && !js[bool](p, `document.activeElement.checked`) {
		t.Errorf("the keyboard begins at the answer %q, want the one given", at)
	}
	if n := len(p.fetched("csat=3")) + len(p.fetched("answer")); n > 0 {
		t.Errorf("%d requests hold the answer", n)
	}

	b.topic(t, p, period)
	p.follow("/why/")
	themes := 0
	for _, row := range b.table(t, "api/v1/themes.csv") {
		if row["metric"] != "csat" || row["grain"] != "month" || row["period"] != period || row["count"] == "" || row["theme"] == "none" {
			continue
		}
		themes++
		if name := row["theme"]; name != "other" && !strings.Contains(p.reads(), name) {
			t.Errorf("the theme %q of %s is not told", name, period)
		}
	}
	if themes < 2 {
		t.Errorf("%d themes of %s are published", themes, period)
	}

	for _, address := range []string{"having%20to%20say%20it%20twice", "having-to-say-it-twice"} { // its words, or its name in addresses
		p.open("compare/#csat=3&topic="+address, desktop)
		if at := js[[]string](p, opened); len(at) != 1 || at[0] != "topic.csat.having-to-say-it-twice" {
			t.Errorf("%s opens %q, want the topic that it names", address, at)
		}
	}
	done := js[string](p, survey+`.querySelector('details[open] a[href*="/notices/"]').pathname`)
	p.follow(done)
	if text := p.reads(); !strings.Contains(text, js[string](p, `document.querySelector('h1').innerText`)) || len(text) < 200 {
		t.Errorf("%s does not say what was done: %q", done, text)
	}
	if n := len(p.fetched("topic=")); n > 0 {
		t.Errorf("%d requests hold the topic", n)
	}
	p.quiet()
}

// opened are the topics that are open.
const opened = `[...document.querySelectorAll('details[name][open]')].map((d) => d.id)`

// topic opens each published topic of a period by the keyboard, one at a time, and holds what it says
// against the published themes; what is withheld says so.
func (b *browser) topic(t *testing.T, p *tab, period string) {
	told := 0
	for _, row := range b.table(t, "api/v1/themes.csv") {
		if row["metric"] != "csat" || row["grain"] != "month" || row["period"] != period || row["theme"] == "none" || row["theme"] == "other" {
			continue
		}
		p.tabTo(fmt.Sprintf(`document.activeElement.matches('details[name] > summary') && document.activeElement.textContent === %q`, row["theme"]))
		p.key(kb.Enter)
		p.until(`document.activeElement.parentElement.open`)
		if at := js[[]string](p, opened); len(at) != 1 {
			t.Errorf("%q are open, want one", at)
		}
		want := "withheld"
		if row["count"] != "" {
			told++
			want = fmt.Sprintf("%s of %s answers", thousands(row["count"]), thousands(row["of"]))
		}
		says := js[string](p, `document.activeElement.parentElement.innerText`)
		move := map[string]string{"rose": "That is more", "fell": "That is less", "no_evidence": "it could be chance"}[row["verdict"]]
		if !strings.Contains(says, want) || row["share_change"] != "" && !strings.Contains(says, move) {
			t.Errorf("the topic %q says %q, want %q and %q in it", row["theme"], says, want, move)
		}
	}
	if told < 2 {
		t.Errorf("%d topics of %s are told", told, period)
	}
}

// boardMember begins at the page for the board, asks why a promise was missed and what is
// overdue, and finds both in the files.
func (b *browser) boardMember(t *testing.T) {
	var missed map[string]string
	for _, row := range b.table(t, "api/v1/deadlines.csv") {
		if row["status"] == "overdue" && missed == nil {
			missed = row
		}
	}
	if missed == nil {
		t.Fatal("no action of the example is overdue")
	}
	p := b.open(t, "report/", desktop)
	if text := p.reads(); !strings.Contains(text, missed["plan"]) || !strings.Contains(text, "days late") || !strings.Contains(text, "1 overdue") {
		t.Errorf("the page for the board does not say what is overdue: %q", missed["plan"])
	}
	p.follow("/scores/" + missed["metric"] + "/")
	if text := p.reads(); !strings.Contains(text, missed["reason"]) {
		t.Errorf("the score does not say why its promise was missed: %q", missed["reason"])
	}
	p.follow("/notices/" + missed["notice"] + "/")
	if text := p.reads(); !strings.Contains(text, missed["plan"]) || !strings.Contains(strings.ToLower(text), "overdue") {
		t.Errorf("the notice does not say that the plan is overdue: %q", missed["plan"])
	}
	p.follow("/data/")
	p.tabTo(`document.activeElement.pathname?.endsWith('/deadlines.csv')`)
	file := js[string](p, `document.activeElement.pathname`)
	if text := js[string](p, fmt.Sprintf(`fetch(%q).then((r) => r.text())`, file)); !strings.Contains(text, missed["plan"]) || !strings.Contains(text, "overdue") {
		t.Errorf("%s does not hold the overdue action", file)
	}
	status := ""
	for _, row := range b.table(t, "api/v1/scores.csv") {
		if row["metric"] == missed["metric"] && row["team"] == "" && row["channel"] == "" && row["period"] == missed["period"] {
			status = row["status"]
		}
	}
	if status != "missed" {
		t.Errorf("%s of %s is %q in scores.csv, want missed", missed["metric"], missed["period"], status)
	}
	p.quiet()
}
