package config

import (
	"strings"
	"testing"
)

// of puts the keys of one metric in the place of the small config's.
func of(keys string) string {
	return small[:strings.Index(small, "[shingle.metrics")] + "[shingle.metrics.m]\nowner = \"Somebody\"\n" + keys + "\n"
}

func TestLoadRefusesMistakesOfAMetric(t *testing.T) {
	tests := []struct{ keys, want string }{
		{`kind = "csta"`, `config.toml:16:1: shingle.metrics.m.kind: got "csta", want one of `},
		{`kind = 5`, `config.toml:16:1: shingle.metrics.m.kind: got 5, want a text in quotes`},
		{``, `config.toml:14:1: shingle.metrics.m: kind is missing: one of `},
		{"kind = \"csat\"\npromise = 101", `config.toml:17:1: shingle.metrics.m.promise: got 101, want a number from 0 to 100`},
		{"kind = \"csat\"\npromise = \"85 %\"", `config.toml:17:1: shingle.metrics.m.promise: got "85 %", want a number from 0 to 100`},
		{"kind = \"csat\"\nvariant = \"mean\"\npromise = 6", `config.toml:18:1: shingle.metrics.m.promise: got 6, want a number from 1 to 5`},
		{"kind = \"nps\"\npromise = -101", `config.toml:17:1: shingle.metrics.m.promise: got -101, want a number from -100 to 100`},
		{"kind = \"wait\"\npromise = -1", `config.toml:17:1: shingle.metrics.m.promise: got -1, want a number of at least 0`},
		{"kind = \"csat\"\npromise = 0.85", `config.toml:17:1: shingle.metrics.m.promise: got 0.85, which is 0.85 of 100; want 85 if it is a share of one`},
		{"kind = \"csat\"\npromise = 1", `config.toml:17:1: shingle.metrics.m.promise: got 1, which is 1 of 100; want 100 if it is a share of one`},
		{"kind = \"abandonment\"\npromise = 0.05", `config.toml:17:1: shingle.metrics.m.promise: got 0.05, which is 0.05 of 100; want 5 if it is a share of one`},
		{"kind = \"nps\"\npromise = -0.35", `config.toml:17:1: shingle.metrics.m.promise: got -0.35, which is -0.35 of 100 points; want -35 if it is a share of one`},
		{"kind = \"wait\"\npromise = 0.5", `config.toml:17:1: shingle.metrics.m.promise: got 0.5, less than a second; want seconds, such as 20`},
		{"kind = \"csat\"\nbenchmarks = [{ value = 0.7, whose = \"w\", year = 2025, method = \"m\", link = \"https://a.example/\" }]", `config.toml:17:17: shingle.metrics.m.benchmarks[0].value: got 0.7, which is 0.7 of 100; want 70 if it is a share of one`},
		{"kind = \"service_level\"\nthreshold_seconds = 0.33", `config.toml:17:1: shingle.metrics.m.threshold_seconds: got 0.33, less than a second; want seconds, such as 20`},
		{"kind = \"abandonment\"\nvariant = \"less_short\"\nshort_abandon_seconds = 0.1", `config.toml:18:1: shingle.metrics.m.short_abandon_seconds: got 0.1, less than a second; want seconds, such as 20`},
		{"kind = \"volume\"\npromise = 5", `config.toml:17:1: shingle.metrics.m.promise: a promise needs a direction, up or down; that of volume is none`},
		{"kind = \"csat\"\npromise = 85\ndirection = \"upwards\"", `config.toml:18:1: shingle.metrics.m.direction: got "upwards", want one of "up", "down", "none"`},
		{"kind = \"csat\"\ncadence = \"nightly\"", `config.toml:17:1: shingle.metrics.m.cadence: got "nightly", want one of "continuous", "daily"`},
		{"kind = \"csat\"\nsources = [\"cals\"]", "config.toml:17:12: shingle.metrics.m.sources[0]: no source is called \"cals\"\n  hint: did you mean \"calls\"?"},
		{"kind = \"csat\"\nsorces = [\"calls\"]", "config.toml:17:1: shingle.metrics.m.sorces: unknown key\n  hint: did you mean \"sources\"?"},
		{"kind = \"csat\"\nweight = \"w\"", "config.toml:17:1: shingle.metrics.m.weight: unknown key"},
		{"kind = \"csat\"\nthreshold_seconds = 20", "config.toml:17:1: shingle.metrics.m.threshold_seconds: unknown key"},
		{"kind = \"csat\"\nscale = { min = 1, max = 5, positive_min = 4 }\nvariant = \"top1_pct\"", `config.toml:17:1: shingle.metrics.m.scale: positive_min = 4 of 5 contradicts variant "top1_pct" (it would be "top2_pct")`},
		{"kind = \"csat\"\nscale = { min = 1, max = 10 }", `config.toml:17:1: shingle.metrics.m.scale: positive_min is missing: on 10 points there is no agreed top box (8 of 10 is common)`},
		{"kind = \"csat\"\nscale = { min = 1, max = 3, positive_min = 3, words = [\"no\", \"yes\"] }", `config.toml:17:47: shingle.metrics.m.scale.words: names 2 answers, and the scale from 1 to 3 has 3`},
		{"kind = \"csat\"\nscale = { min = 1, max = 2, positive_min = 2, words = [\"no\", \"no\"] }", `config.toml:17:47: shingle.metrics.m.scale.words: names two answers "no"`},
		{"kind = \"csat\"\nscale = { min = 5, max = 1 }", `config.toml:17:`},
		{"kind = \"csat\"\nscale = { min = 1, max = 5, positive_min = 6 }", `config.toml:17:`},
		{"kind = \"csat\"\nscale = 5", `config.toml:17:1: shingle.metrics.m.scale: got 5, want a table`},
		{"kind = \"nps\"\nscale = { min = 1, max = 10 }", `config.toml:17:1: shingle.metrics.m.scale: nps is asked from 0 to 10; asked from 1 to 10 it is not nps`},
		{"kind = \"nps\"\nvariant = \"mean\"", `config.toml:17:1: shingle.metrics.m.variant: nps has one method only`},
		{"kind = \"service_level\"", `config.toml:14:1: shingle.metrics.m: threshold_seconds is missing: within how many seconds is in time`},
		{"kind = \"service_level\"\nthreshold_seconds = \"20 s\"", `config.toml:17:1: shingle.metrics.m.threshold_seconds: got "20 s", want a number from 0 to 31622400`},
		{"kind = \"service_level\"\nthreshold_seconds = 20\nvariant = \"offerd\"", "hint: did you mean \"offered\"?"},
		{"kind = \"nps\"\nbenchmarks = [{ value = 101, whose = \"w\", year = 2025, method = \"m\", link = \"https://a.example/\" }]", `config.toml:17:17: shingle.metrics.m.benchmarks[0].value: got 101, want a number from -100 to 100`},
		{"kind = \"csat\"\nbenchmarks = [{ value = 70, whose = \"w\", year = 2025, method = \"m\", link = \"https://a.example/\", scale = { min = 1, max = 10 } }]", `config.toml:17:98: shingle.metrics.m.benchmarks[0].scale: is 1 to 10, and the score is asked from 1 to 5: say in what it differs with unlike, or leave it out`},
		{"kind = \"csat\"\nbenchmarks = [{ value = 70, whose = \"w\", year = 2025, method = \"m\", link = \"https://a.example/\", variant = \"mean\" }]", `config.toml:17:98: shingle.metrics.m.benchmarks[0].variant: got "mean", and the score is "top2_pct": say in what it differs with unlike, or leave it out`},
		{"kind = \"wait\"\ntail_minutes = [5, 5]", "config.toml:17:20: shingle.metrics.m.tail_minutes[1]: got 5, want different whole minutes from 1 to 1440"},
		{"kind = \"service_level\"\nthreshold_seconds = 20\nvariant = \"offered_less_short\"", `config.toml:14:1: shingle.metrics.m: short_abandon_seconds is missing: variant "offered_less_short" leaves out who hangs up within it (5 to 10 are common)`},
		{"kind = \"abandonment\"\nvariant = \"after_t\"", `config.toml:14:1: shingle.metrics.m: threshold_seconds is missing: variant "after_t" counts who hung up after it`},
		{"kind = \"backlog\"\nolder_days = 0", `config.toml:17:1: shingle.metrics.m.older_days: got 0, want a whole number from 1 to 3650`},
		{"kind = \"backlog\"\nvariant = \"older\"", `config.toml:17:1: shingle.metrics.m.variant: got "older", want one of "open", "older_pct"`},
		{"kind = \"backlog\"\nvariant = \"older_pct\"\npromise = 120", `config.toml:18:1: shingle.metrics.m.promise: got 120, want a number from 0 to 100`},
		{"kind = \"backlog\"\ninterval = \"wilson\"", `config.toml:17:1: shingle.metrics.m.interval: got "wilson", want one of "none"`},
		{"kind = \"csat\"\nolder_days = 14", `config.toml:17:1: shingle.metrics.m.older_days: unknown key`},
		{"kind = \"fcr\"\nwindow_days = 0", `config.toml:17:1: shingle.metrics.m.window_days: got 0, want a whole number from 1 to 90`},
		{"kind = \"fcr\"\nbase = \"net\"", `config.toml:14:1: shingle.metrics.m: unresolvable is missing: base = "net" leaves out the reasons it lists, and publishes them`},
		{"kind = \"enps\"\nheadcount = -5", `config.toml:17:1: shingle.metrics.m.headcount: got -5, want a whole number of at least 1`},
		{"kind = \"compliance\"\nsampled = \"yes\"", `config.toml:17:1: shingle.metrics.m.sampled: got "yes", want true or false`},
		{"kind = \"csat\"\ninterval = \"bootstrap\"", `config.toml:17:1: shingle.metrics.m.interval: got "bootstrap", want one of "wilson", "clopper_pearson", "none"`},
		{"kind = \"csat\"\nxmr = { rebase = [{ date = \"2026-01-01\" }] }", `: reason is missing: why the baseline starts anew; readers see it`},
		{"kind = \"csat\"\nxmr = { rebase = [{ reason = \"new desk\" }] }", `: date is missing: from when the baseline starts anew`},
		{"kind = \"engagement\"\nvariant = \"fevs_eei\"", `question names 0 items, want the 15 of FEVS`},
	}
	for _, test := range tests {
		if got := said(t, of(test.keys)); !strings.Contains(got, test.want) || strings.Count(got, "config.toml:") != 1 {
			t.Errorf("%q:\n got %s\nwant %s and nothing else", test.keys, got, test.want)
		}
	}
}

func TestLoadRefusesAMetricWithoutAnOwner(t *testing.T) {
	got := said(t, strings.Replace(small, `owner   = "Head of Customer Experience"`, "", 1))
	if want := "config.toml:14:1: shingle.metrics.csat: owner is missing: who answers for this score"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLoadRefusesANameThatIsNoAddress(t *testing.T) {
	for _, name := range []string{`"C SAT"`, `"../etc"`, `"ä"`, `"<b>"`} {
		if got := said(t, strings.Replace(small, "metrics.csat", "metrics."+name, 1)); !strings.Contains(got, "config.toml:14:1: ") || !strings.Contains(got, "a metric's name becomes its address: want small letters, digits, - and _") {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestLoadRefusesANameThatIsTaken(t *testing.T) {
	got := said(t, strings.Replace(small, "metrics.csat", "metrics.index", 1))
	if want := "config.toml:14:1: shingle.metrics.index: that is the address of all scores, want another name"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLoadSettlesWhatIsPositive(t *testing.T) {
	tests := []struct {
		keys    string
		from    int
		variant string
	}{
		{"kind = \"csat\"", 4, "top2_pct"},
		{"kind = \"csat\"\nvariant = \"top1_pct\"", 5, "top1_pct"},
		{"kind = \"csat\"\nscale = { min = 1, max = 5, positive_min = 5 }", 5, "top1_pct"},
		{"kind = \"csat\"\nscale = { min = 1, max = 7 }", 6, "top2_pct"},
		{"kind = \"csat\"\nscale = { min = 0, max = 1 }", 1, "top1_pct"},
		{"kind = \"csat\"\nscale = { min = 1, max = 10, positive_min = 8 }", 8, "top3_pct"},
		{"kind = \"csat\"\nvariant = \"mean\"", 4, "mean"},
		{"kind = \"nps\"", 9, ""},
	}
	for _, test := range tests {
		c, problems := Load("config.toml", []byte(of(test.keys)))
		if problems.Len() > 0 {
			t.Errorf("%q: %s", test.keys, problems.String())
			continue
		}
		m := c.Metrics[0]
		if m.Scale.PositiveMin != test.from || m.Variant != test.variant {
			t.Errorf("%q: got %d and %q, want %d and %q", test.keys, m.Scale.PositiveMin, m.Variant, test.from, test.variant)
		}
	}
}

func TestMetricsComeInTheOrderOfTheFile(t *testing.T) {
	c, _ := Load("config.toml", []byte(small+"\n[shingle.metrics.zz]\nkind = \"nps\"\nowner = \"x\"\n[shingle.metrics.aa]\nkind = \"volume\"\nowner = \"x\"\n"))
	var got []string
	for _, m := range c.Metrics {
		got = append(got, m.ID)
	}
	if want := "csat zz aa"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
