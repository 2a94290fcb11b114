package page

import (
	"math/big"
	"strings"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

func TestSlugIsAnAddress(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Customer Service", "customer-service"},
		{"Käse & Söhne", "kaese-soehne"},
		{"Straße Ørsted Łódź", "strasse-orsted-lodz"},
		{"café", "cafe"},
		{"<script>alert(1)</script>", "script-alert-1-script"},
		{"../../etc", "etc"},
		{"=1+1", "1-1"},
		{"{{ .Site }}", "site"},
		{"  a//b\\c  ", "a-b-c"},
		{"ﬁn²", "fin2"},
		{"東京", "東京"},
		{"!!!", ""},
		{strings.Repeat("long ", 40), strings.TrimSuffix(strings.Repeat("long-", 12), "-") + "-l"},
	}
	for _, test := range tests {
		if got := slug(test.name); got != test.want {
			t.Errorf("%q: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestEachTeamHasAnAddressOfItsOwn(t *testing.T) {
	names := []string{"a", "A", "a-2", "ä", "ae", "!!!", "???", "team", "index", "Index"}
	in := &Input{AsOf: 20000}
	m := &score.Metric{Metric: fact.Metric{ID: "m", Kind: "volume"}}
	for _, name := range names {
		in.Lines = append(in.Lines, &score.Line{Metric: m, Segment: fact.Segment{Team: name}, Period: fact.Period{Grain: fact.All}})
	}
	b := newBook(in)
	seen := map[string]string{}
	for _, name := range names {
		s := b.slug(name)
		if other, ok := seen[s]; ok {
			t.Errorf("%q and %q both have the address %q", name, other, s)
		}
		if s == "" || s == "index" { // index would be the page of all teams
			t.Errorf("%q has the address %q", name, s)
		}
		seen[s] = name
	}
}

func TestEachThemeHasAnAddressOfItsOwn(t *testing.T) {
	m := &score.Metric{Metric: fact.Metric{ID: "m", Kind: "csat"}}
	line := func(name string) *score.Line {
		return &score.Line{Metric: m, Segment: fact.Segment{Team: name}, Period: fact.Period{Grain: fact.All}, State: score.Published, Value: big.NewRat(50, 1), N: 20}
	}
	in := &Input{AsOf: 20000}
	for _, name := range []string{"Bills", "bills!", "?", "!"} {
		in.Themes = append(in.Themes, &score.Theme{Line: line(name), Of: 80})
	}
	seen := map[string]bool{}
	for _, topic := range newBook(in).topicsOf(line("")) {
		if topic.Slug == "" || seen[topic.Slug] {
			t.Errorf("%v has the address %q", topic.Name.V, topic.Slug)
		}
		seen[topic.Slug] = true
	}
	if len(seen) != 4 {
		t.Errorf("%d themes have an address, want 4", len(seen))
	}
}

func TestBracesOfNamesAreHiddenUntilThePagesAreWritten(t *testing.T) {
	masked := Mask("{{ .Site }}")
	if strings.ContainsAny(masked, "{}") {
		t.Fatalf("got %q", masked)
	}
	files := Unmasked(map[string][]byte{
		"teams/index.html": []byte("<h1>" + masked + "</h1>"), "sitemap.xml": []byte(masked), "api/x.json": []byte(`"` + masked + `"`), "plain.html": []byte("a { b }"),
	})
	for name, want := range map[string]string{
		"teams/index.html": "<h1>&#123;&#123; .Site &#125;&#125;</h1>", "sitemap.xml": "&#123;&#123; .Site &#125;&#125;", "api/x.json": `"{{ .Site }}"`, "plain.html": "a { b }",
	} {
		if got := string(files[name]); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestNextFiguresAreDueAfterTheNextPeriod(t *testing.T) {
	tests := []struct{ last, cadence, want string }{
		{"2026-10-31", "continuous", "2026-11-01"},
		{"2026-10-31", "daily", "2026-11-03"},
		{"2026-10-25", "weekly", "2026-11-04"},
		{"2026-09-30", "monthly", "2026-11-10"},
		{"2026-10-17", "monthly", "2026-11-10"},
		{"2026-09-30", "quarterly", "2027-01-30"},
		{"2025-12-31", "yearly", "2027-03-01"},
	}
	for _, test := range tests {
		p, _ := fact.ParsePeriod(test.last)
		if got := due(p.First, test.cadence).String(); got != test.want {
			t.Errorf("%s %s: got %s, want %s", test.last, test.cadence, got, test.want)
		}
	}
	if got := due(fact.NoDay, "daily"); got != fact.NoDay {
		t.Errorf("without figures: got %s", got)
	}
}
