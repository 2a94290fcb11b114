package main

import (
	"encoding/csv"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/config"
	"shingle/generator/internal/duty"
	"shingle/generator/internal/fact"
)

// Every site that --for lays out waits for exports, and with them publishes every score it names,
// in every language it lists, and its rule with what nobody has checked.
func TestSitesForRegulatorsPublishWhatTheyName(t *testing.T) {
	for _, name := range duty.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "site")
			if code := run(t.Context(), []string{"init", dir, "--for", name}, io.Discard, os.Stderr); code != 0 {
				t.Fatalf("init --for %s ends with %d", name, code)
			}
			text, err := os.ReadFile(filepath.Join(dir, "config.toml"))
			if err != nil {
				t.Fatal(err)
			}
			cfg, found := config.Load("config.toml", text)
			if found.Failed() {
				t.Fatal(found)
			}
			var closed [2]int // of complaints that are old enough: within eight weeks, and all
			for i := range cfg.Sources {
				s := &cfg.Sources[i]
				rows := exported(s, cfg)
				out := filepath.Join(dir, strings.ReplaceAll(s.Files[0], "*", "-2026"))
				if err := os.MkdirAll(filepath.Dir(out), 0o777); err != nil {
					t.Fatal(err)
				}
				writeCSV(t, out, rows)
				if s.Kind == "complaints" {
					closed = inEightWeeks(rows, slices.Index(rows[0], s.Columns["opened_at"][0]), slices.Index(rows[0], s.Columns["closed_at"][0]))
				}
			}
			out := filepath.Join(t.TempDir(), "public")
			var told strings.Builder
			j := newJob(dir, out, &told, func() time.Time { return time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC) })
			r, err := j.run(t.Context())
			if err != nil || r.problems.Failed() {
				t.Fatal(err, r.problems)
			}
			lines := scoresOfAll(t, filepath.Join(out, "api/v1/scores.csv"))
			for _, m := range cfg.Metrics {
				if lines[m.ID] == nil {
					t.Errorf("%s has no score of all", m.ID)
				}
			}
			if got := lines["closed_8_weeks"]; got != nil && (got[8] != strconv.Itoa(closed[0]) || got[9] != strconv.Itoa(closed[1])) {
				t.Errorf("got %s of %s closed within eight weeks, want %d of %d", got[8], got[9], closed[0], closed[1])
			}
			for _, l := range cfg.Languages {
				at, methods := "rule/index.html", "methods/index.html"
				if l.Code != "en" {
					at, methods = l.Code+"/"+at, l.Code+"/"+methods
				}
				if text, err := os.ReadFile(filepath.Join(out, methods)); err != nil || !strings.Contains(string(text), `rule/">`) {
					t.Errorf("%s does not lead to the rule: %v", methods, err)
				}
				page, err := os.ReadFile(filepath.Join(out, at))
				if err != nil || !strings.Contains(string(page), map[string]string{"en": "What was not verified", "es": "Qué no se ha comprobado"}[l.Code]) {
					t.Errorf("%s does not say what was not verified: %v", at, err)
				}
			}
		})
	}
}

// exported makes up an export of a source: two years of days with so many rows that every score
// is told.
func exported(s *config.Source, cfg *config.Config) [][]string {
	keys := slices.Sorted(maps.Keys(s.Columns))
	var header []string
	for _, k := range keys {
		header = append(header, s.Columns[k][0])
	}
	rows := [][]string{header}
	reasons := []string{""}
	if s.Reasons != nil {
		reasons = slices.Sorted(maps.Keys(s.Reasons.Words))
	}
	var standards []string
	for _, m := range cfg.Metrics {
		if slices.Contains(m.Sources, s.Name) {
			standards = append(standards, m.ID)
		}
	}
	yes, no := "yes", "no"
	if len(s.True) > 0 {
		yes, no = s.True[0], s.False[0]
	}
	monthly := s.Kind == "denominators" || s.Kind == "invitations" || s.Kind == "scores"
	n := 0
	row := func(day time.Time, standard string) {
		n++
		cells := map[string]string{
			"id": strconv.Itoa(1000 + n), "opened_at": day.Format(time.DateTime), "answered_at": day.Format(time.DateTime), "period": day.Format("2006-01"),
			"team": "Group " + string(rune('A'+n%2)), "channel": []string{"web", "phone"}[n%2], "reason": reasons[n%len(reasons)], "closed_at": day.AddDate(0, 0, 1+n*7%70).Format(time.DateTime),
			"upheld": []string{yes, no, no}[n%3], "escalated": []string{no, no, no, yes}[n%4], "answered": []string{"yes", "yes", "yes", "no"}[n%4], "wait_seconds": strconv.Itoa(n * 37 % 1500),
			"count": strconv.Itoa(50_000 + n), "invited": "900", "metric": standard, "numerator": "90", "denominator": "100",
		}
		if day.AddDate(0, 0, 1+n*7%70).After(time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)) {
			cells["closed_at"] = ""
		}
		var r []string
		for _, k := range keys {
			cell, ok := cells[k]
			if !ok { // a question
				cell = strconv.Itoa(1 + n%5)
			}
			r = append(r, cell)
		}
		rows = append(rows, r)
	}
	for day := time.Date(2025, 1, 1, 9, 0, 0, 0, time.UTC); day.Before(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)); day = day.AddDate(0, 0, 1) {
		switch {
		case monthly && day.Day() == 1 && s.Kind == "scores":
			for _, m := range standards {
				row(day, m)
			}
		case monthly && day.Day() == 1:
			row(day, "")
		case !monthly:
			for range 4 {
				row(day, "")
			}
		}
	}
	return rows
}

func writeCSV(t *testing.T, name string, rows [][]string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := csv.NewWriter(f).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
}

// inEightWeeks counts complaints closed within 56 days (and the hour of the clocks), of those that
// were opened longer ago.
func inEightWeeks(rows [][]string, opened, closed int) (of [2]int) {
	limit := 56*24*time.Hour + time.Hour
	london, _ := time.LoadLocation("Europe/London")
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, london)
	for _, r := range rows[1:] {
		from, _ := time.ParseInLocation(time.DateTime, r[opened], london)
		if now.Sub(from) <= limit {
			continue
		}
		of[1]++
		if to, err := time.ParseInLocation(time.DateTime, r[closed], london); err == nil && to.Sub(from) <= limit {
			of[0]++
		}
	}
	return of
}

// scoresOfAll reads the lines of all from scores.csv, by metric.
func scoresOfAll(t *testing.T, name string) map[string][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, r := range rows[1:] {
		if r[2] == "" && r[3] == "" && r[4] == fact.All.String() && r[6] != "" {
			all[r[0]] = r
		}
	}
	return all
}

func TestAnUnknownRegulatorIsToldWithThoseThereAre(t *testing.T) {
	var said strings.Builder
	dir := filepath.Join(t.TempDir(), "site")
	if code := run(t.Context(), []string{"init", dir, "--for", "ofgem"}, io.Discard, &said); code != usage || !strings.Contains(said.String(), `--for: got "ofgem", want one of `+strings.Join(duty.Names(), ", ")) {
		t.Errorf("got %d and %s", code, &said)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was written")
	}
	said.Reset()
	if code := run(t.Context(), []string{"init", dir, "--for", "ofcom", "--from", "x.csv"}, io.Discard, &said); code != usage || !strings.Contains(said.String(), "--for: stands beside --from, want one of them") {
		t.Errorf("got %d and %s", code, &said)
	}
}

var yearly = regexp.MustCompile(`\*\*[a-z ]*20\d\d|April 20\d\d`)

// A rule says which year's it is, and nothing claims to be checked.
func TestRulesSayTheirYear(t *testing.T) {
	for _, name := range duty.Names() {
		site, _ := duty.Files(name)
		text, err := fs.ReadFile(site, "site/content/rule.md")
		page := string(text)
		if err != nil || !strings.Contains(page, "What was not verified") || !strings.Contains(page, "general knowledge") || !yearly.MatchString(page) {
			t.Errorf("%s: rule.md does not say of which year the rule is, and what was not verified: %v", name, err)
		}
	}
}
