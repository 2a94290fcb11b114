// Package page turns scores into what readers get: data files under /api/v1, and
// the pages' data for Hugo, in one build from the same lines, so that a number
// cannot differ in two places. It writes no sentence in any language: pages get
// keys and numbers, and the theme's i18n files hold the words.
package page

import (
	"encoding/json"
	"io"
	"time"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/chart"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/score"
)

// Input is everything a site is made of.
type Input struct {
	Version      string
	Title        string
	Organisation string
	Footnote     string
	BaseURL      string
	Languages    []Language // the first is the default
	Zone         *time.Location
	AsOf         fact.Day
	Built        time.Time

	Create func(name string) (io.WriteCloser, error) // takes each file as it is made; nil: nobody
	held   func(name string, bytes int64)            // notes what was verified while it was written

	Metrics   []score.Metric
	Sets      []fact.Set
	Lines     []*score.Line
	Series    []*score.Series
	Themes    []*score.Theme
	Coverages []score.Coverage
	Reasons   []*score.Line  // a reason for contact stands where the team does
	Week      *besttime.Week // nil: no contacts with a time of day
	Hours     *hours.Hours   // inferred, where they are not known
	Sources   []Source
	Notices   []notice.Notice
	Brand     Brand
	Contact   Contact
	Feedback  *Feedback // nil: readers are not asked
	Licence   Licence

	MinResponses int64
	MinGroup     int64
	Weeks        int // of the load profile; 0: all there are
	Drafts       bool
}

// Latest gives, for each metric, the line that stands for it now; nil if it has none.
func Latest(in *Input) []*score.Line {
	b := newBook(in)
	lines := make([]*score.Line, len(in.Metrics))
	for i := range in.Metrics {
		lines[i] = b.latest(&in.Metrics[i], fact.Segment{})
	}
	return lines
}

// Language is one that the site is published in.
type Language struct{ Code, Name string }

// Brand is the organisation's own look.
type Brand struct {
	Logo, LogoAlt string
	LogoWidth     int    // at the height that the theme shows it in; 0: not known
	CSS           []byte // comes after the theme's; nil: there is none
}

// Source is what the data page says of a source.
type Source struct {
	Name        string
	Kind        string
	Files       int
	Account     Account
	Accepted    []Accepted
	First       fact.Day
	Last        fact.Day
	Cadence     string
	Respondents string // how people came to answer: invited, self_selected; "" where it is not said
	Withheld    bool   // the account, because it would tell how many are in a withheld group
}

// Answers tells whether people answer in it.
func (s *Source) Answers() bool { return s.Kind == "responses" || s.Kind == "employees" }

// respondents is how they came to; nil where it is not said.
func (s *Source) respondents() *string {
	if s.Respondents == "" {
		return nil
	}
	return &s.Respondents
}

// told is what is published of the account.
func (s *Source) told() Account {
	if s.Withheld {
		return Account{}
	}
	return s.Account
}

// Account says what became of a source's rows: read (or given by a query) are as many as
// left out, set aside, doubled and kept. Nil is withheld.
type Account struct {
	Rows     *int64    `json:"rows"`       // read
	Query    *int64    `json:"query_rows"` // that a query gave of them; nil, too, where there is none
	LeftOut  []LeftOut `json:"left_out"`   // by rules of config
	Rejected *int64    `json:"rejected"`   // with something that could not be read: set aside, or used without it
	SetAside *int64    `json:"set_aside"`  // not used at all
	Doubles  *int64    `json:"doubles"`    // replaced by a later one of the same id
	Kept     *int64    `json:"kept"`       // counted
	Missing  *int64    `json:"missing"`    // cells that were blank; nil, too, where the rows could not be used
}

// Left is how many rows rules and a query left out.
func (a *Account) Left() int64 {
	var n int64
	for _, r := range a.LeftOut {
		n += r.Rows
	}
	if a.Query != nil {
		n += max(0, *a.Rows-*a.Query)
	}
	return n
}

// LeftOut is a rule that leaves rows out, by a column's words.
type LeftOut struct {
	Rule string `json:"rule"` // keep or drop, and the column
	Rows int64  `json:"rows"`
}

// Accepted is a finding about a source's data that its publisher let stand, and why.
type Accepted struct {
	Finding string `json:"finding"`
	Reason  string `json:"reason"`
}

// Due is the day by which the next figures should be there: the end of the next
// period, and some days to export and check them.
func (s *Source) Due() fact.Day { return due(s.Last, s.Cadence) }

func due(last fact.Day, cadence string) fact.Day {
	if last == fact.NoDay {
		return fact.NoDay
	}
	end := func(g fact.Grain) fact.Day { return fact.PeriodOf(last+1, g).Last() }
	switch cadence {
	case "continuous":
		return last + 1
	case "daily":
		return last + 3
	case "weekly":
		return last + 10
	case "monthly":
		return end(fact.Month) + 10
	case "quarterly":
		return end(fact.Quarter) + 30
	}
	return end(fact.Year) + 60
}

// Output is a site before Hugo.
type Output struct {
	Files  []string          // that were published already
	Hugo   map[string][]byte // content and data for Hugo
	Charts []chart.Chart     // to be drawn, in pairs: wide and narrow
	Needs  []string          // files that the finished folder must hold
	Held   map[string]int64  // JSON that is what its schema says, by its name: how many bytes it has
}

// Drawn puts drawn charts, in the order of Charts, where templates find them.
func (o *Output) Drawn(svgs []chart.SVG) error {
	drawn := map[string]map[string]string{}
	for i, svg := range svgs {
		size := "wide"
		if i%2 == 1 {
			size = "narrow"
		}
		if drawn[svg.ID] == nil {
			drawn[svg.ID] = map[string]string{}
		}
		drawn[svg.ID][size] = svg.String()
	}
	text, err := json.Marshal(drawn)
	if err != nil {
		return err
	}
	o.Hugo["data/drawings.json"] = text
	return nil
}
