package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A desk's exports: what comes on weekdays from 9 to 17 in the thirteen weeks before
// November 2026, as rows for each hour.
func hourly(header string, rows func(stamp time.Time) []string) string {
	var text strings.Builder
	text.WriteString(header + "\n")
	for day := time.Date(2026, 7, 27, 0, 0, 0, 0, time.UTC); day.Before(time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)); day = day.AddDate(0, 0, 1) {
		for hour := 9; hour < 17 && day.Weekday() != time.Saturday && day.Weekday() != time.Sunday; hour++ {
			for _, row := range rows(day.Add(time.Duration(hour) * time.Hour)) {
				text.WriteString(row + "\n")
			}
		}
	}
	return text.String()
}

// atTen is the hour in which all wait longer: Mondays at ten.
func atTen(at time.Time) bool { return at.Weekday() == time.Monday && at.Hour() == 10 }

// calls are twelve an hour; of each hour so many hang up after two minutes.
func calls(hungUp int) func(at time.Time) []string {
	return func(at time.Time) (rows []string) {
		for i := range 12 {
			wait, answered := 2+(i*7+at.YearDay())%15, "yes"
			if atTen(at) {
				wait += 60
			}
			if i < hungUp {
				wait, answered = 120, "no"
			}
			rows = append(rows, fmt.Sprintf("%s-%d,%s,%s,%d", at.Format("060102-15"), i, at.Add(time.Duration(5*i)*time.Minute).Format("2006-01-02 15:04:05"), answered, wait))
		}
		return rows
	}
}

// counts are intervals in which more or fewer are answered in time.
func counts(usual, atBusy int) func(at time.Time) []string {
	return func(at time.Time) []string {
		in := usual - at.YearDay()%2
		if atTen(at) {
			in = atBusy
		}
		return []string{fmt.Sprintf("%s,20,20,%d", at.Format("2006-01-02 15:04"), in)}
	}
}

const contactsHeader, countsHeader = "id,opened_at,answered,wait_seconds", "start,offered,answered,answered_in_time"

func contactsSource(name, channel string) string {
	return fmt.Sprintf("[[shingle.sources]]\nname = %[1]q\nkind = \"contacts\"\nfiles = [\"%[1]s.csv\"]\nchannel = %[2]q\ncolumns = { id = \"id\", opened_at = \"opened_at\", answered = \"answered\", wait_seconds = \"wait_seconds\" }\n", name, channel)
}

func countsSource(name string) string {
	return fmt.Sprintf("[[shingle.sources]]\nname = %[1]q\nkind = \"intervals\"\nfiles = [\"%[1]s.csv\"]\nchannel = %[1]q\nminutes = 60\ncolumns = { start = \"start\", offered = \"offered\", answered = \"answered\", answered_in_time = \"answered_in_time\" }\n", name)
}

func level(id, sources string, threshold int) string {
	return fmt.Sprintf("[shingle.metrics.%s]\nkind = \"service_level\"\nowner = \"o\"\nsources = [%s]\nthreshold_seconds = %d\n", id, sources, threshold)
}

// Sentences that advise when to call are true of the channel and of the people that they
// speak of, and there are none where there is nothing to say.
func TestAdviceIsTrueOfWhomItSpeaks(t *testing.T) {
	const hoursKey = "[shingle.hours]\nmonday = [\"09:00-17:00\"]\n"
	tests := []struct {
		what, config string
		files        map[string]string
		home, times  []string // what the pages say
		never        []string // what neither does
	}{
		{
			"nearly all get through", contactsSource("calls", "phone") + level("sl", `"calls"`, 20), map[string]string{"calls.csv": hourly(contactsHeader, calls(0))},
			[]string{"Better not on Monday between 10:00 and 11:00.", "it takes longer: 9 of 10 callers talk to someone within 1 min 1"},
			[]string{"Monday 10:00 to 11:00 9 of 10 callers talk to someone within", "No time is clearly quiet, but some are better avoided."},
			[]string{"takes up to", "less than"},
		},
		{
			"half hang up", contactsSource("calls", "phone") + level("sl", `"calls"`, 20), map[string]string{"calls.csv": hourly(contactsHeader, calls(6))},
			[]string{"9 of 10 of those who got through waited at most 1 min 1"},
			[]string{"of 100 are answered within 20 seconds; 9 of 10 of those who got through waited at most"},
			[]string{"9 of 10 callers talk", "9 of 10 people", "takes up to", "less than"},
		},
		{
			"each channel by its own threshold", countsSource("phone") + countsSource("chat") + level("phone_sl", `"phone"`, 20) + level("chat_sl", `"chat"`, 120),
			map[string]string{"phone.csv": hourly(countsHeader, counts(18, 8)), "chat.csv": hourly(countsHeader, counts(19, 5))},
			[]string{"On Monday between 10:00 and 11:00, only about 40 of 100 are answered within 20 seconds."},
			[]string{"about 40 of 100 answered within 20 seconds", "about 25 of 100 answered within 2 minutes"},
			[]string{"25 of 100 answered within 20 seconds", "all together"},
		},
		{
			"letters are not waited for", countsSource("phone") + contactsSource("letters", "email") + level("sl", `"phone"`, 20),
			map[string]string{"phone.csv": hourly(countsHeader, counts(18, 8)), "letters.csv": hourly(contactsHeader, calls(0))},
			[]string{"Better not on Monday"}, []string{"E-mail Write when you like: nobody waits here, and we answer later."}, nil,
		},
		{
			"nobody came while the desk was open", countsSource("phone") + level("sl", `"phone"`, 20) + hoursKey + "holidays = [\"2026-10-12\"]\n",
			map[string]string{"phone.csv": countsHeader + "\n2026-10-12 09:00,10,9,8\n"},
			nil, []string{"Nobody got in touch in these weeks while the desk was open"}, []string{"busiest hour", "Call on", "Better not on"},
		},
		{
			"records older than eight weeks", "weeks = 0\n" + countsSource("phone") + level("sl", `"phone"`, 20), map[string]string{"phone.csv": strings.ReplaceAll(hourly(countsHeader, counts(18, 8)), "2026-", "2025-")},
			[]string{"Our figures are too old to say when to call."}, []string{"Our figures are too old to say when to call."}, []string{"Better not on", "we expect about"},
		},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			t.Parallel()
			dir := build(t, test.config, test.files)
			home, times := told(t, dir, "index.html"), told(t, dir, "best-times/index.html")
			for _, want := range test.home {
				if !strings.Contains(home, want) {
					t.Errorf("home does not say %q:\n%s", want, home)
				}
			}
			for _, want := range test.times {
				if !strings.Contains(times, want) {
					t.Errorf("best times do not say %q:\n%s", want, times)
				}
			}
			for _, never := range test.never {
				if strings.Contains(home+times, never) {
					t.Errorf("the pages say %q", never)
				}
			}
		})
	}
}

// Stamps that are dates, by whichever zone's clock, tell nothing of the time of day.
func TestDatesAreNoTimes(t *testing.T) {
	for zone, suffix := range map[string]string{"UTC": " 00:00:00", "Europe/Berlin": "T00:00:00Z", "America/New_York": "T00:00:00Z"} {
		rows := hourly(contactsHeader, func(at time.Time) []string {
			return []string{fmt.Sprintf("%s,%s%s,yes,5", at.Format("0102-15"), at.Format(time.DateOnly), suffix)}
		})
		dir := build(t, contactsSource("calls", "phone")+level("sl", `"calls"`, 20), map[string]string{"calls.csv": rows}, zone)
		if _, err := os.Stat(filepath.Join(dir, "public/best-times")); err == nil {
			t.Errorf("%s in %s: there are best times", suffix, zone)
		}
	}
}

// Lines of several channels with unlike promises tell counts only; an only channel is named
// in meta.json, not in lines of its own.
func TestLinesOfChannels(t *testing.T) {
	dir := build(t, countsSource("phone")+countsSource("chat")+level("phone_sl", `"phone"`, 20)+level("chat_sl", `"chat"`, 120),
		map[string]string{"phone.csv": hourly(countsHeader, counts(18, 8)), "chat.csv": hourly(countsHeader, counts(19, 5))})
	for _, line := range bestTimes(t, dir) {
		together := line["channel"] == ""
		if (line["answered_in_time"] == "") != together || (line["label"] == "") != together || (line["judged"] == "") != together || line["offered"] == "0" {
			t.Errorf("got %v", line)
		}
	}
	dir = build(t, countsSource("phone")+level("sl", `"phone"`, 20), map[string]string{"phone.csv": hourly(countsHeader, counts(18, 8))})
	lines := bestTimes(t, dir)
	for _, line := range lines {
		if line["channel"] != "" || line["answered_in_time"] == "" || line["high"] == "" {
			t.Errorf("got %v", line)
		}
	}
	meta, err := os.ReadFile(filepath.Join(dir, "public/api/v1/meta.json"))
	if err != nil || len(lines) != 5*8 || !bytes.Contains(meta, []byte(`"best_times_channel": "phone"`)) {
		t.Errorf("got %d lines and %s (%v)", len(lines), meta, err)
	}
}

func bestTimes(t *testing.T, dir string) []map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join(dir, "public/api/v1/best-times.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var lines []map[string]string
	for _, row := range rows[1:] {
		line := map[string]string{}
		for i, v := range row {
			line[rows[0][i]] = v
		}
		lines = append(lines, line)
	}
	return lines
}

// build makes a site as of 2 November 2026 and gives its folder.
func build(t *testing.T, config string, files map[string]string, zone ...string) string {
	t.Helper()
	dir := t.TempDir()
	if len(zone) == 0 {
		zone = []string{"UTC"}
	}
	files["config.toml"] = "baseURL = \"https://desk.example/\"\ntitle = \"Desk\"\n[shingle]\norganisation = \"Desk Ltd\"\nas_of = \"2026-11-02\"\ntime_zone = \"" + zone[0] + "\"\n[shingle.best_times]\nslot_minutes = 60\n" + config
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"build", "-C", dir}, &stdout, &stderr); code != done {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	return dir
}

var (
	unseen = regexp.MustCompile(`(?s)<script.*?</script>|^.*<main|</main>.*$`)
	tag    = regexp.MustCompile(`<[^>]*>`)
	spaces = regexp.MustCompile(`[\s\x{a0}\x{202f}]+`)
)

// told is what a page says, in words.
func told(t *testing.T, dir, name string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(dir, "public", name))
	if err != nil {
		t.Fatal(err)
	}
	text := unseen.ReplaceAllString(string(page), "")
	text = regexp.MustCompile(`</(h\d|p|li|b|span|figcaption)>`).ReplaceAllString(text, " ")
	return strings.ReplaceAll(spaces.ReplaceAllString(html.UnescapeString(tag.ReplaceAllString(text, "")), " "), " .", ".")
}
