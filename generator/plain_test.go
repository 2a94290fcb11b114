package main

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// jargon is what nobody says aloud: terms of statistics and of the trade. They may stand where
// a reader asks how sure a number is, and on the page of methods.
var jargon = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\b(intervals?|confidence|margins?|percentiles?|p90|p50|medians?|standard deviations?|sigma|statistic\w*|significan\w*|control charts?|limits|clusters?|laney\w*|holm\w*|wilson\w*|newcombe\w*|xmr|kaplan\w*|wald|bootstrap|denominators?|numerators?|favourabl\w*|detractors?|promoters?|census|asa|acd|kpis?|sla|left to chance|says little|net of|correlation\w*|nobody can tell|hit and miss|inferred|trial\w*|no real change|probabilit\w*|p-values?|regress\w*|quantiles?|outliers?|residuals?|variances?|baselines?|fcr|csat|e?nps|aht|ivr|fte|an arrow stands|as things run|by lot|are looked at together)\b`),
	"de": regexp.MustCompile(`(?i)(intervall|konfidenz|spanne|perzentil|\bp90\b|\bmedian|standardabweichung|sigma|statisti|signifikan|regelkarte|\bgrenzen\b|cluster|laney|holm|wilson|newcombe|\bxmr\b|kaplan|bootstrap|zähler|nenner|detraktor|promotor|dem zufall überlassen|sagt wenig|abzüglich|korrelation|kann niemand sagen|erschlossen|keine echte veränderung|wahrscheinlichkeit\b|stichprobenfehler|quantil|ausreißer|residu|varianz|basislinie|\bfcr\b|\bcsat\b|\be?nps\b|ein pfeil steht|durch los|zusammen betrachtet)`),
	"es": regexp.MustCompile(`(?i)(intervalo|confianza del|percentil|\bp90\b|\bmediana|desviación|sigma|estadístic|significativ|gráfico de control|límites|conglomerad|laney|holm|wilson|newcombe|\bxmr\b|kaplan|bootstrap|numerador|denominador|favorable|detractor|promotor|queda al azar|dice poco|descontando|correlación|nadie puede saberlo|sin cambio real|probabilidad\b|error muestral|cuantil|atípic|residu|varianza|línea base|\bfcr\b|\bcsat\b|\be?nps\b|lleva flecha|por sorteo|se miran)`),
}

// Home, best times, teams and compare are read by anybody: no term of art stands on them, in
// any language, unless a reader unfolds how sure a number is.
func TestPagesForEverybodyHaveNoJargon(t *testing.T) {
	site := finished(t)
	seen := 0
	for lang, words := range jargon {
		for _, page := range []string{"", "best-times/", "teams/", "compare/", "explore/", "notices/"} {
			name := map[string]string{"en": "", "de": "de/", "es": "es/"}[lang] + page + "index.html"
			text := inPlainSight(t, site[name])
			seen += len(text)
			found := words.FindAllString(text, -1)
			slices.Sort(found)
			if found = slices.Compact(found); len(found) > 0 {
				t.Errorf("%s says %q", name, found)
			}
		}
	}
	if seen < 10000 {
		t.Errorf("%d characters were read, want all of eighteen pages", seen)
	}
	for lang, text := range map[string]string{"en": "The margin is 3.", "de": "Das Konfidenzintervall ist breit.", "es": "El percentil 90."} {
		if !jargon[lang].MatchString(text) {
			t.Errorf("%s: %q is not found out", lang, text)
		}
	}
}

// inPlainSight is the text of a page without what is folded away, scripts and names of others.
func inPlainSight(t *testing.T, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var read func(n *html.Node)
	read = func(n *html.Node) {
		if n.Type == html.ElementNode && slices.Contains([]string{"script", "style", "details", "bdi", "head"}, n.Data) {
			return
		}
		if n.Type == html.TextNode {
			text.WriteString(n.Data + " ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			read(c)
		}
	}
	read(doc)
	return text.String()
}
