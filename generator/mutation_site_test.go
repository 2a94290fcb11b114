package main

import (
	"fmt"
	"maps"
	"strings"
)

// wholeConfig has a source and metrics of every kind, and every table of the config.
const wholeConfig = `baseURL = "https://desk.example/scores/"
title = "Desk"
theme = "shingle"
copyright = "Desk Ltd"
enableEmoji = false
summaryLength = 70
params = { foot = "x" }
sitemap = { priority = 0.5 }
[languages.en]
label = "English"
weight = 1
title = "Desk"
[languages.de]
label = "Deutsch"
weight = 2
[shingle]
organisation = "Desk Ltd"
footnote = "Of the desk in Leeds."
time_zone = "Europe/Berlin"
as_of = "2026-11-02"
[shingle.privacy]
min_responses = 5
min_group = 5
protect = ["employees"]
[shingle.best_times]
slot_minutes = 60
weeks = 4
busy_hour = "tcbh"
[shingle.hours]
monday = ["08:00-12:00", "13:00-18:00"]
tuesday = ["08:00-18:00"]
holidays = ["2026-12-25"]
[shingle.brand]
logo = "logo.svg"
logo_alt = "Desk"
color = "#0c5a63"
font = "Inter, sans-serif"
[[shingle.sources]]
name = "calls"
kind = "contacts"
files = ["data/calls*.csv"]
channel = "phone"
columns = { id = "id", opened_at = ["day", "time"], team = "team", customer = "customer", answered = "answered", wait_seconds = "wait", resolved_first = "resolved", first_reply_at = "reply", closed_at = "closed", due_at = "due" }
true_values = ["yes"]
false_values = ["no"]
missing_values = { wait_seconds = ["-"] }
time_zone = "Europe/Paris"
date_format = "%d.%m.%Y %H:%M"
max_rejects = 0.1
encoding = "utf-8"
delimiter = ";"
keep = { kind = ["in"] }
units = { wait_seconds = "s" }
[[shingle.sources]]
name = "desk"
kind = "intervals"
files = ["data/desk.csv"]
channel = "chat"
minutes = 60
columns = { start = "start", offered = "offered", answered = "answered", abandoned = "abandoned", answered_in_time = "in time", wait_seconds_total = "waits" }
[[shingle.sources]]
name = "survey"
kind = "responses"
files = ["data/survey.csv"]
columns = { id = "id", answered_at = "day", team = "team", csat = "csat", nps = "nps", fcr = "fcr", trust = "trust" }
[[shingle.sources]]
name = "asked"
kind = "invitations"
files = ["data/asked.csv"]
columns = { period = "period", invited = "invited", metric = "metric" }
[[shingle.sources]]
name = "people"
kind = "employees"
files = ["data/people.csv"]
query = "SELECT wave, \"group\", id AS respondent, enps, proud FROM export WHERE enps <> ''"
query_seconds = 20
[[shingle.sources]]
name = "quality"
kind = "checks"
files = ["data/quality.csv"]
measure = "Letters"
columns = { date = "day", passed = "passed", total = "total" }
[[shingle.sources]]
name = "ombudsman"
kind = "scores"
files = ["data/ombudsman.csv"]
columns = { period = "period", metric = "metric", numerator = "x", denominator = "n" }
[shingle.metrics.service_level]
kind = "service_level"
title = "Answered in time"
owner = "Head"
promise = 80
threshold_seconds = 20
variant = "offered"
sources = ["calls", "desk"]
[shingle.metrics.abandonment]
kind = "abandonment"
owner = "Head"
[shingle.metrics.wait]
kind = "wait"
owner = "Head"
variant = "p90"
sources = ["calls"]
[shingle.metrics.first_response]
kind = "first_response"
owner = "Head"
threshold_seconds = 3600
clock = "business_hours"
[shingle.metrics.resolution_time]
kind = "resolution_time"
owner = "Head"
variant = "due"
[shingle.metrics.fcr]
kind = "fcr"
owner = "Head"
variant = "repeat_window"
window_days = 3
match = "customer"
base = "gross"
sources = ["calls"]
[shingle.metrics.fcr_survey]
kind = "fcr"
owner = "Head"
variant = "survey"
question = ["fcr"]
[shingle.metrics.csat]
kind = "csat"
owner = "Head"
wording = "How satisfied are you?"
definition = "Asked after each call."
scale = { min = 1, max = 5, positive_min = 4 }
interval = "wilson"
cadence = "daily"
[shingle.metrics.csat.xmr]
screen_outliers = true
rebase = [ { date = "2026-09-01", reason = "A new form." } ]
[shingle.metrics.nps]
kind = "nps"
owner = "Head"
[shingle.metrics.trust]
kind = "trust"
owner = "Head"
scale = { min = 1, max = 7 }
[shingle.metrics.enps]
kind = "enps"
owner = "Head"
headcount = 60
[shingle.metrics.proud]
kind = "favourable"
owner = "Head"
scale = { min = 1, max = 5 }
question = ["proud"]
[shingle.metrics.letters]
kind = "compliance"
owner = "Head"
measure = ["Letters"]
sampled = true
[shingle.metrics.complaints]
kind = "compliance"
owner = "Head"
promise = 98
sources = ["ombudsman"]
[shingle.metrics.volume]
kind = "volume"
owner = "Head"
`

// wholeSite are the files of the site: every source has its export, and there are a
// notice and words by hand.
func wholeSite() map[string]string {
	notice := "---\ntitle: Late bills\nkind: trouble\nstart: 2026-10-01\nend: 2026-10-04\nmetrics: [csat]\nteams: [North]\n---\nBills are late.\n"
	files := map[string]string{
		"config.toml":                     wholeConfig,
		"site/static/logo.svg":            `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h30v20H0z"/></svg>`,
		"site/content/notices/late.md":    notice,
		"site/content/notices/late.de.md": notice,
		"site/i18n/en.toml":               "metric_csat = \"Satisfaction\"\n",
		"site/i18n/de.toml":               "metric_csat = \"Zufriedenheit\"\nmetric_service_level = \"Rechtzeitig\"\nfootnote = \"Aus Leeds.\"\n",
		"data/asked.csv":                  "period,invited,metric\n2026-09,400,csat\n2026-10,400,csat\n",
		"data/ombudsman.csv":              "period,metric,x,n\n2026-09,complaints,48,50\n2026-10,complaints,50,50\n",
	}
	table := func(name, header string, n int, row func(i int) string) {
		var b strings.Builder
		b.WriteString(header + "\n")
		for i := range n {
			b.WriteString(row(i) + "\n")
		}
		files["data/"+name+".csv"] = b.String()
	}
	team := func(i int) string { return []string{"North", "South"}[i%2] }
	month := func(i int) int { return 8 + i*3/120 }
	table("calls", "id;day;time;kind;team;customer;answered;wait;resolved;reply;closed;due", 120, func(i int) string {
		day := fmt.Sprintf("%02d.%02d.2026", 1+i%28, month(i))
		return fmt.Sprintf("c%d;%s;%02d:15;in;%s;k%d;%s;%d;%s;%s 18:00;%s 19:00;%s 23:00", i, day, 8+i%9, team(i), i%70, []string{"yes", "yes", "yes", "no"}[i%4], i%40, []string{"yes", "no"}[i%2], day, day, day)
	})
	table("desk", "start,offered,answered,abandoned,in time,waits", 90, func(i int) string {
		return fmt.Sprintf("2026-%02d-%02d 10:00,9,8,1,%d,120", 8+i/30, 1+i%30, 5+i%4)
	})
	table("survey", "id,day,team,csat,nps,fcr,trust", 120, func(i int) string {
		return fmt.Sprintf("r%d,2026-%02d-%02d,%s,%d,%d,%d,%d", i, month(i), 1+i%28, team(i), 1+i%5, i%11, i%2, 1+i%7)
	})
	table("people", "wave,group,id,enps,proud", 80, func(i int) string {
		return fmt.Sprintf("2026-Q%d,%s,p%d,%d,%d", 2+i/40, team(i), i%40, i%11, 1+i%5)
	})
	table("quality", "day,passed,total", 90, func(i int) string { return fmt.Sprintf("2026-%02d-%02d,%d,20", 8+i/30, 1+i%28, 17+i%4) })
	return maps.Clone(files)
}
