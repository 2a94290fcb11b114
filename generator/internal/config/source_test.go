package config

import (
	"fmt"
	"strings"
	"testing"
)

func TestLoadRefusesMistakesOfASource(t *testing.T) {
	tests := []struct{ begins, text, want string }{
		{"name", `nmae = "calls"`, `config.toml:9:1: shingle.sources[0]: name is missing: a name of its own, for messages and the data page
config.toml:10:1: shingle.sources[0].nmae: unknown key
  hint: did you mean "name"?`},
		{"kind  = \"contacts\"", `kind = "contact"`, `config.toml:11:1: shingle.sources[0].kind: got "contact", want one of "contacts", "intervals", "responses", "employees", "checks", "complaints", "denominators", "invitations", "scores"
  hint: did you mean "contacts"?`},
		{"files", "files = [\"a\"]\ntheme_separator = \";\"", `config.toml:13:1: shingle.sources[0].theme_separator: stands without themes: which words stand for the codes`},
		{"files", "files = [\"a\"]\nthemes = { A = \"Bills\" }", `config.toml:13:1: shingle.sources[0].themes: does not apply to contacts`},
		{"files", "files = [\"a\"]\nreasons = { A = \"Bills\" }\ncolumns = { opened_at = \"t\" }", `config.toml:13:1: shingle.sources[0].reasons: is of the column reason, which columns does not name`},
		{"files", "files = [\"a\"]\nreasons = { A = \"Bills\", a = \"Tariffs\" }\ncolumns = { reason = \"t\" }", `config.toml:13:26: shingle.sources[0].reasons.a: is the same code as "A"`},
		{"files", `files = []`, `config.toml:12:1: shingle.sources[0].files: is an empty list, want what to read, such as files = ["data/calls/*.csv"]`},
		{"files", `files = [1]`, `config.toml:12:10: shingle.sources[0].files[0]: got 1, want a text in quotes`},
		{"files", "files = [\"a\"]\nquery = \"SELECT 1\"\ncolumns = { id = \"x\" }", `config.toml:13:1: shingle.sources[0].query: stands beside columns, want one of the two`},
		{"files", "files = [\"a\"]\nteam = \"x\"\ncolumns = { team = \"y\" }", `config.toml:13:1: shingle.sources[0].team: stands beside columns.team, want one of the two`},
		{"files", "files = [\"a\"]\nmax_rejects = 1.5", `config.toml:13:1: shingle.sources[0].max_rejects: got 1.5, want a number from 0 to 1`},
		{"files", "files = [\"a\"]\nmax_rejects = \"1 %\"", `config.toml:13:1: shingle.sources[0].max_rejects: got "1 %", want a number from 0 to 1`},
		{"files", "files = [\"a\"]\nmax_rejects = nan", `config.toml:13:1: shingle.sources[0].max_rejects: got NaN, want a number from 0 to 1`},
		{"files", "files = [\"a\"]\ndate_format = \"DD/MM/YYYY\"", `config.toml:13:1: shingle.sources[0].date_format: got "DD/MM/YYYY", want strftime codes such as "%d/%m/%Y %H:%M:%S", or "unix" or "unix_ms"`},
		{"files", "files = [\"a\"]\ndate_format = [\"%d/%m/%Y\", \"epoch\"]", `config.toml:13:28: shingle.sources[0].date_format[1]: got "epoch", want strftime codes such as "%d/%m/%Y %H:%M:%S", or "unix" or "unix_ms"`},
		{"files", "files = [\"a\"]\nkeep = { Type = [] }", `config.toml:13:10: shingle.sources[0].keep.Type: is an empty list, want at least one word`},
		{"files", "files = [\"a\"]\nkeep = \"Inbound\"", `config.toml:13:1: shingle.sources[0].keep: got "Inbound", want a table`},
		{"files", "files = [\"a\"]\nquery = \"SELECT 1\"\ndrop = { Type = \"Test\" }", `config.toml:14:1: shingle.sources[0].drop: stands beside query, want it said in the query`},
		{"files", "files = [\"a\"]\nunits = { wait_seconds = \"mins\" }", `config.toml:13:11: shingle.sources[0].units.wait_seconds: got "mins", want one of "s", "ms", "min", "h", "days", "h:mm:ss", "m:ss", "h:mm", "iso8601"
  hint: did you mean "min"?`},
		{"files", "files = [\"a\"]\nwords = { csat = { Good = 1.5 } }", `config.toml:13:20: shingle.sources[0].words.csat.Good: got 1.5, want a text, a whole number, true or false`},
		{"files", "files = [\"a\"]\naccept = [\"overlap\"]", `config.toml:13:11: shingle.sources[0].accept[0]: got "overlap", want the finding, a colon, and the reason, such as "overlap: the two reports are of two sites"`},
		{"files", "files = [\"a\"]\ntime_zone = \"GMT+25\"", `config.toml:13:1: shingle.sources[0].time_zone: got "GMT+25", which is no known time zone, want such as "Europe/London"
  hint: zones are named as in the IANA database, by continent and city`},
		{"files", "files = [\"a\"]\ndelimiter = \":\"", "config.toml:13:1: shingle.sources[0].delimiter: got \":\", want one of \",\", \";\", \"\\t\", \"tab\", \"|\""},
		{"files", "files = [\"a\"]\ntrue_values = [\"Y\"]\nfalse_values = [\"y\"]", `config.toml:13:1: shingle.sources[0].true_values: "Y" stands among false_values, too`},
		{"files", "files = [\"a\"]\nskip_rows = -1", `config.toml:13:1: shingle.sources[0].skip_rows: got -1, want a whole number from 0 to 1048576`},
		{"files", "files = [\"a\"]\nrespondents = \"invited\"", `config.toml:13:1: shingle.sources[0].respondents: does not apply to contacts`},
		{"kind  = \"contacts\"", "kind = \"responses\"\nrespondents = \"self_chosen\"", `config.toml:12:1: shingle.sources[0].respondents: got "self_chosen", want one of "invited", "self_selected"`},
		{"files", "files = [\"a\"]\nfils = 1", `config.toml:13:1: shingle.sources[0].fils: unknown key
  hint: did you mean "files"?`},
	}
	for _, test := range tests {
		if got := said(t, with(t, test.begins, test.text)); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestLoadRefusesTwoSourcesOfOneName(t *testing.T) {
	got := said(t, small+"\n[[shingle.sources]]\nname = \"calls\"\nkind = \"responses\"\nfiles = [\"b\"]\n")
	if want := `config.toml:21:1: shingle.sources[1].name: got "calls" a second time, want each source to have a name of its own`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLoadReadsWhatASourceSays(t *testing.T) {
	text := with(t, "files", `files = "data/calls.csv"
columns = { opened_at = ["Date", "Time"], csat = "Satisfaction rating" }
missing_values = { csat = ["0"] }
time_zone = "UTC"
decimal = ","
delimiter = "\t"
channel = "phone"
keep = { "CALL TYPE" = "Inbound" }
words = { answered = { Missed = false }, csat = { Good = 1, Offered = "" } }
date_format = "unix"
accept = ["overlap: two sites: North and South"]`)
	c, problems := Load("config.toml", []byte(text))
	if problems.Len() > 0 {
		t.Fatal(problems.String())
	}
	s := c.Sources[0]
	if got, want := fmt.Sprint(s.Keep, s.Words, s.DateFormats, s.Accept), "map[CALL TYPE:[Inbound]] map[answered:map[Missed:false] csat:map[Good:1 Offered:]] [unix] [{overlap two sites: North and South}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := strings.Join(s.Columns["opened_at"], "+"), "Date+Time"; got != want {
		t.Errorf("opened_at: got %s, want %s", got, want)
	}
	if got, want := s.Missing["csat"][0], "0"; got != want {
		t.Errorf("missing_values: got %s, want %s", got, want)
	}
	if got, want := s.Files[0]+" "+s.Zone.String()+" "+s.Decimal+" "+s.Constants["channel"], "data/calls.csv UTC , phone"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := s.Delimiter, "\t"; got != want {
		t.Errorf("delimiter: got %q, want %q", got, want)
	}
}
