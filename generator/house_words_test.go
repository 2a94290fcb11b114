package main_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Words that state something of figures reach a page through the gate (internal/claim): as a sentence that rests on its
// lines, which say.html writes, or as the word of a mark. What a layout writes by itself must be of one of these kinds.
var outsideTheGate = []struct{ keys, reason string }{
	{`unit_percent|number_|quarter_|period_|since_season|dur_|spoken_|by_points|from_to|all_time|at_most`, "how one value is written, which is put in elsewhere"},
	{`status_|square_|verdict_|state_|signal_|themes_(rose|fell|no_evidence)|effect_(better|worse|no_evidence|none)|action_(kept|late|overdue|open)`, "the word of a mark: the gate holds marks against their lines"},
	{`(change|like)_\w+_(short|plain|other)|define_`, "another form of a sentence that the gate has passed, with the same parts"},
	{`title_|nav_|desc_|footer_|lost_|file_|data_(lede|package|rows|account)|notices_(lede|archive)|why_lede|compare_lede|score_(answers|items)|by_(team|channel)|chart_(of|usual|margin|quarter|years)|span_|dots_|report_(changes|teams_more)|home_word|cite_`, "what a page, a part or a file is, whatever its figures"},
	{`rule_|best_times_|sentences_|people_|changes_|intervals_|interval_|method|symbol_|rests_|direction_|limits_|kind_|times_how_text|band_|ledger_key|themes_note|effects_note|coming_not|explore_note`, "how things are counted and said, which figures cannot deny"},
	{`excluded_|missing|rejected|flow_|tail_(left|everybody|answered)|backlog_(median|older|note|days)|arithmetic_|ledger_change|weakest_leg|key_(limits|under|over)|sure$|funnel_|col_`, "the head of a row, a column or a key"},
	{`grid_|cell_|strip_|whole_load|window_n|desk_time|tz_desk|all_times|times_(lede|busy|all)|call_(week|also)|entry_add|themes_(margin|all)|compare_table|see_note|why_score`, "what the numbers beside it are of"},
	{`few_answers|provisional|months_none|effect_early|withheld_people|corrections_text|late$|restated`, "follows from a state that the data of the page hold"},
	{`times_nobody|hours_inferred|team_no_promise|notices_(none|calm)|teams_none|teams_missed$|teams_lede|licence_none|explore_failed|home_compare|embed_|feedback_`, "that a part of the page is empty, or what to do with it"},
	{`owner|source_line|cadence_|reach_|notice_zone|since$|from_day|on_day|from_until|action_(due|done|missed|days)|rebased|promise_is|benchmarks_|data_left_out|accepted_|a11y_|answer_`, "what the publisher says in config, notices or exports"},
}

// stating is how English words claim something of figures: what is put in, or a verdict.
var stating = regexp.MustCompile(`(?i)\{\{|\b(kept|missed|better|worse|best|rose|fell|usual|no|none|nobody|nothing|never|always|overdue|late|weakest|chance|withheld|hidden|few|likely|sure|not)\b`)

// writtenByLayouts are the keys that layouts write by themselves: those they name, whole or in part, and that are no sentence's.
func writtenByLayouts(t *testing.T, there []string) []string {
	t.Helper()
	quoted, verb := regexp.MustCompile(`"([^"]*)"`), regexp.MustCompile(`%[sdv]`)
	said := map[string]bool{}
	for _, name := range files(t, "generator/internal/page") {
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			for _, q := range quoted.FindAllStringSubmatch(read(t, name), -1) {
				said[q[1]] = true
			}
		}
	}
	found := map[string]bool{}
	for _, name := range files(t, theme+"layouts") {
		for _, a := range action.FindAllString(read(t, name), -1) {
			for _, q := range quoted.FindAllStringSubmatch(a, -1) {
				parts := verb.Split(q[1], -1)
				for i := range parts {
					parts[i] = regexp.QuoteMeta(parts[i])
				}
				if len(strings.Join(parts, "")) < 3 {
					continue
				}
				re := regexp.MustCompile("^" + strings.Join(parts, ".+") + "$")
				for _, w := range there {
					found[w] = found[w] || re.MatchString(w)
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(there), func(w string) bool { return !found[w] || said[w] })
}

func TestWordsThatStateGoThroughTheGate(t *testing.T) {
	english := read(t, theme+"i18n/en.toml")
	texts := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^"?(\w+)"? = "(.*)"$`).FindAllStringSubmatch(english, -1) {
		texts[m[1]] = m[2]
	}
	_, plurals, _ := strings.Cut(english, "\n# Sentences with a number that needs its own form\n")
	for _, m := range regexp.MustCompile(`(?m)^\[(\w+)\]\none = "(.*)"\nother = "(.*)"`).FindAllStringSubmatch(plurals, -1) {
		texts[m[1]] = m[2] + m[3]
	}
	direct := writtenByLayouts(t, words(english))
	if len(direct) < 200 {
		t.Fatalf("layouts write %d words, want the theme's", len(direct))
	}
	needed := make([]bool, len(outsideTheGate))
	for _, w := range direct {
		if !stating.MatchString(texts[w]) {
			continue
		}
		i := slices.IndexFunc(outsideTheGate, func(o struct{ keys, reason string }) bool {
			return regexp.MustCompile(`^(?:` + o.keys + `)`).MatchString(w)
		})
		if i < 0 {
			t.Errorf("a layout writes %q (%s) by itself, want say.html of a sentence that rests on its lines", w, texts[w])
			continue
		}
		needed[i] = true
	}
	for i, o := range outsideTheGate {
		if !needed[i] {
			t.Errorf("%s (%s) is needed by no word", o.keys, o.reason)
		}
	}
}
