package page

import (
	"cmp"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// A definition says how a metric is counted: keys of the i18n files for the words,
// made from the same fields that the counting uses, so that text and number cannot
// part.
type definition struct {
	Text     *sentence   `json:"text"`
	Formula  string      `json:"formula"` // in the notation of the methods page
	Letters  []letter    `json:"letters,omitempty"`
	Options  []*sentence `json:"options,omitempty"`
	Unit     string      `json:"unit"`
	Source   string      `json:"source"` // what the definition rests on
	Band     *sentence   `json:"band,omitempty"`
	Interval string      `json:"interval,omitempty"`
	Changes  string      `json:"changes,omitempty"`
}

func define(m *score.Metric) definition {
	kind, method := m.Defined(), m.Method()
	d := definition{Formula: method.Symbols, Letters: lettersOf(method.Symbols), Unit: string(method.Unit), Source: cmp.Or(method.Rests, kind.Rests)}
	a := args{}
	if m.Threshold > 0 {
		a["threshold"] = seconds(int64(m.Threshold))
	}
	if m.ShortAbandon > 0 {
		a["short"] = seconds(int64(m.ShortAbandon))
	}
	if m.WindowDays > 0 {
		a["days"] = number(int64(m.WindowDays))
	}
	if m.Scale != (fact.ScaleOf{}) {
		a["min"], a["max"], a["positive"] = number(int64(m.Scale.Min)), number(int64(m.Scale.Max)), number(int64(m.Scale.PositiveMin))
	}
	if m.OlderDays > 0 {
		a["days"] = number(int64(m.OlderDays))
	}
	if m.WithinDays > 0 {
		a["within"] = number(int64(m.WithinDays))
	}
	d.Text = say(kind.Defined(m.Variant)+contactOnly(m), a)
	d.Options = options(m, a)
	if method.Band != "" { // told as an average, which is no aim
		d.Band = say(method.Band)
	}
	return d
}

// options are the publisher's choices that change the number.
func options(m *score.Metric, a args) []*sentence {
	var all []*sentence
	add := func(key string) { all = append(all, say(key, a)) }
	method := m.Method()
	if m.FlowOutsOut {
		add("option_flow_outs_out")
	} else if method.FlowOutsIn {
		add("option_flow_outs_in")
	}
	if m.Clock != "" && m.Clock != "queue" {
		add("option_clock_" + m.Clock)
	}
	if method.Counts == metric.Returns {
		if m.AnyReason || method.AnyReason {
			add("option_any_reason")
		} else {
			add("option_same_reason")
		}
		if m.AnsweredOnly {
			add("option_repeats_answered")
		} else {
			add("option_repeats_any")
		}
	}
	if method.Of == metric.Matters {
		switch {
		case m.OneContact:
			add("option_one_contact")
		case m.AnyReason:
			add("option_any_reason")
		default:
			add("option_same_reason")
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
		all = append(all, say("option_min_items", args{"n": number(int64(m.MinItems))}))
	}
	if m.Sampled {
		add("option_sampled")
	}
	if m.Headcount > 0 {
		all = append(all, say("option_headcount", args{"n": number(m.Headcount)}))
	}
	return all
}
