package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A feed is a kind of source, its columns with what a row tells, and the metrics it feeds.
type feed struct {
	kind, extra string
	keys        [][2]string // what every row has
	tells       [][2]string // what may be blank or zero
	zeros       map[string]string
	metrics     string
}

// feeds are all kinds of sources that hold records.
func feeds() []feed {
	metrics := 0
	metric := func(kind, more string) string {
		metrics++
		return fmt.Sprintf("[shingle.metrics.%s_%d]\nkind = %q\nowner = \"o\"\n%s\n", kind, metrics, kind, more)
	}
	waits := ""
	for _, v := range []string{"asa", "p50", "p90", "kaplan_meier", "kaplan_meier_p90"} {
		waits += metric("wait", fmt.Sprintf("variant = %q", v))
	}
	short := ""
	for _, v := range []string{"offered_less_short", "abandons_in_t_excluded", "abandons_in_t_met", "short_abandons_met", "removed_in_t"} {
		short += metric("service_level", fmt.Sprintf("threshold_seconds = 20\nshort_abandon_seconds = 5\nvariant = %q", v))
	}
	counted := metric("service_level", "threshold_seconds = 20") + metric("abandonment", "") + metric("volume", "")
	return []feed{
		{
			"contacts", "channel = \"phone\"", [][2]string{{"id", "c%d"}, {"opened_at", "%s 09:07:13"}},
			[][2]string{{"answered", "yes"}, {"wait_seconds", "5"}, {"resolved_first", "yes"}, {"customer", "x"}, {"reason", "r"}, {"due_at", "2026-10-30"}, {"first_reply_at", "2026-10-29 10:11:21"}, {"closed_at", "2026-10-29 11:42:05"}, {"csat", "4"}, {"nps", "9"}},
			map[string]string{"answered": "no", "wait_seconds": "0", "resolved_first": "no", "nps": "0"},
			counted + short + waits + metric("first_response", "threshold_seconds = 60") + metric("resolution_time", "variant = \"due\"") + metric("fcr", "variant = \"agent_flag\"") +
				metric("fcr", "variant = \"repeat_window\"\nwindow_days = 7\nmatch = \"customer\"") + metric("csat", "question = [\"csat\"]") + metric("nps", "question = [\"nps\"]"),
		},
		{
			"intervals", "minutes = 30", [][2]string{{"start", "%s 09:00"}},
			[][2]string{{"offered", "5"}, {"answered", "5"}, {"abandoned", "0"}, {"answered_in_time", "5"}, {"wait_seconds_total", "20"}},
			map[string]string{"offered": "0", "answered": "0", "answered_in_time": "0", "wait_seconds_total": "0"}, counted + metric("wait", "variant = \"asa\""),
		},
		{
			"responses", "", [][2]string{{"id", "r%d"}, {"answered_at", "%s"}}, [][2]string{{"csat", "4"}, {"nps", "9"}, {"trust", "4"}, {"fcr", "1"}},
			map[string]string{"nps": "0", "fcr": "0"}, metric("csat", "question = [\"csat\"]") + metric("nps", "question = [\"nps\"]") + metric("trust", "question = [\"trust\"]") + metric("fcr", "variant = \"survey\"\nquestion = [\"fcr\"]"),
		},
		{
			"employees", "", [][2]string{{"wave", "2026-Q3"}, {"respondent", "p%d"}}, [][2]string{{"enps", "9"}, {"proud", "4"}},
			map[string]string{"enps": "0"}, metric("enps", "question = [\"enps\"]") + metric("engagement", "question = [\"proud\"]"),
		},
		{
			"checks", "", [][2]string{{"date", "%s"}, {"measure", "m"}}, [][2]string{{"passed", "3"}, {"total", "4"}},
			map[string]string{"passed": "0", "total": "0"}, metric("compliance", ""),
		},
	}
}

// rows are a file of the feed: none, one, those of a day, or twenty days of zeros or blanks.
func (f *feed) rows(how string) string {
	var text strings.Builder
	columns := append(f.keys[:len(f.keys):len(f.keys)], f.tells...)
	for i, c := range columns {
		text.WriteString(strings.Repeat(",", min(i, 1)) + c[0])
	}
	n := map[string]int{"none": 0, "one row": 1, "one day": 40, "only zeros": 20, "only blanks": 20}[how]
	if how == "one day" && f.kind == "intervals" {
		n = 1
	}
	for i := range n {
		date := "2026-10-01"
		if how != "one day" {
			date = fmt.Sprintf("2026-10-%02d", i+1)
		}
		var cells []string
		for _, k := range f.keys {
			cell := strings.NewReplacer("%s", date, "%d", fmt.Sprint(i)).Replace(k[1])
			cells = append(cells, cell)
		}
		for _, c := range f.tells {
			switch zero, ok := f.zeros[c[0]]; {
			case how == "only blanks":
				cells = append(cells, "")
			case how == "only zeros" && ok:
				cells = append(cells, zero)
			default:
				cells = append(cells, c[1])
			}
		}
		text.WriteString("\n" + strings.Join(cells, ","))
	}
	return text.String() + "\n"
}

// Empty is not an accident: every kind of metric of every kind of source, of which there
// are no rows, one, one day's, only zeros or only blanks, is published or refused in a
// sentence of ours.
func TestEmptyIsNotAnAccident(t *testing.T) {
	ours := regexp.MustCompile(`^((config\.toml|data\.csv)(:\d+)*: |  hint: |nothing was published|\S+:\d+:\d+: )`)
	for _, f := range feeds() {
		columns := make([]string, 0, len(f.keys)+len(f.tells))
		for _, c := range append(f.keys[:len(f.keys):len(f.keys)], f.tells...) {
			columns = append(columns, fmt.Sprintf("%[1]s = %[1]q", c[0]))
		}
		config := fmt.Sprintf("baseURL = \"https://desk.example/\"\ntitle = \"Desk\"\n[shingle]\norganisation = \"Desk Ltd\"\nas_of = \"2026-11-02\"\ntime_zone = \"Europe/Berlin\"\n[[shingle.sources]]\nname = \"s\"\nkind = %q\nfiles = [\"data.csv\"]\n%s\ncolumns = { %s }\n%s", f.kind, f.extra, strings.Join(columns, ", "), f.metrics)
		for _, how := range []string{"none", "one row", "one day", "only zeros", "only blanks"} {
			t.Run(f.kind+", "+how, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				for name, text := range map[string]string{"config.toml": config, "data.csv": f.rows(how)} {
					if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				for _, command := range []string{"check", "build"} {
					var stdout, stderr bytes.Buffer
					code := run(t.Context(), []string{command, "-C", dir}, &stdout, &stderr)
					if code != done && how != "none" && !(how == "only blanks" && f.kind == "intervals") {
						t.Errorf("%s: exit %d: %s", command, code, stderr.String())
					}
					for _, line := range strings.Split(strings.TrimSpace(stderr.String()), "\n") {
						if code != done && !ours.MatchString(line) || strings.Contains(line, "bug:") {
							t.Errorf("%s: exit %d: %s", command, code, line)
						}
					}
				}
			})
		}
	}
}
