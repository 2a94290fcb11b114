package page

import (
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// A definition says how a metric is counted: keys of the i18n files for the words,
// made from the same fields that the counting uses, so that text and number cannot
// part.
type definition struct {
	Text     *sentence   `json:"text"`
	Formula  string      `json:"formula"` // in the notation of the methods page
	Options  []*sentence `json:"options,omitempty"`
	Unit     string      `json:"unit"`
	Source   string      `json:"source"` // what the definition rests on
	Band     *sentence   `json:"band,omitempty"`
	Interval string      `json:"interval,omitempty"`
	Changes  string      `json:"changes,omitempty"`
}

// formulas are the methods in symbols: A answered, a in time, B abandoned, b within
// the threshold, s short abandons, F flow-outs, C callbacks in time, n answers.
var formulas = map[string]string{
	"service_level/offered":                "100 · a / (A + B + F)",
	"service_level/offered_less_short":     "100 · a / (A + B + F − s)",
	"service_level/abandons_in_t_excluded": "100 · a / (A + B + F − b)",
	"service_level/abandons_in_t_met":      "100 · (a + b) / (A + B + F)",
	"service_level/short_abandons_met":     "100 · (a + s) / (A + B + F)",
	"service_level/removed_in_t":           "100 · (a + b + C) / (A + B + F)",
	"service_level/answered_only":          "100 · a / A",
	"abandonment/all":                      "100 · B / (A + B + F)",
	"abandonment/less_short":               "100 · (B − s) / (A + B + F − s)",
	"abandonment/after_t":                  "100 · (B − b) / (A + B + F)",
	"wait/asa":                             "Σ W / A",
	"wait/p50":                             "W(⌈0.5 · A⌉)",
	"wait/p90":                             "W(⌈0.9 · A⌉)",
	"wait/kaplan_meier":                    "min t: Π (1 − dᵢ / rᵢ) ≤ 0.5",
	"wait/kaplan_meier_p90":                "min t: Π (1 − dᵢ / rᵢ) ≤ 0.1",
	"first_response/":                      "100 · x / n",
	"resolution_time/due":                  "100 · x / (x + y + o)",
	"resolution_time/closed_only":          "100 · x / (x + y)",
	"fcr/survey":                           "100 · x / n",
	"fcr/repeat_window":                    "100 · x / n",
	"fcr/repeat_window_any":                "100 · x / n",
	"fcr/agent_flag":                       "100 · x / n",
	"fcr/not_reopened":                     "100 · x / n",
	"csat/mean":                            "Σ r / n",
	"csat/norm100":                         "100 · (Σ r / n − min) / (max − min)",
	"csat/acsi_like":                       "100 · Σ w · (r − 1) / 9",
	"nps/":                                 "100 · (P − D) / n",
	"enps/":                                "100 · (P − D) / n",
	"trust_index/mean_of_respondents":      "Σᵢ 100 · (r̄ᵢ − min) / (max − min) / n",
	"trust_index/mean_pct_positive":        "Σⱼ 100 · xⱼ / nⱼ / k",
	"engagement/csps":                      "Σᵢ 100 · (r̄ᵢ − min) / (max − min) / n",
	"engagement/fevs_eei":                  "Σ₃ Σ₅ 100 · xⱼ / nⱼ / 15",
	"volume/":                              "n",
	"complaints/received":                  "n",
	"complaints/per_1000":                  "1000 · x / n",
	"complaints/closed_in_days":            "100 · x / n",
	"complaints/upheld":                    "100 · x / n",
	"complaints/escalated":                 "100 · x / n",
	"backlog/open":                         "n",
	"backlog/older_pct":                    "100 · x / n",
}

// rests are what stands behind the definitions, by kind.
var rests = map[string]string{
	"service_level": "icmi", "abandonment": "genesys", "wait": "cisco", "first_response": "icmi", "resolution_time": "servicenow", "fcr": "sqm",
	"csat": "trade", "nps": "bain", "trust": "omb", "trust_index": "feltman", "enps": "bain", "engagement": "csps", "favourable": "trade",
	"compliance": "law", "volume": "itu", "backlog": "trade", "complaints": "trade",
}

// define makes a metric's definition.
func define(m *score.Metric) definition {
	key := m.Kind + "/" + m.Variant
	if m.Kind == "csat" && formulas[key] == "" || m.Kind == "trust" || m.Kind == "favourable" || m.Kind == "compliance" {
		key = "first_response/" // x of n
	}
	d := definition{Formula: formulas[key], Unit: string(m.Unit()), Source: rests[m.Kind]}
	a := args{}
	if m.Threshold > 0 {
		a["threshold"] = seconds(int64(m.Threshold))
	}
	if m.ShortAbandon > 0 {
		a["short"] = seconds(int64(m.ShortAbandon))
	}
	if m.Kind == "fcr" {
		a["days"] = whole(int64(m.WindowDays))
	}
	if m.Scale != (fact.ScaleOf{}) {
		a["min"], a["max"], a["positive"] = whole(int64(m.Scale.Min)), whole(int64(m.Scale.Max)), whole(int64(m.Scale.PositiveMin))
	}
	if m.OlderDays > 0 {
		a["days"] = whole(int64(m.OlderDays))
	}
	if m.WithinDays > 0 {
		a["within"] = whole(int64(m.WithinDays))
	}
	name := "define_" + m.Kind
	switch m.Kind {
	case "service_level", "abandonment", "wait", "resolution_time", "fcr", "trust_index", "engagement", "backlog", "complaints":
		name += "_" + m.Variant
	case "csat":
		switch m.Variant {
		case "mean", "norm100", "acsi_like":
			name += "_" + m.Variant
		default:
			name += "_share"
		}
	}
	d.Text = say(name, a)
	d.Options = options(m, a)
	d.Band = band(m)
	return d
}

// options are the publisher's choices that change the number.
func options(m *score.Metric, a args) []*sentence {
	var all []*sentence
	add := func(key string) { all = append(all, say(key, a)) }
	if m.FlowOutsOut {
		add("option_flow_outs_out")
	} else if m.Kind == "service_level" && m.Variant != "answered_only" {
		add("option_flow_outs_in")
	}
	if m.Clock != "" && m.Clock != "queue" {
		add("option_clock_" + m.Clock)
	}
	if m.Kind == "fcr" && m.Variant == "repeat_window" && !m.AnyReason {
		add("option_same_reason")
	}
	if m.Kind == "fcr" && (m.Variant == "repeat_window_any" || m.AnyReason && m.Variant == "repeat_window") {
		add("option_any_reason")
	}
	if m.Kind == "fcr" && strings.HasPrefix(m.Variant, "repeat_window") {
		if m.AnsweredOnly {
			add("option_repeats_answered")
		} else {
			add("option_repeats_any")
		}
	}
	if m.Net {
		var reasons []value
		for _, r := range m.Unresolvable {
			reasons = append(reasons, named(r))
		}
		all = append(all, say("option_net", args{"reasons": listing(reasons)}))
	}
	if m.PerCustomer {
		add("option_per_customers")
	}
	if m.Scale.Reversed {
		add("option_reversed")
	}
	if m.MinItems > 0 {
		all = append(all, say("option_min_items", args{"n": whole(int64(m.MinItems))}))
	}
	if m.Sampled {
		add("option_sampled")
	}
	if m.Headcount > 0 {
		all = append(all, say("option_headcount", args{"n": whole(m.Headcount)}))
	}
	return all
}

// band is what others reach, only where a source stands behind it; it is told as an
// average, which is no aim.
func band(m *score.Metric) *sentence {
	switch {
	case m.Kind == "service_level":
		return say("band_service_level")
	case m.Kind == "fcr" && m.Variant == "survey":
		return say("band_fcr_survey")
	case m.Kind == "nps":
		return say("band_nps")
	case m.Kind == "csat" && m.Variant == "top1_pct":
		return say("band_csat_top1")
	}
	return nil
}
