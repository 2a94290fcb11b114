package page

import (
	"cmp"
	"slices"

	"shingle/generator/internal/claim"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/notice"
)

var deadlineColumns = []field{
	{"notice", "string", "the notice that says so, by its address", true, nil},
	{"metric", "string", "the metric whose promise was missed, by its name in config", true, nil},
	{"period", "string", "the period that missed it: 2026-10, 2026-Q4, 2026; empty: no single one", false, nil},
	{"reason", "string", "why it was missed, in the publisher's words", false, nil},
	{"plan", "string", "what will be done about it, or was", true, nil},
	{"owner", "string", "who answers for the metric", true, nil},
	{"due", "string", "by when: a date", true, nil},
	{"done", "string", "when it was done; empty: not by the day of the build", false, nil},
	{"status", "string", "kept: done by then; late: done since; overdue: not done, and the day has passed; open: not done yet", true, []string{"kept", "late", "overdue", "open"}},
	{"days_late", "integer", "how many days after due it was done, or is not done by the day of the build", true, nil},
}

// deadlines is what was planned about missed promises, by when, and whether that was kept.
func deadlines(in *Input) *table {
	t := newTable(in, "deadlines", "What we said we would do about missed promises, by when", deadlineColumns, true)
	b := newBook(in)
	for i := range in.Notices {
		for _, a := range in.Notices[i].Actions {
			period, done, status := "", "", a.Status(in.AsOf)
			if a.Period.Grain != fact.All {
				period = a.Period.String()
			}
			if status == "kept" || status == "late" {
				done = a.Done.String()
			}
			t.add(in.Notices[i].Slug, a.Metric, period, a.Reason, a.Plan, b.metric(a.Metric).Owner, a.Due.String(), done, status, figure(a.Late(in.AsOf)))
		}
	}
	return t
}

// actionView is an action for a page, which takes its words from the notice in its own language.
type actionView struct {
	Notice string `json:"notice"` // by its address
	At     int    `json:"at"`     // which of the notice's actions, from 0
	ID     string `json:"id"`
	Title  string `json:"title"`
	Kind   string `json:"kind"`
	Path   string `json:"path"`
	Owner  string `json:"owner"`
	Period *value `json:"period,omitempty"`
	Due    value  `json:"due"`
	Done   *value `json:"done,omitempty"`
	Status mark   `json:"status"`
	Late   int64  `json:"late,omitempty"` // days

	due fact.Day
}

// actionsOf are the actions of notices that a choice takes: what is overdue longest first,
// then what is due next, then what was done last.
func (b *book) actionsOf(takes func(*notice.Notice, *notice.Action) bool) []actionView {
	var all []actionView
	for i := range b.in.Notices {
		n := &b.in.Notices[i]
		for at := range n.Actions {
			a := &n.Actions[at]
			if !takes(n, a) {
				continue
			}
			m := b.metric(a.Metric)
			v := actionView{Notice: n.Slug, At: at, ID: m.ID, Title: Mask(m.Title), Kind: m.Kind, Path: "scores/" + m.ID + "/", Owner: Mask(m.Owner), Due: onDay(a.Due), Status: b.went(a), Late: a.Late(b.in.AsOf), due: a.Due}
			if a.Period.Grain != fact.All {
				p := inPeriod(a.Period)
				v.Period = &p
			}
			if v.Status.K == "kept" || v.Status.K == "late" {
				d := onDay(a.Done)
				v.Done = &d
			}
			all = append(all, v)
		}
	}
	slices.SortStableFunc(all, func(x, y actionView) int {
		if x.rank() != y.rank() || x.rank() < 2 {
			return cmp.Or(x.rank()-y.rank(), int(x.due-y.due))
		}
		return int(y.due - x.due)
	})
	return all
}

// went is what became of an action by the day of the build.
func (b *book) went(a *notice.Action) mark {
	return mark{K: a.Status(b.in.AsOf), Kind: "action", Of: evidence{Tasks: []claim.Task{{Due: a.Due, Done: a.Done, AsOf: b.in.AsOf}}}}
}

func (v *actionView) rank() int {
	return slices.Index([]string{"overdue", "open", "late", "kept"}, v.Status.K)
}

// actionsByNotice are the actions on each notice's own page, in the notice's order.
func (b *book) actionsByNotice() map[string][]actionView {
	all := map[string][]actionView{}
	for i := range b.in.Notices {
		n := &b.in.Notices[i]
		if len(n.Actions) == 0 {
			continue
		}
		of := b.actionsOf(func(other *notice.Notice, _ *notice.Action) bool { return other == n })
		slices.SortFunc(of, func(x, y actionView) int { return x.At - y.At })
		all[n.Slug] = of
	}
	return all
}

// actionsSaid counts what became of all actions; nil if there are none.
func actionsSaid(all []actionView) *sentence {
	if len(all) == 0 {
		return nil
	}
	n, tasks := map[string]int64{}, []claim.Task{}
	for i := range all {
		n[all[i].Status.K]++
		tasks = append(tasks, all[i].Status.Of.Tasks...)
	}
	return say("actions_says", args{"n": number(int64(len(all))), "kept": number(n["kept"]), "late": number(n["late"]), "overdue": number(n["overdue"]), "open": number(n["open"])}).Rests(evidence{Tasks: tasks})
}
